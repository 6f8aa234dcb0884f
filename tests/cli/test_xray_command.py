"""`zhidai scheme xray` as a user and a program see it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from zhidai.cli import run
from zhidai.cli.schema import output_schema

FINE, BAD = 0, 2


def test_the_guarantors_break_even_stands_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scheme", "xray", "ganzhou-2020", "--on", "2021-03-01"]) == FINE
    chinese = capsys.readouterr().out
    assert run(["scheme", "xray", "ganzhou-2020", "--on", "2021-03-01", "--lang", "en"]) == FINE
    english = capsys.readouterr().out

    assert ("1.43%" in chinese, "盈亏平衡" in chinese) == (True, True)
    assert ("1.43%" in english, "break-even" in english) == (True, True)


def test_programs_read_an_xray_that_keeps_to_its_schema(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["scheme", "xray", "qinglan-2021", "--route", "guaranteed", "--json"]) == FINE

    answer = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, output_schema("scheme-xray"))
    assert [one["party"] for one in answer["models"][0]["parties"]] == [
        "guarantor", "compensation_fund", "bank",
    ]  # fmt: skip


def test_what_the_plan_leaves_open_of_a_partys_income_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["scheme", "xray", "qinglan-2021", "--route", "guaranteed", "--json"]

    assert run([*asked, "--income", "compensation_fund=0.4%"]) == FINE

    (model,) = json.loads(capsys.readouterr().out)["models"]
    (fund,) = [one for one in model["parties"] if one["party"] == "compensation_fund"]
    assert (fund["income"], fund["income_from"]) == ("0.004", "assumed")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_paper_of_a_plan_is_one_page_and_its_annex(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "xray.pdf"

    assert run(["scheme", "xray", "ganzhou-2020", "-o", str(paper), "--lang", language]) == FINE

    assert len(re.findall(rb"/Type */Page[^s]", paper.read_bytes())) == 2
    capsys.readouterr()


def test_the_paper_is_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "xray.pdf"

    assert run(["scheme", "xray", "ganzhou-2020", "--on", "2021-03-01", "-o", str(paper)]) == FINE

    assert paper.read_bytes().startswith(b"%PDF")
    capsys.readouterr()


@pytest.mark.parametrize(
    "options",
    [
        ["--rate", "4.85"],
        ["--recovery", "150%"],
        ["--route", "nowhere"],
        ["--days", "0"],
        ["--income", "nobody=1%"],
        ["--income", "appraiser"],
        ["-o", "/nonexistent/xray.pdf"],
    ],
)
def test_bad_input_is_one_sentence(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["scheme", "xray", "ganzhou-2020", "--on", "2021-03-01", *options]

    assert run(asked) == BAD

    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_full_disk_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scheme", "xray", "ganzhou-2020", "-o", "/dev/full", "--lang", "en"]) == BAD

    assert "cannot be written: the disk is full" in " ".join(capsys.readouterr().err.split())


def test_a_guarantee_fee_is_refused_on_a_route_without_a_guarantor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["scheme", "xray", "qinglan-2021", "--route", "insured", "--guarantee-fee", "1%"]

    assert run([*asked, "--lang", "en"]) == BAD

    assert "earns the guarantee fee" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("scheme", ["qinglan-2021", "ganzhou-2020", "example-portfolio-pledge"])
def test_an_amount_of_nothing_is_refused_with_what_an_amount_must_be(
    scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "xray.pdf"

    asked = ["scheme", "xray", scheme, "--amount", "0元", "--lang", "en", "-o", str(paper)]
    assert run(asked) == BAD

    assert "must be above zero" in capsys.readouterr().err
    assert not paper.exists()


@pytest.mark.parametrize("scheme", ["ganzhou-2020", "qinglan-2021", "example-talent-loan"])
@pytest.mark.parametrize("more", [[], ["--rate", "4%"]])
def test_a_day_before_the_plan_begins_is_refused_by_its_validity(
    scheme: str, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["scheme", "xray", scheme, "--on", "2019-01-01", "--lang", "en", *more]

    assert run(arguments) == BAD

    said = capsys.readouterr()
    assert "in force" in said.err
    assert "_max" not in said.err
