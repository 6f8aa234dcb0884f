"""Open questions of a plan, and how much money each reading moves on the reference loan.

Where the code can run on several readings, the model is run under each of them: what the borrower
would be granted, from which overdue day a claim may start and a balance counts as bad. What such a
run cannot show, and every reading that no code carries out, is said in closed form where there is
one (`reading_effects`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.guarantees.settings import due_day_counts_as
from zhidai.core.policy.readings import CARRIED_OUT
from zhidai.core.policy.scheme import Interpretation, Scheme
from zhidai.core.xray.basis import Basis
from zhidai.core.xray.reading_effects import Effect, Moved, closed_forms


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingMoney:
    """What a reading moves against the one chosen; empty: nothing that can be computed."""

    id: str
    is_chosen: bool
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMoney:
    """An open question with its readings. moves: whether any of them moves a figure."""

    id: str
    clauses: tuple[str, ...]
    confirmed: bool
    readings: tuple[ReadingMoney, ...]

    @property
    def moves(self) -> bool:
        return any(one.effects for one in self.readings)

    @property
    def most(self) -> Decimal:
        """The largest amount that a reading moves either way; 0: days only, or nothing."""
        effects = (effect for one in self.readings for effect in one.effects)
        moved = (abs(each.money) for each in effects if each.money is not None)
        return max(moved, default=Decimal(0))


BasisOf = Callable[[Scheme], Basis]


def questions_money(scheme: Scheme, basis_of: BasisOf) -> tuple[QuestionMoney, ...]:
    """Every interpretation in the order of the file; basis_of: a scheme's numbers on the day."""
    chosen = basis_of(scheme)
    return tuple(
        QuestionMoney(
            id=question.id,
            clauses=question.clauses,
            confirmed=question.confirmed_by is not None,
            readings=tuple(
                ReadingMoney(
                    id=one.id,
                    is_chosen=one.id == question.chosen,
                    effects=tuple(_effects(question, one.id, chosen, basis_of)),
                )
                for one in question.readings
            ),
        )
        for question in scheme.interpretations.values()
    )


def _effects(
    question: Interpretation, reading: str, chosen: Basis, basis_of: BasisOf
) -> Iterator[Effect]:
    """Those that are not nothing."""
    if reading == question.chosen:
        return
    carried_out: Mapping[str, tuple[str, ...]] = CARRIED_OUT
    if reading in carried_out.get(question.id, ()):
        yield from _played(chosen, basis_of(_choosing(chosen.scheme, question, reading)))
    for effect in closed_forms(chosen, question.id, reading):
        if effect.money or effect.days:
            yield effect


def _played(chosen: Basis, other: Basis) -> Iterator[Effect]:
    """The differences of two runs of the model."""
    half = max(chosen.premises.days // 2, 1)
    for moved, days in ((Moved.SUBSIDIES, None), (Moved.SUBSIDIES_HALF_TERM, half)):
        money = other.granted(days) - chosen.granted(days)
        if money:
            yield Effect(of=moved, money=money)
    for moved, day_of in ((Moved.CLAIM_DAYS, _claim_day), (Moved.BREAKER_DAYS, _breaker_day)):
        difference = day_of(other) - day_of(chosen)
        if difference:
            yield Effect(of=moved, days=difference)


def _claim_day(basis: Basis) -> int:
    claims = basis.claims
    return 0 if claims is None else claims.overdue_days - due_day_counts_as(basis.scheme)


def _breaker_day(basis: Basis) -> int:
    return 0 if basis.portfolio is None else basis.portfolio.from_overdue_day


def _choosing(scheme: Scheme, question: Interpretation, reading: str) -> Scheme:
    changed = {**scheme.interpretations, question.id: replace(question, chosen=reading)}
    return replace(scheme, interpretations=MappingProxyType(changed))
