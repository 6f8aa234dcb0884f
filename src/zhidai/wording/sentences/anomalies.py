"""Sentences about the search for anomalies."""

SENTENCES = {
    "anomalies_of_whom": "Give --as with a user of the bureau, or --book with --on.",
    "anomalies_for_the_bureau": "Anomalies are searched for by a bureau.",
    "anomaly_book_unreadable": "The book {file} cannot be read: {problem}.",
    "anomaly_table_invalid": (
        "The thresholds of the search for anomalies cannot be used: {problem}."
    ),
}
