"""Subsidies of a repaid loan: claimed, approved or refused, paid, now and then asked back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.simulation.auditor import Loan
from tests.simulation.writing import yuan

from zhidai.documents.uploads import check_upload
from zhidai.services import business_date
from zhidai.services.subsidies.clawing_back import decide_clawback, propose_clawback, record_return
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)

if TYPE_CHECKING:
    from tests.simulation.borrowers import Life

PROOFS = tuple(
    (paper, check_upload(f"{paper}.pdf", f"%PDF-1.7 {paper}".encode()))
    for paper in (
        "subsidy_application",
        "interest_receipts",
        "repayment_proof",
        "guarantee_fee_invoice",
        "appraisal_fee_invoice",
    )
)
PUBLIC_DAYS = 7


def subsidy_told(life: "Life", loan: Loan) -> Iterator[date]:
    if not _claimed(life, loan):
        return
    yield _later(life)
    bureau, treasury = life.officer("bureau"), life.officer("treasury")
    if life.random.random() < 0.15:
        key = life.key()
        life.desk.send(
            "refuse subsidy", lambda: refuse_subsidy(bureau, loan.key, grounds="缺章", key=key)
        )
        loan.subsidy = None
        yield _later(life)
        if not _claimed(life, loan):
            return
    key = life.key()
    life.desk.send(
        "approve subsidy",
        lambda: approve_subsidy(bureau, loan.key, publicity_days=PUBLIC_DAYS, key=key),
    )
    assert loan.subsidy is not None
    loan.subsidy.granted = True
    yield business_date.today() + timedelta(days=PUBLIC_DAYS + 1)
    paying = life.key()
    life.desk.send("pay subsidy", lambda: pay_subsidy(treasury, loan.key, key=paying))
    loan.subsidy.paid = True
    if life.random.random() < 0.3:
        yield _later(life)
        yield from _asked_back(life, loan)


def _claimed(life: "Life", loan: Loan) -> bool:
    enterprise, key = life.officer("enterprise"), life.key()
    answer = life.desk.send(
        "claim subsidy", lambda: claim_subsidy(enterprise, loan.key, uploads=PROOFS, key=key)
    )
    if answer is not None:
        life.auditor.claim_subsidy(loan, business_date.today())
    return answer is not None


def _asked_back(life: "Life", loan: Loan) -> Iterator[date]:
    """Part of what a level paid; a fen above it is refused."""
    bureau, treasury = life.officer("bureau"), life.officer("treasury")
    subsidy = loan.subsidy
    assert subsidy is not None
    level = life.random.choice(("province", "beneficiary"))
    most = sum(amount for (who, _), amount in subsidy.lines.items() if who == level)
    if not most:
        return
    above, key, second, third = (life.key() for _ in range(4))
    _propose(life, loan, level, most + 1, above, refused="clawback_above_paid")
    amount = life.random.randint(1, most)
    answer = _propose(life, loan, level, amount, key)
    if answer is None:
        return
    number = int(answer["clawback"])
    yield _later(life)
    if life.random.random() < 0.3:
        life.desk.send(
            "drop clawback",
            lambda: decide_clawback(treasury, loan.key, number, is_confirmed=False, key=second),
        )
        return
    life.desk.send(
        "confirm clawback",
        lambda: decide_clawback(treasury, loan.key, number, is_confirmed=True, key=second),
    )
    subsidy.back += amount
    yield _later(life)
    life.desk.send("money back", lambda: record_return(treasury, loan.key, number, key=third))
    subsidy.returned += amount
    assert bureau.party_id != treasury.party_id


def _propose(
    life: "Life", loan: Loan, level: str, amount: int, key: str, *, refused: str = ""
) -> dict[str, object] | None:
    bureau = life.officer("bureau")
    return life.desk.send(
        "propose clawback",
        lambda: propose_clawback(
            bureau, loan.key, level=level, amount=yuan(amount), cause="error",
            grounds="复核发现多付（虚构）", key=key,
        ),
        refused=refused,
    )  # fmt: skip


def _later(life: "Life") -> date:
    return business_date.today() + timedelta(days=life.random.randint(1, 15))
