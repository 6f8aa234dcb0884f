"""Subsidies: claimed after repayment, to the fen, under the caps, decided and paid by others."""

from datetime import date

import pytest
from tests.services.money_cast import (
    PROOFS,
    PROOFS_OF_INTEREST,
    City,
    a_repaid_city,
    codes,
    drawn_loan,
    fresh_key,
    loan,
    loan_beyond_the_plan,
    on,
    pay_on_time,
)

from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.db.parties.models import Person
from zhidai.db.subsidies.models import SubsidyClaim, SubsidyLine
from zhidai.schemes.reader import shipped
from zhidai.services.acting import acting_as
from zhidai.services.cases.queries import document_content
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.guarantees.commands import record_recovery, start_claim
from zhidai.services.history.queries import timeline
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)
from zhidai.services.subsidies.queries import subsidy_document, subsidy_rows, subsidy_view

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_repaid_city


@pytest.fixture(scope="module")
def repaid(city: City) -> str:
    return city.lent


def amounts(city: City, key: str) -> dict[tuple[str, str], int]:
    lines = subsidy_view(city.enterprise1, key).lines
    return {(line.level, line.item): line.amount for line in lines}


def test_a_repaid_loan_of_three_million_is_subsidised_to_the_fen(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())

    # 3,000,000 x 4.85 % x 365 / 360 = 147,520.83 at once; thirteen due days round it to ...85.
    view = subsidy_view(city.bureau, repaid)
    assert view.lines[0].paid == 14_752_085
    assert amounts(city, repaid) == {
        ("province", "interest"): 7_376_042,
        ("beneficiary", "interest"): 4_425_625,  # 44,256.255 rounded down
        ("beneficiary", "guarantee_fee"): 1_500_000,
        ("beneficiary", "appraisal_fee"): 1_500_000,
    }
    assert view.total == 14_801_667


def test_claim_approval_and_payment_by_three_parties(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    pay_subsidy(city.treasury, repaid, key=fresh_key())

    view = subsidy_view(city.enterprise1, repaid)
    assert view.status == "paid"
    assert (view.approved_by, view.paid_by) == (
        Label(zh=city.bureau.person_name, en=city.bureau.person_name_en),
        Label(zh=city.treasury.person_name, en=city.treasury.person_name_en),
    )
    assert SubsidyLine.objects.count() == 4
    assert [row.total for row in subsidy_rows(city.treasury, status="paid")] == [view.total]
    assert subsidy_document(city.bureau, repaid)[2].startswith(b"%PDF")


@pytest.mark.parametrize("missing", [paper for paper, _ in PROOFS])
def test_a_claim_without_one_of_its_proofs_is_refused_with_the_clause(
    city: City, repaid: str, missing: str
) -> None:
    brought = [(paper, upload) for paper, upload in PROOFS if paper != missing]

    with pytest.raises(Refused) as refused:
        claim_subsidy(city.enterprise1, repaid, uploads=brought, key=fresh_key())

    assert codes(refused.value) == [("paper_needed", "9.3")]
    label = shipped(SCHEME).papers[missing].label
    assert refused.value.reasons[0].parameters["paper"] == label
    assert not SubsidyClaim.objects.exists()
    assert not loan(repaid).case.documents.filter(task="subsidy_claim").exists()


def test_a_claim_without_a_fee_needs_no_invoice_and_takes_none(city: City) -> None:
    key = loan_beyond_the_plan(
        city,
        key="L-1",
        amount="100万元",
        rate="4.85%",
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
    )
    pay_on_time(city, key)

    with pytest.raises(BadInput) as refused:
        claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    claim_subsidy(city.enterprise1, key, uploads=PROOFS_OF_INTEREST, key=fresh_key())

    assert refused.value.reasons[0].code == "paper_unknown"
    assert subsidy_view(city.enterprise1, key).status == "claimed"


def test_bureau_and_treasury_open_the_proofs_of_a_claim(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())

    for office in (city.bureau, city.treasury):
        view = subsidy_view(office, repaid)
        contents = {document_content(office, view.case, one.id)[2] for one in view.papers}
        assert contents == {upload.content for _, upload in PROOFS}
    told = timeline(f"case:{loan(repaid).case.number}")[0]
    assert [one["sha256"] for one in told.payload["papers"]] == [
        upload.sha256 for _, upload in PROOFS
    ]


def test_two_loans_of_one_enterprise_share_the_650_000(city: City) -> None:
    first = loan_beyond_the_plan(
        city,
        key="L-1",
        amount="1000万元",
        rate="5.05%",
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
    )
    second = loan_beyond_the_plan(
        city,
        key="L-2",
        amount="1000万元",
        rate="5.05%",
        drawn_on=date(2022, 3, 1),
        due_on=date(2023, 3, 1),
    )
    pay_on_time(city, first)
    pay_on_time(city, second)

    claim_subsidy(city.enterprise1, first, uploads=PROOFS_OF_INTEREST, key=fresh_key())
    claim_subsidy(
        city.enterprise1, second, uploads=PROOFS_OF_INTEREST, key=fresh_key()
    )  # the first still waits

    before, after = amounts(city, first), amounts(city, second)
    assert before["beneficiary", "interest"] == 15_000_000  # 30 % would be 153,604
    assert after["beneficiary", "interest"] == 0
    assert before["province", "interest"] + after["province", "interest"] == 50_000_000
    assert sum(before.values()) + sum(after.values()) == 65_000_000


def test_a_loan_not_yet_repaid_is_not_subsidised(city: City) -> None:
    key = drawn_loan(city, "enterprise4", amount="100万元")
    pay_on_time(city, key, until=date(2022, 2, 21))

    with pytest.raises(Refused) as refused:
        claim_subsidy(city.enterprise4, key, uploads=PROOFS, key=fresh_key())

    assert codes(refused.value) == [("subsidy_before_repayment", "9.3")]


def test_a_claimed_loan_is_not_subsidised_even_if_all_was_recovered(city: City) -> None:
    key = drawn_loan(city, "enterprise4", amount="100万元")
    on(date(2021, 5, 20))
    start_claim(city.bank, key, key=fresh_key())
    record_recovery(city.bank, key, gross="200万元", costs="", source="拍卖", key=fresh_key())

    with pytest.raises(Refused) as refused:
        claim_subsidy(city.enterprise4, key, uploads=PROOFS, key=fresh_key())

    assert codes(refused.value) == [("subsidy_after_claim", "9.3")]


def test_each_loan_is_claimed_for_once(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())

    with pytest.raises(Refused) as refused:
        claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())

    assert codes(refused.value) == [("subsidy_claimed_already", "9.3")]


def test_a_refused_claim_has_grounds_and_may_be_made_again(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    with pytest.raises(Refused) as refused:
        refuse_subsidy(city.bureau, repaid, grounds=" ", key=fresh_key())
    assert codes(refused.value) == [("subsidy_refusal_needs_grounds", "9.3")]

    refuse_subsidy(city.bureau, repaid, grounds="缺少付息凭证", key=fresh_key())

    view = subsidy_view(city.enterprise1, repaid)
    assert (view.status, view.grounds, view.may_claim) == ("refused", "缺少付息凭证", True)
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    assert SubsidyClaim.objects.count() == 2
    assert SubsidyLine.objects.count() == 4


def test_steps_come_in_their_order(city: City, repaid: str) -> None:
    with pytest.raises(Refused) as refused:
        approve_subsidy(city.bureau, repaid, key=fresh_key())
    assert codes(refused.value) == [("subsidy_not_claimed", "9.3")]
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    with pytest.raises(Refused) as refused:
        pay_subsidy(city.treasury, repaid, key=fresh_key())
    assert codes(refused.value) == [("subsidy_is_claimed", "9.3")]
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    with pytest.raises(Refused) as refused:
        approve_subsidy(city.bureau, repaid, key=fresh_key())
    assert codes(refused.value) == [("subsidy_is_approved", "9.3")]
    pay_subsidy(city.treasury, repaid, key=fresh_key())
    with pytest.raises(Refused) as refused:
        refuse_subsidy(city.bureau, repaid, grounds="迟了", key=fresh_key())
    assert codes(refused.value) == [("subsidy_is_paid", "9.3")]


def test_the_person_who_approved_does_not_pay(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    person = Person.objects.get(pk=city.bureau.person_id)
    person.party_id = city.treasury.party_id  # moved from the bureau to the treasury
    person.save()

    with pytest.raises(Refused) as refused:
        pay_subsidy(acting_as(person), repaid, key=fresh_key())

    assert codes(refused.value) == [("subsidy_paid_by_another_person", "9.3")]


def test_each_step_is_for_its_party(city: City, repaid: str) -> None:
    with pytest.raises(Refused) as refused:
        claim_subsidy(city.bank, repaid, uploads=PROOFS, key=fresh_key())
    assert codes(refused.value) == [("subsidy_claimed_by_the_enterprise_only", "9.3")]
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
    with pytest.raises(Refused) as refused:
        approve_subsidy(city.treasury, repaid, key=fresh_key())
    assert codes(refused.value) == [("subsidy_decided_by_the_bureau_only", "9.3")]
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    with pytest.raises(Refused) as refused:
        pay_subsidy(city.enterprise1, repaid, key=fresh_key())
    assert codes(refused.value) == [("subsidy_paid_by_the_treasury_only", "9.3")]


def test_lenders_and_other_enterprises_do_not_see_the_subsidy(city: City, repaid: str) -> None:
    claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())

    for stranger in (city.bank, city.guarantor, city.enterprise4):
        with pytest.raises(NotFound):
            subsidy_view(stranger, repaid)
        assert list(subsidy_rows(stranger)) == []


def test_the_same_claim_form_is_taken_once(city: City, repaid: str) -> None:
    form = fresh_key()

    first = claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=form)
    second = claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=form)

    assert first == second
    assert SubsidyClaim.objects.count() == 1
    with pytest.raises(Refused) as refused:
        claim_subsidy(city.enterprise1, "another loan", uploads=PROOFS, key=form)
    assert codes(refused.value) == [("idempotency_key_reused", None)]
