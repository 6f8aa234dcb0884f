"""A deal written down as JSON values: what the deal sheet needs besides the patent's own data.

    {"deal": {"number": "ZD-2024-017", "bank": "示例银行（虚构）", "borrower": "示例公司（虚构）",
              "pledgor": "示例公司（虚构）", "fictional": "yes"},
     "on": "2024-06-30", "patent_number": "ZL201510000001.0",
     "loan": {"amount": "50万元", "annual_rate": "4.85%", "term": "12个月", "funding_cost": "2.5%",
              "default_probability": "2%"},
     "loss_shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
     "facts": {"already_pledged": "no", "contract_complete": "yes"},
     "override": {"value": "60万元", "by": "赵一（虚构）", "reason": "已有两家企业书面询价"},
     "reports": [...]}

`facts` are what no list tells (`registration_grounds`); one that is left out is asked for, never
taken as no. `override`: a value that an officer sets against the model, shown beside it and not
used for anything. `reports` as in `appraisal_file`. default_probability: of a year, the bank's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.lending.events import BANK
from zhidai.core.registers.patent_numbers import PatentNumber
from zhidai.core.valuation.appraisal_file import AppraisalReport, read_reports
from zhidai.core.valuation.registration_grounds import FACTS
from zhidai.core.valuation.written_fields import (
    Fields,
    choice_of,
    day_of,
    fields_of,
    months_of,
    out_of_range,
    patent_of,
    percent_of,
    text_of,
    yuan_of,
)

LONGEST_TERM_MONTHS = 120
_YES, _NO = "yes", "no"
_DEAL = ("number", "bank", "borrower", "pledgor", "fictional")
_LOAN = ("amount", "annual_rate", "term", "funding_cost", "default_probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLoan:
    """Yuan, yearly rates as fractions of one, whole months."""

    amount: Decimal
    annual_rate: Decimal
    term_months: int
    funding_cost: Decimal
    default_probability: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """A value that an officer sets against the model; yuan."""

    value: Decimal
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One deal on one patent. facts: what is known of those that registration turns on."""

    number: str
    bank: str
    borrower: str
    pledgor: str
    is_fictional: bool
    on: date
    patent: PatentNumber
    loan: OfferedLoan
    shares: LossShares
    facts: Mapping[str, bool]
    override: SetValue | None
    reports: tuple[AppraisalReport, ...]

    @property
    def due_on(self) -> date:
        """The day on which the loan ends if it is drawn on the day of the sheet."""
        return add_months(self.on, self.loan.term_months)


def read_deal(written: object) -> Deal:
    """The deal in JSON values.

    Bad input: those of `written_fields`, `appraisal_file`, `loss_shares`, money, days and numbers.
    """
    fields = fields_of(
        written,
        "file",
        needed=("deal", "on", "patent_number", "loan", "loss_shares"),
        optional=("facts", "override", "reports"),
    )
    named = fields_of(fields["deal"], "deal", needed=_DEAL)
    reports: tuple[AppraisalReport, ...] = ()
    if "reports" in fields:
        reports = read_reports({"reports": fields["reports"]})
    return Deal(
        **{name: text_of(named, name, "deal") for name in _DEAL if name != "fictional"},
        is_fictional=choice_of(named, "fictional", (_YES, _NO), "deal") == _YES,
        on=day_of(fields, "on", "file"),
        patent=patent_of(fields, "patent_number", "file"),
        loan=_loan(fields_of(fields["loan"], "loan", needed=_LOAN)),
        shares=_shares(fields["loss_shares"]),
        facts=_facts(fields.get("facts", {})),
        override=_override(fields["override"]) if "override" in fields else None,
        reports=reports,
    )


def _loan(fields: Fields) -> OfferedLoan:
    amount = yuan_of(fields, "amount", "loan")
    if not amount:
        raise out_of_range("amount", "loan", text_of(fields, "amount", "loan"), "> 0元")
    return OfferedLoan(
        amount=amount,
        annual_rate=percent_of(fields, "annual_rate", "loan"),
        term_months=months_of(fields, "term", "loan", most=LONGEST_TERM_MONTHS),
        funding_cost=percent_of(fields, "funding_cost", "loan"),
        default_probability=percent_of(fields, "default_probability", "loan"),
    )


def _override(written: object) -> SetValue:
    fields = fields_of(written, "override", needed=("value", "by", "reason"))
    return SetValue(
        value=yuan_of(fields, "value", "override"),
        by=text_of(fields, "by", "override"),
        reason=text_of(fields, "reason", "override"),
    )


def _shares(written: object) -> LossShares:
    names = tuple(written) if isinstance(written, Mapping) else ()
    fields = fields_of(written, "loss_shares", needed=(BANK,), optional=names)
    return loss_shares({name: percent_of(fields, name, "loss_shares") for name in fields})


def _facts(written: object) -> dict[str, bool]:
    fields = fields_of(written, "facts", needed=(), optional=FACTS)
    return {name: choice_of(fields, name, (_YES, _NO), "facts") == _YES for name in fields}
