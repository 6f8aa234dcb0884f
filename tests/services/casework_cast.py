"""What the tests of casework share: the indirect route as it is printed, and what is open."""

from zhidai.db.cases.models import Case

INDIRECT_IN_ORDER = (
    ("file_patents", "enterprise"),
    ("accept_filing", "bureau"),
    ("apply_for_appraisal", "enterprise"),
    ("preliminary_appraisal", "appraiser"),
    ("bank_visit", "bank"),
    ("guarantor_visit", "guarantor"),
    ("appraiser_visit", "appraiser"),
    ("fix_collateral_value", "bank"),
    ("bank_approval", "bank"),
    ("guarantor_approval", "guarantor"),
    ("formal_report", "appraiser"),
    ("sign_loan_contract", "bank"),
    ("sign_guarantee_agreement", "guarantor"),
    ("sign_pledge_contract", "enterprise"),
    ("register_pledge", "guarantor"),
    ("confirm_guarantee", "guarantor"),
    ("disburse", "bank"),
    ("file_papers", "guarantor"),
    ("receive_papers", "bureau"),
)


def open_tasks(number: str) -> set[str]:
    tasks = Case.objects.get(number=number).tasks.filter(status="open")
    return set(tasks.values_list("task", flat=True))
