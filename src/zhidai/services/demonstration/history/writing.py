"""Writes the past down in bulk: the tables, constraints, chains and journal of today's work."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import Case, CaseParty, CaseRight, Document, Task
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.taking_part import roles_held
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.history.booking import book
from zhidai.services.demonstration.history.calendar import FIRST_ON, PROLONGED_ON
from zhidai.services.demonstration.history.dossiers import ROUTE, Dossier, dossier_of
from zhidai.services.demonstration.history.drawing import DRAWING, allowed
from zhidai.services.demonstration.history.endings import PastCase
from zhidai.services.demonstration.history.loans import PastLoan, loan_of
from zhidai.services.demonstration.history.log import BATCH, Told, write_log
from zhidai.services.demonstration.history.people import Borrower, register_borrowers
from zhidai.services.demonstration.history.prolonging import prolonged_scheme
from zhidai.services.demonstration.settling import Household
from zhidai.services.schemes.versions import keep_shipped, scheme_in_force

Row = TypeVar("Row", bound=Model)
By = dict[str, tuple[int, int]]


def write_past(
    cases: Sequence[PastCase],
    households: Mapping[str, Household],
    *,
    after_each: Callable[[], None],
) -> list[PastLoan]:
    """All cases of the past with their loans; gives the loans, for what came after them."""
    scheme = scheme_in_force(SCHEME, FIRST_ON)
    keep_shipped(scheme, FIRST_ON)
    borrowers, told = register_borrowers(cases)
    dossiers, loans = _made(cases, scheme, borrowers, households, after_each)
    Case.objects.bulk_create((each.case for each in dossiers), batch_size=BATCH)
    _write_cases(dossiers, scheme)
    Loan.objects.bulk_create((each.loan for each in loans), batch_size=BATCH)
    book(loans, _write_payments(loans))
    write_log([*told, *(event for each in dossiers for event in each.told)])
    return loans


def _made(
    cases: Sequence[PastCase],
    scheme: Scheme,
    borrowers: Mapping[str, Borrower],
    households: Mapping[str, Household],
    after_each: Callable[[], None],
) -> tuple[list[Dossier], list[PastLoan]]:
    dossiers, loans = [], []
    years, drawn = Counter[int](), defaultdict[tuple[int, int], Decimal](Decimal)
    declared = dict(Party.objects.exclude(facts={}).values_list("pk", "facts"))
    later = prolonged_scheme()
    for past in cases:
        pinned = scheme if past.opened_on < PROLONGED_ON else later
        years[past.opened_on.year] += 1
        number = f"ZD{past.opened_on.year}-{years[past.opened_on.year]:05d}"
        borrower = borrowers[past.enterprise.username]
        dossier = dossier_of(
            past, number, pinned, borrower=borrower, by=_by(past, borrower, households)
        )
        dossiers.append(dossier)
        if past.is_drawn:
            year = (borrower.party.pk, past.drawn_on.year)
            _allow(dossier, pinned, declared, drawn_before=drawn[year])
            drawn[year] += parse_yuan(past.story.amount)
            loans.append(loan_of(dossier, pinned))
        after_each()
    return dossiers, loans


def _by(past: PastCase, borrower: Borrower, households: Mapping[str, Household]) -> By:
    team = past.team
    names = {"bank": team.bank, "guarantor": team.guarantor, "appraiser": team.appraiser}
    names |= {name: name for name in ("bureau", "finance", "treasury")}
    officers = {role: households[name].officer for role, name in names.items()}
    by = {role: (acting.person_id, acting.party_id) for role, acting in officers.items()}
    return {"enterprise": borrower.by, **by}


def _allow(
    dossier: Dossier, scheme: Scheme, declared: Mapping[int, Any], *, drawn_before: Decimal
) -> None:
    """Keep the trace of the drawdown's decision with its event."""
    lenders = {role: declared[dossier.by[role][1]] for role in ("bank", "guarantor", "appraiser")}
    kept = allowed(dossier, scheme, lenders=lenders, drawn_before=drawn_before)
    place = next(
        place for place, one in enumerate(dossier.told) if one.payload.get("task") == DRAWING
    )
    one = dossier.told[place]
    dossier.told[place] = Told(
        stream=one.stream, kind=one.kind, on=one.on, payload={**one.payload, "trace": kept},
        by=one.by,
    )  # fmt: skip


def _write_cases(dossiers: Sequence[Dossier], scheme: Scheme) -> None:
    pledgee = str(scheme.routes[ROUTE].pledgee)
    known = Party.objects.in_bulk(list({one for each in dossiers for _, one in each.by.values()}))
    _bulk(CaseParty, (row for each in dossiers for row in _parties(each, scheme, known)))
    _bulk(CaseRight, (row for each in dossiers for row in _rights(each)))
    _bulk(Task, (row for each in dossiers for row in _tasks(each)))
    _bulk(Document, (row for each in dossiers for row in _documents(each)))
    _bulk(Pledge, (row for each in dossiers for row in _pledges(each, pledgee)))


def _bulk(model: type[Row], rows: Iterable[Row]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001 - Django's own name


def _parties(dossier: Dossier, scheme: Scheme, known: Mapping[int, Party]) -> Iterator[CaseParty]:
    taken = {str(role): known[party] for role, (_, party) in dossier.by.items()}
    for role, party in roles_held(scheme, dossier.route.id, taken).items():
        yield CaseParty(case=dossier.case, role=role, party=party)


def _rights(dossier: Dossier) -> Iterator[CaseRight]:
    for right in dossier.borrower.rights:
        yield CaseRight(case=dossier.case, right=right)


def _tasks(dossier: Dossier) -> Iterator[Task]:
    for task in dossier.tasks.values():
        task.case = dossier.case
        yield task


def _documents(dossier: Dossier) -> Iterator[Document]:
    """What a task asked for stands under it; what the month's filing asks, under the filing."""
    for task, paper, upload, on in dossier.papers:
        person, party = dossier.by[task.party if task else "bank"]
        yield Document(
            case=dossier.case,
            paper=paper,
            task=task.id if task else "project_filing",
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            sha256=upload.sha256,
            content=upload.content,
            added_on=on,
            added_by_id=person,
            party_id=party,
        )


def _pledges(dossier: Dossier, pledgee: str) -> Iterator[Pledge]:
    if dossier.registered_on is None:
        return
    for right in dossier.borrower.rights:
        yield Pledge(
            right=right,
            case=dossier.case,
            pledgee_id=dossier.by[pledgee][1],
            registration_number=f"Y-{dossier.past.story.contract}",
            registered_on=dossier.registered_on,
            released_on=dossier.released_on,
        )


def _write_payments(loans: Sequence[PastLoan]) -> list[list[LoanEventRow]]:
    """The payments of each loan, with their keys."""
    rows = [
        [
            LoanEventRow(
                loan=past.loan,
                kind=str(event.kind),
                amount=to_fen(event.amount),
                effective_on=event.effective_on,
                recorded_at=event.recorded_at,
                person_id=past.dossier.by["bank"][0],
            )
            for event in past.course.events
        ]
        for past in loans
    ]
    every = sorted((row for each in rows for row in each), key=lambda row: row.effective_on)
    LoanEventRow.objects.bulk_create(every, batch_size=BATCH)
    return rows
