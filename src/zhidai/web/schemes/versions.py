"""The versions of a scheme: the list, one beside the version before it, and its folder to take."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.services.schemes.queries import (
    folder_in_force,
    folder_of_version,
    is_of_its_bureau,
    version_view,
    versions_of,
)
from zhidai.services.schemes.views import VersionLine, VersionView
from zhidai.web.schemes.views import HASH_SHOWN, found_scheme, frame
from zhidai.web.schemes.words import version_tag
from zhidai.web.shared import errors
from zhidai.web.shared.components import Cell, Column, SummaryRow, Table, table
from zhidai.web.shared.context import acting_of, language
from zhidai.web.shared.downloads import ZIP, download
from zhidai.web.shared.refusals import answers_refusals
from zhidai.wording.differences import COLUMNS, MONEY_COLUMNS, change_rows, money_notes, money_rows
from zhidai.wording.speech import sentences, translate

PAGE = "schemes:versions"


@require_safe
def versions(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """Every version that the reader may see."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    acting = acting_of(request)
    context = frame(request, found, PAGE) | {
        "versions": _table(versions_of(acting, scheme_id), scheme_id),
        "may_propose": is_of_its_bureau(acting, scheme_id),
    }
    return render(request, "schemes/versions.html", context)


@require_safe
@answers_refusals
def version(request: HttpRequest, scheme_id: str, version_id: int) -> HttpResponse:
    """What a version changes against the one before it."""
    found = found_scheme(scheme_id)
    if found is None:
        return errors.not_found(request)
    view = version_view(acting_of(request), scheme_id, version_id)
    context = frame(request, found, PAGE) | {
        "view": view,
        "tag": version_tag(view.line),
        "rows": version_rows(view),
        "tables": difference_tables(view),
    }
    return render(request, "schemes/version.html", context)


@require_safe
@answers_refusals
def folder(request: HttpRequest, scheme_id: str, version_id: int = 0) -> HttpResponse:
    """The folder of a version, or of what is in force, as a zip."""
    if found_scheme(scheme_id) is None:
        return errors.not_found(request)
    content = (
        folder_of_version(acting_of(request), scheme_id, version_id)
        if version_id
        else folder_in_force(scheme_id)
    )
    return download(request, f"{scheme_id}.zip", ZIP, content)


def version_rows(view: VersionView) -> tuple[SummaryRow, ...]:
    """Who proposed and decided, from which day it holds, and which cases stay behind."""
    line, spoken = view.line, language()
    rows = [
        SummaryRow(label=_("For cases opened from"), value=line.in_force_from.isoformat()),
        SummaryRow(label=_("Why"), value=_why(line)),
        SummaryRow(label=_("Takes the place of"), value=view.before.content_hash[:HASH_SHOWN]),
        SummaryRow(label=_("Version of the data"), value=line.content_hash[:HASH_SHOWN]),
    ]
    if line.proposed_by and line.proposed_on:
        rows.append(
            SummaryRow(
                label=_("Proposed by"),
                value=line.proposed_by.in_language(spoken),
                note=line.proposed_on.isoformat(),
            )
        )
    if line.decided_by and line.decided_on:
        rows.append(
            SummaryRow(
                label=_("Decided by"),
                value=line.decided_by.in_language(spoken),
                note=line.decided_on.isoformat(),
            )
        )
    if line.grounds:
        rows.append(SummaryRow(label=_("Grounds"), value=line.grounds))
    if line.live_cases is not None:
        rows.append(
            SummaryRow(
                label=_("Live cases that stay on the version before"),
                value=str(len(view.staying)),
                note=", ".join(view.staying),
            )
        )
    return tuple(rows)


def difference_tables(view: VersionView) -> tuple[Table, ...]:
    """What changed clause by clause, and what it moves in money."""
    spoken = language()
    changed = table(
        caption=_("What changes"),
        columns=[translate(column, spoken) for column in COLUMNS],
        rows=change_rows(view.changes, (view.after, view.before), spoken),
    )
    notes = money_notes(view.money, (view.before, view.after), spoken)
    moved = table(
        caption=_("What it moves in money"),
        columns=[
            Column(label=translate(column, spoken), is_numeric=place > 0)
            for place, column in enumerate(MONEY_COLUMNS)
        ],
        rows=money_rows(view.money.changes, (view.before, view.after), spoken),
        empty=" ".join(notes),
    )
    said = (
        (_("What it moves in money is not known everywhere"), notes if view.money.changes else ()),
        (
            _("Published for a later day without these changes"),
            sentences(view.undone_later, spoken),
        ),
        (_("Worked examples that answer otherwise"), sentences(view.examples_changed, spoken)),
        (_("What the check warns of, and did not before"), sentences(view.warnings.new, spoken)),
        (
            _("What the check warns of in the version before too"),
            sentences(view.warnings.standing, spoken),
        ),
    )
    return changed, moved, *(_sentences(caption, found) for caption, found in said if found)


def _sentences(caption: str, found: Sequence[str]) -> Table:
    rows = [(said,) for said in found]
    return table(caption=caption, columns=[_("What is said")], rows=rows)


def _table(lines: tuple[VersionLine, ...], scheme_id: str) -> Table:
    counted = any(line.live_cases is not None for line in lines)
    columns = [_("Version"), _("For cases opened from"), _("Status"), _("Why"), _("People")]
    live: list[Column] = [Column(label=_("Live cases"), is_numeric=True)] if counted else []
    return table(
        caption=_("Versions of this scheme"),
        is_caption_hidden=True,
        columns=[*columns, *live],
        rows=[_row(line, scheme_id, counted=counted) for line in lines],
    )


def _row(line: VersionLine, scheme_id: str, *, counted: bool) -> list[Cell]:
    url = None
    if line.id is not None and line.proposed_by is not None:
        url = reverse("schemes:version", args=[scheme_id, line.id])
    cells = [
        Cell(text=line.content_hash[:HASH_SHOWN], url=url, keeps_line=True),
        Cell(text=line.in_force_from.isoformat(), keeps_line=True),
        Cell(tag=version_tag(line)),
        Cell(text=_why(line)),
        Cell(text=_people(line)),
    ]
    return [*cells, Cell(text=str(line.live_cases))] if counted else cells


def _why(line: VersionLine) -> str:
    return line.why if line.proposed_by else _("The folder that came with the platform")


def _people(line: VersionLine) -> str:
    spoken = language()
    people = (line.proposed_by, line.decided_by)
    return " → ".join(one.in_language(spoken) for one in people if one is not None)
