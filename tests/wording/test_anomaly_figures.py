"""Ratios of anomalies are written alike: measured, threshold and each record to two decimals."""

from decimal import Decimal

import pytest

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.wording.anomalies import evidence_figure, figure

RATIOS = (
    AnomalyKind.AMOUNT_OUT_OF_LINE,
    AnomalyKind.QUARTER_END_BUNCHING,
    AnomalyKind.APPRAISER_ALWAYS_HIGH,
)


@pytest.mark.parametrize("kind", RATIOS)
@pytest.mark.parametrize(
    ("ratio", "text"),
    [("0.8", "80.00%"), ("0.85", "85.00%"), ("0.8571", "85.71%"), ("1.25", "125.00%")],
)
def test_every_ratio_has_two_decimals(kind: AnomalyKind, ratio: str, text: str) -> None:
    assert figure(kind, Decimal(ratio), "zh-hans") == text


def test_a_record_has_as_many_as_its_finding() -> None:
    for kind in (AnomalyKind.AMOUNT_OUT_OF_LINE, AnomalyKind.APPRAISER_ALWAYS_HIGH):
        assert evidence_figure(kind, Decimal("1.5"), "en") == figure(kind, Decimal("1.5"), "en")
