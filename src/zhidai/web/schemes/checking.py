"""One line of a scheme changed on the page, and what `zhidai scheme check` says of it.

The folder is put together in memory with the file as sent, checked with its worked examples, and
forgotten. What does not load is named by file and line; what loads and means something else, by
the examples that no longer hold.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.archive import folder_in, packed
from zhidai.schemes.check import check_folder
from zhidai.schemes.findings import Severity
from zhidai.schemes.folder import LARGEST_BYTES
from zhidai.services.schemes.versions import files_in_force
from zhidai.web.schemes.views import found_scheme, frame
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, FormField
from zhidai.web.shared.context import language
from zhidai.wording.speech import sentence

FILE = "parameters.yaml"
TEXT, TRY = "text", "try"
MOST_SHOWN = 20  # findings, and lines changed
_PERCENTAGE = re.compile(r"^ +values: .*?(?P<number>[0-9]+)%", re.MULTILINE)
_STEP = 5  # percentage points: enough that a worked example feels it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A line of the file that is another one now; before is empty for one that was added."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check says: what does not hold, and what someone should look at."""

    lines: tuple[ChangedLine, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        return self.said[:MOST_SHOWN]

    @property
    def said(self) -> tuple[str, ...]:
        """What does not hold, then what to look at; the latter alone leaves the folder sound."""
        return (*self.problems, *self.warnings)


@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The file to be changed; sent, the check of the folder with it."""
    scheme = found_scheme(scheme_id)
    if scheme is None:
        return errors.not_found(request)
    files = files_in_force(scheme_id)
    text = original = files[FILE].decode()
    context = frame(request, scheme, "schemes:check")
    status, problem = 200, None
    if request.method == "POST":
        try:
            text = one_line_changed(original) if TRY in request.POST else _text_of(request)
            context["checked"] = _checked(files, original, text)
        except BadInput as refused:
            status, problem = 422, sentence(refused.reasons[0], language())
    context |= {
        "file": FILE,
        "field": FormField(
            name=TEXT,
            label=_("{file} of the scheme, to be changed").format(file=FILE),
            kind=FieldKind.LONG_TEXT,
            value=text,
            hint=_("It is checked with the rest of the folder and its worked examples, not kept."),
            error=problem,
        ),
    }
    return render(request, "schemes/check.html", context, status=status)


def _text_of(request: HttpRequest) -> str:
    text = request.POST.get(TEXT, "").replace("\r\n", "\n")
    if len(text.encode()) > LARGEST_BYTES:
        raise bad_input("scheme_file_too_large", file=FILE, megabytes=LARGEST_BYTES // 1024**2)
    return text


def one_line_changed(text: str) -> str:
    """The file with the first percentage of a parameter raised; as it is where there is none."""
    found = _PERCENTAGE.search(text)
    if found is None:
        return text
    raised = str(int(found["number"]) + _STEP)
    return text[: found.start("number")] + raised + text[found.end("number") :]


def _checked(files: dict[str, bytes], original: str, text: str) -> Checked:
    lines = tuple(_changed(original, text))
    try:
        folder = folder_in(packed({**files, FILE: text.encode()}))
        _, findings = check_folder(folder, on=None, reference=reference_tables())
    except BadInput as refused:
        return Checked(lines=lines, problems=tuple(map(_said, refused.reasons)), warnings=())
    of = {
        severity: tuple(_said(one.reason) for one in findings if one.severity is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    }
    return Checked(lines=lines, problems=of[Severity.ERROR], warnings=of[Severity.WARNING])


def _said(found: Reason) -> str:
    return sentence(found, language())


def _changed(original: str, text: str) -> Iterator[ChangedLine]:
    before, after = original.splitlines(), text.splitlines()
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for place in range(max(last - first, end - start)):
            yield ChangedLine(
                number=start + place + 1,
                before=before[first + place].strip() if first + place < last else "",
                after=after[start + place].strip() if start + place < end else "",
            )
