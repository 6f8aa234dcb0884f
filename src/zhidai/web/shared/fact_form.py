"""A form made from a scheme's own fact declarations: what the file asks, the page asks.

    form = FactForm(facts, data=request.POST if request.method == "POST" else None, language=...)
    if form.is_sent:
        try:
            known = read_facts(scheme, form.answers())
        except BadInput as refused:
            form.blame(refused.reasons)

Facts about patents repeat as numbered groups (`patents-0-number`); adding and removing a group is
a plain submit of the same form. What was typed is kept.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from zhidai.core.errors import Reason
from zhidai.core.policy.scheme import Fact, FactType, Subject
from zhidai.web.shared.components import FieldKind, FormError, FormField, Option, Text
from zhidai.web.shared.typed_answers import NO, YES, as_answer, as_typed, shown_unit
from zhidai.web.shared.words import UNITS, YES_AND_NO
from zhidai.wording.speech import sentence

PATENTS = "patents"
MOST_GROUPS = 50  # on one page; larger holdings come as a table
MOST_RADIOS = 6  # more answers than this are a list to choose from
LONG_TEXTS = ("profile", "disputes", "existing_pledges", "grounds", "description", "reason")
_GROUP_NAME = re.compile(rf"{PATENTS}-(\d{{1,3}})-")
_PATENT_FIELD = re.compile(rf"{PATENTS}\[(\d+)\]\.(.+)")
_WIDTHS = {
    FactType.MONEY: "medium",
    FactType.NUMBER: "narrow",
    FactType.DATE: "medium",
    FactType.PATENT_NUMBER: "medium",
    FactType.CREDIT_CODE: "medium",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentGroup:
    """The fields of one patent."""

    place: int
    title: str | None  # which patent it is, where that is settled already
    fields: tuple[FormField, ...]
    is_new: bool
    is_removable: bool

    @property
    def number(self) -> int:
        return self.place + 1


class FactForm:
    """One form over declared facts, unsent, sent, or sent with errors."""

    def __init__(
        self,
        facts: Sequence[Fact],
        *,
        language: str,
        data: QueryDict | None = None,
        initial: Mapping[str, object] | None = None,
        patent_titles: Sequence[str] | None = None,
    ) -> None:
        """With `patent_titles` the patents are settled: one group each, none added or removed."""
        self._titles = patent_titles
        self._single = [fact for fact in facts if fact.subject is not Subject.PATENT]
        self._repeated = [fact for fact in facts if fact.subject is Subject.PATENT]
        self._language = language
        self._data = data
        self._errors: dict[str, Text] = {}
        self._general: list[Text] = []
        if data is None:
            self._typed, self._groups = self._from_initial(initial or {})
        else:
            self._typed, self._groups = self._from_data(data)
        self._added = self._change_rows(data) if data is not None else False

    @property
    def changes_rows(self) -> bool:
        """Whether the sent form only adds or removes a patent: show it again, check nothing."""
        return self._data is not None and ("add" in self._data or "remove" in self._data)

    @property
    def is_sent(self) -> bool:
        """Whether there are answers to read and check."""
        return self._data is not None and not self.changes_rows

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 422 if self._errors or self._general else 200

    @property
    def has_patents(self) -> bool:
        """Whether patents are asked for."""
        return bool(self._repeated)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields that stand once, in the order declared."""
        return tuple(
            self._field(fact, name=fact.full_name, typed=self._typed.get(fact.full_name, []))
            for fact in self._single
        )

    @property
    def patents(self) -> tuple[PatentGroup, ...]:
        """The fields of each patent."""
        last = len(self._groups) - 1
        return tuple(
            PatentGroup(
                place=place,
                title=None if self._titles is None else self._titles[place],
                fields=tuple(
                    self._field(
                        fact,
                        name=f"{PATENTS}-{place}-{fact.name}",
                        typed=typed.get(fact.name, []),
                    )
                    for fact in self._repeated
                ),
                is_new=self._added and place == last,
                is_removable=last > 0 and self._titles is None,
            )
            for place, typed in enumerate(self._groups)
        )

    @property
    def can_add(self) -> bool:
        """Whether another patent fits on the page."""
        return len(self._groups) < MOST_GROUPS and self._titles is None

    @property
    def errors(self) -> tuple[FormError, ...]:
        """What is wrong, in the order of the page, for the error summary."""
        shown = [*self.fields, *(each for group in self.patents for each in group.fields)]
        at_fields = tuple(
            FormError(text=each.error, field_id=_first_control(each))
            for each in shown
            if each.error
        )
        return tuple(FormError(text=text) for text in self._general) + at_fields

    def answers(self) -> dict[str, object]:
        """What was answered, as `read_facts` takes it; what was left empty is left out."""
        answers: dict[str, dict[str, object]] = {}
        for fact in self._single:
            answer = as_answer(fact, self._typed.get(fact.full_name, []))
            if answer is not None:
                answers.setdefault(str(fact.subject), {})[fact.name] = answer
        patents = [self._patent_answers(self._groups[place]) for place in self._filled()]
        return {**answers, **({PATENTS: patents} if patents else {})}

    def patent_answers(self) -> list[dict[str, object]]:
        """What was answered about each patent, in the order of the groups; empty ones too."""
        return [self._patent_answers(typed) for typed in self._groups]

    def blame(self, reasons: Iterable[Reason]) -> None:
        """Puts each reason at the field it names; one that names none stands above the form."""
        names = {each.name for each in self.fields}
        names |= {each.name for group in self.patents for each in group.fields}
        for why in reasons:
            name = self._name_of(str(why.parameters.get("field", "")))
            text = sentence(self._in_words(why), self._language)
            if name in names:
                self._errors.setdefault(name, text)
            else:
                self._general.append(text)

    def _in_words(self, why: Reason) -> Reason:
        """The reason with the label that people read in place of the name that programs use."""
        field = str(why.parameters.get("field", ""))
        short = field.rpartition(".")[2]
        for fact in (*self._single, *self._repeated):
            if fact.full_name == field or (fact.name == short and "[" in field):
                return replace(why, parameters={**why.parameters, "field": fact.label})
        return why

    def _filled(self) -> list[int]:
        """The places of the groups with anything in them."""
        return [place for place, typed in enumerate(self._groups) if self._patent_answers(typed)]

    def _patent_answers(self, typed: Mapping[str, list[str]]) -> dict[str, object]:
        read = {fact.name: as_answer(fact, typed.get(fact.name, [])) for fact in self._repeated}
        return {name: answer for name, answer in read.items() if answer is not None}

    def _name_of(self, field: str) -> str:
        """The name of the control for a field of `read_facts` (`patents[0].number`)."""
        found = _PATENT_FIELD.fullmatch(field)
        if found is None:
            return field
        filled = self._filled()
        place = int(found[1])
        return f"{PATENTS}-{filled[place] if place < len(filled) else place}-{found[2]}"

    def _from_initial(
        self, initial: Mapping[str, object]
    ) -> tuple[dict[str, list[str]], list[dict[str, list[str]]]]:
        typed = {
            fact.full_name: as_typed(
                fact, _known(initial, fact.subject).get(fact.name), self._language
            )
            for fact in self._single
        }
        known = initial.get(PATENTS)
        patents = known if isinstance(known, list | tuple) else ()
        groups = [
            {
                fact.name: as_typed(fact, patent.get(fact.name), self._language)
                for fact in self._repeated
            }
            for patent in patents
        ]
        return typed, groups or self._first_group()

    def _from_data(
        self, data: QueryDict
    ) -> tuple[dict[str, list[str]], list[dict[str, list[str]]]]:
        typed = {fact.full_name: data.getlist(fact.full_name) for fact in self._single}
        places = sorted({int(found[1]) for name in data if (found := _GROUP_NAME.match(name))})
        if self._titles is not None:
            places = list(range(len(self._titles)))
        groups = [
            {fact.name: data.getlist(f"{PATENTS}-{place}-{fact.name}") for fact in self._repeated}
            for place in places[:MOST_GROUPS]
        ]
        return typed, groups or self._first_group()

    def _first_group(self) -> list[dict[str, list[str]]]:
        return [{}] if self._repeated else []

    def _change_rows(self, data: QueryDict) -> bool:
        """Adds or removes a group as asked; whether one was added."""
        if data.get("add") == PATENTS and self._repeated and self.can_add:
            self._groups.append({})
            return True
        place = data.get("remove", "").removeprefix(f"{PATENTS}-")
        if place.isascii() and place.isdigit() and int(place) < len(self._groups) > 1:
            del self._groups[int(place)]
        return False

    def _field(self, fact: Fact, *, name: str, typed: list[str]) -> FormField:
        unit = shown_unit(fact)
        return FormField(
            name=name,
            label=fact.label.in_language(self._language),
            kind=_kind(fact),
            value=typed[-1] if typed else "",
            hint=fact.hint.in_language(self._language) if fact.hint else None,
            error=self._errors.get(name),
            unit=UNITS[unit] if unit is not None else None,
            options=self._options(fact, typed),
            width=_WIDTHS.get(fact.type, "wide"),
            is_money=fact.type is FactType.MONEY,
        )

    def _options(self, fact: Fact, typed: list[str]) -> tuple[Option, ...]:
        if fact.type is FactType.FLAG:
            return tuple(
                Option(value=value, label=YES_AND_NO[value], is_chosen=value in typed)
                for value in (YES, NO)
            )
        return tuple(
            Option(
                value=choice.value,
                label=choice.label.in_language(self._language),
                is_chosen=choice.value in typed,
            )
            for choice in fact.choices
        )


def _known(initial: Mapping[str, object], subject: str) -> Mapping[str, object]:
    found = initial.get(str(subject))
    return found if isinstance(found, Mapping) else {}


def _first_control(field: FormField) -> str:
    """Where the error summary leads: the first radio of a group, else the control itself."""
    return f"{field.id}-0" if field.is_group else field.id


def _kind(fact: Fact) -> FieldKind:
    match fact.type:
        case FactType.FLAG:
            return FieldKind.RADIOS
        case FactType.CHOICE:
            return FieldKind.RADIOS if len(fact.choices) <= MOST_RADIOS else FieldKind.SELECT
        case FactType.CHOICES:
            return FieldKind.CHECKBOXES
        case FactType.TEXT if any(word in fact.name for word in LONG_TEXTS):
            return FieldKind.LONG_TEXT
        case _:
            return FieldKind.TEXT
