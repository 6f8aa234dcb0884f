"""What people look at first on a day is counted before they do: the daily work does it once.

The dashboard of every party that has one; for the offices that oversee a scheme also the bulletin
and every published metric. In both languages.
"""

from zhidai.core.statistics.metrics import Metric
from zhidai.db.parties.models import Party
from zhidai.services.acting import Acting, acting_as
from zhidai.services.dashboards.look import PANELS
from zhidai.services.dashboards.queries import dashboard_view
from zhidai.services.statistics.facts import OVERSEEING
from zhidai.services.statistics.publishing import bulletin_view
from zhidai.services.statistics.queries import Asked, statistics_view
from zhidai.wording.speech import CHINESE, ENGLISH


def keep_first_looks() -> int:
    """Returns for how many parties; what is kept of them already is not counted again."""
    parties = Party.objects.filter(kind__in=PANELS, people__isnull=False).distinct()
    for party in parties.order_by("pk"):
        acting = acting_as(party.people.earliest("pk"))
        for language in (CHINESE, ENGLISH):
            dashboard_view(acting, language=language)
            if acting.kind in OVERSEEING:
                _keep_published(acting, language)
    return len(parties)


def _keep_published(acting: Acting, language: str) -> None:
    bulletin_view(acting, None, language=language)
    for metric in Metric:
        statistics_view(acting, Asked(metric=metric), language=language)
