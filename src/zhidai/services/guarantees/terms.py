"""What the scheme of a loan says of its claim: when, from whom, by when, under which clause.

The rules of the loan's own day hold until it is settled (reading `after_the_trial`).
"""

from zhidai.core.guarantees.settings import ClaimSettings, settings_from
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.taking_part import loss_models_of
from zhidai.db.lending.models import Loan
from zhidai.services.cases.dossier import scheme_of


def claim_settings(loan: Loan) -> ClaimSettings | None:
    """The numbers that a claim on the loan runs on; None: under its scheme nobody is claimed from.

    A route without a trigger of its own takes that of the first route that has one: there only a
    signed agreement can name payers.
    """
    scheme, route = scheme_of(loan.case), loan.case.route
    if not scheme.claim_triggers or not scheme.loss_models:
        return None
    own = any(not one.routes or route in one.routes for one in scheme.claim_triggers)
    return settings_from(scheme, loan.drawn_on, route if own else None)


def claim_clause(loan: Loan) -> str | None:
    """The clause under which the bank claims."""
    settings = claim_settings(loan)
    return None if settings is None else settings.clause


def recovery_clause(loan: Loan) -> str | None:
    """The clause that says what becomes of recoveries."""
    settings = claim_settings(loan)
    return None if settings is None else settings.recovery_clause


def sharing_clause(loan: Loan) -> str | None:
    """The clause by which the loss is shared: of the route's model, else of the scheme's first."""
    models = scheme_of(loan.case).loss_models
    model = model_of_route(loan) or next(iter(models), None)
    return None if model is None else model.clause


def model_of_route(loan: Loan) -> LossModel | None:
    """The model by which the loan's route shares losses; None: the bank bears them."""
    possible = loss_models_of(scheme_of(loan.case), loan.case.route)
    return possible[0] if possible else None
