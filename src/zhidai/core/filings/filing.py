"""A month's filing put together from the drawdowns of one bank and the papers of their cases.

Clause 9.2: in the month after disbursement the bank files last month's loans with their papers.
A loan belongs to the month of its day of drawdown. A paper is there if the dossier holds a copy of
it, whoever put it there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.filings.months import month_of
from zhidai.core.filings.settings import FilingSettings
from zhidai.core.labels import Label

# 9.2(4) and (5) but for the pledge contract: papers that exist only where somebody guarantees
# (interpretation `direct_route_papers`).
GUARANTEE_PAPERS = frozenset(
    {"entrusted_guarantee_contract", "guarantee_fee_invoice", "guarantee_agreement"}
)
# The credit contract of 9.2(2) is the loan contract of 6.1.6 unless there is one of its own
# (interpretation `credit_contract_filed`).
STANDS_FOR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"credit_contract": ("loan_contract",)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCopy:
    """One file of a dossier: what it stands for, its number there, its name and its SHA-256."""

    paper: str
    document: int
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPatent:
    """A pledged patent."""

    number: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawdown:
    """A loan, or a further part of it, as the month's filing lists it.

    Amounts in yuan, the rate a fraction of one a year.
    `guarantor` is None on the direct route, `registration` where no pledge was registered.
    """

    loan: str
    case: str
    route: str
    enterprise: Label
    credit_code: str | None
    amount: Decimal
    annual_rate: Decimal
    drawn_on: date
    due_on: date
    guarantor: Label | None
    appraiser: Label | None
    pledgee: Label | None
    registration: str | None
    registered_on: date | None
    patents: tuple[FiledPatent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPaper:
    """A paper that 9.2 asks for, and the copies of it that the dossier holds."""

    paper: str
    copies: tuple[PaperCopy, ...]

    @property
    def is_missing(self) -> bool:
        """Whether there is no copy."""
        return not self.copies


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """One loan of the filing with its papers, in the order of the clause."""

    drawdown: Drawdown
    papers: tuple[FiledPaper, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The papers that are not there."""
        return tuple(each.paper for each in self.papers if each.is_missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFiling:
    """What one bank files with one bureau for a month (its first day); `total` in yuan."""

    scheme: str
    month: date
    bank: Label
    bureau: Label
    rows: tuple[FilingRow, ...]
    total: Decimal

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Loan and paper of everything that is not there."""
        return tuple((row.drawdown.loan, paper) for row in self.rows for paper in row.missing)


def papers_asked(settings: FilingSettings, *, has_guarantor: bool) -> tuple[str, ...]:
    """The papers of 9.2 that a loan needs, in the order of the clause.

    Where nobody guarantees, the papers of a guarantee are left out unless the scheme's reading
    asks for them all the same.
    """
    if has_guarantor or settings.every_paper_on_the_direct_route:
        return settings.papers
    return tuple(paper for paper in settings.papers if paper not in GUARANTEE_PAPERS)


def assemble(
    drawdowns: Iterable[tuple[Drawdown, Collection[PaperCopy]]],
    *,
    scheme: str,
    month: date,
    bank: Label,
    bureau: Label,
    settings: FilingSettings,
) -> ProjectFiling:
    """The filing of a month: its drawdowns by day and contract, with their papers (9.2).

    Drawdowns of other months are left out.
    """
    of_the_month = [
        (drawdown, copies)
        for drawdown, copies in drawdowns
        if month_of(drawdown.drawn_on) == month_of(month)
    ]
    of_the_month.sort(key=lambda each: (each[0].drawn_on, each[0].loan))
    rows = tuple(
        FilingRow(
            drawdown=drawdown,
            papers=_papers(
                papers_asked(settings, has_guarantor=drawdown.guarantor is not None),
                copies,
            ),
        )
        for drawdown, copies in of_the_month
    )
    return ProjectFiling(
        scheme=scheme,
        month=month_of(month),
        bank=bank,
        bureau=bureau,
        rows=rows,
        total=sum((row.drawdown.amount for row in rows), Decimal("0.00")),
    )


def _papers(asked: Sequence[str], copies: Collection[PaperCopy]) -> tuple[FiledPaper, ...]:
    return tuple(FiledPaper(paper=paper, copies=_copies(paper, copies)) for paper in asked)


def _copies(paper: str, copies: Collection[PaperCopy]) -> tuple[PaperCopy, ...]:
    """Its own copies, or where there is none those of the paper that stands for it."""
    for name in (paper, *STANDS_FOR.get(paper, ())):
        found = sorted(
            (copy for copy in copies if copy.paper == name), key=lambda copy: copy.document
        )
        if found:
            return tuple(found)
    return ()
