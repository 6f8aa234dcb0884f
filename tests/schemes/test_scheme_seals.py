"""seals.yaml: read with every mistake named, no part of the content hash, current where shipped."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.policy_mutations.reference_swaps import missed_swaps
from tests.schemes.minimal_scheme import copied

from zhidai.core.errors import BadInput
from zhidai.core.policy.scheme import AllOf, AnyOf, Fact, FactType, Seal
from zhidai.core.policy_text.encoding import encoding_digests
from zhidai.schemes.reader import load_scheme, shipped, shipped_schemes
from zhidai.schemes.seals import seals_as_yaml
from zhidai.wording.speech import sentence

SWAPS = 2  # of each field of each family; `python -m tests.policy_mutations` makes more
LEAST_SWAPS = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def told(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        load_scheme(folder)
    return [sentence(one, "en") for one in refused.value.reasons]


def test_seals_are_written_as_they_are_read(folder: Path) -> None:
    seals = {"1": Seal(wording="0123456789abcdef", encoding="fedcba9876543210")}

    (folder / "seals.yaml").write_text(seals_as_yaml(seals), encoding="utf-8")

    assert dict(load_scheme(folder).seals) == seals


def test_seals_are_no_part_of_what_a_case_is_pinned_to(folder: Path) -> None:
    before = load_scheme(folder).content_hash

    (folder / "seals.yaml").write_text('"1": {wording: a, encoding: b}\n', encoding="utf-8")

    assert load_scheme(folder).content_hash == before


@pytest.mark.parametrize(
    ("written", "sentence_of_it"),
    [
        ('"99": {wording: a, encoding: b}', "seals.yaml line 1"),
        ('"1": {wording: a}', "seals.yaml line 1: encoding is missing here; add it."),
        ('"1": {wording: a, encoding: b, by: c}', "seals.yaml line 1: by is not a key here"),
        ('"1": sealed', "seals.yaml line 1: keys with values are needed here"),
    ],
)
def test_a_mistake_in_the_seals_is_named(folder: Path, written: str, sentence_of_it: str) -> None:
    (folder / "seals.yaml").write_text(written + "\n", encoding="utf-8")

    assert any(one.startswith(sentence_of_it) for one in told(folder))


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_what_a_shipped_scheme_makes_of_each_clause_is_what_was_confirmed(scheme_id: str) -> None:
    """Red after a change of a sealed scheme: read it again, then `scheme audit ... --seal`."""
    scheme = shipped(scheme_id)
    if not scheme.seals:
        pytest.skip("left out: this scheme holds no seals")

    sealed = {clause: seal.encoding for clause, seal in scheme.seals.items()}

    assert sealed == encoding_digests(scheme)


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_what_two_records_hold_is_not_changed_for_each_other_unseen(scheme_id: str) -> None:
    made, missed = missed_swaps(shipped(scheme_id), most=SWAPS)

    assert made > LEAST_SWAPS
    assert missed == []


@pytest.mark.parametrize(
    ("scheme_id", "clause", "first", "second"),
    [
        ("ganzhou-2020", "9.3", "province_interest", "beneficiary_interest"),
        ("qinglan-2021", "8.4", "city_guarantee_fee", "city_appraisal_fee"),
    ],
)
def test_caps_changed_for_each_other_between_two_payers_break_the_seal(
    scheme_id: str, clause: str, first: str, second: str
) -> None:
    scheme = shipped(scheme_id)
    one, two = (
        next(each for each in scheme.subsidies if each.id == id_) for id_ in (first, second)
    )
    swapped = {first: replace(one, caps=two.caps), second: replace(two, caps=one.caps)}
    subsidies = tuple(swapped.get(each.id, each) for each in scheme.subsidies)

    assert (
        encoding_digests(replace(scheme, subsidies=subsidies))[clause]
        != (encoding_digests(scheme)[clause])
    )


def test_the_order_of_subsidies_is_sealed_in_their_own_clauses() -> None:
    scheme = shipped("qinglan-2021")
    city, district, *others = scheme.subsidies

    turned = encoding_digests(replace(scheme, subsidies=(district, city, *others)))

    confirmed = encoding_digests(scheme)
    assert turned[city.clause] != confirmed[city.clause]
    assert turned["notice"] == confirmed["notice"]


def test_what_the_facts_of_a_scheme_say_is_sealed_with_the_notice_and_the_trade_s_are_not() -> None:
    scheme = shipped("qinglan-2021")
    grade = next(one for one in scheme.facts.values() if one.full_name.endswith("innovation_grade"))
    amount = scheme.facts["request.amount"]
    best, *others, last = grade.choices
    relabelled = (
        replace(best, label=last.label), *others, replace(last, label=best.label)
    )  # fmt: skip

    def notice(fact: Fact, **changes: Any) -> str:
        facts = {**scheme.facts, fact.full_name: replace(fact, **changes)}
        return encoding_digests(replace(scheme, facts=facts))["notice"]

    confirmed = encoding_digests(scheme)["notice"]
    assert notice(grade, choices=relabelled) != confirmed
    assert notice(grade, answered_by="enterprise") != confirmed
    assert notice(grade, label=best.label) != confirmed
    assert notice(grade, type=FactType.TEXT) != confirmed
    assert notice(amount, label=best.label) == confirmed


def test_all_of_and_any_of_are_not_sealed_alike() -> None:
    scheme = shipped("ganzhou-2020")
    rule = next(one for one in scheme.rules if isinstance(one.test, AllOf | AnyOf))
    assert isinstance(rule.test, AllOf | AnyOf)
    other = AnyOf if isinstance(rule.test, AllOf) else AllOf
    turned = replace(rule, test=other(parts=rule.test.parts))
    rules = tuple(turned if one is rule else one for one in scheme.rules)

    assert encoding_digests(replace(scheme, rules=rules)) != encoding_digests(scheme)


def test_the_ganzhou_plan_is_sealed_clause_by_clause() -> None:
    scheme = shipped("ganzhou-2020")

    assert scheme.seals.keys() == scheme.clauses.keys()
