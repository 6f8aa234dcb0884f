"""Reads how every yuan of a loan travelled, for those who share the loss and who supervise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.guarantees.journey import Journey
from zhidai.core.guarantees.journey_clauses import travel_clauses
from zhidai.core.guarantees.journey_marks import Mark, MarkTerms, marks_of
from zhidai.core.guarantees.journey_picture import JourneyPicture, journey_picture
from zhidai.core.guarantees.loan_journey import loan_journey
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation, Topic
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.documents.table_writing import Cell, table_bytes
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import citations_of, clause_of
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.guarantees.journey_stop import JourneyStop, stop_after
from zhidai.services.guarantees.queries import sees_claims
from zhidai.services.guarantees.sharing import payers_of, shares_for
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.journal.books import books_of
from zhidai.services.lending.book import state_of
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.refusal import NotFound
from zhidai.wording.loan_journey import Content, journey_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {".csv": "text/csv; charset=utf-8", ".xlsx": XLSX}


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """A loan's journey up to the end of a day; amounts in it are Decimal yuan.

    sharers: the roles that share the loan's loss, in the order of the scheme; own_names: what the
    scheme calls the parties that it names itself, by role.
    """

    loan: str
    case: str
    scheme: str
    clauses: Mapping[str, Citation]
    enterprise: str
    enterprise_en: str
    is_fictional: bool
    is_claimed: bool
    journey: Journey
    picture: JourneyPicture
    marks: tuple[Mark, ...]
    stop: JourneyStop | None
    sharers: tuple[str, ...]
    own_names: Mapping[str, Label]


def journey_view(acting: Acting, loan_key: str, *, on: date | None = None) -> JourneyView:
    """The journey page, as of the business date unless an earlier day is asked for."""
    loan = _visible(acting, loan_key)
    day = min(on or business_date.today(), business_date.today())
    scheme = scheme_of(loan.case)
    clauses = travel_clauses(scheme, loan.case.route)
    journey = loan_journey(books_of(loan, max(day, loan.drawn_on)), clauses)
    claim = Claim.objects.filter(loan=loan, claimed_on__lte=day).first()
    enterprise = loan.case.enterprise
    since = state_of(loan, claim.claimed_on if claim else journey.on).overdue_since
    return JourneyView(
        loan=loan.key,
        case=loan.case.number,
        scheme=loan.case.scheme,
        clauses=citations_of(loan.case),
        enterprise=enterprise.name,
        enterprise_en=enterprise.name_en,
        is_fictional=enterprise.is_fictional,
        is_claimed=claim is not None,
        journey=journey,
        picture=journey_picture(journey),
        marks=tuple(_marks(loan, claim, since)),
        stop=None
        if since is None
        else stop_after(acting, loan, overdue_since=since, on=journey.on),
        sharers=tuple(shares_for(loan)),
        own_names={role: own.label for role, own in scheme.own_parties.items()},
    )


def journey_document(
    acting: Acting, loan_key: str, *, ending: str, language: str, on: date | None = None
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the table of movements: what the page shows, as a file."""
    media_type = MEDIA_TYPES.get(ending)
    if media_type is None:
        raise NotFound
    view = journey_view(acting, loan_key, on=on)
    table = journey_table(view.journey, language, view.own_names)
    rows = [
        {head: _cell(content) for head, content in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    content = table_bytes(ending, table.columns, rows)
    return f"{view.case}-journey-{view.journey.on}{ending}", media_type, content


def _cell(content: Content) -> Cell:
    return content.isoformat() if isinstance(content, date) else content


def _visible(acting: Acting, loan_key: str) -> Loan:
    loan = visible_loan(acting, loan_key)
    if not sees_claims(acting):
        raise NotFound
    return loan


def _marks(loan: Loan, claim: Claim | None, since: date | None) -> Iterable[Mark]:
    """By the overdue day 1 that the claim was counted from; before a claim, the present one."""
    overdue = None if since is None else state_of(loan, since)
    settings = claim_settings(loan)
    terms = MarkTerms(
        overdue_days=settings.overdue_days if settings is not None and payers_of(loan) else None,
        overdue_clause=clause_of(loan.case, Topic.OVERDUE),
        claim_clause=clause_of(loan.case, Topic.CLAIM),
    )
    return marks_of(overdue, terms, grace_until=claim.grace_until if claim else None)
