"""What pages show of subsidies; every amount in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Paper
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.settings import Ceiling

ITEMS = {
    SubsidyItem.INTEREST: Label(zh="贷款贴息", en="Interest subsidy"),
    SubsidyItem.GUARANTEE_FEE: Label(zh="担保费补贴", en="Guarantee fee subsidy"),
    SubsidyItem.INSURANCE_PREMIUM: Label(zh="保费补贴", en="Insurance premium subsidy"),
    SubsidyItem.APPRAISAL_FEE: Label(zh="评估费补贴", en="Appraisal fee subsidy"),
    SubsidyItem.REGISTRATION_FEE: Label(zh="登记费补贴", en="Registration fee subsidy"),
}
CEILINGS = {
    Ceiling.PAYER_TOTAL: Label(zh="该级累计上限余额", en="Left of the payer's ceiling"),
    Ceiling.PAYER_YEAR: Label(
        zh="该级本年度上限余额", en="Left of the payer's ceiling of the year"
    ),
    Ceiling.COMBINED_RATIO: Label(zh="各级合计比例余额", en="Left of the ratio of all payers"),
    Ceiling.COMBINED_TOTAL: Label(zh="企业累计上限余额", en="Left of the enterprise's ceiling"),
    Ceiling.COMBINED_YEAR: Label(
        zh="企业本年度合计上限余额", en="Left of the enterprise's ceiling of the year"
    ),
    Ceiling.FEE_CEILING: Label(zh="收费上限对应补贴", en="Subsidy of the highest fee allowed"),
    Ceiling.FEE_TOTAL: Label(zh="单笔上限", en="Ceiling of one deal"),
    Ceiling.BUDGET: Label(zh="年度总额上限余额", en="Left of the year's total"),
    Ceiling.ACTUAL_COST: Label(zh="计入的实付金额", en="What was paid and counts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingLine:
    """One ceiling as it stood: what it still left, and whether it held the amount down."""

    name: Ceiling
    clause: str
    room: int
    is_binding: bool

    @property
    def label(self) -> Label:
        return CEILINGS[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """What one level pays for one item: base x ratio = computed, held by the lowest ceiling."""

    level: str
    level_label: Label
    item: str
    clause: str
    paid: int
    base: int
    ratio: Decimal
    computed: int  # rounded down
    ceilings: tuple[CeilingLine, ...]
    amount: int

    @property
    def item_label(self) -> Label:
        return ITEMS[SubsidyItem(self.item)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A proof in the dossier that came with a claim."""

    id: int
    paper: Label
    name: str
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRow:
    """A line in the list of subsidy claims."""

    loan: str
    case: str
    clause: str | None
    enterprise: str
    enterprise_en: str
    claimed_on: date
    status: str  # claimed, approved, refused, paid
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidySum:
    """How many claims, and what they come to, in fen."""

    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawbackLine:
    """A claw-back of a claim; amount in fen. is_confirmed: None while nobody decided."""

    id: int
    level: str
    payer: Label
    amount: int
    cause: str
    grounds: str
    proposed_on: date
    proposed_by: Label
    is_confirmed: bool | None
    decided_on: date | None
    decided_by: Label | None
    returned_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyView:
    """A subsidy claim, or the computation that a claim would rest on (`status` None).

    clause: under which it is claimed. publicity: the periods that the scheme states. payers: level
    -> its label.
    """

    loan: str
    case: str
    scheme: str
    clause: str | None
    amount_clauses: tuple[str, ...]
    publicity: tuple[Quantity, ...]
    payers: Mapping[str, Label]
    enterprise: str
    enterprise_en: str
    our_role: str
    status: str | None
    claimed_on: date | None
    approved_on: date | None
    approved_by: Label | None
    public_until: date | None  # the approval is published until the end of this day
    hold: tuple[Reason, ...]  # why an approved claim cannot be paid today
    refused_on: date | None
    refused_by: Label | None
    grounds: str
    paid_on: date | None
    paid_by: Label | None
    lines: tuple[StatementLine, ...]
    by_level: tuple[tuple[Label, int], ...]
    total: int
    papers_asked: tuple[Paper, ...]
    papers: tuple[PaperLine, ...]
    clawbacks: tuple[ClawbackLine, ...]
    may_claim: bool
    may_decide: bool
    may_withdraw: bool
    may_pay: bool
    may_claw_back: bool
    may_decide_clawback: bool
    may_record_return: bool
