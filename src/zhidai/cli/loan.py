"""`zhidai loan replay | cost | travel | export | import`: a loan on any day, and where it goes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import typer

from zhidai.cli.actus import export, print_actus_events
from zhidai.cli.case_file import read_case_file
from zhidai.cli.loan_class import classes_under
from zhidai.cli.loan_cost import cost
from zhidai.cli.loan_import import import_loans
from zhidai.cli.loan_printing import print_state
from zhidai.cli.loan_travel import travel
from zhidai.cli.output import JsonOption, LanguageOption, print_json
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.loan_file import parse_instant, read_loan
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.portfolio.loan_classes import LoanClasses
from zhidai.reference.loan_tables import loan_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAnswer:
    """What `zhidai loan replay --json` prints."""

    annual_rate: Decimal
    state: LoanState
    principal_unpaid: Decimal
    owed_to_bank: Decimal
    owed_in_total: Decimal
    risk_class: RiskClass
    standing: LoanClasses


def register(root: typer.Typer) -> None:
    """Adds `zhidai loan` to the root command."""
    loan = typer.Typer(no_args_is_help=True, help="Loans. 贷款。")
    loan.command("replay")(replay_loan)
    loan.command("cost")(cost)
    loan.command("travel")(travel)
    loan.command("export")(export)
    loan.command("import")(import_loans)
    root.add_typer(loan, name="loan")


def replay_loan(
    *,
    loan: Annotated[
        str | None, typer.Argument(help="JSON file, or - for standard input. 贷款文件。")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day asked about. 查询日期。")
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at", metavar="INSTANT", help="Only what was recorded by then. 截至记录时间。"
        ),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option("--scheme", metavar="ID", help="Its measure beside the classes. 方案。"),
    ] = None,
    actus: Annotated[
        str | None,
        typer.Option(
            "--actus", metavar="CONTRACT", help="An ACTUS contract (PAM) instead. ACTUS 合约。"
        ),
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say where a loan stands at the end of a day. 查询贷款在某日终的状态。"""
    if actus is not None:
        if (loan, on, known_at, scheme) != (None, None, None, None):
            raise bad_input("loan_actus_alone")
        print_actus_events(actus)
        return
    if loan is None or on is None:
        raise bad_input("loan_file_needed")
    day = parse_day(on)
    instant = None
    if known_at is not None:
        instant = parse_instant(known_at, field="--known-at", place="zhidai loan replay")
    written = read_loan(read_case_file(loan), loan_tables())
    state = replay(written.terms, written.events, on=day, known_at=instant)
    standing = classes_under(state, written.other_credits, scheme=scheme)
    if json:
        print_json(
            LoanAnswer(
                annual_rate=written.terms.annual_rate,
                state=state,
                principal_unpaid=state.principal_unpaid,
                owed_to_bank=state.owed_to_bank,
                owed_in_total=state.owed_in_total,
                risk_class=state.risk_class,
                standing=standing,
            )
        )
    else:
        print_state(state, annual_rate=written.terms.annual_rate, standing=standing)
