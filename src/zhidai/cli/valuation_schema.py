"""The JSON Schemas of what the valuation of a deal takes; every value is text with its unit.

Appraisers' reports (`zhidai value compare`), a deal (`value sheet`), the approaches of one (`value
reconcile`), values set by officers (`value overrides`).
"""

from typing import Any

from zhidai.cli.case_schema import DIALECT
from zhidai.core.lending.events import BANK
from zhidai.core.valuation.appraisal_file import MOST_REPORTS, Method
from zhidai.core.valuation.approaches_file import MOST_LINES
from zhidai.core.valuation.basis import Timing
from zhidai.core.valuation.overrides import MOST_OVERRIDES
from zhidai.core.valuation.registration_grounds import FACTS

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "description": "2024-06-30; also 2024/6/30 and 2024年6月30日"}
MONEY = {"type": "string", "description": "500万元, 5000000.00"}
PERCENT = {"type": "string", "description": "3.75%"}
CHANGE = {"type": "string", "description": "3%, -5%"}
YEARS = {"type": "string", "description": "10年, 7.5年, 90个月"}
MONTHS = {"type": "string", "description": "12个月, 1年"}
NUMBER = {"type": "string", "description": "ZL201510000001.0, with or without ZL or CN"}
YES_NO = {"enum": ["yes", "no"]}


def appraisals_schema() -> dict[str, Any]:
    """What `zhidai.core.valuation.appraisal_file.read_reports` takes."""
    return _titled("appraisals", _object({"reports": _reports()}))


def deal_schema() -> dict[str, Any]:
    """What `zhidai.core.valuation.deal_file.read_deal` takes."""
    named = dict.fromkeys(("number", "bank", "borrower", "pledgor"), TEXT) | {"fictional": YES_NO}
    loan = {
        "amount": MONEY,
        "annual_rate": PERCENT,
        "term": MONTHS,
        "funding_cost": PERCENT,
        "default_probability": PERCENT,
    }
    shares = {"type": "object", "additionalProperties": PERCENT, "required": [BANK]}
    deal = {
        "deal": _object(named),
        "on": DAY,
        "patent_number": NUMBER,
        "loan": _object(loan),
        "loss_shares": shares,
        "facts": _object(dict.fromkeys(FACTS, YES_NO), optional=FACTS),
        "override": _object({"value": MONEY, "by": TEXT, "reason": TEXT}),
        "reports": _reports(),
    }
    return _titled("deal", _object(deal, optional=("facts", "override", "reports")))


def approaches_schema() -> dict[str, Any]:
    """What `zhidai.core.valuation.approaches_file.read_approaches` takes."""
    cost = {
        "spent": _list(_object({"what": TEXT, "on": DAY, "amount": MONEY}), most=MOST_LINES),
        "price_growth": CHANGE,
        "profit": PERCENT,
        "used": YEARS,
        "left": YEARS,
    }
    adjustments = {"type": "object", "additionalProperties": CHANGE}
    sale = _object({"what": TEXT, "on": DAY, "price": MONEY, "adjustments": adjustments})
    weights = {str(method): PERCENT for method in Method}
    approaches = {
        "on": DAY,
        "income": _object({"value": MONEY, "source": TEXT}),
        "cost": _object(cost),
        "market": _object({"comparables": _list(sale, most=MOST_LINES)}),
        "weights": _object(weights, optional=tuple(weights)),
        "reason": TEXT,
    }
    return _titled("approaches", _object(approaches, optional=("income", "cost", "market")))


def overrides_schema() -> dict[str, Any]:
    """What `zhidai.core.valuation.overrides.read_overrides` takes."""
    override = {
        "patent_number": NUMBER,
        "on": DAY,
        "internal": MONEY,
        "value": MONEY,
        "by": TEXT,
        "reason": TEXT,
    }
    return _titled(
        "overrides", _object({"overrides": _list(_object(override), most=MOST_OVERRIDES)})
    )


def _reports() -> dict[str, Any]:
    parameters = {
        "revenue": MONEY,
        "royalty_rate": PERCENT,
        "growth": CHANGE,
        "technology_share": PERCENT,
        "life": YEARS,
        "discount": PERCENT,
        "tax": PERCENT,
        "obsolescence": PERCENT,
        "timing": {"enum": [str(one) for one in Timing]},
    }
    report = {
        "appraiser": TEXT,
        "report_number": TEXT,
        "patent_number": NUMBER,
        "on": DAY,
        "method": {"enum": [str(one) for one in Method]},
        "value": MONEY,
        "parameters": _object(parameters, optional=("obsolescence", "timing")),
    }
    by_income = {
        "if": {"properties": {"method": {"const": str(Method.INCOME)}}},
        "then": {"required": ["parameters"]},
    }
    return _list(_object(report, optional=("parameters",)) | by_income, most=MOST_REPORTS)


def _list(items: dict[str, Any], *, most: int) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "maxItems": most, "items": items}


def _titled(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": f"zhidai {name}", **schema}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
