"""Names on a narrow drawing, in several lines."""

import re
import unicodedata

_WORDS = re.compile(r"[\x21-\x7e]+ ?|[^\x21-\x7e]")  # English words, Chinese characters


def in_lines(name: str, *, most: int) -> str:
    """A name cut between its words, or between any two characters where it has none. most:
    half-widths in a line; a Chinese character is two of them.
    """
    lines = [""]
    for word in _WORDS.findall(name):
        if lines[-1] and half_widths(lines[-1] + word.rstrip()) > most:
            lines.append("")
        lines[-1] += word
    return "\n".join(line.strip() for line in lines)


def half_widths(text: str) -> int:
    """How wide a text is set in a type of one width."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
