"""The facts that figures are counted from, read out of the tables: what a party sees, no more.

The bureau and the finance office take part in every case of their place and so see the scheme's
whole; a bank, a guarantor or an appraiser counts its own cases. Nothing is stored twice: each fact
is read from what the casework wrote down, and when from the event log.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from zhidai.core.money import from_fen, parse_yuan
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import (
    MIXED,
    NOT_STATED,
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    FurtherDrawdown,
    Places,
    Registration,
    known_at,
)
from zhidai.db.cases.models import Case, CaseParty, CaseRight
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_to
from zhidai.services.lending.drawdowns import further_by_loan
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.principal import repaid_by_loan
from zhidai.services.statistics.recording import Recorded, recorded_instants
from zhidai.wording.speech import CHINESE, translate

MILLION = 1_000_000
OVERSEEING = frozenset({PartyKind.BUREAU, PartyKind.FINANCE})


def visible_facts(
    acting: Acting, scheme: str, *, at: datetime | None = None, language: str = CHINESE
) -> Facts:
    """What the acting party's figures are counted from: its own cases under a scheme.

    at: as the platform knew them at an instant, replayed with what was recorded by then.

    Those that oversee the scheme also count its enterprises; what others see of them is only a
    part, over which no coverage is measured.
    """
    cases = visible_to(acting).filter(scheme=scheme)
    known = scheme_in_force(scheme, business_date.today())
    whole = acting.kind in OVERSEEING
    name = acting.party_name_en if language.startswith("en") else acting.party_name
    title = known.title.in_language(language)
    return _facts(
        cases,
        known,
        scope=title if whole else f"{title} · {name}",
        population=_of_own_place(acting, known) if whole else Party.objects.none(),
        at=at,
        language=language,
    )


def facts_of_scheme(scheme: str, *, at: datetime | None = None, language: str = CHINESE) -> Facts:
    """A scheme's whole, for those who run the platform, as known now or at an instant."""
    known = scheme_in_force(scheme, business_date.today())
    return _facts(
        Case.objects.filter(scheme=known.id),
        known,
        scope=known.title.in_language(language),
        population=_population(known),
        at=at,
        language=language,
    )


def _of_own_place(acting: Acting, scheme: Scheme) -> QuerySet[Party]:
    """An office of another place oversees none of the scheme's enterprises."""
    place = Party.objects.filter(pk=acting.party_id).values("place")
    return _population(scheme).filter(place__in=place)


def _population(scheme: Scheme) -> QuerySet[Party]:
    """The enterprises registered on this platform at the scheme's place."""
    return Party.objects.filter(kind=PartyKind.ENTERPRISE, place=scheme.place.zh)


def _facts(
    cases: QuerySet[Case],
    scheme: Scheme,
    *,
    scope: str,
    population: QuerySet[Party],
    at: datetime | None,
    language: str,
) -> Facts:
    """In a fixed number of queries, whatever the number of cases; `at` adds those of the log."""
    today = business_date.today()
    found = list(cases.select_related("enterprise").order_by("id"))
    reading = _Reading(
        cases={case.pk: case for case in found},
        places=_places(cases, found, scheme, language),
        recorded=recorded_instants(found) if at is not None else Recorded(),
    )
    read = Facts(
        scope=scope,
        source=translate("this platform's records", language),
        covers_until=today,
        registrations=tuple(_registrations(cases, reading)),
        loans=tuple(_loans(cases, reading, today=today, at=at)),
        applications=tuple(_application(case, reading) for case in found),
        enterprises=tuple(_enterprises(population, scheme, language)),
    )
    return read if at is None else known_at(read, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What all facts of a case share, by its id."""

    cases: Mapping[int, Case]
    places: Mapping[int, Places]
    recorded: Recorded


def _application(case: Case, reading: _Reading) -> Application:
    return Application(
        id=case.number,
        applicant=str(case.enterprise_id),
        applied_on=case.opened_on,
        places=reading.places[case.pk],
        recorded_at=reading.recorded.opened.get(case.number),
    )


def _registrations(cases: QuerySet[Case], reading: _Reading) -> Iterable[Registration]:
    """One for each case: its rights are registered under one number, and are released together."""
    pledges: defaultdict[int, list[Pledge]] = defaultdict(list)
    for row in Pledge.objects.filter(case__in=cases).order_by("id"):
        pledges[row.case_id].append(row)
    for case_id, rows in pledges.items():
        case, releases = reading.cases[case_id], [row.released_on for row in rows]
        released = None if None in releases else max(day for day in releases if day is not None)
        yield Registration(
            id=case.number,
            pledgor=str(case.enterprise_id),
            registered_on=min(row.registered_on for row in rows),
            amount=_secured(case),
            released_on=released,
            places=reading.places[case_id],
            recorded_at=reading.recorded.registered.get(case.number),
            released_recorded_at=reading.recorded.released.get(case.number),
        )


def _secured(case: Case) -> Decimal | None:
    """The debt that the pledge secures: the amount of the loan contract, as it is registered."""
    return _amount(case.facts, "contract", "amount")


def _loans(
    cases: QuerySet[Case], reading: _Reading, *, today: date, at: datetime | None
) -> Iterable[DrawnLoan]:
    loans = Loan.objects.filter(case__in=cases, drawn_on__lte=today)
    repaid, further = repaid_by_loan(loans, today, at), further_by_loan(loans)
    for loan in loans.order_by("id"):
        case = reading.cases[loan.case_id]
        yield DrawnLoan(
            id=loan.key,
            borrower=str(case.enterprise_id),
            amount=from_fen(loan.principal),
            drawn_on=loan.drawn_on,
            due_on=loan.due_on,
            rate=Decimal(loan.annual_rate) / MILLION,
            collateral_value=_collateral_value(case),
            applied_on=case.opened_on,
            repayments=repaid[loan.pk],
            places=reading.places[case.pk],
            recorded_at=reading.recorded.drawn.get(case.number),
            further=tuple(
                FurtherDrawdown(
                    on=row.effective_on,
                    amount=from_fen(row.change.amount or 0),
                    recorded_at=row.recorded_at,
                )
                for row in further[loan.pk]
                if row.effective_on <= today
            ),
        )


def _collateral_value(case: Case) -> Decimal | None:
    """The lowest of appraised, market and, once it is there, formal value (6.1.4, 6.1.5)."""
    appraised = _amount(case.facts, "valuation", "appraised_value")
    market = _amount(case.facts, "valuation", "market_value")
    if appraised is None or market is None:
        return None
    formal = _amount(case.facts, "valuation", "formal_value")
    return min(value for value in (appraised, market, formal) if value is not None)


def _amount(facts: Mapping[str, Any], subject: str, name: str) -> Decimal | None:
    answer = facts.get(subject, {}).get(name)
    return None if answer is None else parse_yuan(answer["value"])


def _places(
    cases: QuerySet[Case], found: Iterable[Case], scheme: Scheme, language: str
) -> dict[int, Places]:
    banks = {
        row.case_id: row.party.name_en if language.startswith("en") else row.party.name
        for row in CaseParty.objects.filter(case__in=cases, role=PartyKind.BANK).select_related(
            "party"
        )
    }
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for case_id, kind in CaseRight.objects.filter(case__in=cases).values_list(
        "case_id", "right__kind"
    ):
        kinds[case_id].add(kind)
    return {
        case.pk: Places(
            district=_district(case.enterprise, scheme),
            industry=_industry(case.enterprise, scheme, language),
            bank=banks.get(case.pk, NOT_STATED),
            ip_kind=_one_kind(kinds[case.pk]),
        )
        for case in found
    }


def _one_kind(kinds: set[str]) -> str:
    if not kinds:
        return NOT_STATED
    return next(iter(kinds)) if len(kinds) == 1 else MIXED


def _district(enterprise: Party, scheme: Scheme) -> str:
    address = str(_declared(enterprise, "registered_address") or "")
    return district_of(address, place=scheme.place.zh) or NOT_STATED


def _industry(enterprise: Party, scheme: Scheme, language: str) -> str:
    code = _declared(enterprise, "industry")
    fact = scheme.facts.get("enterprise.industry")
    for choice in () if fact is None else fact.choices:
        if choice.value == code:
            return choice.label.in_language(language)
    return NOT_STATED if code is None else str(code)


def _declared(party: Party, name: str) -> object:
    answer = party.facts.get(name)
    return answer.get("value") if isinstance(answer, dict) else answer


def _enterprises(
    population: QuerySet[Party], scheme: Scheme, language: str
) -> Iterable[Enterprise]:
    """On record since the day on which they were registered here."""
    rows = {f"party:{row.pk}": row for row in population.order_by("id")}
    entered = Event.objects.filter(kind="party.registered", stream__name__in=list(rows))
    for name, day, instant in entered.values_list("stream__name", "effective_on", "recorded_at"):
        row = rows[name]
        yield Enterprise(
            id=str(row.pk),
            active_from=day,
            places=Places(
                district=_district(row, scheme), industry=_industry(row, scheme, language)
            ),
            recorded_at=instant,
        )
