"""Sentences about the search for anomalies."""

SENTENCES = {
    "anomaly_table_invalid": (
        "The thresholds of the search for anomalies cannot be used: {problem}."
    ),
}
