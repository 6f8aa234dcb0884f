"""assertions.yaml: what the plan's own numbers add up to (70% + 20% + 10% = 100%), held at load.

A slip in one share would silently move losses between parties; the sum shows it.
"""

from datetime import date

from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Assertion
from zhidai.schemes.fields import Fields, Loading, quantity_of
from zhidai.schemes.ids import Ids
from zhidai.schemes.sums import hold_sum
from zhidai.schemes.yaml_source import Map, Text

_KEYS = ("id", "clauses", "sum", "equals")


def read_assertions(
    sources: tuple[Map, ...], loading: Loading, *, since: date
) -> tuple[Assertion, ...]:
    """Assertions in the order of the file, each true from `since` on."""
    ids = Ids(loading)
    found = []
    for source in sources:
        fields = Fields(source, loading, keys=_KEYS)
        assertion = Assertion(
            id=ids.take(fields),
            clauses=fields.references("clauses", "clause"),
            parameters=fields.references("sum", "parameter"),
            equals=_equals(fields, loading),
        )
        if not assertion.parameters:
            loading.problems.add("scheme_key_missing", fields.place, key="sum")
        hold_sum(
            assertion.id,
            assertion.parameters,
            assertion.equals,
            place=fields.place,
            loading=loading,
            since=since,
        )
        found.append(assertion)
    return tuple(found)


def _equals(fields: Fields, loading: Loading) -> str | Quantity:
    """The name of a parameter, or a quantity as it is written."""
    node = fields.source.get("equals")
    if node is None:
        loading.problems.add("scheme_key_missing", fields.place, key="equals")
        return ""
    if isinstance(node, Text) and node.text.isascii() and node.text.replace("_", "").isalpha():
        return loading.reference("parameter", node)
    return quantity_of(node, loading.problems, units=())
