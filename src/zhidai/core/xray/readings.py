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
from zhidai.core.xray.basis import Bases, Basis
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


BasesOf = Callable[[Scheme], Bases]
_Effects = dict[Moved, Effect]


def questions_money(scheme: Scheme, bases_of: BasesOf) -> tuple[QuestionMoney, ...]:
    """Every interpretation in the order of the file; bases_of: a scheme's numbers on the day."""
    chosen = bases_of(scheme)
    return tuple(
        QuestionMoney(
            id=question.id,
            clauses=question.clauses,
            confirmed=question.confirmed_by is not None,
            readings=tuple(
                ReadingMoney(
                    id=one.id,
                    is_chosen=one.id == question.chosen,
                    effects=tuple(_effects_of(question, one.id, chosen, bases_of)),
                )
                for one in question.readings
            ),
        )
        for question in scheme.interpretations.values()
    )


def _effects_of(
    question: Interpretation, reading: str, chosen: Bases, bases_of: BasesOf
) -> Iterator[Effect]:
    """Those that are not nothing; one that differs by loss model or breaker is said of each."""
    if reading == question.chosen:
        return
    other = _other(question, reading, chosen, bases_of)

    def found(bases: tuple[Basis, ...], beside: tuple[Basis, ...] | None) -> list[_Effects]:
        pairs = zip(bases, beside or (None,) * len(bases), strict=True)
        return [_found(question.id, reading, *pair) for pair in pairs]

    by_model = found(chosen.by_model, None if other is None else other.by_model)
    by_stop = found(chosen.by_stop, None if other is None else other.by_stop)
    for moved in dict.fromkeys(moved for one in (*by_model, *by_stop) for moved in one):
        if _differs(moved, by_stop):
            yield from _of_each(moved, by_stop, chosen.stops)
        elif _differs(moved, by_model):
            yield from _of_each(moved, by_model, chosen.models)
        else:
            yield by_model[0][moved]


def _other(
    question: Interpretation, reading: str, chosen: Bases, bases_of: BasesOf
) -> Bases | None:
    """The numbers under a reading that the code can run on; None under others."""
    carried_out: Mapping[str, tuple[str, ...]] = CARRIED_OUT
    if reading not in carried_out.get(question.id, ()):
        return None
    return bases_of(_choosing(chosen.first.scheme, question, reading))


def _found(question: str, reading: str, basis: Basis, beside: Basis | None) -> _Effects:
    played = () if beside is None else _played(basis, beside)
    effects = (*played, *closed_forms(basis, question, reading))
    return {one.of: one for one in effects if one.money or one.days}


def _differs(moved: Moved, found: list[_Effects]) -> bool:
    return len({one.get(moved) for one in found}) > 1


def _of_each(moved: Moved, found: list[_Effects], names: tuple[str, ...]) -> Iterator[Effect]:
    for name, one in zip(names, found, strict=True):
        if moved in one:
            yield replace(one[moved], under=name)


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
    return 0 if basis.stop is None else basis.stop.from_overdue_day or 0


def _choosing(scheme: Scheme, question: Interpretation, reading: str) -> Scheme:
    changed = {**scheme.interpretations, question.id: replace(question, chosen=reading)}
    return replace(scheme, interpretations=MappingProxyType(changed))
