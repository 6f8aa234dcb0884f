"""Losses, claims, breakers, subsidies, collateral, tables: one sentence for each slip."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import as_file
from pathlib import Path
from types import MappingProxyType

import pytest
from tests.schemes.minimal_scheme import spoil

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.claim import GraceDays, claim_may_start_on
from zhidai.core.guarantees.settings import claim_trigger_of, loss_model_of, settings_from
from zhidai.core.guarantees.triggers import LoanHistory, TriggerTerms, falls_due_on
from zhidai.core.policy.breakers import BreakerScope
from zhidai.core.policy.citing import CHANGE_READINGS, Topic, cited
from zhidai.core.policy.claim_triggers import NplClass, TriggerMetric
from zhidai.core.policy.collateral import Perfection
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Comparison
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.core_parameters import parameters_read
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import load_scheme, shipped, shipped_folder
from zhidai.wording.speech import sentences

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def qinglan() -> Scheme:
    return shipped("qinglan-2021")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(shipped_folder("qinglan-2021")) as source:
        copied = Path(shutil.copytree(source, tmp_path / "scheme"))
    (copied / "seals.yaml").unlink()
    return copied


# file, what stands there, what is written instead, words of the sentence
SLIPS = [
    ("loss_sharing.yaml", "insurer: insured_share_insurer", "insurer: guaranteed_share_guarantor",
     "40% + 30% + 20% comes to 90% and not to 100%"),
    ("loss_sharing.yaml", "insurer: insured_share_insurer", "insurer: fund_size",
     "the parameter fund_size is in yuan; insurer needs ratio"),
    ("loss_sharing.yaml", "insurer: insured_share_insurer", "insured_by: insured_share_insurer",
     "insured_by"),
    ("loss_sharing.yaml", "routes: [insured]", "routes: [ensured]",
     "there is no route ensured in the folder routes; nearest: insured"),
    ("loss_sharing.yaml", "    bank: {at_least: bank_share_min",
     "    bank: {at_leest: bank_share_min", "at_leest is not a key here"),
    ("funds.yaml", "{from: district, share", "{from: county, share",
     "county is neither a level nor a party"),
    ("funds.yaml", "share: fund_from_districts", "share: fund_from_city",
     "60% + 60% comes to 120% and not to 100%"),
    ("claims.yaml", "class: substandard, ", "", "class is missing here"),
    ("claims.yaml", "metric: days_overdue", "metric: days_late",
     "days_late is not a word for metric; write one of: days_overdue"),
    ("claims.yaml", "payers: [guarantor, compensation_fund]", "payers: []", "payers is missing"),
    ("breaker.yaml", "scope: bank", "scope: town", "town is not a word for scope"),
    ("breaker.yaml", "parameter: npl_stop", "parameter: fund_size",
     "the parameter fund_size is in yuan; parameter needs ratio"),
    ("sanctions.yaml", "against: [appraiser]", "against: [valuer]", "valuer"),
    ("rates.yaml", "formula: lpr_times", "formula: benchmark_times",
     "benchmark goes with the formula benchmark_times"),
    ("rates.yaml", "formula: lpr_times", "formula: lpr_plus", "parameter needs basis_points"),
    ("subsidies.yaml", "formula: share_of_lpr_interest", "formula: lower_of",
     "lower_of takes two formulas under of and no share"),
    ("subsidies.yaml", "level: province", "level: nation", "there is no level nation"),
    ("subsidies.yaml", "scope: scheme_year, parameter: city_interest_year_max",
     "scope: pool_balance, parameter: city_interest_year_max", "a cap takes a parameter in yuan"),
    ("subsidy_caps.yaml", "  share_of_paid: all_interest_share_max",
     "  share_of_paid: all_interest_share_max\n  parameter: all_subsidies_max",
     "a cap over subsidies takes a parameter in yuan or share_of_paid"),
    ("subsidy_caps.yaml", "over: [city_interest, district_interest]\n",
     "over: [city_interest, town_interest]\n", "there is no subsidy town_interest"),
    ("collateral.yaml", "{kind: software_copyright, clause: \"3.2.4\", perfection: statutory",
     "{kind: trade_secret, clause: \"3.2.4\", perfection: statutory",
     "no registry takes a pledge of trade_secret"),
    ("collateral.yaml", "kind: trademark", "kind: invention", "invention"),
    ("tables.yaml", "{is: c, value", "{is: d, value", "the answer d is unknown or stands twice"),
    ("tables.yaml", "{is: c, value", "{is: b, value", "the answer b is unknown or stands twice"),
    ("tables.yaml", "fact: enterprise.innovation_grade", "fact: enterprise.statuses",
     "enterprise.statuses is a choices"),
    ("tables.yaml", "{is: c, value", "{is: c, below: revenue_max, value", "a row says is:"),
    ("limits.yaml", "  table: credit_by_grade", "  parameter: loan_amount_max",
     "the formula by_table is given table and nothing else"),
    ("limits.yaml", "  table: credit_by_grade", "  table: credit_by_mood",
     "there is no table credit_by_mood"),
    ("limits.yaml", "fact: enterprise.revenue", "fact: enterprise.employees",
     "takes a share of an amount of money, and enterprise.employees is a number"),
    ("scheme.yaml", "within: city}", "within: country}",
     "the level district lies within country, which is not named before it"),
    ("scheme.yaml", "{id: insurer, ", "{id: guarantor, ", "guarantor is a party that every scheme"),
    ("duties.yaml", "  within: overdue_notice_within", "  within: fund_size",
     "the parameter fund_size is in yuan; within needs days"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), SLIPS)
def test_a_slip_is_told_in_one_sentence_with_its_file_and_line(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    spoil(folder, file, old, new)

    with pytest.raises(BadInput) as refused:
        load_scheme(folder)

    english = sentences(refused.value.reasons, "en")
    chinese = sentences(refused.value.reasons, "zh-hans")
    told = [one for one in english if said in one and one.startswith(f"{file} line ")]
    assert told, english
    assert not set(english) & set(chinese)


@pytest.mark.parametrize(
    ("bound", "value", "said"),
    [
        ("score_high", "95分", "has nothing between 90 points and 95 points"),
        ("score_high", "85分", "two bands of the table credit_by_score overlap"),
    ],
)
def test_gaps_and_overlaps_of_bands_do_not_load(
    tmp_path: Path, bound: str, value: str, said: str
) -> None:
    with as_file(shipped_folder("example-score-based-loan")) as source:
        copied = Path(shutil.copytree(source, tmp_path / "scheme"))
    parameters = copied / "parameters.yaml"
    text = parameters.read_text(encoding="utf-8")
    start = text.index("amount_low:")
    other = text[text.index(f"{bound}:") : start].replace(f"{bound}:", "score_edge:")
    parameters.write_text(
        f"{text[:start]}{other.replace('90分', value)}{text[start:]}", encoding="utf-8"
    )
    spoil(copied, "tables.yaml", f"{{from: {bound}, value", "{from: score_edge, value")

    with pytest.raises(BadInput) as refused:
        load_scheme(copied)

    assert any(said in one for one in sentences(refused.value.reasons, "en"))


@pytest.mark.parametrize(
    ("scheme_id", "file", "old", "new", "said"),
    [
        ("qinglan-2021", "tables.yaml", "value: grade_c_amount", "value: revenue_share_max",
         "limits.yaml line 22: a limit is in yuan, but in the table credit_by_grade the value"),
        ("qinglan-2021", "collateral.yaml", ", pledge_ratio_max: pledge_ratio_software_max", "",
         "of each kind in collateral.yaml; write it there for: software_copyright"),
        ("example-score-based-loan", "tables.yaml", "from: score_middle", "from: amount_low",
         "tables.yaml line 2: the table credit_by_score looks enterprise.soft_power_score up in"),
    ],
)  # fmt: skip
def test_what_would_give_a_wrong_amount_in_silence_does_not_load(
    tmp_path: Path, scheme_id: str, file: str, old: str, new: str, said: str
) -> None:
    with as_file(shipped_folder(scheme_id)) as source:
        copied = Path(shutil.copytree(source, tmp_path / "scheme"))
    spoil(copied, file, old, new)

    with pytest.raises(BadInput) as refused:
        load_scheme(copied)

    english = sentences(refused.value.reasons, "en")
    assert any(said in one for one in english), english
    assert not set(english) & set(sentences(refused.value.reasons, "zh-hans"))


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        (
            "[single_payment, bullet_monthly_interest]",
            ["bullet_monthly_interest", "single_payment"],
        ),
        ("[single_payment]", ["single_payment"]),
    ],
)
def test_of_several_clauses_the_contract_has_the_ways_that_all_of_them_leave(
    folder: Path, kinds: str, left: list[str]
) -> None:
    _another_clause(folder, "[single_payment, bullet_monthly_interest, equal_total_instalments]", 1)
    _another_clause(folder, kinds, 2)

    offered = load_scheme(folder).facts["contract.repayment"].choices

    assert [one.value for one in offered] == left


def test_clauses_that_leave_no_way_of_repayment_in_common_do_not_load(folder: Path) -> None:
    _another_clause(folder, "[single_payment]", 1)
    _another_clause(folder, "[bullet_monthly_interest]", 2)

    with pytest.raises(BadInput) as refused:
        load_scheme(folder)

    english = sentences(refused.value.reasons, "en")
    assert any("leave no way of repayment in common" in one for one in english), english


def _another_clause(folder: Path, kinds: str, number: int) -> None:
    path = folder / "repayment.yaml"
    more = (
        f"- id: more_{number}\n  label: {{zh: 另一条, en: Another clause}}\n"
        f'  clause: "4.4"\n  kinds: {kinds}\n'
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(more)


def test_each_route_has_its_own_model_and_trigger(qinglan: Scheme) -> None:
    insured, guaranteed = loss_model_of(qinglan, "insured"), loss_model_of(qinglan, "guaranteed")

    assert (insured.id, guaranteed.id) == ("insured", "guaranteed")
    assert insured.base is LossBase.IP_SHARE_OF_NET_PRINCIPAL
    assert claim_trigger_of(qinglan, "guaranteed").id == "forty_five_days_overdue"
    found = settings_from(qinglan, DAY, "guaranteed")
    assert (found.overdue_days, found.grace_days, found.grace_counts) == (45, 15, GraceDays.WORKING)
    assert sum(found.suggested_shares.values()) == 1


def test_a_class_and_the_days_after_it_are_the_overdue_day_on_which_days_alone_bring_both(
    qinglan: Scheme,
) -> None:
    found = settings_from(qinglan, DAY, "insured")

    since = date(2026, 3, 21)
    history = LoanHistory(classified={NplClass.SUBSTANDARD: since + timedelta(days=90)})
    terms = TriggerTerms(
        metric=TriggerMetric.FIVE_CLASS,
        npl_class=NplClass.SUBSTANDARD,
        after=qinglan.value("insured_claim_after", DAY),
    )
    assert found.overdue_days == 91 + 30
    assert claim_may_start_on(since, overdue_days=121) == falls_due_on(terms, history)


@pytest.mark.parametrize(
    ("parameter", "route", "reached"),
    [("guaranteed_claim_overdue", "guaranteed", 45), ("insured_claim_after", "insured", 121)],
)
@pytest.mark.parametrize(
    ("compare", "later"),
    [(Comparison.AT_LEAST, 0), (Comparison.EQUALS, 0), (Comparison.MORE_THAN, 1)],
)
def test_a_claim_after_more_than_the_stated_days_starts_a_day_later(
    qinglan: Scheme, parameter: str, route: str, reached: int, compare: Comparison, later: int
) -> None:
    changed = replace(qinglan.parameters[parameter], compare=compare)
    parameters = MappingProxyType({**qinglan.parameters, parameter: changed})

    found = settings_from(replace(qinglan, parameters=parameters), DAY, route)

    assert found.overdue_days == reached + later


def test_a_trigger_by_writing_off_is_no_trigger_by_days(qinglan: Scheme) -> None:
    written_off = tuple(
        replace(one, metric=TriggerMetric.WRITTEN_OFF) for one in qinglan.claim_triggers
    )

    with pytest.raises(BadInput) as refused:
        settings_from(replace(qinglan, claim_triggers=written_off), DAY, "insured")

    assert refused.value.reasons[0].code == "claim_trigger_not_by_days"


def test_a_route_without_a_model_is_told_and_so_are_two(qinglan: Scheme) -> None:
    everywhere = tuple(replace(one, routes=()) for one in qinglan.loss_models)

    with pytest.raises(BadInput) as none:
        loss_model_of(qinglan, "direct")
    with pytest.raises(BadInput) as two:
        loss_model_of(replace(qinglan, loss_models=everywhere), "insured")

    assert none.value.reasons[0].code == "claims_not_in_scheme"
    assert two.value.reasons[0].parameters["parts"] == "insured, guaranteed"


def test_other_vocabulary_is_there(qinglan: Scheme) -> None:
    assert qinglan.breakers[0].scope is BreakerScope.BANK
    assert list(qinglan.levels) == ["province", "city", "district"]
    assert qinglan.funds["compensation_pool"].financed_by[0].source == "city"
    secret = shipped("example-trade-secret-loan").collateral[0]
    assert secret.perfection is Perfection.CONTRACTUAL


def test_a_value_amended_on_a_day_answers_by_the_day(qinglan: Scheme) -> None:
    last, first = date(2026, 12, 31), date(2027, 1, 1)

    assert qinglan.value("city_interest_share", last).amount * 100 == 50
    assert qinglan.value("city_interest_share", first).amount * 100 == 40


@pytest.mark.parametrize("scheme_id", ["ganzhou-2020", "qinglan-2021"])
def test_every_number_of_a_plan_is_read_by_something(scheme_id: str) -> None:
    scheme = shipped(scheme_id)

    assert set(scheme.parameters) - set(parameters_read(scheme)) <= {"trial_years"}


def test_casework_runs_only_where_every_part_is_carried_out(qinglan: Scheme) -> None:
    assert not not_carried_out(shipped("ganzhou-2020"))
    assert operated_schemes() == ("ganzhou-2020", "qinglan-2021")
    assert not not_carried_out(qinglan)
    fund = qinglan.own_parties["compensation_fund"]
    two_insurers = {**qinglan.own_parties, "compensation_fund": replace(fund, kind="insurer")}
    said = sentences(not_carried_out(replace(qinglan, own_parties=two_insurers)), "en")
    assert [one for one in said if "Insured" in one and "6.1" in one], said  # who signs which share
    direct = shipped("example-direct-patent-loan")
    assert (direct.loss_models, direct.breakers) == ((), ())
    assert not not_carried_out(direct)


def test_casework_pays_every_subsidy_of_the_city_whose_cost_a_step_asks_for(
    qinglan: Scheme,
) -> None:
    subsidies = {one.id for one in (*qinglan.subsidies, *qinglan.subsidy_caps)}
    unasked = replace(qinglan, routes={"guaranteed": qinglan.routes["guaranteed"]})

    said = [one.parameters.get("part") for one in not_carried_out(qinglan)]
    without_insured = {
        (one.parameters["part"], one.parameters["fact"])
        for one in not_carried_out(unasked)
        if one.code == "casework_cost_not_asked"
    }

    assert not subsidies & set(said)
    assert without_insured == {("province_premium", "contract.insurance_premium")}


@pytest.mark.parametrize("party", ["enterprise", "bank", "bureau", "treasury"])
def test_casework_asks_each_route_for_who_borrows_lends_decides_and_pays(party: str) -> None:
    scheme = shipped("ganzhou-2020")
    routes = {
        name: replace(route, parties=tuple(one for one in route.parties if one != party))
        for name, route in scheme.routes.items()
    }
    without = replace(scheme, routes=routes, loss_models=(), claim_triggers=())

    said = [one for one in not_carried_out(without) if one.code == "casework_party_missing"]

    assert [(one.parameters["part"], one.parameters["party"]) for one in said] == [
        (route, party) for route in routes
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("subsidies.yaml", "fact: enterprise.never_pledged, is: true",
         "fact: patent.core_technology, is: true", "district_interest"),
        ("sanctions.yaml", "after: misuse\n  against: [enterprise]\n  effect: no_subsidy",
         "after: overdue\n  against: [enterprise]\n  effect: no_subsidy",
         "no_subsidy_after_misuse"),
    ],
)  # fmt: skip
def test_casework_says_which_part_of_a_subsidy_it_does_not_carry_out(
    tmp_path: Path, file: str, old: str, new: str, part: str
) -> None:
    with as_file(shipped_folder("qinglan-2021")) as source:
        copied = Path(shutil.copytree(source, tmp_path / "scheme"))
    spoil(copied, file, old, new)

    said = [one.parameters.get("part") for one in not_carried_out(load_scheme(copied))]

    assert part in said


@pytest.mark.parametrize("scheme_id", operated_schemes())
def test_a_plan_that_is_operated_says_who_agrees_to_a_change_of_a_loan(scheme_id: str) -> None:
    scheme = shipped(scheme_id)

    asked = [scheme.interpretations[name] for name in CHANGE_READINGS]

    assert all(cited(scheme, Topic.CHANGE, route) for route in scheme.routes)
    assert all(one.money_effect for one in asked)
