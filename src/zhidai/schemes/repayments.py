"""repayment.yaml: the ways of repayment that the plan leaves to the loan contract."""

from dataclasses import replace

from zhidai.core.lending.conventions import Repayment
from zhidai.core.policy.repayments import RepaymentTerms, kinds_left
from zhidai.core.policy.scheme import Fact
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

FACT = "contract.repayment"
_KEYS = ("id", "label", "clause", "kinds")


def read_repayments(sources: tuple[Map, ...], loading: Loading) -> tuple[RepaymentTerms, ...]:
    """What the clauses say, in the order of the file."""
    ids = Ids(loading)
    said = tuple(_terms(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)
    if said and all(one.kinds for one in said) and not kinds_left(said):
        loading.problems.add("scheme_repayments_exclude", sources[-1].place)
    return said


def _terms(fields: Fields, ids: Ids, loading: Loading) -> RepaymentTerms:
    kinds = fields.words("kinds", Repayment)
    if not kinds:
        loading.problems.add("scheme_key_missing", fields.place, key="kinds")
    return RepaymentTerms(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        kinds=kinds,
    )


def offer_only(fact: Fact, said: tuple[RepaymentTerms, ...]) -> Fact:
    """The question of the contract, with the ways that every clause leaves as its answers."""
    left = kinds_left(said)
    return replace(fact, choices=tuple(one for one in fact.choices if one.value in left))
