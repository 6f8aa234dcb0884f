"""What was spent, and comparable sales, as lines of text: how a person copies a table in."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise

SPENT_FORM = "研发人员; 2019-06-30; 80万元"
COMPARABLE_FORM = "甲公司专利; 2023-05-10; 60万元; 时间=2%, 范围=-5%"
MOST_LINES = 100
_SHOWN = 60


def spent_of(text: str) -> list[dict[str, str]]:
    """One line: what; day; amount. Bad input: `deal_line_unreadable`."""
    found = []
    for line, parts in _lines(text):
        if len(parts) != 3:
            raise bad_input("deal_line_unreadable", line=line[:_SHOWN], form=SPENT_FORM)
        what, on, amount = parts
        found.append({"what": what, "on": on, "amount": amount})
    return found


def comparables_of(text: str) -> list[dict[str, Any]]:
    """One line: what; day; price; name=per cent, ... Bad input: `deal_line_unreadable`."""
    found: list[dict[str, Any]] = []
    for line, parts in _lines(text):
        if len(parts) not in (3, 4):
            raise bad_input("deal_line_unreadable", line=line[:_SHOWN], form=COMPARABLE_FORM)
        written = normalise(parts[3]).split(",") if len(parts) == 4 else []
        adjustments = dict(_adjustment(one, line) for one in written if one.strip())
        found.append(
            {"what": parts[0], "on": parts[1], "price": parts[2], "adjustments": adjustments}
        )
    return found


def written_spent(spent: Sequence[Mapping[str, str]]) -> str:
    """The lines again."""
    return "\n".join(f"{one['what']}; {one['on']}; {one['amount']}" for one in spent)


def written_comparables(comparables: Sequence[Mapping[str, Any]]) -> str:
    """The lines again."""
    return "\n".join(
        "; ".join(
            (
                one["what"],
                one["on"],
                one["price"],
                ", ".join(f"{name}={text}" for name, text in one["adjustments"].items()),
            )
        )
        for one in comparables
    )


def _lines(text: str) -> list[tuple[str, list[str]]]:
    lines = [line for line in text.splitlines() if line.strip()][: MOST_LINES + 1]
    return [(line, [part.strip() for part in line.replace("；", ";").split(";")]) for line in lines]


def _adjustment(text: str, line: str) -> tuple[str, str]:
    name, sign, percent = text.partition("=")
    if not sign or not name.strip() or not percent.strip():
        raise bad_input("deal_line_unreadable", line=line[:_SHOWN], form=COMPARABLE_FORM)
    return name.strip(), percent.strip()
