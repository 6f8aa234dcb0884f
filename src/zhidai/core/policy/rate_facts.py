"""The facts that hold a rate to a ceiling: its margin over an LPR, its multiple of one or of the
benchmark that the plan states. Each ceiling of `rates.yaml` has the fact of its formula and tenor.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.errors import bad_input
from zhidai.core.evidence import Evidence, FactValue
from zhidai.core.policy.known import Known, Missing, decimal_of, derived, missing
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.rates import CeilingFormula, RateCeiling, Tenor
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.standing import standing_rate

BASIS_POINTS_OF_ONE: Final = Decimal(10000)
_TERM: Final = "request.term"
LPR: Final = "record.lpr"  # of one year
LPR_FIVE_YEARS: Final = "record.lpr_five_years"
BY_FIVE_YEARS: Final = frozenset({"rate_margin_five_years", "rate_multiple_five_years"})
MULTIPLES: Final = frozenset(
    {"rate_multiple", "rate_multiple_five_years", "rate_benchmark_multiple"}
)
_FORMULAS: Final[Mapping[tuple[CeilingFormula, Tenor], str]] = MappingProxyType(
    {
        (CeilingFormula.LPR_PLUS, Tenor.ONE_YEAR): "rate_margin",
        (CeilingFormula.LPR_TIMES, Tenor.ONE_YEAR): "rate_multiple",
        (CeilingFormula.LPR_PLUS, Tenor.FIVE_YEARS): "rate_margin_five_years",
        (CeilingFormula.LPR_TIMES, Tenor.FIVE_YEARS): "rate_multiple_five_years",
    }
)


def rate_margin(known: Known) -> FactValue | Missing:
    """Rate (of the contract, else asked) less LPR of one year, × 10,000: basis points."""
    return _margin_over(known, LPR)


def rate_margin_five_years(known: Known) -> FactValue | Missing:
    """As `rate_margin`, over the LPR of five years and more."""
    return _margin_over(known, LPR_FIVE_YEARS)


def rate_multiple(known: Known) -> FactValue | Missing:
    """Rate (of the contract, else asked) ÷ LPR of one year: times, not rounded."""
    return _multiple_of(known, LPR)


def rate_multiple_five_years(known: Known) -> FactValue | Missing:
    """As `rate_multiple`, of the LPR of five years and more."""
    return _multiple_of(known, LPR_FIVE_YEARS)


def rate_benchmark_multiple(known: Known) -> FactValue | Missing:
    """Rate (of the contract, else asked) ÷ the benchmark of the plan: times, not rounded."""
    rate = known.get(standing_rate(known))
    return rate if isinstance(rate, Missing) else derived(decimal_of(rate) / benchmark(known))


def benchmark(known: Known) -> Decimal:
    """The one benchmark lending rate that the plan states for the term asked. Bad input:
    `benchmark_unclear`.
    """
    names = {
        one.benchmark
        for one in known.premises.scheme.rate_ceilings
        if one.benchmark is not None and _is_of_term(one, known)
    }
    amounts = [known.parameter(name).value.amount for name in names]
    if len(amounts) != 1 or not amounts[0]:
        raise bad_input("benchmark_unclear")
    return amounts[0]


def _is_of_term(ceiling: RateCeiling, known: Known) -> bool:
    """Whether it is one of loans of the term asked; of an unknown term, of any."""
    if ceiling.term_max is None and ceiling.term_over is None:
        return True
    term = known.get(_TERM)
    if isinstance(term, Missing):
        return True

    def months(parameter: str) -> Decimal:
        return in_unit(known.parameter(parameter).value, Unit.MONTHS).amount

    asked = decimal_of(term)
    is_longer = ceiling.term_max is not None and asked > months(ceiling.term_max)
    is_shorter = ceiling.term_over is not None and asked <= months(ceiling.term_over)
    return not is_longer and not is_shorter


def formula_holding(ceiling: RateCeiling) -> str | None:
    """The formula of the fact that a rule holds against the ceiling's parameter; None: the rate."""
    if ceiling.formula is CeilingFormula.BENCHMARK_TIMES:
        return "rate_benchmark_multiple"
    return _FORMULAS.get((ceiling.formula, ceiling.tenor))


def goes_by_five_years(scheme: Scheme) -> bool:
    """Whether a fact of the scheme is worked out from the LPR of five years and more."""
    return any(fact.formula in BY_FIVE_YEARS for fact in scheme.facts.values())


def _margin_over(known: Known, lpr_fact: str) -> FactValue | Missing:
    rate, lpr = known.get(standing_rate(known)), _lpr(known, lpr_fact)
    if isinstance(rate, Missing) or isinstance(lpr, Missing):
        return missing(rate, lpr) or Missing(names=())
    return derived((decimal_of(rate) - decimal_of(lpr)) * BASIS_POINTS_OF_ONE)


def _multiple_of(known: Known, lpr_fact: str) -> FactValue | Missing:
    rate, lpr = known.get(standing_rate(known)), _lpr(known, lpr_fact)
    if isinstance(rate, Missing) or isinstance(lpr, Missing):
        return missing(rate, lpr) or Missing(names=())
    if not decimal_of(lpr):
        raise bad_input("lpr_is_nothing")
    return derived(decimal_of(rate) / decimal_of(lpr))


def _lpr(known: Known, name: str) -> FactValue | Missing:
    """The LPR on record, else the newest published one of the reference tables."""
    given = known.given(name)
    quote = known.premises.reference.lpr_on(known.on)
    if given is not None or quote is None:
        return known.get(name)
    confirmed_until = known.premises.reference.lpr_confirmed_until
    document = f"LPR {quote.since}"
    if confirmed_until is not None and known.on > confirmed_until:
        document = f"{document} (confirmed until {confirmed_until})"
    quoted = quote.one_year if name == LPR else quote.over_five_years
    return known.suppose(
        name, FactValue(content=quoted, evidence=Evidence.ISSUED, document=document)
    )
