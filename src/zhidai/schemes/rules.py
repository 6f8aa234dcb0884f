"""rules.yaml and limits.yaml: what must be met, and what the amount may not exceed."""

from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Limit, Rule, Strength, Subject
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.rule_tests import read_test_if_any, required_test
from zhidai.schemes.yaml_source import Map

_PERIODS = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)
_KEYS = ("id", "label", "clause", "subject", "strength", "test", "when", "breach", "period")
_LIMIT_KEYS = ("id", "label", "clause", "formula", "parameter", "fact", "table")
_PREMISES = ("parameter", "fact", "table")  # what a formula may need


def read_rules(sources: tuple[Map, ...], loading: Loading) -> tuple[Rule, ...]:
    """Rules in the order of the file."""
    ids = Ids(loading)
    return tuple(_rule(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)


def _rule(fields: Fields, ids: Ids, loading: Loading) -> Rule:
    rule = Rule(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        subject=fields.word("subject", Subject),
        strength=fields.word("strength", Strength, default=Strength.MUST),
        test=required_test(fields, "test", loading),
        when=read_test_if_any(fields, "when", loading),
        breach=fields.label_if_any("breach"),
        period=fields.parameter_if_any("period", _PERIODS),
    )
    asked = {*facts_of(rule.test), *facts_of(rule.when)}
    of_patents = sorted(name for name in asked if name.startswith(f"{Subject.PATENT}."))
    if of_patents and rule.subject is not Subject.PATENT:
        loading.problems.add(
            "scheme_rule_subject_misfit",
            fields.place_of("subject"),
            rule=rule.id,
            fact=of_patents[0],
        )
    return rule


def read_limits(sources: tuple[Map, ...], loading: Loading) -> tuple[Limit, ...]:
    """Limits in the order of the file, each with a formula that takes its parameter's unit."""
    ids = Ids(loading)
    return tuple(
        _limit(Fields(source, loading, keys=_LIMIT_KEYS), ids, loading) for source in sources
    )


def _limit(fields: Fields, ids: Ids, loading: Loading) -> Limit:
    limit = Limit(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        formula=fields.reference("formula", "limit_formula"),
        parameter=fields.reference_if_any("parameter", "parameter"),
        fact=fields.reference_if_any("fact", "fact"),
        table=fields.reference_if_any("table", "table"),
    )
    needed = loading.closed.limit_keys.get(limit.formula, ("parameter",))
    given = tuple(key for key in _PREMISES if fields.source.get(key) is not None)
    if given != needed:
        loading.problems.add(
            "scheme_limit_keys_misfit",
            fields.place,
            formula=limit.formula,
            needed=", ".join(needed) or "-",
        )
    _hold_unit(limit, fields, loading)
    return limit


def _hold_unit(limit: Limit, fields: Fields, loading: Loading) -> None:
    needed = loading.closed.limit_units.get(limit.formula)
    parameter = loading.parameters.get(limit.parameter or "")
    if needed is not None and parameter is not None and parameter.unit is not needed:
        loading.problems.add(
            "scheme_limit_unit_misfit",
            fields.place_of("parameter"),
            parameter=limit.parameter or "",
            unit=parameter.unit,
            formula=limit.formula,
            needed=needed,
        )
