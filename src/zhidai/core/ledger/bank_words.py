"""What a bank's own words say of a loan: its status (状态) and its class of the five (五级分类)."""

import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.ledger.cells import CellValue, text_of
from zhidai.core.lending.classification import RiskClass
from zhidai.core.numerals import normalise


class LoanStatus(StrEnum):
    """What a status says; running: that it is not settled, and no more."""

    SETTLED = "settled"
    WRITTEN_OFF = "written_off"
    OVERDUE = "overdue"
    NORMAL = "normal"
    RUNNING = "running"


# In this order: 逾期后结清 is settled, 展期后逾期 overdue, and neither 未结清 nor 未逾期 is either.
_STATUS: Final = (
    (LoanStatus.SETTLED, re.compile(r"(?<![未没])(?:结清|还清)|销户|settled|closed|repaid")),
    (LoanStatus.WRITTEN_OFF, re.compile(r"核销|writtenoff")),
    (
        LoanStatus.OVERDUE,
        re.compile(r"(?<![未不无])(?:逾期|欠息|欠本|垫款|代偿)|overdue|arrears"),
    ),
    (LoanStatus.NORMAL, re.compile(r"正常|[未不无]逾期|normal")),
    (
        LoanStatus.RUNNING,
        re.compile(r"[未没](?:结清|还清|到期)|存续|在贷|已发放|已放款|展期|outstanding"),
    ),
)
CLASS_LABELS: Final = MappingProxyType(
    {
        RiskClass.NORMAL: Label(zh="正常", en="normal"),
        RiskClass.SPECIAL_MENTION: Label(zh="关注", en="special mention"),
        RiskClass.SUBSTANDARD: Label(zh="次级", en="substandard"),
        RiskClass.DOUBTFUL: Label(zh="可疑", en="doubtful"),
        RiskClass.LOSS: Label(zh="损失", en="loss"),
    }
)
_CLASSES: Final = MappingProxyType({label.zh: one for one, label in CLASS_LABELS.items()})
_SPOKEN: Final = re.compile("|".join(_CLASSES))

# 备注: 已逾期65天, but not 未逾期, nor 逾期利率 or 逾期罚息, which tell of the contract.
_TELLS_ARREARS: Final = re.compile(
    r"(?<![未不无没免])(?<!没有|从未)(?:逾期|拖欠|欠息|欠本|垫款|代偿|overdue|inarrears)"
    r"(?!后?(?:的?(?:利|罚息|贷款利)|上浮|加收))"
)
_TELLS_CLASS: Final = re.compile(r"[0-9]?[-—]?(?:次级|可疑|损失)[类级贷款]*[0-9一二三]?级?")


def tells_of_arrears(text: str) -> bool:
    """Whether words beside a loan say that it is in arrears, or in a class of bad loans."""
    plain = normalise(text).casefold().replace(" ", "")
    return bool(_TELLS_ARREARS.search(plain) or _TELLS_CLASS.fullmatch(plain))


def read_status(value: CellValue) -> LoanStatus:
    """The status in a cell: 正常, 未结清, 结清, 核销. Bad input: `ledger_status_unreadable`."""
    text = normalise(text_of(value)).casefold().replace(" ", "")
    for status, words in _STATUS:
        if words.search(text):
            return status
    raise bad_input("ledger_status_unreadable")


def read_risk_class(value: CellValue) -> RiskClass:
    """The class in a cell: 关注, 关注类, 3-次级, 正常二级. Bad input: `ledger_class_unreadable`."""
    found = set(_SPOKEN.findall(normalise(text_of(value))))
    if len(found) != 1:
        raise bad_input("ledger_class_unreadable")
    return _CLASSES[found.pop()]
