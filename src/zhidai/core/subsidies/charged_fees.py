"""Which fees a loan of a route is charged: nobody bills a guarantee where nobody guarantees."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.policy.taking_part import kind_of, roles_of
from zhidai.core.subsidies.settings import SubsidySettings

_EARNED_BY: Mapping[SubsidyItem, PartyKind] = MappingProxyType(
    {
        SubsidyItem.GUARANTEE_FEE: PartyKind.GUARANTOR,
        SubsidyItem.INSURANCE_PREMIUM: PartyKind.INSURER,
        SubsidyItem.APPRAISAL_FEE: PartyKind.APPRAISER,
    }
)


def on_route(settings: SubsidySettings, scheme: Scheme, route: str) -> SubsidySettings:
    """The subsidies that a loan of the route can bring: without those of a fee that nobody is
    charged on it. What nobody of the scheme's parties earns (a registration fee) stays.
    """
    return replace(
        settings,
        subsidies=tuple(one for one in settings.subsidies if is_charged(one.item, scheme, route)),
        fee_ceilings=MappingProxyType(
            {
                fee: rate
                for fee, rate in settings.fee_ceilings.items()
                if is_charged(SubsidyItem(fee), scheme, route)
            }
        ),
    )


def charged_fees(
    settings: SubsidySettings, scheme: Scheme, route: str | None
) -> tuple[SubsidyItem, ...]:
    """Each fee of a party of the route, each that a step of it asks for, and each that is
    subsidised or has a ceiling, in the order of the items.
    """
    roles = () if route is None else roles_of(scheme, route)
    known = {earned_by(scheme, role) for role in roles} | {one.item for one in settings.subsidies}
    known |= {SubsidyItem(fee) for fee in settings.fee_ceilings}
    if route is not None:
        known |= {item for item in SubsidyItem if _is_asked(item, scheme, route)}
    return tuple(item for item in SubsidyItem if item is not SubsidyItem.INTEREST and item in known)


def is_charged(item: SubsidyItem, scheme: Scheme, route: str) -> bool:
    """Whether somebody on the route earns it, or a step of it asks how much it was: an insurance
    that some borrowers take out has no party in the case.
    """
    if item not in _EARNED_BY or _is_asked(item, scheme, route):
        return True
    return _EARNED_BY[item] in {kind_of(scheme, role) for role in roles_of(scheme, route)}


def earned_by(scheme: Scheme, role: str) -> SubsidyItem | None:
    """The fee that a role of the scheme earns; None: it earns none."""
    kind = kind_of(scheme, role)
    return next((item for item, earner in _EARNED_BY.items() if earner is kind), None)


def _is_asked(item: SubsidyItem, scheme: Scheme, route: str) -> bool:
    """Casework pays a subsidy of what was answered so."""
    return any(f"contract.{item}" in task.facts_in for task in scheme.routes[route].tasks)
