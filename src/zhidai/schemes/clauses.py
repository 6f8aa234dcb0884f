"""clauses.yaml: the clause tree, each clause with our one-line summary and its coverage word."""

from zhidai.core.policy.scheme import Clause, Coverage
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.yaml_source import Map


def read_clauses(source: Map, loading: Loading) -> dict[str, Clause]:
    """Clauses by id, in the order of the plan. A clause left out says why; no other does."""
    clauses = {}
    for entry in source.entries:
        for content in maps_in((entry.node,), loading.problems):
            clauses[entry.key] = _clause(entry.key, content, loading)
    return clauses


def _clause(clause_id: str, content: Map, loading: Loading) -> Clause:
    fields = Fields(content, loading, keys=("summary", "coverage", "why"))
    clause = Clause(
        id=clause_id,
        summary=fields.label("summary"),
        coverage=fields.word("coverage", Coverage),
        why=fields.label_if_any("why"),
    )
    left_out = clause.coverage is Coverage.NOT_ENCODED
    if left_out and clause.why is None:
        loading.problems.add("scheme_why_missing", fields.place, clause=clause_id)
    if clause.why is not None and not left_out:
        loading.problems.add("scheme_why_superfluous", fields.place_of("why"), clause=clause_id)
    return clause
