"""The model auditor: told of what was accepted, it knows what everything has to come to.

It keeps raw facts only (amounts, days, who) and works every figure out of them anew, in whole fen
and fractions, without the core, without the tables. Rules are read from the plan and from
docs/algorithms: claims-and-loss-sharing.md, waterfall.md, subsidies.md, breaker.md, journal.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.simulation.loan_model import Book, Money, Overpaid, Terms, book_on

BANK, ENTERPRISE, TREASURY = "bank", "enterprise", "treasury"
LINE = Fraction(5, 100)  # 8.2: above it, not at it
CLAIM_FROM_DAY = 60  # 7.2, that day included
YUAN = 100
INTEREST_SHARES = {"province": Fraction(50, 100), "beneficiary": Fraction(30, 100)}  # 9.3
INTEREST_CAPS = {"province": 500_000 * YUAN, "beneficiary": 150_000 * YUAN}
TOGETHER_SHARE, TOGETHER_CAP = Fraction(80, 100), 650_000 * YUAN  # 4.3
FEE_SHARE, FEE_CAP, FEE_RATE = Fraction(1, 2), 50_000 * YUAN, Fraction(1, 100)
DAYS_A_YEAR = 365


@dataclass(slots=True, kw_only=True)
class Repayment:
    """Recorded by the bank; dropped once a correction took it back."""

    on: date
    amount: int
    stands: bool = True


@dataclass(slots=True, kw_only=True)
class Claim:
    """Who bears how much of the principal, what they paid, what came back."""

    on: date
    borne: dict[str, int]
    paid: list[tuple[date, str, int]] = field(default_factory=list)
    receipts: list["Receipt"] = field(default_factory=list)

    def still_owed(self, role: str) -> int:
        """What a payer owes the bank on the claim."""
        paid = sum(amount for _, who, amount in self.paid if who == role)
        kept = sum(one.set_off.get(role, 0) for one in self.receipts)
        return 0 if role == BANK else self.borne[role] - paid - kept

    @property
    def uncovered(self) -> int:
        return sum(one.costs - one.costs_paid for one in self.receipts)

    def lacking(self) -> dict[str, int]:
        """What each party has not got back."""
        back = Counter[str]()
        for one in self.receipts:
            back.update(one.parts)
        return {role: amount - back[role] for role, amount in self.borne.items()}


@dataclass(slots=True, kw_only=True)
class Receipt:
    """Money recovered, and where it has to have gone (7.3)."""

    on: date
    gross: int
    costs: int
    costs_paid: int
    parts: dict[str, int]
    set_off: dict[str, int]
    to_interest: int
    to_pledgor: int
    costs_by: str

    @property
    def to_bank(self) -> int:
        return self.to_interest + self.parts[BANK] + sum(self.set_off.values())

    @property
    def to_payers(self) -> int:
        return sum(self.parts.values()) - self.parts[BANK] - sum(self.set_off.values())


@dataclass(slots=True, kw_only=True)
class Subsidy:
    """What a repaid loan's claim has to come to, by level and item; what became of it."""

    lines: dict[tuple[str, str], int]
    granted: bool = False
    paid: bool = False
    back: int = 0  # asked back and confirmed
    returned: int = 0

    @property
    def total(self) -> int:
        return sum(self.lines.values())


@dataclass(slots=True, kw_only=True)
class Loan:
    """A drawn loan with all that happened to it. parties: role -> party.

    undrawn: what the contract still lets be drawn, up to drawn_until; drawn_later: what was.
    """

    key: str
    terms: Terms
    shares: Mapping[str, Fraction]
    parties: Mapping[str, int]
    fees: Mapping[str, int]
    undrawn: int = 0
    drawn_until: date | None = None
    drawn_later: list[tuple[date, int]] = field(default_factory=list)
    repayments: dict[int, Repayment] = field(default_factory=dict)
    claim: Claim | None = None
    subsidy: Subsidy | None = None

    def money(self) -> list[Money]:
        """Everything that moved, as it counts today."""
        found = [
            *(Money(on=on, drawn=amount) for on, amount in self.drawn_later),
            *(
                Money(on=one.on, repaid=one.amount)
                for one in self.repayments.values()
                if one.stands
            ),
        ]
        if self.claim is not None:
            found += [Money(on=on, claimed=amount) for on, _, amount in self.claim.paid]
            found += [
                Money(on=one.on, to_bank=one.to_bank, to_payers=one.to_payers)
                for one in self.claim.receipts
            ]
        return found

    def book(self, day: date) -> Book:
        return book_on(self.terms, self.money(), day)

    def excess(self, day: date, *, new: Money, without: int | None = None) -> int:
        """What would be too much on some day if this came in, in the place of another."""
        kept = {number: one for number, one in self.repayments.items() if number != without}
        money = [
            *(Money(on=on, drawn=amount) for on, amount in self.drawn_later),
            *(Money(on=one.on, repaid=one.amount) for one in kept.values() if one.stands),
        ]
        try:
            book_on(self.terms, [*money, new], day)
        except Overpaid as error:
            return error.excess
        return 0

    def start_claim(self, day: date) -> None:
        self.claim = Claim(on=day, borne=split(self.book(day).balance, self.shares))

    def recover(self, day: date, *, gross: int, costs: int, costs_by: str) -> None:
        """Costs first, then those who bore the loss in step, the bank's interest, the pledgor."""
        claim = self.claim
        assert claim is not None
        book = self.book(day)
        unpaid_interest = max(book.interest_due + book.accrued - book.kept, 0)
        costs_paid = min(gross, costs + claim.uncovered)
        lacking = claim.lacking()
        net = gross - costs_paid
        shared = min(net, sum(lacking.values()))
        whole = sum(lacking.values())
        weights = {role: Fraction(part, whole or 1) for role, part in lacking.items()}
        parts = split(shared, weights) if whole else dict.fromkeys(lacking, 0)
        to_interest = min(net - shared, unpaid_interest)
        claim.receipts.append(
            Receipt(
                on=day,
                gross=gross,
                costs=costs,
                costs_paid=costs_paid,
                parts=parts,
                set_off={role: min(part, claim.still_owed(role)) for role, part in parts.items()},
                to_interest=to_interest,
                to_pledgor=net - shared - to_interest,
                costs_by=costs_by,
            )
        )


@dataclass(slots=True)
class Auditor:
    """The whole city as it ought to stand."""

    loans: dict[str, Loan] = field(default_factory=dict)

    def ratio(self, day: date) -> tuple[int, int]:
        """Overdue balance and all balances, fen (8.2)."""
        overdue = total = 0
        for loan in list(self.loans.values()):
            book = loan.book(day)
            total += book.balance
            overdue += book.balance if book.overdue_days else 0
        return overdue, total

    def claim_subsidy(self, loan: Loan, day: date) -> None:
        """4.3 and 9.3 on what was actually paid, after what the enterprise had before."""
        before = Counter[tuple[str, str]]()
        for other in list(self.loans.values()):
            same = other.parties[ENTERPRISE] == loan.parties[ENTERPRISE]
            if same and other.subsidy is not None and other.key != loan.key:
                before.update(other.subsidy.lines)
        counted, lines = self._counted(loan, day), {}
        together = min(
            int(counted * TOGETHER_SHARE),
            TOGETHER_CAP - sum(before[level, "interest"] for level in INTEREST_SHARES),
        )
        for level, share in INTEREST_SHARES.items():
            room = INTEREST_CAPS[level] - before[level, "interest"]
            lines[level, "interest"] = max(min(int(counted * share), room, together), 0)
            together -= lines[level, "interest"]
        for item, fee in loan.fees.items():
            if fee:
                lines["beneficiary", item] = self._fee(loan, fee)
        loan.subsidy = Subsidy(lines=lines)

    def _counted(self, loan: Loan, day: date) -> int:
        """Interest paid for days before maturity, at most a year's."""
        limit = min(loan.terms.due_on, _a_year_on(loan.terms.drawn_on))
        counted = 0
        for one in loan.book(day).periods:
            paid = one.charged - one.unpaid
            if one.due_on <= limit:
                counted += paid
            elif one.begins_on < limit:
                whole = (one.due_on - one.begins_on).days
                counted += paid * (limit - one.begins_on).days // whole
        return counted

    def _fee(self, loan: Loan, fee: int) -> int:
        """Half of a fee, of at most 1 % a year by days, and 50,000 a deal."""
        days = min((loan.terms.due_on - loan.terms.drawn_on).days, DAYS_A_YEAR)
        ceiling = int(loan.book(loan.terms.due_on).lent * FEE_RATE * days / DAYS_A_YEAR)
        return min(int(fee * FEE_SHARE), int(ceiling * FEE_SHARE), FEE_CAP)

    def journal(self, day: date) -> Counter[tuple[int, str, str]]:
        """The trial balance at the end of a day: party, role, account -> fen, debit above zero."""
        books = Counter[tuple[int, str, str]]()
        for loan in self.loans.values():
            for role, account, amount in _entries(loan, loan.book(day)):
                books[loan.parties[role], role, account] += amount
        return Counter({place: amount for place, amount in books.items() if amount})


def _entries(loan: Loan, book: Book) -> list[tuple[str, str, int]]:
    """What a loan's balances have to be in the books of each party."""
    paid_in = sum(one.amount for one in loan.repayments.values() if one.stands)
    claim = loan.claim
    receipts = claim.receipts if claim else []
    claimed = sum(amount for _, _, amount in claim.paid) if claim else 0
    interest_open = book.charged - _interest_money(loan, book)
    gross, costs_paid = (sum(getattr(one, n) for one in receipts) for n in ("gross", "costs_paid"))
    pledgor, others = (
        sum(getattr(one, n) for one in receipts) for n in ("to_pledgor", "to_payers")
    )
    fees = sum(loan.fees.values())
    found = [
        (BANK, "loans", book.balance),
        (BANK, "interest_receivable", interest_open),
        (BANK, "interest_income", -book.charged),
        (BANK, "cash", paid_in + claimed + gross - costs_paid - others - pledgor - book.lent),
        (ENTERPRISE, "cash", book.lent - fees - paid_in + pledgor),
        (ENTERPRISE, "loans_payable", -book.balance),
        (ENTERPRISE, "interest_expense", book.charged),
        (ENTERPRISE, "interest_payable", -interest_open),
        (ENTERPRISE, "owed_to_payers", -book.subrogated),
        (ENTERPRISE, "pledge_proceeds", -gross),
        (ENTERPRISE, "recovery_expense", costs_paid),
        (ENTERPRISE, "fee_expense", fees),
    ]
    for role, open_costs in _advanced(receipts).items():
        found += [(role, "cash", -open_costs), (role, "recovery_costs", open_costs)]
    for item, fee in loan.fees.items():
        payee = {"guarantee_fee": "guarantor", "appraisal_fee": "appraiser"}[item]
        found += [(payee, "cash", fee), (payee, "fee_income", -fee)]
    return found + _claim_entries(claim) + _subsidy_entries(loan.subsidy)


def _advanced(receipts: list[Receipt]) -> dict[str, int]:
    """What each role advanced for recovering and has not got back; the oldest costs come first."""
    advanced = [(one.costs_by, one.costs) for one in receipts]
    back, left = sum(one.costs_paid for one in receipts), Counter[str]()
    for role, costs in advanced:
        now = min(costs, back)
        back -= now
        left[role] += costs - now
    return dict(left)


def _interest_money(loan: Loan, book: Book) -> int:
    """All money that went to interest, what is kept in advance with it."""
    on_periods = sum(one.charged - one.unpaid for one in book.periods)
    return on_periods + book.kept


def _claim_entries(claim: Claim | None) -> list[tuple[str, str, int]]:
    if claim is None:
        return []
    found = []
    for role, borne in claim.borne.items():
        part = sum(one.parts[role] for one in claim.receipts)
        kept = sum(one.set_off[role] for one in claim.receipts)
        paid = sum(amount for _, who, amount in claim.paid if who == role)
        found.append((role, "claim_loss", borne - part))
        if role == BANK:
            found.append((role, "loss_allowance", part - borne))
        else:
            found.append((role, "claims_payable", paid + kept - borne))
            found.append((role, "cash", part - kept - paid))
    return found


def _subsidy_entries(subsidy: Subsidy | None) -> list[tuple[str, str, int]]:
    if subsidy is None or not subsidy.granted:
        return []
    granted = subsidy.total - subsidy.back
    moved = (subsidy.total if subsidy.paid else 0) - subsidy.returned
    return [
        (TREASURY, "subsidy_expense", granted),
        (TREASURY, "subsidies_payable", moved - granted),
        (TREASURY, "cash", -moved),
        (ENTERPRISE, "subsidy_income", -granted),
        (ENTERPRISE, "subsidies_receivable", granted - moved),
        (ENTERPRISE, "cash", moved),
    ]


def split(amount: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Largest remainder: nobody is a fen from the exact part, and the parts sum to the amount."""
    exact = {role: amount * share for role, share in shares.items()}
    parts = {role: int(part) for role, part in exact.items()}
    behind = sorted(shares, key=lambda role: parts[role] - exact[role])  # stable: first named first
    for role in behind[: amount - sum(parts.values())]:
        parts[role] += 1
    return parts


def _a_year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)
