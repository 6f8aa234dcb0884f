"""The x-ray of a scheme: every figure from the same seams that claims and subsidies run on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput
from zhidai.core.guarantees.settings import (
    ClaimSettings,
    loss_model_of,
    shares_of,
)
from zhidai.core.guarantees.settings import (
    settings_from as claim_settings_from,
)
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import PortfolioSettings
from zhidai.core.portfolio.settings import settings_from as portfolio_settings_from
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.settings import settings_from as subsidy_settings_from
from zhidai.core.xray.basis import Basis
from zhidai.core.xray.bounds import WEEKENDS_OFF, Bounds, largest_loan, longest_days
from zhidai.core.xray.costs import (
    BorrowerMoney,
    SubsidyMoney,
    borrower_money,
    cost_of,
    subsidy_money,
)
from zhidai.core.xray.parties import PartyMoney, party_money
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.readings import QuestionMoney, questions_money
from zhidai.core.xray.tensions import (
    Tension,
    amount_tensions,
    breaker_tensions,
    claim_tensions,
    subsidy_tensions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Xray:
    """What a scheme means in money on a day.

    route: whose loss model; None: the scheme shares no losses, and `parties` is empty. line: the
    breaker's ratio, None without one. reference: the reference loan's cost; borrower: that of
    others, up to the plan's ceilings.
    """

    scheme: str
    premises: Premises
    route: str | None
    line: Decimal | None
    parties: tuple[PartyMoney, ...]
    bounds: Bounds
    reference: BorrowerMoney
    borrower: tuple[BorrowerMoney, ...]
    subsidies: tuple[SubsidyMoney, ...]
    tensions: tuple[Tension, ...]
    questions: tuple[QuestionMoney, ...]

    @property
    def subsidies_per_yuan(self) -> Decimal:
        return sum((one.per_yuan for one in self.subsidies), Decimal(0))


def xray(
    scheme: Scheme,
    premises: Premises,
    *,
    route: str | None = None,
    working_days: WorkingDays = WEEKENDS_OFF,
) -> Xray:
    """The x-ray under the premises. Bad input: `parameter_not_yet_in_force`."""

    def basis_of(read: Scheme) -> Basis:
        return _basis(read, premises, route, working_days)

    basis, model = basis_of(scheme), _model(scheme, route)
    line = None if basis.portfolio is None else basis.portfolio.npl_ratio_max
    shares = {} if model is None else shares_of(scheme, model, premises.on)
    ceilings, bounds = basis.subsidies.fee_ceilings, _bounds(basis)
    return Xray(
        scheme=scheme.id,
        premises=premises,
        route=None if model is None else (route or next(iter(model.routes), None)),
        line=line,
        parties=party_money(shares, ceilings=ceilings, line=line, premises=premises),
        bounds=bounds,
        reference=cost_of(basis.subsidies, premises, amount=premises.amount, days=premises.days),
        borrower=borrower_money(
            basis.subsidies,
            premises,
            largest=bounds.largest_loan,
            longest=bounds.longest_days,
        ),
        subsidies=subsidy_money(basis.subsidies, premises),
        tensions=tuple(_tensions(basis, model)),
        questions=questions_money(scheme, basis_of),
    )


def _subsidies(scheme: Scheme, premises: Premises, route: str | None) -> SubsidySettings:
    def holds(test: Test) -> bool:
        """A first loan on the route asked for: the reference loan meets what others may not."""
        content = getattr(test, "content", None)
        return content == route if content in scheme.routes else True

    return subsidy_settings_from(scheme, premises.on, holds)


def _model(scheme: Scheme, route: str | None) -> LossModel | None:
    return loss_model_of(scheme, route) if scheme.loss_models else None


def _claims(scheme: Scheme, premises: Premises, route: str | None) -> ClaimSettings | None:
    """None where the scheme has no claims, or none that begin after days overdue."""
    try:
        return claim_settings_from(scheme, premises.on, route)
    except BadInput as refused:
        if refused.reasons[0].code in ("claims_not_in_scheme", "claim_trigger_not_by_days"):
            return None
        raise


def _portfolio(scheme: Scheme, premises: Premises) -> PortfolioSettings | None:
    try:
        return portfolio_settings_from(scheme, premises.on)
    except BadInput as refused:
        if refused.reasons[0].code in ("breaker_not_in_scheme", "exclusion_not_in_scheme"):
            return None
        raise


def _basis(
    scheme: Scheme, premises: Premises, route: str | None, working_days: WorkingDays
) -> Basis:
    return Basis(
        scheme=scheme,
        premises=premises,
        subsidies=_subsidies(scheme, premises, route),
        claims=_claims(scheme, premises, route),
        portfolio=_portfolio(scheme, premises),
        working_days=working_days,
    )


def _bounds(basis: Basis) -> Bounds:
    scheme, given, claims = basis.scheme, basis.premises, basis.claims
    return Bounds(
        largest_loan=largest_loan(scheme, given),
        enterprise_year=basis.limit("yearly_room"),
        longest_days=longest_days(scheme, given),
        pledge_ratio=basis.limit("value_times_ratio"),
        claim_day=None if claims is None else claims.overdue_days,
        days_to_pay=None if claims is None else basis.days_until_paid - claims.overdue_days,
        counted_from_day=None if basis.portfolio is None else basis.portfolio.from_overdue_day,
    )


def _tensions(basis: Basis, model: LossModel | None) -> Iterator[Tension]:
    if model is not None and basis.claims is not None:
        yield from claim_tensions(model, basis.claims, basis.premises, days=basis.days_until_paid)
    if basis.claims is not None and basis.portfolio is not None:
        largest = basis.limit("fixed_cap")
        yield from breaker_tensions(basis.claims, basis.portfolio, largest)
    yield from amount_tensions(basis.scheme, basis.premises)
    yield from subsidy_tensions(basis.subsidies)
