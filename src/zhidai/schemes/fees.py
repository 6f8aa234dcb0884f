"""fees.yaml: the highest fee that may be charged, whether or not anybody subsidises it."""

from collections.abc import Iterable

from zhidai.core.policy.fees import FeeCeiling
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.subsidies import Subsidy, SubsidyItem
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_KEYS = ("id", "label", "clause", "item", "parameter")


def read_fee_ceilings(
    sources: tuple[Map, ...], subsidies: Iterable[Subsidy], loading: Loading
) -> tuple[FeeCeiling, ...]:
    """One for each fee; of one whose subsidies state a ceiling, none."""
    ids = Ids(loading)
    stated = {str(one.item): one.id for one in subsidies if one.fee_ceiling is not None}
    return tuple(
        _ceiling(Fields(source, loading, keys=_KEYS), ids, stated, loading) for source in sources
    )


def _ceiling(fields: Fields, ids: Ids, stated: dict[str, str], loading: Loading) -> FeeCeiling:
    one = FeeCeiling(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        item=fields.word("item", SubsidyItem),
        parameter=fields.parameter("parameter", (Unit.RATE,)),
    )
    if one.item is SubsidyItem.INTEREST:
        loading.problems.add("scheme_interest_is_no_fee", fields.place)
    first = stated.setdefault(str(one.item), one.id)
    if first != one.id:
        loading.problems.add(
            "scheme_fee_ceiling_twice", fields.place, fee=str(one.item), first=first
        )
    return one
