"""Cooperation agreements: submitted, filed, returned, and who may be chosen through them."""

import hashlib
from datetime import date

import pytest
from tests.cast import (
    SCHEME,
    TODAY,
    Cast,
    make_cast_without_agreements,
    open_indirect,
    sign,
    sign_and_file,
    state_day,
    submit,
)
from tests.conftest import Make
from tests.services.refusals import bad_input_told, refused

from zhidai.db.parties.models import Agreement, Party
from zhidai.schemes.reader import shipped
from zhidai.services.demonstration.settling import signed_paper
from zhidai.services.history.queries import timeline
from zhidai.services.parties.commands import (
    confirm_agreement,
    file_agreement,
    return_agreement,
    submit_agreement,
    update_credentials,
    update_profile,
)
from zhidai.services.parties.queries import (
    agreement,
    agreement_paper,
    agreements,
    agreements_to_confirm,
    lending_partners,
    possible_partners,
    profile,
    suggested_shares,
)
from zhidai.services.parties.submission import agreement_number
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db

THREE = {"guarantor": "70%", "bank": "20%", "appraiser": "10%"}


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


def test_an_agreement_counts_only_once_the_bureau_has_filed_it(cast: Cast) -> None:
    sign(cast, "合作1号", THREE)

    with refused() as told:
        open_indirect(cast)
    file_agreement(cast.bureau, "合作1号", key="file")

    assert told.codes == {("rule_broken", "notice")}
    assert open_indirect(cast, key="again")
    view = agreement(cast.bank, "合作1号")
    assert (view.status, view.filed_on) == ("filed", TODAY)
    assert [event.kind for event in view.timeline] == [
        "agreement.filed",
        "agreement.confirmed",
        "agreement.confirmed",
        "agreement.submitted",
    ]


@pytest.mark.parametrize(
    "shares",
    [
        {"guarantor": "70%", "bank": "20%", "appraiser": "9.9999%"},
        {"guarantor": "70%", "bank": "20%", "appraiser": "10.0001%"},
    ],
)
def test_shares_that_miss_the_whole_by_a_millionth_are_refused(
    cast: Cast, shares: dict[str, str]
) -> None:
    with bad_input_told() as told:
        submit(cast, "合作1号", shares)

    assert {code for code, _ in told.codes} == {"loss_shares_not_summing"}


def test_a_share_finer_than_a_millionth_or_without_a_unit_is_bad_input(cast: Cast) -> None:
    with bad_input_told() as fine:
        submit(cast, "1", {"guarantor": "70.00001%", "bank": "19.99999%", "appraiser": "10%"})
    with bad_input_told() as bare:
        submit(cast, "2", {"guarantor": "70", "bank": "20%", "appraiser": "10%"})

    assert {code for code, _ in fine.codes} == {"loss_share_too_fine"}
    assert len(bare.reasons) == 1
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "shares",
    [
        {"guarantor": "80%", "bank": "20%"},
        {"guarantor": "90%", "appraiser": "10%"},
        {"bank": "50%", "other_bank": "50%"},
        {"bank": "80%", "enterprise": "20%"},
    ],
)
def test_parties_that_make_up_no_route_cannot_sign_together(
    cast: Cast, shares: dict[str, str]
) -> None:
    with refused() as told:
        submit(cast, "合作1号", shares)

    assert told.codes == {("agreement_fits_no_route", "notice")}


def test_only_a_signer_submits(cast: Cast) -> None:
    for stranger in (cast.other_bank, cast.enterprise, cast.bureau):
        with refused() as told:
            submit_agreement(
                stranger,
                SCHEME,
                "合作1号",
                signed_on=TODAY,
                in_force_from=TODAY,
                in_force_until=date(2022, 3, 1),
                shares={cast.bank.party_id: "100%"},
                paper=signed_paper("合作1号", dated=TODAY),
                key="submit",
            )
        assert told.codes == {("agreement_of_others", "notice")}


@pytest.mark.parametrize(
    ("signed_on", "since", "until", "code"),
    [
        ("2021-03-02", "2021-03-02", "2022-03-01", "agreement_signed_later"),
        ("2021-02-01", "2021-01-31", "2022-03-01", "agreement_dates_out_of_order"),
        ("2021-02-01", "2021-03-01", "2021-02-28", "agreement_dates_out_of_order"),
        ("2020-02-01", "2020-02-01", "2021-02-28", "agreement_over"),
    ],
)
def test_days_that_cannot_be_are_refused(
    cast: Cast, signed_on: str, since: str, until: str, code: str
) -> None:
    with refused() as told:
        submit_agreement(
            cast.bank,
            SCHEME,
            "合作1号",
            signed_on=date.fromisoformat(signed_on),
            in_force_from=date.fromisoformat(since),
            in_force_until=date.fromisoformat(until),
            shares={cast.bank.party_id: "100%"},
            paper=signed_paper("合作1号", dated=TODAY),
            key="submit",
        )

    assert {each for each, _ in told.codes} == {code}


@pytest.mark.parametrize(
    ("member", "answers", "clause"),
    [
        ("guarantor", {"registered_capital": "4999.99万元"}, "5.2.3"),
        ("bank", {"no_breach": False, "years_since_breach": "2年"}, "5.3.1"),
        ("appraiser", {"professional_appraisers": "9人"}, "5.4.1"),
    ],
)
def test_a_party_that_misses_a_requirement_cannot_be_filed(
    cast: Cast, member: str, answers: dict[str, object], clause: str
) -> None:
    sign(cast, "合作1号", THREE)
    update_credentials(getattr(cast, member), answers, key="worse")

    with refused() as filing:
        file_agreement(cast.bureau, "合作1号", key="file")
    with refused() as submitting:
        submit(cast, "合作2号", THREE)

    assert filing.codes == submitting.codes == {("party_requirement_missed", clause)}


def test_what_a_party_has_not_declared_stands_against_it_by_name(cast: Cast) -> None:
    Party.objects.filter(pk=cast.other_bank.party_id).update(facts={})

    with refused() as told:
        submit(cast, "合作1号", {"other_bank": "100%"})

    assert told.clauses == {"5.3.1", "5.3.2", "5.3.3"}
    assert "丁银行（虚构）" in told.in_both_languages()


def test_an_appraiser_that_shares_losses_on_the_direct_route_must_meet_5_4_too(cast: Cast) -> None:
    update_credentials(cast.appraiser, {"professional_appraisers": "9人"}, key="worse")

    with refused() as told:
        submit(cast, "直接1号", {"bank": "90%", "appraiser": "10%"})
    sign_and_file(cast, "直接2号", {"bank": "100%"})

    assert told.codes == {("party_requirement_missed", "5.4.1")}
    assert agreement(cast.bank, "直接2号").status == "filed"


def test_only_the_bureau_files_and_only_once(cast: Cast) -> None:
    sign(cast, "合作1号", THREE)

    for other in (cast.bank, cast.finance, cast.enterprise):
        with pytest.raises(NotFound):
            file_agreement(other, "合作1号", key="file")
    with pytest.raises(NotFound):
        file_agreement(cast.bureau, "没有这一份", key="file")
    file_agreement(cast.bureau, "合作1号", key="file")
    assert file_agreement(cast.bureau, "合作1号", key="file")  # the same key: the same answer
    with refused() as told:
        file_agreement(cast.bureau, "合作1号", key="file again")

    assert told.codes == {("agreement_filed_already", "notice")}


def test_a_returned_agreement_says_why_and_is_submitted_again_with_other_shares(
    cast: Cast,
) -> None:
    sign(cast, "合作1号", THREE)
    return_agreement(cast.bureau, "合作1号", grounds="缺少评估机构盖章", key="return")

    with refused() as told:
        file_agreement(cast.bureau, "合作1号", key="file")
    assert agreement(cast.guarantor, "合作1号").return_grounds == "缺少评估机构盖章"
    other_shares = {"guarantor": "60%", "bank": "30%", "appraiser": "10%"}
    sign(cast, "合作1号", other_shares, key="again")
    file_agreement(cast.bureau, "合作1号", key="file now")

    assert told.codes == {("agreement_returned_already", "notice")}
    view = agreement(cast.bank, "合作1号")
    assert [partner.loss_share for partner in view.partners] == [300_000, 600_000, 100_000]
    assert view.replaces_suggestion
    assert len(timeline("agreement:合作1号")) == 8


def test_the_appraiser_alone_cannot_rewrite_the_shares_of_the_others(cast: Cast) -> None:
    sign_and_file(cast, "合作1号", THREE)
    submit(cast, "合作2号", {"appraiser": "0%", "bank": "100%", "guarantor": "0%"})

    with refused() as told:
        file_agreement(cast.bureau, "合作2号", key="file")

    assert told.codes == {("agreement_not_confirmed", "notice")}
    assert {reason.parameters["party"].zh for reason in told.reasons} == {
        "丙银行（虚构）",
        "戊担保公司（虚构）",
    }
    assert "丙银行" in told.in_both_languages()
    assert agreement(cast.bureau, "合作2号").status == "unconfirmed"
    assert [each.agreement for each in lending_partners(SCHEME, TODAY)] == ["合作1号"]


def test_an_agreement_is_filed_once_the_last_party_has_confirmed(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)
    confirm_agreement(cast.bank, "合作1号", key="confirm")

    with refused() as told:
        file_agreement(cast.bureau, "合作1号", key="file")
    assert [reason.parameters["party"].zh for reason in told.reasons] == ["己评估公司（虚构）"]
    assert [view.number for view in agreements_to_confirm(cast.appraiser)] == ["合作1号"]
    assert agreements_to_confirm(cast.guarantor) == agreements_to_confirm(cast.bank) == []

    state_day(date(2021, 3, 2))
    confirm_agreement(cast.appraiser, "合作1号", key="confirm")
    assert agreements_to_confirm(cast.appraiser) == []
    file_agreement(cast.bureau, "合作1号", key="file now")

    days = {one.kind: one.confirmed_on for one in agreement(cast.bank, "合作1号").partners}
    assert days == {"guarantor": TODAY, "bank": TODAY, "appraiser": date(2021, 3, 2)}


def test_only_a_named_party_confirms_and_only_once(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)

    for stranger in (cast.other_bank, cast.bureau, cast.enterprise):
        with pytest.raises(NotFound):
            confirm_agreement(stranger, "合作1号", key="confirm")
    with refused() as sender:
        confirm_agreement(cast.guarantor, "合作1号", key="confirm")
    confirm_agreement(cast.bank, "合作1号", key="confirm")
    assert confirm_agreement(cast.bank, "合作1号", key="confirm")  # the same key: the same answer
    with refused() as again:
        confirm_agreement(cast.bank, "合作1号", key="confirm again")

    assert sender.codes == again.codes == {("agreement_confirmed_already", "notice")}


def test_confirmations_of_a_returned_agreement_do_not_count_for_the_next_submission(
    cast: Cast,
) -> None:
    sign(cast, "合作1号", THREE)
    return_agreement(cast.bureau, "合作1号", grounds="比例有误", key="return")
    with refused() as meanwhile:
        confirm_agreement(cast.bank, "合作1号", key="meanwhile")

    submit(cast, "合作1号", {"appraiser": "0%", "bank": "100%", "guarantor": "0%"}, key="again")

    assert meanwhile.codes == {("agreement_returned_already", "notice")}
    confirmed = {
        one.kind for one in agreement(cast.bank, "合作1号").partners if one.confirmed_on is not None
    }
    assert confirmed == {"appraiser"}
    with refused() as told:
        file_agreement(cast.bureau, "合作1号", key="file")
    assert told.codes == {("agreement_not_confirmed", "notice")}


def test_a_confirmation_of_a_paper_that_was_replaced_meanwhile_is_refused(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)
    read = agreement(cast.bank, "合作1号").papers[0].id
    return_agreement(cast.bureau, "合作1号", grounds="比例有误", key="return")
    submit(cast, "合作1号", {"appraiser": "0%", "bank": "100%", "guarantor": "0%"}, key="again")

    with refused() as told:
        confirm_agreement(cast.bank, "合作1号", paper=read, key="confirm")

    assert told.codes == {("agreement_submitted_anew", "notice")}


def test_an_agreement_is_submitted_with_the_signed_paper(cast: Cast) -> None:
    with refused() as told:
        submit_agreement(
            cast.bank,
            SCHEME,
            "直接1号",
            signed_on=TODAY,
            in_force_from=TODAY,
            in_force_until=date(2022, 3, 1),
            shares={cast.bank.party_id: "100%"},
            paper=None,
            key="submit",
        )

    assert told.codes == {("agreement_paper_missing", "notice")}


def test_an_agreement_that_came_without_its_paper_is_not_filed(cast: Cast) -> None:
    row = Agreement.objects.create(
        scheme=SCHEME, number="直接1号", signed_on=TODAY, in_force_from=TODAY,
        in_force_until=date(2022, 3, 1), submitted_by_id=cast.bank.person_id,
    )  # fmt: skip
    row.shares.create(
        party_id=cast.bank.party_id, loss_share=1_000_000,
        confirmed_on=TODAY, confirmed_by_id=cast.bank.person_id,
    )  # fmt: skip

    with refused() as told:
        file_agreement(cast.bureau, "直接1号", key="file")

    assert told.codes == {("agreement_paper_missing", "notice")}


def test_the_paper_is_for_the_parties_and_the_bureau_and_the_earlier_one_for_the_bureau(
    cast: Cast,
) -> None:
    submit(cast, "合作1号", THREE)
    (earlier,) = agreement(cast.bank, "合作1号").papers
    return_agreement(cast.bureau, "合作1号", grounds="缺少盖章", key="return")
    submit(cast, "合作1号", THREE, key="again")
    (paper,) = agreement(cast.appraiser, "合作1号").papers

    name, media_type, content = agreement_paper(cast.appraiser, "合作1号", paper.id)

    assert (name, media_type) == ("合作协议.pdf", "application/pdf")
    assert hashlib.sha256(content).hexdigest() == paper.sha256
    assert timeline("agreement:合作1号")[0].payload["paper"]["sha256"] == paper.sha256
    assert agreement_paper(cast.bureau, "合作1号", earlier.id)[2] == content
    for stranger in (cast.other_bank, cast.enterprise, cast.finance):
        with pytest.raises(NotFound):
            agreement_paper(stranger, "合作1号", paper.id)
    with pytest.raises(NotFound):
        agreement_paper(cast.bank, "合作1号", earlier.id)


def test_a_number_that_makes_no_address_is_bad_input(cast: Cast) -> None:
    with bad_input_told() as told:
        submit(cast, "合作/1号", THREE)

    assert {code for code, _ in told.codes} == {"agreement_number_needed"}


def test_a_number_in_use_is_not_taken_over(cast: Cast) -> None:
    submit(cast, "合作1号", THREE)

    with refused() as told:
        submit(cast, "合作1号", {"other_bank": "100%"}, key="other")

    assert told.codes == {("agreement_number_taken", "notice")}


def test_parties_see_their_own_agreements_and_the_bureau_all_of_its_place(cast: Cast) -> None:
    sign_and_file(cast, "合作1号", THREE)
    sign_and_file(cast, "直接1号", {"other_bank": "100%"})

    seen = {
        name: [view.number for view in agreements(getattr(cast, name))]
        for name in ("bureau", "bank", "other_bank", "enterprise", "finance")
    }

    assert seen == {
        "bureau": ["直接1号", "合作1号"],
        "bank": ["合作1号"],
        "other_bank": ["直接1号"],
        "enterprise": [],
        "finance": [],
    }
    with pytest.raises(NotFound):
        agreement(cast.other_bank, "合作1号")


def test_partners_are_offered_together_from_the_first_to_the_last_day(cast: Cast) -> None:
    sign_and_file(cast, "合作1号", THREE)
    sign_and_file(cast, "直接1号", {"bank": "100%"})

    groups = lending_partners(SCHEME, TODAY)

    assert [(group.route, group.choice) for group in groups] == [
        ("direct", {"bank": cast.bank.party_id, "appraiser": cast.appraiser.party_id}),
        (
            "indirect",
            {
                "bank": cast.bank.party_id,
                "guarantor": cast.guarantor.party_id,
                "appraiser": cast.appraiser.party_id,
            },
        ),
    ]
    assert groups[0].partners[1].loss_share is None  # values, and shares no loss
    assert lending_partners(SCHEME, date(2021, 2, 28)) == ()
    assert len(lending_partners(SCHEME, date(2023, 9, 28))) == 2
    assert lending_partners(SCHEME, date(2023, 9, 29)) == ()


def test_an_agreement_is_told_as_expired_after_its_last_day(cast: Cast) -> None:
    sign_and_file(cast, "合作1号", THREE)
    state_day(date(2023, 9, 29))

    assert agreement(cast.bank, "合作1号").status == "expired"


def test_the_form_starts_from_the_shares_that_the_plan_suggests(cast: Cast) -> None:
    assert suggested_shares(shipped(SCHEME), "indirect", TODAY) == {
        "guarantor": 700_000,
        "bank": 200_000,
        "appraiser": 100_000,
    }
    kinds = [partner.kind for partner in possible_partners(cast.bank, shipped(SCHEME))]
    assert kinds == ["bank", "guarantor", "appraiser"]


def test_a_profile_takes_only_what_the_scheme_asks_of_an_enterprise(cast: Cast) -> None:
    with bad_input_told() as told:
        update_profile(cast.enterprise, {"shoe_size": "42"}, key="1")
    with bad_input_told() as wrong:
        update_profile(cast.enterprise, {"revenue": "5000"}, key="2")
    update_profile(cast.enterprise, {"employees": "130人", "contact": ""}, key="3")

    assert {code for code, _ in told.codes} == {"fact_not_asked"}
    assert {code for code, _ in wrong.codes} == {"fact_without_unit"}
    view = profile(cast.enterprise)
    assert view.initial["enterprise.employees"] == "130人"
    assert [fact.name for fact in view.missing] == ["contact"]
    assert view.changes[0].kind == "party.profile_updated"


def test_nobody_declares_for_another_kind_of_party(cast: Cast) -> None:
    with pytest.raises(NotFound):
        update_profile(cast.bank, {"employees": "1人"}, key="1")
    with pytest.raises(NotFound):
        update_credentials(cast.enterprise, {"licensed": True}, key="2")
    with bad_input_told() as told:
        update_credentials(cast.bank, {"approved_amount": "1元"}, key="3")

    assert {code for code, _ in told.codes} == {"fact_not_asked"}


@pytest.mark.parametrize("number", ["new", ".", "..", "a/b", "一\n二"])
def test_a_number_that_cannot_stand_in_an_address_is_refused(cast: Cast, number: str) -> None:
    with bad_input_told() as told:
        submit(cast, number, {"bank": "90%", "appraiser": "10%"})

    assert {code for code, _ in told.codes} == {"agreement_number_needed"}


def test_a_number_that_no_letter_could_show_is_refused() -> None:
    with bad_input_told() as told:
        agreement_number("协议😀")

    assert {code for code, _ in told.codes} == {"character_not_settable"}
