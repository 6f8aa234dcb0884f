"""What a scheme says of the share of losses that a party signs for, under the field."""

from datetime import date

from django.utils.translation import gettext as _

from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Route, Scheme, Strength
from zhidai.core.policy.taking_part import loss_models_of


def share_hint(scheme: Scheme, route: Route, role: str, on: date) -> str:
    """Fixed, suggested with or without bounds, or left to the parties; with the clause."""
    models = loss_models_of(scheme, route.id)
    if not models:
        return _("The scheme says nothing of losses on this route: whoever lends bears them alone.")
    return " ".join(_of_model(scheme, model, role, on) for model in models)


def _of_model(scheme: Scheme, model: LossModel, role: str, on: date) -> str:
    share = f"{_percent(scheme, model.shares[role], on) if role in model.shares else 0} %"
    if model.strength is Strength.MUST:
        return _("Fixed by the scheme: {share} (clause {clause})").format(
            share=share, clause=model.clause
        )
    said = _("Suggested by the scheme: {share}").format(share=share)
    bounds = model.bounds.get(role)
    if bounds is None:
        return said
    least = None if bounds.at_least is None else _percent(scheme, bounds.at_least, on)
    most = None if bounds.at_most is None else _percent(scheme, bounds.at_most, on)
    return f"{said} · {_between(least, most).format(least=least, most=most, clause=model.clause)}"


def _between(least: str | None, most: str | None) -> str:
    if least is None:
        return _("by agreement at most {most} % (clause {clause})")
    if most is None:
        return _("by agreement at least {least} % (clause {clause})")
    return _("by agreement {least} % to {most} % (clause {clause})")


def _percent(scheme: Scheme, parameter: str, on: date) -> str:
    return f"{(scheme.value(parameter, on).amount * 100).normalize():f}"
