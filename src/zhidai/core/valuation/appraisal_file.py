"""Appraisers' reports written down as JSON values, read strictly.

    {"reports": [{"appraiser": "示例评估公司（虚构）", "report_number": "PG-2024-001",
                  "patent_number": "ZL201510000001.0", "on": "2024-06-30", "method": "income",
                  "value": "500万元",
                  "parameters": {"revenue": "800万元", "royalty_rate": "3.75%", "growth": "0%",
                                 "technology_share": "100%", "life": "10年", "discount": "18%",
                                 "tax": "25%", "obsolescence": "8%", "timing": "mid_year"}}]}

`on` is the day of the valuation (评估基准日). Every value is text with its unit. A report by income
says all its parameters but the last two: a decay that it does not state it did not count (0%), and
income counts in the middle of the year if it says nothing. `revenue` is of a year at the level of
that day; the revenue of a first year that grows by g is entered divided by the root of 1 + g.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity
from zhidai.core.registers.patent_numbers import PatentNumber, parse_patent_number
from zhidai.core.valuation.basis import Timing

MOST_REPORTS = 10_000
LONGEST_LIFE = 50  # years; beyond any term, so that a slip of the pen is still told as a finding
_REPORT = ("appraiser", "report_number", "patent_number", "on", "method", "value")
_PARAMETERS = ("revenue", "royalty_rate", "growth", "technology_share", "life", "discount", "tax")
_OPTIONAL = ("obsolescence", "timing")


class Method(StrEnum):
    """The three approaches (资产评估执业准则——知识产权)."""

    INCOME = "income"
    COST = "cost"
    MARKET = "market"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedParameters:
    """What a report by income says its value rests on; rates as fractions of one."""

    revenue: Decimal
    royalty_rate: Decimal
    growth: Decimal
    technology_share: Decimal
    life_years: Decimal
    discount: Decimal
    tax: Decimal
    obsolescence: Decimal
    timing: Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalReport:
    """One report on one patent; parameters of a report by income only."""

    appraiser: str
    report_number: str
    patent: PatentNumber
    on: date
    method: Method
    value: Decimal
    parameters: StatedParameters | None


def read_reports(written: object) -> tuple[AppraisalReport, ...]:
    """The reports in JSON values.

    Bad input: `appraisal_not_object`, `appraisal_not_list`, `appraisal_field_missing`,
    `appraisal_field_unknown`, `appraisal_field_not_text`, `appraisal_field_not_choice`,
    `appraisal_field_out_of_range`, and those of money, quantities, days and patent numbers.
    """
    reports = _object(written, "file", needed=("reports",))["reports"]
    if not isinstance(reports, list) or not 1 <= len(reports) <= MOST_REPORTS:
        raise bad_input("appraisal_not_list", most=MOST_REPORTS)
    return tuple(_report(one, f"reports[{place}]") for place, one in enumerate(reports))


def _report(written: object, place: str) -> AppraisalReport:
    fields = _object(written, place, needed=_REPORT, optional=("parameters",))
    method = Method(_choice(fields, "method", tuple(Method), place))
    if method is Method.INCOME and "parameters" not in fields:
        raise bad_input("appraisal_field_missing", place=place, field="parameters")
    parameters = None
    if method is Method.INCOME:
        parameters = _parameters(fields["parameters"], f"{place}.parameters")
    return AppraisalReport(
        appraiser=_text(fields, "appraiser", place),
        report_number=_text(fields, "report_number", place),
        patent=parse_patent_number(_text(fields, "patent_number", place)),
        on=parse_day(_text(fields, "on", place)),
        method=method,
        value=parse_yuan(_text(fields, "value", place)),
        parameters=parameters,
    )


def _parameters(written: object, place: str) -> StatedParameters:
    fields = _object(written, place, needed=_PARAMETERS, optional=_OPTIONAL)
    timing = Timing.MID_YEAR
    if "timing" in fields:
        timing = Timing(_choice(fields, "timing", tuple(Timing), place))
    decay = _ratio(fields, "obsolescence", place) if "obsolescence" in fields else Decimal(0)
    return StatedParameters(
        revenue=parse_yuan(_text(fields, "revenue", place)),
        royalty_rate=_ratio(fields, "royalty_rate", place),
        growth=_ratio(fields, "growth", place),
        technology_share=_ratio(fields, "technology_share", place),
        life_years=_life(fields, place),
        discount=_ratio(fields, "discount", place),
        tax=_ratio(fields, "tax", place),
        obsolescence=decay,
        timing=timing,
    )


def _ratio(fields: Mapping[str, object], name: str, place: str) -> Decimal:
    """A fraction of one, 0% to 100%; growth also below zero: -5%."""
    text = _text(fields, name, place)
    falls = name == "growth" and text.lstrip().startswith("-")
    quantity = parse_quantity(text.lstrip()[1:] if falls else text)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("appraisal_field_not_percent", place=place, field=name, text=text[:40])
    ratio = in_unit(quantity, quantity.unit).amount
    if ratio > 1 or (falls and ratio == 1):
        raise bad_input("appraisal_field_out_of_range", place=place, field=name, text=text[:40])
    return -ratio if falls else ratio


def _life(fields: Mapping[str, object], place: str) -> Decimal:
    """Years of income, of a month at least: 10年, 7.5年, 90个月."""
    text = _text(fields, "life", place)
    quantity = parse_quantity(text)
    years = quantity.amount / 12 if quantity.unit is Unit.MONTHS else quantity.amount
    if quantity.unit not in (Unit.MONTHS, Unit.YEARS) or not 0 < years <= LONGEST_LIFE:
        raise bad_input("appraisal_field_out_of_range", place=place, field="life", text=text[:40])
    return years


def _object(
    written: object, place: str, *, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Mapping[str, object]:
    if not isinstance(written, Mapping):
        raise bad_input("appraisal_not_object", place=place)
    known = (*needed, *optional)
    for name in written:
        if name not in known:
            raise bad_input(
                "appraisal_field_unknown",
                place=place,
                field=str(name)[:40],
                known=", ".join(known),
            )
    for name in needed:
        if name not in written:
            raise bad_input("appraisal_field_missing", place=place, field=name)
    return written


def _text(fields: Mapping[str, object], name: str, place: str) -> str:
    value = fields[name]
    if not isinstance(value, str) or not value.strip():
        raise bad_input("appraisal_field_not_text", place=place, field=name)
    return value.strip()


def _choice(fields: Mapping[str, object], name: str, known: tuple[str, ...], place: str) -> str:
    text = _text(fields, name, place)
    if text not in known:
        raise bad_input(
            "appraisal_field_not_choice",
            place=place,
            field=name,
            text=text[:40],
            known=", ".join(known),
        )
    return text
