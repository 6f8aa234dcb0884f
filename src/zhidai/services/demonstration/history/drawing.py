"""Whether the rules allowed a loan of the past on its day: they are asked, not assumed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import CONDITIONS
from zhidai.core.evidence import Evidence, FactContent, FactValue
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.trace_json import Json, trace
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services.cases.record import recorded
from zhidai.services.demonstration.history.dossiers import ROUTE, Dossier

DRAWING = "disburse"
Declared = Mapping[str, Mapping[str, Any]]  # role -> what a lending party declared of itself


def allowed(
    dossier: Dossier, scheme: Scheme, *, lenders: Declared, drawn_before: Decimal
) -> dict[str, Json]:
    """The trace of the decision to draw; a loan that was not allowed is a broken assumption.

    drawn_before: yuan that the enterprise drew earlier in the year.
    """
    past = dossier.past
    now = Circumstances(
        scheme=scheme,
        facts=read_facts(scheme, _data(dossier, lenders)),
        reference=reference_tables(),
        on=past.drawn_on,
        accepted_on=past.opened_on,
    )
    signed_on = dossier.tasks["sign_loan_contract"].closed_on
    known = now.facts
    for name, value in _record(signed_on, past.drawn_on, drawn_before).items():
        known = known.with_fact(name, value)
    for place in range(len(dossier.borrower.rights)):
        known = known.with_fact("patent.already_pledged", recorded(content=False), patent=place)
    now = Circumstances(
        scheme=scheme, facts=known, reference=now.reference, on=now.on, accepted_on=now.accepted_on
    )
    conditions = (*dossier.route.task(DRAWING).conditions, "fees_within_ceiling")
    against: Sequence[object] = [each for name in conditions for each in CONDITIONS[name](now)]
    if against:
        raise AssertionError(f"{dossier.case.number} could not be drawn: {against}")
    return trace(now.assessment)


def _data(dossier: Dossier, lenders: Declared) -> dict[str, Any]:
    """As `services.cases.dossier.case_data`, from what is about to be written."""
    case, party = dossier.case, dossier.borrower.party
    data: dict[str, Any] = {"route": ROUTE, "enterprise": dict(party.facts)}
    data.update({role: dict(facts) for role, facts in lenders.items()})
    data["enterprise"].update(
        name=party.name, registered_place=party.place, credit_code=party.credit_code
    )
    for subject, answers in case.facts.items():
        if subject != "patents":
            data.setdefault(subject, {}).update(answers)
    data["patents"] = [
        {
            "number": right.number,
            "kind": right.kind,
            "title": right.title,
            "filing_date": right.filing_date.isoformat(),
            **right.facts,
        }
        for right in dossier.borrower.rights
    ]
    return data


def _record(signed_on: date | None, on: date, drawn_before: Decimal) -> dict[str, FactValue]:
    """What the platform knew itself: room of the year, no stop, no exclusion, agreements."""
    quote = reference_tables().lpr_on(signed_on or on)
    if quote is None:
        raise AssertionError(f"no LPR on {signed_on}")
    facts: dict[str, FactContent] = {
        "record.drawn_this_year": drawn_before,
        "record.granted_this_year": Decimal(0),
        "record.pending_this_year": Decimal(0),
        "record.excluded": False,
        "record.breaker_tripped": False,
        "record.bank_agreement_in_force": True,
        "record.guarantor_agreement_in_force": True,
        "record.appraiser_agreement_in_force": True,
    }
    known = {name: recorded(content) for name, content in facts.items()}
    known["record.lpr"] = FactValue(content=quote.one_year, evidence=Evidence.ISSUED)
    return known
