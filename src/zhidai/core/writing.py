"""Whether a text says anything: what a person cannot see is not a reason, nor is a full stop."""

import unicodedata

_WORDS = ("L", "N")  # letters, Chinese characters among them, and digits


def says_nothing(text: str) -> bool:
    """Whether a text holds no letter or digit: only spaces, unseen characters, punctuation."""
    return not any(unicodedata.category(character).startswith(_WORDS) for character in text)
