"""Bring your own file: the page reads a ledger, shows its report, and keeps nothing."""

import base64
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents import ledger_layouts as layouts

from zhidai.documents.ledger_sample import sample_ledger
from zhidai.web.ledger.saving import downloads
from zhidai.web.ledger.tables import FIELDS, MOST_ROWS

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = "/en/ledger/", "/zh-hans/ledger/"
LINK = re.compile(r'download="([^"]+)" href="data:([^;]+);base64,([A-Za-z0-9+/=]+)"')


def sent(client: Client, content: bytes, name: str = "台账.xlsx", **more: object) -> object:
    return client.post(ENGLISH, {"ledger": SimpleUploadedFile(name, content), **more})


def saved_from(page: str) -> dict[str, bytes]:
    return {name: base64.b64decode(content) for name, _media, content in LINK.findall(page)}


@pytest.mark.parametrize("address", [ENGLISH, CHINESE])
def test_the_form_is_open_to_everybody(client: Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 200
    assert 'type="file"' in page.content.decode()


def test_the_fictional_ledger_shows_what_a_report_finds(client: Client) -> None:
    page = client.post(ENGLISH, {"sample": "1"}).content.decode()

    assert "Fictional ledger: enterprises and figures are invented." in page
    assert "is on overdue day 65" in page
    assert "9.0909%" in page  # 1,000,000 of 11,000,000; SL-006 could not be read
    assert "Cell D10 (贷款信息 / 金额) holds 约80" in page
    assert "a difference of 800,000.00" in page
    assert "Patent 201619990003.0 ended on 2020-12-15; the pledge for SL-003 went with it." in page
    assert "1,200.00 yuan in full, is due by 2021-07-21 (days until then: 21)" in page


def test_the_workbooks_are_inside_the_page(client: Client) -> None:
    page = client.post(ENGLISH, {"sample": "1"}).content.decode()

    found = saved_from(page)
    with zipfile.ZipFile(io.BytesIO(found["zhidai-ledger-en.zip"])) as archive:
        names = set(archive.namelist())
        filing = archive.read("filing-2021-05.xlsx")
    assert found["filing-2021-05.xlsx"] == filing
    assert {"report.html", "COLUMNS.json", "ratio.xlsx", "rejects.xlsx"} <= names
    assert zipfile.is_zipfile(io.BytesIO(filing))


def test_a_banks_own_file_is_read_and_its_columns_are_shown(client: Client) -> None:
    page = sent(client, layouts.merged_headings(), on="2021-06-30").content.decode()

    assert "逾期情况 / 天数" in page
    assert "Days overdue" in page
    assert "赣州甲科技有限公司" in page


def test_the_column_file_of_a_page_serves_the_next(client: Client) -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "贷款金额", "放款日", "到期日"),
            ("赣州甲科技有限公司", 300, "2021-05-10", "2022-05-09"),
        )
    )
    first = saved_from(sent(client, content, on="2021-06-30").content.decode())["COLUMNS.json"]
    corrected = first.replace(
        b'"field": "principal",\n      "unit": null',
        '"field": "principal",\n      "unit": "万元"'.encode(),
    )
    assert corrected != first

    page = sent(
        client, content, on="2021-06-30", columns=SimpleUploadedFile("COLUMNS.json", corrected)
    ).content.decode()

    assert "3,000,000.00" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("台账.pdf", b"%PDF-1.7", "is no table that can be read"),
        ("台账.xlsx", b"PK\x03\x04", "save it again from the program that made it"),
        ("台账.csv", "甲,乙\n1,2\n".encode(), "has three headings"),
        ("台账.csv", "甲,客户,丙\n1,2,3\n".encode(), "A1 甲, B1 客户, C1 丙"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    client: Client, name: str, content: bytes, said: str
) -> None:
    answer = sent(client, content, name)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'id="ledger-error"' in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": "30/06/2021"}, "on"),
        ({"on": "2021-06-29"}, "on"),
        ({"columns": SimpleUploadedFile("COLUMNS.json", b"{}")}, "columns"),
        ({"patents": SimpleUploadedFile("p.csv", "甲\n1\n".encode())}, "patents"),
    ],
)
def test_each_error_stands_at_its_own_field(
    client: Client, more: dict[str, object], field: str
) -> None:
    answer = sent(client, sample_ledger(), **more)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()


def test_without_a_file_the_page_asks_for_one(client: Client) -> None:
    answer = client.post(ENGLISH, {})

    assert answer.status_code == 422
    assert "Choose the file with your loan ledger." in answer.content.decode()


def test_a_ledger_of_which_nothing_can_be_read_says_so(client: Client) -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "贷款金额（万元）", "放款日", "到期日"),
            ("赣州甲科技有限公司", "约300", "2021-05-10", "2022-05-09"),
        )
    )

    page = sent(client, content, on="2021-06-30").content.decode()

    assert "No loan of this file could be read" in page
    assert "Cell B2 (贷款金额（万元）) holds 约300" in page


def test_names_from_the_file_stay_text(client: Client) -> None:
    content = layouts.workbook(
        台账=layouts.rows(
            ("借款人", "<b>备注</b>", "贷款金额（元）", "放款日", "到期日"),
            ("<script>alert(1)</script>", "x", 3000000, "2021-05-10", "2022-05-09"),
        )
    )

    page = sent(client, content, on="2021-06-30").content.decode()

    assert "<script>alert" not in page
    assert "<b>备注" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_of_the_file_is_kept(client: Client) -> None:
    folder = Path(settings.MEDIA_ROOT)
    before = sorted(folder.rglob("*")) if folder.exists() else []

    sent(client, sample_ledger())

    after = sorted(folder.rglob("*")) if folder.exists() else []
    assert after == before
    assert not client.session.keys()


def test_a_long_ledger_shows_its_first_rows_and_says_so(client: Client) -> None:
    loans = [
        (f"赣州第{number}有限公司", 300, "2021-05-10", "2022-05-09")
        for number in range(MOST_ROWS + 1)
    ]
    content = layouts.workbook(
        台账=layouts.rows(("借款人", "贷款金额（万元）", "放款日", "到期日"), *loans)
    )

    page = sent(client, content, on="2021-06-30").content.decode()

    assert f"The first {MOST_ROWS} of {MOST_ROWS + 1} rows" in page


def test_very_large_files_come_in_the_archive_alone() -> None:
    files = {"loans.xlsx": b"x" * (3 * 1024**2), "COLUMNS.json": b"{}"}

    assert [one.name for one in downloads(files, "en")] == ["zhidai-ledger-en.zip"]


def test_every_field_of_a_ledger_has_its_words() -> None:
    from zhidai.core.ledger.fields import Field

    assert set(FIELDS) == set(Field)


def test_the_parts_of_a_long_report_are_a_click_away(client: Client) -> None:
    page = client.post("/en/ledger/", {"sample": "1"}).content.decode()

    parts = re.findall(r'<li><a href="#([a-z_]+)">', page)

    assert {"ratio", "filing", "rejects", "loans"} <= set(parts)
    assert all(f'<h2 id="{part}">' in page for part in parts)


def test_what_may_turn_the_answer_round_stands_above_the_figures(client: Client) -> None:
    text = "借款人,贷款金额（万元）,放款日,到期日,逾期\n甲,300,2021-05-10,2022-05-09,3个月\n"

    page = sent(client, text.encode(), "台账.csv", on="2021-07-20").content.decode()

    above = page.partition('id="files"')[0]
    assert "columns that speak of arrears and were not used: 逾期" in above
    assert "counted as if it stood on 2021-07-20" in above


def test_two_headings_chosen_for_one_meaning_are_refused_beside_the_choice(client: Client) -> None:
    text = (
        "借款人,贷款金额（万元）,放款日,到期日,甲天数,乙天数\n甲,300,2021-05-10,2022-05-09,0,75\n"
    )
    chosen = {
        f"column-{place}-{part}": value
        for place, heading in enumerate(("甲天数", "乙天数"))
        for part, value in (("heading", heading), ("field", "overdue_days"))
    }

    answer = sent(client, text.encode(), "台账.csv", on="2021-06-30", **chosen)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "甲天数 and 乙天数 are both mapped to overdue_days" in page
    assert 'name="column-4-heading"' in page


def test_a_file_of_headings_alone_is_said_to_have_no_loan(client: Client) -> None:
    page = sent(
        client, "借款人,贷款金额（万元）,放款日,到期日\n".encode(), "台账.csv"
    ).content.decode()

    assert "No loan stands below the headings of this file" in page
    assert "named below" not in page
