"""Loads the demonstration city into an empty database: parties, agreements, cases, loans."""

from datetime import date

from django.db import transaction

from zhidai.core.errors import bad_input
from zhidai.db.parties.models import Party
from zhidai.services.demonstration import second_city
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, TODAY
from zhidai.services.demonstration.enterprises import ENTERPRISES
from zhidai.services.demonstration.monthly_filings import filings_told
from zhidai.services.demonstration.recognition import MARK
from zhidai.services.demonstration.settling import declare, file_signed, settle, sign
from zhidai.services.demonstration.stories import (
    Days,
    Households,
    applications,
    case_told,
    interest_told,
    state_day,
    tell,
)
from zhidai.services.demonstration.valuation import valuation_told
from zhidai.services.history.commands import append

_SETTLED_ON, _FILED_ON = date(2020, 10, 12), date(2020, 10, 23)


def load_city() -> None:
    """All of the city or nothing; a database that holds anything already is left alone."""
    if Party.objects.exists():
        raise bad_input("city_needs_an_empty_database")
    with transaction.atomic():
        state_day(_SETTLED_ON)
        residents = (*OFFICES, *LENDERS, *ENTERPRISES, *second_city.RESIDENTS)
        households = settle(residents)
        for resident in residents:
            declare(resident, households[resident.username].officer)
        tell(_told(households))
        state_day(TODAY)
        payload = {"day": TODAY.isoformat(), "parties": len(residents)}
        append(MARK, "demonstration.loaded", acting=None, payload=payload)


def _told(households: Households) -> list[Days]:
    agreements = [_signed(place, households) for place in range(len(AGREEMENTS))]
    cases = [case_told(application, households) for application in applications()]
    return [
        *agreements,
        _filed(households),
        second_city.agreements_told(households),
        *cases,
        interest_told(),
        filings_told(households),
        valuation_told(households),
    ]


def _signed(place: int, households: Households) -> Days:
    yield AGREEMENTS[place].signed_on
    sign(AGREEMENTS[place], households)


def _filed(households: Households) -> Days:
    yield _FILED_ON
    file_signed(households, signed_by=_FILED_ON)
