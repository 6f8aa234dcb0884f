from datetime import date, timedelta
from decimal import Decimal

import pytest
from assessment_scheme import ON, REFERENCE, SCHEME, case
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.evidence import Evidence
from zhidai.core.policy.derivations import FORMULAS, GIVEN_WINS, INPUTS, months_between
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.known import Known, Missing, Premises


def known(name: str, *, on: date = ON, **changes: object):
    facts = read_facts(SCHEME, case(**changes))
    view = Known(
        Premises(scheme=SCHEME, on=on, reference=REFERENCE, formulas=FORMULAS), facts.values
    )
    if name.startswith("patent."):
        view = view.of_patent(facts.patents[0])
    return view.get(name)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2021, 3, 1), date(2024, 3, 1), Decimal(36)),
        (date(2021, 3, 1), date(2024, 3, 2), Decimal(36) + Decimal(1) / 31),
        (date(2021, 3, 1), date(2024, 2, 29), Decimal(35) + Decimal(28) / 29),
        (date(2021, 1, 31), date(2021, 2, 28), Decimal(1)),
        (date(2020, 2, 29), date(2021, 2, 28), Decimal(12)),
        (date(2021, 3, 1), date(2021, 3, 1), Decimal(0)),
        (date(2021, 3, 1), date(2020, 3, 1), Decimal(0)),
    ],
)
def test_remaining_validity_counts_whole_months_and_a_fraction(start, end, months):
    assert months_between(start, end) == months


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(min_value=0, max_value=8000))
@settings(max_examples=100)
def test_a_day_more_never_lowers_the_months_left(start, days):
    end = start + timedelta(days=days)

    assert months_between(start, end) <= months_between(start, end + timedelta(days=1))
    assert months_between(start + timedelta(days=1), end) <= months_between(start, end)


def test_expiry_is_computed_from_kind_and_filing_date():
    assert known("patent.expiry_date").content == date(2037, 7, 21)
    assert known("patent.expiry_date").evidence is Evidence.DERIVED


def test_an_expiry_on_record_goes_before_the_computed_one():
    given_expiry = {"value": "2038-01-01", "evidence": "issued"}

    found = known("patent.expiry_date", patent__expiry_date=given_expiry)

    assert found.content == date(2038, 1, 1)
    assert found.evidence is Evidence.ISSUED


@pytest.mark.parametrize(
    ("paid_until", "in_force"),
    [("2021-03-01", True), ("2020-09-01", True), ("2020-08-31", False)],
)
def test_a_patent_stands_through_the_six_months_of_grace(paid_until, in_force):
    assert known("patent.in_force", patent__fee_paid_until=paid_until).content is in_force


def test_a_patent_is_out_of_force_from_its_expiry_even_if_the_fee_is_not_known():
    changes = {"patent__filing_date": "2001-03-01", "patent__fee_paid_until": None}

    assert known("patent.in_force", **changes).content is False
    assert known("patent.in_force", on=date(2021, 2, 28), **changes) == Missing(
        names=("patent.fee_paid_until",)
    )


def test_the_register_decides_whether_a_patent_is_in_force():
    assert known("patent.in_force", patent__in_force=False).content is False


@pytest.mark.parametrize(
    ("rate", "margin"), [("4.85%", 100), ("4.86%", 101), ("3.85%", 0), ("3.8%", -5)]
)
def test_the_margin_is_over_the_newest_published_lpr(rate, margin):
    assert known("request.rate_margin", request__rate=rate).content == margin


def test_the_lpr_of_the_day_is_taken():
    on_the_day = known("request.rate_margin", on=date(2021, 12, 20))
    day_before = known("request.rate_margin", on=date(2021, 12, 19))

    assert (on_the_day.content, day_before.content) == (105, 100)


def test_an_lpr_on_record_wins():
    assert known("request.rate_margin", record__lpr="4%").content == 85


def test_before_the_first_quote_the_lpr_has_to_be_given():
    assert known("request.rate_margin", on=date(2020, 1, 1)) == Missing(names=("record.lpr",))


@pytest.mark.parametrize(("rate", "multiple"), [("5.005%", "1.3"), ("3.85%", "1"), ("0%", "0")])
def test_the_multiple_is_of_the_newest_published_lpr_and_exact(rate, multiple):
    view = Known(
        Premises(scheme=SCHEME, on=ON, reference=REFERENCE, formulas=FORMULAS),
        read_facts(SCHEME, case(request__rate=rate)).values,
    )

    assert FORMULAS["rate_multiple"](view).content == Decimal(multiple)


def test_no_rate_is_a_multiple_of_an_lpr_of_nothing():
    given_ = read_facts(SCHEME, case(record__lpr="0%")).values
    premises = Premises(scheme=SCHEME, on=ON, reference=REFERENCE, formulas=FORMULAS)

    with pytest.raises(BadInput) as refused:
        FORMULAS["rate_multiple"](Known(premises, given_))

    assert [one.code for one in refused.value.reasons] == ["lpr_is_nothing"]


def test_collateral_value_is_the_lower_of_two_and_needs_both():
    assert known("valuation.collateral_value").content == Decimal(4_500_000)
    assert known("valuation.collateral_value", valuation__market_value=None) == Missing(
        names=("valuation.market_value",)
    )


def test_pledge_ratio_is_amount_over_collateral_value():
    assert known("request.pledge_ratio", request__amount="360万元").content == Decimal("0.8")


def test_size_is_asked_only_where_it_matters():
    few = known("enterprise.size_class", enterprise__revenue=None, enterprise__employees="10人")
    many = known("enterprise.size_class", enterprise__revenue=None)

    assert few.content == "micro"
    assert many == Missing(names=("enterprise.revenue",))
    assert known("enterprise.size_class", enterprise__industry=None) == Missing(
        names=("enterprise.industry",)
    )


def test_every_formula_names_its_inputs():
    assert FORMULAS.keys() == INPUTS.keys()
    assert FORMULAS.keys() >= GIVEN_WINS
