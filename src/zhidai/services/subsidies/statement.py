"""The computation of a subsidy claim as it is kept with the claim: JSON, amounts as text."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhidai.core.money import down_to_fen, to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.settings import Ceiling
from zhidai.core.subsidies.statement import SubsidyLine, SubsidyStatement
from zhidai.services.subsidies.views import CeilingLine, StatementLine

FORMAT = 1


def statement_json(statement: SubsidyStatement) -> dict[str, Any]:
    """Everything that was computed, to be read again years later."""
    return {
        "format": FORMAT,
        "lines": [_line_json(line) for line in statement.lines],
        "total": f"{statement.total:.2f}",
    }


def statement_lines(kept: Mapping[str, Any], scheme: Scheme) -> tuple[StatementLine, ...]:
    """The lines of a kept computation under the scheme that it was made by, amounts in fen."""
    return tuple(_line_view(line, scheme) for line in kept["lines"])


def total_of(kept: Mapping[str, Any]) -> int:
    """What a kept computation comes to, fen."""
    return _fen(kept["total"])


def granted(kept: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """Fen by level and item."""
    return {(line["level"], line["item"]): _fen(line["amount"]) for line in kept["lines"]}


def _line_json(line: SubsidyLine) -> dict[str, Any]:
    return {
        "level": line.level,
        "item": line.item,
        "clause": line.clause,
        "paid": f"{line.paid:.2f}",
        "base": f"{line.base:.2f}",
        "ratio": f"{line.ratio:f}",
        "computed": f"{line.computed:f}",
        "ceilings": [
            {key: str(content) for key, content in dataclasses.asdict(ceiling).items()}
            for ceiling in line.ceilings
        ],
        "binding": None if line.binding is None else str(line.binding),
        "amount": f"{line.amount:.2f}",
    }


def _line_view(line: Mapping[str, Any], scheme: Scheme) -> StatementLine:
    binding = line["binding"]
    return StatementLine(
        level=line["level"],
        level_label=scheme.levels[line["level"]].label,
        item=line["item"],
        clause=line["clause"],
        paid=_fen(line["paid"]),
        base=_fen(line["base"]),
        ratio=Decimal(line["ratio"]),
        computed=to_fen(down_to_fen(Decimal(line["computed"]))),
        ceilings=tuple(
            CeilingLine(
                name=Ceiling(ceiling["name"]),
                clause=ceiling["clause"],
                room=_fen(ceiling["room"]),
                is_binding=ceiling["name"] == binding,
            )
            for ceiling in line["ceilings"]
        ),
        amount=_fen(line["amount"]),
    )


def _fen(text: str) -> int:
    return to_fen(Decimal(text))
