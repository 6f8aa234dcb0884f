"""The letters that a completed task issues, made from the case and kept in its dossier."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.letters import Letter
from zhidai.core.policy.citing import form_clauses
from zhidai.core.policy.quantity import Unit
from zhidai.db.cases.models import Case, Document
from zhidai.documents.letters.guarantees import (
    DisbursementNotice,
    GuaranteeEffectiveLetter,
    disbursement_notice,
    guarantee_effective_letter,
)
from zhidai.documents.letters.imprint import Imprint, PledgedPatent
from zhidai.documents.letters.patent_filing import Contact, PatentFilingForm, patent_filing_form
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.cases.tenancy import visible_case

KINDS = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计"}
PDF = "application/pdf"
NOT_GIVEN = "—"


def issue_letters(
    case: Case, letters: Sequence[str], *, acting: Acting, on: date, task: str
) -> None:
    """Make each letter as PDF and put it into the dossier, inside the task's transaction."""
    now = circumstances(case, on)
    for letter in letters:
        content = _make(Letter(letter), case, now)
        keep_issued(
            case,
            paper=letter,
            task=task,
            name=f"{case.number}-{letter}.pdf",
            content=content,
            acting=acting,
            on=on,
        )


def keep_issued(
    case: Case, *, paper: str, task: str, name: str, content: bytes, acting: Acting, on: date
) -> Document:
    """Keep a paper that the platform made."""
    return Document.objects.create(
        case=case,
        paper=paper,
        task=task,
        name=name,
        media_type=PDF,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        is_issued=True,
        added_on=on,
        added_by_id=acting.person_id,
        party_id=acting.party_id,
    )


def imprint(case: Case, now: Circumstances, number: str, clauses: tuple[str, ...]) -> Imprint:
    """Number and day of a paper of this case, with the clauses it rests on."""
    return Imprint(
        number=number,
        dated=now.on,
        scheme_title=now.scheme.title.zh,
        scheme_document=now.scheme.documents[0] if now.scheme.documents else "",
        clauses=clauses,
        fictional=case.enterprise.is_fictional,
    )


def pledged_patents(case: Case) -> tuple[PledgedPatent, ...]:
    """The patents of a case as letters list them."""
    rows = case.rights.select_related("right").order_by("id")
    return tuple(
        PledgedPatent(title=r.right.title, number=f"ZL{r.right.number}", kind=KINDS[r.right.kind])
        for r in rows
    )


def _make(letter: Letter, case: Case, now: Circumstances) -> bytes:
    match letter:
        case Letter.PLEDGE_INTENTION_FORM:
            return patent_filing_form(_filing_form(case, now))
        case Letter.GUARANTEE_EFFECTIVE_LETTER:
            return guarantee_effective_letter(_guarantee_effective(case, now))
        case Letter.DISBURSEMENT_NOTICE:
            return disbursement_notice(_disbursement(case, now))


def _guarantee_effective(case: Case, now: Circumstances) -> GuaranteeEffectiveLetter:
    return GuaranteeEffectiveLetter(
        imprint=imprint(
            case,
            now,
            _letter_number(case, "担保"),
            _issuing(case, Letter.GUARANTEE_EFFECTIVE_LETTER),
        ),
        guarantor=_party(case, "guarantor"),
        bank=_party(case, "bank"),
        enterprise=case.enterprise.name,
        loan_amount=now.amount("contract.amount") or Decimal(),
        guaranteed_amount=now.amount("contract.amount") or Decimal(),
        term_months=term_months(now),
        loan_contract_number=_text(now, "contract.number"),
        guarantee_contract_number=_text(now, "contract.guarantee_number"),
        pledge_contract_number=_text(now, "contract.pledge_number"),
        pledge_registration_number=_text(now, "registration.number"),
        pledge_registered_on=now.day("registration.registered_on") or now.on,
        effective_on=now.on,
        patents=pledged_patents(case),
    )


def _disbursement(case: Case, now: Circumstances) -> DisbursementNotice:
    purpose = now.content("request.purpose")
    choices = {c.value: c.label.zh for c in now.scheme.facts["request.purpose"].choices}
    return DisbursementNotice(
        imprint=imprint(
            case, now, _letter_number(case, "放款"), _issuing(case, Letter.DISBURSEMENT_NOTICE)
        ),
        guarantor=_party(case, "guarantor"),
        bank=_party(case, "bank"),
        enterprise=case.enterprise.name,
        loan_amount=now.amount("contract.amount") or Decimal(),
        term_months=term_months(now),
        annual_rate=now.amount("contract.rate") or Decimal(),
        purpose=choices.get(str(purpose), str(purpose)),
        loan_contract_number=_text(now, "contract.number"),
        guarantee_contract_number=_text(now, "contract.guarantee_number"),
        guarantee_effective_letter_number=_letter_number(case, "担保"),
        pledge_registration_number=_text(now, "registration.number"),
    )


def _issuing(case: Case, letter: Letter) -> tuple[str, ...]:
    """The clause of the task that issues a letter."""
    tasks = scheme_of(case).routes[case.route].tasks
    return tuple(task.clause for task in tasks if letter in task.issues)[:1]


def filing_form(acting: Acting, number: str) -> PatentFilingForm:
    """The annex of a visible case as it stands today: what is not answered yet is left open."""
    case = visible_case(acting, number)
    return _filing_form(case, circumstances(case, business_date.today()))


def _filing_form(case: Case, now: Circumstances) -> PatentFilingForm:
    types = now.content("enterprise.enterprise_types")
    labels = {c.value: c.label.zh for c in now.scheme.facts["enterprise.enterprise_types"].choices}
    chosen = types if isinstance(types, tuple) else ()
    return PatentFilingForm(
        imprint=imprint(case, now, "", form_clauses(now.scheme)),
        enterprise=case.enterprise.name,
        registered_address=_told(now, "enterprise.registered_address"),
        registered_capital=now.amount("enterprise.registered_capital"),
        legal_representative=Contact(
            name=_told(now, "enterprise.legal_representative"),
            telephone=_told(now, "enterprise.legal_representative_telephone"),
        ),
        contact=Contact(
            name=_told(now, "enterprise.contact"),
            telephone=_told(now, "enterprise.contact_telephone"),
        ),
        industry=_told(now, "enterprise.industry"),
        enterprise_kind=_told(now, "enterprise.kind_of_enterprise"),
        inventions=_count(now, "enterprise.inventions_owned"),
        utility_models=_count(now, "enterprise.utility_models_owned"),
        designs=_count(now, "enterprise.designs_owned"),
        statuses=(*(labels.get(name, name) for name in chosen), *_detail(now)),
        patents=pledged_patents(case),
        profile=_told(now, "enterprise.profile"),
        existing_pledges=_told(now, "enterprise.existing_pledges"),
        disputes=_told(now, "enterprise.disputes_last_3_years"),
    )


def _told(now: Circumstances, name: str) -> str:
    """What is told; an empty cell of the form is one to be filled in."""
    found = now.content(name)
    return "" if found is None else str(found)


def _count(now: Circumstances, name: str) -> int | None:
    found = now.amount(name)
    return None if found is None else int(found)


def _detail(now: Circumstances) -> tuple[str, ...]:
    """The level of each type, where it is told."""
    told = now.content("enterprise.enterprise_types_detail")
    return (str(told),) if told else ()


def term_months(now: Circumstances) -> int:
    """The term asked, in months; zero where it is not known."""
    term = now.amount("request.term") or Decimal()
    unit = now.scheme.facts["request.term"].unit
    return int(term * 12) if unit is Unit.YEARS else int(term)


def _party(case: Case, role: str) -> str:
    return case.parties.select_related("party").get(role=role).party.name


def _text(now: Circumstances, fact: str) -> str:
    content = now.content(fact)
    return NOT_GIVEN if content is None else str(content)


def _letter_number(case: Case, kind: str) -> str:
    return f"知贷{kind}〔{case.opened_on.year}〕{case.number.rpartition('-')[2]}号"
