"""Where a series is found: by its name, which is any text, and an older one by its file."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from zhidai.services.acting import Acting
from zhidai.services.published.queries import SeriesView, series_rows, series_view
from zhidai.services.refusal import NotFound
from zhidai.web.shared.context import language

MOST_DIGITS = 18  # of a file's number, which the database keeps in 64 bits


def series_address(name: str, *, number: int | None = None, page: str = "series") -> str:
    """The page of a series; number: of the file it was read from, where another followed it."""
    asked = {"name": name} | ({} if number is None else {"file": str(number)})
    return f"{reverse(f'published:{page}')}?{urlencode(asked)}"


def asked_series(request: HttpRequest, acting: Acting) -> SeriesView:
    """The series that an address names; without a name the first one that there is."""
    name = request.GET.get("name") or series_rows(acting)[0].name
    return series_view(acting, name, number=_number(request), language=language())


def _number(request: HttpRequest) -> int | None:
    text = request.GET.get("file", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise NotFound
    return int(text)
