"""Whether terms of rate ceilings leave loans without any, or are of no loan at all.

LPR+50bp up to a year and five-year LPR+30bp for longer loans meet at a year; where one ends at a
year and the other begins at five, loans between would bear, or be subsidised at, any rate. Two
ceilings of one loan are meant: the lower counts.
"""

from collections.abc import Iterator
from decimal import Decimal

from zhidai.core.errors import Reason, ReasonParameter, reason
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.term_ceiling import longest_term

_RATES = "rates.yaml"
_NOTHING = Decimal(0)


def terms_without_ceiling(scheme: Scheme) -> Iterator[Reason]:
    """Each ceiling whose terms are of no loan, then each stretch of terms that has none.

    By the newest values. A scheme with a ceiling of all terms, or with none, has no stretch; nor is
    one said of terms longer than the plan lends.
    """
    told: dict[str, ReasonParameter] = {"file": _RATES}
    covered: list[tuple[Decimal, Decimal | None]] = []
    for one in scheme.rate_ceilings:
        over, most = _months(scheme, one.term_over) or _NOTHING, _months(scheme, one.term_max)
        if most is not None and over >= most:
            yield reason("check_rate_of_no_term", one.clause, ceiling=one.label, **told)
        else:
            covered.append((over, most))
    for over, most in _left(covered):
        clause = scheme.rate_ceilings[0].clause
        if most is not None:
            known = {"over": f"{over:f}", "most": f"{most:f}"}
            yield reason("check_rate_terms_uncovered", clause, **known, **told)
        elif _lends_longer(scheme, over):
            yield reason("check_rate_longer_uncovered", clause, over=f"{over:f}", **told)


def _left(
    covered: list[tuple[Decimal, Decimal | None]],
) -> Iterator[tuple[Decimal, Decimal | None]]:
    """What lies between and behind stretches of terms: over so many months, at most so many."""
    reached = _NOTHING
    for over, most in sorted(covered, key=lambda one: one[0]):
        if over > reached:
            yield reached, over
        if most is None:
            return
        reached = max(reached, most)
    if covered:
        yield reached, None


def _months(scheme: Scheme, name: str | None) -> Decimal | None:
    if name is None:
        return None
    return in_unit(scheme.parameters[name].values[-1].value, Unit.MONTHS).amount


def _lends_longer(scheme: Scheme, months: Decimal) -> bool:
    longest = longest_term(scheme, scheme.in_force_until)
    return longest is None or longest > months
