"""Shares written as fractions in a plan: drafted, stated and audited as they stand there."""

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
