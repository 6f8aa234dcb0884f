"""Reads the facts of a case out of JSON-like input, against what the scheme declares.

    {"route": "indirect",
     "request": {"amount": "300万元", "term": "12个月"},
     "patents": [{"number": "ZL201710601862.3", "kind": "invention"}]}

Any answer may be written `{"value": ..., "evidence": "checked", "document": "..."}`; null is the
same as leaving it out. All that is wrong is said at once, each with the field and what to write.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.evidence import Evidence, FactValue
from zhidai.core.policy.answers import read_answer
from zhidai.core.policy.case_facts import PATENT_KIND, PATENT_NUMBER, ROUTE, CaseFacts
from zhidai.core.policy.derivations import GIVEN_WINS, INPUTS
from zhidai.core.policy.scheme import Fact, FactType, Scheme, Subject
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.registers.terms import PATENT_LAW_SINCE

__all__ = ["CaseFacts", "read_facts"]

PATENTS: Final = "patents"
PATENT_FILED_ON: Final = "patent.filing_date"
ROUTE_FIELD: Final = "route"
MOST_PATENTS: Final = 500  # in one case; keeps hostile input cheap

_EVIDENCE_INPUT: Final = frozenset(
    evidence for evidence in Evidence if evidence is not Evidence.DERIVED
)
_DECLARED: Final = {answer: FactValue(content=answer) for answer in (True, False)}
_ANSWER_KEYS: Final = frozenset({"value", "evidence", "document"})


def read_facts(scheme: Scheme, data: Mapping[str, object]) -> CaseFacts:
    """The facts of a case; `BadInput` with every reason found, at most one for each field."""
    if not isinstance(data, Mapping):
        raise bad_input("case_not_an_object")
    reading = _Reading(scheme)
    values: dict[str, FactValue] = {}
    patents: tuple[Mapping[str, FactValue], ...] = ()
    for part, content in data.items():
        if content is None:
            continue
        if part == ROUTE_FIELD:
            reading.route(content, values)
        elif part == PATENTS:
            patents = reading.patents(content)
        elif part in reading.names and part != Subject.PATENT:
            values.update(reading.subject(part, part, content))
        else:
            reading.unknown("case_part_unknown", str(part), str(part), reading.parts)
    if reading.wrong:
        raise BadInput(*reading.wrong)
    return CaseFacts(values=values, patents=patents)


_Names = Mapping[str, Mapping[str, Fact]]  # subject -> name -> fact
_MOST_SCHEMES: Final = 32
# By the identity of a scheme's facts, which are kept beside, so that no other can take it over.
_KNOWN_NAMES: dict[int, tuple[Mapping[str, Fact], _Names]] = {}


def _names_of(scheme: Scheme) -> _Names:
    """A scheme's facts by subject and name, put together once: registers read many cases."""
    kept = _KNOWN_NAMES.get(id(scheme.facts))
    if kept is not None:
        return kept[1]
    names: dict[str, dict[str, Fact]] = {}
    for fact in scheme.facts.values():
        names.setdefault(fact.subject.value, {})[fact.name] = fact
    if len(_KNOWN_NAMES) < _MOST_SCHEMES:
        _KNOWN_NAMES[id(scheme.facts)] = (scheme.facts, names)
    return names


class _Reading:
    """One pass over the input, collecting what is wrong."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.wrong: list[Reason] = []
        self.names = _names_of(scheme)

    @property
    def parts(self) -> Iterator[str]:
        yield ROUTE_FIELD
        yield PATENTS
        yield from (name for name in self.names if name != Subject.PATENT)

    def unknown(self, code: str, field: str, name: str, known: Iterable[str]) -> None:
        """A name nobody declared, with the nearest known one or else all of them."""
        names = sorted(known)
        near = get_close_matches(name, names, n=1, cutoff=0.4)
        self.wrong.append(reason(code, field=field, known=near[0] if near else ", ".join(names)))

    def route(self, content: object, values: dict[str, FactValue]) -> None:
        """The way through the scheme, written at the top of a case."""
        if isinstance(content, str) and content in self.scheme.routes:
            values[ROUTE] = FactValue(content=content)
            return
        self.unknown("case_route_unknown", str(content), str(content), self.scheme.routes)

    def patents(self, content: object) -> tuple[Mapping[str, FactValue], ...]:
        if not isinstance(content, list | tuple):
            self.wrong.append(reason("case_patents_not_a_list"))
            return ()
        if len(content) > MOST_PATENTS:
            self.wrong.append(reason("case_too_many_patents", most=MOST_PATENTS))
            return ()
        found = tuple(
            self.subject(Subject.PATENT, f"{PATENTS}[{place}]", patent)
            for place, patent in enumerate(content)
        )
        self._twice(found)
        for place, patent in enumerate(found):
            self._before_law(place, patent.get(PATENT_FILED_ON))
        return tuple(self._with_kind(place, patent) for place, patent in enumerate(found))

    def _before_law(self, place: int, filed_on: FactValue | None) -> None:
        """No patent of ours was filed before there was a patent law."""
        day = filed_on.content if filed_on is not None else None
        if isinstance(day, date) and day < PATENT_LAW_SINCE:
            self.wrong.append(
                reason(
                    "case_patent_before_law",
                    field=f"{PATENTS}[{place}].filing_date",
                    filed_on=day,
                    since=PATENT_LAW_SINCE,
                )
            )

    def _with_kind(self, place: int, patent: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
        """The kind that a patent's number states, where it was not given; they must agree."""
        number, kind = patent.get(PATENT_NUMBER), patent.get(PATENT_KIND)
        if number is None or PATENT_KIND not in self.scheme.facts:
            return patent
        stated = parse_patent_number(str(number.content)).kind.value
        if kind is None:
            derived = FactValue(content=stated, evidence=Evidence.DERIVED)
            return {**patent, PATENT_KIND: derived}
        if kind.content != stated:
            field = f"{PATENTS}[{place}].kind"
            self.wrong.append(
                reason(
                    "case_patent_kind_differs", field=field, value=str(kind.content), kind=stated
                )
            )
        return patent

    def _twice(self, patents: tuple[Mapping[str, FactValue], ...]) -> None:
        seen: dict[object, int] = {}
        for place, patent in enumerate(patents):
            number = patent.get(PATENT_NUMBER)
            if number is None:
                continue
            first = seen.setdefault(number.content, place)
            if first != place:
                field = f"{PATENTS}[{place}].number"
                other = f"{PATENTS}[{first}]"
                self.wrong.append(
                    reason("case_patent_twice", field=field, value=str(number.content), other=other)
                )

    def subject(self, subject: str, field: str, content: object) -> Mapping[str, FactValue]:
        """The facts of one subject, or of one patent, by full name."""
        if not isinstance(content, Mapping):
            self.wrong.append(reason("case_part_not_an_object", field=field))
            return {}
        known = self.names.get(subject, {})
        found: dict[str, FactValue] = {}
        for name, answer in content.items():
            if answer is None:
                continue
            fact = known.get(name)
            if fact is None:
                self.unknown("fact_unknown", f"{field}.{name}", str(name), known)
                continue
            value = self._value(fact, f"{field}.{name}", answer)
            if value is not None:
                found[fact.full_name] = value
        return found

    def _value(self, fact: Fact, field: str, answer: object) -> FactValue | None:
        try:
            return _fact_value(fact, field, answer)
        except BadInput as refused:
            self.wrong.extend(refused.reasons)
            return None


def _fact_value(fact: Fact, field: str, answer: object) -> FactValue | None:
    if fact.formula is not None and fact.formula not in GIVEN_WINS:
        raise bad_input("fact_is_computed", field=field, inputs=", ".join(INPUTS[fact.formula]))
    if isinstance(answer, bool) and fact.type is FactType.FLAG:
        return _DECLARED[answer]  # by far the most answers
    if not isinstance(answer, Mapping):
        return FactValue(content=read_answer(fact, field, answer))
    strange = [str(key) for key in answer if key not in _ANSWER_KEYS]
    if strange:
        raise bad_input("fact_answer_key_unknown", field=field, key=strange[0])
    if answer.get("value") is None:
        return None
    return FactValue(
        content=read_answer(fact, field, answer["value"]),
        evidence=_evidence(field, answer.get("evidence")),
        document=_document(field, answer.get("document")),
    )


def _evidence(field: str, given: object) -> Evidence:
    if given is None:
        return Evidence.DECLARED
    if isinstance(given, str) and given in _EVIDENCE_INPUT:
        return Evidence(given)
    choices = ", ".join(sorted(_EVIDENCE_INPUT))
    raise bad_input("fact_evidence_unknown", field=field, value=str(given)[:40], choices=choices)


def _document(field: str, given: object) -> str | None:
    if given is None:
        return None
    if isinstance(given, str) and given.strip():
        return given.strip()
    raise bad_input("fact_document_not_text", field=field)
