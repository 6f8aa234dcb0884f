"""The fictional city of Qinglan at work: one party of each kind, and cases walked to a loan.

A second bank, so that what is of one bank alone can be told from what is of the whole scheme.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from tests.services.money_cast import fresh_key, loan, on

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.policy.taking_part import roles_of
from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.db.cases.models import Case
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.demonstration import second_city
from zhidai.services.demonstration.walking import LoanStory, Team, do_task
from zhidai.services.lending.book import state_of
from zhidai.services.parties.registration import (
    NewParty,
    NewPerson,
    register_party,
    register_person,
)
from zhidai.services.rights.commands import enter_right

SCHEME, PLACE, DRAWN = "qinglan-2021", "青澜市", date(2026, 3, 2)
_KINDS = {
    "bureau": PartyKind.BUREAU,
    "finance": PartyKind.FINANCE,
    "treasury": PartyKind.TREASURY,
    "operation_centre": PartyKind.OPERATOR,
    "compensation_fund": PartyKind.FUND,
    "insurer": PartyKind.INSURER,
    "guarantor": PartyKind.GUARANTOR,
    "appraiser": PartyKind.APPRAISER,
    "bank": PartyKind.BANK,
    "other_bank": PartyKind.BANK,
}
_ASKED = {  # what Qinglan asks beside what every story answers
    "request.ip_share": "70%",
    "request.right_kind": "invention",
    "enterprise.innovation_grade": "a",
    "contract.insurance_policy": "保单1号",
    "contract.insurance_premium": "2万元",
    "contract.registration_fee": "2000元",
    "contract.repayment": "bullet_monthly_interest",
    **{f"enterprise.{name}": answer for name, answer in second_city.APPLICANT.facts.items()},
}
_PATENT = {
    "fee_paid_until": "2026-12-31",
    "clear_title": True,
    "under_preservation": False,
    "co_owned": False,
}
_NUMBERED = {  # how a patent's number begins, and the day it was filed
    "invention": ("20171999", date(2017, 7, 21)),
    "utility_model": ("20202999", date(2020, 7, 21)),
}
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Qinglan:
    """Who acts for each party."""

    people: Mapping[str, Acting]
    lent: str = ""  # key of the loan that it begins with, if it does

    def __getattr__(self, role: str) -> Acting:
        return self.people[role]

    def team(self, enterprise: Acting, bank: str) -> Team:
        return {**self.people, "enterprise": enterprise, "bank": self.people[bank]}


def qinglan() -> Qinglan:
    """The city on the day of the first loans."""
    on(DRAWN)
    return Qinglan(people={role: somebody(role, kind) for role, kind in _KINDS.items()})


def a_lending_qinglan() -> Qinglan:
    """The same with 1,000,000 drawn on the guaranteed route."""
    city = qinglan()
    return replace(city, lent=drawn(city, amount="100万元"))


def somebody(name: str, kind: PartyKind, role: PersonRole = PersonRole.OFFICER) -> Acting:
    """A new party of the city, and its officer."""
    party = register_party(
        NewParty(
            kind=kind,
            name=f"青澜{name}（虚构）",
            name_en=f"Qinglan {name} (fictional)",
            place=PLACE,
            is_fictional=True,
        )
    )
    person = NewPerson(
        username=f"qinglan-{name}",
        full_name=f"{name}经办（虚构）",
        full_name_en=f"Officer of {name} (fictional)",
        role=role,
        password_hash="!",
    )
    return register_person(party, person)


def drawn(
    city: Qinglan,
    *,
    route: str = "guaranteed",
    bank: str = "bank",
    amount: str = "100万元",
    changed: Mapping[str, object] | None = None,
) -> str:
    """A case of a new enterprise walked to its drawdown on the business day; the loan's key."""
    number, team, story = applied(city, route=route, bank=bank, amount=amount)
    tasks = shipped(SCHEME).routes[route].tasks
    for task in tasks:
        if task.id != "file_disbursement":
            done(team, number, task.id, story=story, changed=changed)
    return story.contract


def applied(
    city: Qinglan,
    *,
    route: str = "guaranteed",
    bank: str = "bank",
    amount: str = "100万元",
    kind: str = "invention",
) -> tuple[str, Team, LoanStory]:
    """A new enterprise's case, open; its number, its team and what they will say."""
    place = next(_numbers)
    enterprise = somebody(f"企业{place}", PartyKind.ENTERPRISE)
    begin, filed = _NUMBERED[kind]
    digits = f"{begin}{place:04d}"
    right = f"{digits}.{check_digit_of(digits)}"
    enter_right(
        enterprise,
        right,
        kind=kind,
        title="储能装置（虚构）",
        filing_date=filed,
        facts=_PATENT,
        key=fresh_key(),
    )
    team = city.team(enterprise, bank)
    new = NewCase(
        scheme=SCHEME,
        route=route,
        amount=amount,
        parties={role: team[role].party_id for role in roles_of(shipped(SCHEME), route)},
        rights=(right,),
    )
    story = LoanStory(
        contract=f"青借字{place}号",
        amount=amount,
        rate="3.60%",
        appraised_value="2600万元",
        market_value="2600万元",
        formal_value="2600万元",
    )
    return open_case(enterprise, new, key=fresh_key())["case"], team, story


def done(
    team: Team,
    number: str,
    task: str,
    *,
    story: LoanStory,
    changed: Mapping[str, object] | None = None,
) -> None:
    """A task done as its party would, with what Qinglan alone asks."""
    case = Case.objects.get(number=number)
    asked = shipped(SCHEME).routes[case.route].task(task).facts_in
    own = {name: answer for name, answer in _ASKED.items() if name in asked}
    told = {name: answer for name, answer in (changed or {}).items() if name in asked}
    do_task(team, number, task, story=story, changed={**own, **told}, key=fresh_key())


def overdue_from(key: str) -> date:
    """Overdue day 1 of a loan on which nothing is paid."""
    row = loan(key)
    first = state_of(row, row.drawn_on).schedule[0].due_on
    since = state_of(row, first + timedelta(days=10)).overdue_since
    assert since is not None
    return since
