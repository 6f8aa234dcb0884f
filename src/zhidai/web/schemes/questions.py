"""The register of interpretations, as its page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhidai.core.policy.scheme import Interpretation, Scheme
from zhidai.web.shared.components import SummaryRow, Tag, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question, the ways to read it, the one this platform runs on, and what hangs on it."""

    id: str
    question: str
    clauses: tuple[str, ...]
    tag: Tag
    readings: tuple[SummaryRow, ...]
    grounds: tuple[SummaryRow, ...]


def open_questions(scheme: Scheme, language: str) -> tuple[OpenQuestion, ...]:
    """Every question of the register."""
    return tuple(_question(one, language) for one in scheme.interpretations.values())


def _question(one: Interpretation, language: str) -> OpenQuestion:
    return OpenQuestion(
        id=one.id,
        question=one.question.in_language(language),
        clauses=one.clauses,
        tag=_confirmation(one),
        readings=tuple(_readings(one, language)),
        grounds=tuple(_grounds(one, language)),
    )


def _confirmation(one: Interpretation) -> Tag:
    if one.confirmed_by is None:
        return Tag(text=_("Not confirmed"), tone=Tone.WARNING)
    return Tag(text=_("Confirmed by {authority}").format(authority=one.confirmed_by))


def _readings(one: Interpretation, language: str) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=_("Reading chosen") if reading.id == one.chosen else _("Other reading"),
            value=reading.label.in_language(language),
            tag=Tag(text=_("This platform runs on it"), tone=Tone.ACTIVE)
            if reading.id == one.chosen
            else None,
        )
        for reading in sorted(one.readings, key=lambda reading: reading.id != one.chosen)
    ]


def _grounds(one: Interpretation, language: str) -> list[SummaryRow]:
    rows = [SummaryRow(label=_("Basis"), value=one.basis.in_language(language))]
    if one.money_effect is not None:
        effect = one.money_effect.in_language(language)
        rows.append(SummaryRow(label=_("Effect on money"), value=effect))
    return rows
