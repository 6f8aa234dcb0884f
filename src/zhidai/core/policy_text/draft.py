"""A first scheme out of a policy's own text: clause tree, candidate parameters, proposed waivers.

Everything is a guess from the wording, to be confirmed by the officer who edits it. A candidate is
kept only if the audit would find it again by its words; what cannot be told apart so is proposed as
a waiver with that reason, never dropped. Summaries are stubs: no sentence of the policy is copied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Quantity, format_quantity, parse_quantity
from zhidai.core.policy.scheme import Parameter, Waiver
from zhidai.core.policy_text.audit import read_policy
from zhidai.core.policy_text.candidates import Candidate, settled_candidates
from zhidai.core.policy_text.clause_audit import numbers_of
from zhidai.core.policy_text.clause_tree import (
    ANNEX,
    NOTICE,
    ClauseText,
    clauses_of,
    heading_of,
    is_numbered,
)
from zhidai.core.policy_text.days_in_force import day_of, first_day_stated, last_day_stated
from zhidai.core.policy_text.number import Number, NumberKind
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.rate_words import tells_which_lpr
from zhidai.core.policy_text.reading import Reading

NO_DAY = date(2000, 1, 1)  # stands where the text gives no day
_TRIAL_MONTHS = 36  # stands where the text gives no length
_NAMED = {NOTICE: "通知", ANNEX: "附件"}
_DOUBTED_WITHIN = 60  # characters: no sentence part that a number belongs to is longer
_FEW = 2  # characters behind a bare numeral that tell which one it is

_TITLE = re.compile(r"[^,。;:!?]{4,40}(?:方案|办法|细则|规定|意见|措施|规则)(?:\([^)]{1,6}\))?")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(（][0-9]{4}[〕\])）]\s*第?[0-9]+\s*号")
_PLACE = re.compile("[\u4e00-\u9fff]{1,7}?[省市县区州盟旗]")
_WHY = {
    NumberKind.DATE: Label(zh="日期，不是规则。", en="A date, not a rule."),
    NumberKind.DOCUMENT: Label(zh="发文字号。", en="The number of a document."),
    NumberKind.TELEPHONE: Label(zh="联系电话。", en="A telephone number."),
    NumberKind.ORDINAL: Label(zh="序号或条款引用。", en="An ordinal or a reference."),
    NumberKind.BARE: Label(
        zh="待确认：似非规则中的数量。", en="To be confirmed: seems to rule nothing."
    ),
    NumberKind.QUANTITY: Label(
        zh="待确认：未能从字句判断其所指。",
        en="To be confirmed: its words do not tell what it rules.",
    ),
}

_OPEN = Label(
    zh="待核实：字句不能确定这一数值，平台不作任何解读。",
    en="To be asked: its words leave the value open, and the platform reads none into them.",
)
_OF_LPR = Label(zh="说明所指的是哪一LPR。", en="Tells which LPR is meant.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClause:
    """A clause with a stub for its summary."""

    id: str
    summary: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A first scheme; `numbered` is false where the text has no clause numbers."""

    title: Label
    place: Label
    documents: tuple[str, ...]
    in_force_from: date
    in_force_until: date
    numbered: bool
    clauses: tuple[DraftClause, ...]
    parameters: tuple[Parameter, ...]
    waivers: tuple[Waiver, ...]


def draft(text: str) -> Draft:
    """The first scheme of a text."""
    reading = read_policy(text)
    texts = tuple({one.id: one for one in reversed(clauses_of(reading))}.values())[::-1]
    title = _title(reading)
    parameters: list[Parameter] = []
    waivers: list[Waiver] = []
    begins = _first_day(reading, texts)
    for clause in texts:
        numbers = numbers_of(reading, clause)
        found = settled_candidates(reading, clause, numbers)
        for place, candidate in enumerate(found, start=1):
            parameters.append(_parameter(candidate, clause, place, begins, reading))
        taken = {one.number for one in found}
        waivers.extend(_waivers(reading, clause, [one for one in numbers if one not in taken]))
    return Draft(
        title=title,
        place=_place(title),
        documents=_documents(reading),
        in_force_from=begins,
        in_force_until=_last_day(reading, begins),
        numbered=is_numbered(texts),
        clauses=tuple(_clause(reading, one) for one in texts),
        parameters=tuple(parameters),
        waivers=tuple(waivers),
    )


def _clause(reading: Reading, clause: ClauseText) -> DraftClause:
    heading = _NAMED.get(clause.id) or heading_of(reading, clause)
    named = Label(
        zh=f"{heading or clause.id}（摘要待写）", en=f"{clause.id}: summary to be written"
    )
    return DraftClause(id=clause.id, summary=named)


def _parameter(
    candidate: Candidate, clause: ClauseText, place: int, begins: date, reading: Reading
) -> Parameter:
    name = f"clause_{re.sub('[^0-9a-z]', '_', clause.id)}_number_{place}"
    label = Label(
        zh=f"{candidate.statement.subject}（待确认）",
        en=f"Number {place} of clause {clause.id} (to be named)",
    )
    return candidate.as_parameter(name=name, label=label, since=begins)


def _waivers(reading: Reading, clause: ClauseText, numbers: list[Number]) -> Iterator[Waiver]:
    for number in numbers:
        written = number.written(reading.plain)
        if number.is_open:
            yield Waiver(clause=clause.id, number=_with_its_doubt(reading, number), why=_OPEN)
            continue
        if number.kind is NumberKind.BARE:
            behind = re.compile(rf"[\u4e00-\u9fff]{{0,{_FEW}}}").match(
                reading.plain, number.end, clause.end
            )
            written = reading.plain[number.start : behind.end() if behind else number.end]
        of_lpr = tells_which_lpr(number, reading.plain)
        yield Waiver(clause=clause.id, number=written, why=_OF_LPR if of_lpr else _WHY[number.kind])


def _with_its_doubt(reading: Reading, number: Number) -> str:
    """The number with the words before it that leave it open: LPR加30%."""
    for start in range(number.start, max(number.start - _DOUBTED_WITHIN, -1), -1):
        written = reading.plain[start : number.end]
        if [one.canonical for one in numbers_in(written)] == [number.canonical]:
            return written
    return number.written(reading.plain)


def _title(reading: Reading) -> Label:
    """The first line that reads like the name of a plan."""
    for start, end in _lines(reading):
        if _TITLE.fullmatch(reading.plain, start, end):
            return Label(zh=_printed(reading, start, end), en="Title to be translated")
    return Label(zh="方案名称（待写）", en="Title to be written")


def _place(title: Label) -> Label:
    """The place that a title begins with, as titles of plans do."""
    found = _PLACE.match(title.zh)
    if found is None:
        return Label(zh="待写", en="To be written")
    return Label(zh=found.group(), en="Place to be translated")


def _lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends in its plain form."""
    yield from pairwise([*sorted(reading.line_starts), len(reading.plain)])


def _printed(reading: Reading, start: int, end: int) -> str:
    """The words as the text has them, with its own brackets, but for spaces."""
    span = reading.span(start, end)
    return "".join(reading.text[span.start : span.end].split())


def _documents(reading: Reading) -> tuple[str, ...]:
    """The document number on a line of its own, where a letterhead has it."""
    for start, end in _lines(reading):
        if _DOCUMENT.fullmatch(reading.plain, start, end):
            return (_printed(reading, start, end),)
    return ()


def _first_day(reading: Reading, texts: tuple[ClauseText, ...]) -> date:
    """The day from which the text says that it holds; else the last full date of the covering
    notice, else the last one of the text.
    """
    stated = first_day_stated(reading.plain, numbers_in(reading.plain))
    if stated is not None:
        return stated
    days: list[date] = []
    of_notice = 0
    for clause in texts:
        found = (day_of(number) for number in numbers_of(reading, clause))
        days.extend(day for day in found if day is not None)
        if clause.id == NOTICE:
            of_notice = len(days)
    return days[(of_notice or len(days)) - 1] if days else NO_DAY


def _last_day(reading: Reading, begins: date) -> date:
    """The last day, trial or validity that the text states; else as long as most trials."""
    stated = last_day_stated(reading.plain, numbers_in(reading.plain), begins)
    if stated is not None and stated >= begins:
        return stated
    return add_months(begins, _TRIAL_MONTHS) - timedelta(days=1)


def value_text(quantity: Quantity) -> str:
    """A value as it may stand in a scheme file: as the policy writes it, if that is readable."""
    try:
        read = parse_quantity(quantity.text)
    except BadInput:
        return format_quantity(quantity, "zh-hans")
    same = read.amount == quantity.amount and read.unit is quantity.unit
    return quantity.text if same else format_quantity(quantity, "zh-hans")
