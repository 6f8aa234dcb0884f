"""Sentences about commands as such."""

SENTENCES = {
    "idempotency_key_missing": "The form was sent without its key. Open the page again and resend.",
    "demonstration_people_missing": (
        "The fictional people of the demonstration are not all here; start it over with --fresh."
    ),
    "idempotency_key_reused": (
        "This form was sent before with other content. Open the page again to make a new change."
    ),
}
