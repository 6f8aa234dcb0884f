"""Sentences of the command line itself."""

SENTENCES = {
    "cli_language_unknown": "{text} is not a language of this program; write zh or en.",
}
