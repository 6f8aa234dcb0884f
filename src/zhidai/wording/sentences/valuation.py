"""Sentences about the valuation of patents."""

SENTENCES = {
    "lapse_model_invalid": (
        "The parameters of survival cannot be used ({problem}); give the form that zhidai value"
        " calibrate writes."
    ),
    "renewals_column_missing": (
        "The table has no column {column}; renewals need filing_date, grant_date and lapse_date"
        " (empty where the patent is still kept)."
    ),
    "renewals_empty": "No row of the table could be used as a renewal on record.",
    "renewals_days_out_of_order": "{second} does not come after {first}, as it must.",
    "renewals_granted_after_observation": (
        "Granted on {granted}, after the last day for which lapses are known ({until})."
    ),
    "renewals_day_unreadable": "{column} says {text}, which is no day; write 2021-03-01.",
    "renewals_number_unreadable": "{column} says {text}, which is no number of this kind.",
}
