"""The report of a ledger as one page that opens anywhere: no script, nothing fetched."""

from collections.abc import Iterator, Sequence
from html import escape

from zhidai.core.ledger.report import LedgerReport
from zhidai.wording.ledger.sections import Kind, Section, shown
from zhidai.wording.speech import ENGLISH, translate

_STYLE = """
body{font:16px/1.5 system-ui,"Noto Sans SC",sans-serif;color:#1a1a1a;background:#fff;
max-width:80rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}
p.note{color:#444;max-width:50rem}.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem}caption{text-align:left;font-weight:bold}
th,td{border:1px solid #c3ccd6;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#e7eef6}th,td{min-width:4.5em}td{overflow-wrap:anywhere}td.number{text-align:right;white-space:nowrap}td.day{white-space:nowrap}
@media print{.scroll{overflow:visible}table{font-size:.65rem}}
"""
_NUMBERS = (Kind.MONEY, Kind.RATIO, Kind.COUNT)
_MOST_ROWS = 2000  # of one table; the workbooks hold all of them


def page_of(report: LedgerReport, sections: Sequence[Section], language: str) -> bytes:
    """The page in `zh-hans` or `en`, in UTF-8."""
    title = translate("Report of a loan ledger", language)
    about = translate("{file}, {scheme}, on {on}", language).format(
        file=report.ledger.file,
        scheme=report.scheme.title.in_language(language),
        on=report.on,
    )
    spoken = "en" if language.startswith(ENGLISH) else "zh-Hans"
    parts = [
        f'<!doctype html><html lang="{spoken}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1><p>{escape(about)}</p>",
        *(part for one in sections for part in _section(one, language)),
        "</main></body></html>",
    ]
    return "\n".join(parts).encode()


def _section(one: Section, language: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{one.id}"><h2 id="{one.id}">{escape(one.title)}</h2>'
    yield from (f'<p class="note">{escape(note)}</p>' for note in one.notes)
    if one.rows:
        yield from _table(one)
    else:
        yield f"<p>{escape(one.empty)}</p>"
    if len(one.rows) > _MOST_ROWS:
        more = translate("{count} further rows stand in the workbook.", language)
        yield f"<p>{escape(more.format(count=len(one.rows) - _MOST_ROWS))}</p>"
    yield "</section>"


def _table(one: Section) -> Iterator[str]:
    yield f'<div class="scroll" role="region" aria-labelledby="{one.id}" tabindex="0"><table><thead><tr>'  # noqa: E501
    yield from (f'<th scope="col">{escape(column.heading)}</th>' for column in one.columns)
    yield "</tr></thead><tbody>"
    for row in one.rows[:_MOST_ROWS]:
        cells = zip(row, one.columns, strict=True)
        yield f"<tr>{''.join(_cell(shown(each, column.kind), column.kind) for each, column in cells)}</tr>"  # noqa: E501
    yield "</tbody></table></div>"


def _cell(text: str, kind: Kind) -> str:
    look = ' class="number"' if kind in _NUMBERS else ' class="day"' if kind is Kind.DAY else ""
    return f"<td{look}>{escape(text)}</td>"
