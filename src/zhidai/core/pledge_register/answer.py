"""The report of a list of registrations in figures, for programs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.ledger.cells import CellProblem
from zhidai.core.pledge_register.report import RANKED, RegisterReport
from zhidai.core.pledge_register.rows import RejectedRow
from zhidai.core.statistics.figures import Dimension, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.series import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAnswer:
    """A figure and the one a year before; change: of number and amount, a fraction of that one."""

    query: str
    value: Decimal | None
    year_before: Decimal | None
    change: Decimal | None
    left_out: int
    counted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankAnswer:
    """The place of a group by one metric; shared: another group stands at it as well."""

    by: Dimension
    group: str
    metric: Metric
    place: int
    shared: bool
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredAnswer:
    """A registration as it was read."""

    id: str
    pledgor: str
    registered_on: date
    amount: Decimal | None
    released_on: date | None
    bank: str
    district: str
    industry: str
    ip_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswer:
    """What `zhidai ledger registrations --json` prints. rejected and unused: by file."""

    files: tuple[str, ...]
    scope: str
    quarter: str
    figures: tuple[FigureAnswer, ...]
    ranks: tuple[RankAnswer, ...]
    registrations: tuple[RegisteredAnswer, ...]
    rejected: dict[str, tuple[RejectedRow, ...]]
    unused: dict[str, tuple[CellProblem, ...]]
    notes: tuple[Reason, ...]


def register_answer(report: RegisterReport) -> RegisterAnswer:
    """The report without what only surfaces need."""
    return RegisterAnswer(
        files=tuple(one.file for one in report.registers),
        scope=report.facts.scope,
        quarter=str(report.quarter),
        figures=tuple(_figure(one.year_on_year[0]) for one in report.quarters.values()),
        ranks=_ranks(report),
        registrations=tuple(
            RegisteredAnswer(
                id=one.id,
                pledgor=one.pledgor,
                registered_on=one.registered_on,
                amount=one.amount,
                released_on=one.released_on,
                bank=one.places.bank,
                district=one.places.district,
                industry=one.places.industry,
                ip_kind=one.places.ip_kind,
            )
            for one in report.facts.registrations
        ),
        rejected={one.file: one.rejected for one in report.registers},
        unused={one.file: one.unused for one in report.registers},
        notes=report.notes,
    )


def _figure(step: Step) -> FigureAnswer:
    figure: Figure = step.figure
    return FigureAnswer(
        query=figure.query,
        value=figure.value,
        year_before=None if step.since is None else step.since.value,
        change=step.change.ratio if step.change is not None and figure.metric in RANKED else None,
        left_out=figure.left_out,
        counted=len(figure.counted),
    )


def _ranks(report: RegisterReport) -> tuple[RankAnswer, ...]:
    return tuple(
        RankAnswer(
            by=by,
            group=rank.figure.group.name,
            metric=metric,
            place=rank.place,
            shared=rank.shared,
            value=rank.figure.value,
        )
        for by, reports in report.ranked.items()
        for metric, found in reports.items()
        for rank in found.ranks
    )
