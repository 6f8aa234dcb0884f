"""An amount in a table of several is read whole on a terminal of 80 columns."""

from datetime import date
from decimal import Decimal

import pytest

from zhidai.cli import npl
from zhidai.core.dashboards.ratio import RatioLine
from zhidai.core.labels import Label
from zhidai.core.policy.breakers import BreakerScope


def test_three_amounts_beside_a_name_are_not_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    name = Label(zh="示范市银行股份有限公司（虚构）", en="Bank of the Demo City (fictional)")
    line = RatioLine(
        by="bank", name=name, of="1", overdue=Decimal("185000000.00"),
        total=Decimal("885000000.00"), ratio=Decimal("0.209039"), headroom=Decimal("100000.50"),
        is_above=True, is_warned=None,
    )  # fmt: skip
    found = npl.NplAnswer(
        scope="示范市", source="台账", on=date(2021, 4, 1), threshold=Decimal("0.05"),
        line_itself_trips=False, warning=None, held_against=BreakerScope.SCHEME, lines=(line,),
    )  # fmt: skip

    npl._print(found)

    told = capsys.readouterr().out
    for amount in ("185,000,000.00", "885,000,000.00", "100,000.50", "20.90%"):
        assert f" {amount} " in told
