"""The proofs of a subsidy claim (9.3): which are asked for, and those in the dossier."""

from collections.abc import Collection

from zhidai.core.policy.scheme import Paper
from zhidai.core.subsidies.applying import papers_asked
from zhidai.db.cases.models import Case
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.subsidies.views import PaperLine

TASK = "subsidy_claim"  # what the papers are filed under


def asked_for(case: Case, items: Collection[str]) -> tuple[Paper, ...]:
    """The papers of the scheme that a claim for these items needs."""
    return papers_asked(scheme_of(case), items)


def attached_to_claims(case: Case) -> tuple[PaperLine, ...]:
    """What came with the case's claims, the newest first, without the contents."""
    papers = scheme_of(case).papers
    rows = case.documents.filter(task=TASK).defer("content").order_by("-id")
    return tuple(
        PaperLine(id=row.pk, paper=papers[row.paper].label, name=row.name, added_on=row.added_on)
        for row in rows
    )
