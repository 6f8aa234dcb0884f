"""Places of a scheme that speak of one clause must not speak differently; no text is needed."""

from collections.abc import Iterator

from zhidai.core.errors import reason
from zhidai.core.policy.limits import BY_KIND, parameters_of
from zhidai.core.policy.scheme import (
    AllOf,
    AnyOf,
    Compare,
    Coverage,
    Parameter,
    Rule,
    Scheme,
    Test,
)
from zhidai.core.policy_text.encoding import encoding_digests
from zhidai.core.policy_text.parties import parties_in
from zhidai.core.policy_text.report import AuditFinding, FindingKind, finding


def consistency(scheme: Scheme) -> Iterator[AuditFinding]:
    """Rules against their parameters, coverage words against what is encoded, shares by party."""
    for rule in scheme.rules:
        yield from _rule(rule, scheme)
    for limit in scheme.limits:
        for name in parameters_of(scheme, limit):
            parameter = scheme.parameters[name]
            if limit.formula != BY_KIND and limit.clause not in _clauses(parameter):
                yield _elsewhere(limit.id, limit.clause, parameter)
    yield from _coverage(scheme)
    yield from _shares(scheme)


def encoding_changes(scheme: Scheme) -> Iterator[AuditFinding]:
    """Clauses of which the scheme makes something else than was confirmed; none without seals."""
    if not scheme.seals:
        return
    for clause, digest in encoding_digests(scheme).items():
        seal = scheme.seals.get(clause)
        if seal is None:
            yield finding(FindingKind.ENCODING, reason("audit_seal_missing", clause))
        elif seal.encoding != digest:
            yield finding(FindingKind.ENCODING, reason("audit_encoding_changed", clause))


def _rule(rule: Rule, scheme: Scheme) -> Iterator[AuditFinding]:
    """A rule holds a fact against a parameter as its clause says: same word, strength, clause."""
    for test in _compared(rule.test):
        parameter = scheme.parameters[test.parameter]
        if test.compare is not parameter.compare or rule.strength is not parameter.strength:
            found = reason("audit_rule_misfit", rule.clause, rule=rule.id, parameter=parameter.name)
            yield finding(FindingKind.CONSISTENCY, found, parameter=parameter.name)
        if rule.clause not in _clauses(parameter):
            yield _elsewhere(rule.id, rule.clause, parameter)


def _compared(test: Test) -> Iterator[Compare]:
    if isinstance(test, Compare):
        yield test
    if isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from _compared(part)


def _clauses(parameter: Parameter) -> set[str]:
    return {parameter.clause, *(one.clause for one in parameter.stated)}


def _elsewhere(name: str, clause: str, parameter: Parameter) -> AuditFinding:
    found = reason("audit_reader_elsewhere", clause, rule=name, parameter=parameter.name)
    return finding(FindingKind.CONSISTENCY, found, parameter=parameter.name)


def _coverage(scheme: Scheme) -> Iterator[AuditFinding]:
    """A clause that states a number or a rule is encoded, whatever else it has people do; a draft's
    is undecided.
    """
    ruled: dict[str, str] = {}
    for parameter in scheme.parameters.values():
        for clause_id in _clauses(parameter):
            ruled.setdefault(clause_id, parameter.name)
    for rule in scheme.rules:
        ruled.setdefault(rule.clause, rule.id)
    for clause in scheme.clauses.values():
        if clause.coverage is Coverage.UNDECIDED:
            yield finding(FindingKind.CLAUSE, reason("audit_clause_undecided", clause.id))
        elif clause.id in ruled and clause.coverage is not Coverage.ENCODED:
            is_procedure = clause.coverage is Coverage.PROCEDURE
            code = "audit_coverage_procedure" if is_procedure else "audit_coverage_misfit"
            found = reason(code, clause.id, by=ruled[clause.id])
            yield finding(FindingKind.CONSISTENCY, found)


def _shares(scheme: Scheme) -> Iterator[AuditFinding]:
    """The share of a party is stated of that party: 担保公司分担 is not the bank's."""
    for party, parameter in _shared(scheme):
        for statement in parameter.stated:
            named = parties_in(statement.subject, scheme)
            if named and party not in named:
                found = reason(
                    "audit_share_of_other_party",
                    statement.clause,
                    parameter=parameter.name,
                    subject=statement.subject,
                )
                yield finding(FindingKind.CONSISTENCY, found, parameter=parameter.name)


def _shared(scheme: Scheme) -> Iterator[tuple[str, Parameter]]:
    for model in scheme.loss_models:
        for party, name in model.shares.items():
            if name in scheme.parameters:
                yield party, scheme.parameters[name]
