"""What offices look at first on a day is counted before they do: the daily work does it once.

Their dashboards, the bulletin and every published metric, over the whole scheme, in both languages.
A lender's own part is counted when it first looks.
"""

from zhidai.core.statistics.metrics import Metric
from zhidai.db.parties.models import Party
from zhidai.services.acting import acting_as
from zhidai.services.dashboards.queries import dashboard_view
from zhidai.services.statistics.facts import OVERSEEING
from zhidai.services.statistics.publishing import bulletin_view
from zhidai.services.statistics.queries import Asked, statistics_view
from zhidai.wording.speech import CHINESE, ENGLISH


def keep_first_looks() -> int:
    """Returns for how many offices; what is kept of them already is not counted again."""
    offices = Party.objects.filter(kind__in=OVERSEEING, people__isnull=False).distinct()
    for office in offices.order_by("pk"):
        acting = acting_as(office.people.earliest("pk"))
        for language in (CHINESE, ENGLISH):
            dashboard_view(acting, language=language)
            bulletin_view(acting, None, language=language)
            for metric in Metric:
                statistics_view(acting, Asked(metric=metric), language=language)
    return len(offices)
