"""The page of one command: the facts, what is asked, and a button that does it.

A refusal comes back on the same page with status 422, every reason with its clause, and what was
typed still in its field. Files are the exception: a browser sends them once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, Reason
from zhidai.core.numerals import normalise
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.quantity import Unit
from zhidai.services import business_date
from zhidai.services.journal.posting import open_from
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, Read, rehearsed
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import (
    Cited,
    FieldKind,
    FormField,
    SummaryRow,
    Table,
    Text,
    TimelineEntry,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.typed_answers import with_unit
from zhidai.web.shared.words import UNITS
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422
LONGEST_TYPED = 600
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPage:
    """What the page shows. `blames`: beginning of a reason's code -> name of the field to mark.

    `attachments` stand below the other fields; `paper_needed` marks the field of its paper.
    """

    overline: Text
    title: Text
    confirm_text: Text
    back_url: str
    done: Text  # the message afterwards
    clause: Cited = None
    scheme: str = ""  # whose clauses are meant, where `clause` does not say it
    lead: Text | None = None
    warning: Text | None = None
    rows: tuple[SummaryRow, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[FormField, ...] = ()
    hidden: Mapping[str, str] | None = None
    change_url: str | None = None
    blames: Mapping[str, str] | None = None
    attachments: Attachments | None = None
    entries: tuple[TimelineEntry, ...] = ()  # its history, below the form
    is_open: bool = True  # False where there is nothing to do any more, only to see

    @property
    def scheme_id(self) -> str:
        """Whose clauses the page means, its refusals with them."""
        return self.clause.scheme if isinstance(self.clause, Citation) else self.scheme

    @property
    def takes_files(self) -> bool:
        """Whether a file is sent with it, which a browser sends once."""
        return bool(self.attachments) or any(field.kind is FieldKind.FILE for field in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """What is wrong, in the summary, leading to its field where it has one."""

    text: str
    clause: str | None
    field_id: str | None


def command_page(
    request: HttpRequest, page: CommandPage, *, do: Callable[[QueryDict, str], Answer]
) -> HttpResponse:
    """Show the page, or do the command with what was typed and the form's idempotency key."""
    if request.method != "POST" or (page.attachments and page.attachments.errors):
        return shown(request, page)
    try:
        do(request.POST, request.POST.get("idempotency_key", ""))
    except (BadInput, Refused) as refused:
        return shown(request, page, refused.reasons)
    messages.success(request, str(page.done))
    return redirect(page.back_url)


def confirmed_page(
    request: HttpRequest,
    page: CommandPage,
    *,
    do: Callable[[QueryDict, str], Answer],
    read: Callable[[], Read],
    confirming: Callable[[Read], CommandPage],
) -> HttpResponse:
    """The page of a command that is shown before it is done: with what it would come to.

    read: what is read once it is done; confirming: the page that shows it, nothing left to type.
    What the command refuses is refused at the first click.
    """
    if request.method != "POST" or request.POST.get(CONFIRMED):
        return command_page(request, page, do=do)
    try:
        after = rehearsed(lambda key: do(request.POST, key), read)
    except (BadInput, Refused) as refused:
        return shown(request, page, refused.reasons)
    return shown(request, confirming(after))


def shown(
    request: HttpRequest, page: CommandPage, reasons: tuple[Reason, ...] = ()
) -> HttpResponse:
    """The page, with the reasons against what was sent and what is wrong with its files."""
    files = page.attachments
    blames = [
        Blame(
            text=sentence(replace(each, clause=None), language()),  # the page names it beside
            clause=each.clause,
            field_id=_blamed(page, each),
        )
        for each in reasons
    ]
    for error in files.errors if files else ():
        blames.append(Blame(text=str(error.text), clause=None, field_id=error.field_id))
    wrong = {blame.field_id: blame.text for blame in blames if blame.field_id}
    fields = [
        replace(field, error=wrong[field.id]) if field.id in wrong else field
        for field in (*page.fields, *(files.fields if files else ()))
    ]
    context = {
        "command": page,
        **({"scheme_id": page.scheme_id} if page.scheme_id else {}),
        "fields": fields,
        "blames": blames,
        "errors": blames,
    }
    status = UNPROCESSABLE if blames else 200
    return render(request, "loans/command.html", context, status=status)


def _blamed(page: CommandPage, reason: Reason) -> str | None:
    if page.attachments and reason.code == "paper_needed":
        return page.attachments.field_of(reason.parameters.get("paper"))
    for beginning, name in (page.blames or {}).items():
        if reason.code.startswith(beginning):
            return next((field.id for field in page.fields if field.name == name), None)
    return None


def past_day_field(name: str, *, label: Text, value: str) -> FormField:
    """A field for a day that has been, today by default."""
    return FormField(
        name=name,
        label=label,
        value=value or business_date.today().isoformat(),
        hint=_("For example 2021-03-01; not after today."),
        width="medium",
    )


def booked_later(day: date) -> str | None:
    """What becomes of a movement of a day whose books are closed; None where they are open."""
    first = open_from()
    if day >= first:
        return None
    return _(
        "The books of this day are closed: it is booked on {day} and listed as a correction."
    ).format(day=first.isoformat())


def typed_amount(text: str) -> str:
    """A typed amount as the services take it: a bare number is yuan, as the field's unit says."""
    return with_unit(normalise(text[:LONGEST_TYPED]), Unit.YUAN)


def amount_field(name: str, *, label: Text, value: str, hint: Text | None = None) -> FormField:
    """A field for yuan, with its echo in 万元."""
    return FormField(
        name=name,
        label=label,
        value=value,
        hint=hint,
        unit=UNITS[Unit.YUAN],
        width="medium",
        is_money=True,
    )
