"""What a scheme states of rates and rights and no rule or limit holds a case to.

`rates.yaml` and `collateral.yaml` say what a ceiling or a kind is: for display, comparison,
subsidies and ratios. A loan is refused by rules and limits alone, each with its clause and words; a
fee above that of `fees.yaml` by the condition of the task that asks it.
"""

from collections.abc import Iterator, Sequence

from zhidai.core.errors import Reason, ReasonParameter, reason
from zhidai.core.policy.case_facts import PATENT_KIND
from zhidai.core.policy.collateral import Collateral
from zhidai.core.policy.fact_tests import AllOf, Compare, Is, OneOf, Test, facts_of
from zhidai.core.policy.fees import FeeCeiling
from zhidai.core.policy.limits import BY_KIND, KINDS_OF_PATENT, RIGHT_KIND
from zhidai.core.policy.rate_facts import formula_holding
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling
from zhidai.core.policy.scheme import Comparison, Rule, Scheme, Strength
from zhidai.core.subsidies.charged_fees import is_charged

_RATES, _COLLATERAL = "rates.yaml", "collateral.yaml"
_RATE, _MARGIN, _TERM = "request.rate", "request.rate_margin", "request.term"
_PLEDGE_RATIO, _VALIDITY = "request.pledge_ratio", "patent.remaining_validity"
FEES_HELD = "fees_within_ceiling"
_FIXES = frozenset({"contract.amount", "disbursement.amount"})
_HOLDS = (Strength.MUST, Strength.IN_PRINCIPLE)


def unheld(scheme: Scheme) -> Iterator[Reason]:
    """Each ceiling, kind, validity and ratio that would be broken in silence."""
    for ceiling in scheme.rate_ceilings:
        if ceiling.above is AboveCeiling.INELIGIBLE:
            yield from _rate(scheme, ceiling)
    for fee in scheme.fee_ceilings:
        yield from _fee(scheme, fee)
    if scheme.collateral and not _kinds_held(scheme):
        kinds = ", ".join(one.kind for one in scheme.collateral)
        first = scheme.collateral[0]
        yield reason("check_kinds_unheld", first.clause, file=_COLLATERAL, kinds=kinds)
    for one in scheme.collateral:
        yield from _validity(scheme, one)
        yield from _ratio(scheme, one)


def unasked_validities(scheme: Scheme) -> Iterator[Reason]:
    """Validities of what is no patent: no shared fact asks them."""
    for one in scheme.collateral:
        name = one.remaining_validity_min
        if name is None or one.kind in KINDS_OF_PATENT or _any_fact_held(scheme, name):
            continue
        known = {"file": _COLLATERAL, "kind": str(one.kind), "parameter": name}
        yield reason("check_validity_unasked", one.clause, **known)


def held_under_a_guard(scheme: Scheme) -> Iterator[Reason]:
    """Each ceiling and validity that its rules hold only where their guard does.

    Said of none whose guard only parts the cases: by the ceiling's own terms, by the same facts as
    another ceiling (or one that holds all loans), by the kinds.
    """
    refusing = [one for one in scheme.rate_ceilings if one.above is AboveCeiling.INELIGIBLE]
    guards = [_guards(scheme, _held_by(scheme, one)) for one in refusing]
    for place, (ceiling, guard) in enumerate(zip(refusing, guards, strict=True)):
        others = (*guards[:place], *guards[place + 1 :])
        if ceiling.term_max or ceiling.term_over:
            continue  # held at all only where the guard asks these terms and nothing else
        if guard and all(other and not other & guard for other in others):
            facts = ", ".join(sorted(guard))
            yield reason(
                "check_rate_guarded",
                ceiling.clause,
                file=_RATES,
                ceiling=ceiling.label,
                facts=facts,
            )
    for one in scheme.collateral:
        name = one.remaining_validity_min
        if name is None or one.kind not in KINDS_OF_PATENT:
            continue
        wanted = Compare(fact=_VALIDITY, compare=Comparison.AT_LEAST, parameter=name)
        guard = _guards(scheme, (wanted,), kind=str(one.kind)) - {PATENT_KIND}
        if guard:
            told = {"file": _COLLATERAL, "kind": str(one.kind), "facts": ", ".join(sorted(guard))}
            yield reason("check_validity_guarded", one.clause, parameter=name, **told)


def _guards(scheme: Scheme, tests: tuple[Test, ...], kind: str | None = None) -> frozenset[str]:
    """The facts of the guards under which alone the tests are held; empty: everywhere, or not."""
    whens = [
        rule.when
        for rule in _binding(scheme)
        if _is_about(rule, kind) and any(part in tests for part in _parts(rule.test))
    ]
    guards = [frozenset(facts_of(when)) for when in whens]
    if not all(guards) or _leave_none(whens):
        return frozenset()
    return frozenset[str]().union(*guards)


def _leave_none(whens: Sequence[Test | None]) -> bool:
    """Whether two of the guards are a yes and a no to one question, so that every loan has one."""
    answers = {(one.fact, one.content) for one in whens if isinstance(one, Is)}
    return any((fact, not said) in answers for fact, said in answers if isinstance(said, bool))


def _held_by(scheme: Scheme, ceiling: RateCeiling) -> tuple[Test, ...]:
    return tuple(
        Compare(fact=fact, compare=Comparison.AT_MOST, parameter=ceiling.parameter)
        for fact in _facts_holding(scheme, ceiling)
    )


def _facts_holding(scheme: Scheme, ceiling: RateCeiling) -> tuple[str, ...]:
    """The facts that hold it are of the ceiling's own formula, tenor and benchmark."""
    formula = formula_holding(ceiling)
    return (_RATE,) if formula is None else _worked_out_by(formula, scheme)


def _rate(scheme: Scheme, ceiling: RateCeiling) -> Iterator[Reason]:
    formula = formula_holding(ceiling)
    facts = _facts_holding(scheme, ceiling)
    known: dict[str, ReasonParameter] = {
        "file": _RATES,
        "ceiling": ceiling.label,
        "parameter": ceiling.parameter,
    }
    if any(_by_another_benchmark(ceiling, other) for other in scheme.rate_ceilings):
        yield reason("check_rate_cannot_be_held", ceiling.clause, **known)
        return
    if any(_held(scheme, fact, ceiling) for fact in facts):
        return
    if facts and facts[0] in (_RATE, _MARGIN):
        yield reason("check_rate_unheld", ceiling.clause, fact=facts[0], **known)
    else:
        unit = "basis_points" if ceiling.formula is CeilingFormula.LPR_PLUS else "times"
        named = {"fact": f"request.{formula}", "formula": str(formula), "unit": unit}
        yield reason("check_rate_unheld_derived", ceiling.clause, **known, **named)


def _by_another_benchmark(one: RateCeiling, other: RateCeiling) -> bool:
    """Whether a loan may have both, and a fact is held against one benchmark alone."""
    both = None not in (one.benchmark, other.benchmark)
    return both and one.benchmark != other.benchmark and not one.is_apart(other)


def _held(scheme: Scheme, fact: str, ceiling: RateCeiling) -> bool:
    """Whether a rule holds the fact against the ceiling, for every loan that this is one of."""
    wanted = Compare(fact=fact, compare=Comparison.AT_MOST, parameter=ceiling.parameter)
    bounds = ((Comparison.AT_MOST, ceiling.term_max), (Comparison.MORE_THAN, ceiling.term_over))
    terms = [
        Compare(fact=_TERM, compare=compare, parameter=name) for compare, name in bounds if name
    ]
    return any(
        wanted in _parts(rule.test)
        and (not terms or all(part in terms for part in _parts(rule.when)))
        for rule in _binding(scheme)
    )


def _fee(scheme: Scheme, ceiling: FeeCeiling) -> Iterator[Reason]:
    """On each route that charges the fee a task asks it and looks at the ceilings, and so does one
    that fixes the amount: of a smaller loan than was asked or approved the fee is smaller.
    """
    fact = f"contract.{ceiling.item}"
    for route in scheme.routes.values():
        if not is_charged(ceiling.item, scheme, route.id):
            continue
        said: dict[str, ReasonParameter] = {"ceiling": ceiling.label, "route": route.label}
        said |= {"fact": fact, "held_by": FEES_HELD}
        holding = [one for one in route.tasks if FEES_HELD in one.conditions]
        fixing = [one for one in route.tasks if _FIXES & set(one.facts_in)]
        if not any(fact in one.facts_in for one in holding):
            yield reason("check_fee_unheld", ceiling.clause, **said)
        elif fixing and not any(one in holding for one in fixing):
            task = fixing[0].id
            yield reason("check_fee_unheld_at_amount", ceiling.clause, task=task, **said)


def fees_in_principle(scheme: Scheme) -> Iterator[Reason]:
    """Each fee ceiling that the plan states in principle: its condition knows no exception."""
    for one in scheme.fee_ceilings:
        if scheme.parameters[one.parameter].strength is not Strength.MUST:
            yield reason(
                "check_fee_in_principle",
                one.clause,
                ceiling=one.label,
                parameter=one.parameter,
                held_by=FEES_HELD,
            )


def _worked_out_by(formula: str, scheme: Scheme) -> tuple[str, ...]:
    return tuple(name for name, fact in scheme.facts.items() if fact.formula == formula)


def _kinds_held(scheme: Scheme) -> bool:
    """A ratio by kind lends nothing on another kind; else a rule has to refuse it: the kind of what
    is pledged, where patents are; what is declared holds nothing but the rights without a number.
    """
    if any(limit.formula == BY_KIND for limit in scheme.limits):
        return True
    listed = {str(one.kind) for one in scheme.collateral}
    held_by = PATENT_KIND if listed & KINDS_OF_PATENT else RIGHT_KIND
    return any(
        contents <= listed
        for rule in _binding(scheme)
        if rule.when is None and (contents := _contents(rule.test, held_by))
    )


def _validity(scheme: Scheme, one: Collateral) -> Iterator[Reason]:
    name = one.remaining_validity_min
    if name is None or one.kind not in KINDS_OF_PATENT:
        return
    if not _compared(scheme, _VALIDITY, Comparison.AT_LEAST, name, kind=str(one.kind)):
        known = {"file": _COLLATERAL, "kind": str(one.kind), "parameter": name}
        yield reason("check_validity_unheld", one.clause, **known)


def _ratio(scheme: Scheme, one: Collateral) -> Iterator[Reason]:
    name = one.pledge_ratio_max
    if name is None or any(each.formula == BY_KIND for each in scheme.limits):
        return
    limited = any(
        each.formula == "value_times_ratio" and each.parameter == name for each in scheme.limits
    )
    if not limited and not _compared(
        scheme, _PLEDGE_RATIO, Comparison.AT_MOST, name, kind=str(one.kind)
    ):
        known = {"file": _COLLATERAL, "kind": str(one.kind), "parameter": name}
        yield reason("check_ratio_unheld", one.clause, **known)


def _compared(
    scheme: Scheme, fact: str, compare: Comparison, parameter: str, *, kind: str | None = None
) -> bool:
    """Whether a rule that binds (this kind) holds the fact against the parameter."""
    wanted = Compare(fact=fact, compare=compare, parameter=parameter)
    return any(wanted in _parts(rule.test) for rule in _binding(scheme) if _is_about(rule, kind))


def _any_fact_held(scheme: Scheme, parameter: str) -> bool:
    parts = (part for rule in _binding(scheme) for part in _parts(rule.test))
    return any(isinstance(part, Compare) and part.parameter == parameter for part in parts)


def _is_about(rule: Rule, kind: str | None) -> bool:
    """Whether a rule's guard lets it ask of that kind; of a patent, whatever is declared."""
    if kind in KINDS_OF_PATENT and RIGHT_KIND in facts_of(rule.when):
        return False
    guarded = [_contents(rule.when, fact) for fact in (PATENT_KIND, RIGHT_KIND)]
    return kind is None or all(not contents or kind in contents for contents in guarded)


def _binding(scheme: Scheme) -> Iterator[Rule]:
    return (rule for rule in scheme.rules if rule.strength in _HOLDS)


def _parts(test: Test | None) -> tuple[Test, ...]:
    """What must hold for the test to be met; one of several is no such thing."""
    if isinstance(test, AllOf):
        return tuple(part for each in test.parts for part in _parts(each))
    return () if test is None else (test,)


def _contents(test: Test | None, fact: str) -> frozenset[str]:
    """The contents that the test leaves to a fact; empty: any."""
    for part in _parts(test):
        if isinstance(part, Is) and part.fact == fact:
            return frozenset({str(part.content)})
        if isinstance(part, OneOf) and part.fact == fact:
            return frozenset(map(str, part.contents))
    return frozenset()
