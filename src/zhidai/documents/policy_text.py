"""The text of a policy out of the file it comes in: plain text or Word.

A PDF or a scan has no text that can be trusted to be in order, so it is refused with what to do
instead. Word files are bounded before they are unfolded; paragraphs and tables come in the order of
the page, and numbers that Word makes itself (automatic lists) are written out as it shows them.
"""

import io
import zipfile
import zlib
from pathlib import Path

from zhidai.core.errors import BadInput, bad_input
from zhidai.documents.word_text import text_of_document

LARGEST_BYTES = 10 * 1024**2
MOST_UNPACKED = (
    100 * 1024**2
)  # a plan with its pictures; an archive that unfolds further is no plan
MOST_XML = 30 * 1024**2  # of one part that is parsed
MOST_PARTS = 2_000
_TEXT_ENDINGS = (".txt", ".md", ".text", "")
_ENCODINGS = ("utf-8-sig", "gb18030")
_PDF = b"%PDF"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ARCHIVE = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8")
_LEAST_LETTERS = 0.5  # of all that can be seen; junk that happens to decode has fewer


def read_policy_file(path: Path) -> str:
    """The text in a file; bad input in one sentence if there is none to be read."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _too_large(path.name)
        if not path.is_file():
            raise bad_input("policy_file_unreadable", file=path.name)
        content = path.read_bytes()
    except BadInput:
        raise
    except FileNotFoundError:
        raise bad_input("policy_file_missing", file=str(path)) from None
    except (OSError, ValueError):
        raise bad_input("policy_file_unreadable", file=str(path)[:200]) from None
    return policy_text(content, name=path.name)


def policy_text(content: bytes, *, name: str) -> str:
    """The text in an uploaded file, told by its first bytes and the ending of its name."""
    if len(content) > LARGEST_BYTES:
        raise _too_large(name)
    if not content.strip():
        raise bad_input("policy_file_empty", file=name)
    if content.startswith(_PDF) or name.lower().endswith(".pdf"):
        raise bad_input("policy_file_pdf", file=name)
    if content.startswith(_PICTURES):
        raise bad_input("policy_file_picture", file=name)
    if content.startswith(_OLD_WORD):
        raise bad_input("policy_file_old_word", file=name)
    ending = Path(name).suffix.lower()
    if content.startswith(_ARCHIVE) or ending == ".docx":
        return _with_words(_word_text(content, name), name)
    if ending not in _TEXT_ENDINGS:
        raise bad_input("policy_file_ending_unknown", file=name)
    return _with_words(_decoded(content, name), name)


def _too_large(name: str) -> BadInput:
    return bad_input("policy_file_too_large", file=name, megabytes=LARGEST_BYTES // 1024**2)


def _decoded(content: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise bad_input("policy_file_not_text", file=name)


def _with_words(text: str, name: str) -> str:
    """The text, if most of what can be seen in it are letters and digits."""
    seen = [character for character in text if not character.isspace()]
    letters = sum(1 for character in seen if character.isalnum())
    if not letters:
        raise bad_input("policy_file_without_words", file=name)
    if letters < _LEAST_LETTERS * len(seen):
        raise bad_input("policy_file_not_text", file=name)
    return text


def _word_text(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_size(archive, name)
            return text_of_document(content)
    except BadInput:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, KeyError, ValueError):
        raise bad_input("policy_file_damaged", file=name) from None


def _require_size(archive: zipfile.ZipFile, name: str) -> None:
    """Bounds what the archive says it unfolds to, then what its XML really does."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large(name)
    if "word/document.xml" not in archive.namelist():
        raise bad_input("policy_file_damaged", file=name)
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as opened:
            xml = opened.read(MOST_XML + 1)
        if len(xml) > MOST_XML:
            raise _too_large(name)
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:  # what it defines could grow without end
            raise bad_input("policy_file_damaged", file=name)
