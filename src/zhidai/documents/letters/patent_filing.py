"""拟质押专利情况表: the form that an enterprise files first, in the layout of the plan's annex."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.documents.letters.imprint import (
    Imprint,
    PledgedPatent,
    imprint_content,
    patents_content,
)
from zhidai.documents.pdf import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person of the enterprise and the telephone number."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentFilingForm:
    """The annex filled in; `registered_capital` in yuan, shown in 万元 as the form asks.

    `statuses` are the ticked enterprise types as text (`省级知识产权示范企业`); the last three
    fields are prose.
    """

    imprint: Imprint
    enterprise: str
    registered_address: str
    registered_capital: Decimal
    legal_representative: Contact
    contact: Contact
    industry: str
    enterprise_kind: str
    inventions: int
    utility_models: int
    designs: int
    statuses: tuple[str, ...]
    patents: tuple[PledgedPatent, ...]
    profile: str
    existing_pledges: str
    disputes: str


def patent_filing_form(form: PatentFilingForm) -> bytes:
    """The form of clause 9.1.1 and the annex of the Ganzhou plan."""
    return render(
        "patent_filing_form",
        imprint_content(form.imprint)
        | {
            "enterprise": form.enterprise,
            "address": form.registered_address,
            "capital": f"{(form.registered_capital / 10_000).normalize():,f}",
            "representative": [form.legal_representative.name, form.legal_representative.telephone],
            "contact": [form.contact.name, form.contact.telephone],
            "industry": form.industry,
            "kind": form.enterprise_kind,
            "counts": [form.inventions, form.utility_models, form.designs],
            "statuses": list(form.statuses),
            "patents": patents_content(form.patents),
            "profile": form.profile,
            "existing_pledges": form.existing_pledges,
            "disputes": form.disputes,
        },
        dated=form.imprint.dated,
    )
