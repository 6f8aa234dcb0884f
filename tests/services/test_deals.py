"""A bank keeps a deal: reports, answers, a value set, sheets; another party sees none of it."""

import io
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast, make_cast, open_indirect, state_day
from tests.conftest import Make
from tests.documents.pdf_text import text_of
from tests.services.money_cast import fresh_key
from tests.services.refusals import bad_input_told, refused

from zhidai.core.money import from_fen
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.status import Status
from zhidai.db.valuation.models import Deal, DealEntry, KeptSheet
from zhidai.engine.valuation.single import single_patents
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.services.acting import Acting
from zhidai.services.history.queries import verify
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.commands import value_uploaded_book
from zhidai.services.valuation.deal_commands import (
    NewDeal,
    enter_in_deal,
    enter_reports,
    make_sheet,
    start_deal,
)
from zhidai.services.valuation.deal_queries import (
    appraisers_view,
    deal_rows,
    deal_view,
    overrides_view,
    patent_in_deal,
    sheet_paper,
)
from zhidai.wording.deal_sheets.value import ValuePart

pytestmark = pytest.mark.django_db

ON, LATER = date(2021, 3, 1), date(2021, 9, 1)
TERMS: dict[str, Any] = {
    "loan": {
        "amount": "50万元",
        "annual_rate": "4.85%",
        "term": "12个月",
        "funding_cost": "2.5%",
        "default_probability": "2%",
    },
    "loss_shares": {"guarantor": "70%", "bank": "20%", "appraiser": "10%"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The cast, with a bank's book and a deal on two of its patents."""

    cast: Cast
    book: int
    deal: int
    numbers: tuple[str, str]


@pytest.fixture(scope="module")
def desk(made: Make) -> Desk:
    cast = made(make_cast)
    state_day(ON)
    frame = fictional_patents(60, seed=5).with_columns(lapse_date=pl.lit(None, pl.Date))
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    content = buffer.getvalue()
    answer = value_uploaded_book(cast.bank, name="本.parquet", content=content, on=ON, key="b")
    old = frame.filter(pl.col("filing_date") < date(2018, 1, 1))["patent_number"]
    numbers = (str(old[0]), str(old[1]))
    deal = started(cast.bank, book=answer["book"], patents=numbers)
    return Desk(cast=cast, book=answer["book"], deal=deal, numbers=numbers)


def started(acting: Acting, number: str = "ZD-2021-001", **more: Any) -> int:
    new = NewDeal(number=number, borrower="甲（虚构）", pledgor="甲（虚构）", **more)
    return int(start_deal(acting, new, TERMS, key=fresh_key())["deal"])


def report(number: str, value: str = "300万元", **parameters: str) -> dict[str, Any]:
    stated = {
        "revenue": "500万元", "royalty_rate": "6%", "growth": "0%", "technology_share": "100%",
        "life": "8年", "discount": "13%", "tax": "25%", **parameters,
    }  # fmt: skip
    return {
        "appraiser": "己评估公司（虚构）",
        "report_number": "己评〔2021〕1号",
        "patent_number": number,
        "on": ON.isoformat(),
        "method": "income",
        "value": value,
        "parameters": stated,
    }


def entered(desk: Desk, kind: EntryKind, content: dict[str, Any], number: str = "") -> int:
    answer = enter_in_deal(
        desk.cast.bank, desk.deal, number or desk.numbers[0], kind=kind, content=content,
        key=fresh_key(),
    )  # fmt: skip
    return int(answer["entry"])


def test_a_deal_on_two_patents_has_a_range_of_both_together(desk: Desk) -> None:
    view = deal_view(desk.cast.bank, desk.deal)

    assert [one.number for one in view.patents] == list(desk.numbers)
    sheets = [one.sheet for one in view.patents if one.sheet]
    assert view.together is not None
    assert view.together.mean == sum(one.value.mean for one in sheets)
    assert sum(one.value.p10 for one in sheets) < view.together.p10
    ended = replace(view.together.patents[1], status=Status.LAPSED)
    with_ended = replace(view.together, patents=(view.together.patents[0], ended))
    (panel,) = ValuePart(replace(sheets[0], together=with_ended), "en").together()
    assert panel.notes[-1] == f"Not in force among them: ZL{ended.number} (lapsed)."
    ratio = Decimal(500_000) / view.together.mean
    assert sheets[0].risk.loan_to_value == ratio.quantize(Decimal("0.0001"))
    (row,) = deal_rows(desk.cast.bank)
    assert (from_fen(row.amount), row.number) == (Decimal(500_000), "ZD-2021-001")


def test_a_list_is_valued_once_for_all_patents_of_a_deal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(frame: pl.DataFrame, numbers: Collection[str], **more: Any) -> Any:
        asked.append(len(numbers))
        return single_patents(frame, numbers, **more)

    monkeypatch.setattr("zhidai.services.valuation.deal_sources.single_patents", counted)
    monkeypatch.setattr("zhidai.services.valuation.deal_sources._kept", {})

    deal_view(desk.cast.bank, desk.deal)

    assert asked == [2]


def test_reports_stand_side_by_side_until_one_is_withdrawn_and_are_counted_by_appraiser(
    desk: Desk,
) -> None:
    number = desk.numbers[0]
    both = [report(number), report(number, "100万元", royalty_rate="3%")]
    enter_reports(desk.cast.bank, desk.deal, both, key=fresh_key())

    view = patent_in_deal(desk.cast.bank, desk.deal, number)

    assert view.line.sheet is not None
    for one in view.line.sheet.comparisons:
        assert sum((part.amount for part in one.parts), Decimal(0)) == one.gap
    (appraiser,) = appraisers_view(desk.cast.bank).appraisers
    assert (appraiser.reports, appraiser.appraiser) == (2, "己评估公司（虚构）")
    gone = {"entry": str(view.reports[0].id), "reason": "已出具更正报告"}
    entered(desk, EntryKind.WITHDRAWAL, gone)
    (left,) = patent_in_deal(desk.cast.bank, desk.deal, number).reports
    assert left.content["value"] == "100万元"
    assert appraisers_view(desk.cast.bank).appraisers[0].reports == 1
    with refused() as told:
        entered(desk, EntryKind.WITHDRAWAL, gone)
    assert told.codes == {("deal_report_not_standing", None)}


def test_answers_move_the_value_by_parts_that_add_up_and_a_new_sheet_shows_the_difference(
    desk: Desk,
) -> None:
    number = desk.numbers[0]
    make_sheet(desk.cast.bank, desk.deal, number, key=fresh_key())
    entered(desk, EntryKind.SCORES, {"stability": "5", "market_use": "5"})

    view = patent_in_deal(desk.cast.bank, desk.deal, number)

    assert view.judged is not None
    moved = view.judged.judged.mean - view.judged.by_data.mean
    assert moved > 0
    assert sum(view.judged.parts.values(), Decimal(0)) == moved
    assert view.line.sheet is not None
    assert view.line.sheet.value.mean == view.judged.judged.mean
    change = {str(one.figure): one.change for one in view.since}
    assert change["mean"] == moved
    entered(desk, EntryKind.SCORES, {})
    back = patent_in_deal(desk.cast.bank, desk.deal, number)
    assert {str(one.figure): one.change for one in back.since}["mean"] == 0


def test_a_sheet_made_again_later_is_another_and_the_first_stays_as_it_was(desk: Desk) -> None:
    number = desk.numbers[1]
    first = int(make_sheet(desk.cast.bank, desk.deal, number, key=fresh_key())["sheet"])
    kept = sheet_paper(desk.cast.bank, desk.deal, first, "zh")
    state_day(LATER)

    view = patent_in_deal(desk.cast.bank, desk.deal, number)
    second = int(make_sheet(desk.cast.bank, desk.deal, number, key=fresh_key())["sheet"])

    state_day(ON)
    assert any(one.change for one in view.since)
    assert sheet_paper(desk.cast.bank, desk.deal, first, "zh") == kept
    text = text_of(sheet_paper(desk.cast.bank, desk.deal, second, "en")[1])
    assert "2021-09-01" in text
    assert all(one in text for one in desk.numbers)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptSheet.objects.update(figures={})
    with pytest.raises(IntegrityError), transaction.atomic():
        DealEntry.objects.all().delete()


def test_a_value_set_by_an_officer_is_reported_and_changes_no_other_figure(desk: Desk) -> None:
    number = desk.numbers[0]
    before = patent_in_deal(desk.cast.bank, desk.deal, number).line.sheet
    said = {"value": "60万元", "by": "赵一（虚构）", "reason": "已有两家企业书面询价"}
    entered(desk, EntryKind.OVERRIDE, said)

    view, after = overrides_view(desk.cast.bank), patent_in_deal(desk.cast.bank, desk.deal, number)

    assert before is not None
    assert after.line.sheet is not None
    ((deal, one),) = view.overrides
    assert (deal, one.by, one.internal) == (desk.deal, "赵一（虚构）", before.value.mean)
    assert after.line.sheet.value == before.value
    assert view.report is not None
    assert view.report.overrides == 1
    with refused() as told:
        entered(desk, EntryKind.OVERRIDE, said | {"reason": " \u200b"})
    assert told.codes == {("deal_override_needs_reason", None)}


def test_approaches_are_reconciled_with_our_value_of_the_day(desk: Desk) -> None:
    number = desk.numbers[0]
    content = {
        "cost": {
            "spent": [{"what": "研发人员", "on": "2019-06-30", "amount": "80万元"}],
            "price_growth": "2%", "profit": "10%", "used": "4年", "left": "8年",
        },
        "weights": {"income": "60%", "cost": "40%"},
        "reason": "尚无可比交易",
    }  # fmt: skip
    entered(desk, EntryKind.APPROACHES, content)

    view = patent_in_deal(desk.cast.bank, desk.deal, number)

    assert view.line.sheet is not None
    found = view.line.sheet.approaches
    assert found is not None
    assert found.income == view.line.sheet.value.mean
    assert sum(found.reconciled.parts.values()) == found.reconciled.value
    with bad_input_told() as told:
        entered(desk, EntryKind.APPROACHES, content | {"weights": {"income": "60%", "cost": "30%"}})
    assert told.reasons[0].code == "approaches_weights_not_one"


def test_what_cannot_be_read_changes_nothing(desk: Desk) -> None:
    before = DealEntry.objects.count()

    for kind, content, code in (
        (EntryKind.TERMS, TERMS | {"loss_shares": {"bank": "90%"}}, "loss_shares"),
        (EntryKind.FACTS, {"granted": "perhaps"}, "valuation_field_not_choice"),
        (EntryKind.ECONOMICS, {"revenue": "300", "source": "审计报告"}, "money_without_unit"),
        (EntryKind.SCORES, {"stability": "9"}, "valuation_field_not_choice"),
        (EntryKind.REPORT, report(desk.numbers[0]) | {"on": "2031-01-01"}, "appraisal_dated_later"),
    ):
        with bad_input_told() as told:
            entered(desk, kind, content)
        assert told.reasons[0].code.startswith(code)
    with bad_input_told() as told:
        enter_reports(
            desk.cast.bank, desk.deal,
            [report(desk.numbers[0]), report("201510000001.0")], key=fresh_key(),
        )  # fmt: skip
    assert told.reasons[0].code == "deal_patent_not_in_deal"
    assert DealEntry.objects.count() == before


def test_a_patent_of_a_case_outside_any_book_is_valued_once_its_revenue_is_known(
    desk: Desk,
) -> None:
    case = open_indirect(desk.cast)
    deal = started(desk.cast.bank, "ZD-2021-002", case=case)
    (line,) = deal_view(desk.cast.bank, deal).patents
    assert [one.code for one in line.against] == ["appraisal_patent_without_economics"]

    enter_in_deal(
        desk.cast.bank, deal, line.number, kind=EntryKind.ECONOMICS,
        content={"revenue": "4000万元", "royalty_rate": "3.5%", "source": "审计报告（虚构）"},
        key=fresh_key(),
    )  # fmt: skip

    (valued,) = deal_view(desk.cast.bank, deal).patents
    assert valued.sheet is not None
    assert valued.sheet.value.by_economics
    assert valued.sheet.value.mean > 0
    for stranger in (desk.cast.other_bank, desk.cast.guarantor):
        with pytest.raises(NotFound):
            deal_view(stranger, deal)
        assert deal_rows(stranger) == []
    with pytest.raises(NotFound):
        started(desk.cast.other_bank, "ZD-2021-003", case=case)
    assert list(verify()) == []


def test_a_number_is_used_once_and_the_same_form_starts_one_deal(desk: Desk) -> None:
    with refused() as told:
        started(desk.cast.bank, book=desk.book, patents=desk.numbers)
    assert told.codes == {("deal_number_taken", None)}
    new = NewDeal(
        number="ZD-2021-009", borrower="乙", pledgor="乙", book=desk.book, patents=desk.numbers
    )
    twice = [start_deal(desk.cast.bank, new, TERMS, key="once")["deal"] for _ in range(2)]

    assert twice[0] == twice[1]
    assert Deal.objects.filter(number="ZD-2021-009").count() == 1
    with refused() as told:
        started(desk.cast.bureau, "ZD-2021-010", book=desk.book, patents=desk.numbers)
    assert told.codes == {("valuation_not_yours", None)}
