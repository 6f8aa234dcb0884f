"""What happened in the city's past: a plan made from a seed, the same each time.

Volumes grow over the trial; quarters end busily; a few borrowers are late, fewer default. Outside
the one stop that it tells of (8.2), overdue balances stay well below the threshold on every day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from zhidai.reference.lpr import lpr_on
from zhidai.services.demonstration.city import Resident
from zhidai.services.demonstration.history.calendar import (
    FIRST_ON,
    TODAY,
    done_on,
    drawn_on,
    open_again,
)
from zhidai.services.demonstration.history.cast import TEAMS, Team, enterprise
from zhidai.services.demonstration.history.endings import Ending, PastCase
from zhidai.services.demonstration.history.troubles import with_troubles
from zhidai.services.demonstration.walking import LoanStory

YEARS_ROOM = 1000  # 万元 that an enterprise may draw in a year (4.2)
_HUNDRED = Decimal(100)
_FEE_A_YEAR = Decimal("0.0095")  # within the ceiling of 1 % for the days of the term (9.3)


@dataclass(slots=True, kw_only=True)
class _Borrower:
    resident: Resident
    free_from: date
    drawn: dict[int, int]  # year -> 万元


def plan(loans: int, *, seed: int) -> tuple[PastCase, ...]:
    """So many applications, in the order of their opening; most of them become loans."""
    random = Random(seed)  # noqa: S311 - a story, not a secret
    return with_troubles(list(_applications(loans, random)), random)


def _applications(loans: int, random: Random) -> Iterator[PastCase]:
    borrowers: list[_Borrower] = []
    for place, opened_on in enumerate(_opening_days(loans, random), start=1):
        borrower = _borrower(borrowers, opened_on, random)
        yield _application(place, borrower, opened_on, random)


def _opening_days(loans: int, random: Random) -> list[date]:
    """More each year, and more of them some weeks before a quarter ends."""
    days = [FIRST_ON + timedelta(days=each) for each in range((TODAY - FIRST_ON).days)]
    weights = [
        (1 + 1.6 * place / len(days)) * (1.8 if day.month % 3 == 2 else 1.0)
        for place, day in enumerate(days)
    ]
    return sorted(open_again(day) for day in random.choices(days, weights, k=loans))


def _borrower(borrowers: list[_Borrower], opened_on: date, random: Random) -> _Borrower:
    free = [each for each in borrowers if each.free_from <= opened_on]
    if free and random.random() < 0.55:
        return random.choice(free)
    found = _Borrower(
        resident=enterprise(len(borrowers) + 1, random), free_from=opened_on, drawn={}
    )
    borrowers.append(found)
    return found


def _application(place: int, borrower: _Borrower, opened_on: date, random: Random) -> PastCase:
    team = random.choices(TEAMS, [each.weight for each in TEAMS])[0]
    pace = random.choice((0.8, 1.0, 1.0, 1.2, 1.5))
    drawn = drawn_on(opened_on, pace)
    year = drawn.year
    room = YEARS_ROOM - borrower.drawn.get(year, 0)
    amount = min(random.choice((100, 150, 200, 200, 300, 300, 300, 400, 500, 500, 800)), room)
    ending = _ending(random) if amount >= 100 else Ending.REFUSED
    amount = max(amount, 100)
    months = random.choice((6, 12, 12, 12, 12))
    case = PastCase(
        place=place,
        enterprise=borrower.resident,
        team=team,
        opened_on=opened_on,
        pace=pace,
        story=_story(
            place, team, opened_on, pace=pace, tenths=amount, months=months, random=random
        ),
        tenths=amount,
        ending=ending,
        turns_on=drawn + timedelta(days=random.randint(60, 30 * months - 45)),
        days=random.randint(3, 24),
        claims_subsidy=random.random() < 0.35,
    )
    if ending in (Ending.REFUSED, Ending.WITHDRAWN):
        borrower.free_from = done_on("formal_report", opened_on=opened_on, pace=pace)
    else:
        borrower.drawn[year] = borrower.drawn.get(year, 0) + amount
        borrower.free_from = case.due_on + timedelta(days=random.randint(20, 90))
    return case


def _ending(random: Random) -> Ending:
    return random.choices(
        (Ending.REPAID, Ending.PREPAID, Ending.REFUSED, Ending.WITHDRAWN), (80, 9, 7, 4)
    )[0]


def _story(
    place: int, team: Team, opened_on: date, *, pace: float, tenths: int, months: int,
    random: Random,
) -> LoanStory:  # fmt: skip
    """Values that hold the pledge ratio, a rate within 100 points above the LPR (4.2, 4.3)."""
    signed_on = done_on("sign_loan_contract", opened_on=opened_on, pace=pace)
    lpr = lpr_on(signed_on).rate
    points = random.choice((40, 60, 75, 80, 90, 100))
    market = round(tenths / random.uniform(0.42, 0.74))
    appraised = round(market * team.appraised_above * random.uniform(0.97, 1.03))
    return LoanStory(
        contract=f"往年借字〔{signed_on.year}〕{place:04d}号",
        amount=f"{tenths}万元",
        rate=f"{lpr * 100 + points / _HUNDRED:.2f}%",
        appraised_value=f"{appraised}万元",
        market_value=f"{market}万元",
        formal_value=f"{round(appraised * random.uniform(0.97, 1.0))}万元",
        term_months=months,
        fee_ratio=_FEE_A_YEAR * months / 12,
    )
