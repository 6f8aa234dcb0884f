"""The bulletin for those who publish it: the bureau and the finance office, over their scheme."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhidai.core.statistics.bulletin import Bulletin, bulletin
from zhidai.core.statistics.counting import Countable
from zhidai.core.statistics.periods import Grain, Period, period_of
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.facts import OVERSEEING


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinView:
    """The bulletin of a quarter on the business date; None while there is nothing to publish."""

    quarter: Period
    today: date
    bulletin: Bulletin | None


def bulletin_view(
    acting: Acting, quarter: Period | None, *, language: str, scheme: str | None = None
) -> BulletinView:
    """The bulletin of a quarter, by default the last one that is over.

    Bad input (`statistics_quarter_without_facts`) for a quarter asked for that has none.
    """
    if acting.kind not in OVERSEEING:
        raise NotFound
    today = business_date.today()
    wanted = quarter or _last_over(today)

    def publish(facts: Countable) -> Bulletin | None:
        first = facts.first_day
        is_empty = quarter is None and (first is None or wanted.last_on < first)
        return None if is_empty else bulletin(facts, wanted)

    found = answered(acting, scheme or default_scheme(acting), publish, language=language)
    return BulletinView(quarter=wanted, today=today, bulletin=found)


def _last_over(today: date) -> Period:
    """The quarter before the one of today."""
    begins = period_of(today, Grain.QUARTER).first_on
    return period_of(begins - timedelta(days=1), Grain.QUARTER)
