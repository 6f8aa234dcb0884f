"""A scheme's numbers on the day of an x-ray, as claims, supervision and subsidies run on them."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import PortfolioSettings
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.xray.bounds import WEEKENDS_OFF, days_to_pay, limit_of
from zhidai.core.xray.costs import fees_of
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.statement import statement_of

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A scheme's numbers on the day of the premises. None: the scheme has no such family."""

    scheme: Scheme
    premises: Premises
    subsidies: SubsidySettings
    claims: ClaimSettings | None
    portfolio: PortfolioSettings | None
    working_days: WorkingDays = WEEKENDS_OFF

    @property
    def days_until_paid(self) -> int:
        """Calendar days overdue until the payers must have paid; 0 without a claim."""
        if self.claims is None:
            return 0
        days = days_to_pay(self.claims, self.premises.on, self.working_days)
        return self.claims.overdue_days + days

    def granted(self, days: int | None = None) -> Decimal:
        """All subsidies of the reference loan, or of one with another term."""
        return sum(self.granted_by_item(days).values(), ZERO)

    def granted_by_item(self, days: int | None = None) -> dict[str, Decimal]:
        given = self.premises
        term = given.days if days is None else days
        fees = fees_of(self.subsidies, given, amount=given.amount, days=term)
        found: dict[str, Decimal] = {}
        for line in statement_of(self.subsidies, given, given.loan(days=term), fees).lines:
            found[line.item] = found.get(line.item, ZERO) + line.amount
        return found

    def limit(self, formula: str) -> Decimal | None:
        return limit_of(self.scheme, self.premises, formula)
