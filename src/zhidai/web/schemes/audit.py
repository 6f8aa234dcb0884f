"""The audit page: a policy's text given, read against the scheme clause by clause, and not kept.

The text stays with whoever has it: it is read in memory for one answer, written nowhere. Where the
plan is a fictional one its text comes with the platform, to be changed on the page and compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.policy.scheme import Coverage, Scheme
from zhidai.core.policy_text.audit import audit
from zhidai.core.policy_text.reading import Span
from zhidai.core.policy_text.report import AuditReport, ClauseReport, NumberReport
from zhidai.documents.policy_text import LARGEST_BYTES, policy_text
from zhidai.schemes.plan_texts import plan_text, schemes_with_text
from zhidai.schemes.reader import shipped
from zhidai.web.schemes.trying import one_number_changed
from zhidai.web.schemes.views import found_scheme, frame
from zhidai.web.schemes.words import clause_name, coverage_tag
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, Figure, FormField, Link, Tag, Tone
from zhidai.web.shared.context import language
from zhidai.wording.speech import sentence

FILE = "policy"
TEXT = "text"
TRY = "try"
ENDINGS = ".txt,.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a clause: plain text, or a number with what the scheme makes of it."""

    text: str
    tone: str = ""  # empty: no number
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAudited:
    """A clause of the text beside what is open in it."""

    id: str
    name: str
    tag: Tag | None
    pieces: tuple[Piece, ...]
    findings: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def audit_page(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The form; sent with a text, the report below it. 422 for a file that cannot be read."""
    scheme = found_scheme(scheme_id)
    if scheme is None:
        return errors.not_found(request)
    context = frame(request, scheme, "schemes:audit")
    status, problem = 200, None
    own = plan_text(scheme_id)
    if request.method == "POST":
        try:
            text = _text_of(request, scheme, own)
            context |= _report(scheme, text)
            own = own and text
        except BadInput as refused:
            status, problem = 422, sentence(refused.reasons[0], language())
    context["field"] = FormField(
        name=FILE,
        label=_("The plan's own text"),
        kind=FieldKind.FILE,
        hint=_(
            "Plain text or Word (.docx), at most {megabytes} MB. It is read and not kept."
        ).format(megabytes=LARGEST_BYTES // 1024**2),
        error=problem,
        accept=ENDINGS,
    )
    context |= _to_try(own)
    return render(request, "schemes/audit.html", context, status=status)


def _to_try(own: str | None) -> dict[str, object]:
    """The text to change, or the way to a plan that has one."""
    if own is None:
        others = [
            Link(
                label=shipped(each).title.in_language(language()),
                url=reverse("schemes:audit", args=[each]),
            )
            for each in schemes_with_text()
        ]
        return {"others": others}
    field = FormField(
        name=TEXT,
        label=_("The text, to be changed"),
        kind=FieldKind.LONG_TEXT,
        value=own,
        hint=_("Change any number and compare. The plan is fictional and the text is ours."),
    )
    return {"text_field": field}


def _text_of(request: HttpRequest, scheme: Scheme, own: str | None) -> str:
    if own is not None and TRY in request.POST:
        return one_number_changed(scheme, own)
    if own is not None and FILE not in request.FILES and TEXT in request.POST:
        return policy_text(request.POST[TEXT].encode(), name="plan.txt")
    return _text_in(request.FILES.get(FILE))


def _text_in(given: object) -> str:
    if not isinstance(given, UploadedFile) or given.name is None:
        raise bad_input("policy_file_not_given")
    return policy_text(given.read(LARGEST_BYTES + 1), name=given.name)


def _report(scheme: Scheme, text: str) -> dict[str, object]:
    report = audit(scheme, text)
    return {
        "report": report,
        "figures": tuple(_figures(report)),
        "open_clauses": tuple(
            Link(label=clause_name(one.id), url=f"#audit-{one.id}")
            for one in report.clauses
            if one.findings
        ),
        "general": tuple(_said(one.reason) for one in report.findings if one.reason.clause is None),
        "clauses": tuple(_clause(one, scheme, text) for one in report.clauses),
    }


def _figures(report: AuditReport) -> Iterator[Figure]:
    numbers = [number for clause in report.clauses for number in clause.numbers]
    found = sum(one.found for one in report.parameters)
    yield Figure(label=_("Parameters found as stated"), value=f"{found} / {len(report.parameters)}")
    yield Figure(
        label=_("Numbers of the text accounted for"),
        value=f"{sum(one.covered for one in numbers)} / {len(numbers)}",
    )
    yield Figure(label=_("Open"), value=str(len(report.findings)))


def _clause(clause: ClauseReport, scheme: Scheme, text: str) -> ClauseAudited:
    known = scheme.clauses.get(clause.id)
    coverage = None if known is None else known.coverage
    return ClauseAudited(
        id=clause.id,
        name=clause_name(clause.id),
        tag=_tag(coverage),
        pieces=tuple(_pieces(clause, text)),
        findings=tuple(_said(one.reason) for one in clause.findings),
    )


def _tag(coverage: Coverage | None) -> Tag:
    if coverage is None:
        return Tag(text=_("Not in the scheme"), tone=Tone.BAD)
    return coverage_tag(coverage)


def _pieces(clause: ClauseReport, text: str) -> Iterator[Piece]:
    """The clause cut at its numbers; nothing where the text has no such clause."""
    if clause.body is None:
        return
    at = clause.body.start
    wrong = [one.span for one in clause.findings if one.span is not None and one.parameter]
    for number in sorted(clause.numbers, key=lambda one: one.span.start):
        if number.span.start < at:
            continue  # part of a number shown already
        yield Piece(text=text[at : number.span.start])
        yield _number(number, text, wrong=wrong)
        at = number.span.end
    yield Piece(text=text[at : clause.body.end])


def _number(number: NumberReport, text: str, *, wrong: Sequence[Span]) -> Piece:
    written = text[number.span.start : number.span.end]
    here = number.span
    if number.parameters and any(one.start < here.end and here.start < one.end for one in wrong):
        note = _("differs from the scheme: {names}").format(names=", ".join(number.parameters))
        return Piece(text=written, tone="bad", note=note)
    if number.parameters:
        return Piece(text=written, tone="good", note=", ".join(number.parameters))
    if number.waived:
        return Piece(text=written, tone="quiet", note=_("waived with a reason"))
    return Piece(text=written, tone="bad", note=_("in nothing of the scheme"))


def _said(found: Reason) -> str:
    return sentence(Reason(code=found.code, parameters=found.parameters), language())
