"""An enterprise enters its patents, and keeps what it declares about them up to date."""

import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

from zhidai.core.errors import BadInput, reason
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.scheme import Fact, Scheme, Subject
from zhidai.core.registers.patent_numbers import PatentKind, PatentNumber, parse_patent_number
from zhidai.core.registers.terms import PATENT_LAW_SINCE
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import IpRight
from zhidai.documents.characters import require_settable
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.declared import (
    NOTHING,
    Asked,
    asked_by,
    declared,
    require_readable,
    scheme_of_place,
    schemes_of_place,
)
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.rights.fee_dates import require_fee_within_term
from zhidai.services.transactions import Answer, once

LONGEST_TITLE = 300
_OWN_COLUMNS = frozenset({"number", "title", "kind", "filing_date"})


def enter_right(
    acting: Acting,
    number: str,
    *,
    kind: str,
    title: str,
    filing_date: date,
    facts: Mapping[str, Any],
    key: str,
) -> Answer:
    """Enter a patent of one's own; its number states kind and year, and they must agree.

    The filing date may lie before the year in the number (divisional and PCT applications carry
    the year in which they reached the office), never after it.
    """
    request = {
        "number": number,
        "kind": kind,
        "title": title,
        "filing_date": filing_date,
        "facts": dict(facts),
    }

    def work() -> Answer:
        owner = _owner(acting)
        scheme, read = scheme_of_place(owner.place), parse_patent_number(number)
        _require_agreement(read, scheme, kind=kind, title=title, filing_date=filing_date)
        _require_not_entered(str(read), owner, scheme)
        require_fee_within_term(facts, kind=read.kind, filed_on=filing_date)
        right = IpRight.objects.create(
            owner=owner,
            number=str(read),
            kind=str(read.kind),
            title=title.strip(),
            filing_date=filing_date,
            facts=_merged({}, facts, facts_of_right(owner.place)),
            facts_updated_on=business_date.today(),
        )
        payload = {**request, "number": right.number, "filing_date": filing_date.isoformat()}
        return _told(right, "right.entered", acting, payload)

    return once(acting, "enter_right", key=key, request=request, work=work)


def update_right(acting: Acting, number: str, facts: Mapping[str, Any], *, key: str) -> Answer:
    """Declare anew what changed about a patent, for instance a fee that was paid."""

    def work() -> Answer:
        owner = _owner(acting)
        right = IpRight.objects.select_for_update().filter(owner=owner, number=number).first()
        if right is None:
            raise NotFound
        require_fee_within_term(facts, kind=PatentKind(right.kind), filed_on=right.filing_date)
        right.facts = _merged(right.facts, facts, facts_of_right(owner.place))
        right.facts_updated_on = business_date.today()
        right.save(update_fields=["facts", "facts_updated_on"])
        return _told(right, "right.updated", acting, {"facts": dict(facts)})

    request = {"number": number, "facts": dict(facts)}
    return once(acting, "update_right", key=key, request=request, work=work)


def declared_facts(scheme: Scheme) -> tuple[Fact, ...]:
    """The facts that an owner declares about a patent besides its entry.

    A pledge outside the platform is among them: of its own pledges the platform has the record.
    """
    return tuple(
        fact
        for fact in scheme.facts.values()
        if fact.subject is Subject.PATENT and fact.formula is None and fact.name not in _OWN_COLUMNS
    )


def facts_of_right(place: str) -> Asked:
    """The facts that an owner in a place declares about a patent."""
    return asked_by(schemes_of_place(place), declared_facts)


def _owner(acting: Acting) -> Party:
    if acting.kind is not PartyKind.ENTERPRISE:
        raise NotFound
    return Party.objects.select_for_update().get(pk=acting.party_id)


def _require_agreement(
    number: PatentNumber, scheme: Scheme, *, kind: str, title: str, filing_date: date
) -> None:
    today = business_date.today()
    wrong = []
    if kind != number.kind:
        wrong.append(reason("right_kind_differs", number=str(number), kind=_label(number, scheme)))
    if filing_date.year > number.filing_year:
        wrong.append(reason("right_filed_after_number", number=str(number), filed_on=filing_date))
    if filing_date < PATENT_LAW_SINCE:
        wrong.append(reason("right_filed_before_law", filed_on=filing_date, since=PATENT_LAW_SINCE))
    if filing_date > today:
        wrong.append(reason("right_filed_in_the_future", filed_on=filing_date, today=today))
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        wrong.append(reason("right_title_needed", longest=LONGEST_TITLE))
    if wrong:
        raise BadInput(*wrong)
    require_settable(title)


def _label(number: PatentNumber, scheme: Scheme) -> Label:
    choices = scheme.facts["patent.kind"].choices
    return next(choice.label for choice in choices if choice.value == number.kind)


def _require_not_entered(number: str, owner: Party, scheme: Scheme) -> None:
    entered = IpRight.objects.filter(number=number).first()
    if entered is None:
        return
    if entered.owner_id == owner.pk:
        raise Refused((reason("right_entered_already", number=number),))
    raise Refused((reason("right_of_another", cited(scheme, Topic.TITLE), number=number),))


def _merged(kept: Mapping[str, Any], answers: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    strange = [name for name in answers if name not in asked]
    if strange:
        raise BadInput(*(reason("fact_not_asked", fact=f"patent.{name}") for name in strange))
    given = {name: answer for name, answer in answers.items() if answer not in NOTHING}
    require_readable(asked, given, lambda some: {"patents": [some]})
    facts = copy.deepcopy(dict(kept))
    for name in answers:
        facts.pop(name, None)
    return facts | {name: declared(answer) for name, answer in given.items()}


def _told(right: IpRight, kind: str, acting: Acting, payload: Mapping[str, object]) -> Answer:
    event = append(f"right:{right.number}", kind, acting=acting, payload=payload)
    return {"right": right.number, "event": event.sequence}
