"""The papers sent with a form: one file field for each paper, checked before anything is kept."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.policy.scheme import Paper
from zhidai.documents.uploads import CheckedUpload, check_upload, clean_name
from zhidai.web.shared.components import FieldKind, FormError, FormField
from zhidai.wording.speech import sentence

ENDINGS = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


def field_name(paper_id: str) -> str:
    """The name of a paper's file field."""
    return f"paper-{paper_id}"


class Attachments:
    """The papers asked for, the files that came, and what is wrong with those that did.

    Which papers must be there is the task's business: a missing one may have come earlier.
    """

    def __init__(self, papers: Sequence[Paper], *, language: str, request: HttpRequest) -> None:
        self._papers = papers
        self._language = language
        self._wrong: dict[str, str] = {}
        self.files: Mapping[str, CheckedUpload] = self._read(request)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """One file field for each paper."""
        return tuple(
            FormField(
                name=field_name(paper.id),
                label=paper.label.in_language(self._language),
                kind=FieldKind.FILE,
                hint=_("PDF, picture, Word or Excel, at most {megabytes} MB.").format(
                    megabytes=settings.UPLOAD_LIMIT // 1024 // 1024
                ),
                error=self._wrong.get(paper.id),
                accept=ENDINGS,
            )
            for paper in self._papers
        )

    @property
    def errors(self) -> tuple[FormError, ...]:
        """What is wrong, for the error summary."""
        return tuple(
            FormError(text=each.error, field_id=each.id) for each in self.fields if each.error
        )

    def field_of(self, label: object) -> str | None:
        """The id of the field of the paper of this label, for a reason that names it."""
        names = [field_name(paper.id) for paper in self._papers if paper.label == label]
        return next((field.id for field in self.fields if field.name in names), None)

    def _read(self, request: HttpRequest) -> dict[str, CheckedUpload]:
        checked: dict[str, CheckedUpload] = {}
        for paper in self._papers:
            sent = request.FILES.get(field_name(paper.id))
            if not isinstance(sent, UploadedFile):
                continue
            try:
                checked[paper.id] = _check(sent)
            except BadInput as refused:
                self._wrong[paper.id] = sentence(refused.reasons[0], self._language)
        return checked


def _check(sent: "UploadedFile[bytes]") -> CheckedUpload:
    name, size = sent.name or "", sent.size or 0
    if size > settings.UPLOAD_LIMIT:  # said before the file is read into memory
        raise bad_input(
            "upload_too_large", name=clean_name(name), size=size, limit=settings.UPLOAD_LIMIT
        )
    return check_upload(name, sent.read())
