"""An appraiser's patent list in, scores and ranges out, nothing kept."""

import base64
import io
import re
from datetime import date

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.documents import ledger_layouts as layouts

from zhidai.engine.valuation.book import value_book
from zhidai.reference.valuation_parameters import valuation_parameters

pytestmark = pytest.mark.django_db
PAGE = "/en/ledger/patents/"
LIST = layouts.workbook(
    清单=layouts.rows(
        ("拟评估专利清单（虚构）",),
        ("序号", "专利号", "申请日", "授权公告日", "权利要求数量"),
        (1, "ZL201719990001.6", date(2017, 7, 21), "2019.7.19", 9),
        (2, "ZL201819990002.5", date(2018, 2, 10), "2020-01-14", 4),
        (3, "ZL201819990002.9", date(2018, 2, 10), "2020-01-14", 4),
    )
)


def sent(client: Client, content: bytes, name: str = "清单.xlsx", **more: object) -> object:
    given = {"patents": SimpleUploadedFile(name, content), "on": "2021-06-30", **more}
    return client.post(PAGE, given)


def saved(page: str) -> dict[str, list[list[object]]]:
    found = re.search(r'download="patent-values.xlsx" href="data:[^;]+;base64,([^"]+)"', page)
    assert found is not None
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(base64.b64decode(found[1])))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_patent_has_its_range_and_the_kind_comes_from_the_number(client: Client) -> None:
    page = sent(client, LIST).content.decode()

    import polars

    frame = polars.DataFrame(
        {
            "专利号": ["ZL201719990001.6", "ZL201819990002.5"],
            "申请日": ["2017-07-21", "2018-02-10"],
            "授权公告日": ["2019-07-19", "2020-01-14"],
            "权利要求数量": ["9", "4"],
            "kind": ["invention", "invention"],
        }
    )
    expected = value_book(frame, on=date(2021, 6, 30), parameters=valuation_parameters()).values
    for name in ("value_p10", "value_p50", "value_p90"):
        for value in expected[name]:
            assert f"{value:,.2f}" in page


def test_a_row_that_cannot_be_valued_is_named_by_its_row_in_the_file(client: Client) -> None:
    rejects = saved(sent(client, LIST).content.decode())["What could not be read"]

    (row,) = [line for line in rejects if 5 in line or 5.0 in line]
    assert "ZL201819990002.9" in row


@pytest.mark.parametrize(
    ("content", "name", "field"),
    [
        (b"%PDF", "清单.pdf", "patents"),
        ("甲,乙\n1,2\n".encode(), "清单.csv", "patents"),
        ("专利号\nZL201719990001.6\n".encode(), "清单.csv", "patents"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_at_its_field(
    client: Client, content: bytes, name: str, field: str
) -> None:
    answer = sent(client, content, name)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()


def test_a_day_that_cannot_be_read_is_refused_at_its_field(client: Client) -> None:
    answer = sent(client, LIST, on="30/06/2021")

    assert answer.status_code == 422
    assert 'id="on-error"' in answer.content.decode()


def test_a_cell_that_cannot_be_read_is_called_by_its_heading(client: Client) -> None:
    wrong = layouts.workbook(
        清单=layouts.rows(("专利号", "申请日期"), ("ZL201719990001.6", "去年夏天"))
    )

    rejects = saved(sent(client, wrong).content.decode())["What could not be read"]

    said = " ".join(str(cell) for line in rejects for cell in line)
    assert "申请日期 says 去年夏天" in said
    assert "清单" in said


def test_the_fictional_list_is_valued_at_a_click(client: Client) -> None:
    page = client.post(PAGE, {"sample": "1"}).content.decode()

    assert "owners and figures are invented" in page
    assert saved(page)


def test_the_form_is_open_to_everybody(client: Client) -> None:
    assert client.get("/zh-hans/ledger/patents/").status_code == 200
