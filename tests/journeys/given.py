"""What a journey finds already done, done through the services in the city's own data folder.

python -m tests.journeys.given people            -> {"bank": SESSION, ...}
python -m tests.journeys.given loan ENTERPRISE   -> the key of a loan of 3,000,000 drawn today
"""

import json
import sys

import django

CONTRACT = "示范借字〔2021〕9号"


def main(what: str, *arguments: str) -> None:
    """Do it, and print what the journey needs to know."""
    django.setup()
    found = people() if what == "people" else loan(*arguments)
    print(json.dumps(found, ensure_ascii=False))


def people() -> dict[str, str]:
    """Everybody is signed in: user name -> session."""
    from django.conf import settings
    from django.test import Client

    from zhidai.db.parties.models import Person

    found = {}
    for person in Person.objects.all():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        found[person.username] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def loan(enterprise: str) -> str:
    """An enterprise's case on the indirect route, walked to its drawdown today."""
    from zhidai.db.parties.models import Person
    from zhidai.db.rights.models import IpRight
    from zhidai.services.acting import acting_as
    from zhidai.services.cases.opening import NewCase, open_case
    from zhidai.services.demonstration.walking import LoanStory, walk

    roles = ("bureau", "finance", "treasury", "bank", "guarantor", "appraiser")
    names = {"enterprise": enterprise, **{role: role for role in roles}}
    team = {role: acting_as(Person.objects.get(username=name)) for role, name in names.items()}
    owned = IpRight.objects.filter(owner_id=team["enterprise"].party_id).order_by("id")
    new = NewCase(
        scheme="ganzhou-2020",
        route="indirect",
        amount="300万元",
        parties={role: team[role].party_id for role in ("bank", "guarantor", "appraiser")},
        rights=(owned[0].number,),
    )
    case = open_case(team["enterprise"], new, key="given")["case"]
    for _ in walk(team, case, story=LoanStory(contract=CONTRACT), until=("file_papers",)):
        pass
    return CONTRACT


if __name__ == "__main__":
    main(*sys.argv[1:])
