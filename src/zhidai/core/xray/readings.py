"""Open questions of a plan, and how much money each reading moves on the reference loan.

Where the code can run on several readings, the model is run under each of them: what the borrower
would be granted, and on which day after the due day a claim could start. A question on which the
code has one way only, or that moves neither, is listed without a figure and said to be so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.readings import CARRIED_OUT
from zhidai.core.policy.scheme import Interpretation, Scheme

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingMoney:
    """Yuan more or less than under the reading chosen, for the reference loan and for one of half
    its term; days by which a claim could start later. None: not computed.
    """

    id: str
    is_chosen: bool
    subsidies: Decimal | None = None
    subsidies_half_term: Decimal | None = None
    claim_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMoney:
    """An open question with its readings. moves: whether any reading moves a figure."""

    id: str
    clauses: tuple[str, ...]
    confirmed: bool
    readings: tuple[ReadingMoney, ...]

    @property
    def moves(self) -> bool:
        return any(
            one.subsidies or one.subsidies_half_term or one.claim_days for one in self.readings
        )


# Subsidies granted, the same at half the term, and the overdue day from which a claim may start.
Figures = Callable[[Scheme], tuple[Decimal, Decimal, int]]


def questions_money(scheme: Scheme, figures: Figures) -> tuple[QuestionMoney, ...]:
    """Every interpretation; figures: what the reference loan comes to under a scheme."""
    base = figures(scheme)
    return tuple(
        QuestionMoney(
            id=question.id,
            clauses=question.clauses,
            confirmed=question.confirmed_by is not None,
            readings=tuple(
                _reading(scheme, question, one.id, figures, base) for one in question.readings
            ),
        )
        for question in scheme.interpretations.values()
    )


def _reading(
    scheme: Scheme,
    question: Interpretation,
    reading: str,
    figures: Figures,
    base: tuple[Decimal, Decimal, int],
) -> ReadingMoney:
    is_chosen = reading == question.chosen
    carried_out: Mapping[str, tuple[str, ...]] = CARRIED_OUT
    known = carried_out.get(question.id, ())
    if len(known) < 2 or reading not in known:
        return ReadingMoney(id=reading, is_chosen=is_chosen)
    subsidies, half_term, day = figures(_choosing(scheme, question, reading))
    return ReadingMoney(
        id=reading,
        is_chosen=is_chosen,
        subsidies=subsidies - base[0],
        subsidies_half_term=half_term - base[1],
        claim_days=day - base[2],
    )


def _choosing(scheme: Scheme, question: Interpretation, reading: str) -> Scheme:
    changed = {**scheme.interpretations, question.id: replace(question, chosen=reading)}
    return replace(scheme, interpretations=MappingProxyType(changed))
