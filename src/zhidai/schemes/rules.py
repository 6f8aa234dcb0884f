"""rules.yaml and limits.yaml: what must be met, and what the amount may not exceed."""

from zhidai.core.policy.scheme import Limit, Rule, Strength, Subject, Test
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.rule_tests import NEVER, facts_of, read_test
from zhidai.schemes.yaml_source import Map

_KEYS = ("id", "label", "clause", "subject", "strength", "test", "when", "breach")
_LIMIT_KEYS = ("id", "label", "clause", "formula", "parameter")


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
        test=_required_test(fields, loading),
        when=_test_if_any(fields, "when", loading),
        breach=fields.label_if_any("breach"),
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


def _required_test(fields: Fields, loading: Loading) -> Test:
    test = _test_if_any(fields, "test", loading)
    if test is None:
        loading.problems.add("scheme_key_missing", fields.place, key="test")
        return NEVER
    return test


def _test_if_any(fields: Fields, key: str, loading: Loading) -> Test | None:
    node = fields.source.get(key)
    return None if node is None else read_test(node, loading)


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
        parameter=fields.reference("parameter", "parameter"),
    )
    needed = loading.closed.limit_units.get(limit.formula)
    parameter = loading.parameters.get(limit.parameter)
    if needed is not None and parameter is not None and parameter.unit is not needed:
        loading.problems.add(
            "scheme_limit_unit_misfit",
            fields.place_of("parameter"),
            parameter=limit.parameter,
            unit=parameter.unit,
            formula=limit.formula,
            needed=needed,
        )
    return limit
