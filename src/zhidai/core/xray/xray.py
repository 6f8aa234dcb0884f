"""The x-ray of a scheme: every figure from the same seams that claims and subsidies run on.

A plan may share losses in several ways that a case's own facts tell apart, and stop business by
several ratios: each way and each ratio has its figures, under its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import Reason
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import usual_route
from zhidai.core.portfolio.settings import StopLine, stop_lines
from zhidai.core.subsidies.charged_fees import earned_by
from zhidai.core.subsidies.rate_ceiling import ceilings_by_term, highest_lent, highest_subsidised
from zhidai.core.xray.basis import Bases, Basis
from zhidai.core.xray.bounds import WEEKENDS_OFF, Bounds, by_case, largest_loan, longest_days, rooms
from zhidai.core.xray.costs import (
    BorrowerMoney,
    SubsidyMoney,
    borrower_money,
    cost_of,
    subsidy_money,
)
from zhidai.core.xray.fees import FeePremise, fee_premises, with_incomes_as_fees
from zhidai.core.xray.left_out import require_begun, require_charged
from zhidai.core.xray.loss_parts import LossParts, require_ip_share_read
from zhidai.core.xray.loss_reach import agreed_shares, cap_reaches
from zhidai.core.xray.of_route import claims_of, left_out_of, models_of, subsidies_of
from zhidai.core.xray.one_year import held_by_one_year
from zhidai.core.xray.parties import ModelMoney, party_money
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.readings import QuestionMoney, questions_money
from zhidai.core.xray.shared_caps import SharedCapMoney, shared_cap_money
from zhidai.core.xray.tensions import (
    Tension,
    amount_tensions,
    breaker_tensions,
    cap_tensions,
    claim_tensions,
    subsidy_tensions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Xray:
    """What a scheme means in money on a day.

    route: whose loss models; None: the scheme shares no losses. models: empty where none is of the
    route; without those of loans that the reference loan is not. stops: the breakers. reference:
    the reference loan's cost; unconditional: without the subsidies that only some borrowers get;
    borrower: that of others, up to the plan's ceilings. left_out: the loss models, claim triggers
    and subsidies without figures, those counted on a condition, and the ceilings of one year over
    interest of several, each with the reason.
    """

    scheme: str
    premises: Premises
    fees: tuple[FeePremise, ...]
    route: str | None
    stops: tuple[StopLine, ...]
    models: tuple[ModelMoney, ...]
    bounds: Bounds
    reference: BorrowerMoney
    unconditional: BorrowerMoney
    borrower: tuple[BorrowerMoney, ...]
    subsidies: tuple[SubsidyMoney, ...]
    shared_caps: tuple[SharedCapMoney, ...]
    tensions: tuple[Tension, ...]
    questions: tuple[QuestionMoney, ...]
    left_out: tuple[Reason, ...]

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
    """The x-ray under the premises.

    Bad input: `scheme_not_in_force_on` before it begins, `parameter_not_yet_in_force`,
    `xray_fee_not_charged`, `xray_ip_share_unread`.
    """
    require_begun(scheme, premises.on)
    wanted = route or usual_route(scheme)
    premises = _of_the_plan(scheme, premises, wanted)

    def bases_of(read: Scheme) -> Bases:
        return _bases(read, premises, route, working_days)

    bases = bases_of(scheme)
    require_ip_share_read(tuple(one.model for one in bases.by_model), premises)
    basis, bounds = bases.first, _bounds(bases.first)
    reference = cost_of(basis.subsidies, premises, amount=premises.amount, days=premises.days)
    borrower = borrower_money(
        basis.subsidies,
        lambda days: replace(
            premises, subsidised_rate=_subsidised_rate(scheme, replace(premises, days=days))
        ),
        largest=bounds.largest_loan,
        longest=bounds.longest_days,
    )
    return Xray(
        scheme=scheme.id,
        premises=premises,
        fees=fee_premises(basis.subsidies, premises, scheme, wanted),
        route=route or _first_route(scheme),
        stops=tuple(one.stop for one in bases.by_stop if one.stop is not None),
        models=tuple(
            _model_money(one, one.model, one.parts, bases)
            for one in bases.by_model
            if one.model is not None and one.parts is not None
        ),
        bounds=bounds,
        reference=reference,
        unconditional=_unconditional(scheme, premises, wanted),
        shared_caps=shared_cap_money(basis.subsidies, premises),
        borrower=borrower,
        subsidies=subsidy_money(basis.subsidies, premises),
        tensions=tuple(_tensions(bases)),
        questions=questions_money(scheme, bases_of),
        left_out=(
            *left_out_of(scheme, premises, wanted),
            *held_by_one_year(scheme, basis.subsidies, premises, (reference, *borrower)),
        ),
    )


def _of_the_plan(scheme: Scheme, premises: Premises, route: str | None) -> Premises:
    """With what the plan makes of the premises: incomes that are fees, the rate that counts."""
    require_charged(premises.given_fees, scheme, route)
    settings = subsidies_of(scheme, premises, route)
    return replace(
        with_incomes_as_fees(premises, settings, scheme, route),
        subsidised_rate=_subsidised_rate(scheme, premises),
    )


def _subsidised_rate(scheme: Scheme, premises: Premises) -> Decimal | None:
    """The highest rate whose interest is subsidised, of the term of the loan."""
    return highest_subsidised(scheme, premises.on, premises.quote, due_on=premises.due_on)


def _unconditional(scheme: Scheme, premises: Premises, route: str | None) -> BorrowerMoney:
    """The reference loan's cost for a borrower that meets no condition of its case."""
    settings = subsidies_of(scheme, premises, route, surely=True)
    return cost_of(settings, premises, amount=premises.amount, days=premises.days)


def _first_route(scheme: Scheme) -> str | None:
    """The first on which losses are shared; None where no model names a route."""
    return next((name for one in scheme.loss_models for name in one.routes), None)


def _model_money(basis: Basis, model: LossModel, parts: LossParts, bases: Bases) -> ModelMoney:
    given = basis.premises
    lines = {one.stop.rule: one.stop.threshold for one in bases.by_stop if one.stop is not None}
    return ModelMoney(
        model=model.id,
        parties=party_money(
            parts,
            ceilings=basis.subsidies.fee_ceilings,
            lines=lines,
            premises=given,
            earns=_earns(basis.scheme, model),
        ),
        shared=parts.shared,
        ip_share=parts.ip_share,
        caps=tuple(cap_reaches(parts, given, lines)),
        agreed=tuple(agreed_shares(basis.scheme, model, parts, given)),
    )


def _earns(scheme: Scheme, model: LossModel) -> dict[str, str]:
    fees = {role: earned_by(scheme, role) for role in model.shares}
    return {role: str(fee) for role, fee in fees.items() if fee is not None}


def _bases(
    scheme: Scheme, premises: Premises, route: str | None, working_days: WorkingDays
) -> Bases:
    wanted = route or usual_route(scheme)
    subsidies = subsidies_of(scheme, premises, wanted)

    def basis(model: LossModel | None, stop: StopLine | None) -> Basis:
        return Basis(
            scheme=scheme,
            premises=premises,
            route=wanted,
            subsidies=subsidies,
            model=model,
            claims=claims_of(scheme, premises, wanted, model),
            stop=stop,
            working_days=working_days,
        )

    models = models_of(scheme, premises, wanted) or (None,)
    stops = stop_lines(scheme, premises.on) or (None,)
    return Bases(
        by_model=tuple(basis(one, stops[0]) for one in models),
        by_stop=tuple(basis(models[0], one) for one in stops),
    )


def _bounds(basis: Basis) -> Bounds:
    scheme, given, claims = basis.scheme, basis.premises, basis.claims
    return Bounds(
        largest_loan=largest_loan(scheme, given),
        highest_rate=highest_lent(scheme, given.on, given.quote, due_on=given.due_on),
        by_term=MappingProxyType(ceilings_by_term(scheme, given.on, given.quote)),
        enterprise_year=basis.limit("yearly_room"),
        longest_days=longest_days(scheme, given, basis.route),
        pledge_ratio=basis.limit("value_times_ratio"),
        claim_day=None if claims is None else claims.overdue_days,
        days_to_pay=None if claims is None else basis.days_until_paid - claims.overdue_days,
        by_case=by_case(scheme, given),
        rooms=rooms(scheme, given),
    )


def _tensions(bases: Bases) -> Iterator[Tension]:
    largest = largest_loan(bases.first.scheme, bases.first.premises)
    for one in bases.by_model:
        if one.model is not None and one.parts is not None:
            yield from cap_tensions(one.model, one.parts, one.premises, largest)
        if one.model is not None and one.claims is not None:
            yield from claim_tensions(one.model, one.claims, one)
    for one in bases.by_stop:
        if one.stop is not None:
            yield from breaker_tensions(one, one.stop, largest)
    yield from amount_tensions(bases.first.scheme, bases.first.premises)
    yield from subsidy_tensions(bases.first.subsidies)
