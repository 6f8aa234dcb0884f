"""The report of a list of registrations as tables: figures, rankings, what was read or not."""

from zhidai.core.pledge_register.fields import Field
from zhidai.core.pledge_register.report import RANKED, RegisterReport
from zhidai.core.statistics.facts import NOT_STATED, Registration
from zhidai.core.statistics.figures import Dimension, Figure, Group
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.core.statistics.report import Report
from zhidai.core.statistics.series import Step
from zhidai.wording.ledger.sections import Content, Kind, Measured, Section, section
from zhidai.wording.speech import sentence, translate
from zhidai.wording.statistics import (
    change_ratio,
    change_text,
    group_name,
    metric_definition,
    metric_name,
    period_of_figure,
)

TEXT, MONEY, DAY, COUNT = Kind.TEXT, Kind.MONEY, Kind.DAY, Kind.COUNT
FIELDS = {
    Field.ID: "Registration number",
    Field.PLEDGOR: "Pledgor",
    Field.REGISTERED_ON: "Registered on",
    Field.AMOUNT: "Registered pledge amount",
    Field.RELEASED_ON: "Released on",
    Field.BANK: "Pledgee",
    Field.DISTRICT: "District",
    Field.ADDRESS: "Address (for the district)",
    Field.INDUSTRY: "Industry",
    Field.KIND: "Kind of right",
    Field.RIGHTS: "Patent numbers",
}
_RANKINGS = {
    Dimension.DISTRICT: "Ranking of the districts",
    Dimension.BANK: "Ranking of the pledgees",
    Dimension.INDUSTRY: "Ranking of the industries",
    Dimension.IP_KIND: "Kinds of right",
}
_KINDS = {FigureUnit.COUNT: COUNT, FigureUnit.YUAN: MONEY}


def register_workbooks(report: RegisterReport, language: str) -> dict[str, tuple[Section, ...]]:
    """File name without its ending -> the sheets in it."""
    return {
        "statistics": (figures(report, language), change(report, language)),
        "rankings": tuple(ranking(report, by, language) for by in report.ranked),
        "registrations": (registrations(report, language),),
        "rejects": (rejects(report, language), notes(report, language)),
    }


def figures(report: RegisterReport, language: str) -> Section:
    """Month by month, then the quarter."""
    told = report.told
    months = zip(*(report.months[metric].figures for metric in told), strict=True)
    quarter = tuple(report.quarters[metric].figures[0] for metric in told)
    return section(
        "figures",
        "The quarter in figures",
        language=language,
        headings=[("Period", TEXT), *((_heading(metric), _kind(metric)) for metric in told)],
        rows=[_figures_row(line, language) for line in (*months, quarter)],
        notes=[
            f"{metric_name(metric, language)}: {metric_definition(metric, language)}"
            for metric in told
        ],
    )


def _heading(metric: Metric) -> str:
    return {
        Metric.REGISTRATIONS: "Pledge registrations",
        Metric.REGISTERED_AMOUNT: "Registered amount (yuan)",
        Metric.FIRST_TIME_PLEDGORS: "First-time pledgors",
        Metric.REGISTRATIONS_IN_FORCE: "Registrations in force",
    }[metric]


def _kind(metric: Metric) -> Kind:
    return _KINDS[DEFINITIONS[metric].unit]


def _figures_row(line: tuple[Figure, ...], language: str) -> tuple[Content, ...]:
    return (period_of_figure(line[0], language), *map(_content, line))


def _content(figure: Figure) -> Content:
    if figure.value is None:
        return None
    return int(figure.value) if figure.unit is FigureUnit.COUNT else figure.value


def change(report: RegisterReport, language: str) -> Section:
    """Number and amount beside the same quarter of the year before."""
    compared = [metric for metric in report.told if metric in RANKED]
    steps = [(metric, report.quarters[metric].year_on_year[0]) for metric in compared]
    return section(
        "change",
        "Against the same quarter of the year before",
        language=language,
        headings=(
            ("Metric", TEXT), ("This quarter", TEXT), ("A year before", TEXT),
            ("Year on year", TEXT),
        ),
        rows=[
            (
                metric_name(metric, language),
                _measured(step.figure),
                _measured(step.since),
                _change(step, language),
            )
            for metric, step in steps
            if step.since is not None and step.since.value is not None
        ],
        empty=(
            "The list holds nothing of a year before; give the earlier list as well to compare."
        ),
    )  # fmt: skip


def ranking(report: RegisterReport, by: Dimension, language: str) -> Section:
    """The groups by number, each with its place by number and by amount, and the change.

    What is not stated stands at the end, without a place.
    """
    found = report.ranked[by]
    number = found[Metric.REGISTRATIONS]
    amount = found.get(Metric.REGISTERED_AMOUNT)
    period = report.quarter
    rows = []
    placed = [(one.figure, one.place) for one in number.ranks]
    unstated = [(one, None) for one in number.figures if one.group == Group(by=by, name=NOT_STATED)]
    for figure, place in [*placed, *unstated]:
        group = figure.group
        row: list[Content] = [group_name(group, language), _content(figure), place]
        row.append(_changed(number, group, language))
        if amount is not None:
            other = amount.places.get((group, period))
            worth = next(one for one in amount.figures if one.group == group)
            row += [
                _content(worth),
                None if other is None else other.place,
                _changed(amount, group, language),
            ]
        rows.append(tuple(row))
    headings = [
        ("Group", TEXT), ("Pledge registrations", COUNT), ("Place by number", COUNT),
        ("Change in number on the year", TEXT), ("Registered amount (yuan)", MONEY),
        ("Place by amount", COUNT), ("Change in amount on the year", TEXT),
    ]  # fmt: skip
    return section(
        f"ranking_{by}",
        _RANKINGS[by],
        language=language,
        headings=headings if amount is not None else headings[:4],
        rows=rows,
        notes=(translate("Equal figures share a place and the next one is skipped.", language),),
    )


def _measured(figure: Figure) -> Content:
    value = figure.value
    return None if value is None else Measured(value=value, kind=_kind(figure.metric))


def _change(step: Step, language: str) -> Content:
    ratio = change_ratio(step)
    if ratio is None:
        return change_text(step, language)
    return Measured(value=ratio, kind=Kind.CHANGE)


def _changed(found: Report, group: Group, language: str) -> Content:
    return next(
        (_change(step, language) for step in found.year_on_year if step.figure.group == group),
        "",
    )


def registrations(report: RegisterReport, language: str) -> Section:
    """Every registration as it was understood, the newest first."""
    every = sorted(report.facts.registrations, key=lambda one: one.registered_on, reverse=True)
    return section(
        "registrations",
        "Registrations as they were read",
        language=language,
        headings=(
            ("Registration number", TEXT), ("Pledgor", TEXT), ("Registered on", DAY),
            ("Registered amount (yuan)", MONEY), ("Pledgee", TEXT), ("District", TEXT),
            ("Industry", TEXT), ("Kind of right", TEXT), ("Released on", DAY),
        ),
        rows=[_registration(one, language) for one in every],
    )  # fmt: skip


def _registration(one: Registration, language: str) -> tuple[Content, ...]:
    kind = Group(by=Dimension.IP_KIND, name=one.places.ip_kind)
    return (
        one.id, one.pledgor, one.registered_on, one.amount, one.places.bank, one.places.district,
        one.places.industry, group_name(kind, language), one.released_on,
    )  # fmt: skip


def rejects(report: RegisterReport, language: str) -> Section:
    """Every row that was left out and every cell that was not used, with the reason."""
    left_out, not_used = (translate(each, language) for each in ("row left out", "cell not used"))
    rows: list[tuple[Content, ...]] = [
        (left_out, register.file, one.sheet, one.row, each.cell, each.heading, each.found,
         one.pledgor, sentence(each.reason, language))
        for register in report.registers
        for one in register.rejected
        for each in one.problems
    ]  # fmt: skip
    rows += [
        (not_used, register.file, one.sheet, None, one.cell, one.heading, one.found, None,
         sentence(one.reason, language))
        for register in report.registers
        for one in register.unused
    ]  # fmt: skip
    return section(
        "rejects",
        "What could not be read",
        language=language,
        headings=(
            ("Effect", TEXT), ("File", TEXT), ("Sheet", TEXT), ("Row", COUNT), ("Cell", TEXT),
            ("Column", TEXT), ("What stands there", TEXT), ("Pledgor", TEXT), ("Reason", TEXT),
        ),
        rows=rows,
        empty="Every row was read.",
    )  # fmt: skip


def notes(report: RegisterReport, language: str) -> Section:
    """What the figures rest on and what they cannot say."""
    return section(
        "notes",
        "What to mind",
        language=language,
        headings=(("Note", TEXT),),
        rows=[(sentence(one, language),) for one in report.notes],
        empty="Nothing to mind.",
    )
