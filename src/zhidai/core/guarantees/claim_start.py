"""Whether a written claim could have been made on its day: something overdue, and long enough.

Without a scheme only what no plan can do without is asked: a loan of which nothing is overdue is
claimed from nobody. With one, its trigger (Ganzhou plan 7.2: overdue day 60).
"""

from collections.abc import Sequence
from datetime import date

from zhidai.core.errors import BadInput, bad_input, reason
from zhidai.core.guarantees.settings import settings_from
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.scheme import Scheme


def require_claimable(
    terms: LoanTerms, events: Sequence[LoanEvent], claimed_on: date, scheme: Scheme | None
) -> None:
    """Bad input: `claim_day_not_overdue`, `claim_day_too_early`, those of replay and settings."""
    if claimed_on < terms.drawn_on:
        raise bad_input("claim_before_drawdown", on=claimed_on, drawn_on=terms.drawn_on)
    overdue_days = replay(terms, events, on=claimed_on).overdue_days
    if overdue_days == 0:
        raise bad_input("claim_day_not_overdue", day=claimed_on)
    if scheme is None or not scheme.claim_triggers or not scheme.loss_models:
        return
    settings = settings_from(scheme, terms.drawn_on)
    if overdue_days < settings.overdue_days:
        early = reason(
            "claim_day_too_early",
            settings.clause,
            day=claimed_on,
            overdue_days=overdue_days,
            needed=settings.overdue_days,
        )
        raise BadInput(early)
