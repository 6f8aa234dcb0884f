"""Five classes of credit quality, by days overdue first of all.

Source: 商业银行金融资产风险分类办法 (2023 No. 1). This is what days decide, what a write-off
decides whatever the days (a reading: the rule speaks of expected loss), and what a debtor's other
credit at the same bank decides (cross-default); a bank's own judgement can only make the class
worse. The Ganzhou plan's own measure is another one: `zhidai.core.portfolio.npl`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zhidai.core.errors import bad_input

CROSS_DEFAULT_ABOVE = Decimal("0.10")  # more than this share; at exactly 10 % not
_OVER = ((360, "loss"), (270, "doubtful"), (90, "substandard"))


class RiskClass(StrEnum):
    """正常、关注、次级、可疑、损失."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"

    @property
    def is_non_performing(self) -> bool:
        return self in (RiskClass.SUBSTANDARD, RiskClass.DOUBTFUL, RiskClass.LOSS)


def risk_class(overdue_days: int, *, written_off: bool = False) -> RiskClass:
    """The class that days overdue (principal or interest, the longer) require at least.

    Substandard above 90 days, doubtful above 270, loss above 360; special mention from the first
    day. Which lapse is a technical one no payment tells: none is excepted. written_off: principal
    that was written off is still owed; what a bank writes off it has found lost, and a loan has one
    class.
    """
    if written_off:
        return RiskClass.LOSS
    for days, name in _OVER:
        if overdue_days > days:
            return RiskClass(name)
    return RiskClass.SPECIAL_MENTION if overdue_days else RiskClass.NORMAL


def first_overdue_day(of: RiskClass) -> int:
    """The overdue day on which days alone bring a loan into a non-performing class."""
    return next(days for days, name in _OVER if name == of) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One credit of a debtor at one bank: yuan outstanding, and its class on its own."""

    balance: Decimal
    risk_class: RiskClass

    def __post_init__(self) -> None:
        if not self.balance.is_finite() or self.balance < 0:
            raise bad_input("credit_balance_negative", amount=self.balance)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtorClass:
    """What a debtor's credit at a bank comes to.

    non_performing, total: yuan. crosses: more than 10 % of it is non-performing, so all of it is.
    """

    non_performing: Decimal
    total: Decimal
    crosses: bool

    def of(self, own: RiskClass) -> RiskClass:
        """The class of one of the debtor's credits: at least substandard where it crosses."""
        if self.crosses and not own.is_non_performing:
            return RiskClass.SUBSTANDARD
        return own


def debtor_class(owed: Sequence[Credit]) -> DebtorClass:
    """The cross-default rule over all credit of a debtor at one bank; exact, nothing is rounded."""
    bad = sum((one.balance for one in owed if one.risk_class.is_non_performing), Decimal("0.00"))
    total = sum((one.balance for one in owed), Decimal("0.00"))
    crosses = total > 0 and Fraction(bad) / Fraction(total) > Fraction(CROSS_DEFAULT_ABOVE)
    return DebtorClass(non_performing=bad, total=total, crosses=crosses)
