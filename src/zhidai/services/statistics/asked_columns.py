"""Which columns a question is counted from: its answer stays true while they say the same."""

from zhidai.core.statistics.counting import Question
from zhidai.core.statistics.metrics import DEFINITIONS, Counted, Metric
from zhidai.services.statistics.facts import COUNTED, WHOSE
from zhidai.services.statistics.keeping import DRAWN_LATER, PAID
from zhidai.services.statistics.kept import FactVersions


def version_of(question: Question, versions: FactVersions) -> str:
    """Of what its figures are counted from, as it is now."""
    if DEFINITIONS[question.metric].counted is Counted.ENTERPRISES:
        return versions.whole
    moves = PAID if question.metric is Metric.BALANCE else DRAWN_LATER
    return versions.of((*WHOSE, *COUNTED, moves))


def version_of_days(versions: FactVersions) -> str:
    """Of what the first and the last day are read off."""
    return versions.of((*WHOSE, *COUNTED))
