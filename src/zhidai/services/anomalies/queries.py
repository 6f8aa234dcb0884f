"""Searches what a bureau may see for anomalies, each look a fresh one.

No finding is kept, only what the bureau looked at when it dealt with one.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhidai.core.anomalies.book import AnomalyKind, Book, BookLoan, BookPledge, Finding
from zhidai.core.anomalies.dealing import is_dealt_with
from zhidai.core.anomalies.search import search
from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.money import from_fen, parse_yuan
from zhidai.core.parties import PartyKind
from zhidai.db.anomalies.models import AnomalyClosing
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.anomalies.views import AnomaliesView, ClosingLine, FindingView
from zhidai.services.cases.tenancy import visible_to
from zhidai.services.refusal import NotFound


def anomalies_view(acting: Acting) -> AnomaliesView:
    """What the bureau should look into today, over all cases that it takes part in."""
    book, today = book_of(acting), business_date.today()
    parameters = anomaly_parameters(today)
    findings = search(book, parameters, on=today)
    names = _names({finding.subject for finding in findings})
    closings = _closed_by(acting)
    return AnomaliesView(
        on=today,
        parameters=parameters,
        loans=len(book.loans),
        pledges=len(book.pledges),
        findings=tuple(
            FindingView(
                subject=_named(finding.subject, names),
                finding=finding,
                closings=_closings(finding, closings),
            )
            for finding in findings
        ),
    )


def finding_view(acting: Acting, kind: AnomalyKind, subject: str) -> FindingView:
    """One finding as it is today; NotFound where it is not found."""
    for found in anomalies_view(acting).findings:
        if (found.kind, found.finding.subject) == (kind, subject):
            return found
    raise NotFound


def book_of(acting: Acting) -> Book:
    """The loans and pledges of the bureau's cases."""
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound
    cases = visible_to(acting)
    loans = Loan.objects.filter(case__in=cases).select_related("case", "case__enterprise")
    drawn = {loan.case_id: loan for loan in loans}
    roles = _roles(list(drawn))
    pledges = Pledge.objects.filter(case__in=cases).select_related(
        "right", "case", "case__enterprise"
    )
    return Book(
        loans=tuple(_loan(loan, roles[case]) for case, loan in drawn.items()),
        pledges=tuple(_pledge(pledge, drawn.get(pledge.case_id)) for pledge in pledges),
    )


def _roles(cases: list[int]) -> Mapping[int, Mapping[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = CaseParty.objects.filter(case__in=cases).select_related("party")
    for row in rows:
        found[row.case_id][row.role] = row.party.name
    return found


def _loan(loan: Loan, roles: Mapping[str, str]) -> BookLoan:
    """The appraised value is that of the formal report, before there is one the preliminary."""
    values = loan.case.facts.get("valuation", {})
    return BookLoan(
        loan=loan.key,
        case=loan.case.number,
        enterprise=loan.case.enterprise.name,
        bank=roles[PartyKind.BANK],
        appraiser=roles.get(PartyKind.APPRAISER),
        principal=from_fen(loan.principal),
        drawn_on=loan.drawn_on,
        appraised_value=_yuan(values, "formal_value") or _yuan(values, "appraised_value"),
        market_value=_yuan(values, "market_value"),
    )


def _pledge(pledge: Pledge, loan: Loan | None) -> BookPledge:
    case: Case = pledge.case
    return BookPledge(
        right=pledge.right.number,
        case=case.number,
        enterprise=case.enterprise.name,
        registered_on=pledge.registered_on,
        released_on=pledge.released_on,
        loan=loan.key if loan else None,
        drawn_on=loan.drawn_on if loan else None,
    )


def _yuan(values: Mapping[str, Any], name: str) -> Decimal | None:
    """A recorded value; None where nobody gave one."""
    written = values.get(name)
    if written is None:
        return None
    try:
        return parse_yuan(str(written["value"]))
    except BadInput:
        return None


def _names(subjects: set[str]) -> Mapping[str, Label]:
    parties = Party.objects.filter(name__in=subjects)
    return {party.name: Label(zh=party.name, en=party.name_en) for party in parties}


def _named(subject: str, names: Mapping[str, Label]) -> Label:
    """A party in both languages; the number of a case, a loan or a patent as it is."""
    return names.get(subject, Label(zh=subject, en=subject))


def _closed_by(acting: Acting) -> Mapping[tuple[str, str], list[AnomalyClosing]]:
    """Kind and subject -> how the bureau dealt with it, newest first."""
    found: defaultdict[tuple[str, str], list[AnomalyClosing]] = defaultdict(list)
    rows = AnomalyClosing.objects.filter(bureau_id=acting.party_id).select_related("person")
    for row in rows.order_by("-id"):
        found[row.kind, row.subject].append(row)
    return found


def _closings(
    finding: Finding, closed: Mapping[tuple[str, str], list[AnomalyClosing]]
) -> tuple[ClosingLine, ...]:
    """Only the newest one can hold."""
    rows = closed.get((str(finding.kind), finding.subject), [])
    return tuple(
        ClosingLine(
            reason=row.reason,
            closed_on=row.closed_on,
            person=named(row.person),
            holds=place == 0 and is_dealt_with(finding, row.looked_at),
        )
        for place, row in enumerate(rows)
    )
