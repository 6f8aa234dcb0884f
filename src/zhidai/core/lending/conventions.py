"""What a loan contract may agree beyond amount, rate and days; each with the default taken here.

The defaults are those of a working-capital loan of a Chinese bank under the Ganzhou plan: monthly
interest and principal at maturity (clause 1), interest before principal (Civil Code art. 561).
"""

from enum import StrEnum


class Settlement(StrEnum):
    """When a month's interest falls due."""

    TWENTIETH = "twentieth"  # days up to and including the 20th, paid on the 21st
    DRAWDOWN_DAY = "drawdown_day"  # the drawdown's day of the month, or the month's last day


class Repayment(StrEnum):
    """How the loan is paid back."""

    BULLET_MONTHLY_INTEREST = "bullet_monthly_interest"  # 按月付息，到期还本
    SINGLE_PAYMENT = "single_payment"  # 到期一次性还本付息: principal and interest at maturity
    INTEREST_THEN_INSTALMENTS = "interest_then_instalments"  # principal in the last N due days
    EQUAL_TOTAL_INSTALMENTS = "equal_total_instalments"  # 等额本息: the same sum on every due day


class Allocation(StrEnum):
    """What a payment is used for first, of what is due."""

    INTEREST_FIRST = "interest_first"  # all interest due, oldest first, then principal due
    OLDEST_FIRST = "oldest_first"  # due day by due day, interest before principal on each
    PRINCIPAL_FIRST = "principal_first"  # principal due, then interest: as agreed for bad loans


class Rounding(StrEnum):
    """When interest is rounded to the fen, half up."""

    EACH_PERIOD = "each_period"  # each settled period on its own
    CARRIED = "carried"  # what rounding took or gave goes into the next: the total is rounded once


class PrepaymentInterest(StrEnum):
    """How far interest on principal that is paid before it falls due runs."""

    TO_THE_DAY = "to_the_day"
    TO_THE_DUE_DAY = "to_the_due_day"  # to the end of the interest period that has begun


class Compounding(StrEnum):
    """Whether interest that was not paid on its day bears interest itself."""

    NONE = "none"
    UNPAID_INTEREST = "unpaid_interest"  # 复利: on ordinary interest, not on penalty or compound
