"""What a bank's ledger alone tells: overdue days, ratio, filing, subsidies, clocks, warnings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.ledger.ledger_cast import ON, TOLD, ledger, loan, report

from zhidai.core.errors import BadInput
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.ledger.report import LedgerReport, PatentList, day_of, report_on
from zhidai.core.ledger.rules import about_loans, broken_rules
from zhidai.core.ledger.standing import OverdueBasis, standing, standings
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.registers.patent_list import PatentRow, check_row
from zhidai.core.subsidies.expected_cost import expected_subsidies
from zhidai.core.subsidies.settings import settings_from
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped
from zhidai.wording.ledger.figures import ratio

ZERO = Decimal("0.00")


def codes(found: LedgerReport) -> list[str]:
    return [one.reason.code for one in found.warnings]


# ---------------------------------------------------------------- where a loan stands


@pytest.mark.parametrize(
    ("more", "days", "basis"),
    [
        ({}, 0, OverdueBasis.NOT_OVERDUE),
        ({"overdue_days": 65}, 75, OverdueBasis.STATED),
        ({"overdue_since": date(2021, 6, 30)}, 1, OverdueBasis.SINCE),
        ({"overdue_days": 5, "overdue_since": date(2021, 6, 1)}, 30, OverdueBasis.SINCE),
        ({"due_on": date(2021, 6, 30)}, 0, OverdueBasis.NOT_OVERDUE),
        ({"due_on": date(2021, 6, 29)}, 1, OverdueBasis.MATURITY),
        ({"overdue_amount": Decimal("1.00"), "overdue_days": None}, 11, OverdueBasis.AMOUNT_ONLY),
        ({"balance": ZERO, "due_on": date(2021, 6, 1)}, 0, OverdueBasis.NOT_OVERDUE),
        (
            {"told": frozenset({Field.BALANCE}), "overdue_days": None},
            0,
            OverdueBasis.NOT_TOLD,
        ),
    ],
)
def test_the_longest_of_what_is_told_counts(
    more: dict[str, object], days: int, basis: OverdueBasis
) -> None:
    found = standing(loan(**more), on=ON, told_on=date(2021, 6, 20))  # type: ignore[arg-type]

    assert (found.overdue_days, found.basis) == (days, basis)


@given(
    drawn_on=st.dates(date(2020, 10, 1), date(2022, 6, 30)),
    days=st.integers(30, 365),
    after=st.integers(-20, 400),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_loan_unpaid_at_maturity_is_overdue_as_long_as_its_replay_says(
    drawn_on: date, days: int, after: int
) -> None:
    due_on = drawn_on + timedelta(days=days)
    on = max(due_on + timedelta(days=after), drawn_on)
    one = loan(drawn_on=drawn_on, due_on=due_on, annual_rate=ZERO)
    terms = LoanTerms(principal=one.principal, annual_rate=ZERO, drawn_on=drawn_on, due_on=due_on)

    found = standing(one, on=on, told_on=on)

    replayed = replay(terms, (), on=on)
    assert found.overdue_days == replayed.overdue_days
    assert found.overdue_since == replayed.overdue_since


def test_a_loan_not_yet_drawn_is_in_no_balance() -> None:
    found = report(loan(drawn_on=date(2021, 7, 1)), loan("JJ-2"))

    assert found.ratio is not None
    assert (found.ratio.loans, found.ratio.total) == (1, Decimal("3000000.00"))


def test_a_day_before_the_ledgers_own_is_refused() -> None:
    written = ledger(loan(), stated_on=ON)

    with pytest.raises(BadInput) as refused:
        standings(written, on=date(2021, 6, 29), due_day_counts_as=0)

    assert refused.value.reasons[0].code == "ledger_day_before_its_own"
    assert day_of(written, None) == ON


def test_a_ledger_without_a_day_has_to_be_given_one() -> None:
    with pytest.raises(BadInput) as refused:
        day_of(ledger(loan()), None)

    assert refused.value.reasons[0].code == "ledger_day_needed"


# ---------------------------------------------------------------- the ratio


@pytest.mark.parametrize(
    ("overdue", "tripped", "headroom"),
    [
        ("4999999.99", False, "0.01"),
        ("5000000.00", False, "0.00"),
        ("5000000.01", True, "0.00"),
    ],
)
def test_only_more_than_five_per_cent_trips(overdue: str, tripped: bool, headroom: str) -> None:
    rest = Decimal("100000000.00") - Decimal(overdue)
    late = loan("JJ-1", amount=overdue, overdue_days=1)

    found = report(late, loan("JJ-2", amount=str(rest), due_on=date(2022, 5, 1))).ratio

    assert found is not None
    assert (found.tripped, found.headroom) == (tripped, Decimal(headroom))
    assert found.clause == "8.2"


def test_the_day_of_the_first_possible_trip_is_the_day_after_the_decisive_maturity() -> None:
    book = (
        loan("JJ-1", amount="4000000.00", due_on=date(2021, 7, 5)),
        loan("JJ-2", amount="2000000.00", due_on=date(2021, 7, 20)),
        loan("JJ-3", amount="94000000.00", due_on=date(2022, 2, 28)),
    )

    found = report(*book).ratio

    assert found is not None
    assert (found.trips_on, found.days_to_trip) == (date(2021, 7, 21), 21)
    assert found.trips_by == ("JJ-1", "JJ-2")
    on_that_day, before = (report(*book, on=date(2021, 7, day)).ratio for day in (21, 20))
    assert on_that_day is not None
    assert before is not None
    assert (before.tripped, on_that_day.tripped) == (False, True)


def test_without_a_balance_there_is_no_ratio() -> None:
    found = report(loan(balance=ZERO, closed_on=date(2021, 6, 1))).ratio

    assert found is not None
    assert (found.ratio, found.tripped, found.trips_on) == (None, False, None)


@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 400)), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_ratio_is_the_overdue_part_of_all_balances(book: list[tuple[int, int]]) -> None:
    loans = [
        loan(f"JJ-{place}", amount=str(Decimal(fen).scaleb(-2)), overdue_days=days)
        for place, (fen, days) in enumerate(book)
    ]

    found = report(*loans).ratio

    overdue = sum(fen for fen, days in book if days)
    total = sum(fen for fen, _ in book)
    assert found is not None
    assert found.tripped is (overdue * 100 > total * 5)
    assert found.ratio is not None
    assert found.ratio <= Decimal(overdue) / total < found.ratio + Decimal("0.000001")


# ---------------------------------------------------------------- filing and subsidies


def test_the_filing_holds_the_loans_of_the_month_before_and_no_other() -> None:
    found = report(
        loan("JJ-1", drawn_on=date(2021, 4, 30)),
        loan("JJ-2", drawn_on=date(2021, 5, 1)),
        loan("JJ-3", drawn_on=date(2021, 5, 31), guarantor=""),
        loan("JJ-4", drawn_on=date(2021, 6, 1)),
    ).filing

    assert found is not None
    assert (found.month, found.due_from, found.due_until, found.clause) == (
        date(2021, 5, 1), date(2021, 6, 1), date(2021, 6, 30), "9.2",
    )  # fmt: skip
    guaranteed, direct = found.lines
    assert [line.loan.key for line in found.lines] == ["JJ-2", "JJ-3"]
    assert len(guaranteed.papers) == len(found.papers) == 8
    assert set(guaranteed.papers) - set(direct.papers) == {
        "entrusted_guarantee_contract", "guarantee_fee_invoice", "guarantee_agreement",
    }  # fmt: skip


def test_without_a_column_for_the_guarantor_every_paper_is_asked() -> None:
    told = TOLD - {Field.GUARANTOR}

    found = report(loan(drawn_on=date(2021, 5, 5), guarantor="", told=told)).filing

    assert found is not None
    assert len(found.lines[0].papers) == 8


def test_a_running_loan_expects_what_the_subsidy_engine_says() -> None:
    one = loan(guarantee_fee=Decimal("30000.00"), appraisal_fee=Decimal("30000.00"))

    (found,) = report(one).subsidies

    scheme = shipped("ganzhou-2020")
    terms = LoanTerms(
        principal=one.principal, annual_rate=Decimal("0.0485"), drawn_on=one.drawn_on,
        due_on=one.due_on,
    )  # fmt: skip
    fees = {"guarantee_fee": Decimal("30000.00"), "appraisal_fee": Decimal("30000.00")}
    expected = expected_subsidies(terms, fees=fees, settings=settings_from(scheme, one.drawn_on))
    assert found.lines == expected.lines
    assert found.closed_on == one.due_on


@pytest.mark.parametrize(
    ("way", "number", "interest", "province", "beneficiary"),
    [
        ("按月付息到期还本", None, "147116.69", "73558.34", "44135.00"),
        ("利随本清", None, "147116.67", "73558.33", "44135.00"),
        ("按月付息分期还本", 6, "124011.81", "62005.90", "37203.54"),
        ("等额本息", 12, "82109.77", "41054.88", "24632.93"),
    ],
)
def test_each_way_of_repayment_brings_the_interest_that_its_balances_earn(
    way: str, number: int | None, interest: str, province: str, beneficiary: str
) -> None:
    (found,) = report(loan(repayment=way, instalments=number)).subsidies

    assert found.interest == Decimal(interest)
    assert {line.level: line.amount for line in found.lines} == {
        "province": Decimal(province),
        "beneficiary": Decimal(beneficiary),
    }


def test_instalments_repaid_early_bear_interest_on_what_was_left_until_then() -> None:
    early = loan(
        repayment="按月付息分期还本", instalments=6, balance=ZERO, closed_on=date(2021, 11, 1),
    )  # fmt: skip

    (found,) = report(early, on=date(2021, 12, 31)).subsidies

    # 3,000,000 for 234 days to 21 October, 2,500,000 for 11 days
    assert (found.interest, found.closed_on) == (Decimal("98279.87"), date(2021, 11, 1))


def test_a_way_of_repayment_that_is_not_known_brings_no_guess() -> None:
    (running,) = report(loan(repayment="随借随还")).subsidies
    told = {"balance": ZERO, "closed_on": date(2021, 6, 1), "interest_paid": Decimal("37000.01")}
    (repaid,) = report(loan(repayment="随借随还", **told)).subsidies

    assert [one.code for one in running.reasons] == ["ledger_repayment_unknown"]
    assert repaid.total == Decimal("29600.00")


def test_interest_told_for_a_loan_repaid_is_what_is_subsidised() -> None:
    repaid = loan(balance=ZERO, closed_on=date(2021, 6, 1), interest_paid=Decimal("37000.01"))

    (found,) = report(repaid).subsidies

    assert {line.level: line.amount for line in found.lines} == {
        "province": Decimal("18500.00"),  # 18,500.005 cut to the fen
        "beneficiary": Decimal("11100.00"),
    }
    assert found.fees_not_told == ("guarantee_fee", "appraisal_fee")


def test_caps_of_an_enterprise_are_filled_in_the_order_of_repayment() -> None:
    first = loan("JJ-1", amount="10000000.00", annual_rate=Decimal("0.0485"))
    later = [
        loan(f"JJ-{number}", amount="10000000.00", due_on=date(2022, 2, 28 - 5 + number))
        for number in (2, 3, 4)
    ]

    found = report(*reversed(later), first).subsidies

    totals: dict[str, Decimal] = {}
    for one in found:
        for line in one.lines:
            totals[line.level] = totals.get(line.level, ZERO) + line.amount
    assert totals == {"province": Decimal("500000.00"), "beneficiary": Decimal("150000.00")}
    assert [one.loan.key for one in found] == ["JJ-2", "JJ-3", "JJ-4", "JJ-1"]


@pytest.mark.parametrize(("due_on", "expected"), [(date(2021, 6, 29), 0), (ON, 2)])
def test_of_a_loan_past_its_maturity_and_unpaid_no_subsidy_is_expected(
    due_on: date, expected: int
) -> None:
    (found,) = report(loan(due_on=due_on)).subsidies

    assert len(found.lines) == expected
    assert [(one.code, one.clause) for one in found.reasons] == (
        [] if expected else [("ledger_matured_unpaid", "9.3")]
    )


def test_without_a_rate_no_subsidy_is_invented() -> None:
    (found,) = report(loan(annual_rate=None)).subsidies

    assert found.lines == ()
    assert [each.code for each in found.reasons] == ["ledger_no_rate"]


# ---------------------------------------------------------------- clocks and warnings


@pytest.mark.parametrize(
    ("days", "left", "warned"),
    [(44, 16, []), (45, 15, ["ledger_warn_claim_near"]), (59, 1, ["ledger_warn_claim_near"]),
     (60, 0, ["ledger_warn_claim_open"]), (61, 0, ["ledger_warn_claim_open"])],
)  # fmt: skip
def test_the_claim_clock_stands_at_zero_on_overdue_day_sixty(
    days: int, left: int, warned: list[str]
) -> None:
    found = report(loan(overdue_days=days))

    (clock,) = found.claims
    assert clock.days_left == left
    assert clock.overdue_since == ON - timedelta(days=days - 1)
    assert [code for code in codes(found) if "claim" in code] == warned
    assert sum(clock.shares.values()) == clock.balance
    assert clock.shares["guarantor"] == Decimal("2100000.00")


def test_without_a_guarantor_there_is_no_claim_and_no_share() -> None:
    found = report(loan(overdue_days=100, guarantor=""))

    (clock,) = found.claims
    assert (clock.without_guarantor, clock.grace_ends_on, clock.shares) == (True, None, {})
    assert "ledger_warn_claim_open" not in codes(found)


def patents(*rows: PatentRow) -> PatentList:
    listed = [check_row(row) for row in rows]
    return PatentList(
        file="清单.csv",
        patents={str(one.number): one for one in listed if not isinstance(one, tuple)},
    )


INVENTION = PatentRow(
    number="ZL201710601862.3", filed_on="2017-07-21", granted_on="2019-07-19", paid_through_year="4"
)
PLEDGED = {"patents": ("201710601862.3",)}


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2021, 4, 21), None),  # 91 days before the fee is due
        (date(2021, 4, 22), "ledger_warn_fee_near"),
        (date(2021, 7, 21), "ledger_warn_fee_near"),
        (date(2021, 7, 22), "ledger_warn_fee_in_grace"),
        (date(2022, 1, 21), "ledger_warn_fee_in_grace"),
        (date(2022, 1, 22), "ledger_warn_patent_ended"),
    ],
)
def test_the_annual_fee_of_a_pledged_patent_is_watched(on: date, code: str | None) -> None:
    found = report(loan(**PLEDGED), on=on, patents=patents(INVENTION))  # type: ignore[arg-type]

    told = [one for one in codes(found) if "fee" in one or "patent_ended" in one]
    assert told == ([] if code is None else [code])


def test_one_patent_with_two_borrowers_is_a_double_pledge() -> None:
    other = loan("JJ-2", borrower="赣州乙材料有限公司", **PLEDGED)  # type: ignore[arg-type]

    found = report(loan(**PLEDGED), other)  # type: ignore[arg-type]

    assert "ledger_warn_pledged_twice" in codes(found)
    assert "ledger_warn_pledged_twice" not in codes(report(loan(**PLEDGED)))  # type: ignore[arg-type]


def rules_broken(one: LedgerLoan) -> set[str]:
    return {
        str(each.reason.clause)
        for each in report(one).warnings
        if each.reason.code.startswith("ledger_warn_rule")
    }


@pytest.mark.parametrize(
    ("more", "clauses"),
    [
        ({"amount": "10000000.00"}, set()),
        ({"amount": "10000000.01"}, {"1"}),
        ({"due_on": date(2022, 3, 1)}, set()),
        ({"due_on": date(2022, 3, 2)}, {"1"}),
        ({"annual_rate": Decimal("0.0485")}, set()),
        ({"annual_rate": Decimal("0.0486")}, {"4.3"}),
        ({"appraised_value": Decimal("3750000.00")}, set()),
        ({"appraised_value": Decimal("3749999.99")}, {"4.2"}),
    ],
)
def test_the_schemes_own_rules_are_held_against_each_loan(
    more: dict[str, object], clauses: set[str]
) -> None:
    assert rules_broken(loan(**more)) == clauses  # type: ignore[arg-type]


@pytest.mark.parametrize(("second", "warned"), [("7000000.00", False), ("7000000.01", True)])
def test_an_enterprises_year_is_added_up(second: str, warned: bool) -> None:
    found = report(loan("JJ-1"), loan("JJ-2", amount=second, drawn_on=date(2021, 5, 1)))

    assert ("ledger_warn_year" in codes(found)) is warned


def test_what_a_ledger_does_not_tell_is_said() -> None:
    told = frozenset({Field.BORROWER, Field.PRINCIPAL, Field.DRAWN_ON, Field.DUE_ON})
    bare = loan(balance=None, annual_rate=None, overdue_days=None, guarantor="", told=told)

    found = report_on(
        ledger(bare, fields=told), shipped("ganzhou-2020"), on=ON, tables=ledger_tables()
    )

    assert [each.code for each in found.notes] == [
        "ledger_no_balance_column", "ledger_no_arrears_column", "ledger_no_rate_column",
        "ledger_day_taken",
    ]  # fmt: skip
    assert found.standings[0].balance == bare.principal


def test_a_scheme_without_breaker_and_claims_leaves_those_parts_out() -> None:
    found = report(
        loan(drawn_on=date(2026, 5, 1), due_on=date(2027, 4, 30)),
        on=date(2026, 6, 30),
        scheme="example-score-based-loan",
    )

    assert found.filing is None
    parts = ("breaker", "claims", "exclusion", "ledger_day_taken")
    assert all(each.code.startswith(parts) for each in found.notes)


@pytest.mark.parametrize("scheme_id", ["ganzhou-2020", "qinglan-2021"])
def test_the_rules_left_out_for_speed_could_not_have_been_broken(scheme_id: str) -> None:
    scheme = shipped(scheme_id)
    drawn_on = scheme.in_force_from
    one = loan(
        amount="90000000.00",
        drawn_on=drawn_on,
        due_on=drawn_on + timedelta(days=1200),
        annual_rate=Decimal("0.25"),
        appraised_value=Decimal("90000000.00"),
        patents=("200330000002.6",),
    )
    reference = ledger_tables().reference

    few = broken_rules(one, about_loans(scheme), reference=reference, patents={})
    all_of_them = broken_rules(one, scheme, reference=reference, patents={})

    assert few
    assert [each.rule for each in few] == [each.rule for each in all_of_them]
    assert len(about_loans(scheme).rules) < len(scheme.rules)


# ---------------------------------------------------------------- what would pass in silence


def test_a_loan_closed_after_the_day_is_outstanding_on_it() -> None:
    repaid = loan(balance=None, closed_on=ON + timedelta(days=20))

    assert standing(repaid, on=ON, told_on=ON).balance == repaid.principal
    assert standing(repaid, on=ON + timedelta(days=20), told_on=ON).balance == ZERO


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": "30000000000.00"}, "ledger_warn_amount_large"),
        ({"balance": Decimal(300)}, "ledger_warn_balance_of_another_unit"),
        (
            {"appraised_value": Decimal(50_000_000_000)},
            "ledger_warn_appraised_value_of_another_unit",
        ),
    ],
)
def test_an_amount_in_another_unit_than_its_column_is_warned_of(
    more: dict[str, object], code: str
) -> None:
    assert code in codes(report(loan(**more)))  # type: ignore[arg-type]
    assert code not in codes(report(loan()))


def test_loans_drawn_after_the_day_are_told_and_allow_no_new_business() -> None:
    found = report(loan(drawn_on=ON + timedelta(days=1)))

    assert "ledger_drawn_later" in [one.code for one in found.notes]
    assert found.ratio is not None
    assert found.ratio.ratio is None
    said = ratio(found, "en")
    assert said is not None
    assert ("New business", "cannot be said: no running loan was read") in said.rows
