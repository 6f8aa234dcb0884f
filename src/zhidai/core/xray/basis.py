"""A scheme's numbers on the day of an x-ray, as claims, supervision and subsidies run on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.xray.bounds import WEEKENDS_OFF, days_to_pay, limit_of
from zhidai.core.xray.fees import fees_of
from zhidai.core.xray.loss_parts import LossParts, loss_parts
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.statement import statement_of

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A scheme's numbers on the day of the premises. None: the scheme has no such family.

    claims: by one of its loss models, `model`; stop: one of its breakers. Of several each has a
    basis of its own.
    """

    scheme: Scheme
    premises: Premises
    route: str | None
    subsidies: SubsidySettings
    model: LossModel | None
    claims: ClaimSettings | None
    stop: StopLine | None
    working_days: WorkingDays = WEEKENDS_OFF

    @property
    def days_until_paid(self) -> int:
        """Calendar days overdue until the payers must have paid; 0 without a claim."""
        if self.claims is None:
            return 0
        days = days_to_pay(self.claims, self.premises.on, self.working_days)
        return self.claims.overdue_days + days

    @property
    def parts(self) -> LossParts | None:
        """How the loss model shares a loss."""
        return None if self.model is None else loss_parts(self.scheme, self.model, self.premises)

    @property
    def borne(self) -> Mapping[str, Decimal]:
        """Of each yuan of the reference loan when it is lost; empty without a loss model."""
        return {} if self.parts is None else self.parts.borne(self.premises.amount)

    @property
    def asked(self) -> Decimal:
        """The part of the lost reference loan that the payers of a claim are asked for."""
        payers = () if self.claims is None else self.claims.payers
        return sum((self.borne.get(one, ZERO) for one in payers), ZERO)

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


def of_model(model: str) -> str:
    """How a figure says which loss model it is of."""
    return f"loss_models/{model}"


def of_breaker(breaker: str) -> str:
    """How a figure says which breaker it is of."""
    return f"breakers/{breaker}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """One basis for each loss model with the first breaker, and for each breaker with the first
    model; the first of both is the same.
    """

    by_model: tuple[Basis, ...]
    by_stop: tuple[Basis, ...]

    @property
    def first(self) -> Basis:
        return self.by_model[0]

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(of_model(one.model.id) if one.model else "" for one in self.by_model)

    @property
    def stops(self) -> tuple[str, ...]:
        return tuple(of_breaker(one.stop.rule) if one.stop else "" for one in self.by_stop)
