"""A bureau drops its registrations: the page reads them, shows the report, and keeps nothing."""

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
from tests.documents.old_workbook_bytes import old_workbook

PAGE = "/en/ledger/registrations/"
LINK = re.compile(r'download="([^"]+)" href="data:([^;]+);base64,([A-Za-z0-9+/=]+)"')
HEADING = ("出质人", "登记日期", "登记金额（万元）", "区县")
ROWS = (("甲公司", "2021-01-08", 300, "章贡区"), ("乙公司", "2021-02-08", 200, "南康区"))


def sent(client: Client, content: bytes, name: str = "登记.xlsx", **more: object) -> object:
    return client.post(PAGE, {"register": SimpleUploadedFile(name, content), **more})


@pytest.mark.django_db
def test_the_fictional_list_shows_figures_rankings_bulletin_and_files(client: Client) -> None:
    assert client.get(PAGE).status_code == 200
    page = client.post("/zh-hans/ledger/registrations/", {"sample": "1"}).content.decode()

    files = {name: base64.b64decode(content) for name, _media, content in LINK.findall(page)}
    assert "虚构台账" in page
    assert "同比 +53.85%" in page  # 20 over 13
    assert "居全市第一" in page
    assert "[1]" not in page  # the marks stand in the bulletin, beside its list of figures
    assert "单元格 F67（担保债权金额）为“约300”" in page
    with zipfile.ZipFile(io.BytesIO(files["zhidai-registrations-zh.zip"])) as archive:
        names = set(archive.namelist())
    assert {"rankings.xlsx", "rejects.xlsx", "REGISTER-COLUMNS.json"} <= names
    assert files["bulletin-2021Q1.en.pdf"].startswith(b"%PDF-")
    sample = client.get(f"{PAGE}sample.xlsx").content
    assert zipfile.is_zipfile(io.BytesIO(sample))


@pytest.mark.django_db
def test_old_excel_and_an_earlier_list_are_read_and_nothing_is_kept(client: Client) -> None:
    folder = Path(settings.MEDIA_ROOT)
    before = sorted(folder.rglob("*")) if folder.exists() else []
    earlier = layouts.workbook(a=layouts.rows(HEADING, ("<b>丙</b>", "2020-03-01", 100, "章贡区")))
    quarter = old_workbook({"登记": [HEADING, *ROWS]})

    page = sent(
        client, quarter, "登记.xls", earlier=SimpleUploadedFile("以前.xlsx", earlier)
    ).content.decode()

    assert "+100.00% on the year before" in page
    assert "<b>丙" not in page
    assert (sorted(folder.rglob("*")) if folder.exists() else []) == before
    assert not client.session.keys()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"register": SimpleUploadedFile("登记.pdf", b"%PDF-1.7")}, "register", "save it as Excel"),
        ({}, "register", "Choose the file with the quarter"),
        ({"sample": "1", "quarter": "2021"}, "quarter", "quarter"),
        ({"sample": "1", "quarter": "2031Q1"}, "quarter", "it goes from 2020-01-05"),
        (
            {"sample": "1", "columns": SimpleUploadedFile("c.json", b"[")},
            "columns",
            "not one of this program",
        ),
        ({"sample": "1", "scope": "\U0001f600"}, "register", "cannot be"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: Client, more: dict[str, object], field: str, said: str
) -> None:
    answer = client.post(PAGE, more)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert said in page
