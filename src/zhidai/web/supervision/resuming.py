"""The bureau decides that new business resumes: what is there, what is missing, the decision."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.breakers import Resume
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.portfolio.commands import decide_to_resume
from zhidai.services.portfolio.stop_queries import StopView, stop_view
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import entries, percent
from zhidai.web.shared.components import (
    Cell,
    FieldKind,
    FormField,
    SummaryRow,
    Table,
    Tag,
    Text,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import clause
from zhidai.web.supervision.tables import breaker_table, consents_table

GROUNDS = "grounds"


@answers_refusals
@acting_required(PartyKind.BUREAU)
def resume(request: HttpRequest, acting: Acting, bank: int | None = None) -> HttpResponse:
    """Of the whole scheme, or of one bank under it."""
    view = stop_view(acting, bank)

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return decide_to_resume(
            acting,
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
            scheme=view.scheme,
            bank=bank,
        )

    return command_page(request, _page(view, request.POST), do=do)


def _page(view: StopView, typed: QueryDict) -> CommandPage:
    return CommandPage(
        overline=view.scheme_title.in_language(language()),
        title=_("Decide on the resumption of new business")
        if view.may_decide
        else _("What the resumption needs"),
        clause=view.clauses.get(Topic.BREAKER),
        scheme=view.scheme,
        lead=_lead(view),
        rows=tuple(_rows(view)),
        tables=tuple(_tables(view)),
        fields=(_grounds(typed),) if view.may_decide else (),
        warning=_(
            "New business resumes at once. If the ratio is above the line today, business stops "
            "again above today's ratio, or above the lowest one since. Running loans keep what was "
            "agreed."
        ),
        confirm_text=_("Let new business resume"),
        back_url=reverse("supervision:scheme"),
        done=_("New business has resumed."),
        is_open=view.may_decide,
        blames={"resumption_decision_needs": GROUNDS, "grounds_": GROUNDS},
        entries=tuple(entries(view.timeline)),
    )


def _lead(view: StopView) -> Text:
    if view.tripped_on is None:
        return _("New business is not stopped: there is nothing to decide.")
    if view.may_decide and view.resume is Resume.ALL_PARTIES_AGREE:
        return _(
            "All parties whose cooperation agreement is in force have agreed. The agreement of "
            "those who are missing has ended; that is no consent. The bureau may let business "
            "resume without them, in its name and with its grounds."
        )
    if view.may_decide:
        return _(
            "By this scheme the bureau decides. One person of the bureau takes the decision, in "
            "its name and with its grounds."
        )
    if view.resume is Resume.ALL_PARTIES_AGREE:
        return _(
            "By this scheme nobody decides alone: new business resumes by itself with the last "
            "agreement of the lending parties, once they have renegotiated and risk control has "
            "improved. The table says whose agreement is missing."
        )
    return _("By this scheme new business resumes by itself once the ratio is back at the line.")


def _rows(view: StopView) -> list[SummaryRow]:
    above = Tag(text=_("above the line"), tone=Tone.WARNING)
    within = Tag(text=_("within the line"), tone=Tone.GOOD)
    since = view.tripped_on
    stopped = since.isoformat() if since else _("not stopped")
    whole = _("the whole scheme")
    return [
        SummaryRow(
            label=_("Whose new business"),
            value=view.bank_name.in_language(language()) if view.bank_name else whole,
        ),
        SummaryRow(
            label=_("Stopped since"),
            value=stopped,
        ),
        SummaryRow(
            label=_("Ratio today"),
            value=percent(view.ratio.ratio),
            tag=above if view.ratio.is_above else within,
        ),
        SummaryRow(
            label=_("Threshold"),
            value=percent(view.ratio.threshold),
            clause=view.clauses.get(Topic.BREAKER),
        ),
    ]


def _tables(view: StopView) -> list[Table]:
    found = []
    if view.tripped_on is not None:
        found.append(_needed(view))
    if view.consents:
        found.append(consents_table(view.consents))
    found.append(breaker_table(view.history, is_caption_hidden=False))
    return found


def _needed(view: StopView) -> Table:
    """What the scheme asks before business resumes, and whether it is there."""
    return table(
        caption=_("What is needed, and what is missing"),
        columns=[_("What"), _("Where it stands"), _("Clause")],
        rows=[*_agreement(view), *_hearings(view), *_decision(view)],
    )


def _agreement(view: StopView) -> list[list[Cell]]:
    if view.resume is not Resume.ALL_PARTIES_AGREE:
        return []
    given = [one for one in view.consents if one.agreed_on is not None]
    missing = len(view.consents) - len(given)
    told = (
        Tag(text=_("{count} missing").format(count=missing), tone=Tone.WARNING)
        if missing or not view.consents
        else Tag(text=_("all there"))
    )
    source = Cell(text=clause(view.clauses.get(Topic.BREAKER)))
    return [
        [
            Cell(text=_("Renegotiated terms, and how risk control has improved")),
            Cell(text=_("in the grounds of {given} of {asked} parties").format(
                given=len(given), asked=len(view.consents))),
            source,
        ],
        [Cell(text=_("The agreement of every lending party")), Cell(tag=told), source],
    ]  # fmt: skip


def _hearings(view: StopView) -> list[list[Cell]]:
    """What is heard stands in the grounds; the platform does not judge it."""
    return [
        [
            Cell(text=one.what.in_language(language()), note=one.when.in_language(language())),
            Cell(text=_("to be stated in the grounds")),
            Cell(text=clause(one.clause)),
        ]
        for one in view.hearings
    ]


def _decision(view: StopView) -> list[list[Cell]]:
    if view.resume is not Resume.BUREAU_DECIDES:
        return []
    waiting = Tag(text=_("missing"), tone=Tone.WARNING)
    return [
        [
            Cell(text=_("The decision of the bureau, with its grounds")),
            Cell(tag=waiting),
            Cell(text=clause(view.clauses.get(Topic.BREAKER))),
        ]
    ]


def _grounds(typed: QueryDict) -> FormField:
    return FormField(
        name=GROUNDS,
        label=_("Grounds: who was heard, what they said, how risk control has improved"),
        kind=FieldKind.LONG_TEXT,
        value=typed.get(GROUNDS, ""),
        hint=_("The parties concerned read this."),
    )
