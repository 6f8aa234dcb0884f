"""Sentences about the bank's monthly project filing (9.2)."""

SENTENCES = {
    "month_unreadable": "“{text}” is not a month. Write it as in 2021-03.",
    "filing_unknown": "There is no such filing, or your party does not take part in it.",
    "filing_by_the_bank_only": "A monthly filing is put together and sent by the bank.",
    "filing_decided_by_the_bureau_only": "A monthly filing is received or returned by the bureau.",
    "filing_papers_none": "Choose at least one paper to add.",
    "filing_not_sent": "The bank has not sent this filing yet.",
    "filing_sent_meanwhile": (
        "The filing stands at version {version}, you were looking at version {seen}. Look at it "
        "again before you go on."
    ),
    "filing_nothing_drawn": (
        "No drawdown of {month} stands, so there is nothing to file: the bank files last month's "
        "loans."
    ),
    "filing_unchanged": (
        "Nothing has changed since version {version}; there is nothing to send again."
    ),
    "filing_missing_needs_note": (
        "Papers missing: {count}. Add them, or say in the note why they are missing and when they "
        "follow."
    ),
    "filing_again_needs_note": (
        "Say in the note why the filing is sent again after version {version}; both versions are "
        "kept."
    ),
    "filing_incomplete": (
        "Papers missing: {count}. A filing with papers missing is returned, not received."
    ),
    "filing_return_needs_grounds": "Give the grounds for returning it; the bank reads them.",
    "filing_is_received": "Version {version} has been received already.",
    "filing_is_returned": "Version {version} has been returned already and waits for the bank.",
}
