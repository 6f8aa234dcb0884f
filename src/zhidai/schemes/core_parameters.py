"""The parameters that core code reads by name: where, and in which unit it counts on them.

Everything else a parameter can be read by (a rule, a limit, an assertion) names it in the folder.
A test holds this list against what the core really reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhidai.core.policy.quantity import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadByCore:
    """Who reads the parameter, and the units it may be written in."""

    where: str
    units: tuple[Unit, ...]


_PERIOD = (Unit.MONTHS, Unit.YEARS)
_CLAIMS = "zhidai.core.guarantees.settings"
_SUPERVISION = "zhidai.core.portfolio.settings"
_SUBSIDIES = "zhidai.core.subsidies.settings"
_CONDITIONS = "zhidai.core.cases.conditions"


def _all(where: str, *units: Unit, names: tuple[str, ...]) -> dict[str, ReadByCore]:
    return {name: ReadByCore(where=where, units=units) for name in names}


READ_BY_CORE: Mapping[str, ReadByCore] = MappingProxyType(
    {
        **_all(_CLAIMS, Unit.DAYS, names=("overdue_days_for_claim", "claim_grace")),
        **_all(
            _CLAIMS,
            Unit.RATIO,
            names=("loss_share_guarantor", "loss_share_bank", "loss_share_appraiser"),
        ),
        **_all(_SUPERVISION, Unit.RATIO, names=("npl_ratio_max",)),
        **_all(_SUPERVISION, Unit.YEARS, names=("exclusion_years",)),
        **_all(
            _SUBSIDIES,
            Unit.RATIO,
            names=(
                "interest_subsidy_ratio_max",
                "province_subsidy_ratio",
                "beneficiary_subsidy_ratio",
                "fee_subsidy_ratio",
            ),
        ),
        **_all(
            _SUBSIDIES,
            Unit.YUAN,
            names=(
                "interest_subsidy_total_max",
                "province_subsidy_max",
                "beneficiary_subsidy_max",
                "fee_subsidy_max",
            ),
        ),
        **_all(_SUBSIDIES, *_PERIOD, names=("interest_subsidy_term_max",)),
        **_all(_SUBSIDIES, Unit.RATE, names=("guarantee_fee_max", "appraisal_fee_max")),
        **_all(_CONDITIONS, Unit.RATIO, names=("pledge_ratio_max",)),
        **_all(_CONDITIONS, Unit.BASIS_POINTS, names=("rate_margin_max",)),
        **_all(_CONDITIONS, *_PERIOD, names=("loan_term_max",)),
    }
)
