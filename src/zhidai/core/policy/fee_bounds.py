"""What holds each fee down, wherever the scheme states it: one ceiling for each fee.

A fee that may not be higher has its ceiling in `fees.yaml`, subsidised or not; a subsidy's own
`fee_ceiling` stands where the fee has none there. No scheme loads that states both for one fee.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBound:
    """parameter: a year's rate of the loan amount."""

    item: SubsidyItem
    parameter: str
    clause: str


def fee_bounds(scheme: Scheme) -> tuple[FeeBound, ...]:
    """One for each fee that has a ceiling."""
    return tuple({one.item: one for one in _bounds(scheme)}.values())


def _bounds(scheme: Scheme) -> Iterator[FeeBound]:
    for own in scheme.fee_ceilings:
        yield FeeBound(item=own.item, parameter=own.parameter, clause=own.clause)
    for one in scheme.subsidies:
        if one.fee_ceiling is not None:
            clause = scheme.parameters[one.fee_ceiling].clause
            yield FeeBound(item=one.item, parameter=one.fee_ceiling, clause=clause)
