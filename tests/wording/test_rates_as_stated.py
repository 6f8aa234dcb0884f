"""A rate is written with every digit it has: 3.85% times 1.3 is 5.005%, and not 5.01%."""

from datetime import timedelta
from decimal import Decimal

import pytest

from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.xray.defaults import highest_rate
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.schemes.reader import shipped
from zhidai.wording.rates import stated_percent, stated_rate
from zhidai.wording.xray import sections

LPR = Decimal("0.0385")


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [("0.05005", "5.005%"), ("0.048", "4.80%"), ("0.7", "70.00%"), ("0.0000125", "0.00125%")],
)
def test_a_stated_rate_loses_no_digit(ratio: str, shown: str) -> None:
    assert stated_rate(Decimal(ratio)) == shown


@pytest.mark.parametrize(("ratio", "shown"), [("0.05005", "5.005%"), ("0.7", "70%")])
def test_a_deal_sheet_writes_a_rate_with_every_digit(ratio: str, shown: str) -> None:
    assert stated_percent(Decimal(ratio)) == shown


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_x_ray_shows_the_rate_that_it_computes_with(language: str) -> None:
    scheme = shipped("qinglan-2021")
    day = scheme.in_force_from
    premises = Premises(
        on=day,
        amount=Decimal(3_000_000),
        days=365,
        rate=highest_rate(
            scheme,
            day,
            LprQuote(since=day, one_year=LPR, over_five_years=LPR),
            due_on=day + timedelta(days=365),
        ),
        lpr=LPR,
        lpr_five_years=LPR,
        funding_cost=Decimal("0.025"),
    )

    made = sections(xray(scheme, premises), scheme, language)

    cells = [cell for section in made[:2] for row in section.rows for cell in row]
    assert "5.005%" in cells
    assert any(cell.startswith("2.505%") for cell in cells)  # the bank's margin, by the same rate
    assert not any("5.01%" in cell for cell in cells)
