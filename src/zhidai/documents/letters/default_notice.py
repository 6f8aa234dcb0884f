"""The written notice of a default, from the party that learnt of it to the others."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.lending.default_notice import DefaultKind
from zhidai.documents.figures import amount, day, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import render

_KINDS = {
    DefaultKind.MISUSE: ("违反约定用途使用或者挪用贷款资金", "loan money is misused"),
    DefaultKind.OVERDUE: ("未按期还本付息", "the loan is overdue"),
    DefaultKind.THREAT: ("其他严重影响还款的情况", "an event threatens repayment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultNotice:
    """违约情况通知书; amounts in yuan as at the imprint's day.

    `duty` and `when` are the scheme's own Chinese words for the duty and its time; `overdue_since`
    is none of a loan that is not overdue; `measures` may be empty.
    """

    imprint: Imprint
    sender: str
    recipients: tuple[str, ...]
    enterprise: str
    loan_contract_number: str
    loan_amount: Decimal
    disbursed_on: date
    principal: Decimal
    interest: Decimal
    overdue_since: date | None
    overdue_days: int
    kind: DefaultKind
    known_on: date
    facts: str
    measures: str
    duty: str
    when: str


def default_notice(notice: DefaultNotice) -> bytes:
    """The 违约情况通知书 (clause 8.3 of the Ganzhou plan)."""
    chinese, english = _KINDS[notice.kind]
    since = notice.overdue_since
    return render(
        "default_notice",
        imprint_content(notice.imprint)
        | {
            "sender": notice.sender,
            "recipients": "、".join(notice.recipients),
            "enterprise": notice.enterprise,
            "loan_contract": notice.loan_contract_number,
            "loan": amount(notice.loan_amount),
            "disbursed_on": day(notice.disbursed_on),
            "principal": yuan(notice.principal),
            "interest": yuan(notice.interest),
            "overdue": ""
            if since is None
            else f"自{day(since)}起，已逾期 {notice.overdue_days} 天",
            "kind": chinese,
            "kind_english": english,
            "known_on": day(notice.known_on),
            "known_iso": notice.known_on.isoformat(),
            "facts": notice.facts,
            "measures": notice.measures,
            "duty": notice.duty,
            "when": notice.when,
        },
        dated=notice.imprint.dated,
    )
