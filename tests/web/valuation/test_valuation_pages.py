"""A bank has a list of patents valued in the browser, and reads why each is worth what."""

import io
import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from tests.cast import Cast, make_cast_without_agreements, state_day
from tests.conftest import Make
from tests.documents.pdf_text import text_of
from tests.services.refusals import bad_input_told, refused

from zhidai.core.valuation.indicator_parts import points_of
from zhidai.db.history.models import Event
from zhidai.db.parties.models import Person
from zhidai.db.valuation.models import ValuedBook
from zhidai.documents.tables import read_table
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.commands import value_uploaded_book
from zhidai.services.valuation.patents import patent_view
from zhidai.services.valuation.queries import book_view, patent_rows, values_of

pytestmark = pytest.mark.django_db

ON = date(2021, 3, 1)
OK, SEE_OTHER, UNPROCESSABLE, NO_SUCH = 200, 302, 422, 404


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    cast = made(make_cast_without_agreements)
    state_day(ON)
    return cast


@pytest.fixture(scope="module")
def content() -> bytes:
    buffer = io.BytesIO()
    fictional_patents(120, seed=5).write_parquet(buffer)
    return buffer.getvalue()


def valued(
    acting: Acting, content: bytes, *, name: str = "本.parquet", on: date | None = None
) -> int:
    answer = value_uploaded_book(acting, name=name, content=content, on=on, key="value")
    return int(answer["book"])


def signed_in(acting: Acting) -> Client:
    client = Client()
    person = Person.objects.get(pk=acting.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_list_sent_in_the_browser_becomes_a_book_with_totals_groups_and_patents(
    cast: Cast, content: bytes
) -> None:
    client = signed_in(cast.bank)
    file = SimpleUploadedFile("本.parquet", content)

    sent = client.post("/en/valuation/", {"patents": file, "on": "", "idempotency_key": "one"})
    page = client.get(sent["Location"])

    text = page.content.decode()
    assert (sent.status_code, page.status_code) == (SEE_OTHER, OK)
    assert "Indicative: made with our own weights" in text
    assert all(part in text for part in ("By IPC class", "By owner", "Range of the total"))
    assert "<svg" in text
    assert "is set to 750,000.00 yuan" in text
    assert "the survival model is not calibrated" in text


def test_the_totals_of_a_book_are_the_sums_of_its_patents(cast: Cast, content: bytes) -> None:
    book = valued(cast.bank, content)

    view, rows = book_view(cast.bank, book), patent_rows(cast.bank, book)

    fen = sum(int(Decimal(f"{row.mean:.2f}") * 100) for row in rows)
    assert view.book.total_value == fen
    assert sum(bar.count for bar in view.distribution) == view.book.in_force
    assert sum(group.total for group in view.groups["kind"]) == pytest.approx(fen / 100)
    assert view.together.p10 < fen / 100 < view.together.p90 * 2


def test_a_patent_page_explains_the_value_to_the_fen_in_both_languages(
    cast: Cast, content: bytes
) -> None:
    book = valued(cast.bank, content)
    best = patent_rows(cast.bank, book)[0]

    view = patent_view(cast.bank, book, best.number)
    pages = [
        signed_in(cast.bank).get(f"/{language}/valuation/{book}/{best.number}/")
        for language in ("en", "zh-hans")
    ]

    parts = [Decimal(f"{amount:.2f}") for _, amount in view.bridge]
    assert sum(parts) == Decimal(f"{best.mean:.2f}")
    assert [page.status_code for page in pages] == [OK, OK]
    assert all(f"{best.mean:,.2f}" in page.content.decode() for page in pages)
    assert "价值构成" in pages[1].content.decode()
    assert "Indicative: made with our own weights" in pages[0].content.decode()
    assert "参考值：按本平台自定权重计算" in pages[1].content.decode()
    assert ("存续模型未就该专利类型或分类校准" in pages[1].content.decode()) is (
        not view.is_calibrated
    )


def test_a_patent_has_a_radar_with_its_scores_and_a_report_on_paper_in_the_language_of_the_page(
    cast: Cast, content: bytes
) -> None:
    book, client = valued(cast.bank, content), signed_in(cast.bank)
    best = patent_rows(cast.bank, book)[0]

    page = client.get(f"/en/valuation/{book}/{best.number}/").content.decode()
    english, chinese = (
        text_of(client.get(f"/{language}/valuation/{book}/{best.number}/report.pdf").content)
        for language in ("en", "zh-hans")
    )

    for _name, score in patent_view(cast.bank, book, best.number).scores:
        assert f'font-weight="bold">{score:.1f}</tspan>' in page
    for told in (english, chinese):
        assert f"{best.mean:,.2f}" in told
        assert f"ZL{best.number}" in told
    assert "Indicative:madewithourownweights" in english  # set without spaces
    assert "Whatbibliographicdatacannottell" in english
    assert "著录数据说明不了什么" in chinese


def test_the_fan_begins_with_the_range_of_the_value_itself(cast: Cast, content: bytes) -> None:
    book = valued(cast.bank, content)
    rows = [row for row in patent_rows(cast.bank, book) if row.mean > 0]

    for row in rows[:10]:
        today = patent_view(cast.bank, book, row.number).outlook[0]

        assert (today.kept, today.p10) == (1.0, pytest.approx(row.p10, rel=1e-3, abs=0.02))


def test_what_is_similar_is_another_patent_of_the_same_kind_in_force(
    cast: Cast, content: bytes
) -> None:
    book = valued(cast.bank, content)
    best = patent_rows(cast.bank, book)[0]

    similar = patent_view(cast.bank, book, best.number).similar

    assert similar
    assert best.number not in {one.number for one in similar}
    assert all(one.mean > 0 for one in similar)


def test_the_excel_export_holds_every_patent_with_its_bridge(cast: Cast, content: bytes) -> None:
    book = valued(cast.bank, content)

    sent = signed_in(cast.bank).get(f"/en/valuation/{book}/values.xlsx")

    table = read_table(sent.content, name="values.xlsx")
    written = sum(Decimal(row.cells["value_mean"]) for row in table.rows)
    assert len(table.rows) == 120
    assert {"value_mean", "renewal_floor", "bridge_typical"} <= set(table.columns)
    assert float(written) == pytest.approx(values_of(cast.bank, book)[1]["value_mean"].sum())


def test_a_book_is_found_by_its_own_party_alone(cast: Cast, content: bytes) -> None:
    book = valued(cast.bank, content)

    for query in (
        lambda: book_view(cast.guarantor, book),
        lambda: patent_rows(cast.guarantor, book),
        lambda: values_of(cast.guarantor, book),
        lambda: patent_view(cast.guarantor, book, "201510000001.0"),
    ):
        with pytest.raises(NotFound):
            query()
    assert signed_in(cast.appraiser).get(f"/en/valuation/{book}/").status_code == NO_SUCH


def test_the_same_form_sent_twice_values_once(cast: Cast, content: bytes) -> None:
    first = valued(cast.bank, content)
    second = valued(cast.bank, content)

    assert first == second
    assert ValuedBook.objects.count() == 1
    assert Event.objects.filter(kind="book_valued").count() == 1


def test_a_kept_valuation_cannot_be_changed_or_removed(cast: Cast, content: bytes) -> None:
    valued(cast.bank, content)

    with pytest.raises(IntegrityError), transaction.atomic():
        ValuedBook.objects.update(total_value=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        ValuedBook.objects.all().delete()


def test_rejected_rows_are_told_on_the_page_with_row_and_reason(cast: Cast) -> None:
    table = (
        "申请号,专利类型,申请日\n201510000001.0,发明,2015-03-01\n201510000002.9,发明,2015-03-01\n"
        "2015\x0010000002.9,发明,2015-03-01\n"
    )
    book = valued(cast.bank, table.encode(), name="b.csv", on=ON)

    text = signed_in(cast.bank).get(f"/en/valuation/{book}/").content.decode()

    assert "Rows that were not valued" in text
    assert "check digit" in text
    assert "\\u0000" not in json.dumps(
        ValuedBook.objects.get(pk=book).rejects
    )  # PostgreSQL's limit


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("b.csv", "专利类型,申请日\n发明,2015-03-01\n", "no column patent_number"),
        ("b.csv", "申请号,专利类型,申请日\n错,发明,2015-03-01\n", "No row of the list could"),
        ("b.txt", "申请号\n", "b.txt"),
        ("b.parquet", "申请号\n", "b.parquet"),
    ],
)
def test_a_list_that_cannot_be_valued_is_refused_in_one_sentence_and_nothing_is_kept(
    cast: Cast, name: str, sent: str, said: str
) -> None:
    file = SimpleUploadedFile(name, sent.encode())

    page = signed_in(cast.bank).post(
        "/en/valuation/", {"patents": file, "on": "2021-03-01", "idempotency_key": "one"}
    )

    assert page.status_code == UNPROCESSABLE
    assert said in page.content.decode()
    assert not ValuedBook.objects.exists()


def test_a_list_longer_than_a_browser_waits_for_is_sent_to_the_command_line(
    cast: Cast, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.services.valuation.commands.MOST_PATENTS", 119)

    with bad_input_told() as told:
        valued(cast.bank, content)

    assert "at most 119 are valued here" in told.in_both_languages()


def test_a_bureau_has_no_patents_valued(cast: Cast, content: bytes) -> None:
    with refused() as told:
        valued(cast.bureau, content)

    assert told.codes == {("valuation_not_yours", None)}


def test_each_indicator_has_its_place_and_its_part_and_the_page_says_what_would_change_most(
    cast: Cast, content: bytes
) -> None:
    book = valued(cast.bank, content)
    best = patent_rows(cast.bank, book)[0].number

    view = patent_view(cast.bank, book, best)
    page = signed_in(cast.bank).get(f"/en/valuation/{book}/{best}/").content.decode()
    report = signed_in(cast.bank).get(f"/en/valuation/{book}/{best}/report.pdf").content

    by_dimension = dict(view.bridge)
    points = points_of(view.indicators)
    for dimension, score in view.scores:
        names = [one.name for one in view.indicators if one.dimension == dimension]
        parts = sum(view.indicator_parts.get(name, Decimal(0)) for name in names)
        assert parts == Decimal(f"{by_dimension[dimension]:.2f}")
        assert 50 + sum(points.get(name, 0) for name in names) == pytest.approx(score, abs=1e-3)
    assert "What would change it most" in page
    assert "Better than" in page
    assert "Whatwouldchangeitmost" in text_of(report)
    assert "issetto750,000.00yuan" in text_of(report)


def test_a_year_mistyped_in_a_list_sent_does_not_move_its_day(cast: Cast, content: bytes) -> None:
    usual = book_view(cast.bank, valued(cast.bank, content)).book
    typed = pl.when(pl.int_range(pl.len()) == 5).then(date(2935, 1, 1)).otherwise("grant_date")
    buffer = io.BytesIO()
    pl.read_parquet(content).with_columns(grant_date=typed).write_parquet(buffer)

    answer = value_uploaded_book(
        cast.bank, name="误.parquet", content=buffer.getvalue(), on=None, key="mistyped"
    )

    book = ValuedBook.objects.get(pk=int(answer["book"]))
    assert (book.valued_on, book.rejected) == (usual.valued_on, 1)
    assert book.rejects[0]["reasons"][0]["code"] == "valuation_day_to_come"
