"""The schemes: the list, the clauses of one, its routes, duties and open questions."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.core.policy.scheme import Coverage, Scheme
from zhidai.schemes.clause_views import clause_views
from zhidai.schemes.reader import shipped_schemes
from zhidai.services import business_date
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.schemes.clauses import clause_section, coverage_counts
from zhidai.web.schemes.questions import open_questions
from zhidai.web.schemes.routes import duties_table, route_sections
from zhidai.web.schemes.words import COVERAGE_MEANING, COVERAGES, nature_tag
from zhidai.web.shared import errors
from zhidai.web.shared.components import Cell, Link, SummaryRow, Tag, Tone, table
from zhidai.web.shared.context import language
from zhidai.wording.speech import translate

HASH_SHOWN = 12  # characters of the content hash that tell one version from another


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One coverage word to filter by."""

    link: Link
    count: int
    meaning: str


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """The schemes that this platform runs."""
    spoken = language()
    listed = table(
        caption=_("Schemes of this platform"),
        columns=(_("Scheme"), _("Place"), _("In force"), _("Clauses"), _("Version")),
        rows=[
            _scheme_row(scheme_in_force(one, business_date.today()), spoken)
            for one in shipped_schemes()
        ],
        is_caption_hidden=True,
    )
    return render(request, "schemes/list.html", {"listed": listed})


def _scheme_row(scheme: Scheme, spoken: str) -> tuple[Cell | str | int, ...]:
    return (
        Cell(
            text=scheme.title.in_language(spoken),
            url=reverse("schemes:scheme", args=[scheme.id]),
            note=", ".join((*_nature(scheme), *scheme.documents)),
        ),
        scheme.place.in_language(spoken),
        _in_force(scheme),
        len(scheme.clauses),
        scheme.content_hash[:HASH_SHOWN],
    )


def _nature(scheme: Scheme) -> tuple[str, ...]:
    tag = nature_tag(scheme.nature)
    return () if tag is None else (str(tag.text),)


def _in_force(scheme: Scheme) -> str:
    return _("{since} to {until}").format(since=scheme.in_force_from, until=scheme.in_force_until)


@require_safe
def scheme(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The clauses beside what encodes them; `?coverage=` filters."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    asked = request.GET.get("coverage", "")
    chosen = Coverage(asked) if asked in tuple(Coverage) else None
    spoken = language()
    questions_url = reverse("schemes:questions", args=[found.id])
    today = business_date.today()
    context = frame(request, found, "schemes:scheme") | {
        "sections": [
            clause_section(view, found, questions_url=questions_url, language=spoken, on=today)
            for view in clause_views(found)
            if chosen in (None, view.clause.coverage)
        ],
        "filters": _filters(found, chosen),
        "chosen": _chosen(request, chosen),
    }
    return render(request, "schemes/scheme.html", context)


@require_safe
def routes(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The ways through the scheme, step by step."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    context = frame(request, found, "schemes:routes")
    return render(
        request, "schemes/routes.html", context | {"routes": route_sections(found, language())}
    )


@require_safe
def duties(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """Who owes whom which report or filing, and when."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    context = frame(request, found, "schemes:duties")
    return render(
        request, "schemes/duties.html", context | {"duties": duties_table(found, language())}
    )


@require_safe
def questions(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """Where the plan is silent or speaks twice: the reading chosen, and what hangs on it."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    context = frame(request, found, "schemes:questions") | {
        "questions": open_questions(found, language()),
        "unconfirmed": sum(
            question.confirmed_by is None for question in found.interpretations.values()
        ),
    }
    return render(request, "schemes/questions.html", context)


def found_scheme(scheme_id: str) -> Scheme | None:
    """A scheme as it is in force today, or None."""
    if scheme_id not in shipped_schemes():
        return None
    return scheme_in_force(scheme_id, business_date.today())


def frame(request: HttpRequest, scheme: Scheme, page: str) -> dict[str, object]:
    """What every page of a scheme shows above its own content."""
    spoken = language()
    return {
        "scheme": scheme,
        "title": scheme.title.in_language(spoken),
        "documents": ", ".join(scheme.documents),
        "validity": _validity(scheme),
        "identity": (
            SummaryRow(label=_("In force"), value=_in_force(scheme)),
            SummaryRow(label=_("Place"), value=scheme.place.in_language(spoken)),
            SummaryRow(
                label=_("Issued by"),
                value=translate(", ", spoken).join(
                    issuer.in_language(spoken) for issuer in scheme.issuers
                ),
            ),
            SummaryRow(
                label=_("Version of the data"),
                value=scheme.content_hash[:HASH_SHOWN],
                note=_("Changes with any value; a running case stays on the version it began on."),
            ),
        ),
        "tabs": _tabs(scheme, page),
    }


def _validity(scheme: Scheme) -> Tag:
    today = business_date.today()
    if today < scheme.in_force_from:
        return Tag(text=_("Not yet in force"), tone=Tone.QUIET)
    if today > scheme.in_force_until:
        return Tag(text=_("No longer in force"), tone=Tone.QUIET)
    return Tag(text=_("In force today"), tone=Tone.GOOD)


def _tabs(scheme: Scheme, page: str) -> tuple[Link, ...]:
    labels = {
        "schemes:scheme": _("Clauses"),
        "schemes:routes": _("Routes"),
        "schemes:duties": _("Duties"),
        "schemes:questions": _("Open questions"),
        "schemes:xray": _("In money"),
        "schemes:audit": _("Against its text"),
        "schemes:check": _("Change a line"),
        "schemes:examples": _("Worked examples"),
        "schemes:versions": _("Versions"),
    }
    return tuple(
        Link(label=label, url=reverse(name, args=[scheme.id]), is_current=name == page)
        for name, label in labels.items()
    )


def _filters(scheme: Scheme, chosen: Coverage | None) -> tuple[Filter, ...]:
    counts = coverage_counts(scheme)
    address = reverse("schemes:scheme", args=[scheme.id])
    return tuple(
        Filter(
            link=Link(
                label=COVERAGES[coverage][0],
                url=f"{address}?coverage={coverage}",
                is_current=coverage is chosen,
            ),
            count=counts[coverage],
            meaning=str(COVERAGE_MEANING[coverage]),
        )
        for coverage in COVERAGES
        if counts[coverage]
    )


def _chosen(request: HttpRequest, chosen: Coverage | None) -> tuple[Link, ...]:
    """The filter in use, as a link that takes it away."""
    return () if chosen is None else (Link(label=COVERAGES[chosen][0], url=request.path),)
