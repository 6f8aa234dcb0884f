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

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.registers.patent_numbers import PatentNumber
from zhidai.core.valuation.basis import Timing
from zhidai.core.valuation.written_fields import (
    choice_of,
    day_of,
    fields_of,
    list_of,
    patent_of,
    percent_of,
    places_of,
    text_of,
    years_of,
    yuan_of,
)

MOST_REPORTS = 10_000
LONGEST_LIFE = 50  # years; beyond any term, so that a slip of the pen is still told as a finding
_REPORT = ("appraiser", "report_number", "patent_number", "on", "method", "value")
_PARAMETERS = ("revenue", "royalty_rate", "growth", "technology_share", "life", "discount", "tax")
_OPTIONAL = ("obsolescence", "timing")


class Method(StrEnum):
    """The three approaches to the value of an intellectual property right."""

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

    Bad input: those of `written_fields`, money, quantities, days and patent numbers.
    """
    reports = list_of(
        fields_of(written, "file", needed=("reports",)), "reports", "file", most=MOST_REPORTS
    )
    places = places_of("reports", reports, named_by="report_number")
    return tuple(map(_report, reports, places))


def require_dated(reports: Iterable[AppraisalReport], *, until: date) -> None:
    """No valuation is of a day that is still to come. Bad input: `appraisal_dated_later`."""
    for one in reports:
        if one.on > until:
            raise bad_input(
                "appraisal_dated_later", report=one.report_number, dated=one.on, until=until
            )


def _report(written: object, place: str) -> AppraisalReport:
    fields = fields_of(written, place, needed=_REPORT, optional=("parameters",))
    method = Method(choice_of(fields, "method", tuple(Method), place))
    parameters = None
    if method is Method.INCOME:
        fields = fields_of(written, place, needed=(*_REPORT, "parameters"))
        parameters = _parameters(fields["parameters"], f"{place}.parameters")
    return AppraisalReport(
        appraiser=text_of(fields, "appraiser", place),
        report_number=text_of(fields, "report_number", place),
        patent=patent_of(fields, "patent_number", place),
        on=day_of(fields, "on", place),
        method=method,
        value=yuan_of(fields, "value", place),
        parameters=parameters,
    )


def _parameters(written: object, place: str) -> StatedParameters:
    fields = fields_of(written, place, needed=_PARAMETERS, optional=_OPTIONAL)
    timing, decay = Timing.MID_YEAR, Decimal(0)
    if "timing" in fields:
        timing = Timing(choice_of(fields, "timing", tuple(Timing), place))
    if "obsolescence" in fields:
        decay = percent_of(fields, "obsolescence", place)
    return StatedParameters(
        revenue=yuan_of(fields, "revenue", place),
        royalty_rate=percent_of(fields, "royalty_rate", place),
        growth=percent_of(fields, "growth", place, may_fall=True),
        technology_share=percent_of(fields, "technology_share", place),
        life_years=years_of(fields, "life", place, most=LONGEST_LIFE),
        discount=percent_of(fields, "discount", place),
        tax=percent_of(fields, "tax", place),
        obsolescence=decay,
        timing=timing,
    )


METHOD_NAMES = MappingProxyType(
    {
        Method.INCOME: Label(zh="收益法", en="by income"),
        Method.COST: Label(zh="成本法", en="by cost"),
        Method.MARKET: Label(zh="市场法", en="by market"),
    }
)
