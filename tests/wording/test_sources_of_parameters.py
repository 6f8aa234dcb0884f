"""Where the shipped parameters come from is said in Chinese on a Chinese paper."""

import pytest

from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.wording.deal_sheets.panels import said_source


@pytest.mark.parametrize(
    "source", [valuation_parameters().source, valuation_parameters().lapse.source]
)
def test_a_shipped_source_is_said_in_both_languages(source: str) -> None:
    said = said_source(source, "zh-hans")

    assert said != said_source(source, "en")
    assert any("一" <= sign <= "鿿" for sign in said)


def test_a_banks_own_source_is_said_as_it_wrote_it() -> None:
    assert said_source("Our own  statistics\n2025", "zh-hans") == "Our own statistics 2025"
