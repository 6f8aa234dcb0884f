"""Columns mapped once on the page are remembered by the browser, and by nobody else."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.documents import ledger_layouts as layouts

pytestmark = pytest.mark.django_db
LEDGER, REGISTER = "/en/ledger/", "/en/ledger/registrations/"
PATENTS = "/en/ledger/patents/"
LOANS = layouts.workbook(
    a=layouts.rows(
        ("甲方", "数额", "起", "止"),
        ("赣州甲科技有限公司", 300, "2021-05-10", "2022-05-09"),
    )
)
LISTED = layouts.workbook(
    a=layouts.rows(("编号", "哪天", "甲方"), ("ZL201719990001.6", "2017-07-21", "甲公司"))
)
PLEDGES = layouts.workbook(a=layouts.rows(("甲方", "数额", "哪天"), ("甲公司", 300, "2021-01-08")))


def sent(client: Client, page: str, field: str, content: bytes, **more: str) -> HttpResponse:
    file = SimpleUploadedFile("file.xlsx", content)
    return client.post(page, {field: file, **more})  # type: ignore[return-value]


def chosen(*columns: tuple[str, str, str]) -> dict[str, str]:
    found = {}
    for place, (heading, field, unit) in enumerate(columns):
        found[f"column-{place}-heading"] = heading
        found[f"column-{place}-field"] = field
        found[f"column-{place}-unit"] = unit
    return found


MEANINGS = chosen(
    ("甲方", "borrower", ""), ("数额", "principal", "万元"), ("起", "drawn_on", ""),
    ("止", "due_on", ""),
)  # fmt: skip


def test_an_unknown_ledger_is_mapped_on_the_page_and_understood_the_next_time() -> None:
    client = Client()

    first = sent(client, LEDGER, "ledger", LOANS)
    assert first.status_code == 422
    assert 'name="column-0-heading" value="甲方"' in first.content.decode()
    assert "ledger_columns" not in first.cookies

    mapped = sent(client, LEDGER, "ledger", LOANS, on="2021-06-30", **MEANINGS)
    assert "3,000,000.00" in mapped.content.decode()
    assert mapped.cookies["ledger_columns"]["httponly"]

    again = sent(client, LEDGER, "ledger", LOANS, on="2021-06-30")
    assert "3,000,000.00" in again.content.decode()
    assert "This browser remembers" in client.get(LEDGER).content.decode()
    assert sent(Client(), LEDGER, "ledger", LOANS).status_code == 422


def test_the_unit_that_a_heading_states_is_chosen_beforehand() -> None:
    headings = ("甲方", "数额（万元）", "起", "止")
    loans = layouts.workbook(
        a=layouts.rows(
            ("截至2021年6月30日 单位：元", None, None, None),
            headings,
            ("赣州甲科技有限公司", 300, "2021-05-10", "2022-05-09"),
        )
    )
    fields = zip(headings, ("borrower", "principal", "drawn_on", "due_on"), strict=True)
    meanings = chosen(*((heading, field, "") for heading, field in fields))

    asked = sent(Client(), LEDGER, "ledger", loans).content.decode()
    answered = sent(Client(), LEDGER, "ledger", loans, **meanings).content.decode()

    unit = asked.partition('name="column-1-unit"')[2].partition("</select>")[0]
    assert '<option value="万元" selected>' in unit
    assert "3,000,000.00" in answered


def test_what_is_remembered_is_forgotten_at_a_click() -> None:
    client = Client()
    sent(client, LEDGER, "ledger", LOANS, on="2021-06-30", **MEANINGS)

    answer = client.post(LEDGER, {"forget": "1"})

    assert answer.status_code == 200
    assert "error-summary" not in answer.content.decode()
    assert sent(client, LEDGER, "ledger", LOANS).status_code == 422


def test_a_list_of_registrations_is_mapped_the_same_way() -> None:
    client = Client()
    meanings = chosen(
        ("甲方", "pledgor", ""), ("数额", "amount", "万元"), ("哪天", "registered_on", "")
    )

    assert sent(client, REGISTER, "register", PLEDGES).status_code == 422
    assert "3,000,000" in sent(client, REGISTER, "register", PLEDGES, **meanings).content.decode()
    assert "3,000,000" in sent(client, REGISTER, "register", PLEDGES).content.decode()


def test_a_list_of_patents_is_mapped_the_same_way() -> None:
    client = Client()
    meanings = chosen(("编号", "patent_number", ""), ("哪天", "filing_date", ""))

    first = sent(client, PATENTS, "patents", LISTED)
    assert first.status_code == 422
    assert 'name="column-0-heading" value="编号"' in first.content.decode()
    mapped = sent(client, PATENTS, "patents", LISTED, **meanings)
    assert "201719990001.6" in mapped.content.decode()
    assert mapped.cookies["patent_columns"]["httponly"]
    assert sent(client, PATENTS, "patents", LISTED).status_code == 200


@pytest.mark.parametrize("value", ["x", "eJw", urlencode({"a": "b"}), "eJyLjgUAARUAuQ=="])
def test_a_cookie_that_cannot_be_read_says_nothing(value: str) -> None:
    client = Client()
    client.cookies["ledger_columns"] = value

    assert sent(client, LEDGER, "ledger", layouts.plain(), on="2021-06-30").status_code == 200


def test_a_meaning_that_is_none_is_said_at_the_column_file() -> None:
    answer = sent(Client(), LEDGER, "ledger", LOANS, **chosen(("甲方", "nonsense", "")))

    assert answer.status_code == 422
    assert 'id="columns-error"' in answer.content.decode()
