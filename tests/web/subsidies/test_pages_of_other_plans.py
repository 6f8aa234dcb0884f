"""The pages of a subsidy under another plan: its payers, items, ceilings, papers and period."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.services.conftest import Blocker
from tests.services.money_cast import PROOFS, City, drawn_loan, fresh_key, on, pay_on_time
from tests.services.other_plan import DRAWN, PAPERS, subsidise_as_qinglan
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import UNPROCESSABLE, address, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """Repaid on 1 March 2022."""
    with django_db_blocker.unblock():
        subsidise_as_qinglan(city, since=DRAWN)
        repaid = drawn_loan(city, contract="借字/2021/9号")
        pay_on_time(city, repaid)
    return repaid


def form(**typed: str) -> dict[str, str]:
    return {"idempotency_key": fresh_key(), **typed}


def files() -> dict[str, SimpleUploadedFile]:
    return {
        f"paper-{paper}": SimpleUploadedFile(upload.name, upload.content)
        for paper, upload in PROOFS
        if paper in PAPERS
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Province · Insurance premium subsidy", "District · Registration fee subsidy",
                "City · Interest subsidy", "Left of the year's total", "What was paid and counts")),
        ("zh-hans", ("省财政 · 保费补贴", "区财政 · 登记费补贴", "市财政 · 贷款贴息",
                     "年度总额上限余额", "计入的实付金额")),
    ],
)  # fmt: skip
def test_the_enterprise_sees_every_payer_and_every_ceiling_of_the_plan(
    city: City, key: str, signed_in: SignIn, language: str, words: tuple[str, ...]
) -> None:
    text = text_of(
        signed_in(city.enterprise1).get(address("subsidies/claim", key, language=language))
    )

    for shown in (*words, "¥58,552.08", "¥29,504.17", "¥12,000.00", "¥1,200.00", "¥129,756.25"):
        assert shown in text


def test_from_the_claim_to_the_money_on_the_pages_of_three_parties(
    city: City, key: str, signed_in: SignIn
) -> None:
    enterprise, bureau = signed_in(city.enterprise1), signed_in(city.bureau)
    treasury = signed_in(city.treasury)
    enterprise.post(address("subsidies/claim", key), {**form(), **files()})

    approving = bureau.get(address("subsidies/approve", key))
    approved = bureau.post(address("subsidies/approve", key), form(), follow=True)
    published = enterprise.get("/en/subsidies/published/")
    held = treasury.post(address("subsidies/pay", key), form())
    on(date(2022, 3, 9))
    set_ = treasury.post(
        "/en/subsidies/budget/", form(level="city", year="2022", amount="100000"), follow=True
    )
    district = treasury.get("/en/subsidies/payments/?level=district")
    paid = treasury.post(address("subsidies/pay", key), form(), follow=True)

    assert "Publicity before payment 5 working days" in text_of(approving)
    assert "publicity_days" not in approving.content.decode()
    assert "Published until 2022-03-08" in text_of(approved)
    assert "¥30,704.17" in text_of(published)  # of the district
    assert held.status_code == UNPROCESSABLE
    assert "¥100,000.00" in text_of(set_)
    assert "1 payment" in text_of(district)
    assert "¥1,200.00" in text_of(district)
    assert "The subsidies are paid." in text_of(paid)
