"""The JSON Schema of appraisers' reports, which `zhidai value compare` takes: all is text."""

from typing import Any

from zhidai.cli.case_schema import DIALECT
from zhidai.core.valuation.appraisal_file import MOST_REPORTS, Method
from zhidai.core.valuation.basis import Timing

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "description": "2024-06-30; also 2024/6/30 and 2024年6月30日"}
MONEY = {"type": "string", "description": "500万元, 5000000.00"}
PERCENT = {"type": "string", "description": "3.75%"}
GROWTH = {"type": "string", "description": "3%, -5%"}
LIFE = {"type": "string", "description": "10年, 7.5年, 90个月"}
NUMBER = {"type": "string", "description": "ZL201510000001.0, with or without ZL or CN"}


def appraisals_schema() -> dict[str, Any]:
    """What `zhidai.core.valuation.appraisal_file.read_reports` takes."""
    parameters = {
        "revenue": MONEY,
        "royalty_rate": PERCENT,
        "growth": GROWTH,
        "technology_share": PERCENT,
        "life": LIFE,
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
    reports = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_REPORTS,
        "items": _object(report, optional=("parameters",)) | by_income,
    }
    return {"$schema": DIALECT, "title": "zhidai appraisals", **_object({"reports": reports})}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
