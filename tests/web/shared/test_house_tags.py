"""Money, deadlines and tables as templates show them."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from zhidai.web.shared.components import Column, Tone, table
from zhidai.web.shared.templatetags.house import (
    deadline,
    deadline_tone,
    idempotency_key,
    ten_thousands,
    yuan,
)

TODAY = date(2021, 3, 1)


def test_fen_are_shown_with_two_decimals_and_thousands_separators() -> None:
    assert yuan(300_000_000) == "¥3,000,000.00"
    assert yuan(5) == "¥0.05"
    assert yuan(-123456) == "-¥1,234.56"
    assert yuan(0) == "¥0.00"
    assert yuan(None) == "—"


def test_a_float_is_never_money() -> None:
    with pytest.raises(TypeError):
        yuan(3.0)  # type: ignore[arg-type]


def test_amounts_are_echoed_in_ten_thousands() -> None:
    with translation.override("zh-hans"):
        assert ten_thousands(300_000_000) == "300万元"
        assert ten_thousands(123_450) == "0.12345万元"
    with translation.override("en"):
        assert ten_thousands(300_000_000) == "3 million yuan"
        assert ten_thousands(15_000_000) == "150 thousand yuan"
        assert ten_thousands(99_950) == "999.5 yuan"


def test_deadlines_are_said_in_words() -> None:
    with translation.override("en"):
        assert deadline(date(2021, 3, 6), TODAY) == "5 days left (by 6 March)"
        assert deadline(date(2021, 3, 2), TODAY) == "1 day left (by 2 March)"
        assert deadline(TODAY, TODAY) == "Due today"
        assert deadline(date(2021, 2, 28), TODAY) == "1 day late (was due 28 February)"
        assert deadline(date(2022, 1, 1), TODAY) == "306 days left (by 1 January 2022)"
    with translation.override("zh-hans"):
        assert deadline(date(2021, 3, 6), TODAY) == "剩 5 天（3月6日前）"
        assert deadline(date(2021, 2, 26), TODAY) == "逾期 3 天（应于2月26日前）"


def test_a_deadline_is_amber_from_five_days_and_red_only_once_it_has_lapsed() -> None:
    assert deadline_tone(date(2021, 3, 7), TODAY) is Tone.PLAIN
    assert deadline_tone(date(2021, 3, 6), TODAY) is Tone.WARNING
    assert deadline_tone(TODAY, TODAY) is Tone.WARNING
    assert deadline_tone(date(2021, 2, 28), TODAY) is Tone.BAD


def test_on_a_phone_a_row_of_more_than_two_columns_is_a_card() -> None:
    narrow = table(caption="Balances", columns=["Loan", "Balance"], rows=[("HT-1", 1)])
    wide = table(caption="Balances", columns=["Loan", "Bank", ""], rows=[("HT-1", "B", "C")])

    assert "table-cards" not in render_to_string("shared/components/table.html", {"table": narrow})
    text = render_to_string("shared/components/table.html", {"table": wide})
    assert 'class="table-cards"' in text
    assert '<td role="cell">C</td>' in text  # without a heading there is none to repeat


def test_a_table_names_rows_aligns_numbers_and_shows_a_dash_for_none() -> None:
    made = table(
        caption="Balances",
        columns=["Loan", Column(label="Balance", unit="yuan", is_numeric=True)],
        rows=[("HT-1", 12345), ("<b>", None)],
    )

    text = render_to_string("shared/components/table.html", {"table": made})

    assert "<caption>Balances</caption>" in text
    assert '<th scope="row" role="rowheader" data-label="Loan">HT-1</th>' in text
    balance = '<td role="cell" class="numeric" data-label="Balance (yuan)">'
    assert f"{balance}12,345</td>" in text
    assert f"{balance}—</td>" in text
    assert "&lt;b&gt;" in text


def test_a_row_of_another_length_than_the_header_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(caption="c", columns=["a", "b"], rows=[("only one",)])


def test_every_form_shown_has_its_own_key() -> None:
    assert idempotency_key() != idempotency_key()
