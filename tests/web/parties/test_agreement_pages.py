"""The pages of cooperation agreements: submitted with the paper, confirmed, filed."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from tests.cast import TODAY, Cast, make_cast_without_agreements, sign_and_file, submit
from tests.conftest import Make
from tests.web.browsers import of, text

from zhidai.db.parties.models import Agreement
from zhidai.services.demonstration.settling import signed_paper
from zhidai.services.parties.commands import confirm_agreement, return_agreement
from zhidai.services.parties.queries import agreement

pytestmark = pytest.mark.django_db

THREE = {"guarantor": "70%", "bank": "20%", "appraiser": "10%"}
ADDRESS = f"/en/parties/agreements/{quote('合作1号')}"
OK, GOES_ON, UNPROCESSABLE = 200, 302, 422


@pytest.fixture(autouse=True)
def _language_is_left_as_found() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


def typed(cast: Cast, **changed: object) -> dict[str, object]:
    """The form as a bank fills it in."""
    return {
        "number": "合作1号",
        "signed_on": "2021-03-01",
        "in_force_from": "2021-03-01",
        "in_force_until": "2022-03-01",
        "bank-party": cast.bank.party_id,
        "bank-share": "20",
        "guarantor-party": cast.guarantor.party_id,
        "guarantor-share": "70",
        "appraiser-party": cast.appraiser.party_id,
        "appraiser-share": "10%",
        "paper-cooperation_agreement": a_paper(),
        "idempotency_key": "submit",
        **changed,
    }


def a_paper(name: str = "合作协议.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, signed_paper("合作1号", dated=TODAY).content)


def test_an_agreement_is_submitted_with_its_paper_and_waits_for_the_others(cast: Cast) -> None:
    done = of(cast.bank).post("/en/parties/agreements/new/", typed(cast))

    assert done.status_code == GOES_ON
    assert agreement(cast.bank, "合作1号").status == "unconfirmed"
    page = text(of(cast.bank).get(f"{ADDRESS}/"))
    assert "Waiting for confirmations" in page
    assert page.count("not confirmed yet") == 2
    assert "合作协议.pdf" in page


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ("", "The signed agreement 合作1号 itself is missing"),
        (SimpleUploadedFile("x.pdf", b"MZ not a paper"), "x.pdf"),
    ],
)
def test_without_a_readable_paper_nothing_is_submitted(
    cast: Cast, paper: object, said: str
) -> None:
    sent = typed(cast, **{"paper-cooperation_agreement": paper})

    refused = of(cast.bank).post("/en/parties/agreements/new/", sent)

    assert refused.status_code == UNPROCESSABLE
    assert said in text(refused)
    assert 'value="合作1号"' in refused.content.decode()  # what was typed is kept
    assert not Agreement.objects.exists()


def test_the_workbench_leads_each_other_party_to_its_confirmation(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)

    benches = {name: text(of(getattr(cast, name)).get(f"/en/{name}/")) for name in THREE}

    asked = {name for name, page in benches.items() if "Confirm a cooperation agreement" in page}
    assert asked == {"bank", "appraiser"}


def test_confirming_on_the_page_shows_who_did_it_and_then_the_bureau_may_file(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)
    confirm_agreement(cast.appraiser, "合作1号", key="confirm")
    bureau = of(cast.bureau)
    early = text(bureau.get(f"{ADDRESS}/"))
    refused = bureau.post(f"{ADDRESS}/file/", {"idempotency_key": "file"})

    asked = of(cast.bank).get(f"{ADDRESS}/confirm/")
    action = re.findall(
        r'<form class="confirm" method="post" action="([^"]+)"', asked.content.decode()
    )
    done = of(cast.bank).post(action[0], {"idempotency_key": "confirm"})

    assert "File the agreement" not in early
    assert (refused.status_code, done.status_code) == (UNPROCESSABLE, GOES_ON)
    assert "bank (fictional) has not confirmed the agreement yet" in text(refused)
    assert "Share of principal losses: Bank 20 %" in text(asked)
    page = text(bureau.get(f"{ADDRESS}/"))
    assert "bank officer" in page
    assert "File the agreement" in page
    assert "not confirmed yet" not in page


def test_the_form_of_a_paper_that_was_replaced_confirms_nothing(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)
    old = agreement(cast.bank, "合作1号").papers[0].id
    return_agreement(cast.bureau, "合作1号", grounds="比例有误", key="return")
    submit(cast, "合作1号", {"appraiser": "0%", "bank": "100%", "guarantor": "0%"}, key="again")

    refused = of(cast.bank).post(f"{ADDRESS}/confirm/?paper={old}", {"idempotency_key": "confirm"})

    assert refused.status_code == UNPROCESSABLE
    assert "was submitted anew since you read it" in text(refused)


def test_the_paper_is_downloaded_as_an_attachment(cast: Cast) -> None:
    sign_and_file(cast, "合作1号", THREE)
    paper = agreement(cast.bank, "合作1号").papers[0].id

    answer = of(cast.appraiser).get(f"{ADDRESS}/papers/{paper}/")

    assert answer.status_code == OK
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == signed_paper("合作1号", dated=TODAY).content


def test_the_page_stands_in_chinese_too(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)

    page = text(of(cast.bank).get(ADDRESS.replace("/en/", "/zh-hans/") + "/"))

    assert "待各方确认" in page
    assert "尚未确认" in page
    assert "确认协议" in page
