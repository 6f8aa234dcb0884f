"""Which column of a register gives which fact, and how its cells are read.

A column is named by the fact's full name (`enterprise.revenue`) or by its label in either language.
A unit may stand behind it in brackets, 营业收入（万元）, and belongs to every bare number below;
people are counted in nothing but people, so theirs needs none.
Yes and no may be written 是 / 否, an answer of a list by its value or its label. An empty cell,
and a place that names no city, is a fact not known: never zero and never no.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhidai.core.errors import bad_input
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Fact, FactType, Scheme, Subject
from zhidai.core.screening.places import REGISTERED_PLACE, city_of, places_asked

CREDIT_CODE, NAME = "enterprise.credit_code", "enterprise.name"
ASKED = (Subject.ENTERPRISE, Subject.PATENT, Subject.REQUEST)
_UNIT = re.compile(r"^(?P<label>.+?)\s*[（(](?P<unit>[^（()）]{1,8})[)）]$")
_BARE = re.compile(r"^-?[\d,]*\.?\d+$")
_YES = frozenset({"是", "有", "yes", "true", "y"})
_NO = frozenset({"否", "无", "没有", "no", "false", "n"})
_PEOPLE = "人"
_BETWEEN = re.compile(r"[;；、,，|/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that gives a fact; unit: what stands behind a bare number."""

    heading: str
    fact: Fact
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a register; unknown: headings that no scheme asks for; cities: what a place
    of registration is read as.
    """

    known: tuple[Column, ...]
    unknown: tuple[str, ...]
    cities: frozenset[str] = frozenset()


def columns_of(
    headings: Sequence[str], schemes: Sequence[Scheme], cities: frozenset[str] = frozenset()
) -> Columns:
    """What each heading stands for; cities: known beside those that the schemes ask for.

    Bad input: `register_fact_twice`, `register_without_code`.
    """
    by_name = _names(schemes)
    known: dict[str, Column] = {}
    unknown = []
    for heading in headings:
        found = _column(heading, by_name)
        if found is None:
            unknown.append(heading)
            continue
        name = found.fact.full_name
        if name in known:
            raise bad_input(
                "register_fact_twice", first=known[name].heading, second=heading, fact=name
            )
        known[name] = found
    if CREDIT_CODE not in known:
        raise bad_input("register_without_code", known=", ".join(headings[:10]))
    return Columns(
        known=tuple(known.values()),
        unknown=tuple(unknown),
        cities=cities | places_asked(schemes),
    )


def _names(schemes: Sequence[Scheme]) -> Mapping[str, Fact]:
    """Facts by full name and by both labels; of two with one label the enterprise's comes first."""
    names: dict[str, Fact] = {}
    for subject in ASKED:
        for scheme in schemes:
            for fact in scheme.facts.values():
                if fact.subject is subject and fact.formula is None:
                    for name in (fact.full_name, fact.label.zh, fact.label.en.lower()):
                        names.setdefault(name, fact)
    return names


def _column(heading: str, names: Mapping[str, Fact]) -> Column | None:
    written = heading.strip()
    fact = names.get(written) or names.get(written.lower())
    if fact is not None:
        unit = _PEOPLE if fact.unit is Unit.PERSONS else ""
        return Column(heading=heading, fact=fact, unit=unit)
    with_unit = _UNIT.match(written)
    if with_unit is None:
        return None
    label = with_unit["label"].strip()
    fact = names.get(label) or names.get(label.lower())
    return None if fact is None else Column(heading=heading, fact=fact, unit=with_unit["unit"])


def case_of(columns: Columns, cells: Mapping[str, str]) -> dict[str, object]:
    """A row as the facts of a case; a patent's columns make one patent."""
    case: dict[str, object] = {}
    patent: dict[str, object] = {}
    for column in columns.known:
        text = cells.get(column.heading, "").strip()
        if not text:
            continue
        content = _content(column, text, columns.cities)
        if content is None:
            continue
        if column.fact.subject is Subject.PATENT:
            patent[column.fact.name] = content
        elif column.fact.full_name == "request.route":
            case["route"] = content
        else:
            part = case.setdefault(str(column.fact.subject), {})
            part[column.fact.name] = content  # type: ignore[index]
    if patent:
        case["patents"] = [patent]
    return case


def _content(column: Column, text: str, cities: frozenset[str]) -> object:
    fact = column.fact
    if fact.full_name == REGISTERED_PLACE:
        return city_of(text, cities)
    if fact.type is FactType.FLAG:
        word = text.lower()
        return True if word in _YES else False if word in _NO else text
    if fact.type is FactType.CHOICE:
        return _choice(fact, text)
    if fact.type is FactType.CHOICES:
        return [_choice(fact, part.strip()) for part in _BETWEEN.split(text) if part.strip()]
    if column.unit and _BARE.match(text):
        return f"{text}{column.unit}"
    return text


def _choice(fact: Fact, text: str) -> str:
    for choice in fact.choices:
        if text in (choice.value, choice.label.zh, choice.label.en):
            return choice.value
    return text
