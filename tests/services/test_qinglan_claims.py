"""Under a plan that is not Ganzhou's: losses by the IP share, an advance, caps, recoveries."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from tests.conftest import Make
from tests.services.money_cast import fresh_key, loan, on
from tests.services.qinglan_cast import DRAWN, Qinglan, a_lending_qinglan, drawn, overdue_from
from tests.services.refusals import refused

from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.core.guarantees.disposal import DisposalKind, DisposalStep
from zhidai.core.journal.accounts import Account
from zhidai.core.journal.beancount import ledger
from zhidai.core.journal.entries import EntryKind
from zhidai.core.lending.default_notice import DefaultKind
from zhidai.core.money import to_fen
from zhidai.core.parties import PersonRole
from zhidai.db.guarantees.models import Claim, ClaimPayment, ClaimShare
from zhidai.db.portfolio.models import Exclusion
from zhidai.services.acting import Acting
from zhidai.services.corrections.claim_queries import open_claim_corrections
from zhidai.services.corrections.claims import decide_claim_correction, propose_claim_correction
from zhidai.services.guarantees.commands import (
    pay_claim,
    record_disposal,
    record_recovery,
    start_claim,
)
from zhidai.services.guarantees.position import positions
from zhidai.services.guarantees.preview import claim_preview
from zhidai.services.guarantees.queries import (
    claim_view,
    claims_to_pay,
    outstanding_on_claims,
    own_claims,
)
from zhidai.services.journal.posting import posted_of
from zhidai.services.journal.queries import balances_on, ledger_lines
from zhidai.services.lending.change_queries import changes_to_answer
from zhidai.services.lending.changing import decide_change, propose_change
from zhidai.services.lending.default_notices import (
    NewNotice,
    default_notices,
    give_notice,
    notice_form,
)
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.parties.registration import NewPerson, register_person
from zhidai.services.refusal import Refused

pytestmark = pytest.mark.django_db
WAN = 1_000_000  # fen of ten thousand yuan


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    """It begins with a loan on the guaranteed route."""
    return made(a_lending_qinglan)


def claimed(city: Qinglan, key: str, *, overdue_day: int) -> Claim:
    on(claim_may_start_on(overdue_from(key), overdue_days=overdue_day))
    start_claim(city.bank, key, key=fresh_key())
    return Claim.objects.get(loan__key=key)


def shares(claim: Claim) -> dict[str, int]:
    return dict(ClaimShare.objects.filter(claim=claim).values_list("role", "amount"))


def as_claimed(claim: Claim) -> dict[str, tuple[int, int, int]]:
    rows = ClaimShare.objects.filter(claim=claim)
    return {one.role: (one.loss_share, one.amount, one.deferred) for one in rows}


def as_previewed(city: Qinglan, key: str) -> dict[str, tuple[int, int, int]]:
    lines = claim_preview(city.bank, key).lines
    return {one.role: (int(one.share * 10**6), one.amount, one.deferred) for one in lines}


def owed(claim: Claim, day: date) -> dict[str, int]:
    return {one.share.role: one.owed for one in positions(claim, day)}


def end_disposal(city: Qinglan, key: str, day: date) -> None:
    step = DisposalStep(kind=DisposalKind.ENDED, held_on=day)
    record_disposal(city.bank, key, step, record="处置终结（虚构）", uploads=(), key=fresh_key())


def test_an_overdue_loan_is_told_in_writing_to_whom_the_plan_names(city: Qinglan) -> None:
    on(DRAWN)
    key = drawn(city, route="insured")
    on(overdue_from(key))
    told = NewNotice(kind="overdue", known_on=overdue_from(key), facts="利息未付（虚构）")

    form = notice_form(city.bank, key)
    give_notice(city.bank, key, told, idempotency_key=fresh_key())

    assert form is not None
    assert (form.clause, form.kinds) == ("11.2.3", (DefaultKind.OVERDUE,))
    assert [role for role, _ in form.recipients] == ["insurer", "operation_centre"]
    for party in (city.insurer, city.operation_centre, city.compensation_fund, city.treasury):
        assert notice_form(party, key) is None
        assert [line.sender.zh for line in default_notices(party, key)] == ["青澜bank（虚构）"]
    with pytest.raises(Refused, match="default_kind_unknown"):
        give_notice(city.bank, key, replace(told, kind="misuse"), idempotency_key=fresh_key())


def test_the_bank_may_claim_from_the_day_that_its_route_names(city: Qinglan) -> None:
    on(DRAWN)
    guaranteed, insured = drawn(city), drawn(city, route="insured")
    for key, day in ((guaranteed, 45), (insured, 91 + 30)):
        on(claim_may_start_on(overdue_from(key), overdue_days=day - 1))
        with refused() as told:
            start_claim(city.bank, key, key=fresh_key())
        assert {code for code, _ in told.codes} == {"claim_too_early"}

        claim = claimed(city, key, overdue_day=day)

        assert claim.grace_until > claim.claimed_on + timedelta(days=15)  # working days


def test_only_what_the_ip_secures_is_shared_and_the_rest_is_the_banks(city: Qinglan) -> None:
    on(DRAWN)
    guaranteed = claimed(city, drawn(city, amount="100万元"), overdue_day=45)
    insured = claimed(city, drawn(city, route="insured", amount="100万元"), overdue_day=121)

    assert guaranteed.loss_base == 70 * WAN
    assert shares(guaranteed) == {
        "guarantor": 28 * WAN,
        "compensation_fund": 28 * WAN,
        "bank": (14 + 30) * WAN,
    }
    assert shares(insured) == {
        "insurer": 35 * WAN,
        "compensation_fund": 21 * WAN,
        "bank": (14 + 30) * WAN,
    }


def test_the_fund_advances_half_and_settles_the_rest_when_the_disposal_has_ended(
    city: Qinglan,
) -> None:
    on(DRAWN)
    key = city.lent
    claim = claimed(city, key, overdue_day=45)
    today = claim.claimed_on
    assert owed(claim, today) == {"guarantor": 28 * WAN, "compensation_fund": 14 * WAN, "bank": 0}
    assert [one.owed for one in claims_to_pay(city.compensation_fund)] == [14 * WAN]

    with refused() as told:
        pay_claim(city.compensation_fund, key, amount="15万元", key=fresh_key())
    assert told.codes == {("claim_payment_above_owed", "7.2")}
    pay_claim(city.compensation_fund, key, amount="14万元", key=fresh_key())
    pay_claim(city.guarantor, key, amount="28万元", key=fresh_key())
    assert owed(claim, today) == {"guarantor": 0, "compensation_fund": 0, "bank": 0}
    on(claim.grace_until + timedelta(days=20))
    assert not claim_view(city.bank, key).is_late
    assert (
        outstanding_on_claims(own_claims(city.guarantor))
        == claim_view(city.bank, key).outstanding
        == 0
    )

    record_recovery(
        city.guarantor,
        key,
        gross="30万元",
        costs="2万元",
        source="处置所得（虚构）",
        key=fresh_key(),
    )
    ended = claim.grace_until + timedelta(days=20)
    end_disposal(city, key, ended)

    assert owed(claim, ended)["compensation_fund"] == 14 * WAN - to_fen(Decimal("78400"))
    pay_claim(city.compensation_fund, key, amount="61600元", key=fresh_key())
    assert owed(claim, ended)["compensation_fund"] == 0
    net = {one.share.role: one.net_loss for one in positions(claim, ended)}
    lost = (100 - 28) * WAN  # of which the IP secured 70 %
    assert net["compensation_fund"] == net["guarantor"] == lost * 70 * 40 // 10_000
    assert sum(net.values()) == lost
    assert sum(row.balance for row in balances_on(ended)) == 0


def test_what_the_disposal_makes_due_is_late_from_its_end(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    claim = claimed(city, key, overdue_day=45)
    pay_claim(city.compensation_fund, key, amount="14万元", key=fresh_key())
    ended = claim.grace_until + timedelta(days=5)
    on(ended)
    end_disposal(city, key, ended)

    late = {one.share.role: one.days_late for one in positions(claim, ended + timedelta(days=3))}

    assert late == {"guarantor": 8, "compensation_fund": 3, "bank": 0}
    with refused() as told:
        end_disposal(city, key, ended)
    assert told.codes == {("disposal_ended_already", "7.4")}


def test_what_the_funds_year_for_a_bank_does_not_hold_is_the_banks(city: Qinglan) -> None:
    on(DRAWN)
    asked = [drawn(city, amount="800万元") for _ in range(3)]
    elsewhere = drawn(city, amount="800万元", bank="other_bank")

    borne = [shares(claimed(city, key, overdue_day=45)) for key in asked]
    start_claim(city.other_bank, elsewhere, key=fresh_key())
    other = shares(Claim.objects.get(loan__key=elsewhere))

    whole = 800 * 70 * 40 // 100 * WAN // 100  # 2.24 million yuan
    assert [one["compensation_fund"] for one in borne] == [whole, whole, 500 * WAN - 2 * whole]
    assert all(sum(one.values()) == 800 * WAN for one in borne)
    assert borne[2]["bank"] == 800 * WAN - borne[2]["guarantor"] - borne[2]["compensation_fund"]
    assert other["compensation_fund"] == whole


def test_the_preview_of_a_claim_is_what_the_claim_then_asks(city: Qinglan) -> None:
    on(DRAWN)
    guaranteed = [drawn(city, amount="800万元") for _ in range(3)]  # the third meets the fund's cap
    loans = [(key, 45) for key in guaranteed] + [(drawn(city, route="insured"), 121)]

    for key, day in loans:
        on(claim_may_start_on(overdue_from(key), overdue_days=day))
        seen, told = as_previewed(city, key), claim_preview(city.bank, key)
        claim = claimed(city, key, overdue_day=day)

        assert seen == as_claimed(claim)
        assert (told.principal, told.shared) == (claim.principal_loss, claim.loss_base)
        assert told.grace_until == claim.grace_until
        assert {one.role for one in told.lines if one.cut} == (
            {"compensation_fund"} if key in guaranteed[2:] or day == 121 else set()
        )


def test_a_preview_says_why_nothing_can_be_claimed(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    case = loan(key).case
    del case.facts["request"]["ip_share"]
    case.save()

    told = claim_preview(city.bank, key)

    assert told.lines == ()
    assert {(one.code, one.clause) for one in told.against} == {("loss_ip_share_unstated", "6.3")}


def test_a_loan_without_a_stated_ip_share_is_not_compensated(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    case = loan(key).case
    del case.facts["request"]["ip_share"]
    case.save()

    on(claim_may_start_on(overdue_from(key), overdue_days=45))
    with refused() as told:
        start_claim(city.bank, key, key=fresh_key())

    assert told.codes == {("loss_ip_share_unstated", "6.3")}


def test_a_claim_payment_shuts_the_enterprise_out_for_the_plans_years(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    claim = claimed(city, key, overdue_day=45)

    pay_claim(city.guarantor, key, amount="1万元", key=fresh_key())

    until = Exclusion.objects.get(claim=claim).until
    assert until == claim.claimed_on.replace(year=claim.claimed_on.year + 2)


def approver_at(officer: Acting) -> Acting:
    person = NewPerson(
        username=f"checks-{officer.party_id}",
        full_name="复核（虚构）",
        full_name_en="Checker (fictional)",
        role=PersonRole.APPROVER,
        password_hash="!",
    )
    return register_person(officer.party_id, person)


def test_whoever_recorded_a_payment_decides_on_the_banks_correction_of_it(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    claim = claimed(city, key, overdue_day=45)
    pay_claim(city.compensation_fund, key, amount="14万元", key=fresh_key())
    payment = ClaimPayment.objects.get(share__claim=claim)
    answer = propose_claim_correction(
        city.bank, key, "payment", payment.pk, amount="", costs="", grounds="未到账",
        key=fresh_key(),
    )  # fmt: skip
    fund = approver_at(city.compensation_fund)
    assert [one.id for one in open_claim_corrections(fund)] == [answer["correction"]]

    decide_claim_correction(
        fund, key, answer["correction"], "approved", grounds="", key=fresh_key()
    )

    assert owed(claim, claim.claimed_on)["compensation_fund"] == 14 * WAN


def test_a_fund_that_pays_claims_is_asked_about_an_extension_and_agrees(city: Qinglan) -> None:
    on(DRAWN)
    key = city.lent
    new = NewChange(
        kind="extension", grounds="回款推迟", due_on=loan(key).due_on + timedelta(days=30)
    )
    number = int(propose_change(city.bank, key, new, key=fresh_key())["change"])
    assert [one.number for one in changes_to_answer(city.compensation_fund)] == [number]

    decide_change(city.compensation_fund, key, number, is_given=True, grounds="", key=fresh_key())

    assert not changes_to_answer(city.compensation_fund)


@pytest.mark.parametrize(("filed_by", "paid"), [("pledgee", "bank"), ("agent", "")])
def test_premium_and_registration_are_frozen_and_booked_with_whoever_got_them(
    city: Qinglan, tmp_path: Path, filed_by: str, paid: str
) -> None:
    on(DRAWN)

    row = loan(drawn(city, route="insured", changed={"registration.filed_by": filed_by}))

    assert (row.insurance_premium, row.registration_fee) == (2 * WAN, 200_000)
    assert row.registration_fee_to == paid
    fees = {one.key: dict(one.legs) for one in posted_of(row) if one.kind is EntryKind.FEE}
    assert fees["fee:insurance_premium"]["insurer", Account.FEE_INCOME] == -20_000
    got = {role: amount for (role, account), amount in fees["fee:registration_fee"].items()
           if account is Account.CASH}  # fmt: skip
    assert got == {"enterprise": -2_000, **({paid: 2_000} if paid else {})}
    lines, names = ledger_lines(DRAWN)
    file = tmp_path / "journal.beancount"
    file.write_text(ledger(lines, names=names), encoding="utf-8")
    assert loader.load_file(str(file))[1] == []
