"""Series that others publish, in the browser: looked at, kept, held against the city's own."""

import html
import io
import re
from datetime import date
from urllib.parse import urlencode

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import Client

from zhidai.core.errors import BadInput
from zhidai.db.history.models import Event
from zhidai.db.parties.models import Person
from zhidai.db.published.models import PublishedFile, PublishedSeries
from zhidai.services.demonstration.stories import state_day
from zhidai.services.published.queries import series_under

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

PAGE = "/statistics/published/"
OK, GONE_ON, FORBIDDEN, NOT_FOUND, UNPROCESSABLE = 200, 302, 403, 404, 422
BACKEND = "django.contrib.auth.backends.ModelBackend"
HEADS = "series,metric,scope,source,period,value,counted,counted_zh,break,break_zh"
OF_PROVINCE = "province,amount_disbursed,江西省,省金融监管局,"
BEFORE = f"{OF_PROVINCE}2020Q4,58亿元,patents,专利,,"
AFTER = (
    f"{OF_PROVINCE}2021Q1,61亿元,patents and trademarks,专利和商标,trademarks count as well,"
    "并入商标"
)


@pytest.fixture(scope="module")
def city(loaded_city: None) -> None:
    state_day(date(2021, 2, 1))


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username), backend=BACKEND)
    return client


def file_of(*rows: str, name: str = "省里 2021.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([HEADS, *rows]).encode())


def looked_at(client: Client, *rows: str, language: str = "en") -> HttpResponse:
    return client.post(f"/{language}{PAGE}", {"published": file_of(*rows)})


def kept(client: Client, *rows: str) -> HttpResponse:
    shown = looked_at(client, *rows).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    sent = {name: html.unescape(hidden[name]) for name in ("file_name", "content")}
    sent["idempotency_key"] = hidden["idempotency_key"]
    return client.post(f"/en{PAGE}", sent, follow=True)


def page_of(client: Client, name: str = "province", *, language: str = "en", **asked: str):  # type: ignore[no-untyped-def]
    return client.get(f"/{language}{PAGE}series/?{urlencode({'name': name, **asked})}")


def text_of(response: HttpResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def rows_of(table) -> list[list[str]]:  # type: ignore[no-untyped-def]
    return [[str(cell.text) for _, cell in row] for row in table.rows]


def test_a_file_is_shown_before_it_is_kept_and_nothing_is_written_by_the_look() -> None:
    shown = looked_at(signed_in("bureau"), BEFORE, AFTER)

    text = text_of(shown)
    assert shown.status_code == OK
    assert "1 series was read. Nothing is kept yet." in text
    assert "Scope: 江西省. Source: 省金融监管局." in text
    assert "6,100,000,000.00 break: trademarks count as well" in text
    assert PublishedFile.objects.count() == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), {"en": "holds no record", "zh-hans": "没有"}),
        (
            (BEFORE, AFTER.replace("trademarks count as well,并入商标", ",")),
            {"en": "the break is not marked", "zh-hans": "口径"},
        ),
        (
            (BEFORE, BEFORE.replace("2020Q4", "2021Q1").replace("amount_disbursed",
                                                                "registered_amount")),
            {"en": "of different metrics", "zh-hans": "指标不同"},
        ),
        ((BEFORE, BEFORE.replace("2020Q4", "2019")),
         {"en": "different lengths of period", "zh-hans": "期间长度不同"}),
        ((BEFORE.replace("58亿元", "58"),), {"en": "(value):", "zh-hans": "(value)"}),
    ],
)  # fmt: skip
def test_a_file_that_would_mislead_is_refused_in_one_sentence_and_not_kept(
    rows: tuple[str, ...], said: dict[str, str], language: str
) -> None:
    shown = looked_at(signed_in("bureau"), *rows, language=language)

    assert shown.status_code == UNPROCESSABLE
    assert said[language] in text_of(shown)
    assert len(shown.context["errors"]) == 1
    assert PublishedFile.objects.count() == 0


def test_what_is_no_file_of_a_series_is_refused_too() -> None:
    bureau = signed_in("bureau")

    assert "Choose a file" in text_of(bureau.post(f"/en{PAGE}"))
    broken = bureau.post(f"/en{PAGE}", {"published": SimpleUploadedFile("a.xlsx", b"no workbook")})
    carried = {"file_name": "a.csv", "idempotency_key": "k"}
    lost = bureau.post(f"/en{PAGE}", {**carried, "content": "?"})
    changed = bureau.post(f"/en{PAGE}", {**carried, "content": "YQ=="})

    assert [one.status_code for one in (broken, lost, changed)] == [UNPROCESSABLE] * 3
    assert "did not come along" in text_of(lost)
    assert PublishedFile.objects.count() == 0


def test_a_kept_series_stands_beside_the_citys_own_with_its_break_and_both_sources() -> None:
    bureau = signed_in("bureau")

    done = kept(bureau, BEFORE, AFTER)
    found = page_of(bureau)

    assert "Kept. The series stand beside your own figures now." in text_of(done)
    assert ["province", "Amount disbursed", "江西省"] in [
        row[:3] for row in rows_of(done.context["table"])
    ]
    text = text_of(found)
    assert "省金融监管局" in text
    assert "this platform's records" in text
    assert "never stands in one series with it" in text  # the definition
    assert "Break: from Q1 2021 on trademarks count as well." in text
    assert rows_of(found.context["table"]) == [
        ["Q4 2020", "patents", "5,800,000,000.00", "—", "29,000,000.00"],
        ["Q1 2021", "patents and trademarks", "6,100,000,000.00",
         "break: trademarks count as well", "0.00"],
    ]  # fmt: skip
    notes = [str(row[-1][1].note) for row in found.context["table"].rows]
    assert notes == ["from 2020-10-26", "to date"]
    theirs, ours = (title for title, _svg in found.context["charts"])  # each on its own scale
    assert (theirs, ours) == ("江西省", found.context["view"].scope)


def test_a_whole_quarter_of_ours_is_told_as_a_part_of_theirs() -> None:
    state_day(date(2021, 4, 1))
    bureau = signed_in("bureau")
    kept(bureau, AFTER)

    (*_others, (_column, ours), (_share, share)) = page_of(bureau).context["table"].rows[0]

    assert ours.note is None
    assert str(share.text).endswith("%")


def test_who_kept_what_and_when_is_told_to_the_bureau_and_the_day_alone_to_others() -> None:
    bureau = signed_in("bureau")
    kept(bureau, BEFORE)
    person = Person.objects.get(username="bureau")

    own, others = text_of(page_of(bureau)), text_of(page_of(signed_in("bank")))

    assert f"2021-02-01 {person.party.name_en} · {person.full_name_en}" in own
    assert f"2021-02-01 {person.party.name_en}" in others
    assert person.full_name_en not in others
    (event,) = Event.objects.filter(kind="published.kept")
    assert event.person_id == person.pk
    assert event.payload["sha256"] == PublishedFile.objects.get().sha256


def test_only_a_bureau_keeps_and_only_its_own_place_sees() -> None:
    kept(signed_in("bureau"), BEFORE)

    sent = {"published": file_of(BEFORE)}
    assert signed_in("bank").post(f"/en{PAGE}", sent).status_code == FORBIDDEN
    assert signed_in("finance").post(f"/en{PAGE}", sent).status_code == FORBIDDEN
    assert page_of(signed_in("finance")).status_code == OK
    assert page_of(signed_in("qinglan-bureau")).status_code == NOT_FOUND
    elsewhere = signed_in("qinglan-bureau").get(f"/en{PAGE}")
    assert "province" not in [row[0] for row in rows_of(elsewhere.context["table"])]
    number = PublishedFile.objects.get().pk
    there = page_of(signed_in("qinglan-bureau"), file=str(number))
    assert there.status_code == NOT_FOUND
    assert page_of(signed_in("treasury")).status_code == FORBIDDEN


def test_a_later_file_takes_the_place_of_an_earlier_one_that_stays_to_be_seen() -> None:
    bureau = signed_in("bureau")
    kept(bureau, BEFORE)
    kept(bureau, BEFORE.replace("58亿元", "59亿元"), AFTER)

    found = page_of(bureau)
    (earlier,) = found.context["earlier"].rows
    before = bureau.get(earlier[0][1].url)

    assert rows_of(found.context["table"])[0][2] == "5,900,000,000.00"
    assert rows_of(before.context["table"])[0][2] == "5,800,000,000.00"
    assert "A later file has taken the place of this one." in text_of(before)


def test_a_series_goes_on_as_no_other_one_and_the_same_file_is_not_kept_twice() -> None:
    bureau = signed_in("bureau")
    kept(bureau, BEFORE)

    other = looked_at(bureau, BEFORE.replace("江西省", "全国"))
    again = looked_at(bureau, BEFORE)
    shipped = looked_at(bureau, BEFORE.replace("province", "cnipa-registered-amount"))

    assert "of different scopes: 江西省 and 全国" in text_of(other)
    assert "is kept already" in text_of(again)
    assert "of different metrics: registered_amount and amount_disbursed" in text_of(shipped)
    assert PublishedFile.objects.count() == 1


@pytest.mark.parametrize("row", [PublishedFile, PublishedSeries])
def test_what_is_kept_is_never_changed_nor_taken_away(row: type) -> None:
    kept(signed_in("bureau"), BEFORE)

    for change in (lambda: row.objects.update(id=99), row.objects.all()._raw_delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change() if change.__code__.co_argcount == 0 else change("default")


def test_chinese_headings_and_metrics_by_name_are_read_alike() -> None:
    heads = "序列,指标,统计范围,来源,期间,数值,统计内容,口径变化"
    row = "全省,贷款发放额,江西省,省金融监管局,2020年第四季度,58亿元,专利,"
    content = f"{heads}\n{row}".encode("gb18030")
    sent = {"published": SimpleUploadedFile("全省.csv", content)}

    shown = signed_in("bureau").post(f"/zh-hans{PAGE}", sent)

    assert shown.status_code == OK
    assert "5,800,000,000.00" in text_of(shown)


def test_the_workbook_holds_what_the_page_shows() -> None:
    bureau = signed_in("bureau")
    kept(bureau, BEFORE, AFTER)

    saved = bureau.get(f"/en{PAGE}series/workbook/?name=province")

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(saved.content))
    heads, first, second = book.get_sheet_by_index(0).to_python()
    about = dict(book.get_sheet_by_index(1).to_python()[1:])
    assert heads[2] == "Figure published (yuan)"
    assert (first[2], first[5], first[7]) == (
        5_800_000_000, 29_000_000, "Q4 2020, from 2020-10-26 on",
    )  # fmt: skip
    assert second[3] == "break: trademarks count as well"
    assert (about["Scope of theirs"], about["Source of ours"]) == (
        "江西省", "this platform's records",
    )  # fmt: skip
    assert about["SHA-256"] == PublishedFile.objects.get().sha256


def test_the_series_that_came_with_the_platform_are_compared_too_and_nothing_else_is_found() -> (
    None
):
    bureau = signed_in("bureau")

    assert "CNIPA" in text_of(page_of(bureau, "cnipa-registered-amount"))
    assert "tell nothing of these periods" in text_of(page_of(bureau, "banks-borrowers"))
    assert page_of(bureau, "nobody").status_code == NOT_FOUND
    for number in ("x", "9" * 30, "7"):
        assert page_of(bureau, "cnipa-registered-amount", file=number).status_code == NOT_FOUND


def test_the_page_of_statistics_leads_to_the_comparison_of_a_kept_series() -> None:
    bureau = signed_in("bureau")
    kept(bureau, BEFORE)

    found = bureau.get("/en/statistics/?metric=amount_disbursed")

    addresses = [one.url for one in found.context["published"]]
    assert [bureau.get(address).status_code for address in addresses] == [OK] * 2
    assert "江西省" in text_of(found)


def test_those_who_run_the_platform_take_a_kept_series_by_its_name() -> None:
    kept(signed_in("bureau"), BEFORE)

    assert series_under("ganzhou-2020", "province").scope == "江西省"
    assert series_under("ganzhou-2020", "banks-borrowers").scope == "全国"
    with pytest.raises(BadInput, match="statistics_series_unknown"):
        series_under("qinglan-2021", "province")
