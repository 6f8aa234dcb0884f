"""A fully traced assessment against the same conditions as plain if-statements.

Both answer every worked example of the Ganzhou scheme and must agree on each. The baseline says
only yes or no: no trace, no limits, no missing facts. That is what the difference buys.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.measure import Measured, seconds_each

from zhidai.core.calendar import add_months
from zhidai.core.policy.assessment import Outcome, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.examples import load_examples
from zhidai.schemes.reader import shipped, shipped_folder

SCHEME = "ganzhou-2020"
Facts = Mapping[str, Any]

_OF_THE_ENTERPRISE = (
    "has_core_patented_technology",
    "fixed_premises",
    "operating_normally",
    "sound_fundamentals",
    "within_industrial_policy",
    "good_prospects",
    "steady_income",
    "able_to_repay",
    "good_credit",
    "persons_of_good_conduct",
)
_OF_A_PATENT = (
    "clear_title",
    "registrable",
    "tradeable",
    "core_technology",
    "market_potential",
    "annual_fee_proof",
    "twin_application_declared",
    "related_patents_pledged",
)
_OF_THE_BANK = (
    "credit_policy_met",
    "six_mechanisms",
    "seven_bans_four_disclosures",
    "technology_lending_standards",
    "simplified_approval",
)
_PURPOSES = {
    "research_and_development",
    "renovation",
    "patent_industrialisation",
    "working_capital",
    "other_production_and_operation",
}
_YEARS_OF_A_TERM = {"invention": 20, "utility_model": 10}
_MOST = Decimal(10_000_000)


def measure() -> Measured:
    """Seconds for one example, over all of them."""
    scheme, reference = shipped(SCHEME), reference_tables()
    examples = load_examples(shipped_folder(SCHEME), scheme)
    read = [(read_facts(scheme, example.facts), example.on) for example in examples]
    plain = [(_plain(facts), on) for facts, on in read]

    def traced() -> list[bool]:
        answers = (assess(scheme, facts, on=on, reference=reference) for facts, on in read)
        return [answer.outcome is Outcome.MET for answer in answers]

    def by_ifs() -> list[bool]:
        return [is_eligible(values, patents, on) for (values, patents), on in plain]

    _require_agreement(traced, by_ifs)
    return Measured(
        what="assess one case, fully traced",
        seconds=seconds_each(traced) / len(read),
        baseline="the same conditions as if-statements, yes or no only",
        baseline_seconds=seconds_each(by_ifs) / len(read),
        agreed=f"yes or no on {len(read)} worked examples",
    )


def is_eligible(values: Facts, patents: list[Facts], on: date) -> bool:
    """The whole scheme by hand; anything missing is a no."""
    return (
        _request_is_fine(values)
        and _enterprise_is_fine(values)
        and bool(patents)
        and all(_patent_is_fine(patent, on) for patent in patents)
        and all(values.get(f"bank.{name}") for name in _OF_THE_BANK)
        and _record_is_fine(values)
        and _appraiser_is_fine(values)
        and (values.get("request.route") != "indirect" or _guarantor_is_fine(values))
    )


def _request_is_fine(values: Facts) -> bool:
    value = min(values.get("valuation.appraised_value", 0), values.get("valuation.market_value", 0))
    used = sum(
        values.get(f"record.{name}_this_year", _MOST) for name in ("drawn", "granted", "pending")
    )
    amount, rate, lpr = (
        values.get(name) for name in ("request.amount", "request.rate", "record.lpr")
    )
    if amount is None or rate is None or lpr is None:
        return False
    return bool(
        amount <= _MOST
        and amount <= _MOST - used
        and amount <= value * Decimal("0.8")
        and values.get("request.term", 99) <= 12
        and rate <= lpr + Decimal("0.01")
        and values.get("request.purpose") in _PURPOSES
        and values.get("request.main_security_is_pledge")
    )


def _enterprise_is_fine(values: Facts) -> bool:
    size = (values.get("enterprise.employees"), values.get("enterprise.revenue"))
    if values.get("enterprise.industry") != "工业" or None in size:
        return False
    small_enough = size[0] < 1_000 or size[1] < 400_000_000
    in_place = values.get("enterprise.registered_place") == "赣州市"
    return (
        small_enough
        and in_place
        and all(values.get(f"enterprise.{name}") for name in _OF_THE_ENTERPRISE)
    )


def _patent_is_fine(patent: Facts, on: date) -> bool:
    kind, filed = patent.get("patent.kind"), patent.get("patent.filing_date")
    if kind not in _YEARS_OF_A_TERM or filed is None:
        return False
    ends = patent.get("patent.expiry_date") or add_months(filed, 12 * _YEARS_OF_A_TERM[kind])
    paid = patent.get("patent.fee_paid_until")
    in_force = patent.get("patent.in_force", paid is not None and on <= add_months(paid, 6))
    alone = patent.get("patent.co_owned") is False or patent.get("patent.co_owner_consents")
    twin = kind != "utility_model" or patent.get("patent.twin_kind") != "pending_invention"
    return bool(
        in_force
        and paid is not None
        and paid >= on
        and add_months(on, 36) <= ends
        and alone
        and (twin or patent.get("patent.promise_to_add_invention"))
        and patent.get("patent.already_pledged") is False
        and patent.get("patent.under_preservation") is False
        and all(patent.get(f"patent.{name}") for name in _OF_A_PATENT)
    )


def _clean(values: Facts, party: str) -> bool:
    since = values.get(f"{party}.years_since_breach")
    return bool(values.get(f"{party}.no_breach") or (since is not None and since >= 3))


def _record_is_fine(values: Facts) -> bool:
    return bool(
        _clean(values, "bank")
        and values.get("record.bank_agreement_in_force")
        and values.get("record.breaker_tripped") is False
        and values.get("record.excluded") is False
    )


def _appraiser_is_fine(values: Facts) -> bool:
    return bool(
        values.get("appraiser.years_in_business", 0) >= 2
        and values.get("appraiser.licensed")
        and values.get("appraiser.professional_appraisers", 0) >= 10
        and values.get("appraiser.no_breach")
        and values.get("appraiser.national_honour")
        and values.get("appraiser.strong_risk_control")
        and values.get("record.appraiser_agreement_in_force")
    )


def _guarantor_is_fine(values: Facts) -> bool:
    return bool(
        values.get("guarantor.guarantee_policy_met")
        and _clean(values, "guarantor")
        and values.get("guarantor.licensed")
        and values.get("guarantor.registered_capital", 0) >= 50_000_000
        and values.get("record.guarantor_agreement_in_force")
    )


def _plain(facts: CaseFacts) -> tuple[Facts, list[Facts]]:
    """The contents alone."""
    values = {name: value.content for name, value in facts.values.items()}
    patents = [{name: fact.content for name, fact in each.items()} for each in facts.patents]
    return values, patents


def _require_agreement(first: Callable[[], list[bool]], second: Callable[[], list[bool]]) -> None:
    answers, baseline = first(), second()
    differ = [place for place, each in enumerate(answers) if each != baseline[place]]
    if differ:
        raise AssertionError(f"the baseline answers examples {differ} otherwise")
