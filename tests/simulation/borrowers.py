"""What the enterprises of the simulated city do, told day by day, with their lenders.

A life is an iterator of days: it gives the next day on which something happens in it, and does it
when it is asked again. Everything goes through the services; what was accepted the auditor is told.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from random import Random

from tests.simulation.auditor import Auditor, Loan, Repayment
from tests.simulation.desk import Desk
from tests.simulation.drawdowns import drawn_further
from tests.simulation.loan_model import PAYMENT_DAY, Money, Terms
from tests.simulation.subsidies import subsidy_told
from tests.simulation.troubles import unpaid_told
from tests.simulation.writing import yuan

from zhidai.core.calendar import add_months
from zhidai.db.lending.models import LoanEvent
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.commands import refuse_task, withdraw_case
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.corrections.commands import decide_correction, propose_correction
from zhidai.services.demonstration.city import SCHEME, Resident
from zhidai.services.demonstration.settling import Household
from zhidai.services.demonstration.walking import LoanStory, _next_task, do_task
from zhidai.services.lending.commands import record_repayment

Days = Iterator[date]
ONE_DAY = timedelta(days=1)
RATES = ("3.65%", "3.95%", "4.05%", "4.35%", "4.55%")
AMOUNTS = (100, 137, 200, 300, 450, 800)  # 万元
TERMS = (3, 6, 12, 12)  # months
FEE_A_YEAR = Decimal("0.0093")  # below the ceiling of 1 % (9.3)
OVER_THE_PLAN = 1001  # 万元: above what one enterprise may have (1, 4.2)
WAYS = ("", "", "repaid in parts", "drawn in parts", "drawn in parts, repaid in parts")
PATIENCE = 6  # refusals until an application is given up


@dataclass(slots=True, kw_only=True)
class Life:
    """One enterprise with those who lend to it. shares: as its lenders signed."""

    resident: Resident
    households: dict[str, Household]
    lenders: str
    shares: dict[str, Fraction]
    desk: Desk
    auditor: Auditor
    random: Random
    quick: bool = False  # one application, a short term and little waiting: for the suite
    borrows: bool = True  # False: applies and thinks better of it
    first: str = ""  # how it pays first
    way: str = ""  # how it borrows
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def key(self) -> str:
        return f"{self.resident.username} {next(self.keys)}"

    def household(self, role: str) -> Household:
        return self.households[
            self.resident.username
            if role == "enterprise"
            else f"{role}{self.lenders}"
            if role in self.shares
            else role
        ]

    def officer(self, role: str) -> Acting:
        return self.household(role).officer

    @property
    def team(self) -> dict[str, Acting]:
        roles = (*self.shares, "enterprise", "bureau", "finance", "treasury")
        return {role: self.officer(role) for role in roles}

    def told(self, first: date) -> Days:
        """Applies, borrows, repays or does not, and applies again."""
        yield first
        while True:
            loan = yield from self._application()
            if loan is not None:
                yield from self._repaid(loan)
            if self.quick:
                return
            yield business_date.today() + timedelta(days=self.random.randint(5, 90))

    def _application(self) -> Generator[date, None, Loan | None]:
        random, number = self.random, next(self.keys)
        tenths = random.choice(AMOUNTS)
        if random.random() < 0.1:
            assert self._opened(OVER_THE_PLAN) is None
        case = self._opened(tenths)
        if case is None:
            return None
        months = random.choice(TERMS[: 1 if self.quick else None])
        story = LoanStory(
            contract=f"{self.resident.username}-{number}",
            amount=f"{tenths}万元",
            rate=random.choice(RATES),
            appraised_value=f"{tenths * 2}万元",
            market_value=f"{tenths * 2}万元",
            formal_value=f"{tenths * 2}万元",
            term_months=months,
            fee_ratio=FEE_A_YEAR * months / 12,
            changed=self._agreed(tenths, months),
        )
        return (yield from self._walked(case, story))

    def _agreed(self, tenths: int, months: int) -> dict[str, object]:
        """All at once and repaid at maturity, or repaid in parts, or drawn in parts, or both."""
        way = self.way or ("" if self.quick else self.random.choice(WAYS))
        said: dict[str, object] = {"contract.repayment": "bullet_monthly_interest"}
        if "repaid in parts" in way:
            parts = 2 if self.quick else self.random.randint(1, months)
            said = {
                "contract.repayment": "interest_then_instalments",
                "contract.instalments": f"{parts}期",
            }
        if "drawn in parts" in way:
            until = add_months(business_date.today(), months) - ONE_DAY * 20
            said |= {
                "contract.available_until": until.isoformat(),
                "disbursement.amount": f"{tenths // 2}万元",
            }
        return said

    def _opened(self, tenths: int) -> str | None:
        new = NewCase(
            scheme=SCHEME,
            route="indirect",
            amount=f"{tenths}万元",
            parties={role: self.officer(role).party_id for role in self.shares},
            rights=tuple(each.number for each in self.resident.patents),
        )
        key, enterprise = self.key(), self.officer("enterprise")
        answer = self.desk.send("open", lambda: open_case(enterprise, new, key=key))
        return None if answer is None else str(answer["case"])

    def _walked(self, case: str, story: LoanStory) -> Generator[date, None, Loan | None]:
        """Task after task; gives the loan where it comes to one."""
        tired, loan = 0, None
        while (task := _next_task(case, ("confirm_repayment_funds",))) is not None:
            if loan is None and (not self.borrows or self._thinks_better() or tired > PATIENCE):
                return self._ended(case, task)
            today, key = business_date.today(), f"{case} {task} {tired}"
            answer = self.desk.send(
                task, lambda t=task, k=key: do_task(self.team, case, t, story=story, key=k)
            )
            if answer is None:
                tired += 1
                yield today + timedelta(days=9)
                continue
            if task == "disburse":
                loan = self.auditor.loans[story.contract] = self._drawn(story, today)
            if not self.quick:
                yield today + timedelta(days=self.random.choice((0, 0, 1, 2, 4)))
        return loan

    def _thinks_better(self) -> bool:
        return not self.quick and self.random.random() < 0.004

    def _ended(self, case: str, task: str) -> None:
        key, key_again = self.key(), self.key()
        enterprise, bank = self.officer("enterprise"), self.officer("bank")
        if task == "bank_approval":
            self.desk.send(
                "refuse", lambda: refuse_task(bank, case, task, grounds="现金流不足", key=key)
            )
            return
        self.desk.send(
            "withdraw", lambda: withdraw_case(enterprise, case, grounds="不再申请", key=key_again)
        )

    def _drawn(self, story: LoanStory, drawn_on: date) -> Loan:
        agreed = int(story.amount.removesuffix("万元")) * 1_000_000
        first = str(story.changed.get("disbursement.amount", story.amount))
        principal = int(first.removesuffix("万元")) * 1_000_000
        instalments = str(story.changed.get("contract.instalments", "0期"))
        until = story.changed.get("contract.available_until")
        fee = round(agreed * Fraction(story.fee_ratio))
        return Loan(
            key=story.contract,
            terms=Terms(
                principal=principal,
                rate=int(Decimal(story.rate.removesuffix("%")) * 10_000),
                drawn_on=drawn_on,
                due_on=add_months(drawn_on, story.term_months),
                instalments=int(instalments.removesuffix("期")),
            ),
            undrawn=agreed - principal,
            drawn_until=None if until is None else date.fromisoformat(str(until)),
            shares=self.shares,
            parties={role: acting.party_id for role, acting in self.team.items()},
            fees={"guarantee_fee": fee, "appraisal_fee": fee},
        )

    def _repaid(self, loan: Loan) -> Days:
        """Month by month: on the day, in parts, too early, too late, written wrongly, never."""
        today, habits = business_date.today(), ("punctual",) * 4
        habits += ("early", "late", "parts", "back_dated", "slip", "twice")
        first = self.first or ("stops" if not self.quick and self.random.random() < 0.2 else "")
        if loan.undrawn:
            yield from drawn_further(self, loan)
            today = business_date.today()
        while loan.book(today).closed_on is None:
            habit, first = first or self.random.choice(habits), ""
            if habit == "stops":
                yield from unpaid_told(self, loan)
                return
            due_on = _due_after(loan.terms, today)
            if habit == "early":
                day = today + (due_on - today) * self.random.random()
                yield max(day, today + ONE_DAY)
                self._prepay(loan)
            elif habit in {"late", "back_dated"}:
                day = due_on + timedelta(days=self.random.randint(1, 20))
                yield day
                self._pay(loan, self._due(loan, day), on=due_on if habit == "back_dated" else day)
            else:
                yield due_on
                yield from self._on_the_day(loan, due_on, habit)
            today = business_date.today()
        yield from self._subsidised(loan)

    def _on_the_day(self, loan: Loan, due_on: date, habit: str) -> Days:
        due = self._due(loan, due_on)
        if habit == "parts" and due > 2:
            first = self.random.randint(1, due - 1)
            self._pay(loan, first)
            self._pay(loan, due - first)
        elif habit == "slip":
            yield from self._corrected(loan, self._pay(loan, due // 10 + 1), due, due_on)
        elif habit == "twice":
            self._pay(loan, due)
            yield from self._corrected(loan, self._pay(loan, due), None, due_on)
        else:
            self._pay(loan, due)

    def _due(self, loan: Loan, day: date) -> int:
        """Interest that is due with its part of the principal, and at maturity everything."""
        book = loan.book(day)
        return book.owed if book.has_matured else book.interest_due + book.principal_due

    def _prepay(self, loan: Loan) -> None:
        day = business_date.today()
        owed = loan.book(day).owed
        if self.random.random() < 0.3:
            self._pay(loan, owed + 1, refused="repayment_above_debt")
        part = owed if self.random.random() < 0.25 else self.random.randint(1, max(owed // 3, 1))
        self._pay(loan, part)

    def _pay(
        self, loan: Loan, amount: int, *, on: date | None = None, refused: str = ""
    ) -> int | None:
        """Record a repayment; the row's number where it was accepted, as the model foretells."""
        today, bank, key = business_date.today(), self.officer("bank"), self.key()
        day = on or today
        if amount <= 0 or loan.book(today).closed_on is not None:
            return None
        excess = loan.excess(today, new=Money(on=day, repaid=amount))
        answer = self.desk.send(
            "repay",
            lambda: record_repayment(bank, loan.key, amount=yuan(amount), effective_on=on, key=key),
            other=lambda: record_repayment(
                bank, loan.key, amount=yuan(amount + 1), effective_on=on, key=key
            ),
            refused=refused or ("repayment_above_debt" if excess else ""),
        )
        assert (answer is None) == bool(excess), f"{loan.key}: {amount} on {day}, {excess} too much"
        if answer is None:
            return None
        number = LoanEvent.objects.filter(loan__key=loan.key).latest("id").pk
        loan.repayments[number] = Repayment(on=day, amount=amount)
        return number

    def _corrected(self, loan: Loan, wrong: int | None, right: int | None, on: date) -> Days:
        """Two people put a slip right some days later; one alone cannot."""
        if wrong is None:
            return
        yield business_date.today() + timedelta(days=self.random.randint(1, 12))
        today = business_date.today()
        if loan.book(today).closed_on is not None:
            return
        bank, approver = self.officer("bank"), self.household("bank").approver
        key, second, third = self.key(), self.key(), self.key()
        amount = None if right is None else yuan(right)
        answer = self.desk.send(
            "propose correction",
            lambda: propose_correction(
                bank, loan.key, wrong, amount=amount, effective_on=None if right is None else on,
                grounds="录入有误", key=key,
            ),
        )  # fmt: skip
        if answer is None:
            return
        number = int(answer["correction"])
        self.desk.send(
            "decide correction",
            lambda: decide_correction(bank, loan.key, number, "approved", grounds="", key=second),
            refused="correction_needs_another_person",
        )
        yield today + timedelta(days=self.random.randint(0, 4))
        decision = self.random.choice(("approved", "approved", "approved", "refused"))
        answer = self.desk.send(
            "decide correction",
            lambda: decide_correction(
                approver, loan.key, number, decision, grounds="已核对凭证", key=third
            ),
        )
        if answer is not None and decision == "approved":
            loan.repayments[wrong].stands = False
            if right is not None:
                anew = LoanEvent.objects.filter(loan__key=loan.key).latest("id").pk
                loan.repayments[anew] = Repayment(on=on, amount=right)

    def _subsidised(self, loan: Loan) -> Days:
        if self.random.random() < (1 if self.quick else 0.7):
            yield business_date.today() + timedelta(days=self.random.randint(1, 20))
            yield from subsidy_told(self, loan)


def _due_after(terms: Terms, day: date) -> date:
    """The next day on which something falls due."""
    day += ONE_DAY
    while day.day != PAYMENT_DAY and day != terms.due_on:
        day += ONE_DAY
    return day
