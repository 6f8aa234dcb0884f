"""The cases that the city has behind it or under way, each told day by day.

A story is an iterator of days: it gives the next day on which something happens in it and does it
when it is asked again. `tell` takes all stories forward together, the earliest day first, so that
the log of the city runs in the order of its calendar.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhidai.core.calendar import add_months
from zhidai.db.history.models import BusinessDate
from zhidai.db.lending.models import Loan
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.demonstration.city import SCHEME, TODAY, Resident
from zhidai.services.demonstration.enterprises import AT_BANK_APPROVAL, BOOK, LOAN_RUNNING
from zhidai.services.demonstration.settling import Household
from zhidai.services.demonstration.standing_orders import pay_standing_orders, pay_what_is_due
from zhidai.services.demonstration.walking import LoanStory, Team, walk

Households = dict[str, Household]
Days = Iterator[date]

# Days after the opening on which the parties come to each task; others come the same day.
PACE = {
    "accept_filing": 1,
    "apply_for_appraisal": 2,
    "preliminary_appraisal": 5,
    "bank_visit": 7,
    "guarantor_visit": 7,
    "appraiser_visit": 8,
    "fix_collateral_value": 9,
    "bank_approval": 10,
    "guarantor_approval": 10,
    "formal_report": 13,
    "sign_loan_contract": 15,
    "sign_guarantee_agreement": 15,
    "sign_pledge_contract": 15,
    "register_pledge": 19,
    "confirm_guarantee": 20,
    "disburse": 20,
    "file_papers": 22,
    "receive_papers": 24,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Who applies with whom, when, for what, and how far it has come."""

    resident: Resident
    opened_on: date
    lenders: str  # "" for the first bank, guarantor and appraiser, "2" for the second
    story: LoanStory
    until: tuple[str, ...] = ("confirm_repayment_funds",)


def applications() -> tuple[Application, ...]:
    """Three larger loans and a small one that run, and one case at the bank's approval.

    The balances come to 29,000,000: a single unpaid loan of 3,000,000 is then 9.4 % of the whole
    (8.2: more than 5 % trips), the small loan alone 3.4 % (it does not).
    """
    larger = (
        (date(2020, 10, 26), "", "1000万元", "1600万元"),
        (date(2020, 10, 29), "2", "1000万元", "1700万元"),
        (date(2020, 11, 3), "", "800万元", "1300万元"),
    )
    book = tuple(
        Application(
            resident=resident,
            opened_on=opened_on,
            lenders=lenders,
            story=_story(f"示范借字〔2020〕{number}号", amount=amount, value=value),
        )
        for number, (resident, (opened_on, lenders, amount, value)) in enumerate(
            zip(BOOK, larger, strict=True), start=1
        )
    )
    running = Application(
        resident=LOAN_RUNNING,
        opened_on=date(2020, 11, 5),
        lenders="",
        story=_story("示范借字〔2020〕4号", amount="100万元", value="220万元"),
    )
    waiting = Application(
        resident=AT_BANK_APPROVAL,
        opened_on=date(2021, 2, 9),
        lenders="",
        story=_story("示范借字〔2021〕1号", amount="200万元", value="380万元"),
        until=("bank_approval", "formal_report"),
    )
    return (*book, running, waiting)


def tell(
    stories: Iterable[Days], *, until: date = TODAY, after_each: Callable[[], None] = lambda: None
) -> None:
    """Take all stories forward to the city's day, the earliest first.

    `after_each` is called once for each story that has come to its end or to that day.
    """
    waiting = [(next(story), place, story) for place, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        day, place, story = heapq.heappop(waiting)
        if day > until:
            after_each()
            continue
        state_day(day)
        following = next(story, None)
        if following is None:
            after_each()
        else:
            heapq.heappush(waiting, (following, place, story))


def state_day(day: date) -> None:
    """The business date of the city is a day; the days before it have had their daily work."""
    BusinessDate.objects.update_or_create(
        pk=1, defaults={"day": day, "swept_until": day - timedelta(days=1)}
    )


def case_told(application: Application, households: Households) -> Days:
    """One application from the day on which it is opened."""
    yield application.opened_on
    team = team_of(application, households)
    number = _opened(application, team)
    for task in walk(team, number, story=application.story, until=application.until):
        yield application.opened_on + timedelta(days=PACE.get(task, 0))


def interest_told() -> Days:
    """Interest of all running loans, on the 21st of each month."""
    day = date(2020, 11, 21)
    while True:
        yield day
        pay_standing_orders(day)
        names = [LOAN_RUNNING.name]
        for loan in Loan.objects.filter(case__enterprise__name__in=names, drawn_on__lt=day):
            pay_what_is_due(loan, day)
        day = add_months(day, 1)


def team_of(application: Application, households: Households) -> Team:
    """Who acts in which role of an application."""
    offices = {name: households[name].officer for name in ("bureau", "finance", "treasury")}
    lenders = {
        role: households[f"{role}{application.lenders}"].officer
        for role in ("bank", "guarantor", "appraiser")
    }
    enterprise = households[application.resident.username].officer
    return {"enterprise": enterprise, **offices, **lenders}


def _opened(application: Application, team: Team) -> str:
    lenders = {role: team[role].party_id for role in ("bank", "guarantor", "appraiser")}
    new = NewCase(
        scheme=SCHEME,
        route="indirect",
        amount=application.story.amount,
        parties=lenders,
        rights=tuple(patent.number for patent in application.resident.patents),
    )
    answer = open_case(team["enterprise"], new, key=f"city {application.story.contract}")
    return str(answer["case"])


def _story(contract: str, *, amount: str, value: str) -> LoanStory:
    return LoanStory(
        contract=contract,
        amount=amount,
        appraised_value=value,
        market_value=value,
        formal_value=value,
        rate="4.65%",
    )
