"""Formulas, caps and windows of other cities' plans, with worked numbers to the fen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.subsidies.subsidy_cast import subsidy

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms, PrepaymentInterest, Repayment
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import Is, Test
from zhidai.core.policy.subsidies import LprOn, SubsidyFormula
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import EarlierGrant, SubsidyInputs, SubsidyRates, inputs_from
from zhidai.core.subsidies.interest_subsidy import PaidInterest, lpr_day
from zhidai.core.subsidies.planned import planned_inputs
from zhidai.core.subsidies.rooms import GrantOfBank, GrantsOfBanks
from zhidai.core.subsidies.settings import (
    AmountPart,
    Ceiling,
    SharedCap,
    SubsidySettings,
    SubsidyTerms,
    settings_from,
)
from zhidai.schemes.reader import shipped

ZERO = Decimal("0.00")
DRAWN, DUE = date(2026, 3, 2), date(2027, 3, 2)
INPUTS = SubsidyInputs(
    principal=Decimal(3_000_000),
    drawn_on=DRAWN,
    due_on=DUE,
    closed_on=DUE,
    interest=(PaidInterest(begins_on=DRAWN, ends_on=DUE, paid=Decimal("109500.00")),),
    fees_paid={"guarantee_fee": Decimal(40_000), "insurance_premium": Decimal(60_000)},
    rates=SubsidyRates(lpr=lambda _: Decimal("0.03")),
    taken={("city_interest", CapScope.SCHEME_YEAR): Decimal(0)},
)


def never_pledged(test: Test) -> bool:
    """A first pledge on the guaranteed route."""
    return not (isinstance(test, Is) and test.content == "insured")


def event(kind: EventKind, amount: Decimal, on: date) -> LoanEvent:
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return LoanEvent(id=str(kind), kind=kind, amount=amount, effective_on=on, recorded_at=at)


def with_formula(formula: SubsidyFormula, share: str, *, most: int = 10**7) -> SubsidySettings:
    one = subsidy("interest", "city", share, most=most)
    parts = (AmountPart(formula=formula, share=Decimal(share)),)
    return SubsidySettings(
        subsidies=(
            replace(one, parts=parts),
            subsidy("guarantee_fee", "city", "0", most=0),
            subsidy("insurance_premium", "city", "0", most=0),
        )
    )


@pytest.mark.parametrize(
    ("formula", "share", "yuan"),
    [
        (SubsidyFormula.SHARE_OF_PAID, "0.5", "54750.00"),
        (SubsidyFormula.SHARE_OF_LPR_INTEREST, "0.5", "45625.00"),  # 3m x 3 % x 365 / 360 / 2
        (SubsidyFormula.FIXED_RATE, "0.02", "60833.33"),  # 3m x 2 % x 365 / 360, down
        (SubsidyFormula.SHARE_OF_AMOUNT, "0.01", "30000.00"),
    ],
)
def test_each_formula_comes_to_its_number(formula: SubsidyFormula, share: str, yuan: str) -> None:
    (line, *_) = compute_subsidies(INPUTS, with_formula(formula, share)).lines

    assert line.amount == Decimal(yuan)


def test_a_subsidy_by_amount_is_never_above_what_was_paid() -> None:
    (line, *_) = compute_subsidies(
        INPUTS, with_formula(SubsidyFormula.SHARE_OF_AMOUNT, "0.05")
    ).lines

    assert (line.amount, line.binding) == (Decimal("109500.00"), Ceiling.ACTUAL_COST)


@pytest.mark.parametrize(("base", "granted"), [("109500.00", "36500.00"), ("30000.00", "10000.00")])
def test_a_third_of_what_was_paid_loses_no_fen(base: str, granted: str) -> None:
    paid = INPUTS.interest[0]._replace(paid=Decimal(base))
    third = str(parse_quantity("三分之一").amount)

    (line, *_) = compute_subsidies(
        replace(INPUTS, interest=(paid,)), with_formula(SubsidyFormula.SHARE_OF_PAID, third)
    ).lines

    assert (line.computed, line.amount) == (Decimal(granted), Decimal(granted))
    assert line.binding is None


def test_a_years_rate_of_a_balance_loses_no_fen_to_the_days() -> None:
    loan = replace(INPUTS, principal=Decimal(1_200_000), closed_on=DRAWN + timedelta(days=31))

    (line, *_) = compute_subsidies(loan, with_formula(SubsidyFormula.FIXED_RATE, "0.03")).lines

    assert (line.computed, line.amount) == (3100, Decimal("3100.00"))


def carried_out(terms: LoanTerms, events: Sequence[LoanEvent], *, on: date) -> SubsidyInputs:
    return inputs_from(terms, events, replay(terms, events, on=on), fees_paid={})


def test_interest_at_a_stated_rate_is_of_the_principal_owed_on_each_day() -> None:
    drawn = LoanTerms(
        principal=Decimal("1000000.00"),
        commitment=Decimal("3000000.00"),
        annual_rate=Decimal("0.05"),
        drawn_on=DRAWN,
        due_on=DUE,
    )
    later, early = DRAWN + timedelta(days=100), DRAWN + timedelta(days=200)
    second = event(EventKind.DRAWDOWN, Decimal("2000000.00"), later)
    owed = replay(drawn, [second], on=early).owed_to_bank
    events = [second, event(EventKind.REPAYMENT, owed, early)]
    state = replay(drawn, events, on=DUE)
    inputs = inputs_from(
        drawn, events, state, fees_paid={}, drawn_later=[(later, Decimal(2_000_000))]
    )
    by_rate = with_formula(SubsidyFormula.FIXED_RATE, "0.02")

    (line,) = compute_subsidies(inputs, by_rate).lines

    # 1,000,000 for 200 days and 2,000,000 for 100 days at 2 % over 360
    assert (inputs.closed_on, line.amount) == (early, Decimal("22222.22"))


def test_of_a_single_payment_a_year_counts_what_each_days_balance_earned() -> None:
    two_years = LoanTerms(
        principal=Decimal("3000000.00"),
        annual_rate=Decimal("0.036"),
        drawn_on=DRAWN,
        due_on=DRAWN + timedelta(days=730),
        repayment=Repayment.SINGLE_PAYMENT,
    )
    early = DRAWN + timedelta(days=100)
    # 30,000 of interest earned by then are kept for maturity, the rest is principal.
    part = event(EventKind.REPAYMENT, Decimal("1030000.00"), early)
    owed = replay(two_years, [part], on=two_years.due_on)
    rest = replace(part, id="rest", amount=owed.owed_to_bank, effective_on=two_years.due_on)
    inputs = carried_out(two_years, [part, rest], on=two_years.due_on)

    limit = DRAWN + timedelta(days=365)

    assert [one.paid for one in inputs.interest] == [Decimal("156000.00")]
    assert inputs.counted_interest(limit) == Decimal("83000.00")  # by days alone 78,000


SINGLE = LoanTerms(
    principal=Decimal("3000000.00"),
    annual_rate=Decimal("0.036"),
    drawn_on=DRAWN,
    due_on=DRAWN + timedelta(days=365),
    repayment=Repayment.SINGLE_PAYMENT,
    misuse_markup=Decimal("0.5"),
)


def test_principal_that_the_bank_waived_is_owed_no_more() -> None:
    given_up = event(EventKind.WAIVER, Decimal("1000000.00"), DRAWN + timedelta(days=100))
    owed = replay(SINGLE, [given_up], on=SINGLE.due_on).owed_to_bank
    rest = event(EventKind.REPAYMENT, owed, SINGLE.due_on)
    inputs = carried_out(SINGLE, [given_up, rest], on=SINGLE.due_on)

    assert inputs.yuan_days(SINGLE.due_on) == 3_000_000 * 100 + 2_000_000 * 265
    (line,) = compute_subsidies(inputs, with_formula(SubsidyFormula.FIXED_RATE, "0.02")).lines
    assert line.amount == Decimal("46111.11")

    mistaken = replace(given_up, id="back", kind=EventKind.REVERSAL, amount=ZERO, reverses="waiver")
    taken_back = [given_up, mistaken]
    owed = replay(SINGLE, taken_back, on=SINGLE.due_on).owed_to_bank
    inputs = carried_out(SINGLE, [*taken_back, replace(rest, amount=owed)], on=SINGLE.due_on)
    assert inputs.yuan_days(SINGLE.due_on) == 3_000_000 * 365


@pytest.mark.parametrize(
    ("begins", "ends", "counted"),
    [
        (365, None, "109500.00"),  # misused after the year: all ordinary interest is of the year
        (0, 364, "0.00"),  # misused in the year: what is ordinary was earned after it
        (None, None, "109500.00"),
        (0, 99, "79500.00"),  # 265 days of 300.00
    ],
)
def test_days_that_bore_the_misuse_rate_earned_no_interest_that_counts(
    begins: int | None, ends: int | None, counted: str
) -> None:
    terms = replace(SINGLE, due_on=DRAWN + timedelta(days=730))
    events: list[LoanEvent] = []
    if begins is not None:
        misused = event(EventKind.MISUSE, ZERO, DRAWN + timedelta(days=begins))
        until = None if ends is None else DRAWN + timedelta(days=ends)
        events.append(replace(misused, until=until))
    owed = replay(terms, events, on=terms.due_on).owed_to_bank
    events.append(event(EventKind.REPAYMENT, owed, terms.due_on))

    inputs = carried_out(terms, events, on=terms.due_on)

    assert inputs.counted_interest(DRAWN + timedelta(days=365)) == Decimal(counted)


@pytest.mark.parametrize("repayment", list(Repayment))
@pytest.mark.parametrize("early", [0, 33, 200])
def test_a_plan_carried_out_brings_what_its_replay_brings(repayment: Repayment, early: int) -> None:
    in_parts = repayment is Repayment.INTEREST_THEN_INSTALMENTS
    terms = LoanTerms(
        principal=Decimal("3000000.00"),
        annual_rate=Decimal("0.0485"),
        drawn_on=DRAWN,
        due_on=DUE,
        repayment=repayment,
        instalments=5 if in_parts else 0,
    )
    closed_on = DUE - timedelta(days=early)
    events: list[LoanEvent] = []
    for due in contract_schedule(terms):
        if due.due_on < closed_on:
            paid = event(EventKind.REPAYMENT, due.interest + due.principal, due.due_on)
            events.append(replace(paid, id=str(due.number)))
    owed = replay(terms, events, on=closed_on).owed_to_bank
    events.append(event(EventKind.REPAYMENT, owed, closed_on))

    planned = planned_inputs(terms, fees_paid={}, closed_on=closed_on)
    replayed = carried_out(terms, events, on=closed_on)

    assert planned.closed_on == replayed.closed_on == closed_on
    assert planned.interest == replayed.interest
    for limit in (DRAWN + timedelta(days=each) for each in (50, 300, 365)):
        assert planned.yuan_days(limit) == replayed.yuan_days(limit)
        assert planned.counted_interest(limit) == replayed.counted_interest(limit)


def test_a_loan_above_the_rate_ceiling_is_subsidised_as_if_at_it() -> None:
    above = replace(INPUTS, rate=Decimal("0.05"), rates=SubsidyRates(ceiling=Decimal("0.04")))

    (line, *_) = compute_subsidies(above, with_formula(SubsidyFormula.SHARE_OF_PAID, "0.5")).lines

    assert line.base == Decimal("87600.00")


@pytest.mark.parametrize(
    ("which", "day"),
    [
        (LprOn.CONTRACT_DAY, date(2026, 3, 15)),
        (LprOn.MONTH_BEFORE_CONTRACT, date(2026, 2, 28)),
        (LprOn.REPAYMENT_YEAR_DECEMBER, date(2026, 12, 31)),
    ],
)
def test_the_day_of_the_lpr_is_the_plans_choice(which: LprOn, day: date) -> None:
    assert lpr_day(which, signed_on=date(2026, 3, 15), closed_on=DUE) == day


def test_the_fictional_city_pays_by_lpr_by_the_lower_of_two_and_under_its_caps() -> None:
    found = settings_from(shipped("qinglan-2021"), DRAWN, never_pledged)

    lines = {line.item + line.level: line for line in compute_subsidies(INPUTS, found).lines}

    assert lines["interestcity"].amount == Decimal("45625.00")
    assert lines["interestdistrict"].amount == Decimal("21900.00")  # 20 % of paid < 1 % of 3m
    assert lines["guarantee_feecity"].amount == Decimal("15000.00")  # held to 1 % a year
    assert lines["guarantee_feecity"].binding is Ceiling.FEE_CEILING
    assert lines["insurance_premiumprovince"].amount == Decimal("24000.00")


def test_an_insured_loan_has_the_other_share() -> None:
    found = settings_from(shipped("qinglan-2021"), DRAWN, lambda _: True)

    assert found.subsidies[0].parts[0].share * 100 == Decimal(60)


def test_a_subsidy_only_for_some_loans_needs_their_facts() -> None:
    with pytest.raises(BadInput) as refused:
        settings_from(shipped("qinglan-2021"), DRAWN)

    assert refused.value.reasons[0].code == "subsidy_needs_facts"


def test_the_enterprises_year_counts_grants_for_loans_of_that_year() -> None:
    terms = subsidy("interest", "city", "0.5", most=60_000, scope=CapScope.ENTERPRISE_YEAR)
    grants = tuple(
        EarlierGrant(level="city", item="interest", amount=Decimal(20_000), drawn_on=day)
        for day in (date(2026, 1, 5), date(2025, 12, 31))
    )
    inputs = replace(INPUTS, earlier=grants, fees_paid={})

    (line,) = compute_subsidies(inputs, SubsidySettings(subsidies=(terms,))).lines

    assert (line.amount, line.binding) == (Decimal(40_000), Ceiling.PAYER_YEAR)


def test_a_budget_nobody_knows_the_rest_of_is_asked_for() -> None:
    terms = subsidy("interest", "city", "0.5", most=60_000, scope=CapScope.SCHEME_YEAR)
    inputs = replace(INPUTS, fees_paid={}, taken={})

    with pytest.raises(BadInput) as refused:
        compute_subsidies(inputs, SubsidySettings(subsidies=(terms,)))

    assert refused.value.reasons[0].code == "subsidy_room_unknown"


def test_an_exhausted_budget_pays_nothing() -> None:
    terms = subsidy("interest", "city", "0.5", most=60_000, scope=CapScope.SCHEME_YEAR)
    inputs = replace(
        INPUTS, fees_paid={}, taken={("interest", CapScope.SCHEME_YEAR): Decimal(60_000)}
    )

    (line,) = compute_subsidies(inputs, SubsidySettings(subsidies=(terms,))).lines

    assert (line.amount, line.binding) == (Decimal(0), Ceiling.BUDGET)


@pytest.mark.parametrize(("on", "refused"), [("2027-05-31", False), ("2027-06-01", True)])
def test_the_window_of_a_claim_ends_on_its_last_day(on: str, *, refused: bool) -> None:
    terms = replace(
        subsidy("interest", "city", "0.5", most=60_000), claim_within=parse_quantity("90天")
    )
    inputs = replace(INPUTS, fees_paid={})

    found = compute_subsidies(
        inputs, SubsidySettings(subsidies=(terms,)), on=date.fromisoformat(on)
    )

    assert [one.code for one in found.refusals] == ["subsidy_claimed_too_late"] * refused


FEN = st.integers(0, 10**8).map(lambda fen: Decimal(fen) / 100)


def capped(most: Decimal, of_all: Decimal) -> SubsidySettings:
    def one(level: str, share: str) -> SubsidyTerms:
        terms = subsidy("interest", level, share, most=0, name=level)
        return replace(terms, caps=(replace(terms.caps[0], most=most),))

    return SubsidySettings(
        subsidies=(one("city", "0.5"), one("district", "0.4")),
        shared=(
            SharedCap(
                id="all",
                over=("city", "district"),
                places=frozenset({("city", "interest"), ("district", "interest")}),
                scope=CapScope.ENTERPRISE_LIFE,
                clause="8.6",
                most=of_all,
            ),
        ),
    )


@pytest.mark.parametrize("cap", ["enterprise_year", "scheme_year"])
def test_what_other_loans_had_that_this_one_has_not_counts_for_the_cap_of_all(cap: str) -> None:
    """Qinglan 8.6: 450,000 a year; the district paid 430,000 for an earlier first pledge."""
    scheme = shipped("qinglan-2021")
    of_all = replace(scheme.subsidy_caps[1], scope=CapScope(cap))
    scheme = replace(scheme, subsidy_caps=(of_all,))
    found = settings_from(scheme, DRAWN, lambda _: False)
    first = EarlierGrant(
        level="district", item="interest", amount=Decimal("430000.00"), drawn_on=DRAWN
    )
    others = [GrantOfBank(bank="1", grant=first)]
    had = GrantsOfBanks(others).taken(found, bank="1", drawn_on=DRAWN)
    taken = dict(INPUTS.taken) | dict(had)

    statement = compute_subsidies(replace(INPUTS, earlier=(first,), taken=taken), found)

    assert statement.total == Decimal("20000.00")


@settings(max_examples=60)
@given(paid=FEN, most=FEN, more=FEN, of_all=FEN)
def test_raising_a_cap_never_lowers_a_subsidy_in_all(
    paid: Decimal, most: Decimal, more: Decimal, of_all: Decimal
) -> None:
    interest = (PaidInterest(begins_on=DRAWN, ends_on=DUE, paid=paid),)
    inputs = replace(INPUTS, interest=interest, fees_paid={})

    low = compute_subsidies(inputs, capped(most, of_all)).total
    higher_own = compute_subsidies(inputs, capped(most + more, of_all)).total
    higher_shared = compute_subsidies(inputs, capped(most, of_all + more)).total

    assert low <= higher_own <= min(paid, of_all)
    assert low <= higher_shared <= paid


def test_interest_charged_to_the_due_day_counts_by_the_days_that_it_is_for() -> None:
    """1,000,000 repaid on day 360 bears interest to the end of its two years all the same."""
    terms = replace(
        SINGLE, due_on=DRAWN + timedelta(days=730),
        prepayment_interest=PrepaymentInterest.TO_THE_DUE_DAY,
    )  # fmt: skip
    part = event(EventKind.REPAYMENT, Decimal("1100000.00"), DRAWN + timedelta(days=360))
    owed = replay(terms, [part], on=terms.due_on)
    rest = replace(part, id="rest", amount=owed.owed_to_bank, effective_on=terms.due_on)

    inputs = carried_out(terms, [part, rest], on=terms.due_on)

    assert inputs.interest_paid == Decimal("219000.00")
    assert inputs.counted_interest(DRAWN + timedelta(days=365)) == Decimal("109500.00")


def test_the_share_of_all_levels_is_of_everything_paid_whatever_days_a_level_counts() -> None:
    """Two years at 3 %: the city's year alone comes to less than half of what was paid."""
    city = subsidy("interest", "city", "0.60", most=10**7, months=12)
    together = SharedCap(
        id="all", over=(city.id,), places=frozenset({("city", "interest")}), clause="8.6",
        scope=CapScope.LOAN, ratio=Decimal("0.40"),
    )  # fmt: skip
    rules = SubsidySettings(subsidies=(city,), shared=(together,))
    paid = PaidInterest(begins_on=DRAWN, ends_on=DRAWN + timedelta(days=730), paid=Decimal(182_500))
    inputs = replace(
        INPUTS, due_on=paid.ends_on, closed_on=paid.ends_on, interest=(paid,),
        moved=((paid.ends_on, Decimal(-3_000_000)),),
    )  # fmt: skip

    (line,) = compute_subsidies(replace(inputs, fees_paid={}), rules).lines

    assert (line.base, line.amount) == (Decimal("91250.00"), Decimal("54750.00"))


def test_interest_at_a_rate_agreed_with_an_extension_is_held_to_the_ceiling_by_that_rate() -> None:
    """3.6 % is below the ceiling of 4 %; the 8 % of the months added count for half."""
    terms = replace(
        SINGLE, repayment=Repayment.BULLET_MONTHLY_INTEREST, due_on=DRAWN + timedelta(days=90)
    )
    agreed_on = DRAWN + timedelta(days=60)
    longer = LoanEvent(
        id="extension", kind=EventKind.EXTENSION, effective_on=agreed_on,
        recorded_at=datetime(2026, 5, 1, tzinfo=UTC), due_on=DRAWN + timedelta(days=180),
        annual_rate=Decimal("0.08"), consents=("bureau",),
    )  # fmt: skip
    events: list[LoanEvent] = [longer]
    for due in replay(terms, [longer], on=DRAWN + timedelta(days=180)).instalments[:-1]:
        paid = event(EventKind.REPAYMENT, due.charged, due.due_on)
        events.append(replace(paid, id=str(due.number)))
    last = DRAWN + timedelta(days=180)
    owed = replay(terms, events, on=last).owed_to_bank
    events.append(event(EventKind.REPAYMENT, owed, last))
    inputs = replace(
        carried_out(terms, events, on=last), rates=SubsidyRates(ceiling=Decimal("0.04"))
    )
    rules = SubsidySettings(subsidies=(subsidy("interest", "city", "1", most=10**7),))

    (line,) = compute_subsidies(inputs, rules).lines

    assert inputs.interest_paid == Decimal("87000.00")  # 90 days of 300 and 90 of 666.66...
    assert line.base == Decimal("57000.00")  # 27,000 and half of 60,000
