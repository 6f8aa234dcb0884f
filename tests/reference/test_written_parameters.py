"""A bank's own parameters of valuation: what cannot be used is named with what can be."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from zhidai.core.errors import BadInput
from zhidai.reference.table import read_table
from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.wording.speech import sentences


def refused(tmp_path: Path, written: str | bytes) -> str:
    path = tmp_path / "own.yaml"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(BadInput) as told:
        valuation_parameters(path)
    (said,) = sentences(told.value.reasons, "en")
    return said


def test_a_bank_loads_official_weights_and_licence_statistics_and_nothing_else(
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "version: 示例银行-2026-12\nsource: 虚构\nis_indicative: false\n"
        "indicators: {legal: {claims: 2}, technical: {inventors: 5}, economic: {pledges: 1}}\n"
        "royalty: {default: 0.04, by_industry: {软件: 0.07, C27: 0.05}}\n",
        encoding="utf-8",
    )

    found = valuation_parameters(path)

    assert not found.is_indicative
    assert found.indicators["legal"] == {"claims": 2.0}
    assert found.royalty_by_industry == {"software": 0.07, "C27": 0.05}
    assert found.discount == valuation_parameters().discount == 0.18


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("growht: 0.1", "own.yaml: growht is not known; what may stand in its place: source, "),
        (f"version: {'v' * 41}", f"own.yaml: version says {'v' * 40}; what can be"),
        ("growth: 2%", "own.yaml: growth says 2%; what can be: ≥ -0.9, ≤ 0.9."),
        ("tax: .nan", "own.yaml: tax says nan; what can be: ≥ 0, ≤ 0.99."),
        ("royalty: {by_industry: {软件: 0.07}}", "own.yaml: royalty.default is missing"),
        ("royalty: {default: 0.03, by_industry: {软件: 7}}",
         "own.yaml: royalty.by_industry.软件 says 7; what can be: > 0, ≤ 1."),
        ("royalty: {default: 0.03, by_industry: {软件: 0.07, C27: 0.05, software: 0.06}}",
         "own.yaml: royalty.by_industry names 软件 and software, which are one industry; keep"),
        ("indicators: {legal: {claim: 2}}",
         "own.yaml: indicators.legal.claim is not known; what may stand in its place: claims, "),
        ("indicators: {legal: {}, technical: {}, economic: {}}", "indicators.legal.… is missing"),
        ("discount: [0.18]", "own.yaml: discount says [0.18]; what can be: {name: 0.5, ...}."),
        ("discount: {risk_free: true}", "own.yaml: discount.risk_free says True"),
        ("discount: {risk_free: -0.5, premium: -0.5}", "discount.risk_free+premium says -1.0"),
        ("discount: {risk_free: 0.02, premium: -0.05}",
         "own.yaml: discount.risk_free+premium says -0.03; what can be: ≥ 0, ≤ 1."),
        ("is_indicative: no way", "own.yaml: is_indicative says no way; what can be: true, false."),
        ("effects: {legal: 0.1, technical: 0.2}", "own.yaml: effects.economic is missing"),
        ("liquidation: {months: 6}", "own.yaml: liquidation.transferability is missing"),
        ("lapse: {shape: 0}", "own.yaml: lapse.coefficients is missing"),
        ("tax: 0.2\ngrowth: 0.1\ntax: 0.3", "own.yaml line 3: tax stands there twice"),
        ("discount:\n  size: 0.1\n  size: 0.2", "own.yaml line 3: size stands there twice"),
        ("tax: 0.2\n  growth: : 1", "own.yaml line 2 cannot be read; write YAML in UTF-8"),
        ("source: 银行".encode("gbk"), "own.yaml line 1 cannot be read"),
        ("- tax", "own.yaml line 1 cannot be read"),
        ("", "own.yaml line 1 cannot be read"),
        ("[" * 3000, "own.yaml line 1 cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_what_can_be(
    written: str | bytes, said: str, tmp_path: Path
) -> None:
    assert said in refused(tmp_path, written)


def test_no_file_at_all_is_told_as_such(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(BadInput) as told:
            valuation_parameters(path)

        assert told.value.reasons[0].code == "written_table_missing"


def test_a_figure_changed_under_one_version_gives_another_version(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    versions = set()
    for tax in ("0.15", "0.25", "0.15"):
        path.write_text(f"version: bank\ntax: {tax}\n")
        versions.add(valuation_parameters(path).version)

    assert len(versions) == 2
    assert all(len(one) == len("bank #01234567") for one in versions)


def test_the_shipped_table_written_out_gives_the_shipped_parameters(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump({**read_table("valuation"), "lapse": read_table("lapse_model")}))

    shipped = valuation_parameters()
    assert replace(valuation_parameters(path), version=shipped.version) == shipped
