"""The breaker as a scheme states it: what is measured, over what, and what stops."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label


class BreakerMetric(StrEnum):
    """Which bad loans are counted."""

    OVERDUE_BALANCE = "overdue_balance"  # whole balances of overdue loans
    FIVE_CLASS_NPL = "five_class_npl"  # substandard, doubtful and loss
    COMPENSATED_PRINCIPAL = "compensated_principal"  # principal for which claims were paid


class BreakerScope(StrEnum):
    """Over which loans the ratio is taken, and for whom business stops."""

    SCHEME = "scheme"
    BANK = "bank"
    DISTRICT = "district"


class Stops(StrEnum):
    """Which new business stops."""

    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    DRAWDOWN = "drawdown"


class Resume(StrEnum):
    """How business goes on again."""

    ALL_PARTIES_AGREE = "all_parties_agree"
    BELOW_THRESHOLD = "below_threshold"
    BUREAU_DECIDES = "bureau_decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """parameter: the ratio; its comparison word says whether the line itself trips."""

    id: str
    label: Label
    clause: str
    metric: BreakerMetric
    parameter: str
    scope: BreakerScope
    stops: tuple[Stops, ...]
    resume: Resume
    warning: str | None = None  # parameter, a ratio
