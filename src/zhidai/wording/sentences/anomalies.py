"""Sentences about the search for anomalies."""

SENTENCES = {
    "anomaly_dealt_with_already": "This finding is marked as dealt with already.",
    "anomaly_changed_meanwhile": (
        "The finding rests on other records by now. Look at them, then send again."
    ),
    "anomaly_needs_reason": "State what was looked into and why nothing more is to be done.",
    "anomalies_of_whom": "Give --as with a user of the bureau, or --book with --on.",
    "anomalies_for_the_bureau": "Anomalies are searched for by a bureau.",
    "anomaly_book_unreadable": "The book {file} cannot be read: {problem}.",
    "anomaly_table_invalid": (
        "The thresholds of the search for anomalies cannot be used: {problem}."
    ),
}
