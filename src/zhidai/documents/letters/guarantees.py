"""What the guarantor sends the bank when pledge and counter-guarantee are complete."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.documents.figures import amount, day, percent
from zhidai.documents.letters.imprint import (
    Imprint,
    PledgedPatent,
    imprint_content,
    patents_content,
)
from zhidai.documents.pdf import render


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeEffectiveLetter:
    """担保生效函: the guarantee is in force, its conditions met on `effective_on`."""

    imprint: Imprint
    guarantor: str
    bank: str
    enterprise: str
    loan_amount: Decimal
    guaranteed_amount: Decimal
    term_months: int
    loan_contract_number: str
    guarantee_contract_number: str
    pledge_contract_number: str
    pledge_registration_number: str
    pledge_registered_on: date
    effective_on: date
    patents: tuple[PledgedPatent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisbursementNotice:
    """放款通知书: the guarantor asks the bank to disburse; `annual_rate` as a fraction of one."""

    imprint: Imprint
    guarantor: str
    bank: str
    enterprise: str
    loan_amount: Decimal
    term_months: int
    annual_rate: Decimal
    purpose: str
    loan_contract_number: str
    guarantee_contract_number: str
    guarantee_effective_letter_number: str
    pledge_registration_number: str


def guarantee_effective_letter(letter: GuaranteeEffectiveLetter) -> bytes:
    """The 担保生效函 (clause 6.1.8 of the Ganzhou plan)."""
    return render(
        "guarantee_effective_letter",
        imprint_content(letter.imprint)
        | {
            "guarantor": letter.guarantor,
            "bank": letter.bank,
            "enterprise": letter.enterprise,
            "loan": amount(letter.loan_amount),
            "guaranteed": amount(letter.guaranteed_amount),
            "term_months": letter.term_months,
            "loan_contract": letter.loan_contract_number,
            "guarantee_contract": letter.guarantee_contract_number,
            "pledge_contract": letter.pledge_contract_number,
            "registration": letter.pledge_registration_number,
            "registered_on": day(letter.pledge_registered_on),
            "effective_on": day(letter.effective_on),
            "patents": patents_content(letter.patents),
        },
        dated=letter.imprint.dated,
    )


def disbursement_notice(notice: DisbursementNotice) -> bytes:
    """The 放款通知书 (clause 6.1.8 of the Ganzhou plan)."""
    return render(
        "disbursement_notice",
        imprint_content(notice.imprint)
        | {
            "guarantor": notice.guarantor,
            "bank": notice.bank,
            "enterprise": notice.enterprise,
            "loan": amount(notice.loan_amount),
            "term_months": notice.term_months,
            "rate": percent(notice.annual_rate),
            "purpose": notice.purpose,
            "loan_contract": notice.loan_contract_number,
            "guarantee_contract": notice.guarantee_contract_number,
            "guarantee_letter": notice.guarantee_effective_letter_number,
            "registration": notice.pledge_registration_number,
        },
        dated=notice.imprint.dated,
    )
