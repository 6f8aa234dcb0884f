"""The answers of the self-check as its form shows them and as the core takes them.

Facts are asked with the fields that the scheme declares; questions of conditions are tick boxes
`unmet-<question>` that name the rules which cannot be met, or `none`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check import PATENT, proposed, with_conditions, with_same_answers
from zhidai.core.policy.self_check_asked import Condition, conditions_of, questions_of
from zhidai.core.policy.self_check_questions import INDUSTRY, Question
from zhidai.web.self_check.words import HINTS, LABELS, NONE_OF_THESE, WHERE_IT_APPLIES
from zhidai.web.shared.components import FieldKind, FormError, FormField, Option, Text
from zhidai.web.shared.context import CHINESE
from zhidai.web.shared.fact_form import PATENTS, FactForm
from zhidai.wording.speech import sentence

NONE = "none"
FILED_ON = "patents-0-filing_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as the form shows it."""

    question: Question
    field: FormField
    conditions: tuple[Condition, ...] = ()


class Answers:
    """The questions of a scheme, unanswered, answered, or answered with errors."""

    def __init__(
        self,
        scheme: Scheme,
        *,
        on: date,
        reference: ReferenceTables,
        language: str,
        data: QueryDict | None,
    ) -> None:
        self._scheme = scheme
        self._on = on
        self._language = language
        self._data = data
        industry = None if data is None else data.get(INDUSTRY)
        self.questions = questions_of(scheme, industry=industry, reference=reference)
        self._conditions = {
            question.id: conditions_of(scheme, question)
            for question in self.questions
            if question.of_conditions
        }
        self._form = FactForm(
            [scheme.facts[each.facts[0]] for each in self.questions if not each.of_conditions],
            language=language,
            data=data,
            initial=None if data is not None else _initial(scheme, on, reference),
        )
        self._wrong: dict[str, str] = {}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question with its field, in the order of the form."""
        plain = {field.name: field for field in self._form.fields}
        for group in self._form.patents:
            plain |= {field.name: field for field in group.fields}
        return tuple(
            Asked(
                question=question,
                field=self._ticks(question)
                if question.of_conditions
                else _worded(question, plain[_name(question)]),
                conditions=self._conditions.get(question.id, ()),
            )
            for question in self.questions
        )

    @property
    def errors(self) -> tuple[FormError, ...]:
        """What is wrong, in the order of the page."""
        general = tuple(error for error in self._form.errors if error.field_id is None)
        return general + tuple(
            FormError(text=asked.field.error, field_id=first_control(asked.field))
            for asked in self.asked
            if asked.field.error
        )

    @property
    def query(self) -> str:
        """The answers given, for an address."""
        kept = QueryDict(mutable=True)
        for name, typed in (self._data or QueryDict()).lists():
            given = [text for text in typed if text.strip()]
            if given and name in self._names:
                kept.setlist(name, given)
        return kept.urlencode()

    def unmet(self, question: Question) -> frozenset[str] | None:
        """The rules named as not to be met; None where the question was not answered."""
        ticked = self._ticked(question)
        return frozenset(ticked) - {NONE} if ticked else None

    def facts(self) -> CaseFacts | None:
        """The facts that the answers stand for; None if something cannot be read."""
        try:
            facts = read_facts(self._scheme, self._form.answers())
        except BadInput as refused:
            self._form.blame(refused.reasons)
            facts = None
        self._check_ticks()
        self._check_filing_date()
        if facts is None or self._wrong or self._form.errors:
            return None
        for question in self.questions:
            unmet = self.unmet(question) if question.of_conditions else None
            if unmet is not None:
                facts = with_conditions(facts, self._conditions[question.id], unmet)
        return with_same_answers(facts, self.questions)

    def declared(self) -> dict[str, Any]:
        """The answers as an application takes them, by subject; the patent as a list of one.

        Only what a person has said; empty where something cannot be read.
        """
        if self._data is None or self.facts() is None:
            return {}
        found: dict[str, Any] = {**self._form.answers()}
        for question in self.questions:
            unmet = self.unmet(question) if question.of_conditions else None
            for condition in self._conditions[question.id] if unmet is not None else ():
                content = condition.unmet if condition.rule in (unmet or ()) else condition.met
                if isinstance(content, bool):
                    _declare(found, condition.fact, content=content)
        return found

    def blame(self, reasons: tuple[Reason, ...]) -> None:
        """Shows reasons that name no field above the form."""
        self._form.blame(reasons)

    @property
    def _names(self) -> frozenset[str]:
        ticks = (_ticks_name(question) for question in self.questions if question.of_conditions)
        return frozenset(_name(each) for each in self.questions) | frozenset(ticks)

    def _ticked(self, question: Question) -> list[str]:
        return [] if self._data is None else self._data.getlist(_ticks_name(question))

    def _ticks(self, question: Question) -> FormField:
        ticked = self._ticked(question)
        none = Option(value=NONE, label=NONE_OF_THESE, is_chosen=NONE in ticked)
        return FormField(
            name=_ticks_name(question),
            label=LABELS[question.id],
            hint=HINTS.get(question.id),
            kind=FieldKind.CHECKBOXES,
            error=self._wrong.get(question.id),
            options=(none, *(self._tick(one, ticked) for one in self._conditions[question.id])),
        )

    def _tick(self, condition: Condition, ticked: list[str]) -> Option:
        return Option(
            value=condition.rule,
            label=condition.label.in_language(self._language),
            hint=WHERE_IT_APPLIES.get(condition.fact),
            is_chosen=condition.rule in ticked,
        )

    def _check_ticks(self) -> None:
        for question in self.questions:
            try:
                _require_plain(self._ticked(question), self._conditions.get(question.id, ()))
            except BadInput as refused:
                self._wrong[question.id] = sentence(refused.reasons[0], self._language)

    def _check_filing_date(self) -> None:
        """A day yet to come would count as a long validity."""
        try:
            patents = read_facts(self._scheme, {PATENTS: self._form.answers().get(PATENTS)}).patents
        except BadInput:
            return
        filed = patents[0].get("patent.filing_date") if patents else None
        if filed is not None and isinstance(filed.content, date) and filed.content > self._on:
            self._form.blame(
                [reason("self_check_filed_later", field=FILED_ON, value=filed.content, on=self._on)]
            )


def _declare(found: dict[str, Any], fact: str, *, content: bool) -> None:
    subject, _, name = fact.partition(".")
    if fact.startswith(PATENT):
        found.setdefault(PATENTS, [{}])[0][name] = content
    else:
        found.setdefault(subject, {})[name] = content


def _require_plain(ticked: list[str], conditions: tuple[Condition, ...]) -> None:
    if NONE in ticked and len(set(ticked)) > 1:
        raise bad_input("self_check_none_and_some")
    strange = set(ticked) - {condition.rule for condition in conditions} - {NONE}
    if strange:
        raise bad_input("self_check_condition_unknown", value=min(strange)[:40])


def _initial(
    scheme: Scheme, on: date, reference: ReferenceTables
) -> Mapping[str, Mapping[str, str]]:
    """What the fields start from, as a person would type it."""
    found: dict[str, dict[str, str]] = {}
    for name, quantity in proposed(scheme, on=on, reference=reference).items():
        subject, _, fact = name.partition(".")
        found.setdefault(subject, {})[fact] = format_quantity(quantity, CHINESE)
    return found


def _worded(question: Question, field: FormField) -> FormField:
    """The field with the self-check's own words where it has any."""
    label = LABELS.get(question.id, field.label)
    return replace(
        field,
        label=label,
        hint=HINTS.get(question.id, field.hint),
        error=_in_words(field, label) if field.error else None,
    )


def _in_words(field: FormField, label: Text) -> Text:
    """An error with the question in place of the fact's own label."""
    return str(field.error).replace(str(field.label), str(label), 1)


def _name(question: Question) -> str:
    fact = question.facts[0]
    return f"patents-0-{fact.removeprefix(PATENT)}" if fact.startswith(PATENT) else fact


def _ticks_name(question: Question) -> str:
    return f"unmet-{question.id}"


def first_control(field: FormField) -> str:
    """The id that a link to a question leads to."""
    return f"{field.id}-0" if field.is_group else field.id
