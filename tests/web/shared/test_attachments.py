"""Papers sent with a form."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from zhidai.core.policy.scheme import Label, Paper
from zhidai.web.shared.attachments import Attachments

PAPERS = (
    Paper(id="certificate", label=Label(zh="专利证书", en="Patent certificate"), clause="9.1"),
    Paper(id="receipt", label=Label(zh="年费收据", en="Annual-fee receipt"), clause="9.1"),
)


def _sent(**files: SimpleUploadedFile) -> Attachments:
    named = {f"paper-{name}": file for name, file in files.items()}
    request = RequestFactory().post("/", named)
    return Attachments(PAPERS, language="en", request=request)


def test_a_paper_that_can_be_kept_comes_back_checked() -> None:
    sent = _sent(certificate=SimpleUploadedFile("证书.pdf", b"%PDF-1.7 content"))

    assert sent.files["certificate"].media_type == "application/pdf"
    assert list(sent.files) == ["certificate"]
    assert sent.errors == ()


def test_a_paper_of_another_kind_is_refused_at_its_field() -> None:
    sent = _sent(receipt=SimpleUploadedFile("receipt.pdf", b"MZ not a paper"))

    assert sent.files == {}
    assert sent.errors[0].field_id == "paper-receipt"
    assert "receipt.pdf" in str(sent.errors[0].text)


@override_settings(UPLOAD_LIMIT=1024)
def test_a_paper_that_is_too_large_is_refused() -> None:
    sent = _sent(receipt=SimpleUploadedFile("receipt.pdf", b"%PDF-" + b"0" * 2000))

    assert sent.files == {}
    assert len(sent.errors) == 1
