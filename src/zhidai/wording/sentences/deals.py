"""Sentences about kept deals and the pledges of running loans."""

SENTENCES = {
    "deal_number_unusable": "Write a number for the deal, at most {most} characters.",
    "deal_number_taken": "There is a deal {number} already; write another number.",
    "deal_borrower_unusable": "Write who borrows, at most {most} characters.",
    "deal_pledgor_unusable": "Write who pledges, at most {most} characters.",
    "deal_needs_a_patent": "A deal needs a patent: choose a case that has one, or one of a book.",
    "deal_too_many_patents": "At most {most} patents stand in one deal.",
    "deal_patent_not_in_deal": "{number} is no patent of the deal {deal}.",
    "deal_override_needs_reason": "Write why another value is set; it is reported with it.",
    "deal_override_of_nothing": (
        "{number} is worth nothing by our valuation today; no other value is set against it."
    ),
    "deal_report_not_standing": "That report does not stand in this deal, or is withdrawn already.",
    "deal_withdrawal_needs_reason": "Write why the report no longer counts.",
    "deal_field_empty": "{field}: write something here.",
    "deal_field_unusable": "{field}: {text} cannot be used here.",
    "deal_line_unreadable": "The line {line} cannot be read; write it as: {form}",
    "deal_file_not_given": "No file came with the form; choose one with appraisers' reports.",
    "appraisal_file_not_json": (
        "{file} is not JSON in the form of appraisers' reports; zhidai schema appraisals prints it."
    ),
    "appraisal_column_missing": "The table has no column {column}; it may be called: {known}.",
    "pledge_valued_by_its_bank": "Only the loan's bank has its pledge valued.",
    "pledge_of_a_running_loan_only": "{loan} does not run any more; its pledge is not valued.",
    "pledge_value_unknown": (
        "None of the patents pledged for {loan} stands in a book or deal of yours; have a list with"
        " them valued first."
    ),
}
