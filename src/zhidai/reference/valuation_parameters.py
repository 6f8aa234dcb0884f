"""The parameters of valuation: ours, or a file of a bank's own in the same form."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from zhidai.core.errors import bad_input
from zhidai.core.valuation.parameters import (
    DIMENSIONS,
    KINDS,
    Liquidation,
    ValuationParameters,
)
from zhidai.reference.lapse_model import lapse_model
from zhidai.reference.table import read_table

LARGEST_BYTES = 1024**2


def valuation_parameters(path: Path | None = None) -> ValuationParameters:
    """The dated table, with what a file says in its place (also `lapse`, as calibrated).

    Bad input: `valuation_parameters_unreadable`, `valuation_parameters_invalid`,
    `lapse_model_invalid`.
    """
    table = dict(read_table("valuation"))
    own = {} if path is None else _read(path)
    strange = sorted(own.keys() - table.keys() - {"lapse"})
    if strange:
        raise bad_input("valuation_parameters_invalid", problem=", ".join(strange)[:60])
    table.update(own)
    try:
        found = _parameters(table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"{type(error).__name__}: {error}"[:80]
        raise bad_input("valuation_parameters_invalid", problem=problem) from None
    _require_sense(found)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()[: LARGEST_BYTES + 1]
        given = yaml.safe_load(content) if len(content) <= LARGEST_BYTES else None
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        given = None
    if not isinstance(given, dict):
        raise bad_input("valuation_parameters_unreadable", file=str(path))
    return given


def _parameters(table: Mapping[str, Any]) -> ValuationParameters:
    sale, level = table["liquidation"], table["level_sd"]
    return ValuationParameters(
        version=str(table["version"]),
        source=str(table["source"]),
        is_indicative=bool(table["is_indicative"]),
        book_mean=float(table["book_mean_yuan"]),
        effects=_numbers(table["effects"]),
        kind_factor=_numbers(table["kind_factor"]),
        indicators={name: _numbers(table["indicators"][name]) for name in DIMENSIONS},
        discount=_sum(table["discount"]),
        growth=float(table["growth"]),
        obsolescence=float(table["obsolescence"]),
        volatility=float(table["volatility"]),
        level_sd_statistical=float(level["statistical"]),
        level_sd_income=float(level["income"]),
        tax=float(table["tax"]),
        technology_share=float(table["technology_share"]),
        royalty_default=float(table["royalty"]["default"]),
        royalty_by_industry=_numbers(table["royalty"]["by_industry"]),
        liquidation=Liquidation(
            months=int(sale["months"]),
            transferability=_numbers(sale["transferability"]),
            fire_sale_discount=float(sale["fire_sale_discount"]),
            chance_of_sale=float(sale["chance_of_sale"]),
            cost_share=float(sale["cost_share"]),
            cost_fixed=float(sale["cost_fixed_yuan"]),
        ),
        pledge_ratio_cap=float(table["pledge_ratio_cap"]),
        loan_years=int(table["loan_years"]),
        renewal_pays_ratio=float(table["renewal_pays_ratio"]),
        portfolio_correlation=float(table["portfolio_correlation"]),
        lapse=lapse_model(table.get("lapse")),
    )


def _sum(parts: Mapping[str, Any]) -> float:
    """Parts of a rate added up as they are written: 2 + 7 + 3 + 3 + 3 per cent are 18, exactly."""
    return float(sum(Decimal(str(part)) for part in parts.values()))


def _numbers(given: Mapping[str, Any]) -> Mapping[str, float]:
    return {str(name): float(value) for name, value in given.items()}


def _require_sense(found: ValuationParameters) -> None:
    """Numbers that would make a value negative, infinite or senseless are refused by name."""
    shares = {
        "obsolescence": found.obsolescence,
        "tax": found.tax,
        "fire_sale_discount": found.liquidation.fire_sale_discount,
        "chance_of_sale": found.liquidation.chance_of_sale,
        "cost_share": found.liquidation.cost_share,
        "pledge_ratio_cap": found.pledge_ratio_cap,
        "renewal_pays_ratio": found.renewal_pays_ratio,
        "portfolio_correlation": found.portfolio_correlation,
    }
    wrong = [name for name, value in shares.items() if not 0 <= value <= 1]
    positive = {
        "book_mean_yuan": found.book_mean,
        "level_sd statistical": found.level_sd_statistical,
        "level_sd income": found.level_sd_income,
        "discount": 1 + found.discount,
    }
    wrong += [name for name, value in positive.items() if not value > 0]
    if not 0 <= found.volatility <= 1:
        wrong.append("volatility")
    if found.liquidation.months != 12:  # one fee year later: what the tables hold
        wrong.append("liquidation months")
    if set(KINDS) - found.kind_factor.keys():
        wrong.append("kind_factor")
    if wrong:
        raise bad_input("valuation_parameters_invalid", problem=", ".join(wrong))
