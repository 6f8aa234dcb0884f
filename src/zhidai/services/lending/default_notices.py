"""A party tells the others of a default in writing, as the scheme obliges it to (8.3)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.lending.default_notice import (
    NOTICES,
    DefaultKind,
    duties,
    duty_of,
    paper_of,
    recipients_of,
)
from zhidai.core.lending.state import LoanState
from zhidai.core.policy.scheme import Duty
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case, CaseParty, Document
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.documents.letters.default_notice import DefaultNotice, default_notice
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.cases.letters import imprint, keep_issued
from zhidai.services.cases.locking import locked_case, role_in
from zhidai.services.early_warning.commands import report_misuse
from zhidai.services.history.commands import append
from zhidai.services.lending.book import state_of
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """What a party tells; `measures` may be empty."""

    kind: str
    known_on: date
    facts: str
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm:
    """The duty under which the acting party tells, and to whom it does."""

    case: str
    duty: Label
    clause: str
    when: Label
    recipients: tuple[tuple[str, Label], ...]  # role, party
    kinds: tuple[DefaultKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice that was sent; `document` is its number in the dossier of the case."""

    case: str
    document: int
    name: str
    sent_on: date
    sender: Label


def notice_form(acting: Acting, key: str) -> NoticeForm | None:
    """Of a visible loan; none for a party that the scheme does not oblige to tell.

    Not found where the scheme obliges nobody.
    """
    case = visible_loan(acting, key).case
    if not duties(scheme_of(case)):
        raise NotFound
    duty = duty_of(scheme_of(case), role_in(case, acting))
    if duty is None:
        return None
    return NoticeForm(
        case=case.number,
        duty=duty.label,
        clause=duty.clause,
        when=duty.when,
        recipients=tuple((row.role, _called(row.party)) for row in _recipients(case, duty)),
        kinds=NOTICES[paper_of(duty)],
    )


def clause_of_notice(acting: Acting, key: str) -> str:
    """The clause under which anybody tells of a default of a visible loan."""
    return duties(scheme_of(visible_loan(acting, key).case))[0].clause


def may_give_notice(case: Case, role: str) -> bool:
    """Whether the scheme obliges a role of the case to tell the others, and the loan still runs."""
    return case.status == CaseStatus.RUNNING and duty_of(scheme_of(case), role) is not None


def default_notices(acting: Acting, key: str) -> tuple[NoticeLine, ...]:
    """The notices of a visible loan, newest first."""
    case = visible_loan(acting, key).case
    sent = _sent(case).select_related("party")
    return tuple(
        NoticeLine(
            case=case.number,
            document=row.pk,
            name=row.name,
            sent_on=row.added_on,
            sender=_called(row.party),
        )
        for row in sent.defer("content").order_by("-id")
    )


def give_notice(acting: Acting, key: str, new: NewNotice, *, idempotency_key: str) -> Answer:
    """Make the notice, keep it in the dossier, which every party of the case sees, and tell of it.

    A notice of misuse raises its warning too. Refused: `default_kind_unknown`,
    `default_known_in_future`, `default_known_before_drawdown`, `default_not_overdue`,
    `default_needs_facts`, `default_without_recipient`, `default_notice_not_owed`,
    `loan_closed_already`, `grounds_too_long`.
    """

    def work() -> Answer:
        loan = visible_loan(acting, key)
        case = locked_case(acting, loan.case.number)
        duty = _duty(case, role_in(case, acting))
        return _give(loan, case, duty, new, acting)

    request = {name: getattr(new, name) for name in NewNotice.__slots__} | {"loan": key}
    return once(acting, "give_default_notice", key=idempotency_key, request=request, work=work)


def _give(loan: Loan, case: Case, duty: Duty, new: NewNotice, acting: Acting) -> Answer:
    today = business_date.today()
    state, recipients = state_of(loan, today), _recipients(case, duty)
    against = _against(loan, case, new, duty=duty, state=state)
    if not recipients:
        against += (reason("default_without_recipient", duty.clause),)
    if against:
        raise Refused(against)
    kind, place, paper = DefaultKind(new.kind), _sent(case).count() + 1, paper_of(duty)
    letter = default_notice(
        DefaultNotice(
            imprint=imprint(case, circumstances(case, today), _number(case, place), (duty.clause,)),
            sender=case.parties.select_related("party").get(role=duty.owed_by).party.name,
            recipients=tuple(row.party.name for row in recipients),
            enterprise=case.enterprise.name,
            loan_contract_number=loan.key,
            loan_amount=state.principal_lent,
            disbursed_on=loan.drawn_on,
            principal=state.principal_balance,
            interest=state.interest_due,
            overdue_since=state.overdue_since,
            overdue_days=state.overdue_days,
            kind=kind,
            known_on=new.known_on,
            facts=new.facts.strip(),
            measures=new.measures.strip(),
            duty=duty.label.zh,
            when=duty.when.zh,
        )
    )
    document = keep_issued(
        case,
        paper=paper,
        task=paper,
        name=f"{case.number}-{paper}-{place}.pdf",
        content=letter,
        acting=acting,
        on=today,
    )
    event = append(
        f"case:{case.number}",
        "loan.default_notified",
        acting=acting,
        payload={
            "loan": loan.key,
            "duty": duty.id,
            "clause": duty.clause,
            "role": duty.owed_by,
            "told": [row.role for row in recipients],
            "default": str(kind),
            "known_on": new.known_on.isoformat(),
            "facts": new.facts.strip(),
            "document": document.pk,
            "sha256": document.sha256,
        },
    )
    if kind is DefaultKind.MISUSE:
        report_misuse(case, acting, happened_on=new.known_on, source=new.facts)
    return {"loan": loan.key, "event": event.sequence, "document": document.pk}


def _against(
    loan: Loan, case: Case, new: NewNotice, *, duty: Duty, state: LoanState
) -> tuple[Reason, ...]:
    today, clause = business_date.today(), duty.clause
    if case.status != CaseStatus.RUNNING:
        return (reason("loan_closed_already", loan=loan.key),)
    if new.kind not in NOTICES[paper_of(duty)]:
        return (reason("default_kind_unknown", clause),)
    if new.known_on > today:
        return (reason("default_known_in_future", clause, day=new.known_on, today=today),)
    if new.known_on < loan.drawn_on:
        drawn_on = loan.drawn_on
        return (
            reason("default_known_before_drawdown", clause, day=new.known_on, drawn_on=drawn_on),
        )
    if new.kind == DefaultKind.OVERDUE and state.overdue_since is None:
        return (reason("default_not_overdue", clause, loan=loan.key),)
    if says_nothing(new.facts):
        return (reason("default_needs_facts", clause),)
    if max(len(new.facts.strip()), len(new.measures.strip())) > LONGEST_TEXT:
        return (reason("grounds_too_long", most=LONGEST_TEXT),)
    return ()


def _called(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)


def _duty(case: Case, role: str) -> Duty:
    scheme = scheme_of(case)
    if not duties(scheme):
        raise NotFound
    duty = duty_of(scheme, role)
    if duty is None:
        raise Refused((reason("default_notice_not_owed", duties(scheme)[0].clause),))
    return duty


def _recipients(case: Case, duty: Duty) -> tuple[CaseParty, ...]:
    rows = {row.role: row for row in case.parties.select_related("party")}
    return tuple(rows[role] for role in recipients_of(duty, rows))


def _sent(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case=case, paper__in=list(NOTICES), is_issued=True)


def _number(case: Case, place: int) -> str:
    year, last = case.opened_on.year, case.number.rpartition("-")[2]
    return f"知贷违约〔{year}〕{last}号-{place}"
