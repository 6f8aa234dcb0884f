"""拟质押专利情况表: the form that an enterprise files first, in the layout of the plan's annex."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.documents.letters.imprint import Imprint, PledgedPatent, imprint_content
from zhidai.documents.pdf import Content, render


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person of the enterprise and the telephone number."""

    name: str
    telephone: str


NOBODY = Contact(name="", telephone="")
_OPEN = "　　"  # room for a number


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentFilingForm:
    """The annex filled in as far as it is known; what is not is left to be written by hand.

    `registered_capital` in yuan, shown in 万元 as the form asks. `statuses` are the ticked
    enterprise types as text (`省级知识产权示范企业`), None where nobody has ticked any yet:
    `status_choices` then stand there with their boxes. The last three fields are prose. A patent
    without title or number leaves its line open.
    """

    imprint: Imprint
    enterprise: str = ""
    registered_address: str = ""
    registered_capital: Decimal | None = None
    legal_representative: Contact = NOBODY
    contact: Contact = NOBODY
    industry: str = ""
    enterprise_kind: str = ""
    inventions: int | None = None
    utility_models: int | None = None
    designs: int | None = None
    statuses: tuple[str, ...] | None = None
    status_choices: tuple[str, ...] = ()
    patents: tuple[PledgedPatent, ...] = ()
    profile: str = ""
    existing_pledges: str = ""
    disputes: str = ""

    @property
    def capital_text(self) -> str:
        """The capital in 万元: 2,000."""
        capital = self.registered_capital
        return "" if capital is None else f"{(capital / 10_000).normalize():,f}"

    @property
    def counts_text(self) -> str:
        """How many rights of each kind it owns."""
        counts = (
            ("发明专利", self.inventions),
            ("实用新型专利", self.utility_models),
            ("外观设计专利", self.designs),
        )
        return "；".join(f"{kind} {_OPEN if n is None else n} 件" for kind, n in counts)

    @property
    def statuses_text(self) -> str:
        """The types ticked, none of them, or all of them to be ticked."""
        if self.statuses is None:
            return "　".join(f"□ {one}" for one in self.status_choices)
        return "、".join(self.statuses) or "无"


def patent_title(patent: PledgedPatent) -> str:
    """A line of the list: the title with the kind."""
    return f"{patent.title}（{patent.kind}）" if patent.kind else patent.title


def patent_filing_form(form: PatentFilingForm) -> bytes:
    """The form of clause 9.1.1 and the annex of the Ganzhou plan."""
    patents: list[Content] = [
        {"title": patent_title(one), "number": one.number} for one in form.patents
    ]
    return render(
        "patent_filing_form",
        imprint_content(form.imprint)
        | {
            "enterprise": form.enterprise,
            "address": form.registered_address,
            "capital": form.capital_text,
            "representative": [form.legal_representative.name, form.legal_representative.telephone],
            "contact": [form.contact.name, form.contact.telephone],
            "industry": form.industry,
            "kind": form.enterprise_kind,
            "counts": form.counts_text,
            "statuses": form.statuses_text,
            "patents": patents,
            "profile": form.profile,
            "existing_pledges": form.existing_pledges,
            "disputes": form.disputes,
        },
        dated=form.imprint.dated,
    )
