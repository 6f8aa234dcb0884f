"""Which scheme a page of supervision is about where none is named."""

from zhidai.schemes.reader import shipped_schemes


def default_scheme() -> str:
    """The first of the schemes that come with the platform."""
    return shipped_schemes()[0]
