"""`zhidai npl`: the plan's non-performing ratio on a day, by bank and by district."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from zhidai.cli.amount_columns import print_amounts
from zhidai.cli.filing_work import AsOption, person, told
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.platform import open_platform
from zhidai.core.calendar import parse_day
from zhidai.core.dashboards.figures import Measure
from zhidai.core.dashboards.ratio import RatioLine
from zhidai.core.policy.breakers import BreakerScope
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.wording.dashboards import measure_name
from zhidai.wording.speech import translate
from zhidai.wording.statistics import NONE, percent, value_text

_NEGATIVE_FINDING = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NplAnswer:
    """What `npl --json` prints. threshold, warning: fractions of one; held_against: whose ratio
    stops new business. lines: the whole first."""

    scope: str
    source: str
    on: date
    threshold: Decimal
    line_itself_trips: bool
    warning: Decimal | None
    held_against: BreakerScope
    lines: tuple[RatioLine, ...]


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("npl")(npl)


def npl(
    *,
    who: AsOption,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="At its end; today. 日期。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """The plan's NPL ratio on a day; exit code 1 if the whole is above the line. 项目不良率。"""
    open_platform()
    from zhidai.services.dashboards.ratio import ratio_on_day

    day = None if on is None else parse_day(on)
    view = told(
        lambda: ratio_on_day(person(who), day, language=language()), unknown="ratio_not_told"
    )
    found = NplAnswer(
        scope=view.scope,
        source=view.source,
        on=view.on,
        threshold=view.line.threshold,
        line_itself_trips=view.line.line_itself_trips,
        warning=view.line.warning,
        held_against=view.line.scope,
        lines=view.lines,
    )
    if json:
        print_json(found)
    else:
        _print(found)
    if found.lines[0].is_above:
        raise typer.Exit(_NEGATIVE_FINDING)


def _print(found: NplAnswer) -> None:
    spoken = language()
    shown = Table()
    shown.add_column(translate("Name", spoken), overflow="fold")
    measures = (Measure.NPL_OVERDUE, Measure.NPL_TOTAL, Measure.NPL_RATIO)
    numbers = [*(measure_name(each, spoken) for each in measures), translate("Headroom", spoken)]
    for heading in numbers:
        shown.add_column(heading, justify="right", overflow="fold")
    for one in found.lines:
        name = translate("Total", spoken) if one.name is None else one.name.in_language(spoken)
        shown.add_row(
            escape(printable(name)),
            value_text(one.overdue, FigureUnit.YUAN),
            value_text(one.total, FigureUnit.YUAN),
            NONE if one.ratio is None else percent(one.ratio),
            value_text(one.headroom, FigureUnit.YUAN),
        )
    print_amounts(shown, *numbers)
    say(
        "{scope}, {day}: the line lies at {line}.",
        scope=found.scope,
        day=found.on.isoformat(),
        line=percent(found.threshold),
    )
    if found.warning is None:
        say("This scheme sets no warning line; the first sign is the stop itself.")
    else:
        say("The warning line lies at {line}.", line=percent(found.warning))
