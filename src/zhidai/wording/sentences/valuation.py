"""Sentences about the valuation of patents."""

SENTENCES = {
    "renewals_column_missing": (
        "The table has no column {column}; it may be called one of: {known}. Renewals need a number"
        " or a kind, filing_date, grant_date and lapse_date (empty where the patent is still kept)."
        " Its first row says: {present}."
    ),
    "renewals_empty": (
        "No row of the table could be used as a renewal on record ({rejected} were rejected)."
    ),
    "renewals_first_rejected": "The first of them, row {row}:",
    "renewals_patent_twice": "{number} stands in the table twice; only its first row was used.",
    "renewals_kind_outside": (
        "The kind is {kind}; the model is fitted on inventions alone, whose term and fees are"
        " their own."
    ),
    "renewals_days_out_of_order": "{second} does not come after {first}, as it must.",
    "renewals_granted_after_observation": (
        "Granted on {granted}, after the last day for which lapses are known ({until})."
    ),
    "renewals_day_unreadable": "{column} says {text}, which is no day; write 2021-03-01.",
    "renewals_number_unreadable": "{column} says {text}, which is no number of this kind.",
    "citations_column_missing": (
        "The citations have no column {column}; it may be called one of: {known}."
    ),
    "valuation_not_yours": (
        "Banks, guarantors and appraisers have patents valued; your party is none of them."
    ),
    "valuation_file_not_given": "No file came with the form; choose a list of patents.",
    "valuation_book_too_long": (
        "The list has {patents} rows; at most {most} are valued here, larger ones by zhidai value"
        " book."
    ),
    "valuation_book_empty": (
        "No row of the list could be valued ({rejected} were rejected); see"
        " docs/how-to/value-a-book.md for the columns."
    ),
    "valuation_first_rejected": "Nothing was written. The first of them, row {row}:",
    "cluster_not_installed": (
        "For a cluster the package distributed is needed; install zhidai with the extra cluster."
    ),
    "cluster_unreachable": (
        "No dask cluster answers at {address}; start one (dask scheduler, dask worker) or leave"
        " --cluster out."
    ),
    "valuation_workers_and_cluster": (
        "--workers and --cluster are two ways to share the work out; give one of them."
    ),
    "valuation_column_missing": (
        "The book has no column {column}; it may be called one of: {known}. Its first row says:"
        " {present}."
    ),
    "valuation_lapse_before_grant": (
        "Lapsed on {lapsed_on}, before it was granted ({granted_on}); correct one of the days."
    ),
    "valuation_column_twice": ("The columns {first} and {second} mean the same; keep one of them."),
    "valuation_patent_twice": "{number} stands in the book before; only its first row counts.",
    "valuation_application_granted": (
        "{number} stands in the book as an application and as its grant; the grant was valued."
    ),
    "valuation_kind_unknown": (
        "{text} is no kind of patent; write invention, utility_model or design (发明, 实用新型,"
        " 外观设计)."
    ),
    "valuation_kind_differs": "The kind says {kind}, the number is of the kind {stated}.",
    "valuation_before_law": "Filed on {filed_on}, before there was a patent law (1985-04-01).",
    "valuation_filed_after_number": (
        "Filed on {filed_on}, after the year in its number {number}; correct one of them (a filing"
        " may lie before that year: of international and divisional applications)."
    ),
    "valuation_filed_later": "Filed on {filed_on}, after the day of the valuation ({on}).",
    "valuation_day_to_come": (
        "{column} says {day}, a day that is still to come, of what can only have happened; correct"
        " the day."
    ),
    "valuation_day_before_filing": "{column} ({day}) lies before the filing ({filed_on}).",
    "valuation_cell_unreadable": (
        "{column} says {text}, which cannot be read or cannot be; correct it or leave it empty."
    ),
    "valuation_cell_empty": "{column} is empty; no patent can be valued without it.",
    "valuation_day_unknown": ("The book tells of no day to value it on; give one with --on."),
    "valuation_without_bridge": (
        "{file} has no parts of values; make it with zhidai value book ... --bridge."
    ),
    "valuation_parameters_differ": (
        "{file} was valued with the parameters {stated}, but those given here are {given}; give"
        " with --parameters the file it was valued with."
    ),
    "valuation_parameters_not_stated": (
        "{file} does not say which parameters it was valued with; make it anew with zhidai value"
        " book ... --bridge."
    ),
    "valuation_scores_differ": (
        "The scores of {number} in {file} do not come out of {book}; give the book and the"
        " parameters it was valued with (scores that a file of citations moved cannot be taken"
        " apart here)."
    ),
    "valuation_patent_not_in_filings": (
        "{number} is not among the filings of {file}; the list must hold the patent itself beside"
        " the owner's other filings."
    ),
    "valuation_patent_not_in_book": (
        "{number} is not in {file}; check the number, or see the reason in its rejects."
    ),
    "written_table_missing": (
        "There is no file {file} that can be read; give the path of a YAML file."
    ),
    "written_table_unreadable": (
        "{file} line {line} cannot be read; write YAML in UTF-8, one `name: value` a line, as the"
        " shipped table has it."
    ),
    "written_entry_twice": "{file} line {line}: {name} stands there twice; keep one of them.",
    "royalty_industry_twice": (
        "{file}: royalty.by_industry names {first} and {second}, which are one industry; keep one"
        " of them."
    ),
    "written_entry_missing": (
        "{file}: {place} is missing; what is replaced is replaced as a whole, so copy it from the"
        " shipped table."
    ),
    "written_entry_unknown": (
        "{file}: {place} is not known; what may stand in its place: {known}."
    ),
    "written_entry_unusable": "{file}: {place} says {text}; what can be: {allowed}.",
}
