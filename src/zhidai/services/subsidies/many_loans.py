"""Which subsidies each of many loans has, asked once for all loans that are alike.

What a loan has follows from its scheme, from the stretch of unchanged parameters in which it was
drawn, and from what the scheme's tests ask of its case. Of loans that agree in all of that one is
asked (`settings_for`), and its answer is that of the others. A loan is always asked alone where a
test asks for what is worked out for each case: a register, a patent, a derived fact.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from zhidai.core.parties import PartyKind
from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.scheme import Fact, Scheme, Subject
from zhidai.core.policy.value_days import ValueDays
from zhidai.core.subsidies.inputs import NO_RATES, SubsidyRates
from zhidai.core.subsidies.rooms import are_shared_by_loans
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan
from zhidai.services.cases.dossier import DECLARING, ENTERPRISE_COLUMNS, scheme_of, signed_on_of
from zhidai.services.integrity.facts import FROM_REGISTER
from zhidai.services.lending.book import READ_AT_ONCE
from zhidai.services.refusal import Refused
from zhidai.services.schemes.versions import scheme_pinned
from zhidai.services.subsidies.computation import needs_rates, rates_on, settings_for

Declared = Mapping[int, Mapping[str, Mapping[str, Any]]]  # case -> role -> what the party declared


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesOfLoan:
    """What the subsidies of a loan run on. bank: where banks have ceilings, else empty."""

    loan: Loan
    settings: SubsidySettings
    rates: SubsidyRates = NO_RATES
    bank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A scheme, and what a loan's answer follows from. asked: None where each is asked alone."""

    scheme: Scheme
    days: ValueDays
    asked: tuple[Fact, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What loans that are alike have, and what must be read for each of them beside it."""

    settings: SubsidySettings
    has_rates: bool
    has_bank: bool


def rules_of(loans: Sequence[Loan]) -> Iterator[RulesOfLoan]:
    """In the order given; none of a loan of which nobody can say yet which subsidies it has."""
    for start in range(0, len(loans), READ_AT_ONCE):
        yield from _rules(loans[start : start + READ_AT_ONCE])


def rules_of_columns(
    loans: pl.DataFrame,
) -> tuple[Sequence[SubsidySettings | None], pl.Series]:
    """The settings that there are, None where nobody can say yet, and which of them each loan has.

    loans: `loan`, `scheme`, `scheme_hash`, `drawn_on`. Null for a loan that has to be asked alone,
    and for one whose rates have a part in it.
    """
    days = loans.select("scheme", "scheme_hash", "drawn_on", "loan")
    versions = days.unique(["scheme", "scheme_hash"]).select("scheme", "scheme_hash").rows()
    plans = {pinned: _plan(scheme_pinned(*pinned)) for pinned in versions}
    found: list[SubsidySettings | None] = []
    known: dict[tuple[str, str, int], int | None] = {}
    rows = []
    first = days.group_by("scheme", "scheme_hash", "drawn_on").agg(pl.col("loan").first())
    for scheme, content_hash, drawn_on, loan in first.rows():
        plan = plans[scheme, content_hash]
        alike = (scheme, content_hash, plan.days.stretch(drawn_on))
        if alike not in known:
            known[alike] = _number_of(plan, loan, found)
        rows.append((scheme, content_hash, drawn_on, known[alike]))
    numbers = pl.DataFrame(rows, schema=_NUMBERED, orient="row")
    keys = ["scheme", "scheme_hash", "drawn_on"]
    told = loans.select(pl.col("scheme", "scheme_hash").cast(pl.String), "drawn_on")
    return found, told.join(numbers, on=keys, how="left", maintain_order="left")["rules"]


_NUMBERED = {
    "scheme": pl.String,
    "scheme_hash": pl.String,
    "drawn_on": pl.Date,
    "rules": pl.Int64,
}


def _number_of(plan: _Plan, loan: int, found: list[SubsidySettings | None]) -> int | None:
    """The place of what one loan has among what others have."""
    if plan.asked is None or plan.asked:
        return None
    answer = _answer(Loan.objects.select_related("case").get(pk=loan))
    if answer is not None and answer.has_rates:
        return None
    found.append(None if answer is None else answer.settings)
    return len(found) - 1


def _rules(loans: Sequence[Loan]) -> Iterator[RulesOfLoan]:
    answered = zip(loans, _answers(loans), strict=True)
    found = [(loan, answer) for loan, answer in answered if answer is not None]
    rates = _rates([loan for loan, answer in found if answer.has_rates])
    banks = _banks([loan for loan, answer in found if answer.has_bank])
    for loan, answer in found:
        yield RulesOfLoan(
            loan=loan,
            settings=answer.settings,
            rates=rates.get(loan.pk, NO_RATES),
            bank=banks.get(loan.case_id, ""),
        )


def _answers(loans: Sequence[Loan]) -> Iterator[_Answer | None]:
    plans = {(one.case.scheme, one.case.scheme_hash): scheme_of(one.case) for one in loans}
    known = {pinned: _plan(scheme) for pinned, scheme in plans.items()}
    subjects = {fact.subject for plan in known.values() for fact in plan.asked or ()}
    declared = _declared(loans) if subjects & DECLARING else {}
    answers: dict[tuple[object, ...], _Answer | None] = {}
    for loan in loans:
        pinned = (loan.case.scheme, loan.case.scheme_hash)
        alike = (*pinned, *_alike(loan, known[pinned], declared))
        if alike not in answers:
            answers[alike] = _answer(loan)
        yield answers[alike]


def _answer(loan: Loan) -> _Answer | None:
    try:
        settings = settings_for(loan)
    except Refused:
        return None
    return _Answer(
        settings=settings,
        has_rates=needs_rates(scheme_of(loan.case), settings),
        has_bank=are_shared_by_loans(settings),
    )


def _plan(scheme: Scheme) -> _Plan:
    tests = (
        test
        for one in scheme.subsidies
        for test in (one.when, *(instead.when for instead in one.instead))
    )
    names = sorted({name for test in tests for name in facts_of(test)})
    asked = tuple(scheme.facts[name] for name in names)
    is_answered = all(_is_answered(fact) for fact in asked)
    return _Plan(scheme=scheme, days=ValueDays.of(scheme), asked=asked if is_answered else None)


def _is_answered(fact: Fact) -> bool:
    """Whether somebody gave the answer as it stands, and the platform adds nothing to it."""
    if fact.formula is not None or fact.subject in {Subject.RECORD, Subject.PATENT}:
        return False
    if fact.subject in DECLARING and fact.name in FROM_REGISTER:
        return False
    return not (fact.subject is Subject.ENTERPRISE and fact.name in ENTERPRISE_COLUMNS)


def _alike(loan: Loan, plan: _Plan, declared: Declared) -> tuple[object, ...]:
    """The same for two loans only if they have the same subsidies."""
    if plan.asked is None:
        return (loan.pk,)
    drawn = plan.days.stretch(loan.drawn_on)
    if not plan.asked:
        return (drawn,)
    case = loan.case
    of_parties = declared.get(case.pk, {})
    answers = [
        case.facts.get(fact.subject, {}).get(
            fact.name, of_parties.get(fact.subject, {}).get(fact.name)
        )
        for fact in plan.asked
    ]
    accepted = plan.days.stretch(case.opened_on)
    return (drawn, accepted, case.route, json.dumps(answers, sort_keys=True))


def _declared(loans: Sequence[Loan]) -> Declared:
    """What the parties of the loans' cases declare of themselves."""
    found: defaultdict[int, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    parties = CaseParty.objects.filter(case__in=[one.case_id for one in loans], role__in=DECLARING)
    for case, role, facts in parties.values_list("case_id", "role", "party__facts"):
        found[case][role] = facts
    return found


def _rates(loans: Sequence[Loan]) -> dict[int, SubsidyRates]:
    signed = signed_on_of([loan.case for loan in loans])
    return {
        loan.pk: rates_on(
            signed.get(loan.case_id) or loan.drawn_on,
            scheme=scheme_of(loan.case),
            drawn_on=loan.drawn_on,
            due_on=loan.due_on,
        )
        for loan in loans
    }


def _banks(loans: Sequence[Loan]) -> dict[int, str]:
    """By case."""
    cases = [loan.case_id for loan in loans]
    banks = CaseParty.objects.filter(case__in=cases, role=str(PartyKind.BANK))
    return {case: str(party) for case, party in banks.values_list("case_id", "party_id")}
