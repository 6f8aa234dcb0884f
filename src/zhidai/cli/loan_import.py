"""`zhidai loan import`: running loans from a bank's ledger, looked at first, then taken over.

Without `--confirm` nothing is written. With it every row is read once more and all loans are
written in one transaction, or none while a row is refused, unless `--good-rows` is given.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.filing_work import AsOption, person, told
from zhidai.cli.output import (
    JsonOption,
    LanguageOption,
    language,
    print_json,
    printable,
    say,
)
from zhidai.cli.platform import open_platform
from zhidai.core.calendar import parse_day
from zhidai.core.errors import Reason, bad_input
from zhidai.documents.uploads import MAX_BYTES, clean_name
from zhidai.wording.speech import sentence, translate

if TYPE_CHECKING:  # Django is set up inside a command
    from zhidai.services.takeover.commands import GivenLedger
    from zhidai.services.takeover.planning import Plan

_NEGATIVE_FINDING = 1
_DEFAULT_SCHEME = "ganzhou-2020"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodRow:
    """A loan that can be taken over, on the cut-over day; yuan."""

    sheet: str
    row: int
    loan: str
    enterprise: str
    is_new: bool
    amount: Decimal
    balance: Decimal
    interest_due: Decimal
    overdue_days: int
    basis: str
    is_left_out: bool  # the sheet of payments has no row of it


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """One reason against a row, with its cell where it is one."""

    sheet: str
    row: int
    loan: str
    cell: str
    heading: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer:
    """What `zhidai loan import --json` prints; taken: None while nothing was confirmed."""

    file: str
    sha256: str
    cut_over_on: date
    loans: tuple[GoodRow, ...]
    refused: tuple[RefusedRow, ...]
    taken: int | None


def import_loans(
    ledger: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, XLS, CSV. 贷款台账。")],
    *,
    who: AsOption,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Cut-over day. 切换日。")
    ] = None,
    guarantor: Annotated[
        str, typer.Option("--guarantor", help="Of rows that name none. 未列担保公司的行。")
    ] = "",
    appraiser: Annotated[
        str, typer.Option("--appraiser", help="Of rows that name none. 未列评估机构的行。")
    ] = "",
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="ID", help="Scheme. 方案。")
    ] = _DEFAULT_SCHEME,
    confirm: Annotated[bool, typer.Option("--confirm", help="Write the loans. 确认写入。")] = False,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Leave refused rows out. 只接入可接入的行。")
    ] = False,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Take running loans over from a ledger. 由台账接入存量贷款。"""
    open_platform()
    from zhidai.services import business_date
    from zhidai.services.takeover.commands import GivenLedger, confirm_takeover, hand_in, preview

    content, acting = _content(ledger), person(who)
    day = business_date.today() if on is None else parse_day(on)
    given = GivenLedger(
        file_name=clean_name(ledger.name),
        content=content,
        cut_over_on=day,
        guarantor=_party("guarantor", guarantor),
        appraiser=_party("appraiser", appraiser),
    )
    plan = told(lambda: preview(acting, scheme, given))
    taken = None
    if confirm and plan.loans and (good_rows or not plan.refused):
        key = _key(given, plan)
        handed = told(lambda: hand_in(acting, scheme, given, key=key))
        number = int(handed["takeover"])
        done = told(lambda: confirm_takeover(acting, number, good_rows=good_rows, key=key))
        taken = int(done["taken"])
    answer = _answer(plan, file=ledger.name, digest=given.sha256, on=day, taken=taken)
    if json:
        print_json(answer)
    else:
        _print(answer)
    if taken is None and (plan.refused or not plan.loans):
        raise typer.Exit(_NEGATIVE_FINDING)


def _key(given: "GivenLedger", plan: "Plan") -> str:
    """The same for the same rows of the same file; another once more of its rows became good."""
    loans = sorted(one.row.loan.loan_id for one in plan.loans)
    taken = repr((given.sha256, given.cut_over_on, given.guarantor, given.appraiser, loans))
    return f"import {hashlib.sha256(taken.encode()).hexdigest()[:32]} {given.cut_over_on}"


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise bad_input("table_file_missing", file=str(path)) from None
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None


def _party(kind: str, name: str) -> int | None:
    """The party that a name means; bad input for one that is not registered."""
    from zhidai.core.parties import PartyKind
    from zhidai.services.takeover.queries import lenders_to_choose

    if not name:
        return None
    for party, label in lenders_to_choose(PartyKind(kind)):
        if name in (label.zh, label.en):
            return party
    raise bad_input("takeover_party_unknown", name=name[:60])


def _answer(plan: "Plan", *, file: str, digest: str, on: date, taken: int | None) -> ImportAnswer:
    states = [(one, one.row.state) for one in plan.loans if one.row.state is not None]
    return ImportAnswer(
        file=file,
        sha256=digest,
        cut_over_on=on,
        loans=tuple(
            GoodRow(
                sheet=one.row.loan.sheet,
                row=one.row.loan.row,
                loan=one.row.loan.loan_id,
                enterprise=one.row.loan.borrower,
                is_new=one.enterprise is None,
                amount=one.row.loan.principal,
                balance=state.principal_balance,
                interest_due=state.interest_due,
                overdue_days=state.overdue_days,
                basis=str(one.row.basis),
                is_left_out=one.row.is_left_out,
            )
            for one, state in states
        ),
        refused=tuple(
            RefusedRow(
                sheet=one.sheet,
                row=one.row,
                loan=one.loan,
                cell=each.cell.cell if each.cell else "",
                heading=each.cell.heading if each.cell else "",
                reason=each.reason,
            )
            for one in plan.refused
            for each in one.against
        ),
        taken=taken,
    )


def _print(answer: ImportAnswer) -> None:
    spoken, table = language(), Table()
    for heading in ("Row", "Loan contract", "Enterprise", "Balance", "Days overdue"):
        table.add_column(translate(heading, spoken), overflow="fold")
    for one in answer.loans:
        table.add_row(
            str(one.row),
            escape(printable(one.loan)),
            escape(printable(one.enterprise)),
            f"{one.balance:,.2f}",
            str(one.overdue_days),
        )
    Console().print(table)
    for one in answer.loans:
        if one.is_left_out:
            say(
                "- {loan}: the sheet of payments has no row of it; counted as paid as agreed, up "
                "to the arrears told.",
                loan=one.loan,
            )
    for against in answer.refused:
        where = f"{against.sheet}!{against.row} {against.cell} {against.heading}".rstrip()
        typer.echo(printable(f"- {where}: {sentence(against.reason, spoken)}"))
    if answer.taken is not None:
        say("{count} loans are taken over from {file}.", count=answer.taken, file=answer.file)
    else:
        say(
            "{good} loans can be taken over, {bad} rows are refused. Nothing is written yet.",
            good=len(answer.loans),
            bad=len({(each.sheet, each.row) for each in answer.refused}),
        )
