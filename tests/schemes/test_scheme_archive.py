"""A scheme folder as a zip: packed alike each time, taken in with every bound checked."""

import io
import stat
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from tests.services.refusals import bad_input_told

from zhidai.core.errors import BadInput
from zhidai.schemes.amending import with_change_noted, with_dated_value, with_last_day
from zhidai.schemes.archive import (
    LARGEST_ARCHIVE,
    files_in,
    files_of,
    handed_out,
    packed,
    scheme_in,
    uploaded_files,
)
from zhidai.schemes.reader import shipped, shipped_folder

SCHEME = "ganzhou-2020"


def folder() -> dict[str, bytes]:
    return files_of(shipped_folder(SCHEME))


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def test_a_packed_folder_reads_as_the_folder_it_was_packed_from() -> None:
    archive = packed(folder())

    assert scheme_in(archive) == shipped(SCHEME)
    assert files_in(archive) == folder()
    assert packed(folder()) == archive


def test_a_folder_that_was_handed_out_comes_back_as_it_was() -> None:
    assert uploaded_files(handed_out(folder(), around=SCHEME)) == folder()


def test_a_folder_zipped_without_a_folder_around_it_is_read_too() -> None:
    given = zipped(("scheme.yaml", b"id: x"), ("routes/direct.yaml", b""), (".DS_Store", b"x"))

    assert set(uploaded_files(given)) == {"scheme.yaml", "routes/direct.yaml"}


def link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("rules.yaml")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"PK but no zip", "scheme_archive_unreadable"),
        (lambda: b"", "scheme_archive_unreadable"),
        (lambda: zipped(("scheme.yaml", b"a" * 10_000))[:-30], "scheme_archive_unreadable"),
        (lambda: zipped(("../scheme.yaml", b"a")), "scheme_archive_member_refused"),
        (lambda: zipped(("/etc/scheme.yaml", b"a")), "scheme_archive_member_refused"),
        (lambda: zipped(("C:\\scheme.yaml", b"a")), "scheme_archive_member_refused"),
        (lambda: zipped((link(), b"/etc/passwd")), "scheme_archive_member_refused"),
        (lambda: zipped(("scheme.py", b"print()")), "scheme_archive_member_refused"),
        (lambda: zipped(("s.yaml", b"1"), ("s.yaml", b"2")), "scheme_archive_member_refused"),
        (lambda: zipped(("bomb.yaml", b"0" * 2_000_000)), "scheme_archive_too_large"),
        (
            lambda: zipped(*((f"{number}.yaml", b"") for number in range(501))),
            "scheme_archive_too_large",
        ),
        (lambda: b"0" * (LARGEST_ARCHIVE + 1), "scheme_archive_too_large"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_archive_is_refused_in_one_sentence(make: Callable[[], bytes], code: str) -> None:
    with bad_input_told() as told:
        uploaded_files(make())

    assert {one.code for one in told.reasons} == {code}


ONE_LINE = b"""# a comment that stays
ratio:
  values: {2020-09-29: 80%}  # and this one
other:
  values:
    2020-09-29: 3\xe5\xb9\xb4
"""


def test_a_new_value_is_written_beside_the_old_one_and_nothing_else_moves() -> None:
    first = with_dated_value(ONE_LINE, "ratio", since=date(2021, 6, 1), written=" 70％ ")
    second = with_dated_value(first, "other", since=date(2021, 6, 1), written="2年")

    assert second.decode() == (
        "# a comment that stays\n"
        "ratio:\n"
        "  values: {2020-09-29: 80%, 2021-06-01: 70％}  # and this one\n"
        "other:\n"
        "  values:\n"
        "    2020-09-29: 3年\n"
        "    2021-06-01: 2年\n"
    )


@pytest.mark.parametrize(
    ("since", "values"),
    [
        ("2019-01-01", "{2019-01-01: 75%, 2020-09-29: 80%, 2021-06-01: 70%}"),
        ("2021-01-01", "{2020-09-29: 80%, 2021-01-01: 75%, 2021-06-01: 70%}"),
        ("2022-01-01", "{2020-09-29: 80%, 2021-06-01: 70%, 2022-01-01: 75%}"),
    ],
)
def test_a_value_is_written_in_the_order_of_the_days(since: str, values: str) -> None:
    content = b"ratio: {values: {2020-09-29: 80%, 2021-06-01: 70%}}\n"

    found = with_dated_value(content, "ratio", since=date.fromisoformat(since), written="75%")

    assert found.decode() == f"ratio: {{values: {values}}}\n"


@pytest.mark.parametrize(
    ("since", "values"),
    [
        ("2021-06-01", "{2020-09-29: 80%, 2021-06-01: 75%, 2022-06-01: 60%}  # the end"),
        ("2021-07-01", "{2020-09-29: 80%, 2021-06-01: 7%, 2021-07-01: 75%, 2022-06-01: 60%}"),
    ],
)
def test_a_correction_takes_the_place_of_the_value_of_its_day_alone(
    since: str, values: str
) -> None:
    content = b"ratio: {values: {2020-09-29: 80%, 2021-06-01: 7%, 2022-06-01: 60%}  # the end\n}\n"

    found = with_dated_value(
        content, "ratio", since=date.fromisoformat(since), written="75%", corrects=True
    )

    assert found.decode().startswith(f"ratio: {{values: {values}")


@pytest.mark.parametrize(
    ("parameter", "since", "written", "code"),
    [
        ("ratio", "2020-09-29", "70%", "amended_day_taken"),
        ("unknown", "2021-06-01", "70%", "parameter_unknown"),
        ("ratio", "2021-06-01", "70", "quantity_without_unit"),
        ("ratio", "2021-06-01", "70%}, x: {y: 1", "quantity_unit_unknown"),
        ("ratio", "2021-06-01", "", "quantity_missing"),
    ],
)
def test_a_value_that_cannot_be_written_is_refused(
    parameter: str, since: str, written: str, code: str
) -> None:
    with bad_input_told() as told:
        with_dated_value(ONE_LINE, parameter, since=date.fromisoformat(since), written=written)

    assert {one.code for one in told.reasons} == {code}


def test_a_change_is_noted_above_the_earlier_ones() -> None:
    noted = with_change_noted(
        "# Changes\n\n## 2020-09-29 · first\n\n- Kind: new\n".encode(),
        since=date(2021, 6, 1),
        why="质押率\n下调",
    )

    assert noted.decode() == (
        "# Changes\n\n## 2021-06-01 · 质押率 下调\n\n## 2020-09-29 · first\n\n- Kind: new\n"
    )


FOLDER = b"id: plan\n# The trial.\nin_force: {from: 2020-09-29, until: 2023-09-28}  # three years\n"


def test_a_plan_is_prolonged_and_its_comments_stay() -> None:
    longer = with_last_day(FOLDER, date(2025, 9, 28))

    assert longer == FOLDER.replace(b"2023-09-28", b"2025-09-28")


@pytest.mark.parametrize("until", ["2023-09-28", "2021-01-01"])
def test_a_plan_is_not_prolonged_to_a_day_that_it_holds_on_already(until: str) -> None:
    with pytest.raises(BadInput) as refused:
        with_last_day(FOLDER, date.fromisoformat(until))

    assert refused.value.reasons[0].code == "amended_last_day_earlier"
