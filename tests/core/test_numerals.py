"""Numbers are read as people write them, and what can be read in two ways is refused."""

from decimal import Decimal

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.numerals import normalise, parse_number
from zhidai.wording.speech import sentence


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1000万", "10000000"),
        ("伍仟万", "50000000"),
        ("一千万", "10000000"),
        ("1.5亿", "150000000"),
        ("10,000,000", "10000000"),
        ("10000000.00", "10000000"),
        ("１０００ 万", "10000000"),
        ("10 000 000", "10000000"),
        ("1亿5000万", "150000000"),
        ("1万2000.50", "12000.50"),
        ("5千万", "50000000"),
        ("两千万", "20000000"),
        ("一点五亿", "150000000"),
        ("一亿零五百万", "105000000"),
        ("三万零五", "30005"),
        ("五千万零三百", "50000300"),
        ("壹佰贰拾叁", "123"),
        ("一千零五十", "1050"),
        ("十五", "15"),
        ("零", "0"),
        ("1.2万亿", "1200000000000"),
    ],
)
def test_a_number_is_read_as_written(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "三万五",
        "一千五",
        "3万5",
        "5 10",
        "10,00",
        "1,0000",
        "1e7",
        "NaN",
        "Infinity",
        "+5",
        ".5",
        "5.",
        "1.2.3",
        "",
        "万",
        "1000万万",
        "1亿50000万",
        "1.5亿3000万",
        "零五",
        "一千零",
        "二〇二一",
        "١٢",
        "²",
        "1" * 19,
        "1" * 1000,
        "一二",
        "点五",
        "一点",
        "十零五",
        "5元",
    ],
)
def test_what_is_not_exactly_one_number_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_number(written)

    assert refused.value.reasons[0].code == "numeral_unreadable"


@pytest.mark.parametrize("written", ["-5", "－5", "−5", "负五"])  # noqa: RUF001
def test_a_negative_number_is_read_only_where_asked_for(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_number(written)

    assert refused.value.reasons[0].code == "numeral_negative"
    assert parse_number(written, allow_negative=True) == -5


def test_full_width_text_is_brought_to_ascii_without_spaces() -> None:
    assert normalise(" ＺＬ ２０１７１０６０１８６２．３　") == "ZL201710601862.3"  # noqa: RUF001


def test_the_refusal_quotes_what_was_written_and_shows_how_to_write_it() -> None:
    with pytest.raises(BadInput) as refused:
        parse_number("三万五")

    told = sentence(refused.value.reasons[0], "zh-hans")
    assert "三万五" in told
    assert "1000万" in told
