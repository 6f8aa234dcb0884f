"""ACTUS at the prompt: a contract's events out, and our loans as contracts.

The standard's own files hold numbers, not text, so amounts are printed as JSON numbers here, to
fifteen digits as the published results have: the one exception to decimal strings.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import typer

from zhidai.cli.case_file import read_case_file
from zhidai.cli.output import LanguageOption, language, print_error, print_json
from zhidai.core.actus.contract_file import read_contract
from zhidai.core.actus.export import (
    ExportedGuarantee,
    ExportedLoan,
    ExportedMonthlyLoan,
    Guarantee,
    Parties,
    guarantee_as_ceg,
    loan_as_pam,
)
from zhidai.core.actus.pam import PamEvent, replay_pam
from zhidai.core.lending.loan_file import parse_rate, read_loan
from zhidai.reference.loan_tables import loan_tables
from zhidai.wording.speech import translate

_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ActusEvent:
    """One event of the list that `zhidai loan replay --actus` prints; amounts are numbers."""

    eventDate: str  # noqa: N815 - the standard's own names
    eventType: str  # noqa: N815
    payoff: float
    currency: str
    notionalPrincipal: float  # noqa: N815
    nominalInterestRate: float  # noqa: N815
    accruedInterest: float  # noqa: N815


ActusEvents = list[ActusEvent]  # what `loan replay --actus` prints
ActusContracts = list[
    ExportedMonthlyLoan | ExportedLoan | ExportedGuarantee
]  # what `loan export` prints


def print_actus_events(path: str) -> None:
    """The events of the PAM contract in a file, as the standard's JSON list."""
    contract = read_contract(read_case_file(path))
    events = replay_pam(contract.terms, contract.observations, until=contract.until)
    _name_what_is_not_used(contract.unused)
    typer.echo(json.dumps([_event(one) for one in events], ensure_ascii=False, indent=2))


def export(
    loan: Annotated[str, typer.Argument(help="JSON file, or - for standard input. 贷款文件。")],
    *,
    contract_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Contract identifier. 合约编号。")
    ],
    guarantee: Annotated[
        str | None,
        typer.Option("--guarantee", metavar="70%", help="Share guaranteed. 担保比例。"),
    ] = None,
    grace: Annotated[
        int, typer.Option("--grace", metavar="DAYS", min=0, max=3650, help="Days to pay. 宽限期。")
    ] = 25,
    lender: Annotated[
        str, typer.Option("--lender", metavar="ID", help="Lender's identifier. 贷款人标识。")
    ] = "lender",
    borrower: Annotated[
        str, typer.Option("--borrower", metavar="ID", help="Borrower's identifier. 借款人标识。")
    ] = "borrower",
    guarantor: Annotated[
        str, typer.Option("--guarantor", metavar="ID", help="Guarantor's identifier. 担保人标识。")
    ] = "guarantor",
    lang: LanguageOption = None,
) -> None:
    """Print a loan, and its guarantee, as ACTUS contracts (PAM, CEG). 导出 ACTUS 合约。"""
    written = read_loan(read_case_file(loan), loan_tables())
    terms = written.terms
    parties = Parties(lender=lender, borrower=borrower, guarantor=guarantor)
    contracts: ActusContracts = [loan_as_pam(terms, contract_id=contract_id, parties=parties)]
    if guarantee is not None:
        covered = Guarantee(
            contract_id=f"{contract_id}-G",
            share=parse_rate(guarantee),
            settlement_days=grace,
        )
        contracts.append(guarantee_as_ceg(terms, covered, loan_id=contract_id, parties=parties))
    _name_what_is_not_used(("events",) if written.events else ())
    print_json(contracts)


def _name_what_is_not_used(names: Sequence[str]) -> None:
    """Nothing is passed over in silence."""
    if names:
        print_error(translate("Not used: {names}", language()).format(names=", ".join(names)))


def _event(event: PamEvent) -> dict[str, str | float | int]:
    return {
        "eventDate": _written(event.event_date),
        "eventType": event.event_type.value,
        "payoff": _number(event.payoff),
        "currency": event.currency,
        "notionalPrincipal": _number(event.notional_principal),
        "nominalInterestRate": _number(event.nominal_interest_rate),
        "accruedInterest": _number(event.accrued_interest),
    }


def _written(moment: datetime) -> str:
    """To the minute; with seconds only where there are any, as the published results have it."""
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _number(amount: Decimal) -> float | int:
    if amount == amount.to_integral_value() and abs(amount) < 10**_DIGITS:
        return int(amount)
    return float(f"{amount:.{_DIGITS}g}")
