"""The facts that figures are counted from, read out of the tables of the casework.

A row for each case: its application, its registration and its loan, with when each was recorded. A
row for each enterprise that coverage is measured over. What a name in a language is told by is read
as it stands there: banks and industries by their codes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import MIXED, NOT_STATED
from zhidai.db.cases.models import Case, CaseParty, CaseRight
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.principal import spans_to_be_replayed
from zhidai.services.statistics.recording import Recorded, recorded_instants

Row = dict[str, object]


def case_rows(cases: QuerySet[Case], on: date) -> Iterator[Row]:
    """What some cases tell, as known on a day; in a fixed number of queries."""
    found = list(cases.select_related("enterprise").order_by("pk"))
    numbers = [case.pk for case in found]
    loans = {loan.case_id: loan for loan in Loan.objects.filter(case__in=numbers)}
    reading = _Reading(
        recorded=recorded_instants(found),
        parties=_parties(numbers),
        kinds=_kinds(numbers),
        pledges=_pledges(numbers),
    )
    spans = spans_to_be_replayed([loan.pk for loan in loans.values()])
    places = {each: scheme_in_force(each, on).place.zh for each in {one.scheme for one in found}}
    for case in found:
        row = _application(case, reading) | _places(case, reading, places[case.scheme])
        row |= _registration(case, reading)
        if case.pk in loans:
            loan = loans[case.pk]
            span = spans.get(loan.pk)
            row |= _loan(case, loan, reading)
            row |= {"replay_from": span and span.begins, "replay_until": span and span.ends}
        yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What belongs to the cases, by their ids."""

    recorded: Recorded
    parties: Mapping[int, Mapping[str, int]]
    kinds: Mapping[int, set[str]]
    pledges: Mapping[int, list[Pledge]]


def _parties(cases: list[int]) -> Mapping[int, Mapping[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = CaseParty.objects.filter(case__in=cases)
    for case, role, party in rows.values_list("case_id", "role", "party_id"):
        found[case][role] = party
    return found


def _kinds(cases: list[int]) -> Mapping[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = CaseRight.objects.filter(case__in=cases)
    for case, kind in rows.values_list("case_id", "right__kind"):
        found[case].add(kind)
    return found


def _pledges(cases: list[int]) -> Mapping[int, list[Pledge]]:
    found: defaultdict[int, list[Pledge]] = defaultdict(list)
    for row in Pledge.objects.filter(case__in=cases):
        found[row.case_id].append(row)
    return found


def _application(case: Case, reading: _Reading) -> Row:
    return {
        "case": case.pk,
        "number": case.number,
        "scheme": case.scheme,
        "enterprise": case.enterprise_id,
        "opened_on": case.opened_on,
        "opened_at": reading.recorded.opened.get(case.number),
        "parties": sorted(set(reading.parties[case.pk].values())),
    }


def _places(case: Case, reading: _Reading, place: str) -> Row:
    return {
        "district": _district(case.enterprise, place),
        "industry": _industry(case.enterprise),
        "bank": reading.parties[case.pk].get(PartyKind.BANK),
        "guarantor": reading.parties[case.pk].get(PartyKind.GUARANTOR),
        "appraiser": reading.parties[case.pk].get(PartyKind.APPRAISER),
        "ip_kind": _one_kind(reading.kinds[case.pk]),
    }


def _registration(case: Case, reading: _Reading) -> Row:
    """One for each case: its rights are registered under one number, and are released together."""
    rows = reading.pledges[case.pk]
    if not rows:
        return {}
    releases = [row.released_on for row in rows]
    released = None if None in releases else max(day for day in releases if day is not None)
    return {
        "registered_on": min(row.registered_on for row in rows),
        "secured": _fen(_secured(case)),
        "released_on": released,
        "registered_at": reading.recorded.registered.get(case.number),
        "released_at": reading.recorded.released.get(case.number),
    }


def _secured(case: Case) -> Decimal | None:
    """The debt that the pledge secures: the amount of the loan contract, as it is registered."""
    return _amount(case.facts, "contract", "amount")


def _loan(case: Case, loan: Loan, reading: _Reading) -> Row:
    return {
        "loan": loan.pk,
        "key": loan.key,
        "amount": loan.principal,
        "drawn_on": loan.drawn_on,
        "rate": loan.annual_rate,
        "collateral": _fen(_collateral_value(case)),
        "appraised": _fen(_appraised_value(case)),
        "accepted": _fen(_amount(case.facts, "valuation", "market_value")),
        "drawn_at": reading.recorded.drawn.get(case.number),
    }


def _collateral_value(case: Case) -> Decimal | None:
    """The lowest of appraised, market and, once it is there, formal value (6.1.4, 6.1.5)."""
    appraised = _amount(case.facts, "valuation", "appraised_value")
    market = _amount(case.facts, "valuation", "market_value")
    if appraised is None or market is None:
        return None
    formal = _amount(case.facts, "valuation", "formal_value")
    return min(value for value in (appraised, market, formal) if value is not None)


def _appraised_value(case: Case) -> Decimal | None:
    """Of the formal report; before there is one, the preliminary value."""
    formal = _amount(case.facts, "valuation", "formal_value")
    return _amount(case.facts, "valuation", "appraised_value") if formal is None else formal


def _amount(facts: Mapping[str, Any], subject: str, name: str) -> Decimal | None:
    answer = facts.get(subject, {}).get(name)
    return None if answer is None else parse_yuan(answer["value"])


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else to_fen(yuan)


def _one_kind(kinds: set[str]) -> str:
    if not kinds:
        return NOT_STATED
    return next(iter(kinds)) if len(kinds) == 1 else MIXED


def _district(enterprise: Party, place: str) -> str:
    address = str(_declared(enterprise, "registered_address") or "")
    return district_of(address, place=place) or NOT_STATED


def _industry(enterprise: Party) -> str:
    code = _declared(enterprise, "industry")
    return NOT_STATED if code is None else str(code)


def _declared(party: Party, name: str) -> object:
    answer = party.facts.get(name)
    return answer.get("value") if isinstance(answer, dict) else answer


def enterprise_rows(parties: QuerySet[Party]) -> Iterator[Row]:
    """Enterprises, on record since the day on which they were registered here."""
    rows = {
        f"party:{row.pk}": row for row in parties.filter(kind=PartyKind.ENTERPRISE).order_by("pk")
    }
    entered = Event.objects.filter(kind="party.registered", stream__name__in=list(rows))
    told = entered.order_by("stream__name").values_list(
        "stream__name", "effective_on", "recorded_at"
    )
    entries = {name: (day, instant) for name, day, instant in told}
    for name, row in rows.items():
        if name in entries:
            day, instant = entries[name]
            yield {
                "party": row.pk,
                "place": row.place,
                "district": _district(row, row.place),
                "industry": _industry(row),
                "active_from": day,
                "recorded_at": instant,
            }
