"""One enterprise against one scheme: eligible, not, or what is missing.

A register tells what is known of an enterprise and its patents before anybody has applied. So the
rules about the two decide; what only a request or another party can answer (the amount, the bank's
policy, a valuation) is left open and said to be. Where a register has columns of a request all the
same (its rate, term or amount), they are held to the rules and limits of a request too. One rule
broken that must be met settles it, even where other facts are missing. The limit is the lowest
ceiling known so far.

Most rules ask a flag or a choice, and registers answer them alike row after row: a rule that met
the same contents before is not asked again, and one of which the register tells nothing is asked
once (`Screener`). A test holds every answer to `assess`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.policy.assessment import Finding, finding_of, limit_findings, require_in_force
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.derivations import FORMULAS, INPUTS
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.known import Known, Missing, Premises
from zhidai.core.policy.limits import LimitAnswer, answer_limits, rooms_of, with_rooms_untouched
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import (
    AllOf,
    AnyOf,
    Compare,
    Fact,
    Rule,
    Scheme,
    Strength,
    Subject,
    Test,
)
from zhidai.core.policy.standing import standing_amount

_KNOWN_OF = frozenset({Subject.ENTERPRISE, Subject.PATENT})
_HELD = _KNOWN_OF | {Subject.REQUEST}
_MOST_REMEMBERED = 50_000
_BINDING = (Strength.MUST, Strength.IN_PRINCIPLE)


class Screening(StrEnum):
    """What a register says of an enterprise under a scheme."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """The answer. broken: what stands against it, the first clause first; limit: at most, yuan.

    missing: facts of the enterprise and its patents that are not known; left_open: facts that a
    request or another party will bring.
    """

    outcome: Screening
    broken: tuple[Finding, ...]
    missing: tuple[str, ...]
    left_open: tuple[str, ...]
    limit: Decimal | None
    binding: str | None


class Screener:
    """A scheme on a day, ready for many enterprises of one register.

    told: the full names of the facts that the register has columns for; a case holds no others.
    Bad input: `scheme_not_in_force_on`.
    """

    def __init__(
        self, scheme: Scheme, *, on: date, reference: ReferenceTables, told: Collection[str]
    ) -> None:
        require_in_force(scheme, on)
        self._scheme = scheme
        self._premises = Premises(scheme=scheme, on=on, reference=reference, formulas=FORMULAS)
        self._rules = [(rule, _depends_on(rule, scheme, told)) for rule in scheme.rules]
        self._rooms = rooms_of(scheme)
        self._remembered: dict[tuple[object, ...], Finding] = {}
        self._of_register = frozenset(
            fact.full_name
            for fact in scheme.facts.values()
            if fact.subject in _KNOWN_OF and fact.answered_by == "enterprise"
        )

    def screen(self, facts: CaseFacts) -> Screened:
        """The answer for one enterprise."""
        known = Known(self._premises, facts.values, patents=facts.patents)
        patents = [known.of_patent(patent) for patent in facts.patents] or [known.of_patent()]
        findings = list(self._findings(known, patents))
        limit = answer_limits(self._scheme, known)
        needs = dict.fromkeys(
            name for one in findings if one.strength in _BINDING for name in one.needs
        )
        needs.update(dict.fromkeys(limit.needs))
        if not isinstance(known.get(standing_amount(known)), Missing):
            findings += self._of_limits(limit, known, facts)
        broken = tuple(one for one in findings if one.blocks and one.subject in _HELD)
        missing = tuple(name for name in needs if name in self._of_register)
        return Screened(
            outcome=_outcome(broken=bool(broken), missing=bool(missing)),
            broken=broken,
            missing=missing,
            left_open=tuple(name for name in needs if name not in self._of_register),
            limit=limit.at_most,
            binding=limit.binding,
        )

    def _of_limits(self, limit: LimitAnswer, known: Known, facts: CaseFacts) -> Iterator[Finding]:
        """The amount against each limit; of a room that the register does not tell of, against all
        of it, as no more is left whatever was drawn.
        """
        of_rooms = {}
        if self._rooms:
            given = with_rooms_untouched(self._scheme, facts.values)
            untouched = Known(self._premises, given, patents=facts.patents)
            whole = answer_limits(self._scheme, untouched)
            found = limit_findings(self._scheme, whole, untouched, {})
            of_rooms = {one.rule: one for one in found if one.rule in self._rooms and one.blocks}
        for one in limit_findings(self._scheme, limit, known, {}):
            yield of_rooms.get(one.rule, one)

    def _findings(self, known: Known, patents: list[Known]) -> Iterator[Finding]:
        for rule, plain in self._rules:
            for view in patents if rule.subject is Subject.PATENT else (known,):
                yield self._finding(rule, plain, view)

    def _finding(self, rule: Rule, plain: tuple[str, ...] | None, view: Known) -> Finding:
        if plain is None:
            return finding_of(rule, view)
        key = (rule.id, *map(view.content, plain))
        found = self._remembered.get(key)
        if found is None:
            found = finding_of(rule, view)
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[key] = found
        return found


def _depends_on(rule: Rule, scheme: Scheme, told: Collection[str]) -> tuple[str, ...] | None:
    """The given facts whose contents alone decide a rule; None where one is worked out or measured.

    Numbers differ from row to row, so that remembering them would only fill the memory. A fact that
    the register cannot tell is the same in every row: left out, and with it what is worked out from
    it, as long as the register tells nothing at all about its subjects.
    """
    tests = [test for test in (rule.test, rule.when) if test is not None]
    names = dict.fromkeys(name for test in tests for name in facts_of(test))
    known = [name for name in names if _may_be_told(scheme.facts[name], told)]
    worked_out = any(scheme.facts[name].formula is not None for name in known)
    measured = {name for test in tests for name in _measured(test)}
    return None if worked_out or measured & set(known) else tuple(known)


def _may_be_told(fact: Fact, told: Collection[str]) -> bool:
    if fact.formula is None:
        return fact.full_name in told
    subjects = {name.partition(".")[0] for name in (fact.full_name, *INPUTS[fact.formula])}
    return any(name.partition(".")[0] in subjects for name in told)


def _measured(test: Test) -> Iterator[str]:
    if isinstance(test, AllOf | AnyOf):
        for part in test.parts:
            yield from _measured(part)
    elif isinstance(test, Compare):
        yield test.fact


def _outcome(*, broken: bool, missing: bool) -> Screening:
    if broken:
        return Screening.NOT_ELIGIBLE
    return Screening.MISSING if missing else Screening.ELIGIBLE
