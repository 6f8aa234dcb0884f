"""The numbers of the Ganzhou plan written out, for tests that need no scheme folder."""

from decimal import Decimal

from zhidai.core.subsidies.settings import InterestPayer, SubsidySettings

GANZHOU = SubsidySettings(
    interest_payers=(
        InterestPayer(
            level="province", ratio=Decimal("0.5"), total_max=Decimal(500_000), clause="9.3"
        ),
        InterestPayer(
            level="beneficiary", ratio=Decimal("0.3"), total_max=Decimal(150_000), clause="9.3"
        ),
    ),
    combined_ratio=Decimal("0.8"),
    combined_ratio_clause="4.3",
    combined_total_max=Decimal(650_000),
    combined_total_clause="4.3",
    interest_months=12,
    interest_months_clause="4.3",
    fee_payer="beneficiary",
    fee_ceilings={"guarantee_fee": Decimal("0.01"), "appraisal_fee": Decimal("0.01")},
    fee_ratio=Decimal("0.5"),
    fee_total_max=Decimal(50_000),
    fee_clause="9.3",
    repayment_clause="9.3",
)
