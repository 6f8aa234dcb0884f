"""What limits read from other files: rows in yuan, a fact of money, a ratio for each kind.

Held once everything is read. Each of these would otherwise give a wrong amount in silence: a ratio
taken for yuan, a head count for money, nothing at all for a kind without a ratio.
"""

from zhidai.core.policy.limits import BY_KIND
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import FactType, Limit, Scheme
from zhidai.schemes.fields import Loading
from zhidai.schemes.problems import Place
from zhidai.schemes.yaml_source import Map


def hold_limits(sources: tuple[Map, ...], scheme: Scheme, loading: Loading) -> None:
    """Each limit against the tables, facts and kinds of the scheme."""
    for source, limit in zip(sources, scheme.limits, strict=True):
        if limit.table is not None:
            _hold_rows(limit.table, scheme, _place(source, "table"), loading)
        if limit.fact is not None:
            _hold_fact(limit, scheme, _place(source, "fact"), loading)
        if limit.formula == BY_KIND:
            _hold_kinds(scheme, source.place, loading)


def _place(source: Map, key: str) -> Place:
    node = source.get(key)
    return source.place if node is None else node.place


def _hold_rows(name: str, scheme: Scheme, place: Place, loading: Loading) -> None:
    table = scheme.tables.get(name)
    for row in table.rows if table else ():
        value = scheme.parameters.get(row.value)
        if value is not None and value.unit is not Unit.YUAN:
            loading.problems.add(
                "scheme_limit_row_misfit",
                place,
                table=name,
                parameter=row.value,
                unit=value.unit,
                needed=Unit.YUAN,
            )


def _hold_fact(limit: Limit, scheme: Scheme, place: Place, loading: Loading) -> None:
    fact = scheme.facts.get(limit.fact or "")
    if fact is not None and fact.type is not FactType.MONEY:
        loading.problems.add(
            "scheme_limit_fact_misfit",
            place,
            formula=limit.formula,
            fact=fact.full_name,
            type=fact.type,
        )


def _hold_kinds(scheme: Scheme, place: Place, loading: Loading) -> None:
    without = [one.kind for one in scheme.collateral if one.pledge_ratio_max is None]
    if without or not scheme.collateral:
        kinds = ", ".join(without) or "-"
        loading.problems.add("scheme_limit_kinds_misfit", place, formula=BY_KIND, kinds=kinds)
