"""One table on which every yuan travels: books, claim, shares, payments, recovery and back."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.guarantees.views import (
    ClaimShareLine,
    ClaimView,
)
from zhidai.web.shared.components import (
    Cell,
    Column,
    Table,
    Text,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import (
    clause,
    yuan,
)
from zhidai.web.shared.words import role_name


def journey_table(view: ClaimView) -> Table:
    """Stations as rows, parties as columns; each row adds up to its total."""
    roles = [line.role for line in view.shares]
    recovered = bool(view.recoveries)
    rows = [
        _row(_("Unpaid principal in the bank's books"), Topic.CLAIM, view,
             lambda line: view.principal_loss if line.role == PartyKind.BANK else 0),
        _row(_("Shared by the agreed shares"), Topic.SHARING, view, lambda line: line.amount),
        _row(_("Paid to the bank on the claim"), Topic.CLAIM, view, lambda line: line.paid),
        _row(_("Kept by the bank from recoveries, set off"), Topic.RECOVERY, view,
             lambda line: line.set_off),
        _row(_("Still owed to the bank"), Topic.CLAIM, view, lambda line: line.owed),
    ]  # fmt: skip
    if recovered:
        rows += _recovery_rows(view, roles)
    rows.append(_row(_("Loss that remains"), Topic.SHARING, view, lambda line: line.net_loss))
    return table(
        caption=_("Where every yuan of the unpaid loan went, in yuan"),
        columns=[
            _("Station"),
            _("Clause"),
            *(Column(label=role_name(role), is_numeric=True) for role in roles),
            Column(label=_("Others"), is_numeric=True),
            Column(label=_("Total"), is_numeric=True),
        ],
        rows=rows,
    )


def _row(
    label: Text, topic: Topic, view: ClaimView, part: Callable[[ClaimShareLine], int]
) -> list[Cell]:
    parts = [part(line) for line in view.shares]
    return _cells(label, clause(view.clauses.get(topic)), parts, others=0)


def _cells(label: Text, source: Text, parts: Iterable[int], *, others: int) -> list[Cell]:
    shown = list(parts)
    return [
        Cell(text=label, keeps_line=language() != "en"),  # Chinese would break at any sign
        Cell(text=source, keeps_line=True),
        *(Cell(text=yuan(part) if part else "") for part in shown),
        Cell(text=yuan(others) if others else ""),
        Cell(text=yuan(sum(shown) + others)),
    ]


def _recovery_rows(view: ClaimView, roles: list[str]) -> list[list[Cell]]:
    """Gross = costs + returned to the parties + the bank's interest + the pledgor.

    What nobody got of the last two has no row.
    """
    nothing, plan = [0] * len(roles), clause(view.clauses.get(Topic.RECOVERY))
    gross = sum(one.gross for one in view.recoveries)
    costs = sum(one.costs_paid for one in view.recoveries)
    interest = sum(one.to_interest for one in view.recoveries)
    pledgor = sum(one.to_pledgor for one in view.recoveries)
    returned = [line.recovered for line in view.shares]
    to_bank = [interest if role == PartyKind.BANK else 0 for role in roles]
    rows = [
        _cells(_("Recovered from the enterprise and the pledge"), plan, nothing, others=gross),
        _cells(_("of it: costs of the recovery"), plan, nothing, others=costs),
        _cells(_("of it: back in proportion to the losses"), plan, returned, others=0),
    ]
    if interest:
        to_whom = _("of it: to the bank's unpaid interest")
        rows.append(_cells(to_whom, _("Civil Code 389"), to_bank, others=0))
    if pledgor:
        left = _("of it: left for the pledgor")
        rows.append(_cells(left, _("Civil Code 438"), nothing, others=pledgor))
    return rows
