"""Sentences about appraisers' reports beside the internal valuation."""

SENTENCES = {
    "appraisal_patent_without_economics": (
        "{number} has no attributable_revenue; without it a patent is valued among its like only:"
        " give the whole book with --book."
    ),
    "appraisal_book_or_patent": (
        "Give the patent's own data: either --book BOOK or --patent FILE, and one of them only."
    ),
    "appraisal_patent_not_in_force": "The patent was not in force on {on}: it is worth nothing.",
    "appraisal_cell_empty": "{place} is empty; write what the report says.",
    "appraisal_dated_later": (
        "The report {report} is of {dated}, after {until}; correct its day of valuation or the day"
        " it is looked at."
    ),
    "appraisal_out_of_date": (
        "The report is of {dated} and good for a year; on {on} it is no longer."
    ),
    "appraisal_life_beyond_term": (
        "The report counts {years} years of income; the legal term leaves {term} years, to"
        " {expires_on}."
    ),
    "appraisal_royalty_outside_range": (
        "The royalty rate of {royalty} lies outside {low} to {high}, half to one and a half times"
        " the rate on record or of the industry."
    ),
    "appraisal_revenue_differs": (
        "The report takes a revenue of {revenue:,} yuan; on record are {known:,} yuan, more than a"
        " fifth apart."
    ),
    "appraisal_before_tax": "The report takes no tax off the income.",
    "appraisal_discount_low": (
        "The report discounts at {discount}, {points} points below ours of {internal}."
    ),
    "appraisal_discount_high": (
        "The report discounts at {discount}, {points} points above ours of {internal}."
    ),
    "appraisal_growth_high": (
        "The report lets income grow by {growth} a year; we take {internal}."
    ),
    "appraisal_not_reproducible": (
        "The report says {stated:,} yuan; its own parameters come to {reproduced:,} yuan."
    ),
    "appraisal_not_by_income": (
        "The report is {method}, not by income; its value cannot be set against ours part by part."
    ),
    "appraisal_above_range": (
        "The value lies above the upper end (P90) of the internal range, {p90:,} yuan."
    ),
}
