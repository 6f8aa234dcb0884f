"""The kinds of fields that entries are typed into, and what was typed with its unit.

A bare number gets the unit at the right of its field; an empty field is left out, never zero.
"""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhidai.core.numerals import normalise
from zhidai.core.policy.quantity import Unit
from zhidai.web.loans.commands import amount_field, typed_amount
from zhidai.web.shared.components import FieldKind, FormField, Option, Text
from zhidai.web.shared.typed_answers import UNIT_WORDS, with_unit
from zhidai.web.shared.words import UNITS

Typed = Mapping[str, str]
LONGEST_TYPED = 600


def typed_text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").strip()[:LONGEST_TYPED]


def typed_with_unit(sent: QueryDict, name: str, unit: Unit) -> str:
    text = sent.get(name, "").strip()
    if not text:
        return ""
    return typed_amount(text) if unit is Unit.YUAN else with_unit(normalise(text[:60]), unit)


def without_unit(text: str, unit: Unit) -> str:
    """As its field shows it: without the unit that stands at the right."""
    word = UNIT_WORDS[unit]
    bare = text.removesuffix(word)
    return bare if bare.replace(".", "").replace(",", "").removeprefix("-").isdigit() else text


def yuan_field(name: str, label: Text, typed: Typed, *, hint: Text | None = None) -> FormField:
    return amount_field(name, label=label, value=typed.get(name, ""), hint=hint)


def percent_field(name: str, label: Text, typed: Typed, *, hint: Text | None = None) -> FormField:
    return FormField(
        name=name, label=label, value=typed.get(name, ""), unit="%", width="narrow", hint=hint,
        inputmode="decimal",
    )  # fmt: skip


def number_field(name: str, label: Text, unit: Unit, typed: Typed) -> FormField:
    return FormField(
        name=name, label=label, value=typed.get(name, ""), unit=UNITS[unit], width="narrow",
        inputmode="decimal",
    )  # fmt: skip


def choice_field(name: str, label: Text, words: Mapping[str, Promise], chosen: str) -> FormField:
    return FormField(
        name=name,
        label=label,
        kind=FieldKind.RADIOS,
        options=tuple(
            Option(value=str(one), label=word, is_chosen=one == chosen)
            for one, word in words.items()
        ),
    )


def yes_or_no_field(name: str, label: str, answer: str) -> FormField:
    offered = (("yes", _("Yes")), ("no", _("No")), ("", _("Nobody has said")))
    return FormField(
        name=name,
        label=label,
        kind=FieldKind.RADIOS,
        options=tuple(
            Option(value=value, label=word, is_chosen=value == answer) for value, word in offered
        ),
    )
