"""The way in which a ledger says that a loan is repaid, as the terms of a loan.

The names are usual on ledgers of Chinese banks (还款方式). A loan without one is repaid as clause 1
of the Ganzhou plan has it: interest monthly, principal at maturity. A number of periods (期数)
counts for principal in equal parts alone; beside the others it counts interest, which has days of
its own.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhidai.core.errors import bad_input
from zhidai.core.ledger.loan import LedgerLoan
from zhidai.core.lending.conventions import Repayment

_BETWEEN = re.compile(r"[\s,，、;；:：()（）]+")
_LONGEST_TOLD = 20
NAMES: Final[Mapping[Repayment, tuple[str, ...]]] = MappingProxyType(
    {
        Repayment.BULLET_MONTHLY_INTEREST: (
            "按月付息到期还本", "按月结息到期还本", "按月付息到期一次还本", "按月结息到期一次还本",
            "按月付息一次还本", "按月结息一次还本", "先息后本", "到期还本按月付息",
            "bulletmonthlyinterest",
        ),
        Repayment.SINGLE_PAYMENT: (
            "到期一次还本付息", "一次性还本付息", "到期一次性还本付息", "一次还本付息",
            "到期还本付息", "利随本清", "singlepayment",
        ),
        Repayment.INTEREST_THEN_INSTALMENTS: (
            "按月付息分期还本", "按月结息分期还本", "分期还本", "按月付息按期还本",
            "按月付息分次还本", "先息后分期还本", "interesttheninstalments",
        ),
        Repayment.EQUAL_TOTAL_INSTALMENTS: ("等额本息", "等额本息还款", "equaltotalinstalments"),
    }
)  # fmt: skip
_BY_NAME = {name: kind for kind, names in NAMES.items() for name in names}


def repayment_of(loan: LedgerLoan) -> tuple[Repayment, int]:
    """The way of repayment and its number of parts of the principal, 0 where it has none.

    Bad input: `ledger_repayment_unknown`, `ledger_instalments_missing`.
    """
    told = _BETWEEN.sub("", loan.repayment).replace("_", "").lower()
    kind = _BY_NAME.get(told) if told else Repayment.BULLET_MONTHLY_INTEREST
    if kind is None:
        raise bad_input("ledger_repayment_unknown", text=loan.repayment[:_LONGEST_TOLD])
    if kind is not Repayment.INTEREST_THEN_INSTALMENTS:
        return kind, 0
    if not loan.instalments:
        raise bad_input("ledger_instalments_missing")
    return kind, loan.instalments
