"""What a quarter of the registrations says: figures, the same a year before, rankings, bulletin.

A list of pledges tells nothing of loans. A quarter between without a registration was probably left
out of it: that is not told, not zero. First-time pledgors and registrations in force depend on all
that came before, so they are counted only where earlier quarters stand in the list without a gap,
those in force only where releases do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.pledge_register.fields import Field
from zhidai.core.pledge_register.reading import PledgeRegister
from zhidai.core.pledge_register.rows import Registered
from zhidai.core.statistics.bulletin import Bulletin, bulletin
from zhidai.core.statistics.counting import Question
from zhidai.core.statistics.facts import NOT_STATED, Facts, Places, Registration
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, Period, period_of, periods_of
from zhidai.core.statistics.report import Report, report

TOLD = (
    Metric.REGISTRATIONS,
    Metric.REGISTERED_AMOUNT,
    Metric.FIRST_TIME_PLEDGORS,
    Metric.REGISTRATIONS_IN_FORCE,
)
MOST_PROBLEMS = 5  # told where nothing at all could be read
RANKED = (Metric.REGISTRATIONS, Metric.REGISTERED_AMOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterReport:
    """The answer to a list of registrations.

    registers: the list of the quarter, then the one of earlier quarters where there is one. months:
    each metric month by month; quarters: over the quarter, with the year before; ranked: by what
    is told apart, each metric with its ranks.
    """

    registers: tuple[PledgeRegister, ...]
    quarter: Period
    facts: Facts
    bulletin: Bulletin
    months: Mapping[Metric, Report]
    quarters: Mapping[Metric, Report]
    ranked: Mapping[Dimension, Mapping[Metric, Report]]
    notes: tuple[Reason, ...]

    @property
    def told(self) -> tuple[Metric, ...]:
        return tuple(one for one in TOLD if one not in self.facts.silent_on)


def register_report(
    registers: tuple[PledgeRegister, ...], *, quarter: Period | None, scope: str, source: str
) -> RegisterReport:
    """The report of a quarter, of the last one in the list where none is asked for.

    Bad input: `register_quarter_empty`, `register_nothing_read`, those of `Facts`.
    """
    every, twice = _merged(registers)
    asked = quarter or _last_quarter(every)
    if not any(asked.first_on <= one.registered_on <= asked.last_on for one in every):
        days = [one.registered_on for one in every]
        raise bad_input(
            "register_quarter_empty", quarter=str(asked), first=min(days), last=max(days)
        )
    facts = _facts(every, registers, asked, scope=scope, source=source)
    stated = sorted(facts.untold, key=lambda one: one.first_on)
    notes = [note for one in registers for note in one.notes] + twice
    notes += [reason("register_quarter_untold", quarter=str(one)) for one in stated]
    notes += _shortcomings(facts)
    return RegisterReport(
        registers=registers,
        quarter=asked,
        facts=facts,
        bulletin=bulletin(facts, asked),
        months=_reports(facts, asked, TOLD, grain=Grain.MONTH),
        quarters=_reports(facts, asked, TOLD, grain=Grain.QUARTER),
        ranked=MappingProxyType(
            {
                by: _reports(facts, asked, RANKED, grain=Grain.QUARTER, by=by)
                for by in Dimension
                if any(getattr(one.places, by) != NOT_STATED for one in facts.registrations)
            }
        ),
        notes=tuple(notes),
    )


def _merged(registers: tuple[PledgeRegister, ...]) -> tuple[list[Registered], list[Reason]]:
    """The registrations of all lists; one that stands in two of them counts once."""
    found: dict[str, Registered] = {}
    twice = []
    for number, register in enumerate(registers):
        for one in register.registered:
            key = one.id if one.has_number or not number else f"{register.file} {one.id}"
            if found.setdefault(key, one) is not one:
                twice.append(reason("register_in_both", number=one.id, file=register.file))
    if not found:
        problems = [each.reason for row in registers[0].rejected for each in row.problems]
        nothing = reason("register_nothing_read", file=registers[0].file)
        raise BadInput(nothing, *problems[:MOST_PROBLEMS])
    return list(found.values()), twice


def _last_quarter(every: Iterable[Registered]) -> Period:
    return period_of(max(one.registered_on for one in every), Grain.QUARTER)


def _facts(
    every: list[Registered],
    registers: tuple[PledgeRegister, ...],
    quarter: Period,
    *,
    scope: str,
    source: str,
) -> Facts:
    told = {period_of(one.registered_on, Grain.QUARTER) for one in every}
    first = min(told, key=lambda one: one.first_on)
    untold = frozenset(periods_of(first.first_on, quarter.last_on, Grain.QUARTER)) - told
    stated_on = registers[0].stated_on
    silent = set(Metric) - set(TOLD)
    if first == quarter or untold:
        silent |= {Metric.FIRST_TIME_PLEDGORS, Metric.REGISTRATIONS_IN_FORCE}
    if not any(one.tells(Field.RELEASED_ON) for one in registers):
        silent.add(Metric.REGISTRATIONS_IN_FORCE)
    if not any(one.tells(Field.AMOUNT) for one in registers):
        silent.add(Metric.REGISTERED_AMOUNT)
    return Facts(
        scope=scope,
        source=source,
        covers_from=first.first_on,
        covers_until=_to_date(stated_on, quarter),
        registrations=tuple(_registration(one, at) for at, one in enumerate(every, start=1)),
        untold=untold,
        silent_on=frozenset(silent),
    )


def _to_date(stated_on: date | None, quarter: Period) -> date | None:
    """The day a list says it stands on, where that is inside the quarter: it is not over then."""
    inside = stated_on is not None and quarter.first_on <= stated_on < quarter.last_on
    return stated_on if inside else None


def _registration(one: Registered, at: int) -> Registration:
    places = Places(district=one.district, bank=one.bank, industry=one.industry, ip_kind=one.kind)
    return Registration(
        id=one.id if one.has_number else f"{at}: {one.place}",
        pledgor=one.pledgor,
        registered_on=one.registered_on,
        amount=one.amount,
        released_on=one.released_on,
        places=places,
    )


def _shortcomings(facts: Facts) -> list[Reason]:
    """What the figures cannot say, and why."""
    codes = {
        Metric.REGISTERED_AMOUNT: "register_no_amounts",
        Metric.FIRST_TIME_PLEDGORS: "register_no_history",
        Metric.REGISTRATIONS_IN_FORCE: "register_not_in_force",
    }
    return [reason(code) for metric, code in codes.items() if metric in facts.silent_on]


def _reports(
    facts: Facts,
    quarter: Period,
    metrics: tuple[Metric, ...],
    *,
    grain: Grain,
    by: Dimension | None = None,
) -> Mapping[Metric, Report]:
    return MappingProxyType(
        {
            metric: report(
                facts,
                Question(
                    metric=metric,
                    grain=grain,
                    since=quarter.first_on,
                    until=quarter.last_on,
                    by=by,
                ),
            )
            for metric in metrics
            if metric not in facts.silent_on
        }
    )
