"""A sanction is carried out, or said to be done by hand and by whom; it is never silent."""

import shutil
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.sanctioning import by_hand
from zhidai.core.policy.sanctions import SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import exclusion_of
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_folder
from zhidai.schemes.reader import shipped, shipped_folder
from zhidai.wording.speech import sentence

DAY = date(2021, 6, 1)


def told(scheme: Scheme) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {one.sanction.id: (one.against, one.by) for one in by_hand(scheme)}


def stating(effect: SanctionEffect, cause: SanctionCause, *against: str) -> Scheme:
    """The plan of Qinglan with one sanction only."""
    scheme = shipped("qinglan-2021")
    one = scheme.sanctions[0]
    stated = replace(one, id="stated", after=cause, effect=effect, against=against)
    return replace(scheme, sanctions=(stated,))


def test_each_sanction_of_the_plans_is_carried_out_or_somebodys() -> None:
    assert told(shipped("ganzhou-2020")) == {"credit_record": (("enterprise",), ("bank",))}
    assert told(shipped("qinglan-2021")) == {
        "credit_record_after_misuse": (("enterprise",), ("bank",)),
        "delisted_after_false_report": (("appraiser",), ("operation_centre",)),
        "no_cover_after_missed_filing": (
            ("bank",), ("insurer", "compensation_fund", "guarantor"),
        ),
    }  # fmt: skip


def test_on_a_route_those_refuse_compensation_who_pay_its_claims() -> None:
    found = {one.sanction.id: one.by for one in by_hand(shipped("qinglan-2021"), "guaranteed")}

    assert found["no_cover_after_missed_filing"] == ("guarantor", "compensation_fund")


@pytest.mark.parametrize("cause", list(SanctionCause))
@pytest.mark.parametrize("effect", list(SanctionEffect))
@pytest.mark.parametrize("party", ["enterprise", "bank", "guarantor", "appraiser", "treasury"])
def test_no_sanction_of_the_closed_lists_is_silent(
    effect: SanctionEffect, cause: SanctionCause, party: str
) -> None:
    scheme = stating(effect, cause, party)
    kept = (cause, effect, party) in {
        (SanctionCause.CLAIM_PAYMENT, SanctionEffect.NO_APPLICATION, "enterprise"),
        (SanctionCause.MISUSE, SanctionEffect.NO_SUBSIDY, "enterprise"),
    }

    found = told(scheme)

    assert ("stated" not in found) == kept
    assert kept or (found["stated"][0] == (party,) and found["stated"][1])
    assert kept or party not in found["stated"][1]  # nobody takes it from itself


def test_of_a_sanction_against_several_only_the_enterprises_part_is_carried_out() -> None:
    scheme = stating(SanctionEffect.NO_SUBSIDY, SanctionCause.MISUSE, "enterprise", "bank")

    assert told(scheme) == {"stated": (("bank",), ("treasury",))}
    assert not not_carried_out(scheme)


def test_an_exclusion_of_another_party_shuts_no_enterprise_out() -> None:
    scheme = stating(SanctionEffect.NO_APPLICATION, SanctionCause.CLAIM_PAYMENT, "guarantor")

    assert exclusion_of(scheme, DAY) is None
    assert cited(scheme, Topic.EXCLUSION, "guaranteed") is None
    assert exclusion_of(shipped("qinglan-2021"), DAY) is not None


def test_the_check_names_file_line_party_and_who_does_it(tmp_path: Path) -> None:
    with as_file(shipped_folder("qinglan-2021")) as source:
        copied = Path(shutil.copytree(source, tmp_path / "scheme"))
    spoil(
        copied,
        "sanctions.yaml",
        "after: misuse\n  against: [enterprise]\n  effect: no_subsidy",
        "after: misuse\n  against: [bank]\n  effect: no_subsidy",
    )
    lines = (copied / "sanctions.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index("- id: no_subsidy_after_misuse") + 1

    _, findings = check_folder(copied, on=None, reference=reference_tables())
    said = [one.reason for one in findings if one.reason.code == "check_sanction_by_hand"]

    by_line = {one.parameters["line"]: one for one in said}
    assert len(said) == len(by_hand(shipped("qinglan-2021"))) + 1
    english, chinese = (sentence(by_line[line], lang) for lang in ("en", "zh-hans"))
    assert english.startswith(f"sanctions.yaml line {line}: the sanction No subsidy after misuse")
    assert "against the bank and done by hand by the treasury" in english
    assert "针对银行，由财政人工执行" in chinese
