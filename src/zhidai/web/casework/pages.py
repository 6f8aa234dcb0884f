"""The case page: who, where it stands, what is known, the papers, the money, the history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.cases.status import CaseStatus
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.cases.queries import case_view
from zhidai.services.cases.views import (
    CaseView,
    DocumentLine,
    LimitLine,
    RightLine,
    StepLine,
    TaskLine,
)
from zhidai.services.history.queries import EventView
from zhidai.services.valuation.commands import VALUERS
from zhidai.web.casework.words import SUBJECTS, event_title, fact_content, patent_kind
from zhidai.web.shared.components import (
    Cell,
    Column,
    StepItem,
    StepState,
    SummaryRow,
    Table,
    Tag,
    TimelineEntry,
    ToDo,
    Tone,
    cell,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.words import case_tag, role_name, task_tag

KILOBYTE = 1024


@answers_refusals
@acting_required()
def case(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """One case, as the acting party may see it."""
    view = case_view(acting, number)
    context = {
        "case": view,
        "scheme_id": view.scheme,
        "title": view.enterprise_en if language() == "en" else view.enterprise,
        "tag": case_tag(view.status),
        "identity": identity(view),
        "ours": [_to_do(view.number, task) for task in _tasks(view) if task.is_ours],
        "steps": [_step(view, step) for step in view.steps],
        "parties": _parties(view),
        "rights": _rights(view.rights),
        "limits": limits_table(view.limits),
        "facts": _facts(view),
        "documents": _documents(view),
        "timeline": [_entry(view, event) for event in view.timeline],
        "exceptions": view.exceptions,
        "may_start_deal": acting.kind in VALUERS and bool(view.rights),
        "can_withdraw": acting.kind is PartyKind.ENTERPRISE and view.status == CaseStatus.OPEN,
    }
    return render(request, "casework/case.html", context)


def identity(view: CaseView) -> list[SummaryRow]:
    """The bar at the top: amount, route, since when."""
    rows = [
        SummaryRow(
            label=_("Amount asked"), value=yuan(view.amount), note=ten_thousands(view.amount)
        ),
        SummaryRow(label=_("Route"), value=view.route.in_language(language())),
        SummaryRow(label=_("Opened"), value=view.opened_on.isoformat()),
        SummaryRow(label=_("Scheme"), value=view.scheme_title.in_language(language())),
    ]
    if view.granted_amount is not None:
        granted = SummaryRow(label=_("Amount granted"), value=yuan(view.granted_amount))
        rows.insert(1, granted)
    return rows


def limits_table(limits: tuple[LimitLine, ...]) -> Table:
    """The candidates of the limit with the binding one named."""
    binding = Tag(text=_("binding"), tone=Tone.ACTIVE)
    return table(
        caption=_("Limit on the amount"),
        columns=[
            _("Rule"),
            _("Clause"),
            Column(label=_("Allows"), unit=_("yuan"), is_numeric=True),
            _("Which binds"),
        ],
        rows=[
            (
                line.label.in_language(language()),
                line.clause,
                _("not known yet") if line.amount is None else yuan(line.amount),
                binding if line.is_binding else "",
            )
            for line in limits
        ],
    )


def _tasks(view: CaseView) -> list[TaskLine]:
    return [task for step in view.steps for task in step.tasks]


def _step(view: CaseView, step: StepLine) -> StepItem:
    state = StepState.AHEAD
    if step.is_done:
        state = StepState.DONE
    elif step.is_current and view.status == CaseStatus.OPEN:
        state = StepState.CURRENT
    return StepItem(
        label=step.label.in_language(language()),
        state=state,
        clause=step.clause,
        tasks=tuple(_to_do(view.number, task) for task in step.tasks),
    )


def _to_do(number: str, task: TaskLine) -> ToDo:
    label = task.label.in_language(language())
    who = role_name(task.party)
    hint = who
    if task.closed_by:
        hint = _("{party} · {person}, {day}").format(
            party=who, person=task.closed_by.in_language(language()), day=task.closed_on
        )
    return ToDo(
        title=label,
        url=reverse("cases:task", args=[number, task.id]) if task.is_ours else None,
        hint=hint,
        tag=Tag(text=_("Not started"), tone=Tone.QUIET)
        if task.status == "not_started"
        else task_tag(task.status),
        due_on=task.due_on if task.status == "open" else None,
        target_on=task.target_on if task.status == "open" else None,
    )


def _parties(view: CaseView) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=role_name(party.role),
            value=party.name_en if language() == "en" else party.name,
        )
        for party in view.parties
    ]


def _rights(rights: tuple[RightLine, ...]) -> Table:
    return table(
        caption=_("Patents to be pledged"),
        columns=[_("Number"), _("Kind"), _("Title"), _("Filed"), _("Expires"), _("Pledge")],
        rows=[
            (
                right.number,
                patent_kind(right.kind),
                right.title,
                right.filing_date,
                right.expires_on,
                _pledge(right),
            )
            for right in rights
        ],
    )


def _pledge(right: RightLine) -> Cell:
    if right.registration_number is None:
        return Cell()
    if right.released_on is not None:
        return Cell(text=_("released {day}").format(day=right.released_on))
    return Cell(text=right.registration_number, note=str(right.registered_on))


def _facts(view: CaseView) -> list[tuple[str, list[SummaryRow]]]:
    """Facts by subject, and by patent."""
    groups: dict[str, list[SummaryRow]] = {}
    for line in view.facts:
        subject = str(SUBJECTS[line.subject])
        group = f"{subject} {line.item}" if line.item else subject
        groups.setdefault(group, []).append(
            SummaryRow(
                label=line.label.in_language(language()),
                value=fact_content(line.fact, line.content),
                evidence=line.evidence,
            )
        )
    return list(groups.items())


def _documents(view: CaseView) -> Table:
    return table(
        caption=_("Papers"),
        columns=[
            _("Paper"),
            _("File"),
            Column(label=_("Size"), unit="KB", is_numeric=True),
            _("Added"),
            _("By"),
        ],
        rows=[_document(view, line) for line in view.documents],
        empty=_("No papers yet."),
    )


def _document(view: CaseView, line: DocumentLine) -> list[Cell]:
    party = line.party_en if language() == "en" else line.party
    return [
        Cell(
            text=line.paper.in_language(language()),
            note=_("made by this platform") if line.is_issued else None,
        ),
        Cell(text=line.name, url=reverse("cases:document", args=[view.number, line.id])),
        Cell(text=f"{-(-line.size // KILOBYTE):,}"),
        cell(line.added_on),
        Cell(text=party, note=line.added_by.in_language(language())),
    ]


def _entry(view: CaseView, event: EventView) -> TimelineEntry:
    party = event.party_en if language() == "en" else event.party
    has_reasons = "trace" in event.payload
    return TimelineEntry(
        title=event_title(event, view),
        at=event.recorded_at,
        person=event.person.in_language(language()) if event.person else _("this platform"),
        party=party,
        text=event.payload.get("grounds"),
        url=reverse("cases:why", args=[view.number, event.sequence]) if has_reasons else None,
        link_text=_("Why?"),
    )
