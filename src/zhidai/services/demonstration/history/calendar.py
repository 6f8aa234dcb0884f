"""The days of the city's past: the plan's trial, and two years by which the city prolongs it.

A case is pinned to a scheme in force on its day. The plan was issued on 2020-09-29 for three years,
so nothing is told of years before it; that the trial is prolonged is this city's own fiction, told
as what a bureau would do: a version proposed by one person and published by another. The past ends
before the newest LPR that was held against a source, and while new business is still possible.
"""

from datetime import date, timedelta

TODAY = date(2025, 7, 16)
FIRST_ON = date(2020, 11, 2)  # the agreements of the first partners were filed in October

# The stop of 8.2: borrowers stop paying with the settlement of June 2022, and the parties agree to
# resume once the claims are paid. Nothing new is decided or drawn in between.
STOPPED_FROM = date(2022, 6, 21)
AGREED_ON = date(2022, 8, 30)
ONE_DAY = timedelta(days=1)

# The trial is prolonged well before it ends, and the partners' agreements with it (fictional).
PROLONGED_ON = date(2023, 6, 19)  # so that no case under way outlives the first term
PROLONGED_UNTIL = date(2025, 9, 28)
RENEWED_ON = date(2023, 9, 11)

# Days after the opening on which a task is done by parties that take their ordinary time.
PACE = {
    "file_patents": 0,
    "accept_filing": 2,
    "apply_for_appraisal": 3,
    "preliminary_appraisal": 9,
    "bank_visit": 12,
    "guarantor_visit": 13,
    "appraiser_visit": 13,
    "fix_collateral_value": 15,
    "bank_approval": 18,
    "guarantor_approval": 19,
    "formal_report": 25,
    "sign_loan_contract": 28,
    "sign_guarantee_agreement": 28,
    "sign_pledge_contract": 29,
    "register_pledge": 34,
    "confirm_guarantee": 35,
    "disburse": 36,
    "file_papers": 41,
    "receive_papers": 44,
}


def open_again(day: date) -> date:
    """The day itself, or one after the stop for what would have been done during it, in order."""
    if STOPPED_FROM <= day <= AGREED_ON:
        return AGREED_ON + ONE_DAY + (day - STOPPED_FROM) // 7
    return day


def done_on(task: str, *, opened_on: date, pace: float) -> date:
    """The day on which a task of a case is done; pace: 1 for the ordinary time, 2 for double."""
    return open_again(opened_on + timedelta(days=round(PACE[task] * pace)))


def drawn_on(opened_on: date, pace: float) -> date:
    """The day of drawdown of a case that goes through."""
    return done_on("disburse", opened_on=opened_on, pace=pace)
