"""Which scheme a page of supervision is about where none is named."""

from zhidai.schemes.reader import operated_schemes


def default_scheme() -> str:
    """The first of the schemes that parties work under."""
    return operated_schemes()[0]
