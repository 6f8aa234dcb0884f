"""The parameters of valuation: ours, or a file of a bank's own in the same form."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from zhidai.core.errors import bad_input
from zhidai.core.valuation.industries import industry_named
from zhidai.core.valuation.parameters import (
    DIMENSIONS,
    KINDS,
    Liquidation,
    ValuationParameters,
)
from zhidai.reference.lapse_model import lapse_model, written_lapse_model
from zhidai.reference.table import read_table
from zhidai.reference.written_table import SHARE, Range, WrittenTable, read_written

_YUAN = Range(least=0, most=1e12)
_POSITIVE = Range(least=0, most=1, above=True)
_BELOW_ONE = Range(least=0, most=0.99)
_RATE = Range(least=-0.5, most=1)
_WEIGHT = Range(least=-1000, most=1000)
_LONGEST_VERSION = 40  # characters; it stands on every sheet
_LAPSE = "lapse"  # as `zhidai value calibrate -o` writes it


def valuation_parameters(path: Path | None = None) -> ValuationParameters:
    """The dated table, with what a file says in its place (also `lapse`, as calibrated). The
    version of a file ends in what tells its content apart (SHA-256), changed under one name or not.

    Bad input: those of `written_table` and `written_lapse_model`, `royalty_industry_twice`.
    """
    shipped = read_table("valuation")
    own = {} if path is None else read_written(path)
    file = "valuation.yaml" if path is None else path.name
    WrittenTable(file=file, place="", values=own).only((*shipped, _LAPSE))
    found = _parameters(WrittenTable(file=file, place="", values={**shipped, **own}))
    return found if path is None else replace(found, version=f"{found.version} #{_digest(own)}")


def _digest(own: Mapping[str, Any]) -> str:
    return sha256(repr(own).encode()).hexdigest()[:8]


def _parameters(table: WrittenTable) -> ValuationParameters:
    level = table.part("level_sd", known=("statistical", "income"))
    royalty = table.part("royalty", known=("default", "by_industry"))
    spread = Range(least=0, most=5, above=True)
    return ValuationParameters(
        version=table.text("version", longest=_LONGEST_VERSION),
        source=table.text("source"),
        is_indicative=table.answer("is_indicative"),
        book_mean=table.number("book_mean_yuan", Range(least=0, most=1e12, above=True)),
        effects=_each(table.part("effects", known=DIMENSIONS), DIMENSIONS, Range(least=-5, most=5)),
        kind_factor=_each(
            table.part("kind_factor", known=KINDS), KINDS, Range(least=0, most=100, above=True)
        ),
        indicators=_weights(table.part("indicators", known=DIMENSIONS)),
        discount=table.part("discount").added(_RATE, total=SHARE),
        growth=table.number("growth", Range(least=-0.9, most=0.9)),
        obsolescence=table.number("obsolescence", _BELOW_ONE),
        volatility=table.number("volatility", SHARE),
        level_sd_statistical=level.number("statistical", spread),
        level_sd_income=level.number("income", spread),
        tax=table.number("tax", _BELOW_ONE),
        technology_share=table.number("technology_share", _POSITIVE),
        royalty_default=royalty.number("default", _POSITIVE),
        royalty_by_industry=_by_industry(royalty.part("by_industry"), file=table.file),
        liquidation=_liquidation(table),
        pledge_ratio_cap=table.number("pledge_ratio_cap", SHARE),
        loan_years=int(table.number("loan_years", Range(least=1, most=50))),
        renewal_pays_ratio=table.number("renewal_pays_ratio", SHARE),
        portfolio_correlation=table.number("portfolio_correlation", SHARE),
        lapse=written_lapse_model(table.part(_LAPSE)) if _LAPSE in table.values else lapse_model(),
    )


def _each(part: WrittenTable, names: tuple[str, ...], allowed: Range) -> Mapping[str, float]:
    return {name: part.number(name, allowed) for name in names}


def _by_industry(table: WrittenTable, *, file: str) -> Mapping[str, float]:
    """By the names that a book's industries are read as. Bad input: `royalty_industry_twice`."""
    written: dict[str, str] = {}
    for name in map(str, table.values):
        one = industry_named(name)
        if one in written:
            raise bad_input("royalty_industry_twice", file=file, first=written[one], second=name)
        written[one] = name
    return {industry_named(name): rate for name, rate in table.numbers(_POSITIVE).items()}


def _weights(table: WrittenTable) -> Mapping[str, Mapping[str, float]]:
    """By dimension; an indicator may be moved to another one, and none is made up."""
    shipped = read_table("valuation")["indicators"]
    known = tuple(name for weights in shipped.values() for name in weights)
    return {
        dimension: table.part(dimension, known=known).numbers(_WEIGHT) for dimension in DIMENSIONS
    }


def _liquidation(table: WrittenTable) -> Liquidation:
    known = ("months", "transferability", "fire_sale_discount", "chance_of_sale", "cost_share")
    sale = table.part("liquidation", known=(*known, "cost_fixed_yuan"))
    transferability = sale.part("transferability")
    return Liquidation(
        months=int(sale.number("months", Range(least=12, most=12))),  # a fee year: what tables hold
        transferability={
            **transferability.numbers(SHARE),
            "default": transferability.number("default", SHARE),
        },
        fire_sale_discount=sale.number("fire_sale_discount", SHARE),
        chance_of_sale=sale.number("chance_of_sale", SHARE),
        cost_share=sale.number("cost_share", SHARE),
        cost_fixed=sale.number("cost_fixed_yuan", _YUAN),
    )
