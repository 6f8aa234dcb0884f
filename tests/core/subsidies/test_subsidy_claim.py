"""Subsidy claims: the worked figures to the fen, every cap, and no fen above a ceiling."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, day, extension, happened, loan, repayment
from tests.core.subsidies.subsidy_cast import (
    GANZHOU,
    capped_at,
    granted_before,
    paying,
    with_interest,
)

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.expected_cost import expected_subsidies
from zhidai.core.subsidies.fee_subsidy import fee_ceiling
from zhidai.core.subsidies.inputs import SubsidyInputs, inputs_from
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.settings import (
    Ceiling,
    FeeCeilingReading,
    InterestReading,
    settings_from,
)
from zhidai.core.subsidies.statement import SubsidyStatement
from zhidai.schemes.reader import shipped


def claim(
    interest: str = "0.00",
    *,
    principal: str = "10000000.00",
    fees: dict[str, str] | None = None,
    earlier: dict[str, str] | None = None,
    closed_on: date | None = DUE_ON,
    due_on: date = DUE_ON,
    reading: FeeCeilingReading = FeeCeilingReading.PRO_RATA,
) -> SubsidyStatement:
    return compute_subsidies(
        SubsidyInputs(
            principal=Decimal(principal),
            drawn_on=DRAWN_ON,
            due_on=due_on,
            closed_on=closed_on,
            interest=(PaidInterest(begins_on=DRAWN_ON, ends_on=due_on, paid=Decimal(interest)),),
            fees_paid={fee: Decimal(paid) for fee, paid in (fees or {}).items()},
            earlier=granted_before(**(earlier or {})),
        ),
        replace(GANZHOU, fee_ceiling_reading=reading),
    )


def repaid(terms: LoanTerms) -> SubsidyInputs:
    events = [
        repayment(due.interest + due.principal, due.due_on) for due in contract_schedule(terms)
    ]
    return inputs_from(terms, events, replay(terms, events, on=terms.due_on), fees_paid={})


def interest_of(statement: SubsidyStatement) -> list[tuple[str, Decimal, Ceiling | None]]:
    return [
        (line.level, line.amount, line.binding)
        for line in statement.lines
        if line.item == "interest"
    ]


def test_half_and_thirty_per_cent_of_ten_million_are_rounded_down() -> None:
    statement = claim("491736.11")

    assert interest_of(statement) == [
        ("province", Decimal("245868.05"), None),
        ("beneficiary", Decimal("147520.83"), None),
    ]
    assert statement.lines[0].computed == Decimal("245868.055")


def test_the_subsidy_is_of_interest_actually_paid_month_by_month() -> None:
    statement = compute_subsidies(repaid(loan()), GANZHOU)

    assert statement.lines[0].paid == Decimal("491736.13")
    assert interest_of(statement) == [
        ("province", Decimal("245868.06"), None),
        ("beneficiary", Decimal("147520.83"), None),
    ]


def test_at_a_rate_of_5_05_the_beneficiary_level_meets_its_cap() -> None:
    statement = claim("512013.89")

    assert interest_of(statement) == [
        ("province", Decimal("256006.94"), None),
        ("beneficiary", Decimal("150000.00"), Ceiling.PAYER_TOTAL),
    ]
    assert statement.lines[1].computed == Decimal("153604.167")


def test_a_second_loan_shares_the_650_000_with_the_first() -> None:
    first = compute_subsidies(repaid(loan()), GANZHOU)
    earlier = {line.level: str(line.amount) for line in first.lines}

    second = claim("491736.13", earlier=earlier)

    assert interest_of(second) == [
        ("province", Decimal("245868.06"), None),
        ("beneficiary", Decimal("2479.17"), Ceiling.PAYER_TOTAL),
    ]
    assert first.total + second.total == Decimal("641736.12")


def test_a_third_loan_fills_the_650_000_exactly() -> None:
    third = claim("491736.13", earlier={"province": "491736.12", "beneficiary": "150000.00"})

    assert interest_of(third) == [
        ("province", Decimal("8263.88"), Ceiling.PAYER_TOTAL),
        ("beneficiary", Decimal("0.00"), Ceiling.PAYER_TOTAL),
    ]
    assert third.total + Decimal("641736.12") == Decimal("650000.00")


def test_the_combined_cap_binds_where_the_payers_caps_would_allow_more() -> None:
    generous = with_interest(capped_at(500_000))
    inputs = replace(
        repaid(loan()),
        earlier=granted_before(province="245868.06", beneficiary="147520.83"),
    )

    statement = compute_subsidies(inputs, generous)

    assert interest_of(statement) == [
        ("province", Decimal("245868.06"), None),
        ("beneficiary", Decimal("10743.05"), Ceiling.COMBINED_TOTAL),
    ]
    assert sum(one.amount for one in inputs.earlier) + statement.total == Decimal("650000.00")


def test_payers_together_stay_within_eighty_per_cent() -> None:
    generous = with_interest(paying("0.5"))
    inputs = replace(repaid(loan("1000000.00")))

    statement = compute_subsidies(inputs, generous)

    paid = statement.lines[0].paid
    assert statement.lines[1].binding is Ceiling.COMBINED_RATIO
    assert statement.total <= paid * Decimal("0.8") < statement.total + Decimal("0.01")


def test_a_fee_of_one_per_cent_lands_exactly_on_fifty_thousand() -> None:
    statement = claim(fees={"guarantee_fee": "100000.00", "appraisal_fee": "100000.00"})

    fees = [line for line in statement.lines if line.item != "interest"]
    assert [(line.item, line.amount, line.binding) for line in fees] == [
        ("guarantee_fee", Decimal("50000.00"), None),
        ("appraisal_fee", Decimal("50000.00"), None),
    ]
    assert {line.clause for line in fees} == {"9.3"}


def test_a_fee_above_the_ceiling_is_subsidised_up_to_the_ceiling_only() -> None:
    statement = claim(principal="3000000.00", fees={"guarantee_fee": "45000.00"})

    line = statement.lines[-1]
    assert (line.amount, line.binding) == (Decimal("15000.00"), Ceiling.FEE_CEILING)


def test_a_fee_subsidy_above_fifty_thousand_is_capped() -> None:
    statement = claim(principal="20000000.00", fees={"guarantee_fee": "200000.00"})

    line = statement.lines[-1]
    assert (line.amount, line.binding) == (Decimal("50000.00"), Ceiling.FEE_TOTAL)


@pytest.mark.parametrize(
    ("due_on", "reading", "amount"),
    [
        # 184 days: 3,000,000 x 1 % x 184 / 365 = 15,123.28, half of it
        ("2021-09-01", FeeCeilingReading.PRO_RATA, "7561.64"),
        ("2021-09-01", FeeCeilingReading.FULL_YEAR, "15000.00"),
        # 194 days: 3,000,000 x 1 % x 194 / 365 = 15,945.20, half of it
        ("2021-09-11", FeeCeilingReading.PRO_RATA, "7972.60"),
    ],
)
def test_half_a_year_has_the_fee_ceiling_of_its_reading(
    due_on: str, reading: FeeCeilingReading, amount: str
) -> None:
    statement = claim(
        principal="3000000.00",
        fees={"guarantee_fee": "30000.00"},
        due_on=day(due_on),
        reading=reading,
    )

    assert statement.lines[-1].amount == Decimal(amount)


@pytest.mark.parametrize(
    ("drawn_on", "due_on", "ceiling"),
    [
        ("2021-03-01", "2021-08-30", "14958.90"),  # 182 days, as the register of readings says
        ("2021-03-01", "2022-02-28", "29917.80"),  # 364 days
        ("2021-03-01", "2022-03-01", "30000.00"),  # 365 days
        ("2023-03-01", "2024-03-01", "30000.00"),  # 366 days: a leap day is no more than the year
        ("2024-01-01", "2024-12-31", "30000.00"),  # 365 days that are not yet a year
        ("2023-03-01", "2024-03-31", "32465.75"),  # a year and 30 days
        ("2021-03-01", "2023-03-01", "60000.00"),
    ],
)
def test_the_fee_ceiling_counts_days_over_365_and_a_year_as_one(
    drawn_on: str, due_on: str, ceiling: str
) -> None:
    found = fee_ceiling(
        Decimal("3000000.00"),
        yearly_rate=Decimal("0.01"),
        drawn_on=day(drawn_on),
        due_on=day(due_on),
        reading=FeeCeilingReading.PRO_RATA,
    )

    assert found == Decimal(ceiling)


def test_a_fee_that_was_not_paid_has_no_line() -> None:
    assert {line.item for line in claim("1.00").lines} == {"interest"}


def test_before_repayment_the_clause_refuses() -> None:
    statement = claim("491736.11", closed_on=None)

    assert statement.lines == ()
    assert [(r.code, r.clause) for r in statement.refusals] == [("subsidy_before_repayment", "9.3")]


def test_interest_after_the_first_year_does_not_count() -> None:
    inputs = SubsidyInputs(
        principal=Decimal("10000000.00"),
        drawn_on=day("2021-03-01"),
        due_on=day("2022-06-01"),
        closed_on=day("2022-06-01"),
        interest=(
            PaidInterest(
                begins_on=day("2021-03-01"), ends_on=day("2022-02-21"), paid=Decimal("480958.35")
            ),
            # 28 days of which 8 lie in the first year
            PaidInterest(
                begins_on=day("2022-02-21"), ends_on=day("2022-03-21"), paid=Decimal("37722.22")
            ),
            PaidInterest(
                begins_on=day("2022-03-21"), ends_on=day("2022-06-01"), paid=Decimal("97000.00")
            ),
        ),
        fees_paid={},
    )

    line = compute_subsidies(inputs, GANZHOU).lines[0]

    assert line.paid == Decimal("615680.57")
    assert line.base == Decimal("480958.35") + Decimal("10777.77")


def test_interest_of_an_overdue_month_is_not_subsidised() -> None:
    terms = loan(due_on=day("2021-09-01"))
    events = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]
    late = repayment("10040416.66", "2021-10-01")  # principal, 20 and 10 days of interest

    events.append(late)
    state = replay(terms, events, on=day("2021-10-01"))
    line = compute_subsidies(inputs_from(terms, events, state, fees_paid={}), GANZHOU).lines[0]

    assert state.closed_on == day("2021-10-01")
    assert line.paid - line.base == Decimal("40416.66")


SIX_MONTHS = loan("3000000.00", due_on=day("2021-09-01"))
EXTENDED = extension("2021-08-01", "2022-03-01")


def paid_as_due(terms: LoanTerms, *changes: LoanEvent, until: str) -> SubsidyInputs:
    """Everything paid on the day on which it falls due by what was agreed."""
    agreed = replay(terms, changes, on=day(until))
    payments = [
        repayment(due.charged, due.due_on)
        for due in agreed.instalments[:-1]  # the last is paid with the principal
    ]
    owed = replay(terms, [*changes, *payments], on=day(until)).owed_to_bank
    events = [*changes, *payments, repayment(owed, day(until))]
    return inputs_from(terms, events, replay(terms, events, on=day(until)), fees_paid={})


def test_interest_of_an_extended_term_counts_up_to_the_due_day_in_force() -> None:
    inputs = paid_as_due(SIX_MONTHS, EXTENDED, until="2022-03-01")

    province, beneficiary = compute_subsidies(inputs, GANZHOU).lines

    assert province.base == inputs.interest_paid == Decimal("147520.84")
    assert (province.amount, beneficiary.amount) == (Decimal("73760.42"), Decimal("44256.25"))


def test_an_extension_does_not_lengthen_the_year_of_the_subsidy() -> None:
    extended = extension("2021-08-01", "2022-06-01")
    inputs = paid_as_due(SIX_MONTHS, extended, until="2022-06-01")
    at_a_year = paid_as_due(SIX_MONTHS, EXTENDED, until="2022-03-01")

    line = compute_subsidies(inputs, GANZHOU).lines[0]

    cut = line.base - at_a_year.interest_paid
    assert abs(cut) <= Decimal("0.01")  # one period is cut at the year, where the other ends
    assert inputs.interest_paid > line.base


def test_interest_of_days_after_a_call_for_the_whole_debt_does_not_count() -> None:
    called = happened("acceleration", "2021-07-01")
    late = repayment("3000000.00", "2021-10-01")
    state = replay(SIX_MONTHS, [called, late], on=day("2021-10-01"))
    owed = repayment(state.owed_to_bank, "2021-10-01", number="the rest")
    events = [called, late, owed]
    paid = replay(SIX_MONTHS, events, on=day("2021-10-01"))

    line = compute_subsidies(inputs_from(SIX_MONTHS, events, paid, fees_paid={}), GANZHOU).lines[0]

    # periods of 20, 31, 30, 31 and 10 days, each rounded
    assert line.base == Decimal("49308.34")
    assert line.paid > line.base


def test_the_ceiling_of_a_fee_keeps_to_the_term_that_it_was_paid_for() -> None:
    inputs = paid_as_due(SIX_MONTHS, EXTENDED, until="2022-03-01")
    fees = {"guarantee_fee": Decimal("30000.00")}

    fee = compute_subsidies(replace(inputs, fees_paid=fees), GANZHOU).lines[-1]

    assert fee.amount == Decimal("7561.64")  # 184 days


def test_what_an_extended_loan_will_bring_is_planned_to_the_later_day() -> None:
    at_once = replace(SIX_MONTHS, due_on=day("2022-03-01"))

    extended, agreed = (
        expected_subsidies(terms, fees={}, settings=GANZHOU, matures_on=matures_on)
        for terms, matures_on in ((SIX_MONTHS, at_once.due_on), (at_once, None))
    )

    assert extended.lines == agreed.lines
    assert extended.lines[0].base == Decimal("147520.85")  # one period and one rounding fewer


def test_by_the_other_reading_interest_after_maturity_counts() -> None:
    inputs = SubsidyInputs(
        principal=Decimal("10000000.00"),
        drawn_on=day("2021-03-01"),
        due_on=day("2021-09-01"),
        closed_on=day("2021-10-01"),
        interest=(
            PaidInterest(
                begins_on=day("2021-09-01"), ends_on=day("2021-10-01"), paid=Decimal("40416.67")
            ),
        ),
        fees_paid={},
    )
    other = replace(GANZHOU, interest_reading=InterestReading.EVERYTHING_PAID)

    assert compute_subsidies(inputs, GANZHOU).lines[0].base == 0
    assert compute_subsidies(inputs, other).lines[0].base == Decimal("40416.67")


def test_an_unknown_fee_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        claim(fees={"notary_fee": "1.00"})

    assert refused.value.reasons[0].code == "subsidy_fee_unknown"


def test_a_negative_amount_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        claim(fees={"guarantee_fee": "-1.00"})

    assert refused.value.reasons[0].code == "subsidy_amount_negative"


def test_the_shipped_scheme_gives_the_same_settings() -> None:
    assert settings_from(shipped("ganzhou-2020"), day("2021-03-01")) == GANZHOU


FEN = st.integers(0, 500_000_000).map(lambda fen: Decimal(fen) / 100)


@settings(max_examples=100, deadline=None)
@given(interest=FEN, province=FEN, beneficiary=FEN, guarantee=FEN, principal=FEN)
def test_no_ceiling_is_ever_exceeded(
    interest: Decimal,
    province: Decimal,
    beneficiary: Decimal,
    guarantee: Decimal,
    principal: Decimal,
) -> None:
    statement = claim(
        str(interest),
        principal=str(principal),
        fees={"guarantee_fee": str(guarantee)},
        earlier={"province": str(province), "beneficiary": str(beneficiary)},
    )

    of_interest = statement.total_of(item="interest")
    by_province = statement.total_of(level="province", item="interest")
    by_beneficiary = statement.total_of(level="beneficiary", item="interest")
    of_fee = statement.total_of(item="guarantee_fee")
    assert by_province <= interest * Decimal("0.5")
    assert by_beneficiary <= interest * Decimal("0.3")
    assert by_province <= max(500_000 - province, Decimal(0))
    assert by_beneficiary <= max(150_000 - beneficiary, Decimal(0))
    assert of_interest <= interest * Decimal("0.8")
    assert of_interest <= max(650_000 - province - beneficiary, Decimal(0))
    assert of_fee <= min(guarantee * Decimal("0.5"), Decimal(50_000))
    assert of_fee <= principal * Decimal("0.01") * Decimal("0.5")
    for line in statement.lines:
        assert line.amount >= 0
        assert line.amount == line.amount.quantize(Decimal("0.01"))
        assert (line.binding is None) == (line.amount + Decimal("0.01") > line.computed)
