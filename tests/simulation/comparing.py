"""Holds what the platform says against what the auditor works out, to the fen."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction

from tests.simulation.auditor import BANK, LINE, Auditor, Loan
from tests.simulation.loan_model import Book
from tests.simulation.writing import fen

from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim as ClaimRow
from zhidai.db.journal.models import JournalLeg
from zhidai.db.lending.models import Loan as LoanRow
from zhidai.db.portfolio.models import Breaker
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services.business_date import SHANGHAI
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.guarantees.position import positions
from zhidai.services.history.queries import verify
from zhidai.services.journal.queries import not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.portfolio.breaker import npl_position

Figures = dict[str, object]


@dataclass(slots=True)
class Comparison:
    """Counts what it held; raises `AssertionError` on the first difference."""

    auditor: Auditor
    held: Counter[str] = field(default_factory=Counter)
    remembered: list[tuple[str, date, Figures]] = field(default_factory=list)

    def of_the_ratio(self, day: date) -> None:
        """8.2: the ratio, and that above the line new business is stopped or resumed by all."""
        overdue, total = self.auditor.ratio(day)
        npl = npl_position(SCHEME, day).npl
        self._hold("ratio", (to_fen(npl.overdue), to_fen(npl.total)), (overdue, total))
        if total and Fraction(overdue, total) > LINE:
            breaker = Breaker.objects.get(scheme=SCHEME)
            agreed = Fraction(breaker.resumed_overdue or 0, breaker.resumed_total or 1)
            assert breaker.is_tripped or Fraction(overdue, total) <= agreed, f"no stop on {day}"
            self.held["stop"] += 1

    def of_everything(self, day: date) -> None:
        """Every loan with its claim and subsidy, and the trial balance of every party."""
        rows = LoanRow.objects.select_related("case").in_bulk(
            list(self.auditor.loans), field_name="key"
        )
        self._hold("loans", LoanRow.objects.count(), len(rows))
        for key, loan in self.auditor.loans.items():
            self._hold_loan(rows[key], loan, day)
        legs = Counter[tuple[int, str, str]]()
        for party, role, account, amount in JournalLeg.objects.filter(
            seal__entry__booked_on__lte=day
        ).values_list("party_id", "role", "account", "amount"):
            legs[party, role, account] += amount
        self._hold("journal", {place: one for place, one in legs.items() if one},
                   dict(self.auditor.journal(day)))  # fmt: skip

    def at_the_end(self, day: date, *, every_day: bool = True) -> None:
        """What was said on earlier days is still what was known then; the chains hold.

        every_day: whether each day had its daily work, which writes the day's digest.
        """
        self.of_everything(day)
        for key, then, figures in self.remembered:
            row = LoanRow.objects.select_related("case").get(key=key)
            midnight = datetime.combine(then, time.max, SHANGHAI)
            self._hold("known then", _figures(state_of(row, then, midnight)), figures)
        self._hold("unbooked", tuple(not_booked(day)), ())
        broken = [one for one in verify() if every_day or one.what != "digest_missing"]
        self._hold("chains", broken, [])

    def _hold_loan(self, row: LoanRow, loan: Loan, day: date) -> None:
        book, state = loan.book(day), state_of(row, day)
        self._hold(f"{loan.key} on {day}", _figures(state), _expected(book))
        self.held["loan"] += 1
        if len(self.remembered) % 7 == 0 or book.closed_on is None:
            self.remembered.append((loan.key, day, _expected(book)))
        is_closed = Case.objects.get(pk=row.case_id).status == "closed"
        self._hold(f"{loan.key} closed", is_closed, book.closed_on is not None)
        self._hold_claim(row, loan, day)
        self._hold_subsidy(row, loan)

    def _hold_claim(self, row: LoanRow, loan: Loan, day: date) -> None:
        kept = ClaimRow.objects.filter(loan=row).first()
        self._hold(f"{loan.key} claimed", kept is not None, loan.claim is not None)
        if kept is None or loan.claim is None:
            return
        lacking = loan.claim.lacking()
        said = {
            one.share.role: (one.share.amount, one.owed, one.net_loss)
            for one in positions(kept, day)
        }
        self._hold(
            f"{loan.key} shares",
            said,
            {
                role: (borne, loan.claim.still_owed(role), lacking[role])
                for role, borne in loan.claim.borne.items()
            },
        )
        receipts = [
            (one.gross, one.costs_paid, one.to_interest, one.to_pledgor)
            for one in kept.recoveries.order_by("id")
        ]
        wanted = [
            (one.gross, one.costs_paid, one.to_interest, one.to_pledgor)
            for one in loan.claim.receipts
        ]
        self._hold(f"{loan.key} receipts", receipts, wanted)
        self.held["claim"] += 1
        assert BANK in said

    def _hold_subsidy(self, row: LoanRow, loan: Loan) -> None:
        kept = SubsidyClaim.objects.filter(loan=row).exclude(status="refused").first()
        self._hold(f"{loan.key} subsidised", kept is not None, loan.subsidy is not None)
        if kept is None or loan.subsidy is None:
            return
        lines = {
            (line["level"], line["item"]): fen(line["amount"]) for line in kept.statement["lines"]
        }
        self._hold(f"{loan.key} subsidy", lines, loan.subsidy.lines)
        self.held["subsidy"] += 1

    def _hold(self, what: str, said: object, wanted: object) -> None:
        assert said == wanted, f"{what}: the platform says {said}, the model {wanted}"


def _figures(state: LoanState) -> Figures:
    return {
        "lent": to_fen(state.principal_lent),
        "balance": to_fen(state.principal_balance),
        "interest due": to_fen(state.interest_due),
        "interest accrued": to_fen(state.interest_accrued),
        "kept": to_fen(state.interest_in_advance),
        "principal repaid": to_fen(state.principal_repaid),
        "subrogated": to_fen(state.subrogated),
        "overdue days": state.overdue_days,
        "closed on": state.closed_on,
    }


def _expected(book: Book) -> Figures:
    return {
        "lent": book.lent,
        "balance": book.balance,
        "interest due": book.interest_due,
        "interest accrued": book.accrued,
        "kept": book.kept,
        "principal repaid": book.principal_repaid,
        "subrogated": book.subrogated,
        "overdue days": book.overdue_days,
        "closed on": book.closed_on,
    }
