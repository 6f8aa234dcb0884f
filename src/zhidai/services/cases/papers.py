"""Papers that a party uploads: kept in the case's dossier, in the transaction of its command."""

from collections.abc import Collection, Sequence

from zhidai.core.errors import bad_input
from zhidai.db.cases.models import Case, Document
from zhidai.documents.uploads import CheckedUpload
from zhidai.services import business_date
from zhidai.services.acting import Acting

Uploads = Sequence[tuple[str, CheckedUpload]]  # paper id, file


def keep_uploads(
    case: Case, uploads: Uploads, *, task: str, asked: Collection[str], acting: Acting
) -> None:
    """Keep files under what they were asked for; `paper_unknown` for one that nobody asked for."""
    for paper, upload in uploads:
        if paper not in asked:
            raise bad_input("paper_unknown", paper=paper)
        Document.objects.create(
            case=case,
            paper=paper,
            task=task,
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            sha256=upload.sha256,
            content=upload.content,
            added_on=business_date.today(),
            added_by_id=acting.person_id,
            party_id=acting.party_id,
        )


def papers_json(uploads: Uploads) -> list[dict[str, str]]:
    """The files as an event tells of them: what each stands for, its name, its hash."""
    return [
        {"paper": paper, "name": upload.name, "sha256": upload.sha256} for paper, upload in uploads
    ]


def papers_digest(uploads: Uploads) -> list[tuple[str, str]]:
    """The files as a request is known again by: what each stands for, and its hash."""
    return [(paper, upload.sha256) for paper, upload in uploads]
