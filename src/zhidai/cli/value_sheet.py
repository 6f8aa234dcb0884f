"""`zhidai value sheet`: one deal on one page, every line with its source, made again at will."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhidai.cli.case_file import STANDARD_INPUT, read_case_file
from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, say
from zhidai.cli.value_compare import compared_with, source_of
from zhidai.core.errors import bad_input
from zhidai.core.valuation.deal_file import Deal, read_deal
from zhidai.core.valuation.deal_risk import DealRisk, deal_risk
from zhidai.core.valuation.deal_sheet import (
    DealSheet,
    InputFile,
    RelatedPatent,
    SheetPatent,
    SheetValue,
)
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.registration_grounds import (
    CheckedGround,
    PledgedRight,
    registration_grounds,
)
from zhidai.core.valuation.related import related
from zhidai.core.valuation.twins import Relation, twins
from zhidai.wording.deal_sheet import worded_sheet

if TYPE_CHECKING:  # polars and numpy are only loaded once a book is read
    from zhidai.engine.valuation.single import SinglePatent

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
    from zhidai.documents.letters.deal_sheet import deal_sheet_paper
    from zhidai.reference.valuation_parameters import valuation_parameters

    read = read_deal(read_case_file(deal))
    source = source_of(book, patent)
    known = valuation_parameters(parameters)
    files = [Path(deal)] if deal != STANDARD_INPUT else []
    files += [source, *(one for one in (filings, parameters) if one is not None)]
    made = _sheet(read, source, known, alone=book is None, filings=filings, files=files)
    paper = deal_sheet_paper(
        worded_sheet(made, language()),
        language=language(),
        dated=read.on,
        fictional=read.is_fictional,
    )
    _write(output, paper)
    if json:
        print_json(made)
    else:
        say("Written to {file}.", file=str(output))
    if made.wants_attention:
        raise typer.Exit(_ATTENTION)


def _sheet(
    deal: Deal,
    source: Path,
    parameters: ValuationParameters,
    *,
    alone: bool,
    filings: Path | None,
    files: list[Path],
) -> DealSheet:
    from zhidai.documents.frames import read_frame
    from zhidai.engine.valuation.single import require_single, single_patents

    number = str(deal.patent)
    valued = single_patents(read_frame(source), {number}, on=deal.on, parameters=parameters)
    found = require_single(valued, number, file=source.name)
    if alone and found.patent.economics is None:
        raise bad_input("appraisal_patent_without_economics", number=number)
    compared = compared_with(deal.reports, source, parameters, alone=alone, on=deal.on)
    others = None if filings is None else _related(filings, number)
    return DealSheet(
        deal=deal,
        patent=_patent(found),
        value=_value(found, parameters),
        comparisons=tuple(compared),
        risk=_risk(deal, found),
        related=others,
        grounds=_grounds(deal, found, others),
        inputs=tuple(_input(path) for path in files),
    )


def _related(filings: Path, number: str) -> tuple[RelatedPatent, ...]:
    """What belongs to the patent, twins first. Bad input where the list does not have it."""
    from zhidai.documents.tables import read_table_file
    from zhidai.engine.valuation.filings import read_filings

    table = read_table_file(filings)
    read, _ = read_filings(table.columns, ((row.number, row.cells) for row in table.rows))
    if number not in {str(one.number) for one in read}:
        raise bad_input("valuation_patent_not_in_book", number=number, file=filings.name)
    paired = twins(read)
    found = [one for one in paired if number in one.numbers]
    found += related(read, besides=paired, of=number)
    others = [(one, one.second if one.numbers[0] == number else one.first) for one in found]
    return tuple(
        RelatedPatent(
            relation=one.relation,
            number=str(other.number),
            title=other.title,
            confidence=one.confidence,
        )
        for one, other in others
    )


def _patent(found: "SinglePatent") -> SheetPatent:
    return SheetPatent(
        number=found.number,
        kind=found.kind,
        title=found.title,
        owner_name=found.owner_name,
        filed_on=found.filed_on,
        expires_on=found.expires_on,
        in_force=found.in_force,
    )


def _value(found: "SinglePatent", parameters: ValuationParameters) -> SheetValue:
    return SheetValue(
        mean=found.mean,
        p10=found.p10,
        p50=found.p50,
        p90=found.p90,
        liquidation=found.liquidation,
        renewal_floor=found.renewal_floor,
        pledge_ratio=found.pledge_ratio,
        confidence=found.confidence,
        by_economics=found.patent.economics is not None,
        is_calibrated=found.is_calibrated,
        parameters=parameters.version,
        is_indicative=parameters.is_indicative,
        lapse_source=parameters.lapse.source,
    )


def _risk(deal: Deal, found: "SinglePatent") -> DealRisk:
    return deal_risk(
        amount=deal.loan.amount,
        margin=deal.loan.annual_rate - deal.loan.funding_cost,
        term_months=deal.loan.term_months,
        default_probability=deal.loan.default_probability,
        shares=deal.shares,
        mean=found.mean,
        liquidation=found.liquidation,
        prospects=found.patent.prospects if found.in_force else None,
    )


def _grounds(
    deal: Deal, found: "SinglePatent", others: tuple[RelatedPatent, ...] | None
) -> tuple[CheckedGround, ...]:
    twin = None if others is None else any(one.relation is Relation.TWIN for one in others)
    right = PledgedRight(
        kind=found.kind,
        owner_name=found.owner_name,
        in_force=found.in_force,
        granted_on=found.granted_on,
        fee_paid_until=found.fee_paid_until,
        expires_on=found.expires_on,
        twin_found=twin,
    )
    return registration_grounds(
        right, deal.facts, pledgor=deal.pledgor, on=deal.on, due_on=deal.due_on
    )


def _input(path: Path) -> InputFile:
    """By the name of the file alone: the folder it lies in changes nothing."""
    return InputFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _write(output: Path, content: bytes) -> None:
    from zhidai.documents.table_writing import beside

    try:
        with beside(output) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        raise bad_input(
            "output_not_written", file=str(output), problem=error.strerror or str(error)
        ) from None
