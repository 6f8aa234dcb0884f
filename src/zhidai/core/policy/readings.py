"""Which reading of an open question the code runs on, and the readings that it can run on at all.

A scheme chooses among the readings of a question. Most choices are built into the code, so that
only one reading is true of it: a scheme that chose another would promise what nobody computes, and
does not load.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.errors import bad_input
from zhidai.core.policy.scheme import Scheme

R = TypeVar("R")

# Question -> the readings that the platform carries out. More than one: the choice reaches a
# computation by `reading_chosen`. One: that is how the code, or the default route, works.
CARRIED_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # limits and the year's room: core/policy/limits.py, services/cases/record.py
        "amount_ceiling_scope": ("all_hold",),
        "year_of_the_ceiling": ("calendar_year",),
        "room_consumed_on": ("approval",),
        "pending_applications": ("reserve",),
        # assessment and casework: core/policy/derivations.py, core/cases, services/cases
        "lpr_tenor": ("one_year",),
        "lpr_day": ("contract_day",),
        "validity_test_day": ("decision_day",),
        "market_value_source": ("bank",),
        "formal_report_lower": ("lower_value_rules",),
        "who_may_exceed_in_principle": ("approving_parties",),
        "appraiser_integrity_period": ("no_limit",),
        "direct_route_appraiser": ("where_it_takes_part",),
        # the monthly filing, computed in core/filings
        "direct_route_papers": ("existing_papers_only", "all_papers"),
        "credit_contract_filed": ("loan_contract_stands_for_it",),
        "project_filing_due": ("last_day_of_next_month",),
        # claims and recoveries: core/guarantees, services/guarantees
        "sixty_days_counted": ("day_after_due", "due_day"),
        "claim_amount": ("bank_bears_at_claim",),
        "loss_base": ("principal_only",),
        "appraiser_claim_contract": ("cooperation_agreement",),
        "claim_grace_starts": ("received", "sent"),
        "claim_grace_days": ("calendar_days", "working_days"),
        "recovery_shares": ("agreed_shares",),
        "direct_route_losses": ("bank_unless_agreed",),
        # agreed changes: core/lending/agreed_changes.py, core/guarantees/beside_claim.py
        "extension_consents": ("those_who_would_pay",),
        "acceleration_consents": ("bank_alone",),
        "pause_consents": ("bank_and_bureau",),
        "waiver_consents": ("bank_alone_before_claim",),
        "write_off_consents": ("bank_alone_debt_stays",),
        # supervision: core/portfolio, services/portfolio
        "exclusion_starts": ("first_claim_payment",),
        "overdue_from_one_day": ("one_day", "supervisory_classes", "sixty_days"),
        "npl_ratio_scope": ("scheme",),
        "breaker_and_approved_loans": ("all_undrawn_stop",),
        "stop_after_resumption": ("lowest_since",),
        # subsidies: core/subsidies, services/subsidies
        "interest_or_rate": ("interest_paid",),
        "interest_subsidised": ("contract_interest", "everything_paid"),
        "interest_of_extended_term": ("due_day_in_force",),
        "subsidy_ceilings_period": ("lifetime",),
        "yearly_ceiling_of_interest": ("year_of_drawdown",),
        "fee_ceiling_short_term": ("pro_rata", "full_year"),
        # time: services/guarantees/sharing.py, services/subsidies/computation.py, scheme.yaml
        "after_the_trial": ("rules_of_drawdown_day",),
        "last_day_of_trial": ("day_28",),
    }
)


def reading_chosen(
    scheme: Scheme, interpretation: str, readings: Mapping[str, R], *, default: R
) -> R:
    """What the chosen reading stands for; `default` where the scheme does not ask the question.

    Bad input: `reading_not_computed` for a reading that no code carries out.
    """
    question = scheme.interpretations.get(interpretation)
    if question is None:
        return default
    if question.chosen not in readings:
        raise bad_input(
            "reading_not_computed",
            interpretation=interpretation,
            reading=question.chosen,
            known=", ".join(readings),
        )
    return readings[question.chosen]
