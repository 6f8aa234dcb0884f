"""Caps inside other parts: of a subsidy, of what a fund compensates."""

from zhidai.core.policy.caps import Cap, CapScope
from zhidai.core.policy.quantity import Unit
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.yaml_source import Map

_KEYS = ("clause", "scope", "parameter", "fund")


def read_caps(sources: tuple[Map, ...], loading: Loading) -> tuple[Cap, ...]:
    """Caps in the order of the list: of two that leave the same room the first binds."""
    return tuple(_cap(Fields(source, loading, keys=_KEYS), loading) for source in sources)


def _cap(fields: Fields, loading: Loading) -> Cap:
    cap = Cap(
        clause=fields.reference("clause", "clause"),
        scope=fields.word("scope", CapScope),
        parameter=fields.parameter_if_any("parameter", (Unit.YUAN,)),
        fund=fields.reference_if_any("fund", "fund"),
    )
    of_fund = cap.scope is CapScope.POOL_BALANCE
    if (cap.fund is not None, cap.parameter is not None) != (of_fund, not of_fund):
        loading.problems.add("scheme_cap_unclear", fields.place)
    return cap
