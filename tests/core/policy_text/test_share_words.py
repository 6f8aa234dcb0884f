"""Shares written as fractions in a plan: drafted, stated and audited as they stand there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import as_file
from pathlib import Path
from shutil import copytree

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values
from tests.schemes.minimal_scheme import spoil

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.agreed_shares import against_signing
from zhidai.core.guarantees.settings import loss_model_of, shares_of
from zhidai.core.labels import Label
from zhidai.core.policy.levels import OwnParty, OwnPartyKind
from zhidai.core.policy.losses import LossBase, LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Strength
from zhidai.core.policy_text.parties import parties_in
from zhidai.schemes.reader import load_scheme, shipped_folder
from zhidai.services.parties.queries import suggested_shares

DAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("资金池由州级出资三分之二、县（市）出资三分之一。", ["三分之二", "三分之一"]),
        ("资金池由州级出资2/3、县（市）出资1/3。", ["三分之二", "三分之一"]),
        ("损失由担保公司、银行和资金池各承担三分之一。", ["三分之一"]),
        ("损失由担保公司承担四分之三，银行承担四分之一。", ["四分之三", "四分之一"]),
    ],
)
def test_a_share_in_words_is_drafted_as_it_stands_and_its_audit_passes(
    words: str, shown: list[str], tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == shown
    assert told(scheme, words) == set()
    for other in (("三分之一", "三分之二"), ("1/3", "1/4"), ("四分之一", "五分之一")):
        if other[0] in words:
            assert told(scheme, words.replace(*other)) != set()


def test_a_ceiling_over_two_levels_is_told_from_the_payers_own(tmp_path: Path) -> None:
    words = (
        "市财政按实付利息的五分之二给予贴息，区财政按实付利息的1/5给予贴息；"
        "两级贴息合计不超过实付利息的60%，单户企业每年合计不超过40万元。"
    )
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["五分之二", "五分之一", "60%", "40万元"]
    assert told(scheme, words) == set()
    assert told(scheme, words.replace("60%", "70%")) != set()


EACH = "贷款本金发生损失的，由担保公司、再担保机构和银行各承担三分之一。"


def shared_by_three(scheme: Scheme, *, parameters: int) -> Scheme:
    """Guarantor, re-guarantor and bank share by the drafted share: one for all, or one for each."""
    (share,) = (one for one in scheme.parameters.values() if one.clause == "2")
    parties = ("guarantor", "re_guarantor", "bank")
    names = {party: share.name if parameters == 1 else f"{party}_share" for party in parties}
    stated = {name: replace(share, name=name) for name in names.values()}
    others = {name: one for name, one in scheme.parameters.items() if name != share.name}
    own = OwnParty(
        id="re_guarantor",
        label=Label(zh="再担保机构", en="Re-guarantor"),
        kind=OwnPartyKind.RE_GUARANTOR,
    )
    model = LossModel(
        id="three",
        label=Label(zh="三方分担", en="Three share"),
        clause="2",
        strength=Strength.MUST,
        base=LossBase.PRINCIPAL,
        shares=names,
    )
    return replace(
        scheme,
        parameters={**others, **stated},
        own_parties={"re_guarantor": own},
        loss_models=(model,),
    )


@pytest.mark.parametrize("parameters", [1, 3])
def test_a_subject_that_lists_parties_states_the_share_of_each(
    parameters: int, tmp_path: Path
) -> None:
    scheme = shared_by_three(drafted(EACH, tmp_path / "city"), parameters=parameters)

    assert told(scheme, EACH) == set()
    assert told(scheme, EACH.replace("三分之一", "四分之一")) != set()


def test_each_of_a_list_may_be_stated_by_its_own_name(tmp_path: Path) -> None:
    scheme = shared_by_three(drafted(EACH, tmp_path / "city"), parameters=3)
    subjects = {
        "guarantor_share": "担保公司…承担",
        "re_guarantor_share": "再担保机构…承担",
        "bank_share": "银行…承担",
    }
    named = {
        name: replace(one, stated=(replace(one.stated[0], subject=subjects[name]),))
        for name, one in scheme.parameters.items()
        if name in subjects
    }
    scheme = replace(scheme, parameters={**scheme.parameters, **named})

    assert told(scheme, EACH) == set()
    assert told(scheme, EACH.replace("各承担", "承担")) != set()
    assert told(scheme, EACH.replace("三分之一", "四分之一")) != set()


def test_a_list_of_parties_does_not_state_the_share_of_another(tmp_path: Path) -> None:
    words = EACH.replace("、再担保机构", "")
    scheme = shared_by_three(drafted(words, tmp_path / "city"), parameters=3)

    assert "audit_share_of_other_party" in told(scheme, words)


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        ("担保公司、再担保机构和银行各承担", {"guarantor", "re_guarantor", "bank"}),
        ("再担保机构承担", {"re_guarantor"}),
        ("担保公司分担", {"guarantor"}),
        ("再担保机构对银行承担", {"re_guarantor"}),
        ("公司、再担保机构和银行各承担", set()),
        ("银行和保险公司各承担", set()),
        ("担保公司对银行承担", set()),
        ("银行及时承担", {"bank"}),
        ("各承担", set()),
    ],
)
def test_whom_a_subject_names(subject: str, named: set[str], tmp_path: Path) -> None:
    scheme = shared_by_three(drafted(EACH, tmp_path / "city"), parameters=1)

    assert parties_in(subject, scheme) == named


@pytest.fixture
def thirds(tmp_path: Path) -> Path:
    """A plan whose insurer, fund and bank bear a third each."""
    with as_file(shipped_folder("qinglan-2021")) as folder:
        copy = Path(copytree(folder, tmp_path / "qinglan-2021"))
    for party, share in (("保险公司", "50%"), ("资金池", "30%"), ("银行", "20%")):
        stated = (
            f'values: {{2021-02-01: {share}}}\n  stated: [{{clause: "6.1", subject: {party}承担'
        )
        spoil(copy, "parameters.yaml", stated, stated.replace(share, "三分之一"))
    return copy


def test_three_thirds_are_the_whole_and_split_a_loss_exactly(thirds: Path) -> None:
    scheme = load_scheme(thirds)
    shares = shares_of(scheme, loss_model_of(scheme, "insured"), DAY)

    assert sum(shares.values()) == 1
    assert {round(one, 20) for one in shares.values()} == {Decimal("0.33333333333333333333")}


def test_three_rounded_thirds_are_not_the_whole(thirds: Path) -> None:
    file = thirds / "parameters.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("三分之一", "33.333333%"), encoding="utf-8"
    )

    with pytest.raises(BadInput) as refused:
        load_scheme(thirds)

    assert {one.code for one in refused.value.reasons} == {"scheme_sum_differs"}


@pytest.mark.parametrize(("bank", "open_"), [("0.333334", True), ("0.333335", False)])
def test_a_fixed_third_is_signed_in_millionths(thirds: Path, bank: str, open_: bool) -> None:
    signed = {
        "insurer": Decimal("0.333333"),
        "compensation_fund": 1 - Decimal("0.333333") - Decimal(bank),
        "bank": Decimal(bank),
    }

    against = against_signing(load_scheme(thirds), "insured", signed, DAY)

    assert (not against) is open_
    assert all(one.parameters["stated"] == "33.3333%" for one in against)


def test_the_form_of_an_agreement_begins_with_shares_that_make_the_whole(thirds: Path) -> None:
    suggested = suggested_shares(load_scheme(thirds), "insured", DAY)

    assert sorted(suggested.values()) == [333_333, 333_333, 333_334]
