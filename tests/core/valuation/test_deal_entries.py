"""The newest entry of a kind holds; reports stand side by side; sheets are held together."""

from decimal import Decimal

import pytest
from tests.services.refusals import bad_input_told

from zhidai.core.valuation.deal_entries import (
    Entry,
    EntryKind,
    newest,
    read_economics,
    standing_reports,
    written_deal,
)
from zhidai.core.valuation.pledged_together import PledgedValue, pledged_together
from zhidai.core.valuation.sheet_figures import SheetFigure, as_kept, changes, from_kept
from zhidai.core.valuation.status import Status

ONE, OTHER = "201510000001.0", "201510000002.9"


def entry(place: int, kind: EntryKind, patent: str = ONE, **content: object) -> Entry:
    return Entry(id=place, kind=kind, patent=patent, content=content)


def test_the_newest_entry_holds_and_another_patents_does_not() -> None:
    entries = (
        entry(1, EntryKind.FACTS, granted="yes"),
        entry(2, EntryKind.FACTS, granted="no"),
        entry(3, EntryKind.FACTS, OTHER, granted="yes"),
    )

    found = newest(entries, EntryKind.FACTS, ONE)

    assert found is not None
    assert found.id == 2
    assert newest(entries, EntryKind.OVERRIDE, ONE) is None


def test_a_withdrawn_report_stands_no_more_and_the_others_keep_their_order() -> None:
    entries = (
        entry(1, EntryKind.REPORT, value="1"),
        entry(2, EntryKind.REPORT, value="2"),
        entry(3, EntryKind.WITHDRAWAL, entry="1", reason="superseded"),
        entry(4, EntryKind.REPORT, OTHER, value="4"),
        entry(5, EntryKind.REPORT, value="5"),
    )

    assert [one.id for one in standing_reports(entries, ONE)] == [2, 5]
    written = written_deal({"number": "1"}, entries, patent=ONE, on="2021-03-01")
    assert [one["value"] for one in written["reports"]] == ["2", "5"]
    assert "facts" not in written


@pytest.mark.parametrize(
    ("growth", "code"),
    [("-90%", None), ("90%", None), ("90.1%", "out_of_range"), ("9", "quantity")],
)
def test_growth_beyond_what_a_book_takes_is_refused(growth: str, code: str | None) -> None:
    written = {"revenue": "100万元", "source": "审计报告（虚构）", "growth": growth}
    if code is None:
        assert read_economics(written).growth == Decimal(growth.removesuffix("%")) / 100
        return

    with bad_input_told() as told:
        read_economics(written)

    assert code in told.reasons[0].code


def test_patents_together_range_less_wide_than_the_sum_of_their_ranges() -> None:
    one = PledgedValue(
        number=ONE,
        status=Status.IN_FORCE,
        mean=Decimal("100.00"),
        p10=Decimal("40.00"),
        p50=Decimal("80.00"),
        p90=Decimal("180.00"),
        liquidation=Decimal("20.00"),
    )

    found = pledged_together([one] * 3, correlation=0.3)

    assert (found.mean, found.liquidation) == (Decimal("300.00"), Decimal("60.00"))
    assert Decimal("120.00") < found.p10 < found.p50 < found.p90 < Decimal("540.00")
    assert pledged_together([], correlation=0.3).mean == 0
    alone = pledged_together([one], correlation=0.3)
    assert (alone.p10, alone.p50, alone.p90) == (one.p10, one.p50, one.p90)


def test_figures_of_a_kept_sheet_come_back_and_show_what_changed() -> None:
    before = {SheetFigure.MEAN: Decimal("100.00"), SheetFigure.GAP: None}
    now = {SheetFigure.MEAN: Decimal("90.50"), SheetFigure.GAP: Decimal("9.50")}

    found = {one.figure: one for one in changes(from_kept(as_kept(before)), now)}

    assert found[SheetFigure.MEAN].change == Decimal("-9.50")
    assert found[SheetFigure.GAP].change is None
    assert SheetFigure.P10 not in found
