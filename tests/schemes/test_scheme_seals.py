"""seals.yaml: read with every mistake named, no part of the content hash, current where shipped."""

from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import copied

from zhidai.core.errors import BadInput
from zhidai.core.policy.scheme import Seal
from zhidai.core.policy_text.encoding import encoding_digests
from zhidai.schemes.reader import load_scheme, shipped, shipped_schemes
from zhidai.schemes.seals import seals_as_yaml
from zhidai.wording.speech import sentence


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


def test_the_ganzhou_plan_is_sealed_clause_by_clause() -> None:
    scheme = shipped("ganzhou-2020")

    assert scheme.seals.keys() == scheme.clauses.keys()
