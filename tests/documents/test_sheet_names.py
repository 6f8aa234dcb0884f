"""The name of a sheet: at most 31 characters, whole words, none that Excel refuses."""

import pytest

from zhidai.documents.workbooks import sheet_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Warnings", "Warnings"),
        ("Loans as they were read, and all", "Loans as they were read, and…"),
        ("a" * 31, "a" * 31),
        ("a" * 32, "a" * 30 + "…"),
        ("质押/登记: 按区县?", "质押 登记  按区县 "),
    ],
)
def test_a_sheet_is_named_in_whole_words(title: str, name: str) -> None:
    assert sheet_name(title) == name
