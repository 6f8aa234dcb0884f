"""A file is whole or as it was, also on a disk that is full, and says so in words of ours."""

import errno
import os
from pathlib import Path

import pytest

from zhidai.core.errors import BadInput
from zhidai.documents.file_writing import beside, write_file, write_files


def full_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when half of this file has been written."""
    write = Path.write_bytes

    def written(path: Path, content: bytes) -> int:
        if name not in path.name:
            return write(path, content)
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", written)


def standing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_written_whole_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"a longer one of yesterday")

    write_file(tmp_path / "x.pdf", b"new")

    assert standing(tmp_path) == {"x.pdf": b"new"}


def test_on_a_full_disk_the_file_stays_as_it_was_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"earlier")
    full_at("x.pdf", monkeypatch)

    with pytest.raises(BadInput) as refused:
        write_file(tmp_path / "x.pdf", b"never whole")

    assert refused.value.reasons[0].code == "output_disk_full"
    assert standing(tmp_path) == {"x.pdf": b"earlier"}


def test_of_several_files_none_is_new_where_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"earlier")
    full_at("b.xlsx", monkeypatch)

    with pytest.raises(BadInput):
        write_files(tmp_path, {"a.pdf": b"new", "b.xlsx": b"new", "c.pdf": b"new"})

    assert standing(tmp_path) == {"a.pdf": b"earlier"}


def test_a_folder_is_never_taken_for_a_file(tmp_path: Path) -> None:
    for named in (tmp_path, Path("/"), Path()):
        with pytest.raises(BadInput) as refused:
            write_file(named, b"x")

        assert refused.value.reasons[0].code == "output_without_folder"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_device_is_written_to_and_never_replaced() -> None:
    with pytest.raises(BadInput) as refused:
        write_file(Path("/dev/full"), b"x")
    with beside(Path("/dev/null")) as given:
        pass

    assert refused.value.reasons[0].code == "output_disk_full"
    assert given == Path("/dev/null")
    assert given.is_char_device()


def test_a_link_stays_one_and_what_it_points_to_is_new(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "x.pdf").write_bytes(b"earlier")
    (tmp_path / "x.pdf").symlink_to(tmp_path / "kept" / "x.pdf")

    write_file(tmp_path / "x.pdf", b"new")

    assert (tmp_path / "x.pdf").is_symlink()
    assert (tmp_path / "kept" / "x.pdf").read_bytes() == b"new"
