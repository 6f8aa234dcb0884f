"""What a dashboard tells: waits, ratio over time, losses, leverage, budgets, values."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.dashboards.leverage import Guaranteed, leverage
from zhidai.core.dashboards.losses import (
    ClaimThen,
    DatedAmount,
    PartOfLoss,
    claims_by_period,
    losses_by_party,
)
from zhidai.core.dashboards.npl import LoanThen, npl_over_time
from zhidai.core.dashboards.pipeline import Waiting, pipeline
from zhidai.core.dashboards.subsidies import (
    RunningLoan,
    Stage,
    SubsidyThen,
    budget_use,
    forecast,
)
from zhidai.core.dashboards.values import PledgeValue, values_by_appraiser
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.statistics.periods import parse_period
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.settings import settings_from
from zhidai.schemes.reader import shipped

TODAY = date(2021, 3, 10)


def yuan(text: str) -> Decimal:
    return Decimal(text)


def of(figures: Iterable[Figure], measure: Measure, group: str) -> Figure:
    (found,) = (one for one in figures if (one.measure, one.of) == (measure, group))
    return found


def test_days_of_waiting_run_from_the_day_after_the_task_opened() -> None:
    waits = [
        Waiting(case="A", task="approve", opened_on=date(2021, 3, 10), due_on=date(2021, 3, 10)),
        Waiting(case="B", task="approve", opened_on=date(2021, 3, 9), due_on=date(2021, 3, 9)),
        Waiting(case="C", task="approve", opened_on=date(2021, 3, 1)),
        Waiting(case="C", task="visit", opened_on=date(2021, 3, 8)),
    ]

    found = pipeline(waits, on=TODAY)

    assert of(found, Measure.WAITING, "approve").counted == ("A", "B", "C")
    assert of(found, Measure.WAITING_DAYS, "approve").value == 1
    assert of(found, Measure.WAITING_LONGEST, "approve").value == 9
    assert of(found, Measure.WAITING_LONGEST, "approve").counted == ("C",)
    # the last day of a limit is still within it
    assert of(found, Measure.WAITING_LATE, "approve").counted == ("B",)
    assert of(found, Measure.WAITING, "visit").value == 1
    assert found[0].of == "approve"  # where most cases wait stands first


def test_of_two_middle_waits_the_mean_is_taken() -> None:
    waits = [
        Waiting(case=str(day), task="t", opened_on=date(2021, 3, day)) for day in (1, 4, 7, 10)
    ]

    assert of(pipeline(waits, on=TODAY), Measure.WAITING_DAYS, "t").value == yuan("4.5")


def test_the_ratio_counts_the_whole_balance_from_the_first_overdue_day() -> None:
    then = [
        LoanThen(loan="A", balance=yuan("50.00"), overdue_days=1),
        LoanThen(loan="B", balance=yuan("950.00"), overdue_days=0),
        LoanThen(loan="C", balance=yuan("0.00"), overdue_days=0),
    ]

    found = npl_over_time({TODAY: then, date(2021, 1, 1): []}, from_overdue_day=1)

    assert of(found, Measure.NPL_RATIO, "2021-03-10").value == yuan("0.05")
    assert of(found, Measure.NPL_OVERDUE, "2021-03-10").counted == ("A",)
    assert of(found, Measure.NPL_TOTAL, "2021-03-10").counted == ("A", "B")
    assert of(found, Measure.NPL_RATIO, "2021-01-01").value is None  # no loans is not zero


def test_claims_payments_and_recoveries_fall_into_the_quarters_of_their_own_days() -> None:
    claim = ClaimThen(
        loan="A",
        claimed_on=date(2021, 3, 31),
        principal=yuan("100.00"),
        payments=(DatedAmount(on=date(2021, 4, 1), amount=yuan("80.00")),),
        recoveries=(
            DatedAmount(on=date(2021, 4, 2), amount=yuan("30.00")),
            DatedAmount(on=date(2021, 6, 30), amount=yuan("5.00")),
        ),
    )

    found = claims_by_period([claim], [parse_period("2021Q1"), parse_period("2021Q2")])

    assert [one.value for one in found] == [1, 100, 0, 0, 0, 0, 80, 35]
    assert of(found, Measure.RECOVERED, "2021Q2").counted == ("A",)
    assert of(found, Measure.RECOVERED, "2021Q1").counted == ()


@given(
    st.lists(
        st.tuples(st.sampled_from("XYZ"), *(st.integers(0, 10**9) for _ in range(4))), max_size=8
    )
)
@settings(max_examples=10)
def test_what_remains_is_what_was_borne_less_what_came_back(
    rows: list[tuple[str, int, int, int, int]],
) -> None:
    parts = [
        PartOfLoss(
            loan=str(place),
            party=party,
            borne=Decimal(borne) / 100,
            settled=Decimal(settled) / 100,
            owed=Decimal(owed) / 100,
            recovered=Decimal(back) / 100,
        )
        for place, (party, borne, settled, owed, back) in enumerate(rows)
    ]

    found = losses_by_party(parts)

    for party in {one.party for one in parts}:
        borne = of(found, Measure.LOSS_BORNE, party).value
        back = of(found, Measure.LOSS_RECOVERED, party).value
        assert borne is not None
        assert back is not None
        assert of(found, Measure.LOSS_LEFT, party).value == borne - back
    left = [one.value or 0 for one in found if one.measure is Measure.LOSS_LEFT]
    assert left == sorted(left, reverse=True)
    whole = sum(one.value or 0 for one in found if one.measure is Measure.LOSS_BORNE)
    assert whole == sum(one.borne for one in parts)


def test_leverage_is_the_whole_balance_over_the_capital_and_unknown_without_one() -> None:
    guaranteed = {
        "G": Guaranteed(balance=yuan("150.00"), loans=("A",)),
        "H": Guaranteed(balance=yuan("200.00"), loans=("C",)),
    }

    found = leverage(guaranteed, {"G": yuan("100.00"), "H": None})

    assert of(found, Measure.LEVERAGE, "G").value == yuan("1.5")
    assert of(found, Measure.LEVERAGE, "G").counted == ("A",)
    assert of(found, Measure.LEVERAGE, "H").value is None
    assert of(found, Measure.LEVERAGE, "H").left_out == 1
    assert found[0].of == "H"


def running(loan: str, due_on: date, principal: str = "10000000.00") -> RunningLoan:
    return RunningLoan(
        loan=loan,
        enterprise="E",
        terms=LoanTerms(
            principal=yuan(principal),
            annual_rate=Decimal("0.048"),
            drawn_on=date(2021, 3, 1),
            due_on=due_on,
        ),
        fees={},
        settings=settings_from(shipped("ganzhou-2020"), date(2021, 3, 1)),
    )


def test_the_forecast_fills_the_ceilings_of_an_enterprise_in_the_order_of_due_days() -> None:
    early, late = running("A", date(2022, 2, 28)), running("B", date(2022, 3, 1))
    granted = [
        EarlierGrant(
            level="province",
            item="interest",
            amount=yuan("200000.00"),
            drawn_on=date(2020, 12, 1),
        )
    ]

    found = forecast([late, early], {"E": granted})

    province = {one.loan: one.amount for one in found if one.level == "province"}
    # 50 % of 364 days' interest on 10,000,000 at 4.8 %, each month to the fen; then what is left
    assert province["A"] == yuan("242666.65")
    assert province["B"] == yuan("500000.00") - yuan("200000.00") - province["A"]


def test_an_extended_loan_is_forecast_up_to_the_due_day_in_force_and_takes_its_turn_by_it() -> None:
    extended = replace(running("A", date(2021, 9, 1)), matures_on=date(2022, 3, 1))
    between = running("B", date(2022, 2, 28))

    found = forecast([extended, between], {})

    provinces = [(one.loan, one.amount) for one in found if one.level == "province"]
    # B's turn comes first; of A's 365 days 486,666.65 is paid, half of it rounded down
    assert provinces == [("B", yuan("242666.65")), ("A", yuan("243333.32"))]


def test_a_budget_is_left_less_every_stage_and_may_not_do() -> None:
    stages = {Stage.PAID: "10", Stage.APPROVED: "20", Stage.CLAIMED: "30", Stage.EXPECTED: "41"}
    subsidies = [
        SubsidyThen(loan=stage, level="province", amount=yuan(amount), stage=stage)
        for stage, amount in stages.items()
    ]

    found = budget_use(("province", "beneficiary"), subsidies, {"province": yuan("100")})

    assert of(found, Measure.BUDGET_LEFT, "province").value == -1
    assert len(of(found, Measure.BUDGET_LEFT, "province").counted) == 4
    assert of(found, Measure.SUBSIDY_CLAIMED, "province").counted == ("claimed",)
    assert of(found, Measure.BUDGET_LEFT, "beneficiary").value is None


def test_values_are_only_held_against_each_other_over_the_same_loans() -> None:
    values = [
        PledgeValue(loan="A", appraiser="P", appraised=yuan("200"), accepted=yuan("150")),
        PledgeValue(loan="B", appraiser="P", appraised=yuan("100"), realised=yuan("10")),
        PledgeValue(loan="C", appraiser="P", accepted=yuan("50")),
    ]

    found = values_by_appraiser(values)

    assert of(found, Measure.APPRAISED, "P").value == 300
    assert of(found, Measure.APPRAISED, "P").left_out == 1
    assert of(found, Measure.ACCEPTED, "P").value == 200
    assert of(found, Measure.ACCEPTED_RATIO, "P").value == yuan("0.75")
    assert of(found, Measure.REALISED_RATIO, "P").value == yuan("0.1")
    assert of(found, Measure.REALISED_RATIO, "P").left_out == 0  # not disposed of lacks nothing
    assert of(found, Measure.INTERNAL, "P").value is None
