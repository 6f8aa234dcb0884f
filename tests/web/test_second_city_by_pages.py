"""A case of the second city by its pages: signed within bounds, walked, drawn, claimed."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from tests.cast import state_day

from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimShare
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Agreement, Person
from zhidai.db.portfolio.models import Breaker
from zhidai.schemes.reader import shipped
from zhidai.services.demonstration import second_city
from zhidai.services.demonstration.settling import Household, declare, settle, signed_paper
from zhidai.services.demonstration.stories import tell
from zhidai.services.demonstration.walking import LoanStory, facts_for, papers_for
from zhidai.services.lending.book import state_of
from zhidai.services.sweep.commands import sweep

pytestmark = pytest.mark.django_db
TODAY = date(2021, 3, 1)
NEW = "/en/parties/agreements/new/?scheme=qinglan-2021&route=guaranteed"
ASKED = {  # what this plan asks beside what every story answers
    "request.ip_share": "70%",
    "request.right_kind": "invention",
    "enterprise.innovation_grade": "a",
    "contract.repayment": "bullet_monthly_interest",
}
SHOWN, DONE, REFUSED = 200, 302, 422


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Who lives in it, and a browser for each."""

    people: dict[str, Household]

    def client(self, name: str) -> Client:
        client = Client()
        person = Person.objects.get(pk=self.people[f"qinglan-{name}"].officer.person_id)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def id_of(self, name: str) -> int:
        return self.people[f"qinglan-{name}"].party


@pytest.fixture(scope="module")
def city(kept: None) -> Iterator[City]:
    with translation.override("en"):
        state_day(date(2021, 2, 1))
        people = settle(second_city.RESIDENTS)
        for resident in second_city.RESIDENTS:
            declare(resident, people[resident.username].officer)
        tell([second_city.agreements_told(people)], until=TODAY)
        state_day(TODAY)
        yield City(people=people)


def text(answer: object) -> str:
    plain = re.sub(r"<[^>]*>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", html.unescape(plain))


def signed(city: City, number: str, **percent: str) -> dict[str, object]:
    """The form as the second bank fills it in."""
    chosen = {f"{kind}-party": city.id_of(name) for kind, name in KINDS.items() if kind in percent}
    return {
        "number": number,
        "signed_on": "2021-03-01",
        "in_force_from": "2021-03-01",
        "in_force_until": "2022-03-01",
        **chosen,
        **{f"{kind}-share": share for kind, share in percent.items()},
        "paper-cooperation_agreement": SimpleUploadedFile(
            "合作协议.pdf", signed_paper(number, dated=TODAY, scheme=second_city.SCHEME).content
        ),
        "idempotency_key": number,
    }


KINDS = {
    "bank": "bank2",
    "guarantor": "guarantor",
    "insurer": "insurer",
    "fund": "fund",
    "appraiser": "appraiser",
}


@pytest.mark.parametrize(
    ("bank", "guarantor", "is_open"),
    [
        ("14.9999", "45.0001", False),
        ("15", "45", True),
        ("22", "38", True),
        ("30", "30", True),
        ("30.0001", "29.9999", False),
    ],
)
def test_an_agreement_is_signed_within_the_bounds_of_the_plan_and_nowhere_beyond(
    city: City, bank: str, guarantor: str, is_open: bool
) -> None:
    form = text(city.client("bank2").get(NEW))
    sent = signed(city, "青澜9号", bank=bank, guarantor=guarantor, fund="40")

    answer = city.client("bank2").post(NEW, sent)

    assert "by agreement 15 % to 30 % (clause 6.2)" in form
    assert answer.status_code == (DONE if is_open else REFUSED)
    assert Agreement.objects.filter(number="青澜9号").exists() is is_open
    if not is_open:
        assert f"A share of {bank}% is signed" in text(answer)
        assert "6.2" in text(answer)


def test_insurer_and_fund_confirm_what_was_signed_and_the_office_files_it(city: City) -> None:
    sent = signed(city, "青澜8号", bank="20", insurer="50", fund="30")
    other = signed(city, "青澜7号", bank="30", insurer="40", fund="30")
    fixed = city.client("bank2").post(NEW.replace("guaranteed", "insured"), other)
    city.client("bank2").post(NEW.replace("guaranteed", "insured"), sent)
    page = f"/en/parties/agreements/{quote('青澜8号')}/"

    for name in ("insurer", "fund"):
        assert "Confirm a cooperation agreement" in text(city.client(name).get(f"/en/{name}/"))
        done = city.client(name).post(f"{page}confirm/", {"idempotency_key": "1"})
        assert done.status_code == DONE
    filed = city.client("bureau").post(f"{page}file/", {"idempotency_key": "1"})

    assert fixed.status_code == REFUSED
    assert "the scheme fixes" in text(fixed)
    assert filed.status_code == DONE
    assert Agreement.objects.get(number="青澜8号").filed_on == TODAY


@pytest.mark.parametrize(
    ("route", "overdue_day", "shares"),
    [
        # 1,000,000 of which the IP secures 70 %: 40/40/20 and 50/30/20 of 700,000, the rest is the
        # bank's (6.1 to 6.3)
        ("guaranteed", 45, {"guarantor": 28, "compensation_fund": 28, "bank": 14 + 30}),
        ("insured", 121, {"insurer": 35, "compensation_fund": 21, "bank": 14 + 30}),
    ],
)
def test_a_case_is_walked_by_pages_from_the_application_to_the_shares_of_a_claim(
    city: City, route: str, overdue_day: int, shares: dict[str, int]
) -> None:
    loan = drawn_by_pages(city, route)
    assert loan.drawn_on == TODAY

    day = claim_may_start_on(overdue_from(loan), overdue_days=overdue_day)
    state_day(day)
    sweep(day)
    claimed = city.client("bank").post(f"/en/loans/start-claim/{quote(loan.key)}", key("claim"))

    assert claimed.status_code == DONE
    claim = Claim.objects.get(loan=loan)
    found = dict(ClaimShare.objects.filter(claim=claim).values_list("role", "amount"))
    assert found == {role: share * 1_000_000 for role, share in shares.items()}
    payer = "guarantor" if route == "guaranteed" else "insurer"
    assert "Claim" in text(city.client(payer).get(f"/en/{payer}/"))
    assert city.client("fund").get(f"/en/loans/claim/{quote(loan.key)}").status_code == SHOWN


def drawn_by_pages(city: City, route: str) -> Loan:
    """The enterprise applies, each party does its tasks; until the money is drawn."""
    enterprise = city.client("enterprise")
    form = enterprise.get("/en/enterprise/apply/").content.decode()
    offered = re.findall(r'name="partners" value="([^"]+)".*?</', form, re.DOTALL)
    labels = shipped(second_city.SCHEME).routes
    order = [one for one in sorted(labels) if one in ("guaranteed", "insured")]
    assert len(offered) == len(order)  # one agreement filed for each route
    assert "Qinglan" in form
    sent = {
        "partners": offered[order.index(route)],
        "amount": "1000000",
        "rights": second_city.APPLICANT.patents[0].number,
        **key("open"),
    }
    opened = enterprise.post("/en/enterprise/apply/", sent)
    assert opened.status_code == DONE, text(opened)
    case = Case.objects.latest("pk")
    assert (case.scheme, case.route) == (second_city.SCHEME, route)
    for task in labels[route].tasks:
        if task.id == "file_disbursement":
            break
        done = by_page(city, case, task.id)
        assert done.status_code == DONE, (task.id, text(done)[:3000])
    return Loan.objects.get(case=case)


def by_page(city: City, case: Case, task: str) -> object:
    """A task's form, filled in as its party would."""
    scheme = shipped(second_city.SCHEME)
    definition = scheme.routes[case.route].task(task)
    story = LoanStory(
        contract="青借字1号",
        amount="100万元",
        rate="3.60%",
        appraised_value="300万元",
        market_value="300万元",
        formal_value="300万元",
        changed=ASKED,
    )
    sent: dict[str, object] = {**key(task), "contract.insurance_policy": "保单1号"}
    for subject, answers in facts_for(definition, story, TODAY).items():
        sent |= {f"{subject}.{name}": written(answer) for name, answer in answers.items()}
    for name, answer in second_city.APPLICANT.facts.items():
        sent[f"enterprise.{name}"] = written(answer)
    for name, answer in second_city.APPLICANT.patents[0].facts.items():
        sent[f"patents-0-{name}"] = written(answer)
    for paper, upload in papers_for(definition, scheme, case=case.number, party="", on=TODAY):
        sent[f"paper-{paper}"] = SimpleUploadedFile(upload.name, upload.content)
    client = city.client(ROLES[definition.party])
    return client.post(f"/en/cases/{case.number}/tasks/{task}/", sent)


ROLES = {
    "enterprise": "enterprise",
    "operation_centre": "centre",
    "appraiser": "appraiser",
    "guarantor": "guarantor",
    "insurer": "insurer",
    "bank": "bank",
}


def written(answer: object) -> object:
    """As a form sends it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer


def key(name: str) -> dict[str, object]:
    return {"idempotency_key": name}


def overdue_from(loan: Loan) -> date:
    """Overdue day 1 of a loan on which nothing is paid."""
    first = state_of(loan, TODAY).schedule[0].due_on
    found = state_of(loan, first + timedelta(days=5)).overdue_since
    assert found is not None
    return found


def test_before_anything_was_lent_no_bank_is_stopped(city: City) -> None:
    sweep(TODAY)

    assert not Breaker.objects.filter(scheme=second_city.SCHEME, is_tripped=True).exists()
    page = text(city.client("bureau").get("/en/supervision/"))
    assert "Fictional city of Qinglan" in page
