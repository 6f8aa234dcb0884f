"""What an x-ray is taken with: a reference loan, and what no plan states.

No plan says what money costs a bank or how many loans fail. Such numbers are assumptions, printed
beside every figure that rests on them and replaced by whoever knows better.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.terms import LoanTerms, is_positive_fen
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.reference_tables import LprQuote

RECOVERIES = tuple(Decimal(part) for part in ("0", "0.25", "0.5", "0.75", "1"))
TERMS_IN_DAYS = (90, 180, 270, 365)
AMOUNTS = tuple(Decimal(yuan) for yuan in (500_000, 1_000_000, 3_000_000, 5_000_000, 10_000_000))
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """The reference loan and the assumptions; rates and ratios as fractions of one.

    fees: item -> yearly rate, in place of the plan's ceiling; fees_in_yuan: item -> yuan paid once,
    whatever the loan; other_income: party -> yuan a year per yuan lent, for parties whose income
    the plan does not state. ip_share: the part of the loan that intellectual property secures;
    None: as `loss_parts` has it. subsidised_rate: the highest whose interest is subsidised, by the
    scheme that is x-rayed. Bad input: `xray_premise_out_of_range`, and of an amount as of a loan's
    principal `loan_principal_invalid`.
    """

    on: date
    amount: Decimal = Decimal(3_000_000)
    days: int = 365
    rate: Decimal = Decimal("0.0485")
    lpr: Decimal = Decimal("0.0385")
    lpr_five_years: Decimal = Decimal("0.0465")  # the quote for five years and more
    funding_cost: Decimal = Decimal("0.025")
    default_rate: Decimal = Decimal("0.02")
    recovery: Decimal = Decimal("0.2")
    ip_share: Decimal | None = None
    subsidised_rate: Decimal | None = None
    fees: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    fees_in_yuan: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    other_income: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not is_positive_fen(self.amount):
            raise bad_input("loan_principal_invalid", amount=self.amount)
        fractions = {
            "rate": self.rate,
            "lpr": self.lpr,
            "lpr_five_years": self.lpr_five_years,
            "funding_cost": self.funding_cost,
            "default_rate": self.default_rate,
            "recovery": self.recovery,
            **({} if self.ip_share is None else {"ip_share": self.ip_share}),
            **self.fees,
            **self.other_income,
        }
        for name, value in fractions.items():
            if not value.is_finite() or not 0 <= value <= 1:
                raise bad_input("xray_premise_out_of_range", premise=name, value=value)
        if not 0 < self.days <= LONGEST_DAYS:
            raise bad_input("xray_premise_out_of_range", premise="days", value=self.days)

    @property
    def counted_rate(self) -> Decimal:
        """The rate whose interest a subsidy counts."""
        return self.rate if self.subsidised_rate is None else min(self.rate, self.subsidised_rate)

    @property
    def due_on(self) -> date:
        """Of the reference loan."""
        return self.on + timedelta(days=self.days)

    @property
    def quote(self) -> LprQuote:
        """Both tenors of the LPR."""
        return LprQuote(since=self.on, one_year=self.lpr, over_five_years=self.lpr_five_years)

    @property
    def given_fees(self) -> frozenset[str]:
        """The fees that are given, by rate or in yuan."""
        return frozenset((*self.fees, *self.fees_in_yuan))

    def loan(self, *, amount: Decimal | None = None, days: int | None = None) -> LoanTerms:
        """The reference loan, or the same with another amount or term, drawn on the day."""
        return LoanTerms(
            principal=self.amount if amount is None else amount,
            annual_rate=self.rate,
            drawn_on=self.on,
            due_on=self.on + timedelta(days=self.days if days is None else days),
        )


def rate_of(text: str) -> Decimal:
    """A share or yearly rate as written (`4.85%`, `1%/年`), as a fraction of one.

    Bad input: `xray_rate_unreadable`.
    """
    quantity = parse_quantity(text)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("xray_rate_unreadable", text=text[:40])
    return quantity.amount
