"""The sheet that shows how each subsidy was worked out and who pays it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.documents.figures import amount, day, must_add_up, percent, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import Content, render


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyLine:
    """One subsidy of one payer: base actually paid x ratio, held to the caps, gives the amount.

    `caps` are in words, each with its yuan (`单笔上限 50,000.00`); `binding` says what decided.
    """

    item: str
    payer: str
    clause: str
    base: Decimal
    ratio: Decimal
    computed: Decimal
    caps: tuple[str, ...]
    binding: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyStatement:
    """贴息补贴计算表 for one repaid loan; `issuer` makes it, `enterprise` receives the money."""

    imprint: Imprint
    issuer: str
    enterprise: str
    bank: str
    loan_contract_number: str
    loan_amount: Decimal
    annual_rate: Decimal
    interest_from: date
    repaid_on: date
    lines: tuple[SubsidyLine, ...]
    total: Decimal


def subsidy_statement(statement: SubsidyStatement) -> bytes:
    """The 贴息补贴计算表 (clauses 4.3 and 9.3 of the Ganzhou plan)."""
    must_add_up((line.amount for line in statement.lines), statement.total)
    return render(
        "subsidy_statement",
        imprint_content(statement.imprint)
        | {
            "issuer": statement.issuer,
            "enterprise": statement.enterprise,
            "bank": statement.bank,
            "loan_contract": statement.loan_contract_number,
            "loan": amount(statement.loan_amount),
            "rate": percent(statement.annual_rate),
            "interest_from": day(statement.interest_from),
            "repaid_on": day(statement.repaid_on),
            "lines": [_line_content(line) for line in statement.lines],
            "total": amount(statement.total),
        },
        dated=statement.imprint.dated,
    )


def _line_content(line: SubsidyLine) -> Content:
    return {
        "item": line.item,
        "payer": line.payer,
        "clause": line.clause,
        "base": yuan(line.base),
        "ratio": percent(line.ratio),
        "computed": yuan(line.computed),
        "caps": list(line.caps),
        "binding": line.binding,
        "amount": yuan(line.amount),
    }
