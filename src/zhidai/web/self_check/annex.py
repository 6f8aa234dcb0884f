"""The annex form begun from the answers: what they tell is filled in, the rest is left open."""

from django.conf import settings

from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.citing import FILING_FORM, form_clauses
from zhidai.core.policy.scheme import Choice, Scheme
from zhidai.core.policy.self_check import PATENT
from zhidai.core.policy.self_check_questions import INDUSTRY
from zhidai.documents.letters.imprint import Imprint, PledgedPatent
from zhidai.documents.letters.patent_filing import PatentFilingForm
from zhidai.services import business_date
from zhidai.web.shared.context import CHINESE
from zhidai.wording.explanation import content_text

_TYPES = "enterprise.enterprise_types"
_OPEN_LINES = 2  # for further patents
_OTHER = "other"
_ROOM = "____"
_NOTHING = PledgedPatent(title="", number="", kind="")


def has_annex(scheme: Scheme) -> bool:
    """Whether a scheme has the form."""
    return FILING_FORM in scheme.papers


def annex_of(scheme: Scheme, facts: CaseFacts) -> PatentFilingForm:
    """The form in Chinese, as the authorities take it, dated today."""
    industry = facts.get(INDUSTRY)
    types = scheme.facts[_TYPES].choices if _TYPES in scheme.facts else ()
    return PatentFilingForm(
        imprint=Imprint(
            number="",
            dated=business_date.today(),
            scheme_title=scheme.title.zh,
            scheme_document=scheme.documents[0],
            clauses=form_clauses(scheme),
            fictional=settings.IS_DEMONSTRATION,
        ),
        industry=""
        if industry is None
        else content_text(scheme.facts[INDUSTRY], industry.content, CHINESE),
        status_choices=tuple(_with_room(one) for one in types),
        patents=(_patent(scheme, facts), *[_NOTHING] * _OPEN_LINES),
    )


def _with_room(status: Choice) -> str:
    """A status with room for what the form asks of it: its level, or which other one it is."""
    label = status.label.zh
    return f"{label}{_ROOM * 2}" if status.value == _OTHER else f"{_ROOM}级{label}"


def _patent(scheme: Scheme, facts: CaseFacts) -> PledgedPatent:
    """The patent asked about, by what is known of it: its kind and filing date."""
    known = facts.patents[0] if facts.patents else {}
    told = []
    for name in (f"{PATENT}kind", f"{PATENT}filing_date"):
        found = known.get(name)
        if found is not None:
            told.append(content_text(scheme.facts[name], found.content, CHINESE))
    kind = "，申请日 ".join(told) if len(told) > 1 else "".join(told)
    return PledgedPatent(title="", number="", kind=kind)
