"""Looks at an upload before anything is kept: its size, its content, its name.

What a file is, its bytes say; the ending must agree, so that nobody is shown a picture that opens
as a program. Office files are zip archives told apart by their members; those with macros are not
taken. Only the list of members is read, nothing is unpacked.
"""

import hashlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from zhidai.core.errors import bad_input

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME_BYTES = 180  # UTF-8; file systems take 255, the rest is room for a prefix

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ALLOWED = {  # kind -> media type and the endings it may carry
    "PDF": ("application/pdf", (".pdf",)),
    "PNG": ("image/png", (".png",)),
    "JPEG": ("image/jpeg", (".jpg", ".jpeg")),
    "DOCX": (f"{_OFFICE}.wordprocessingml.document", (".docx",)),
    "XLSX": (f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
}
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"PK", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS/PPT"),  # also Office files with a password
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"<svg", "SVG"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
)
_ALLOWED_NAMES = ", ".join(_ALLOWED)
_UNSAFE_IN_NAMES = re.compile(r'[<>:"|?*]')
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedUpload:
    """A file that may be kept; `sha256` in hex, `size` in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes


def check_upload(name: str, content: bytes) -> CheckedUpload:
    """The upload with a clean name and its true media type; `BadInput` says what is wrong."""
    clean = clean_name(name)
    if not content:
        raise bad_input("upload_empty", name=clean)
    if len(content) > MAX_BYTES:
        raise bad_input("upload_too_large", name=clean, size=len(content), limit=MAX_BYTES)
    media_type = _media_type(clean, content)
    return CheckedUpload(
        name=clean,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def clean_name(name: str) -> str:
    """The last part of the path, without what is invisible or unsafe, short, never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    spaced = re.sub(r"\s", " ", last)
    visible = "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)
    normal = re.sub(" +", " ", unicodedata.normalize("NFC", visible))
    safe = _UNSAFE_IN_NAMES.sub("_", normal).strip(". ")
    path = PurePosixPath(safe or "file")
    ending = path.suffix if len(path.suffix) <= 10 else ""
    stem = safe[: len(safe) - len(ending)] if ending else str(path)
    room = MAX_NAME_BYTES - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + ending


def _media_type(name: str, content: bytes) -> str:
    kind = _kind(content)
    if kind is None:
        raise bad_input("upload_content_unknown", name=name, allowed=_ALLOWED_NAMES)
    if kind == "MACRO":
        raise bad_input("upload_has_macros", name=name)
    if kind not in _ALLOWED:
        raise bad_input("upload_type_refused", name=name, found=kind, allowed=_ALLOWED_NAMES)
    media_type, endings = _ALLOWED[kind]
    if PurePosixPath(name).suffix.lower() not in endings:
        expected = " / ".join(endings)
        raise bad_input("upload_ending_disagrees", name=name, found=kind, expected=expected)
    return media_type


def _kind(content: bytes) -> str | None:
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, kind in _SIGNATURES:
        if content.startswith(signature) or (
            kind in {"SVG", "HTML"} and start.startswith(signature)
        ):
            return _office_kind(content) if kind == "ZIP" else kind
    return None


def _office_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "ZIP"
    if "[Content_Types].xml" not in members:
        return "ZIP"
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        return "MACRO"
    if "word/document.xml" in members:
        return "DOCX"
    return "XLSX" if "xl/workbook.xml" in members else "ZIP"
