"""A bank keeps a deal in the browser: every form, the sheet, and what all deals tell."""

import io
from datetime import date

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Cast, make_cast, open_indirect
from tests.conftest import Make
from tests.documents.pdf_text import text_of

from zhidai.db.parties.models import Person
from zhidai.db.valuation.models import Deal, DealEntry
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.services.acting import Acting
from zhidai.services.valuation.commands import value_uploaded_book

pytestmark = pytest.mark.django_db

ON = date(2021, 3, 1)
OK, GOES_ON, UNPROCESSABLE = 200, 302, 422
TERMS = {
    "number": "ZD-2021-001", "borrower": "甲（虚构）", "pledgor": "甲（虚构）", "amount": "500000",
    "annual_rate": "4.85", "term": "12", "funding_cost": "2.5", "default_probability": "2",
    "guarantor": "70", "bank": "20", "appraiser": "10",
}  # fmt: skip
REPORT = {
    "appraiser": "己评估公司（虚构）", "report_number": "己评〔2021〕1号", "on": "2021-03-01",
    "method": "income", "value": "300万元", "revenue": "500万元", "royalty_rate": "6",
    "growth": "0", "technology_share": "100", "life": "8", "discount": "13", "tax": "25",
}  # fmt: skip


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast)


def signed_in(acting: Acting) -> Client:
    client = Client()
    person = Person.objects.get(pk=acting.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(client: Client, url: str, key: str, **typed: object) -> tuple[int, str]:
    answer = client.post(url, {**typed, "idempotency_key": key})
    page = client.get(answer["Location"]) if answer.status_code == GOES_ON else answer
    return answer.status_code, page.content.decode()


def test_a_deal_from_a_book_through_all_its_forms(cast: Cast) -> None:
    frame = fictional_patents(40, seed=5).with_columns(lapse_date=pl.lit(None, pl.Date))
    number = str(frame.filter(pl.col("filing_date") < date(2018, 1, 1))["patent_number"][0])
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    content = buffer.getvalue()
    book = value_uploaded_book(cast.bank, name="本.parquet", content=content, on=ON, key="b")[
        "book"
    ]
    client = signed_in(cast.bank)

    form = client.get(f"/zh-hans/valuation/deals/start/?book={book}&patents={number}")
    status, text = sent(
        client, "/en/valuation/deals/start/", "s", **TERMS, book=book, patents=number
    )

    assert (form.status_code, status) == (OK, GOES_ON)
    assert 'value="70"' in form.content.decode()  # as the plan suggests
    assert f"ZL{number}" in text
    assert "500 thousand yuan" in text
    deal = Deal.objects.get().pk
    home = f"/en/valuation/deals/{deal}/{number}/"
    status, text = sent(client, f"{home}report/", "r", **REPORT)
    assert status == GOES_ON
    assert "3,000,000.00" in text
    assert "What to ask the appraiser" in text
    for kind, typed, said in (
        ("scores", {"stability": "5", "market_use": "2"}, "Stability of the right"),
        (
            "approaches",
            {
                "spent": "研发人员; 2019-06-30; 80万元", "price_growth": "2", "profit": "10",
                "used": "4", "left": "8", "weight_income": "60", "weight_cost": "40",
                "reason": "尚无可比交易",
            },
            "Reconciled value",
        ),
        ("override", {"value": "60万元", "reason": "已有两家企业书面询价"}, "60"),
        ("facts", {"already_pledged": "yes"}, "STANDS IN THE WAY"),
        ("sheet", {}, "Since the sheet of 2021-03-01"),
    ):  # fmt: skip
        shown = client.get(f"{home}{kind}/")
        status, text = sent(client, f"{home}{kind}/", kind, **typed)
        assert (kind, shown.status_code, status) == (kind, OK, GOES_ON)
        assert said in text
    paper = client.get(f"/en/valuation/deals/{deal}/sheets/1/en.pdf")
    assert "600,000.00" in text_of(paper.content)
    assert "己评估公司（虚构）" in client.get("/en/valuation/deals/appraisers/").content.decode()
    overrides = client.get("/zh-hans/valuation/deals/overrides/").content.decode()
    assert cast.bank.person_name in overrides
    chinese = client.get(home.replace("/en/", "/zh-hans/")).content.decode()
    assert "与 2021-03-01 的业务单相比" in chinese
    again = client.get(f"{home}approaches/").content.decode()
    assert "研发人员; 2019-06-30; 80万元" in again


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(cast: Cast) -> None:
    client, case = signed_in(cast.bank), open_indirect(cast)
    start = "/en/valuation/deals/start/"

    status, text = sent(client, start, "a", **(TERMS | {"default_probability": ""}), case=case)
    assert status == UNPROCESSABLE
    assert "Chance of default a year: write something here." in text
    assert 'id="default_probability-error"' in text
    status, text = sent(client, start, "b", **(TERMS | {"amount": "many"}), case=case)
    assert (status, 'id="amount-error"' in text) == (UNPROCESSABLE, True)
    assert not Deal.objects.exists()
    assert sent(client, start, "c", **TERMS, case=case)[0] == GOES_ON
    home = f"/en/valuation/deals/{Deal.objects.get().pk}/{cast.right}/"
    before = DealEntry.objects.count()
    for kind, typed, field in (
        (
            "economics",
            {"revenue": "1万元", "royalty_rate": "120", "source": "审计"},
            "royalty_rate",
        ),
        ("economics", {"revenue": "1万元", "source": ""}, "source"),
        ("scores", {"stability": "7"}, "stability"),
        ("withdrawal", {"entry": "999", "reason": "错"}, None),
        ("import", {}, "reports"),
    ):
        status, text = sent(client, f"{home}{kind}/", f"{kind}{field}", **typed)
        assert (kind, status) == (kind, UNPROCESSABLE)
        assert field is None or f'id="{field}-error"' in text
    assert DealEntry.objects.count() == before
    assert client.get(f"{home}beauty/").status_code == 404


def test_reports_are_imported_from_a_table_all_or_none(cast: Cast) -> None:
    client, case = signed_in(cast.bank), open_indirect(cast)
    sent(client, "/en/valuation/deals/start/", "s", **TERMS, case=case)
    home = f"/en/valuation/deals/{Deal.objects.get().pk}/{cast.right}/"
    sent(
        client, f"{home}economics/", "e", revenue="4000万元", royalty_rate="3.5", source="审计报告"
    )
    head = (
        "评估机构,报告编号,专利号,评估基准日,评估方法,评估值,"
        "年收入,提成率,增长率,技术分成,收益年限,折现率,所得税率"
    )
    good = f"甲,1,{cast.right},2021-03-01,收益法,900万元,4000万元,6%,0%,100%,8年,13%,25%"
    other = f"乙,2,{cast.right},2021-02-01,成本法,500万元,,,,,,,"
    wrong = f"丙,3,{cast.right},2021-02-01,占卜,500万元,,,,,,,"

    bad = SimpleUploadedFile("r.csv", "\n".join((head, good, wrong)).encode())
    status, _text = sent(client, f"{home}import/", "i1", reports=bad)
    assert status == UNPROCESSABLE
    assert not DealEntry.objects.filter(kind="report").exists()
    fine = SimpleUploadedFile("r.csv", "\n".join((head, good, other)).encode())
    status, text = sent(client, f"{home}import/", "i2", reports=fine)

    assert status == GOES_ON
    assert all(one in text for one in ("9,000,000.00", "5,000,000.00", "Another approach to value"))
    entry = DealEntry.objects.filter(kind="report").earliest("id").pk
    status, text = sent(client, f"{home}withdrawal/", "w", entry=entry, reason="已更正")
    assert status == GOES_ON
    assert "9,000,000.00" not in text


def test_a_file_without_reports_is_refused_at_its_field(cast: Cast) -> None:
    client, case = signed_in(cast.bank), open_indirect(cast)
    sent(client, "/en/valuation/deals/start/", "s", **TERMS, case=case)
    home = f"/en/valuation/deals/{Deal.objects.get().pk}/{cast.right}/"

    for name, content in (
        ("r.json", b"{"),
        ("r.json", b'{"reports": 1}'),
        ("r.json", b'{"reports": [{"a": 1, "a": 2}]}'),
        ("r.csv", "评估机构\n甲\n".encode()),
        ("r.pdf", b"%PDF"),
    ):
        file = SimpleUploadedFile(name, content)
        status, text = sent(client, f"{home}import/", f"{name}{content!r}"[:60], reports=file)
        assert (content, status) == (content, UNPROCESSABLE)
        assert 'id="reports-error"' in text
