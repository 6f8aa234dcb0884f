"""Annual fees: what is due when, the grace, and the legal end behind a gazetted one."""

from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.registers.annual_fees import (
    EffectiveLapse,
    FeeRecord,
    FeeStatus,
    effective_lapse,
    fee_due_on,
    fee_position,
    fee_year_on,
    fee_yuan,
    first_fee_year,
    surcharge_yuan,
)
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.reference.annual_fees import fee_schedule, reduced_ratio

# The example of the Guidelines: filed 1999-06-03, granted 2001-08-01 in the third patent year.
FILED_ON, GRANTED_ON = date(1999, 6, 3), date(2001, 8, 1)


def _record(paid_through_year: int | None = 3, pays_ratio: str = "1") -> FeeRecord:
    return FeeRecord(
        kind=PatentKind.INVENTION,
        filed_on=FILED_ON,
        granted_on=GRANTED_ON,
        paid_through_year=paid_through_year,
        pays_ratio=Decimal(pays_ratio),
    )


def test_patent_years_count_from_filing_and_the_year_of_the_grant_is_paid_with_it() -> None:
    assert fee_year_on(FILED_ON, FILED_ON) == 1
    assert fee_year_on(FILED_ON, date(2000, 6, 2)) == 1
    assert fee_year_on(FILED_ON, date(2000, 6, 3)) == 2
    assert fee_year_on(FILED_ON, GRANTED_ON) == 3
    assert first_fee_year(FILED_ON, GRANTED_ON) == 4
    assert fee_due_on(FILED_ON, 4) == date(2002, 6, 3)


def test_a_day_before_the_filing_has_no_patent_year() -> None:
    with pytest.raises(BadInput) as refused:
        fee_year_on(FILED_ON, date(1999, 6, 2))

    assert refused.value.reasons[0].code == "patent_day_before_filing"


@pytest.mark.parametrize(
    ("on", "status", "surcharge"),
    [
        (date(2001, 7, 31), FeeStatus.NOT_YET_GRANTED, None),
        (date(2002, 5, 2), FeeStatus.PAID, "0.00"),
        (date(2002, 5, 3), FeeStatus.PAYABLE, "0.00"),
        (date(2002, 6, 3), FeeStatus.PAYABLE, "0.00"),
        (date(2002, 6, 4), FeeStatus.IN_GRACE, "0.00"),
        (date(2002, 7, 3), FeeStatus.IN_GRACE, "0.00"),
        (date(2002, 7, 4), FeeStatus.IN_GRACE, "60.00"),
        (date(2002, 8, 4), FeeStatus.IN_GRACE, "120.00"),
        (date(2002, 12, 3), FeeStatus.IN_GRACE, "300.00"),
        (date(2002, 12, 4), FeeStatus.LAPSED, None),
    ],
)
def test_the_fee_of_the_fourth_year_moves_from_paid_to_lapsed(
    on: date, status: FeeStatus, surcharge: str | None
) -> None:
    position = fee_position(_record(), on=on, schedule=fee_schedule())

    assert position.status is status
    assert position.surcharge_yuan == (None if surcharge is None else Decimal(surcharge))


def test_an_unpaid_patent_ends_from_the_due_date_not_from_the_end_of_the_grace() -> None:
    position = fee_position(_record(), on=date(2003, 1, 1), schedule=fee_schedule())

    assert position.ended_on == date(2002, 6, 3)
    assert position.fee_year == 4
    assert position.grace_until == date(2002, 12, 3)


def test_what_nobody_has_said_is_unknown_and_never_paid() -> None:
    record = _record(paid_through_year=None)

    assert fee_position(record, on=date(2005, 1, 1), schedule=fee_schedule()).status == "unknown"
    assert fee_position(record, on=date(2019, 6, 3), schedule=fee_schedule()).status == "expired"


def test_the_last_fee_paid_keeps_the_patent_to_the_end_of_its_term() -> None:
    record = _record(paid_through_year=20)

    assert fee_position(record, on=date(2019, 6, 2), schedule=fee_schedule()).status == "paid"
    assert fee_position(record, on=date(2019, 6, 3), schedule=fee_schedule()).status == "expired"


def test_a_reduction_lowers_the_fee_for_ten_years_but_never_the_surcharge() -> None:
    reduced = _record(pays_ratio="0.15")

    assert reduced_ratio(1) == Decimal("0.15")
    assert reduced_ratio(3) == Decimal("0.3")
    assert fee_yuan(reduced, fee_year=4, schedule=fee_schedule()) == Decimal("180.00")
    assert fee_yuan(reduced, fee_year=12, schedule=fee_schedule()) == Decimal("600.00")
    assert fee_yuan(reduced, fee_year=13, schedule=fee_schedule()) == Decimal("6000.00")
    late = fee_position(reduced, on=date(2002, 8, 3), schedule=fee_schedule())
    assert (late.fee_yuan, late.surcharge_yuan) == (Decimal("180.00"), Decimal("60.00"))


@pytest.mark.parametrize(
    ("kind", "fee_year", "yuan"),
    [
        ("invention", 1, 900),
        ("invention", 9, 2000),
        ("invention", 10, 4000),
        ("invention", 20, 8000),
        ("utility_model", 10, 2000),
        ("design", 15, 3000),
    ],
)
def test_the_schedule_gives_the_fee_of_each_patent_year(
    kind: str, fee_year: int, yuan: int
) -> None:
    assert fee_schedule().full_fee_yuan(PatentKind(kind), fee_year) == yuan


def test_a_patent_year_beyond_the_term_has_no_fee() -> None:
    with pytest.raises(BadInput) as refused:
        fee_schedule().full_fee_yuan(PatentKind.UTILITY_MODEL, 11)

    assert refused.value.reasons[0].code == "patent_fee_year_unknown"


def test_lateness_from_the_last_day_of_a_month_counts_month_ends() -> None:
    fee = Decimal(900)
    due_on = date(2021, 1, 31)

    on_time = surcharge_yuan(fee, due_on=due_on, paid_on=date(2021, 2, 28), ratio=Decimal("0.05"))
    later = surcharge_yuan(fee, due_on=due_on, paid_on=date(2021, 3, 1), ratio=Decimal("0.05"))

    assert (on_time, later) == (0, 45)


def _lapse(gazetted_on: date, *, granted_on: date = GRANTED_ON) -> EffectiveLapse:
    return effective_lapse(
        filed_on=FILED_ON,
        granted_on=granted_on,
        gazetted_on=gazetted_on,
        ends_on=expires_on(PatentKind.INVENTION, FILED_ON),
    )


@pytest.mark.parametrize(
    ("gazetted_on", "lapsed_on", "fee_year"),
    [
        (date(2009, 8, 5), date(2008, 6, 3), 10),  # fourteen months: the usual case
        (date(2009, 6, 3), date(2008, 6, 3), 10),  # exactly twelve months
        (date(2009, 6, 2), date(2007, 6, 3), 9),  # a day less: the fee of the year before
        (date(2010, 3, 3), date(2008, 6, 3), 10),  # twenty-one months: a late gazette
    ],
)
def test_the_fee_missed_is_the_latest_due_twelve_months_before_the_gazette(
    gazetted_on: date, lapsed_on: date, fee_year: int
) -> None:
    assert _lapse(gazetted_on) == EffectiveLapse(on=lapsed_on, fee_year=fee_year)


def test_an_end_too_soon_after_the_grant_for_any_fee_stands_on_its_gazette_date() -> None:
    gazetted_on = date(2003, 1, 8)

    assert _lapse(gazetted_on) == EffectiveLapse(on=gazetted_on, fee_year=None)


def test_an_end_gazetted_after_the_term_is_never_later_than_the_term() -> None:
    assert _lapse(date(2020, 9, 2)) == EffectiveLapse(on=date(2019, 6, 3), fee_year=None)
