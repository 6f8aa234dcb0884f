"""The quarter's bulletin as a paper and as a workbook, in the language it is told in."""

from datetime import date

from zhidai.core.statistics.figures import Figure
from zhidai.documents.charts import Bars, bar_chart
from zhidai.documents.figures import day
from zhidai.documents.pdf import Content, render
from zhidai.documents.workbooks import Cell, Number, Sheet, workbook
from zhidai.wording.bulletin import (
    ToldBulletin,
    ToldCell,
    ToldCurve,
    ToldPart,
    ToldTable,
    cell_text,
)

FONT = "Noto Sans SC"  # the one that papers are set in
HALF_A_PAGE = (250, 150)  # drawn so small that the type is readable at half the width of the page


def bulletin_paper(told: ToldBulletin, *, dated: date, fictional: bool) -> bytes:
    """The PDF. fictional: it is of the demonstration city, which every page then says."""
    data: dict[str, Content] = {
        "language": "en" if told.language.startswith("en") else "zh",
        "title": told.title,
        "dated": dated.isoformat() if told.language.startswith("en") else day(dated),
        "fictional": fictional,
        "lead": list(told.lead),
        "sections": [_section(one) for one in told.parts],
        "appendix": _table(told.appendix),
        "definitions": _table(told.definitions),
    }
    return render("bulletin", data, dated=dated)


def bulletin_workbook(told: ToldBulletin, *, dated: date) -> bytes:
    """The XLSX: the sentences, each table, the figures cited and what is counted."""
    text: list[list[Cell]] = [["", line] for line in told.lead]
    text += [[part.title, said] for part in told.parts for said, _made_of in part.sentences]
    sheets = [Sheet(name=_first_words(told.title), columns=(told.title, ""), rows=text)]
    tables = [(part.title, table) for part in told.parts for table in part.tables]
    for number, (title, table) in enumerate(tables, start=1):
        sheets.append(_sheet(table, name=f"{number} {table.title} {title}"))
    sheets += [_sheet(table, name=table.title) for table in (told.appendix, told.definitions)]
    return workbook(sheets, dated=dated)


def _first_words(title: str) -> str:
    return title.split("（")[0].split(",")[0]


def _section(part: ToldPart) -> dict[str, Content]:
    return {
        "title": part.title,
        "sentences": [said for said, _made_of in part.sentences],
        "charts": [
            {"title": one.title, "svg": drawing(one, font=FONT, size=HALF_A_PAGE)}
            for one in part.curves
        ],
        "tables": [_table(one) for one in part.tables],
    }


def drawing(
    curve: ToldCurve, *, font: str = "sans-serif", size: tuple[int, int] = (560, 260)
) -> str:
    """A chart of the bulletin as SVG."""
    return bar_chart(
        [Bars(name=curve.title, values=curve.values)],
        places=curve.places,
        y_title=curve.title,
        font=font,
        size=size,
    )


def _table(table: ToldTable) -> dict[str, Content]:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [[cell_text(cell) for cell in row] for row in table.rows],
    }


def _sheet(table: ToldTable, *, name: str) -> Sheet:
    return Sheet(
        name=name, columns=table.columns, rows=[list(map(_cell, row)) for row in table.rows]
    )


def _cell(cell: ToldCell) -> Cell:
    if not isinstance(cell, Figure):
        return cell
    return None if cell.value is None else Number(value=cell.value, unit=cell.unit)
