"""Which clause of a scheme says something: what pages, letters and refusals name beside it.

Nothing outside a scheme folder knows the number of a clause. A topic is found by the part of the
scheme that states it; a scheme that states nothing of it has no clause to name, and what is said
then does without.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.policy.fact_tests import facts_of
from zhidai.core.policy.occasions import Occasion
from zhidai.core.policy.sanctioning import EXCLUSION, is_against_enterprise
from zhidai.core.policy.scheme import Duty, Route, Scheme
from zhidai.core.subsidies.applying import claim_clause

MONTHLY_FILING = "project_filing"  # the duty that a bank's monthly filing answers
FILING_FORM, FORM_ANNEX = "pledge_intention_form", "annex"  # the paper, and the form as printed
CHANGE_READINGS = (
    "extension_consents",
    "acceleration_consents",
    "pause_consents",
    "waiver_consents",
    "write_off_consents",
)
_LOAN = "loan"  # what a task of a route records
_RATIO_FORMULAS = frozenset({"value_times_ratio", "value_times_ratio_by_kind"})


class Topic(StrEnum):
    """What a clause is looked up for."""

    CLAIM = "claim"  # from when the lender may claim
    SHARING = "sharing"  # who bears which part of a loss
    LOSS = "loss"  # what is shared
    RECOVERY = "recovery"  # what becomes of recoveries
    EXCLUSION = "exclusion"  # who may not apply after a claim was paid
    REPAYMENT = "repayment"
    DRAWDOWN = "drawdown"
    PLEDGE_RATIO = "pledge_ratio"
    BREAKER = "breaker"
    CHANGE = "change"  # of a running loan
    OVERDUE = "overdue"  # the report of a failure to pay
    DANGER = "danger"  # the notice of what threatens repayment
    MATURITY = "maturity"  # the money to repay is confirmed
    INFORMATION = "information"  # shared among the parties
    AGREEMENT = "agreement"  # the filing of a cooperation agreement
    MONTHLY_FILING = "monthly_filing"
    FILING_FORM = "filing_form"
    SUBSIDY = "subsidy"
    TITLE = "title"  # whose a right is
    FREE_OF_PLEDGES = "free_of_pledges"
    ANNUAL_FEE = "annual_fee"
    TWIN_APPLICATION = "twin_application"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A clause with the scheme whose clause it is."""

    scheme: str
    clause: str


def cited(scheme: Scheme, topic: Topic, route: str | None = None) -> str | None:
    """The clause that states a topic, on a route where one is named; None: the scheme does not."""
    return next((clause for clause in _FOUND[topic](scheme, route) if clause), None)


def citations(scheme: Scheme, route: str | None = None) -> Mapping[str, Citation]:
    """Every topic that the scheme states, by its name."""
    found = {}
    for topic in Topic:
        clause = cited(scheme, topic, route)
        if clause is not None:
            found[str(topic)] = Citation(scheme=scheme.id, clause=clause)
    return MappingProxyType(found)


def rules_clauses(scheme: Scheme, facts: Iterable[str]) -> tuple[str, ...]:
    """The clauses of the rules that ask any of these facts, each once, in the scheme's order."""
    asked = frozenset(facts)
    found = (rule.clause for rule in scheme.rules if asked & set(facts_of(rule.test)))
    return tuple(dict.fromkeys(found))


def form_clauses(scheme: Scheme) -> tuple[str, ...]:
    """Where the form on the patents to be pledged is asked for, and where it is printed."""
    asked = cited(scheme, Topic.FILING_FORM)
    return tuple(one for one in (asked, FORM_ANNEX) if one is not None and one in scheme.clauses)


def duties_about(scheme: Scheme, occasion: Occasion) -> tuple[Duty, ...]:
    """The duties of one occasion, in the scheme's order."""
    return tuple(duty for duty in scheme.duties if duty.about is occasion)


Clauses = Iterator[str | None]
P = TypeVar("P")


def _of_route(
    parts: Iterable[P], routes: Callable[[P], tuple[str, ...]], route: str | None
) -> list[P]:
    """The parts of a route, else all: what no part says of this route the scheme's first says."""
    known = list(parts)
    own = [part for part in known if route is None or not routes(part) or route in routes(part)]
    return own or known


def _claim(scheme: Scheme, route: str | None) -> Clauses:
    return (one.clause for one in _of_route(scheme.claim_triggers, lambda one: one.routes, route))


def _recovery(scheme: Scheme, route: str | None) -> Clauses:
    triggers = _of_route(scheme.claim_triggers, lambda one: one.routes, route)
    return (one.recovery_clause or one.clause for one in triggers)


def _sharing(scheme: Scheme, route: str | None) -> Clauses:
    return (one.clause for one in _of_route(scheme.loss_models, lambda one: one.routes, route))


def _loss(scheme: Scheme, route: str | None) -> Clauses:
    models = _of_route(scheme.loss_models, lambda one: one.routes, route)
    return (one.base_clause or one.clause for one in models)


def _exclusion(scheme: Scheme, _route: str | None) -> Clauses:
    return (one.clause for one in scheme.sanctions if is_against_enterprise(one, EXCLUSION))


def _recording(record: str) -> Callable[[Scheme, str | None], Clauses]:
    return lambda scheme, route: (
        task.clause
        for one in _routes(scheme, route)
        for task in one.tasks
        if task.records == record
    )


def _routes(scheme: Scheme, route: str | None) -> list[Route]:
    own = None if route is None else scheme.routes.get(route)
    return list(scheme.routes.values()) if own is None else [own]


def _pledge_ratio(scheme: Scheme, _route: str | None) -> Clauses:
    return (one.clause for one in scheme.limits if one.formula in _RATIO_FORMULAS)


def _about(occasion: Occasion) -> Callable[[Scheme, str | None], Clauses]:
    return lambda scheme, _route: (duty.clause for duty in duties_about(scheme, occasion))


def _change(scheme: Scheme, _route: str | None) -> Clauses:
    """The measures against danger, else what the readings of who agrees rest on."""
    yield from _about(Occasion.DANGER)(scheme, None)
    for name in CHANGE_READINGS:
        yield from scheme.interpretations[name].clauses if name in scheme.interpretations else ()


def _asking(fact: str) -> Callable[[Scheme, str | None], Clauses]:
    return lambda scheme, _route: iter(rules_clauses(scheme, (fact,)))


def _monthly_filing(scheme: Scheme, _route: str | None) -> Clauses:
    return (duty.clause for duty in scheme.duties if duty.id == MONTHLY_FILING)


def _form(scheme: Scheme, _route: str | None) -> Clauses:
    paper = scheme.papers.get(FILING_FORM)
    return iter((None if paper is None else paper.clause,))


def _subsidy(scheme: Scheme, _route: str | None) -> Clauses:
    return iter((claim_clause(scheme),))


def _repayment(scheme: Scheme, _route: str | None) -> Clauses:
    return (one.clause for one in scheme.repayments)


def _breaker(scheme: Scheme, _route: str | None) -> Clauses:
    return (one.clause for one in scheme.breakers)


_FOUND: Mapping[Topic, Callable[[Scheme, str | None], Clauses]] = MappingProxyType(
    {
        Topic.CLAIM: _claim,
        Topic.SHARING: _sharing,
        Topic.LOSS: _loss,
        Topic.RECOVERY: _recovery,
        Topic.EXCLUSION: _exclusion,
        Topic.REPAYMENT: _repayment,
        Topic.DRAWDOWN: _recording(_LOAN),
        Topic.PLEDGE_RATIO: _pledge_ratio,
        Topic.BREAKER: _breaker,
        Topic.CHANGE: _change,
        Topic.OVERDUE: _about(Occasion.OVERDUE),
        Topic.DANGER: _about(Occasion.DANGER),
        Topic.MATURITY: _about(Occasion.MATURITY),
        Topic.INFORMATION: _about(Occasion.INFORMATION),
        Topic.AGREEMENT: _about(Occasion.AGREEMENT),
        Topic.MONTHLY_FILING: _monthly_filing,
        Topic.FILING_FORM: _form,
        Topic.SUBSIDY: _subsidy,
        Topic.TITLE: _asking("patent.clear_title"),
        Topic.FREE_OF_PLEDGES: _asking("patent.already_pledged"),
        Topic.ANNUAL_FEE: _asking("patent.annual_fee_proof"),
        Topic.TWIN_APPLICATION: _asking("patent.twin_application_declared"),
    }
)
