"""The rules of early warning as core values."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from zhidai.core.early_warning.rules import Severity, Trigger, WarningRule
from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.reference.table import read_table


@cache
def warning_rules() -> Mapping[Trigger, WarningRule]:
    """The shipped table by trigger."""
    return rules_from(read_table("early_warning"))


def rules_from(table: Mapping[str, Any]) -> Mapping[Trigger, WarningRule]:
    """The rules of a table. Bad input: `warning_rule_invalid` names the rule and what is wrong."""
    return MappingProxyType(
        {_trigger(name): _rule(name, written) for name, written in table["rules"].items()}
    )


def _trigger(name: str) -> Trigger:
    if name not in set(Trigger):
        raise bad_input("warning_rule_invalid", rule=name[:40], problem=f"trigger {name[:40]}")
    return Trigger(name)


def _rule(name: str, written: Mapping[str, Any]) -> WarningRule:
    try:
        rule = WarningRule(
            trigger=Trigger(name),
            severity=Severity(written["severity"]),
            owner=PartyKind(written["owner"]),
            shown_to=frozenset(PartyKind(kind) for kind in written["shown_to"]),
            due_days=int(written["due_days"]),
            topic=Topic(written["topic"]),
            ends_by_itself=bool(written["ends_by_itself"]),
            label=Label(**written["label"]),
            advice=Label(**written["advice"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise bad_input("warning_rule_invalid", rule=name, problem=str(error)[:60]) from None
    if rule.owner not in rule.shown_to:
        raise bad_input("warning_rule_invalid", rule=name, problem=f"owner {rule.owner}")
    if rule.due_days < 0:
        raise bad_input("warning_rule_invalid", rule=name, problem=f"due_days {rule.due_days}")
    return rule
