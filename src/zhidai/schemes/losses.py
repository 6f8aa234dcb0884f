"""funds.yaml and loss_sharing.yaml: pools of money, and who bears which part of a loss."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from zhidai.core.policy.losses import Bounds, Financing, Fund, LossBase, LossModel, Unstated
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.scheme import Strength
from zhidai.schemes.caps import read_caps
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.ids import Ids
from zhidai.schemes.rule_tests import read_test_if_any
from zhidai.schemes.sums import WHOLE, hold_sum
from zhidai.schemes.yaml_source import Map

_FUND_KEYS = ("label", "clause", "size", "financed_by", "leverage_min", "held_by")
_FINANCING_KEYS = ("from", "share")
_MODEL_KEYS = (
    "id",
    "label",
    "clause",
    "strength",
    "base",
    "shares",
    "routes",
    "when",
    "ip_share_min",
    "ip_share_unstated",
    "bounds",
    "caps",
    "capped",
    "rest_to",
    "base_clause",
)
_BOUND_KEYS = ("at_least", "at_most")
_RATIO = (Unit.RATIO,)


def read_funds(source: Map, loading: Loading, *, since: date) -> dict[str, Fund]:
    """Funds by id; what their financiers pay makes the whole on every day."""
    funds = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            fields = Fields(content, loading, keys=_FUND_KEYS)
            fund = Fund(
                id=entry.key,
                label=fields.label("label"),
                clause=fields.reference("clause", "clause"),
                size=fields.parameter("size", (Unit.YUAN,)),
                financed_by=_financing(fields, loading),
                leverage_min=fields.parameter_if_any("leverage_min", (Unit.TIMES,)),
                held_by=fields.reference_if_any("held_by", "party"),
            )
            _hold_whole(entry.key, [one.share for one in fund.financed_by], fields, loading, since)
            funds[entry.key] = fund
    return funds


def _financing(fields: Fields, loading: Loading) -> tuple[Financing, ...]:
    parts = (Fields(one, loading, keys=_FINANCING_KEYS) for one in fields.maps("financed_by"))
    return tuple(
        Financing(source=one.reference("from", "source"), share=one.parameter("share", _RATIO))
        for one in parts
    )


def read_loss_models(
    sources: tuple[Map, ...], loading: Loading, *, since: date
) -> tuple[LossModel, ...]:
    """Loss-sharing models in the order of the file; their shares make the whole on every day."""
    ids = Ids(loading)
    found = []
    for source in sources:
        fields = Fields(source, loading, keys=_MODEL_KEYS)
        model = _model(fields, ids, loading)
        _hold_whole(model.id, list(model.shares.values()), fields, loading, since)
        found.append(model)
    return tuple(found)


def _model(fields: Fields, ids: Ids, loading: Loading) -> LossModel:
    return LossModel(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        strength=fields.word("strength", Strength, default=Strength.MUST),
        base=fields.word("base", LossBase),
        shares=MappingProxyType(fields.parameters_by("shares", "party", _RATIO)),
        routes=fields.references("routes", "route"),
        when=read_test_if_any(fields, "when", loading),
        ip_share_min=fields.parameter_if_any("ip_share_min", _RATIO),
        ip_share_unstated=fields.word("ip_share_unstated", Unstated, default=Unstated.WHOLE),
        bounds=_bounds(fields, loading),
        caps=read_caps(fields.maps("caps"), loading),
        capped=fields.reference_if_any("capped", "party"),
        base_clause=fields.reference_if_any("base_clause", "clause"),
        rest_to=fields.reference_if_any("rest_to", "party") or "bank",
    )


def _bounds(fields: Fields, loading: Loading) -> Mapping[str, Bounds]:
    if fields.source.get("bounds") is None:
        return MappingProxyType({})
    found = {}
    for entry in fields.map_of("bounds").entries:
        for content in maps_in((entry.node,), loading.problems):
            inner = Fields(content, loading, keys=_BOUND_KEYS)
            found[entry.key] = Bounds(
                at_least=inner.parameter_if_any("at_least", _RATIO),
                at_most=inner.parameter_if_any("at_most", _RATIO),
            )
    return MappingProxyType(found)


def _hold_whole(of: str, shares: list[str], fields: Fields, loading: Loading, since: date) -> None:
    if shares:
        whole = Quantity(amount=WHOLE, unit=Unit.RATIO, text="100%")
        hold_sum(of, shares, whole, place=fields.place, loading=loading, since=since)
