import pytest
from assessment_scheme import ON, REFERENCE, SCHEME, case

from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.evaluation import evaluate
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.known import Known, Premises
from zhidai.core.policy.scheme import AllOf, AnyOf, Compare, Comparison, Is, OneOf
from zhidai.core.policy.trace import Result

MET, NOT, NEEDS = Result.MET, Result.NOT_MET, Result.NEEDS
ANSWER = {MET: True, NOT: False, NEEDS: None}
LEFT, RIGHT = "enterprise.fixed_premises", "record.excluded"


def asked(test, **changes):
    facts = read_facts(SCHEME, case(**changes))
    premises = Premises(scheme=SCHEME, on=ON, reference=REFERENCE, formulas=FORMULAS)
    return evaluate(test, Known(premises, facts.values))


def both(kind, left, right):
    test = kind(parts=(Is(fact=LEFT, content=True), Is(fact=RIGHT, content=True)))
    return asked(test, enterprise__fixed_premises=ANSWER[left], record__excluded=ANSWER[right])


ALL_OF = {
    (MET, MET): MET, (MET, NOT): NOT, (MET, NEEDS): NEEDS,
    (NOT, MET): NOT, (NOT, NOT): NOT, (NOT, NEEDS): NOT,
    (NEEDS, MET): NEEDS, (NEEDS, NOT): NOT, (NEEDS, NEEDS): NEEDS,
}  # fmt: skip
ANY_OF = {
    (MET, MET): MET, (MET, NOT): MET, (MET, NEEDS): MET,
    (NOT, MET): MET, (NOT, NOT): NOT, (NOT, NEEDS): NEEDS,
    (NEEDS, MET): MET, (NEEDS, NOT): NEEDS, (NEEDS, NEEDS): NEEDS,
}  # fmt: skip


@pytest.mark.parametrize(("parts", "result"), ALL_OF.items())
def test_all_of_follows_kleene(parts, result):
    assert both(AllOf, *parts).result is result


@pytest.mark.parametrize(("parts", "result"), ANY_OF.items())
def test_any_of_follows_kleene(parts, result):
    assert both(AnyOf, *parts).result is result


def test_a_settled_answer_asks_for_nothing():
    assert both(AllOf, NOT, NEEDS).needs == ()
    assert both(AnyOf, MET, NEEDS).needs == ()
    assert both(AllOf, MET, NEEDS).needs == (RIGHT,)
    assert both(AnyOf, NEEDS, NEEDS).needs == (LEFT, RIGHT)


def test_every_part_stands_in_the_trace():
    assert [node.fact for node in both(AllOf, NOT, NEEDS).because] == [LEFT, RIGHT]


@pytest.mark.parametrize(
    ("compare", "below", "at", "above"),
    [
        (Comparison.AT_MOST, MET, MET, NOT),
        (Comparison.LESS_THAN, MET, NOT, NOT),
        (Comparison.AT_LEAST, NOT, MET, MET),
        (Comparison.MORE_THAN, NOT, NOT, MET),
        (Comparison.EQUALS, NOT, MET, NOT),
    ],
)
def test_comparison_words_include_or_exclude_the_number(compare, below, at, above):
    """Civil Code art. 1259, with the term in months and the parameter in years."""
    test = Compare(fact="request.term", compare=compare, parameter="term_max")

    found = [asked(test, request__term=term).result for term in ("11个月", "12个月", "13个月")]

    assert found == [below, at, above]


def test_a_list_is_one_of_the_contents_if_it_has_one_of_them():
    test = OneOf(fact="enterprise.status", contents=("high_tech",))

    assert asked(test, enterprise__status=["pilot", "high_tech"]).result is MET
    assert asked(test, enterprise__status=["pilot"]).result is NOT
    assert asked(test, enterprise__status=[]).result is NOT
    assert asked(test).result is NEEDS
