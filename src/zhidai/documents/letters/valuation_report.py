"""The valuation report of one patent as a paper, with its pictures."""

from datetime import date
from decimal import Decimal

from zhidai.documents.charts import FanPoint, Line, NamedBar, fan_chart, line_chart, span_chart
from zhidai.documents.figures import day
from zhidai.documents.pdf import Content, render
from zhidai.documents.radar_pictures import radar_picture
from zhidai.wording.told_report import ToldReport, ToldSection

FONT = "Noto Sans SC"  # the one that papers are set in


def valuation_report_paper(told: ToldReport, *, dated: date) -> bytes:
    """The PDF in the language that it is told in."""
    spoken = "en" if told.language.startswith("en") else "zh"
    return render(
        "valuation_report",
        {
            "language": spoken,
            "fictional": told.is_fictional,
            "title": told.title,
            "dated": dated.isoformat() if spoken == "en" else day(dated),
            "lead": list(told.lead),
            "mark": told.mark,
            "sections": [_section(one, told) for one in told.sections],
            "signature": list(told.signature),
        },
        dated=dated,
    )


def _section(section: ToldSection, told: ToldReport) -> Content:
    return {
        "title": section.title,
        "sentences": list(section.sentences),
        "pictures": [{"name": one, "svg": _picture(one, told)} for one in section.pictures],
        "tables": [
            {
                "columns": list(one.columns),
                "rows": [list(row) for row in one.rows],
                "right": list(one.right),
                "strong": one.strong,
            }
            for one in section.tables
        ],
    }


def _picture(name: str, told: ToldReport) -> str:
    match name:
        case "radar":
            return radar_picture(told.scores, name="radar", title=told.title)
        case "bridge":
            return _bridge(told)
        case "survival":
            points = tuple(
                (Decimal(one.years), Decimal(f"{100 * one.kept:.4f}")) for one in told.outlook
            )
            return line_chart(
                [Line(name=told.kept, points=points)], x_title=told.years, y_title="%", font=FONT
            )
        case _:
            return fan_chart(
                [
                    FanPoint(x=one.years, low=one.p10, middle=one.p50, high=one.p90)
                    for one in told.outlook
                ],
                x_title=told.years,
                y_title="P10 – P50 – P90",
                font=FONT,
            )


def _bridge(told: ToldReport) -> str:
    """From the typical patent's value, each part a step, to this patent's."""
    bars, at = [], 0.0
    for name, amount in told.bridge:
        bars.append(NamedBar(name=name, start=at, end=at + amount))
        at += amount
    bars.append(NamedBar(name=told.total, start=0, end=at))
    return span_chart(bars, title="", is_flat=True, font=FONT)
