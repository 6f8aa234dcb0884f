"""The numbers of the Ganzhou plan written out, for tests that need no scheme folder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.subsidies import SubsidyFormula, SubsidyItem
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.settings import (
    AmountPart,
    CapTerms,
    SharedCap,
    SubsidySettings,
    SubsidyTerms,
)

BOTH = ("province_interest", "beneficiary_interest")
YEAR_BEFORE = date(2020, 12, 1)


def subsidy(
    item: str,
    level: str,
    share: str,
    *,
    most: int,
    scope: CapScope = CapScope.ENTERPRISE_LIFE,
    name: str = "",
    months: int | None = None,
    fee_ceiling: str | None = None,
) -> SubsidyTerms:
    return SubsidyTerms(
        id=name or item,
        item=SubsidyItem(item),
        level=level,
        clause="9.3",
        parts=(AmountPart(formula=SubsidyFormula.SHARE_OF_PAID, share=Decimal(share)),),
        months=months,
        fee_ceiling=None if fee_ceiling is None else Decimal(fee_ceiling),
        caps=(CapTerms(scope=scope, most=Decimal(most), clause="9.3"),),
    )


def _fee(item: str) -> SubsidyTerms:
    return subsidy(item, "beneficiary", "0.5", most=50_000, scope=CapScope.LOAN, fee_ceiling="0.01")


GANZHOU = SubsidySettings(
    subsidies=(
        subsidy("interest", "province", "0.5", most=500_000, name=BOTH[0], months=12),
        subsidy("interest", "beneficiary", "0.3", most=150_000, name=BOTH[1], months=12),
        _fee("guarantee_fee"),
        _fee("appraisal_fee"),
    ),
    shared=(
        SharedCap(
            id="interest_ratio",
            over=BOTH,
            places=frozenset({("province", "interest"), ("beneficiary", "interest")}),
            scope=CapScope.LOAN,
            clause="4.3",
            ratio=Decimal("0.8"),
        ),
        SharedCap(
            id="interest_total",
            over=BOTH,
            places=frozenset({("province", "interest"), ("beneficiary", "interest")}),
            scope=CapScope.ENTERPRISE_LIFE,
            clause="4.3",
            most=Decimal(650_000),
        ),
    ),
    fee_ceilings={"guarantee_fee": Decimal("0.01"), "appraisal_fee": Decimal("0.01")},
)


def with_interest(change: Callable[[SubsidyTerms], SubsidyTerms]) -> SubsidySettings:
    """The plan with each payer of interest subsidy changed."""
    return replace(
        GANZHOU,
        subsidies=tuple(change(one) if one.id in BOTH else one for one in GANZHOU.subsidies),
    )


def capped_at(yuan: int) -> Callable[[SubsidyTerms], SubsidyTerms]:
    return lambda one: replace(one, caps=(replace(one.caps[0], most=Decimal(yuan)),))


def paying(share: str) -> Callable[[SubsidyTerms], SubsidyTerms]:
    return lambda one: replace(one, parts=(replace(one.parts[0], share=Decimal(share)),))


def granted_before(**levels: str) -> tuple[EarlierGrant, ...]:
    """Interest subsidy granted for a loan of the year before, by level."""
    return tuple(
        EarlierGrant(level=level, item="interest", amount=Decimal(amount), drawn_on=YEAR_BEFORE)
        for level, amount in levels.items()
    )
