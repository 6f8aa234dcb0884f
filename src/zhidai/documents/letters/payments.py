"""The payment list of subsidies as a paper: who is paid what by whom, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.documents.figures import amount, day, must_add_up, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import Content, render

NONE = "—"
ALL = "全部"
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What one payer pays for one loan; yuan. `payer` and `standing` in Chinese."""

    loan: str
    enterprise: str
    credit_code: str
    payer: str
    interest: Decimal
    fees: Decimal
    repaid_on: date
    public_until: date | None
    paid_on: date | None
    standing: str

    @property
    def total(self) -> Decimal:
        return self.interest + self.fees


def payment_list(
    payments: Sequence[Payment], *, issuer: str, payer: str, imprint: Imprint
) -> bytes:
    """The 贴息补贴支付清单 (clause 9.3 of the Ganzhou plan). payer: whom it is for, "" for all."""
    total = sum((one.total for one in payments), ZERO)
    interest = sum((one.interest for one in payments), ZERO)
    fees = sum((one.fees for one in payments), ZERO)
    must_add_up((interest, fees), total)
    payers = list(dict.fromkeys(one.payer for one in payments))
    return render(
        "payment_list",
        imprint_content(imprint)
        | {
            "issuer": issuer,
            "payer": payer or ALL,
            "count": len(payments),
            "totals": [
                _total_of(name, [one for one in payments if one.payer == name])
                for name in payers
                if len(payers) > 1
            ],
            "total": amount(total),
            "interest": yuan(interest),
            "fees": yuan(fees),
            "rows": [_row(number, one) for number, one in enumerate(payments, start=1)],
        },
        dated=imprint.dated,
    )


def _total_of(payer: str, payments: Sequence[Payment]) -> Content:
    return {"label": payer, "amount": amount(sum((one.total for one in payments), ZERO))}


def _row(number: int, one: Payment) -> Content:
    return {
        "number": str(number),
        "loan": one.loan,
        "enterprise": one.enterprise,
        "credit_code": one.credit_code or NONE,
        "payer": one.payer,
        "interest": yuan(one.interest),
        "fees": yuan(one.fees),
        "total": yuan(one.total),
        "repaid_on": day(one.repaid_on),
        "public_until": day(one.public_until) if one.public_until else NONE,
        "paid_on": day(one.paid_on) if one.paid_on else "",
        "standing": one.standing,
    }
