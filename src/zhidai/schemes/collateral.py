"""collateral.yaml: which kinds of right may be pledged, and how the pledge is perfected."""

from zhidai.core.policy.collateral import WITHOUT_REGISTRY, Collateral, Perfection, RightKind
from zhidai.core.policy.quantity import Unit
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.yaml_source import Map

_KEYS = ("kind", "clause", "perfection", "remaining_validity_min", "pledge_ratio_max")
_PERIODS = (Unit.MONTHS, Unit.YEARS)


def read_collateral(sources: tuple[Map, ...], loading: Loading) -> tuple[Collateral, ...]:
    """Kinds in the order of the file, each once."""
    found: list[Collateral] = []
    for source in sources:
        fields = Fields(source, loading, keys=_KEYS)
        one = _collateral(fields, loading)
        if one.kind in [other.kind for other in found]:
            loading.problems.add("scheme_id_twice", fields.place_of("kind"), id=one.kind)
        found.append(one)
    return tuple(found)


def _collateral(fields: Fields, loading: Loading) -> Collateral:
    one = Collateral(
        kind=fields.word("kind", RightKind),
        clause=fields.reference("clause", "clause"),
        perfection=fields.word("perfection", Perfection),
        remaining_validity_min=fields.parameter_if_any("remaining_validity_min", _PERIODS),
        pledge_ratio_max=fields.parameter_if_any("pledge_ratio_max", (Unit.RATIO,)),
    )
    if one.kind in WITHOUT_REGISTRY and one.perfection is Perfection.STATUTORY:
        loading.problems.add(
            "scheme_perfection_impossible", fields.place_of("perfection"), kind=one.kind
        )
    return one
