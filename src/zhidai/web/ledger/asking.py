"""What each page for one's own file asks in the same way: files, columns, errors at their field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from zhidai.core.errors import BadInput
from zhidai.documents.uploads import MAX_BYTES, clean_name
from zhidai.web.ledger.mapping import FORGET, Entry, Heading
from zhidai.web.shared.components import FormError
from zhidai.web.shared.context import language
from zhidai.wording.speech import sentence

Value = TypeVar("Value")


@dataclass(slots=True, kw_only=True)
class Asking:
    """One request: what was chosen, and what is wrong with it, by field."""

    request: HttpRequest
    today: date
    problems: dict[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()  # of the file, as understood now
    by_itself: tuple[Heading, ...] = ()  # and as without what anybody said
    said: tuple[Entry, ...] = ()

    def taken(self, name: str, take: Callable[[], Value | None]) -> Value | None:
        """What is taken; None with the problem told at its field."""
        try:
            return take()
        except BadInput as refused:
            told = " ".join(sentence(each, language()) for each in refused.reasons)
            self.problems[name] = told
            return None

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Name and content; a file too large is read no further than its limit shows."""
        found = self.request.FILES.get(name)
        if not isinstance(found, UploadedFile) or not found.name:
            return None
        return clean_name(found.name), found.read(MAX_BYTES + 1)

    def errors_at(self, *order: str) -> tuple[FormError, ...]:
        """The error summary, in the order of the fields; none where columns are only forgotten."""
        if FORGET in self.request.POST:
            return ()
        return tuple(
            FormError(text=self.problems[name], field_id=name)
            for name in order
            if name in self.problems
        )
