"""Ledgers of a bank that were handed in, for pages; and the mark of a loan that came from one."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.db.parties.models import Party
from zhidai.db.takeover.models import TakenOverLoan, Takeover
from zhidai.services.acting import Acting, named
from zhidai.services.lending.tenancy import of_own_loan
from zhidai.services.takeover.commands import handed_of, own_takeover
from zhidai.services.takeover.planning import Plan, plan_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeoverView:
    """A ledger that was handed in; taken and refused once it was confirmed."""

    number: int
    file_name: str
    sha256: str
    cut_over_on: date
    proposed_on: date
    proposed_by: Label
    taken: int | None
    refused: int | None
    confirmed_on: date | None
    confirmed_by: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """The mark of a loan: from which row of which file it came, as of which day."""

    file_name: str
    sha256: str
    sheet: str
    row: int
    cut_over_on: date
    basis: str


def takeovers(acting: Acting) -> tuple[TakeoverView, ...]:
    """All of the acting bank, the newest first."""
    rows = Takeover.objects.filter(bank_id=acting.party_id).defer("content")
    found = rows.select_related("proposed_by", "confirmation__confirmed_by").order_by("-id")
    return tuple(_view(row) for row in found)


def takeover_view(acting: Acting, number: int) -> TakeoverView:
    """One of them."""
    return _view(own_takeover(acting, number))


def plan_of_takeover(acting: Acting, number: int) -> Plan:
    """What a ledger that waits would bring today."""
    return plan_of(handed_of(own_takeover(acting, number)))


def loans_of_takeover(acting: Acting, number: int) -> tuple[str, ...]:
    """The keys of the loans that came from a ledger, in the order of its rows."""
    rows = own_takeover(acting, number).loans.select_related("loan").order_by("id")
    return tuple(row.loan.key for row in rows)


def taken_over(acting: Acting, loan_key: str) -> TakenOver | None:
    """The mark of a loan that the acting party sees; None for one that was drawn here."""
    row = (
        TakenOverLoan.objects.filter(of_own_loan(acting), loan__key=loan_key)
        .select_related("takeover")
        .defer("takeover__content")
        .first()
    )
    if row is None:
        return None
    return TakenOver(
        file_name=row.takeover.file_name,
        sha256=row.takeover.sha256,
        sheet=row.sheet,
        row=row.row,
        cut_over_on=row.takeover.cut_over_on,
        basis=row.basis,
    )


def lenders_to_choose(kind: PartyKind) -> tuple[tuple[int, Label], ...]:
    """Guarantors or appraisers of whom one may stand for the rows that name none."""
    found = Party.objects.filter(kind=str(kind)).order_by("name")
    return tuple((one.pk, Label(zh=one.name, en=one.name_en)) for one in found)


def _view(row: Takeover) -> TakeoverView:
    done = getattr(row, "confirmation", None)
    return TakeoverView(
        number=row.pk,
        file_name=row.file_name,
        sha256=row.sha256,
        cut_over_on=row.cut_over_on,
        proposed_on=row.proposed_on,
        proposed_by=named(row.proposed_by),
        taken=done.taken if done else None,
        refused=done.refused if done else None,
        confirmed_on=done.confirmed_on if done else None,
        confirmed_by=named(done.confirmed_by) if done else None,
    )
