"""A plan with one number changed, and what the change moves in money."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyEffect, money_effect
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days


def with_value(scheme: Scheme, name: str, amount: str) -> Scheme:
    """The same plan with another number from its first day on."""
    parameter = scheme.parameters[name]
    quantity = replace(parameter.values[0].value, amount=Decimal(amount))
    changed = replace(parameter, values=(replace(parameter.values[0], value=quantity),))
    return replace(scheme, parameters=MappingProxyType({**scheme.parameters, name: changed}))


def effect_of(before: Scheme, after: Scheme) -> MoneyEffect:
    """By the published rates and calendar."""
    return money_effect(before, after, reference=reference_tables(), working_days=working_days())
