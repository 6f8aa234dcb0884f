"""The table of answers: written once, taken by every process, for as long as what they were counted
from says the same.
"""

import hashlib
import json
from collections.abc import Mapping

from zhidai.db.statistics.models import FactAnswer
from zhidai.services.transactions import one_transaction

MOST = 5_000  # of more the oldest go, those of past days among them
COUNTED_AS = 3  # raised by a release that counts the same facts otherwise


def asked_by(*follows_from: object) -> str:
    """A name for all that answers follow from beside facts and question, and for how we count."""
    return hashlib.sha256(repr((COUNTED_AS, *follows_from)).encode()).hexdigest()


def question_named(question: object) -> str:
    """The name under which a question's answer is kept, as long for any question."""
    return hashlib.sha256(repr(question).encode()).hexdigest()


def answers_kept(asked: str) -> dict[str, tuple[str, str]]:
    """By the name of their question: the version of what each was counted from, and its JSON."""
    rows = FactAnswer.objects.filter(asked=asked).values_list("question", "facts", "found")
    return {question: (facts, found) for question, facts, found in rows}


def keep_answers(asked: str, found: Mapping[str, tuple[str, object]]) -> None:
    """Write new ones for whoever asks next, each in the place of the one before."""
    if not found:
        return
    rows = [
        FactAnswer(facts=facts, asked=asked, question=question, found=json.dumps(answer))
        for question, (facts, answer) in found.items()
    ]
    with one_transaction():
        FactAnswer.objects.filter(asked=asked, question__in=list(found)).delete()
        FactAnswer.objects.bulk_create(rows, ignore_conflicts=True)
        beyond = FactAnswer.objects.order_by("-pk").values_list("pk", flat=True)[MOST:]
        FactAnswer.objects.filter(pk__in=list(beyond)).delete()
