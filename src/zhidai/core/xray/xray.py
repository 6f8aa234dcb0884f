"""The x-ray of a scheme: every figure from the same seams that claims and subsidies run on.

A plan may share losses in several ways that a case's own facts tell apart, and stop business by
several ratios: each way and each ratio has its figures, under its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput
from zhidai.core.guarantees.settings import ClaimSettings, shares_of
from zhidai.core.guarantees.settings import settings_from as claim_settings_from
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import loss_models_of
from zhidai.core.portfolio.settings import StopLine, stop_lines
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.settings import settings_from as subsidy_settings_from
from zhidai.core.xray.basis import Bases, Basis
from zhidai.core.xray.bounds import WEEKENDS_OFF, Bounds, by_case, largest_loan, longest_days
from zhidai.core.xray.costs import (
    BorrowerMoney,
    SubsidyMoney,
    borrower_money,
    cost_of,
    subsidy_money,
)
from zhidai.core.xray.parties import ModelMoney, PartyMoney, party_money
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

    route: whose loss models; None: the scheme shares no losses. models: empty where none is of the
    route. stops: the breakers. reference: the reference loan's cost; borrower: that of others, up
    to the plan's ceilings.
    """

    scheme: str
    premises: Premises
    route: str | None
    stops: tuple[StopLine, ...]
    models: tuple[ModelMoney, ...]
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

    def bases_of(read: Scheme) -> Bases:
        return _bases(read, premises, route, working_days)

    bases = bases_of(scheme)
    basis, bounds = bases.first, _bounds(bases.first)
    return Xray(
        scheme=scheme.id,
        premises=premises,
        route=route or _first_route(scheme),
        stops=tuple(one.stop for one in bases.by_stop if one.stop is not None),
        models=tuple(
            ModelMoney(model=one.model.id, parties=_parties(one, one.model, bases))
            for one in bases.by_model
            if one.model is not None
        ),
        bounds=bounds,
        reference=cost_of(basis.subsidies, premises, amount=premises.amount, days=premises.days),
        borrower=borrower_money(
            basis.subsidies,
            premises,
            largest=bounds.largest_loan,
            longest=bounds.longest_days,
        ),
        subsidies=subsidy_money(basis.subsidies, premises),
        tensions=tuple(_tensions(bases)),
        questions=questions_money(scheme, bases_of),
    )


def _first_route(scheme: Scheme) -> str | None:
    """The first on which losses are shared; None where no model names a route."""
    return next((name for one in scheme.loss_models for name in one.routes), None)


def _parties(basis: Basis, model: LossModel, bases: Bases) -> tuple[PartyMoney, ...]:
    return party_money(
        shares_of(basis.scheme, model, basis.premises.on),
        ceilings=basis.subsidies.fee_ceilings,
        lines={one.stop.rule: one.stop.threshold for one in bases.by_stop if one.stop is not None},
        premises=basis.premises,
    )


def _subsidies(scheme: Scheme, premises: Premises, route: str | None) -> SubsidySettings:
    def holds(test: Test) -> bool:
        """A first loan on the route asked for: the reference loan meets what others may not."""
        content = getattr(test, "content", None)
        return content == route if content in scheme.routes else True

    return subsidy_settings_from(scheme, premises.on, holds)


def _claims(
    scheme: Scheme, premises: Premises, route: str | None, model: LossModel | None
) -> ClaimSettings | None:
    """None where the scheme has no claims, or none that begin after days overdue."""
    if model is None:
        return None
    try:
        return claim_settings_from(scheme, premises.on, route, model=model)
    except BadInput as refused:
        if refused.reasons[0].code in ("claims_not_in_scheme", "claim_trigger_not_by_days"):
            return None
        raise


def _bases(
    scheme: Scheme, premises: Premises, route: str | None, working_days: WorkingDays
) -> Bases:
    subsidies = _subsidies(scheme, premises, route)

    def basis(model: LossModel | None, stop: StopLine | None) -> Basis:
        return Basis(
            scheme=scheme,
            premises=premises,
            subsidies=subsidies,
            model=model,
            claims=_claims(scheme, premises, route, model),
            stop=stop,
            working_days=working_days,
        )

    wanted = route or _first_route(scheme)
    models = (scheme.loss_models if wanted is None else loss_models_of(scheme, wanted)) or (None,)
    stops = stop_lines(scheme, premises.on) or (None,)
    return Bases(
        by_model=tuple(basis(one, stops[0]) for one in models),
        by_stop=tuple(basis(models[0], one) for one in stops),
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
        by_case=by_case(scheme, given),
    )


def _tensions(bases: Bases) -> Iterator[Tension]:
    for one in bases.by_model:
        if one.model is not None and one.claims is not None:
            yield from claim_tensions(one.model, one.claims, one.premises, days=one.days_until_paid)
    for one in bases.by_stop:
        if one.stop is not None:
            yield from breaker_tensions(one.claims, one.stop, one.limit("fixed_cap"))
    yield from amount_tensions(bases.first.scheme, bases.first.premises)
    yield from subsidy_tensions(bases.first.subsidies)
