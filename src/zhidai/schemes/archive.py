"""A scheme folder as one zip: how versions are kept, handed out and taken in.

Inside a kept archive `scheme/` holds the folder as it was, and `vocabulary.yaml` the shared facts
of the trade of that day, so that a version reads the same under a later release. An archive that
somebody uploads is taken apart with every bound checked before a byte of it is used.
"""

import stat
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import PurePosixPath

from zhidai.core.errors import bad_input
from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.folder import LARGEST_BYTES, LONGEST_NAME, MOST_FILES, SHARED
from zhidai.schemes.reader import load_scheme, shared_vocabulary

LARGEST_ARCHIVE = 5 * 1024**2
LARGEST_CONTENTS = 10 * 1024**2
_FOLDER = "scheme"
_ENDINGS = frozenset({".yaml", ".yml", ".md"})
_THE_SAME_DAY = (2000, 1, 1, 0, 0, 0)  # the same files give the same bytes
_KEPT_AT_ONCE = 64


def packed(files: Mapping[str, bytes], *, vocabulary: bytes | None = None) -> bytes:
    """The archive of a scheme's files, by their names in the folder; the same bytes each time."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, SHARED, _shared() if vocabulary is None else vocabulary)
        for name in sorted(files):
            _write(archive, f"{_FOLDER}/{name}", files[name])
    return target.getvalue()


def handed_out(files: Mapping[str, bytes], *, around: str) -> bytes:
    """A scheme's files as a zip to work on and to propose again, in one folder."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            _write(archive, f"{around}/{name}", files[name])
    return target.getvalue()


def files_of(folder: Traversable, within: str = "") -> dict[str, bytes]:
    """Every file of a scheme folder by its name in it."""
    found: dict[str, bytes] = {}
    for each in folder.iterdir():
        if each.is_dir():
            found |= files_of(each, f"{within}{each.name}/")
        elif PurePosixPath(each.name).suffix in _ENDINGS:
            found[f"{within}{each.name}"] = each.read_bytes()
    return found


def files_in(archive: bytes) -> dict[str, bytes]:
    """The files of a scheme folder out of an archive that was packed here."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {
            name.removeprefix(f"{_FOLDER}/"): opened.read(name)
            for name in opened.namelist()
            if name.startswith(f"{_FOLDER}/")
        }


def folder_in(archive: bytes) -> Traversable:
    """The scheme folder inside an archive that was packed here."""
    return _root(archive) / _FOLDER


@lru_cache(maxsize=_KEPT_AT_ONCE)
def scheme_in(archive: bytes) -> Scheme:
    """The scheme of an archive that was packed here, with the vocabulary kept in it."""
    root = _root(archive)
    return load_scheme(root / _FOLDER, vocabulary=root / SHARED)


def uploaded_files(content: bytes) -> dict[str, bytes]:
    """The files of an uploaded zip of a scheme folder, by their names in the folder.

    One folder around all of them is taken off. Bad input: `scheme_archive_unreadable`,
    `scheme_archive_too_large`, `scheme_archive_member_refused`.
    """
    if len(content) > LARGEST_ARCHIVE:
        raise _too_large()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            found = dict(_members(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise bad_input("scheme_archive_unreadable") from None
    return _without_outer_folder(found)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MOST_FILES or sum(each.file_size for each in members) > LARGEST_CONTENTS:
        raise _too_large()
    seen: set[str] = set()
    for each in members:
        name = PurePosixPath(each.filename)
        if _is_left_out(name):
            continue
        if not _is_plain(each, name) or each.filename in seen:
            raise bad_input("scheme_archive_member_refused", file=each.filename[:LONGEST_NAME])
        seen.add(each.filename)
        with archive.open(each) as opened:  # what the list says of the size may be a lie
            content = opened.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise _too_large()
        yield str(name), content


def _is_left_out(name: PurePosixPath) -> bool:
    """What programs that make archives add by themselves."""
    return name.parts[:1] == ("__MACOSX",) or name.name == ".DS_Store"


def _is_plain(member: zipfile.ZipInfo, name: PurePosixPath) -> bool:
    mode = member.external_attr >> 16
    is_outside = name.is_absolute() or ".." in name.parts or "\\" in member.filename
    is_encrypted = bool(member.flag_bits & 1)
    return not (
        is_outside
        or is_encrypted
        or stat.S_ISLNK(mode)
        or ":" in member.filename
        or len(member.filename) > LONGEST_NAME
        or name.suffix not in _ENDINGS
    )


def _without_outer_folder(found: dict[str, bytes]) -> dict[str, bytes]:
    outer = {PurePosixPath(name).parts[0] for name in found}
    if len(outer) != 1 or "scheme.yaml" in found:
        return found
    (around,) = outer
    return {name.removeprefix(f"{around}/"): content for name, content in found.items()}


def _root(archive: bytes) -> zipfile.Path:
    opened = zipfile.ZipFile(BytesIO(archive))
    opened.filename = f"{_FOLDER}.zip"  # the path of an archive in memory has no name otherwise
    return zipfile.Path(opened)


def _shared() -> bytes:
    return shared_vocabulary().read_bytes()


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, date_time=_THE_SAME_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, content)


def _too_large() -> Exception:
    return bad_input(
        "scheme_archive_too_large",
        megabytes=LARGEST_CONTENTS // 1024**2,
        files=MOST_FILES,
    )
