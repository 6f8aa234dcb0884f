"""Whether a text says anything: what a person cannot see is not a reason."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # controls, zero widths, every kind of space


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or holds only spaces, zero-width and control characters."""
    return all(unicodedata.category(character) in _UNSEEN for character in text)
