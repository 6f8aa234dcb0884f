"""`zhidai value sheet`: one deal on one page, every line with its source, made again at will."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from zhidai.cli.case_file import STANDARD_INPUT, read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.cli.value_compare import patent_source, source_of
from zhidai.core.errors import bad_input
from zhidai.core.valuation.appraisal_file import require_dated
from zhidai.core.valuation.deal_file import read_deal
from zhidai.core.valuation.deal_sheet import InputFile
from zhidai.core.valuation.filings import Filing
from zhidai.wording.deal_sheets.sheet import worded_sheet

_ATTENTION = 1


def sheet(
    deal: Annotated[str, typer.Argument(metavar="DEAL.json", help="业务数据。")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="SHEET.pdf", help="输出 PDF。")],
    book: Annotated[Path | None, typer.Option("--book", help="The bank's book. 专利清单。")] = None,
    patent: Annotated[
        Path | None,
        typer.Option("--patent", help="A list with the patent and its revenue. 单件专利数据。"),
    ] = None,
    filings: Annotated[
        Path | None,
        typer.Option("--filings", help="The owner's filings, for twins. 权利人全部申请清单。"),
    ] = None,
    parameters: Annotated[
        Path | None, typer.Option("--parameters", help="A bank's own (YAML). 自有参数。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Put a deal on one page: value, gap, risk, twins, grounds for refusal. 生成单页业务单。"""
    from zhidai.documents.file_writing import write_file
    from zhidai.documents.letters.deal_sheet import deal_sheet_paper
    from zhidai.engine.valuation.deals import deal_sheet
    from zhidai.reference.valuation_parameters import valuation_parameters

    read = read_deal(read_case_file(deal))
    require_dated(read.reports, until=read.on)
    known = valuation_parameters(parameters)
    files = [Path(deal)] if deal != STANDARD_INPUT else []
    files += [source_of(book, patent), *(one for one in (filings, parameters) if one is not None)]
    made = deal_sheet(
        read,
        patent_source(book, patent),
        known,
        filings=None if filings is None else _filings(filings, str(read.patent)),
        inputs=[_input(path) for path in files],
    )
    paper = deal_sheet_paper(
        worded_sheet(made, language()),
        language=language(),
        dated=read.on,
        fictional=read.is_fictional,
    )
    write_file(output, paper)
    if json:
        print_json(made)
    else:
        say("Written to {file}.", file=str(output))
    if made.wants_attention:
        raise typer.Exit(_ATTENTION)


def _filings(path: Path, number: str) -> list[Filing]:
    """The filings of a list. Bad input where it does not have the patent."""
    from zhidai.documents.tables import read_table_file
    from zhidai.engine.valuation.filings import read_filings

    table = read_table_file(path)
    read, _ = read_filings(table.columns, ((row.number, row.cells) for row in table.rows))
    if number not in {str(one.number) for one in read}:
        raise bad_input("valuation_patent_not_in_filings", number=number, file=path.name)
    return list(read)


def _input(path: Path) -> InputFile:
    """By the name of the file alone: the folder it lies in changes nothing."""
    return InputFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
