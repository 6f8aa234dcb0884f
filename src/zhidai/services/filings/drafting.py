"""A month's filing as the tables have it now, and as a version keeps it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from pydantic import TypeAdapter

from zhidai.core.filings.filing import (
    Drawdown,
    FiledPatent,
    PaperCopy,
    ProjectFiling,
    assemble,
)
from zhidai.core.filings.months import last_day
from zhidai.core.filings.settings import FilingSettings, settings_from
from zhidai.core.labels import Label
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import CaseParty, CaseRight, Document
from zhidai.db.filings.models import Filing, FilingVersion
from zhidai.db.lending.models import ChangeInForce, Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services.filings.drawn import filed_here
from zhidai.services.lending.book import MILLION
from zhidai.services.lending.drawdowns import further_by_loan, further_drawdowns
from zhidai.services.schemes.versions import scheme_in_force

_FILING = TypeAdapter(ProjectFiling)


def drawn_in(month: date) -> Q:
    """Of a loan: it, or a further part of it, was drawn in the month and is told here."""
    days = (month, last_day(month))
    further = further_drawdowns().filter(effective_on__range=days).order_by()
    return (filed_here() & Q(drawn_on__range=days)) | Q(pk__in=further.values("change__loan"))


def loans_of_filing(filing: Filing) -> QuerySet[Loan]:
    """The bank's loans drawn in the month, all or a part, of cases with the bureau."""
    return (
        Loan.objects.filter(drawn_in(filing.month), case__scheme=filing.scheme)
        .filter(case__parties__role=PartyKind.BANK, case__parties__party_id=filing.bank_id)
        .filter(case__parties__role=PartyKind.BUREAU, case__parties__party_id=filing.bureau_id)
        .select_related("case", "case__enterprise")
        .order_by("drawn_on", "key")
    )


def draft(filing: Filing) -> ProjectFiling:
    """What would be sent now."""
    return drafts([filing])[filing.pk]


def drafts(filings: Sequence[Filing]) -> dict[int, ProjectFiling]:
    """Filing id -> what would be sent now; in as many queries for many filings as for one."""
    own: dict[tuple[str, date, int, int], list[tuple[int, Drawdown]]] = defaultdict(list)
    loans = list(_loans_of(filings))
    further = further_by_loan(Loan.objects.filter(pk__in=[loan.pk for loan in loans]))
    for loan in loans:
        parties = {row.role: row.party_id for row in loan.case.parties.all()}
        bank, bureau = parties.get(PartyKind.BANK, 0), parties.get(PartyKind.BUREAU, 0)
        for one in _drawdowns(loan, further[loan.pk]):
            month = one.drawn_on.replace(day=1)
            own[loan.case.scheme, month, bank, bureau].append((loan.case_id, one))
    copies = _copies(loans)
    found = {}
    for filing in filings:
        drawn = own[filing.scheme, filing.month, filing.bank_id, filing.bureau_id]
        found[filing.pk] = assemble(
            ((one, copies[case]) for case, one in drawn),
            scheme=filing.scheme,
            month=filing.month,
            bank=_named(filing.bank),
            bureau=_named(filing.bureau),
            settings=settings_of(filing),
        )
    return found


def _loans_of(filings: Sequence[Filing]) -> QuerySet[Loan]:
    """The loans drawn in the months of filings by their banks, with all that a draft tells."""
    months = {filing.month for filing in filings}
    drawn = reduce(or_, (drawn_in(each) for each in months), Q())
    banks = {filing.bank_id for filing in filings}
    loans = Loan.objects.filter(case__scheme__in={filing.scheme for filing in filings})
    lent = CaseParty.objects.filter(case=OuterRef("case"), role=PartyKind.BANK, party_id__in=banks)
    return (
        loans.filter(drawn)
        .filter(Exists(lent))
        .select_related("case", "case__enterprise")
        .prefetch_related(
            Prefetch("case__parties", queryset=CaseParty.objects.select_related("party")),
            Prefetch("case__pledges", queryset=Pledge.objects.select_related("pledgee")),
            Prefetch("case__rights", queryset=CaseRight.objects.select_related("right")),
        )
        .order_by("drawn_on", "key")
    )


def settings_of(filing: Filing) -> FilingSettings:
    """What the scheme asked of the month, by its version in force on the month's last day."""
    settings = settings_from(scheme_in_force(filing.scheme, last_day(filing.month)))
    if settings is None:
        raise AssertionError(f"{filing.scheme} has no project filing")
    return settings


def content_of(filing: ProjectFiling) -> dict[str, Any]:
    """A filing as a version keeps it: amounts and days as strings."""
    content: dict[str, Any] = _FILING.dump_python(filing, mode="json")
    return content


def filing_of(version: FilingVersion) -> ProjectFiling:
    """The filing that a version keeps."""
    return _FILING.validate_python(version.content)


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of the content, by which a version is known again."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _copies(loans: list[Loan]) -> defaultdict[int, list[PaperCopy]]:
    found: defaultdict[int, list[PaperCopy]] = defaultdict(list)
    cases = [loan.case_id for loan in loans]
    for row in Document.objects.filter(case__in=cases).defer("content").order_by("id"):
        found[row.case_id].append(
            PaperCopy(paper=row.paper, document=row.pk, name=row.name, sha256=row.sha256)
        )
    return found


def _drawdowns(loan: Loan, further: Sequence[ChangeInForce]) -> Iterator[Drawdown]:
    """Each part with the day on which it was drawn."""
    first = _drawdown(loan)
    yield first
    for row in further:
        yield replace(first, amount=from_fen(row.change.amount or 0), drawn_on=row.effective_on)


def _drawdown(loan: Loan) -> Drawdown:
    """Of a loan whose case came with its parties, pledges and rights."""
    case = loan.case
    parties = {row.role: _named(row.party) for row in case.parties.all()}
    pledge = min(case.pledges.all(), key=lambda row: row.pk, default=None)
    return Drawdown(
        loan=loan.key,
        case=case.number,
        route=case.route,
        enterprise=_named(case.enterprise),
        credit_code=case.enterprise.credit_code,
        amount=from_fen(loan.principal),
        annual_rate=Decimal(loan.annual_rate) / MILLION,
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
        guarantor=parties.get(PartyKind.GUARANTOR),
        appraiser=parties.get(PartyKind.APPRAISER),
        pledgee=_named(pledge.pledgee) if pledge else None,
        registration=pledge.registration_number if pledge else None,
        registered_on=pledge.registered_on if pledge else None,
        patents=tuple(
            FiledPatent(number=row.right.number, title=row.right.title, kind=row.right.kind)
            for row in sorted(case.rights.all(), key=lambda row: row.pk)
        ),
    )


def _named(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)
