"""Rooms, tables, shares of a fact and ratios by kind: each to the fen, and never the wrong way."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest
from assessment_scheme import (
    FACTS,
    ON,
    PARAMETERS,
    REFERENCE,
    SCHEME,
    assessed,
    case,
    fact,
    label,
    parameter,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.policy.assessment import Assessment, Outcome
from zhidai.core.policy.collateral import Collateral, Perfection, RightKind
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.remedy import Means, Remedy, remedy
from zhidai.core.policy.scheme import Comparison, FactType, Limit, Scheme
from zhidai.core.policy.tables import LookupTable, Row
from zhidai.core.policy.trace import Result

ROOMS = ("lifetime_room", "bank_year_room", "scheme_year_room", "pool_room")
TAKEN = {
    "lifetime_room": "record.drawn_in_life",
    "bank_year_room": "record.bank_drawn_this_year",
    "scheme_year_room": "record.scheme_drawn_this_year",
    "pool_room": "record.pool_committed",
}
KINDS = ("invention", "utility_model", "trademark")
ALL_FACTS = MappingProxyType(
    {
        **FACTS,
        **dict(fact(name, FactType.MONEY) for name in TAKEN.values()),
        **dict(
            (
                fact("enterprise.grade", FactType.CHOICE, choices=("a", "b", "none")),
                fact("enterprise.score", FactType.NUMBER, Unit.POINTS),
                fact("request.right_kind", FactType.CHOICE, choices=KINDS),
            )
        ),
    }
)
ALL_PARAMETERS = dict(
    (
        parameter("cap", "1", "500万元", Comparison.AT_MOST),
        parameter("share", "1", "30%", Comparison.AT_MOST),
        parameter("invention_ratio", "1", "60%", Comparison.AT_MOST),
        parameter("utility_model_ratio", "1", "50%", Comparison.AT_MOST),
        parameter("trademark_ratio", "1", "40%", Comparison.AT_MOST),
        parameter("small", "1", "100万元", Comparison.EQUALS),
        parameter("large", "1", "300万元", Comparison.EQUALS),
        parameter("passing", "1", "60分", Comparison.AT_LEAST),
        parameter("excellent", "1", "90分", Comparison.AT_LEAST),
    )
)
TABLES = MappingProxyType(
    {
        "by_grade": LookupTable(
            id="by_grade",
            label=label("by grade"),
            clause="1",
            fact="enterprise.grade",
            rows=(Row(value="large", choice="a"), Row(value="small", choice="b")),
        ),
        "by_score": LookupTable(
            id="by_score",
            label=label("by score"),
            clause="1",
            fact="enterprise.score",
            rows=(
                Row(value="small", from_="passing", below="excellent"),
                Row(value="large", from_="excellent"),
            ),
        ),
    }
)
COLLATERAL = tuple(
    Collateral(
        kind=kind, clause="1", perfection=Perfection.STATUTORY, pledge_ratio_max=f"{kind}_ratio"
    )
    for kind in (RightKind.INVENTION, RightKind.UTILITY_MODEL, RightKind.TRADEMARK)
)


def plan(formula: str, **more: str | None) -> Scheme:
    """The made-up programme with one limit and no rules."""
    limit = Limit(id="one", label=label("one"), clause="1", formula=formula, **more)  # type: ignore[arg-type]
    return replace(
        SCHEME,
        rules=(),
        limits=(limit,),
        facts=ALL_FACTS,
        parameters=MappingProxyType({**PARAMETERS, **ALL_PARAMETERS}),
        tables=TABLES,
        collateral=COLLATERAL,
    )


def answer(scheme: Scheme, **answers: str | None) -> Assessment:
    return assessed(case(**answers), scheme=scheme)


def way_out(scheme: Scheme, **answers: str | None) -> Remedy:
    return remedy(scheme, read_facts(scheme, case(**answers)), on=ON, reference=REFERENCE)


def key(name: str) -> str:
    return name.replace(".", "__")


@pytest.mark.parametrize("formula", ROOMS)
@pytest.mark.parametrize(
    ("taken", "left", "outcome"),
    [
        ("1999999.99元", "3000000.01", Outcome.MET),
        ("200万元", "3000000.00", Outcome.MET),
        ("2000000.01元", "2999999.99", Outcome.NOT_MET),
        ("600万元", "0.00", Outcome.NOT_MET),
    ],
)
def test_a_room_is_the_cap_less_what_was_taken_and_never_below_zero(
    formula: str, taken: str, left: str, outcome: Outcome
) -> None:
    found = answer(plan(formula, parameter="cap"), **{key(TAKEN[formula]): taken})

    assert (str(found.limit.amount), found.outcome) == (left, outcome)


@pytest.mark.parametrize("formula", ROOMS)
def test_what_was_taken_is_asked_for_and_never_supposed(formula: str) -> None:
    found = answer(plan(formula, parameter="cap"))

    assert (found.outcome, found.needs) == (Outcome.NEEDS, (TAKEN[formula],))


def test_the_room_of_a_life_also_holds_what_is_granted_and_asked_for() -> None:
    found = answer(
        plan("lifetime_room", parameter="cap"),
        record__drawn_in_life="100万元",
        record__granted_this_year="50万元",
        record__pending_this_year="25万元",
    )

    assert found.limit.amount == Decimal(3_250_000)


@pytest.mark.parametrize(
    ("grade", "amount"),
    [("a", Decimal(3_000_000)), ("b", Decimal(1_000_000)), ("none", Decimal(0))],
)
def test_a_grade_gives_its_amount_and_no_grade_gives_nothing(grade: str, amount: int) -> None:
    assert (
        answer(plan("by_table", table="by_grade"), enterprise__grade=grade).limit.amount == amount
    )


@pytest.mark.parametrize(
    ("score", "amount"),
    [("59.9分", 0), ("60分", 1_000_000), ("89.9分", 1_000_000), ("90分", 3_000_000)],
)
def test_a_band_begins_with_its_lower_end_and_stops_before_its_upper(
    score: str, amount: int
) -> None:
    assert (
        answer(plan("by_table", table="by_score"), enterprise__score=score).limit.amount == amount
    )


def test_a_table_without_its_fact_leaves_the_limit_open_with_that_name() -> None:
    found = answer(plan("by_table", table="by_score"))

    assert (found.limit.amount, found.needs) == (None, ("enterprise.score",))


def test_a_fraction_of_the_collateral_value_is_lent_to_the_fen() -> None:
    scheme = plan("value_times_ratio", parameter="ninths")
    ninths = parameter("ninths", "1", "九分之二", Comparison.AT_MOST)
    scheme = replace(scheme, parameters={**scheme.parameters, **dict((ninths,))})

    found = answer(scheme, request__amount="100万元")

    assert (found.limit.amount, found.outcome) == (Decimal(1_000_000), Outcome.MET)


def pledging(declared: str | None, *kinds: str | None) -> Assessment:
    data = case(request__right_kind=declared)
    data["patents"] = [{"kind": kind, "filing_date": "2017-07-21"} for kind in kinds]
    return assessed(data, scheme=plan("value_times_ratio_by_kind"))


@pytest.mark.parametrize(
    ("kind", "amount"), [("invention", "2700000.00"), ("trademark", "1800000.00")]
)
def test_the_ratio_is_that_of_the_kind(kind: str, amount: str) -> None:
    found = pledging(kind)

    assert str(found.limit.amount) == amount  # of 4,500,000
    assert found.limit.candidates[0].parameter == f"{kind}_ratio"


@pytest.mark.parametrize(
    ("declared", "kinds", "parameter_"),
    [
        ("invention", ("utility_model",), "utility_model_ratio"),
        ("utility_model", ("invention",), "invention_ratio"),
        ("invention", ("invention", "utility_model"), "utility_model_ratio"),
        ("trademark", ("invention",), "trademark_ratio"),
        ("invention", ("design",), None),
        ("invention", ("invention", "design"), None),
    ],
)
def test_the_kinds_pledged_decide_and_the_lowest_of_their_ratios_holds(
    declared: str, kinds: tuple[str, ...], parameter_: str | None
) -> None:
    limit = pledging(declared, *kinds).limit

    assert limit.candidates[0].parameter == parameter_
    assert limit.amount is not None
    assert (limit.amount == 0) is (parameter_ is None)


def test_the_trace_of_a_ratio_by_kind_shows_the_kind_of_each_patent() -> None:
    (finding,) = pledging("invention", "invention", "utility_model").findings

    assert finding.test is not None
    shown = [(one.fact, one.value.content) for one in finding.test.because if one.value]
    assert shown[:2] == [("patent.kind", "invention"), ("patent.kind", "utility_model")]


def test_a_patent_of_unknown_kind_leaves_the_ratio_open() -> None:
    found = pledging("invention", "invention", None)

    assert (found.limit.amount, found.needs) == (None, ("patent.kind",))
    assert pledging(None, None).needs == ("request.right_kind",)
    assert pledging("trademark", None).limit.amount == Decimal(1_800_000)  # the trademark itself


def test_a_share_of_a_fact_is_cut_to_whole_fen() -> None:
    scheme = plan("times_fact", parameter="share", fact="enterprise.revenue")

    assert str(answer(scheme, enterprise__revenue="1234567.89元").limit.amount) == "370370.36"


def test_the_remedy_of_an_open_limit_names_the_fact_and_of_a_low_one_the_amount() -> None:
    scheme = plan("by_table", table="by_grade")

    (given_,) = way_out(scheme).steps
    (changed,) = (lower := way_out(scheme, enterprise__grade="b")).steps

    assert (given_.means, given_.target.fact) == (Means.GIVE, "enterprise.grade")
    assert (changed.means, changed.target.contents) == (Means.CHANGE, (Decimal(1_000_000),))
    assert lower.leads_to is Outcome.MET


def test_no_row_for_a_grade_is_out_of_hand() -> None:
    (step,) = way_out(plan("by_table", table="by_grade"), enterprise__grade="none").steps

    assert step.means is Means.OUT_OF_HAND


amounts = st.integers(min_value=0, max_value=20_000_000_00)


def yuan(fen: int) -> str:
    return f"{Decimal(fen).scaleb(-2):.2f}元"


def with_value(scheme: Scheme, name: str, text: str) -> Scheme:
    changed = dict((parameter(name, "1", text, Comparison.AT_MOST),))
    return replace(scheme, parameters=MappingProxyType({**scheme.parameters, **changed}))


@given(cap=amounts, more=amounts, taken=amounts, formula=st.sampled_from(ROOMS))
@settings(max_examples=60, deadline=None)
def test_raising_a_cap_never_lowers_a_room(cap: int, more: int, taken: int, formula: str) -> None:
    scheme, used = plan(formula, parameter="cap"), {key(TAKEN[formula]): yuan(taken)}

    lower = answer(with_value(scheme, "cap", yuan(cap)), **used)
    higher = answer(with_value(scheme, "cap", yuan(cap + more)), **used)

    assert lower.limit.amount <= higher.limit.amount <= Decimal(yuan(cap + more)[:-1])  # type: ignore[operator]


@given(value=amounts, more=amounts, row=st.sampled_from(["small", "large"]))
@settings(max_examples=40, deadline=None)
def test_raising_a_row_never_lowers_the_limit(value: int, more: int, row: str) -> None:
    scheme = plan("by_table", table="by_grade")

    for grade in ("a", "b"):
        lower = answer(with_value(scheme, row, yuan(value)), enterprise__grade=grade)
        higher = answer(with_value(scheme, row, yuan(value + more)), enterprise__grade=grade)
        assert lower.limit.amount <= higher.limit.amount  # type: ignore[operator]


per_mille = st.integers(min_value=0, max_value=1000)


@given(ratio=per_mille, more=per_mille, revenue=amounts, value=amounts)
@settings(max_examples=60, deadline=None)
def test_raising_a_ratio_never_lowers_the_limit(
    ratio: int, more: int, revenue: int, value: int
) -> None:
    facts = {
        "enterprise__revenue": yuan(revenue),
        "valuation__appraised_value": yuan(value + 1),
        "valuation__market_value": yuan(value + 1),
        "request__right_kind": "trademark",
    }
    plans = (
        (plan("times_fact", parameter="share", fact="enterprise.revenue"), "share"),
        (plan("value_times_ratio_by_kind"), "trademark_ratio"),
    )

    for scheme, name in plans:
        lower = answer(with_value(scheme, name, f"{Decimal(ratio) / 10}%"), **facts)
        higher = answer(with_value(scheme, name, f"{Decimal(ratio + more) / 10}%"), **facts)
        assert lower.limit.amount <= higher.limit.amount  # type: ignore[operator]


BAD = st.sampled_from(["amount", "term", "validity", "value"])


# At most 400 months back from 2021: a filing before the Patent Law of 1985-04 is bad input.
@given(which=BAD, start=st.integers(1, 200), worse=st.integers(0, 200))
@settings(max_examples=80, deadline=None)
def test_more_of_a_bad_thing_never_turns_not_met_into_met(
    which: str, start: int, worse: int
) -> None:
    """A larger amount, a longer term, an older patent, a lower value: the plan is monotone."""
    first, second = _bad(which, start), _bad(which, start + worse)

    before, after = assessed(first), assessed(second)

    if before.outcome is Outcome.NOT_MET:
        assert after.outcome is Outcome.NOT_MET
    broken = {one.rule for one in before.findings if one.result is Result.NOT_MET}
    assert broken <= {one.rule for one in after.findings if one.result is Result.NOT_MET}


def _bad(which: str, much: int) -> dict[str, object]:
    if which == "amount":
        return case(request__amount=f"{much * 50_000}元")
    if which == "term":
        return case(request__term=f"{much}个月")
    if which == "validity":
        months = 12 * 2021 - much
        return case(patent__filing_date=f"{months // 12}-{months % 12 + 1:02d}-01")
    return case(
        valuation__appraised_value=f"{24_100_000 - much * 50_000}元",
        valuation__market_value=f"{24_100_000 - much * 50_000}元",
    )
