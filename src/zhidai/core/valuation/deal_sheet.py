"""All that stands on a deal sheet: what a person signs and a machine can make again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.approaches_file import Approaches
from zhidai.core.valuation.deal_file import Deal
from zhidai.core.valuation.deal_risk import DealRisk
from zhidai.core.valuation.pledged_together import PledgedTogether
from zhidai.core.valuation.registration_grounds import Answer, CheckedGround
from zhidai.core.valuation.status import Status
from zhidai.core.valuation.twins import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPatent:
    """The patent as the data have it."""

    number: str
    kind: PatentKind
    title: str | None
    owner_name: str | None
    filed_on: date
    expires_on: date
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetValue:
    """Our value with its range, yuan; by_economics: from its own revenue, else among its like.
    renewal_floor: what the last annual fee reveals, None where none speaks.
    """

    mean: Decimal
    p10: Decimal
    p50: Decimal
    p90: Decimal
    liquidation: Decimal
    renewal_floor: Decimal | None
    pledge_ratio: Decimal
    confidence: Decimal
    by_economics: bool
    is_calibrated: bool
    parameters: str
    is_indicative: bool
    lapse_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPatent:
    """A filing found to belong to the patent."""

    relation: Relation
    number: str
    title: str
    confidence: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file that the sheet was made of, by the hash of its content (SHA-256)."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAnswers:
    """How many questions an officer answered, and our mean value by the data alone."""

    count: int
    by_data: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSheet:
    """related: None where no list of filings was given. together: where others are pledged with
    the patent; the risk is then that of the loan on all of them. approaches: by cost and market
    beside ours; answers: where an officer answered what no list tells.
    """

    deal: Deal
    patent: SheetPatent
    value: SheetValue
    comparisons: tuple[Comparison, ...]
    risk: DealRisk
    related: tuple[RelatedPatent, ...] | None
    grounds: tuple[CheckedGround, ...]
    inputs: tuple[InputFile, ...]
    together: PledgedTogether | None = None
    approaches: Approaches | None = None
    answers: OfficerAnswers | None = None

    @property
    def wants_attention(self) -> bool:
        """A ground that stands in the way, or a finding in a report."""
        return any(one.answer is Answer.STANDS for one in self.grounds) or any(
            one.findings for one in self.comparisons
        )
