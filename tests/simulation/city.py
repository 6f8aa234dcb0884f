"""The simulated city: parties, days, the daily work, and who does what on which day.

Seeded: the same seed tells the same city. With one user everything runs in one thread; with more
all that happens on a day happens at once, each user on a connection of its own.
"""

import heapq
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from django.db import connection
from tests.open_repayment import a_plan_that_leaves_it_open
from tests.simulation.auditor import Auditor
from tests.simulation.borrowers import ONE_DAY, Days, Life
from tests.simulation.comparing import Comparison
from tests.simulation.desk import Desk, Tally

from zhidai.db.portfolio.models import Breaker
from zhidai.services import business_date
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, SCHEME, Resident
from zhidai.services.demonstration.history.cast import enterprise
from zhidai.services.demonstration.settling import Household, declare, settle, sign
from zhidai.services.demonstration.stories import state_day
from zhidai.services.journal.closing import close_period
from zhidai.services.parties.commands import file_agreement
from zhidai.services.portfolio.commands import agree_to_resume
from zhidai.services.portfolio.resumption import last_trip, parties_asked
from zhidai.services.schemes.proposals import propose_folder, publish
from zhidai.services.sweep.commands import move_business_date, sweep

SETTLED_ON, AGREED_ON, FIRST_ON = date(2020, 10, 12), date(2020, 10, 23), date(2020, 11, 2)
TRIAL_ENDS_ON = date(2023, 9, 28)
A_WEEK = timedelta(days=7)
QUICK_FATES = {0: "stops", 1: "slip"}
QUICK_WAYS = {1: "drawn in parts", 2: "drawn in parts, repaid in parts"}
QUICK_BORROWERS = 3  # of a quick city
ROLES = ("guarantor", "bank", "appraiser")  # as clause 8.1 lists them
SHARES = {  # as the first two agreements of the cast say
    "": dict(zip(ROLES, (Fraction(7, 10), Fraction(2, 10), Fraction(1, 10)), strict=True)),
    "2": dict(zip(ROLES, (Fraction(6, 10), Fraction(3, 10), Fraction(1, 10)), strict=True)),
}


@dataclass(slots=True, kw_only=True)
class City:
    """One run. audited: how often everything was compared."""

    seed: int
    enterprises: int
    until: date
    users: int = 1
    audit_every: int = 1  # days
    quick: bool = False
    auditor: Auditor = field(default_factory=Auditor)
    tally: Tally = field(default_factory=Tally)
    households: dict[str, Household] = field(default_factory=dict)
    comparison: Comparison = field(init=False)
    swept_on: date = FIRST_ON

    def __post_init__(self) -> None:
        self.comparison = Comparison(self.auditor)

    def run(self, *, after_day: Callable[[date], None] = lambda _: None) -> None:
        """Live through all days; raises `AssertionError` where the platform and the model part."""
        random = Random(self.seed)  # noqa: S311 - a story, not a secret
        residents = [enterprise(place, random) for place in range(1, self.enterprises + 1)]
        self._settled(residents)
        lives = [self._life(place, each, random) for place, each in enumerate(residents)]
        waiting = [
            (next(each), place, each) for place, each in enumerate([*lives, *self._offices()])
        ]
        heapq.heapify(waiting)
        while waiting and (day := waiting[0][0]) <= self.until:
            is_swept = self._moved(day)
            today = []
            while waiting and waiting[0][0] <= day:
                today.append(heapq.heappop(waiting))
            for (_, place, life), following in zip(today, self._lived(today), strict=True):
                if following is not None:
                    heapq.heappush(waiting, (max(following, day + ONE_DAY), place, life))
            if is_swept:
                self._audited(day)
            after_day(day)
        self._moved(self.until + A_WEEK)
        self.comparison.at_the_end(business_date.today(), every_day=not self.quick)

    def _moved(self, day: date) -> bool:
        """Every day has its daily work, in a quick city one a week; whether this day had it."""
        if not self.quick:
            move_business_date(day)
            return True
        state_day(day)
        if day < self.swept_on + A_WEEK:
            return False
        sweep(day)
        self.swept_on = day
        return True

    def _lived(self, today: list[tuple[date, int, Days]]) -> list[date | None]:
        if self.users == 1:
            return [_step(life) for _, _, life in today]
        with ThreadPoolExecutor(self.users) as users:
            return list(users.map(lambda each: _step(each[2], apart=True), today))

    def _audited(self, day: date) -> None:
        """The ratio daily, and everything as often as asked."""
        self.comparison.of_the_ratio(day)
        if day.toordinal() % self.audit_every == 0:
            self.comparison.of_everything(day)

    def _settled(self, residents: list[Resident]) -> None:
        state_day(SETTLED_ON)
        everybody = (*OFFICES, *LENDERS, *residents)
        self.households = settle(everybody)
        for each in everybody:
            declare(each, self.households[each.username].officer)
        self._repayment_left_open()
        state_day(AGREED_ON)
        for agreement in AGREEMENTS[:2]:
            sign(agreement, self.households)
            file_agreement(
                self.households["bureau"].officer, agreement.number, key=agreement.number
            )

    def _repayment_left_open(self) -> None:
        """A version of the plan that leaves the way of repayment to the contract (its clause 1)."""
        bureau = self.households["bureau"]
        answer = propose_folder(
            bureau.officer, SCHEME, a_plan_that_leaves_it_open(), in_force_from=AGREED_ON,
            why="放开还款方式（虚构）", key="propose",
        )  # fmt: skip
        publish(bureau.approver, SCHEME, int(answer["version"]), key="publish")

    def _life(self, place: int, resident: Resident, random: Random) -> Days:
        lenders = random.choice(tuple(SHARES))
        own = Random(random.random())  # noqa: S311 - a story, not a secret
        life = Life(
            resident=resident,
            households=self.households,
            lenders=lenders,
            shares=SHARES[lenders],
            desk=Desk(random=own, tally=self.tally, users=self.users),
            auditor=self.auditor,
            random=own,
            quick=self.quick,
            borrows=not self.quick or place < QUICK_BORROWERS,
            first=QUICK_FATES.get(place, "") if self.quick else "",
            way=QUICK_WAYS.get(place, "") if self.quick else "",
        )
        last = max((self.until - FIRST_ON).days // 2, 1)
        begins = place * 3 if self.quick else own.randint(0, last)
        return life.told(FIRST_ON + timedelta(days=begins))

    def _offices(self) -> Iterator[Days]:
        random = Random(self.seed + 1)  # noqa: S311 - a story, not a secret
        desk = Desk(random=random, tally=self.tally)
        yield self._resumed(desk)
        yield self._closed(desk)

    def _resumed(self, desk: Desk) -> Days:
        """A fortnight after a stop all lending parties agree to resume (8.2)."""
        day = FIRST_ON
        while True:
            yield day
            officers = {each.party: each.officer for each in self.households.values()}
            breaker = Breaker.objects.filter(scheme=SCHEME).first()
            trip = None if breaker is None else last_trip(breaker)
            if trip is not None:
                yield business_date.today() + timedelta(days=14)
                for party in parties_asked(trip, business_date.today()):
                    officer, key = officers[party.pk], f"resume {business_date.today()}"
                    desk.send(
                        "agree to resume",
                        lambda o=officer, k=key: agree_to_resume(o, grounds="风控已改进", key=k),
                    )
            day = business_date.today() + timedelta(days=5)

    def _closed(self, desk: Desk) -> Days:
        """On the 8th of each month the bureau closes the month before: the books have to hold."""
        day = date(2020, 12, 8)
        while True:
            yield day
            approver, through = self.households["bureau"].approver, day.replace(day=1) - ONE_DAY
            answer = desk.send(
                "close period",
                lambda a=approver, t=through: close_period(a, through=t, key=f"close {t}"),
            )
            assert answer is not None, f"the books do not hold on {through}"
            day = (day + timedelta(days=31)).replace(day=8)


def _step(life: Days, *, apart: bool = False) -> date | None:
    try:
        return next(life, None)
    finally:
        if apart:
            connection.close()
