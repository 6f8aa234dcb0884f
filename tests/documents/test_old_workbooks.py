"""Old Excel files are read like new ones; protected, broken and lying ones get a sentence."""

import struct
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.old_workbook_bytes import Failed, old_workbook, record, workbook_stream

from zhidai.core.errors import BadInput
from zhidai.documents.compound_files import BrokenContainer, container_of, streams_in
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.patent_list_file import read_patent_list
from zhidai.documents.tables import read_table

HEADING = ("借款人", "借据号", "放款金额（万元）", "放款日期", "到期日")
LOAN = ("赣州甲科技有限公司", "JJ-1", 300, date(2021, 3, 1), date(2022, 2, 28))
CIPHER = record(0x2F, bytes(6))


def refusal(content: bytes, name: str = "台账.xls") -> str:
    with pytest.raises(BadInput) as refused:
        read_ledger_sheets(content, name=name)
    return refused.value.reasons[0].code


def test_texts_numbers_and_days_are_read_and_merged_cells_known() -> None:
    content = old_workbook(
        {"台账": [("某行台账",), HEADING, LOAN], "说明": [("无",)]}, merged=[(0, 0, 0, 4)]
    )

    ledger, remark = read_ledger_sheets(content, name="台账.XLS")

    assert (ledger.name, remark.name) == ("台账", "说明")
    assert ledger.rows[2] == (*LOAN[:2], Decimal(300), *LOAN[3:])
    assert ledger.shown(0, 4) == "某行台账"
    assert len(ledger.rows) == 3  # not the 65,536 that the sheet claims


def test_lists_and_tables_come_in_old_files_too() -> None:
    content = old_workbook(
        {"清单": [("专利号", "申请日"), ("ZL201710601862.3", date(2017, 7, 21))]}
    )

    listed = read_patent_list(content, name="清单.xls")
    table = read_table(content, name="清单.xls")

    assert [*listed.patents] == ["201710601862.3"]
    assert table.rows[0].cells["申请日"] == "2017-07-21"


def test_a_cell_whose_formula_failed_says_so_and_is_not_taken_for_empty() -> None:
    failed = ("ZL201710601862.3", Failed(0x07), Failed(0x2A, is_formula=True), None)
    content = old_workbook(
        {
            "清单": [("专利号", "申请日", "被引证次数", "IPC"), failed],
            "说明": [("无", Failed(0x17), None, None)],
        }
    )

    table = read_table(content, name="清单.xls")
    listed, remark = read_ledger_sheets(content, name="清单.xls")

    assert dict(table.rows[0].cells) == {
        "专利号": "ZL201710601862.3", "申请日": "#DIV/0!", "被引证次数": "#N/A", "IPC": "",
    }  # fmt: skip
    assert listed.shown(1, 2) == "#N/A"
    assert remark.shown(0, 1) == "#REF!"


@pytest.mark.parametrize("name", ["台账.xls", "台账.xlsx"])
def test_a_password_is_said_whatever_the_ending(name: str) -> None:
    new = container_of("EncryptedPackage", b"cipher")
    old = old_workbook({"台账": [LOAN]}, in_globals=CIPHER)

    assert refusal(new, name) == "table_with_password"
    assert refusal(old, name) == "table_with_password"


def test_a_new_file_under_the_old_ending_is_read() -> None:
    from tests.documents import ledger_layouts as layouts

    sheets = read_ledger_sheets(layouts.plain(), name="导出.xls")

    assert sheets[0].rows[0][0] == "借款人"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"\xd0\xcf\x11\xe0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        container_of("WordDocument", b"text"),
        old_workbook({"台账": [HEADING, LOAN]})[:-512],
        old_workbook({}, in_globals=record(0x85, struct.pack("<IBBBB", 8, 0, 0, 1, 1) + b"a\0")),
        old_workbook({"台账": [LOAN]}, in_globals=record(0xFC, struct.pack("<II", 1, 2**31 - 1))),
    ],
    ids=["web page", "cut", "only a mark", "word", "without table", "sheet astray", "strings"],
)
def test_what_is_broken_is_said_in_one_sentence(content: bytes) -> None:
    assert refusal(content) == "table_file_damaged"


def test_a_sheet_with_a_cell_far_off_is_refused_before_it_is_laid_out() -> None:
    corner = record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1.0))
    stream = workbook_stream({"a": [(1,)]})
    end = len(stream) - 4

    assert refusal(container_of("Workbook", stream[:end] + corner + stream[end:])) == (
        "table_too_many_cells"
    )


def test_sheets_that_begin_at_one_place_are_refused() -> None:
    """A small file may not have one sheet laid out a thousand times."""
    stream = workbook_stream({"a": [(1,)], "b": [(2,)]})
    first, second = (
        at for at in range(len(stream)) if stream[at : at + 4] == struct.pack("<HH", 0x85, 10)
    )
    same = stream[: second + 4] + stream[first + 4 : first + 8] + stream[second + 8 :]

    assert refusal(container_of("Workbook", same)) == "table_file_damaged"


def test_chains_that_run_in_a_circle_are_refused() -> None:
    content = bytearray(container_of("Workbook", b"x" * 5000))
    directory = 10  # ten sectors of the stream stand before it
    own = len(content) - 512 + 4 * directory
    content[own : own + 4] = struct.pack("<I", directory)  # it is followed by itself

    with pytest.raises(BrokenContainer):
        streams_in(bytes(content))


def test_a_small_stream_is_found_inside_the_roots_own() -> None:
    """As Office writes what is below 4,096 bytes: in sectors of 64 bytes with a table of theirs."""
    small = bytes(range(100))
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    content = bytearray(container_of("CompObj", b""))
    directory = 512 + 8 * 512
    struct.pack_into("<I", content, 60, 1)  # the table of small sectors is sector 1
    struct.pack_into("<II", content, directory + 116, 0, 128)  # the root: sector 0
    struct.pack_into("<II", content, directory + 128 + 116, 0, len(small))
    content[512:640] = small.ljust(128, b"\0")
    struct.pack_into("<128I", content, 1024, 1, end, *[free] * 126)
    struct.pack_into("<2I", content, len(content) - 512, end, end)

    assert streams_in(bytes(content)) == {"CompObj": small}


@given(stream=st.binary(max_size=20_000))
@settings(max_examples=10, deadline=None)
def test_a_stream_comes_out_as_it_went_in(stream: bytes) -> None:
    found = streams_in(container_of("Workbook", stream))["Workbook"]

    assert found[: len(stream)] == stream
    assert not found[len(stream) :].strip(b"\0")


@given(at=st.integers(0, 6_000), put=st.binary(min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_no_damage_leads_to_anything_but_sheets_or_a_sentence(at: int, put: bytes) -> None:
    content = old_workbook({"台账": [HEADING, LOAN]})
    damaged = content[:at] + put + content[at + len(put) :]

    with suppress(BadInput):
        assert isinstance(read_ledger_sheets(damaged, name="台账.xls"), tuple)
