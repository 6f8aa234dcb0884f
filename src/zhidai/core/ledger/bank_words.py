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


# Whole words alone: a status that is nearly one of them (未全部结清, 曾逾期) may be its opposite.
_BY = r"(?:已经?|全部|提前|正常|到期|如期|按期|逾期后|展期后)*"
_OVERDUE = (
    r"(?:已经?|当前|展期后|到期|贷款|本金|利息|本息)*(?:逾期|欠息|欠本息?|垫款|代偿)"
    r"(?:中|贷款|未还|[0-9]+[天日])?|呆滞|呆账|overdue|inarrears"
)
_NORMAL = (
    r"(?:贷款|还款|履约)?正常(?:还款|履约|存续|贷款|类|中)*|[未不无]逾期|没有逾期|从未逾期"
    r"|normal|performing|notoverdue"
)
_RUNNING = (
    r"(?:尚?未|没有|待)(?:全部)?(?:结清|还清|到期)|部分(?:结清|还清)|存续中?|在贷|在用"
    r"|已(?:发放|放款)|已?展期|还款中|outstanding|running|active|open|notclosed|notsettled"
)
_WORDS: Final = (
    (
        LoanStatus.SETTLED,
        rf"{_BY}(?:结清|还清)|已?销户|(?:fully)?(?:settled|closed|repaid|paidoff)",
    ),
    (LoanStatus.WRITTEN_OFF, r"(?:已经?|全部)*核销|writtenoff"),
    (LoanStatus.OVERDUE, _OVERDUE),
    (LoanStatus.NORMAL, _NORMAL),
    (LoanStatus.RUNNING, _RUNNING),
)
_STATUS: Final = tuple((status, re.compile(words)) for status, words in _WORDS)
_DAYS_OVERDUE: Final = re.compile(r"(?:逾期|欠息)([0-9]{1,5})[天日]")
_BETWEEN: Final = re.compile(r"[()\[\]{}/、,，;；\-—－|]+")
CLASS_LABELS: Final = MappingProxyType(
    {
        RiskClass.NORMAL: Label(zh="正常", en="normal"),
        RiskClass.SPECIAL_MENTION: Label(zh="关注", en="special mention"),
        RiskClass.SUBSTANDARD: Label(zh="次级", en="substandard"),
        RiskClass.DOUBTFUL: Label(zh="可疑", en="doubtful"),
        RiskClass.LOSS: Label(zh="损失", en="loss"),
    }
)
_CLASSES: Final = MappingProxyType(
    {
        name.replace(" ", ""): one
        for one, label in CLASS_LABELS.items()
        for name in (label.zh, label.en)
    }
)
_SPOKEN: Final = re.compile(
    rf"[0-9]?[-—.、]?(?P<own>{'|'.join(_CLASSES)})[类级贷款]*[0-9一二三]?级?[+-]?"
)

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
    """The status in a cell: 正常, 未结清, 结清, 核销; of two (未结清/逾期) the one that says more.

    Bad input: `ledger_status_unreadable`, for any other word and for two that differ.
    """
    text = normalise(text_of(value)).casefold().replace(" ", "")
    found = {_status_of(part) for part in _BETWEEN.split(text) if part}
    if len(found) > 1:
        found -= {LoanStatus.RUNNING}
    (status, *others) = found or {None}
    if status is None or others:
        raise bad_input("ledger_status_unreadable")
    return status


def days_in_status(value: CellValue) -> int | None:
    """The days overdue that a status tells with its word: 逾期65天; None where it tells none."""
    found = _DAYS_OVERDUE.search(normalise(text_of(value)).replace(" ", ""))
    return None if found is None else int(found[1])


def _status_of(word: str) -> LoanStatus | None:
    return next((status for status, words in _STATUS if words.fullmatch(word)), None)


def read_risk_class(value: CellValue) -> RiskClass:
    """The class in a cell: 关注, 关注类, 3-次级, 正常二级. Bad input: `ledger_class_unreadable`."""
    found = _SPOKEN.fullmatch(normalise(text_of(value)).casefold().replace(" ", ""))
    if found is None:
        raise bad_input("ledger_class_unreadable")
    return _CLASSES[found["own"]]
