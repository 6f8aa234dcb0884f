"""The parameters of a scheme that something reads: each reader names them in the folder.

Core code reads no parameter by a name of its own: it finds one by the part that states its role.
"""

from collections.abc import Iterable, Iterator

from zhidai.core.policy.limits import parameters_of
from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.rule_tests import comparisons_of


def parameters_read(scheme: Scheme) -> Iterator[str]:
    """The name of every parameter that something in the scheme reads."""
    for limit in scheme.limits:
        yield from parameters_of(scheme, limit)
    for rule in scheme.rules:
        for test in (rule.test, rule.when):
            yield from (comparison.parameter for comparison in comparisons_of(test))
    for table in scheme.tables.values():
        yield from _named(part for row in table.rows for part in (row.from_, row.below, row.value))
    for kind in scheme.collateral:
        yield from _named((kind.remaining_validity_min, kind.pledge_ratio_max))
    yield from _named(rule.period for rule in scheme.rules)
    yield from _named(duty.within for duty in scheme.duties)
    yield from _named(paper.period for paper in scheme.papers.values())
    yield from _of_losses(scheme)
    yield from _of_subsidies(scheme)


def _of_losses(scheme: Scheme) -> Iterator[str]:
    for fund in scheme.funds.values():
        yield from _named((fund.size, fund.leverage_min, *(one.share for one in fund.financed_by)))
    for model in scheme.loss_models:
        bounds = (part for one in model.bounds.values() for part in (one.at_least, one.at_most))
        caps = (cap.parameter for cap in model.caps)
        yield from _named((*model.shares.values(), model.ip_share_min, *bounds, *caps))
        yield from (comparison.parameter for comparison in comparisons_of(model.when))
    for trigger in scheme.claim_triggers:
        yield from _named((trigger.days, trigger.after, trigger.grace, trigger.advance))
    for breaker in scheme.breakers:
        yield from _named((breaker.parameter, breaker.warning))
    for sanction in scheme.sanctions:
        yield from _named((sanction.lasts,))


def _of_subsidies(scheme: Scheme) -> Iterator[str]:
    for ceiling in scheme.rate_ceilings:
        own = (ceiling.parameter, ceiling.benchmark, ceiling.term_max, ceiling.term_over)
        yield from _named(own)
    yield from _named(ceiling.parameter for ceiling in scheme.fee_ceilings)
    for one in scheme.subsidies:
        parts = (*(part.share for part in one.parts), *(each.share for each in one.instead))
        caps = (cap.parameter for cap in one.caps)
        terms = (one.share, one.months_max, one.claim_within, one.fee_ceiling, one.publicity)
        yield from _named((*terms, *parts, *caps))
        for test in (one.when, *(each.when for each in one.instead)):
            yield from (comparison.parameter for comparison in comparisons_of(test))
    for cap in scheme.subsidy_caps:
        yield from _named((cap.parameter, cap.share_of_paid))


def _named(found: Iterable[str | None]) -> Iterator[str]:
    return (name for name in found if name is not None)
