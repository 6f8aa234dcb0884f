"""A further part of a loan: proposed by one person of the bank, agreed to by another."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.simulation.auditor import Loan
from tests.simulation.loan_model import PAYMENT_DAY
from tests.simulation.writing import yuan

from zhidai.documents.uploads import check_upload
from zhidai.services import business_date
from zhidai.services.lending.changing import decide_change
from zhidai.services.lending.drawing import propose_drawdown

if TYPE_CHECKING:
    from tests.simulation.borrowers import Life

VOUCHER = (("disbursement_voucher", check_upload("voucher.pdf", b"%PDF-1.7 a further part")),)


def drawn_further(life: "Life", loan: Loan) -> Iterator[date]:
    """Some days after the first part; too late, a fen too much or in default it is refused.

    What else stands against it (a stop, a room) is the platform's to say: then nothing is drawn.
    """
    day = business_date.today() + timedelta(days=life.random.randint(2, 8 if life.quick else 40))
    yield day + timedelta(days=1) if day.day == PAYMENT_DAY else day
    today = business_date.today()
    if loan.drawn_until is not None and today > loan.drawn_until:
        _proposed(life, loan, loan.undrawn, refused="drawdown_after_period")
        return
    if loan.book(today).overdue_days:
        _proposed(life, loan, loan.undrawn, refused="drawdown_while_overdue")
        return
    _proposed(life, loan, loan.undrawn + 1, refused="drawdown_above_contract")
    amount = loan.undrawn if life.quick else life.random.randint(1, loan.undrawn)
    number = _proposed(life, loan, amount)
    if number is None:
        return
    approver, key = life.household("bank").approver, life.key()
    answer = life.desk.send(
        "agree to drawdown",
        lambda: decide_change(approver, loan.key, number, is_given=True, grounds="", key=key),
    )
    if answer is not None:
        loan.drawn_later.append((today, amount))
        loan.undrawn -= amount


def _proposed(life: "Life", loan: Loan, amount: int, *, refused: str = "") -> int | None:
    bank, key = life.officer("bank"), life.key()
    answer = life.desk.send(
        "propose drawdown",
        lambda: propose_drawdown(
            bank, loan.key, amount=yuan(amount), grounds="二期设备款", uploads=VOUCHER, key=key
        ),
        refused=refused,
    )
    return None if answer is None else int(answer["change"])
