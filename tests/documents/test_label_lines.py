"""Long names are cut where a reader would cut them, and nothing of them is lost."""

import pytest

from zhidai.documents.charts import NamedBar, span_chart
from zhidai.documents.label_lines import half_widths, in_lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Legal score", ["Legal score"]),
        (
            "Chance that annual fees are paid to the end",
            ["Chance that annual", "fees are paid to the", "end"],
        ),
        ("报告自身参数无法解释的部分", ["报告自身参数无法解释", "的部分"]),
    ],
)
def test_a_name_is_cut_between_its_words(name: str, lines: list[str]) -> None:
    cut = in_lines(name, most=20)

    assert cut.split("\n") == lines
    assert max(map(half_widths, cut.split("\n"))) <= 20


def test_a_drawing_for_a_phone_is_not_wider_than_its_column() -> None:
    bars = [NamedBar(name="Not explained by the report's own parameters", start=0, end=3_800_000)]

    wide = span_chart(bars, title="yuan", is_flat=True)
    narrow = span_chart(bars, title="yuan", is_flat=True, is_narrow=True)

    assert _width(wide) > 390
    assert _width(narrow) <= 390 - 2 * 16
    assert "explained by" in narrow


def _width(svg: str) -> float:
    return float(svg.partition(' width="')[2].partition('"')[0])
