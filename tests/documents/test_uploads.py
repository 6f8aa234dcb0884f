import hashlib
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhidai.core.errors import BadInput, Reason
from zhidai.documents.uploads import MAX_BYTES, MAX_NAME_BYTES, check_upload, clean_name
from zhidai.wording.speech import sentence

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 16
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16


def archive(*members: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for member in members:
            target.writestr(member, "x")
    return written.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
WITH_MACROS = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


def refusal(name: str, content: bytes) -> Reason:
    with pytest.raises(BadInput) as refused:
        check_upload(name, content)
    (reason,) = refused.value.reasons
    return reason


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("专利证书.pdf", PDF, "application/pdf"),
        ("营业执照.PNG", PNG, "image/png"),
        ("年费收据.jpg", JPEG, "image/jpeg"),
        ("年费收据.jpeg", JPEG, "image/jpeg"),
        (
            "合同.docx",
            DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("汇总.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_allowed_file_is_taken_with_its_true_type(
    name: str, content: bytes, media_type: str
) -> None:
    taken = check_upload(name, content)

    assert (taken.name, taken.media_type) == (name, media_type)
    assert taken.size == len(content)
    assert taken.sha256 == hashlib.sha256(content).hexdigest()
    assert taken.content == content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "upload_empty"),
        ("大.pdf", PDF.ljust(MAX_BYTES + 1, b" "), "upload_too_large"),
        ("程序.pdf", b"MZ\x90\x00", "upload_type_refused"),
        ("页面.png", b"\xef\xbb\xbf  <!DOCTYPE html><script>", "upload_type_refused"),
        ("图.png", b"<svg onload='x'>", "upload_type_refused"),
        ("旧合同.doc", OLD_OFFICE, "upload_type_refused"),
        ("压缩包.docx", archive("a.txt"), "upload_type_refused"),
        ("坏的.docx", b"PK\x03\x04 broken", "upload_type_refused"),
        ("文本.pdf", "专利号".encode(), "upload_content_unknown"),
        ("证书.pdf", PNG, "upload_ending_disagrees"),
        ("证书", PDF, "upload_ending_disagrees"),
        ("汇总.docx", XLSX, "upload_ending_disagrees"),
        ("合同.docx", WITH_MACROS, "upload_has_macros"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_in_one_sentence(name: str, content: bytes, code: str) -> None:
    reason = refusal(name, content)

    assert reason.code == code
    for language in ("en", "zh-hans"):
        said = sentence(reason, language)
        assert name in said
        assert "{" not in said
    assert sentence(reason, "en") != sentence(reason, "zh-hans")


def test_a_file_of_exactly_the_limit_is_taken() -> None:
    assert check_upload("大.pdf", PDF.ljust(MAX_BYTES, b" ")).size == 10_485_760


def test_a_file_over_the_limit_is_told_both_figures() -> None:
    reason = refusal("大.pdf", PDF.ljust(MAX_BYTES + 1, b" "))

    assert "10,485,761 bytes, allowed are at most 10,485,760;" in sentence(reason, "en")


def test_a_disguised_file_is_told_what_was_found_and_what_to_do() -> None:
    reason = refusal("证书.pdf", PNG)

    assert sentence(reason, "zh-hans") == (
        "文件 证书.pdf 的内容是 PNG，文件名应以 .png 结尾；请改名或选择正确的文件。"
    )


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\林\专利证书.pdf", "专利证书.pdf"),
        ("证书\x00\r\n第一页.pdf", "证书 第一页.pdf"),
        ("证书\u202efdp.pdf", "证书fdp.pdf"),
        ('a<b>"c".pdf', "a_b__c_.pdf"),
        ("...", "file"),
        ("", "file"),
        ("证" * 300 + ".pdf", "证" * 58 + ".pdf"),
    ],
)
def test_a_file_name_is_kept_without_what_could_harm(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=300))
@example("a" * 300)
@example(". ./. .")
def test_any_name_becomes_one_short_visible_part(given_name: str) -> None:
    kept = clean_name(given_name)

    assert 0 < len(kept.encode()) <= MAX_NAME_BYTES
    assert not set(kept) & set('/\\<>:"|?*\x00\r\n\t')
    assert not kept.startswith(".")
    assert clean_name(kept) == kept
