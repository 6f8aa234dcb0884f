# ruff: noqa: RUF001 - odd forms are what is read here
"""A policy's text without its look, and the way back into the original."""

import pytest

from zhidai.core.policy_text.reading import plain_text, read


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("１０００ 万\n元", "1000万元"),
        ("〔２０２０〕３２号", "(2020)32号"),
        ("［含］", "(含)"),
        ("⼀次", "一次"),  # a radical, as PDF writers put it in place of the character
        ("试\u200b行\ufeff期", "试行期"),
        ("“赣知贷”", '"赣知贷"'),
        ("㈠申请", "(一)申请"),
        ("1²", "1²"),
    ],
)
def test_a_text_is_read_without_its_look(written: str, plain: str) -> None:
    assert plain_text(written) == plain


def test_each_plain_character_knows_where_it_stood() -> None:
    text = "贷款 不超过\n１０００ 万元。"

    reading = read(text)

    start = reading.plain.index("1000万元")
    span = reading.span(start, start + len("1000万元"))
    assert text[span.start : span.end] == "１０００ 万元"


def test_a_line_that_is_only_a_page_number_is_left_out() -> None:
    assert read("应及时\n— 12 —\n通报\n第 3 页 共 9 页\n监管机构").plain == "应及时通报监管机构"


def test_two_cells_of_a_table_do_not_make_one_number() -> None:
    assert read("3\t5").plain == "3|5"
    assert read("3 5").plain == "35"


def test_the_empty_text_has_an_empty_plain_form() -> None:
    assert read("").plain == ""
    assert read("").span(0, 0).start == 0
