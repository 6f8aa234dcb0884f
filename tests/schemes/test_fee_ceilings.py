"""A fee that may not be higher, whoever pays it, is held wherever fees are told."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai import schemes
from zhidai.cli import run
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import fees_within_ceiling
from zhidai.core.errors import BadInput
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.settings import settings_from
from zhidai.core.xray.fees import FeeFrom
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_scheme
from zhidai.schemes.reader import load_scheme
from zhidai.wording.speech import sentences

DAY = date(2021, 3, 1)
FEES = """\
- id: appraisal_fee
  label: {zh: 评估费率, en: Appraisal fee}
  clause: "11.1.2"
  item: appraisal_fee
  parameter: appraisal_fee_max
"""
MOST = """\
appraisal_fee_max:
  label: {zh: 评估费率上限, en: Highest appraisal fee}
  clause: "11.1.2"
  unit: rate
  strength: must
  compare: at_most
  values: {2021-02-01: 0.5%/年}
"""
VALUATION = (
    "facts_in: [valuation.appraised_value, valuation.formal_value, contract.appraisal_fee]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Qinglan, whose plan would also say: 评估费率不超过每年0.5%."""
    found = Path(copytree(Path(schemes.__file__).parent / "qinglan-2021", tmp_path / "qinglan"))
    (found / "fees.yaml").write_text(FEES, encoding="utf-8")
    parameters = found / "parameters.yaml"
    parameters.write_text(parameters.read_text(encoding="utf-8") + MOST, encoding="utf-8")
    return found


def unsubsidised(scheme: Scheme) -> Scheme:
    kept = tuple(one for one in scheme.subsidies if one.item != "appraisal_fee")
    return replace(scheme, subsidies=kept)


def unheld(scheme: Scheme) -> list[str]:
    return [one.code for one in not_carried_out(scheme) if one.code == "check_fee_unheld"]


def test_a_ceiling_that_no_subsidy_states_is_one_of_the_loan(folder: Path) -> None:
    settings = settings_from(unsubsidised(load_scheme(folder)), DAY, lambda _: False)

    assert dict(settings.fee_ceilings) == {
        "guarantee_fee": Decimal("0.01"),
        "appraisal_fee": Decimal("0.005"),
    }
    assert settings.clause_of_fee("appraisal_fee") == "11.1.2"
    assert settings.clause_of_fee("guarantee_fee") == "8.4"
    assert settings.clause_of_fee("registration_fee") == "8.5"


def test_a_subsidy_of_the_fee_counts_none_of_what_is_above_it(folder: Path) -> None:
    settings = settings_from(load_scheme(folder), DAY, lambda _: False)

    (ceiling,) = {one.fee_ceiling for one in settings.subsidies if one.item == "appraisal_fee"}
    assert ceiling == Decimal("0.005")


def test_the_cost_of_a_loan_takes_it_with_its_clause(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loan = ["loan", "cost", "--amount", "300万元", "--rate", "4%", "--scheme", str(folder)]
    days = ["--from", "2021-03-01", "--to", "2022-03-01", "--route", "insured", "--json"]

    assert run([*loan, *days]) == 0

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    movements = [one["movement"] for one in told["cost"]["calendar"]]
    (fee,) = [one for one in movements if one["kind"] == "appraisal_fee"]
    assert (fee["amount"], fee["clause"]) == ("15000.00", "11.1.2")
    assert told["fees_not_counted"] == ["insurance_premium", "registration_fee"]


def test_a_fee_that_nobody_subsidises_costs_in_full(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = (folder / "subsidies.yaml").read_text(encoding="utf-8")
    begin, end = stated.index("- id: city_appraisal_fee"), stated.index("- id: district_regis")
    (folder / "subsidies.yaml").write_text(stated[:begin] + stated[end:], encoding="utf-8")
    caps = folder / "subsidy_caps.yaml"
    caps.write_text(
        caps.read_text(encoding="utf-8").replace("city_appraisal_fee, ", ""), encoding="utf-8"
    )
    loan = ["loan", "cost", "--amount", "300万元", "--rate", "4%", "--scheme", str(folder)]
    days = ["--from", "2021-03-01", "--to", "2022-03-01", "--route", "insured", "--json"]

    assert run([*loan, *days]) == 0

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["cost"]["fees"] == "15000.00"
    assert "appraisal_fee" not in {one["item"] for one in told["subsidies"]}


def test_an_x_ray_counts_it_as_the_plans_ceiling(folder: Path) -> None:
    premises = Premises(on=DAY, rate=Decimal("0.04"))

    found = xray(unsubsidised(load_scheme(folder)), premises, route="insured")

    (fee,) = [one for one in found.fees if one.item == "appraisal_fee"]
    assert (fee.source, fee.rate) == (FeeFrom.CEILING, Decimal("0.005"))


@pytest.mark.parametrize(
    ("given", "source"), [("0.005", FeeFrom.GIVEN), ("0.0050001", FeeFrom.ABOVE)]
)
def test_an_x_ray_says_of_a_fee_given_above_it_that_it_is(
    folder: Path, given: str, source: FeeFrom
) -> None:
    fees = {"appraisal_fee": Decimal(given)}
    premises = Premises(on=DAY, rate=Decimal("0.04"), fees=fees)

    found = xray(unsubsidised(load_scheme(folder)), premises, route="insured")

    (fee,) = [one for one in found.fees if one.item == "appraisal_fee"]
    assert fee.source is source


@pytest.mark.parametrize(
    ("fee", "term", "refused"),
    [
        ("15000元", "12个月", False),
        ("15000.01元", "12个月", True),
        ("30000元", "24个月", False),
        ("30000.01元", "24个月", True),
    ],
)
def test_a_fee_above_it_is_refused_with_its_clause_where_it_is_entered(
    folder: Path, fee: str, term: str, refused: bool
) -> None:
    scheme = unsubsidised(load_scheme(folder))
    told = {
        "request": {"term": term},
        "contract": {"amount": "300万元", "appraisal_fee": fee},
    }
    now = Circumstances(
        scheme=scheme, facts=read_facts(scheme, told), reference=reference_tables(), on=DAY
    )

    found = [(one.code, one.clause) for one in fees_within_ceiling(now)]

    assert found == ([("fee_above_ceiling", "11.1.2")] if refused else [])


@pytest.mark.parametrize(
    ("amounts", "fee", "refused"),
    [
        ({}, "15000元", False),
        ({}, "15000.01元", True),
        ({"bank": {"approved_amount": "200万元"}}, "10000.01元", True),
        ({"bank": {"approved_amount": "200万元"}}, "10000元", False),
        ({"bank": {"approved_amount": "200万元"}, "contract": "100万元"}, "5000.01元", True),
        ({"contract": "0元"}, "0.01元", True),
    ],
)
def test_before_a_contract_the_amount_approved_or_asked_measures_the_fee(
    folder: Path, amounts: dict[str, Any], fee: str, refused: bool
) -> None:
    scheme = unsubsidised(load_scheme(folder))
    told = {"request": {"amount": "300万元", "term": "12个月"}, **amounts}
    told["contract"] = {"appraisal_fee": fee}
    if "contract" in amounts:
        told["contract"]["amount"] = amounts["contract"]
    now = Circumstances(
        scheme=scheme, facts=read_facts(scheme, told), reference=reference_tables(), on=DAY
    )

    assert bool(fees_within_ceiling(now)) is refused


def test_a_ceiling_that_no_task_holds_is_said_and_opens_no_loan(folder: Path) -> None:
    scheme = load_scheme(folder)

    said = [one for one in check_scheme(scheme, on=None) if one.reason.code == "check_fee_unheld"]

    assert len(said) == len(unheld(scheme)) == 2  # one for each route
    assert (
        "no task asks contract.appraisal_fee and holds it"
        in sentences([one.reason for one in said], "en")[0]
    )
    for route in ("guaranteed", "insured"):
        held = f"{VALUATION}        conditions: [fees_within_ceiling]\n"
        spoil(folder, f"routes/{route}.yaml", VALUATION, held)
    assert unheld(load_scheme(folder)) == []


@pytest.mark.parametrize(("strength", "is_told"), [("must", False), ("in_principle", True)])
def test_a_ceiling_in_principle_is_said_to_be_refused_outright(
    folder: Path, strength: str, is_told: bool
) -> None:
    parameters = folder / "parameters.yaml"
    known = parameters.read_text(encoding="utf-8")
    own = MOST.replace("strength: must", f"strength: {strength}")
    parameters.write_text(known.replace(MOST, own), encoding="utf-8")

    told = {one.reason.code for one in check_scheme(load_scheme(folder), on=None)}

    assert ("check_fee_in_principle" in told) is is_told


def test_a_ceiling_is_held_too_by_a_task_that_fixes_the_amount(folder: Path) -> None:
    for route in ("guaranteed", "insured"):
        held = f"{VALUATION}        conditions: [fees_within_ceiling]\n"
        spoil(folder, f"routes/{route}.yaml", VALUATION, held)
    said = [
        one
        for one in check_scheme(load_scheme(folder), on=None)
        if one.reason.code == "check_fee_unheld_at_amount"
    ]
    assert len(said) == 2
    assert "sign_loan_contract" in sentences([one.reason for one in said], "en")[0]

    for route in ("guaranteed", "insured"):
        file = folder / "routes" / f"{route}.yaml"
        before, contract, after = file.read_text(encoding="utf-8").partition("sign_loan_contract\n")
        after = after.replace("conditions: [", "conditions: [fees_within_ceiling, ", 1)
        file.write_text(before + contract + after, encoding="utf-8")
    codes = {one.reason.code for one in check_scheme(load_scheme(folder), on=None)}
    assert not codes & {"check_fee_unheld", "check_fee_unheld_at_amount"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("item: appraisal_fee", "item: guarantee_fee", "stated by city_guarantee_fee already"),
        ("item: appraisal_fee", "item: interest", "interest is no fee"),
        ("parameter: appraisal_fee_max", "parameter: fund_size", "parameter needs rate"),
    ],
)
def test_a_ceiling_stands_in_one_place_and_is_a_years_rate(
    folder: Path, old: str, new: str, said: str
) -> None:
    spoil(folder, "fees.yaml", old, new)

    with pytest.raises(BadInput) as refused:
        load_scheme(folder)

    (told,) = sentences(refused.value.reasons, "en")
    assert told.startswith("fees.yaml line ")
    assert said in told
    assert sentences(refused.value.reasons, "zh-hans") != [told]
