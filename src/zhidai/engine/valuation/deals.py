"""A deal put together from a list of patents: reports beside our value, and the whole sheet."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import polars as pl

from zhidai.core.errors import bad_input
from zhidai.core.valuation.appraisal import Comparison, compare
from zhidai.core.valuation.appraisal_file import AppraisalReport
from zhidai.core.valuation.appraisal_findings import Subject
from zhidai.core.valuation.basis import internal_basis
from zhidai.core.valuation.deal_file import Deal
from zhidai.core.valuation.deal_risk import DealRisk, deal_risk
from zhidai.core.valuation.deal_sheet import (
    DealSheet,
    InputFile,
    RelatedPatent,
    SheetPatent,
    SheetValue,
)
from zhidai.core.valuation.filings import Filing
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.registration_grounds import (
    CheckedGround,
    PledgedRight,
    registration_grounds,
)
from zhidai.core.valuation.related import related
from zhidai.core.valuation.twins import Relation, twins
from zhidai.engine.valuation.single import SinglePatent, require_single, single_patents


def as_found(found: SinglePatent) -> SinglePatent:
    """A patent as the list has it: nobody has answered anything beyond it."""
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentSource:
    """A list of patents and what it is called. is_alone: a few patents, no whole book among whose
    like a patent could be placed, so that one without revenue of its own has no value there.
    judge: what an officer's answers make of a patent.
    """

    frame: pl.DataFrame
    name: str
    is_alone: bool
    judge: Callable[[SinglePatent], SinglePatent] = as_found

    def single(self, number: str, *, on: date, parameters: ValuationParameters) -> SinglePatent:
        """One patent on a day.

        Bad input: `valuation_patent_not_in_book`, `appraisal_patent_without_economics`.
        """
        return self.required(self.valued({number}, on=on, parameters=parameters), number)

    def valued(
        self, numbers: Collection[str], *, on: date, parameters: ValuationParameters
    ) -> dict[str, SinglePatent]:
        """Those of the numbers that the list has, as it has them."""
        return single_patents(self.frame, numbers, on=on, parameters=parameters)

    def required(self, valued: dict[str, SinglePatent], number: str) -> SinglePatent:
        """One of those that were valued, as an officer judges it; bad input as for `single`."""
        found = require_single(valued, number, file=self.name)
        if self.is_alone and found.patent.economics is None:
            raise bad_input("appraisal_patent_without_economics", number=number)
        return self.judge(found)

    def compared(
        self,
        reports: Sequence[AppraisalReport],
        parameters: ValuationParameters,
        *,
        on: date | None,
        known: Mapping[date, dict[str, SinglePatent]] = MappingProxyType({}),
    ) -> Iterator[Comparison]:
        """Each report beside our value on the report's own day; `on`: for what is out of date.
        known: days on which all patents of the reports were valued already.
        """
        numbers = {str(report.patent) for report in reports}
        by_day = {
            day: known[day] if day in known else self.valued(numbers, on=day, parameters=parameters)
            for day in sorted({report.on for report in reports})
        }
        for report in reports:
            found = self.required(by_day[report.on], str(report.patent))
            yield compare(report, subject_of(found, parameters, on=on or report.on))


def subject_of(found: SinglePatent, parameters: ValuationParameters, *, on: date) -> Subject:
    """Our side of a comparison."""
    economics = found.patent.economics
    revenue = None if economics is None else Decimal(f"{economics.attributable_revenue:.2f}")
    basis = internal_basis(found.patent, found.income, parameters)
    return Subject(
        internal=found.mean,
        p10=found.p10,
        p90=found.p90,
        basis=basis if found.is_alive else None,
        royalty=Decimal(repr(found.royalty)),
        revenue=revenue,
        expires_on=found.expires_on,
        term_months=found.months_left,
        on=on,
    )


def deal_sheet(
    deal: Deal,
    source: PatentSource,
    parameters: ValuationParameters,
    *,
    filings: Sequence[Filing] | None,
    inputs: Sequence[InputFile],
) -> DealSheet:
    """Everything that stands on the page. filings: of the owner, None where none were given.

    Bad input: those of `PatentSource`.
    """
    number = str(deal.patent)
    numbers = {number, *(str(report.patent) for report in deal.reports)}
    valued = source.valued(numbers, on=deal.on, parameters=parameters)
    found = source.required(valued, number)
    others = None if filings is None else related_to(number, filings)
    return DealSheet(
        deal=deal,
        patent=_patent(found),
        value=_value(found, parameters),
        comparisons=tuple(
            source.compared(deal.reports, parameters, on=deal.on, known={deal.on: valued})
        ),
        risk=_risk(deal, found),
        related=others,
        grounds=_grounds(deal, found, others),
        inputs=tuple(inputs),
    )


def related_to(number: str, filings: Sequence[Filing]) -> tuple[RelatedPatent, ...]:
    """What belongs to a patent, twins first."""
    paired = twins(filings)
    found = [one for one in paired if number in one.numbers]
    found += related(filings, besides=paired, of=number)
    others = [(one, one.second if one.numbers[0] == number else one.first) for one in found]
    return tuple(
        RelatedPatent(
            relation=one.relation,
            number=str(other.number),
            title=other.title,
            confidence=one.confidence,
        )
        for one, other in others
    )


def _patent(found: SinglePatent) -> SheetPatent:
    return SheetPatent(
        number=found.number,
        kind=found.kind,
        title=found.title,
        owner_name=found.owner_name,
        filed_on=found.filed_on,
        expires_on=found.expires_on,
        status=found.status,
    )


def _value(found: SinglePatent, parameters: ValuationParameters) -> SheetValue:
    return SheetValue(
        mean=found.mean,
        p10=found.p10,
        p50=found.p50,
        p90=found.p90,
        liquidation=found.liquidation,
        renewal_floor=found.renewal_floor,
        pledge_ratio=found.pledge_ratio,
        confidence=found.confidence,
        by_economics=found.patent.economics is not None,
        is_calibrated=found.is_calibrated,
        parameters=parameters.version,
        is_indicative=parameters.is_indicative,
        lapse_source=parameters.lapse.source,
    )


def _risk(deal: Deal, found: SinglePatent) -> DealRisk:
    return deal_risk(
        amount=deal.loan.amount,
        margin=deal.loan.annual_rate - deal.loan.funding_cost,
        term_months=deal.loan.term_months,
        default_probability=deal.loan.default_probability,
        shares=deal.shares,
        mean=found.mean,
        liquidation=found.liquidation,
        prospects=found.patent.prospects if found.is_alive else None,
    )


def _grounds(
    deal: Deal, found: SinglePatent, others: tuple[RelatedPatent, ...] | None
) -> tuple[CheckedGround, ...]:
    twin = None if others is None else any(one.relation is Relation.TWIN for one in others)
    right = PledgedRight(
        kind=found.kind,
        owner_name=found.owner_name,
        status=found.status,
        granted_on=found.granted_on,
        fee_paid_until=found.fee_paid_until,
        expires_on=found.expires_on,
        twin_found=twin,
    )
    return registration_grounds(
        right, deal.facts, pledgor=deal.pledgor, on=deal.on, due_on=deal.due_on
    )
