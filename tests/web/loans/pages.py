"""Reading pages as people do: the text without its tags, and the address of a page of a loan."""

import html
import re
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

OK, DONE, UNPROCESSABLE, NOT_FOUND = 200, 302, 422, 404
_TAG, _SPACE = re.compile(r"<[^>]*>"), re.compile(r"\s+")


def text_of(answer: Any) -> str:
    """What stands on the page."""
    found: HttpResponse = answer
    page = found.content.decode()
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", page))).strip()


def address(room: str, key: str, *, language: str = "en") -> str:
    """`/en/loans/loan/<key>` with the key quoted as a browser would."""
    return f"/{language}/{room}/{quote(key)}"
