"""Claims: the clock of 7.2, who owes what, and until when."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.lending.loan_cast import day

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput
from zhidai.core.guarantees.break_even import break_even_loss_rate
from zhidai.core.guarantees.claim import (
    ClaimDemands,
    ClaimNotice,
    GraceDays,
    GraceRunsFrom,
    claim_demands,
    claim_may_start_on,
    claim_refusals,
    demand_position,
    grace_end,
)
from zhidai.core.guarantees.loss_sharing import loss_shares
from zhidai.core.guarantees.settings import due_day_counts_as, settings_from
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import ENGLISH, sentence

SHARES = loss_shares(
    {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
)
NOTICES = {
    payer: ClaimNotice(payer=payer, sent_on=day("2022-05-01"), received_on=day("2022-05-03"))
    for payer in ("guarantor", "appraiser")
}


def demands(principal: str = "10000000.00") -> ClaimDemands:
    return claim_demands(Decimal(principal), shares=SHARES, notices=NOTICES, grace_days=25)


def test_the_claim_may_start_on_the_sixtieth_overdue_day() -> None:
    assert claim_may_start_on(day("2022-03-02"), overdue_days=60) == day("2022-04-30")


@pytest.mark.parametrize(("overdue_days", "codes"), [(59, ["claim_too_early"]), (60, []), (61, [])])
def test_day_sixty_itself_is_enough(overdue_days: int, codes: list[str]) -> None:
    refusals = claim_refusals(
        overdue_days=overdue_days, needed=60, principal=Decimal(1), clause="7.2"
    )

    assert [(r.code, r.clause) for r in refusals] == [(code, "7.2") for code in codes]


def test_nothing_can_be_claimed_without_unpaid_principal() -> None:
    refusals = claim_refusals(overdue_days=60, needed=60, principal=Decimal(0), clause="7.2")

    assert [r.code for r in refusals] == ["claim_without_principal"]


def test_payers_owe_eighty_per_cent_and_the_bank_bears_its_own() -> None:
    claim = demands()

    assert [(d.payer, d.amount) for d in claim.demands] == [
        ("guarantor", Decimal("7000000.00")),
        ("appraiser", Decimal("1000000.00")),
    ]
    assert claim.borne_by_bank == Decimal("2000000.00")


def test_an_odd_fen_is_not_lost() -> None:
    claim = demands("1000000.01")

    parts = [d.amount for d in claim.demands]
    assert parts == [Decimal("700000.01"), Decimal("100000.00")]
    assert sum(parts, claim.borne_by_bank) == Decimal("1000000.01")


def test_twenty_five_days_run_from_receipt_that_day_not_counted() -> None:
    assert grace_end(NOTICES["guarantor"], days=25) == day("2022-05-28")


def test_by_the_other_reading_they_run_from_sending() -> None:
    end = grace_end(NOTICES["guarantor"], days=25, runs_from=GraceRunsFrom.SENT)

    assert end == day("2022-05-26")


def test_without_a_known_receipt_the_period_has_no_end_yet() -> None:
    unread = ClaimNotice(payer="guarantor", sent_on=day("2022-05-01"))

    assert grace_end(unread, days=25) is None


def test_with_a_working_calendar_a_last_day_on_a_saturday_moves_on() -> None:
    calendar = WorkingDays(
        holidays=frozenset(),
        makeup_days=frozenset(),
        known_from=date(2022, 1, 1),
        known_until=date(2022, 12, 31),
    )

    end = grace_end(NOTICES["guarantor"], days=25, working_days=calendar)

    assert end == day("2022-05-30")  # the 28th is a Saturday


@pytest.mark.parametrize(
    ("days", "ends"),
    [
        (1, "2022-05-04"),  # received on Tuesday 3 May, that day not counted
        (3, "2022-05-06"),
        (4, "2022-05-07"),  # a Saturday that is worked
        (5, "2022-05-10"),  # Monday the 9th is off
        (25, "2022-06-07"),
    ],
)
def test_working_days_skip_holidays_and_count_worked_weekends(days: int, ends: str) -> None:
    calendar = WorkingDays(
        holidays=frozenset({date(2022, 5, 9)}),
        makeup_days=frozenset({date(2022, 5, 7)}),
        known_from=date(2022, 1, 1),
        known_until=date(2022, 12, 31),
    )

    end = grace_end(
        NOTICES["guarantor"], days=days, counts=GraceDays.WORKING, working_days=calendar
    )

    assert end == day(ends)


def test_working_days_need_a_working_calendar() -> None:
    with pytest.raises(BadInput) as refused:
        grace_end(NOTICES["guarantor"], days=25, counts=GraceDays.WORKING)

    assert sentence(refused.value.reasons[0], ENGLISH) == (
        "A grace period of 25 working days needs the working calendar of the year."
    )


def test_each_payer_must_have_its_notice() -> None:
    with pytest.raises(BadInput) as refused:
        claim_demands(
            Decimal("1.00"),
            shares=SHARES,
            notices={"guarantor": NOTICES["guarantor"]},
            grace_days=25,
        )

    assert refused.value.reasons[0].code == "claim_notice_missing"
    assert refused.value.reasons[0].parameters["payer"] == "appraiser"


@pytest.mark.parametrize(
    ("paid", "on", "unpaid", "days_late"),
    [
        ("0.00", "2022-05-28", "7000000.00", 0),
        ("0.00", "2022-05-29", "7000000.00", 1),
        ("6000000.00", "2022-06-07", "1000000.00", 10),
        ("7000000.00", "2022-06-07", "0.00", 0),
    ],
)
def test_a_demand_is_late_only_while_something_is_unpaid(
    paid: str, on: str, unpaid: str, days_late: int
) -> None:
    position = demand_position(demands().demands[0], paid=Decimal(paid), on=day(on))

    assert (position.unpaid, position.days_late) == (Decimal(unpaid), days_late)


def test_a_payer_cannot_pay_more_than_it_owes() -> None:
    with pytest.raises(BadInput) as refused:
        demand_position(demands().demands[0], paid=Decimal("7000000.01"), on=day("2022-05-20"))

    assert refused.value.reasons[0].code == "claim_overpaid"


def test_a_guarantor_that_earns_one_and_bears_seventy_per_cent_breaks_even_at_1_43() -> None:
    rate = break_even_loss_rate(Decimal("0.01"), loss_share=Decimal("0.7"))

    assert (rate * 100).quantize(Decimal("0.01")) == Decimal("1.43")


def test_the_shipped_scheme_gives_sixty_days_twenty_five_and_seventy_twenty_ten() -> None:
    found = settings_from(shipped("ganzhou-2020"), day("2021-03-01"))

    assert (found.overdue_days, found.grace_days, found.clause) == (60, 25, "7.2")
    assert found.suggested_shares == SHARES
    assert (found.grace_runs_from, found.grace_counts) == (
        GraceRunsFrom.RECEIVED,
        GraceDays.CALENDAR,
    )
    assert (found.negotiable, found.payers) == (True, ("guarantor", "appraiser"))
    assert due_day_counts_as(shipped("ganzhou-2020")) == 0
