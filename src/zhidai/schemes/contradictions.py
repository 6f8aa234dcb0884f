"""Where the parts of a scheme that loads contradict each other, each with its file and line.

Every number may be sound and every name known, and the plan still asks the impossible: of a payer
who bears nothing, of a warning above the line that it warns of, of two ways to share one loss.
"""

from collections.abc import Iterator
from itertools import combinations

from zhidai.core.lending.events import BANK
from zhidai.core.policy.breakers import Breaker
from zhidai.core.policy.evaluation import HOLDS
from zhidai.core.policy.fact_tests import Is, OneOf, Test
from zhidai.core.policy.losses import Bounds, LossModel
from zhidai.core.policy.quantity import in_both_languages
from zhidai.core.policy.scheme import FactType, Parameter, Scheme
from zhidai.core.policy.strength import Comparison, Strength
from zhidai.core.policy.tables import LookupTable
from zhidai.core.policy.taking_part import claim_triggers_of, loss_models_of, sharers
from zhidai.schemes.casework import roles_label
from zhidai.schemes.findings import CheckFinding, error, warning
from zhidai.schemes.folder import Folder
from zhidai.schemes.ids import id_of
from zhidai.schemes.problems import Place
from zhidai.schemes.sums import days_of_change

_LOSSES, _CLAIMS, _BREAKERS = "loss_sharing.yaml", "claims.yaml", "breaker.yaml"
_SUBSIDIES, _TABLES = "subsidies.yaml", "tables.yaml"


def contradictions(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """All that are found, in the order of the checks below."""
    yield from _models_of_a_route(scheme, read)
    yield from _payers(scheme, read)
    yield from _suggested_shares(scheme, read)
    yield from _warning_lines(scheme, read)
    yield from _subsidies_twice(scheme, read)
    yield from _rows_missing(scheme, read)


def _place(read: Folder, file: str, part: str) -> Place:
    places = {id_of(one): one.place for one in read.maps(file)}
    return places.get(part) or Place(file=file, line=1)


def _models_of_a_route(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """Exactly one model holds for a case: of two without a test both do, and without any none."""
    for route in scheme.routes.values():
        models = loss_models_of(scheme, route.id)
        for one, other in combinations(models, 2):
            if one.when is None or other.when is None or one.when == other.when:
                place = _place(read, _LOSSES, other.id)
                yield error(
                    "check_loss_models_two",
                    other.clause,
                    file=place.file,
                    line=place.line,
                    first=one.label,
                    second=other.label,
                    route=route.label,
                )
        for trigger in claim_triggers_of(scheme, route.id) if not models else ():
            place = _place(read, _CLAIMS, trigger.id)
            yield error(
                "check_loss_model_missing",
                trigger.clause,
                file=place.file,
                line=place.line,
                trigger=trigger.label,
                route=route.label,
            )


def _payers(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """Who is asked to pay bears a part of the loss, and who bears one is asked."""
    for route in scheme.routes.values():
        bearing = sharers(scheme, route.id)
        for trigger in claim_triggers_of(scheme, route.id) if bearing else ():
            place = _place(read, _CLAIMS, trigger.id)
            beside = [one for one in trigger.payers if one not in bearing]
            unasked = [one for one in bearing if one not in (BANK, *trigger.payers)]
            told = (
                (error, "check_payer_bears_nothing", beside),
                (warning, "check_bearer_not_asked", unasked),
            )
            for finding, code, roles in told:
                if roles:
                    yield finding(
                        code,
                        trigger.clause,
                        file=place.file,
                        line=place.line,
                        trigger=trigger.label,
                        parties=roles_label(scheme, roles),
                        route=route.label,
                    )


def _suggested_shares(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """The plan's own shares lie within its own bounds, on every day."""
    for model in scheme.loss_models:
        for party, bounds in model.bounds.items():
            yield from _beyond(scheme, model, party, bounds, _place(read, _LOSSES, model.id))


def _beyond(
    scheme: Scheme, model: LossModel, party: str, bounds: Bounds, place: Place
) -> Iterator[CheckFinding]:
    ends = ((bounds.at_least, Comparison.AT_LEAST), (bounds.at_most, Comparison.AT_MOST))
    for name, compare in ends:
        own = model.shares.get(party)
        if name is None or own is None:
            continue
        bound, share = scheme.parameters[name], scheme.parameters[own]
        for on in days_of_change([bound, share], since=scheme.in_force_from):
            stated, limit = share.in_force(on).value, bound.in_force(on).value
            if not HOLDS[compare](stated.amount, limit.amount):
                yield error(
                    "check_share_out_of_bounds",
                    bound.clause,
                    file=place.file,
                    line=place.line,
                    share=share.label,
                    stated=in_both_languages(stated),
                    bound=bound.label,
                    value=in_both_languages(limit),
                    on=on,
                )


def _warning_lines(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """A warning comes before what it warns of."""
    for breaker in scheme.breakers:
        if breaker.warning is not None:
            warned, stop = scheme.parameters[breaker.warning], scheme.parameters[breaker.parameter]
            yield from _not_below(
                scheme, breaker, warned, stop, _place(read, _BREAKERS, breaker.id)
            )


def _not_below(
    scheme: Scheme, breaker: Breaker, warned: Parameter, stop: Parameter, place: Place
) -> Iterator[CheckFinding]:
    for on in days_of_change([warned, stop], since=scheme.in_force_from):
        low, high = warned.in_force(on).value, stop.in_force(on).value
        if low.amount >= high.amount:
            yield error(
                "check_warning_not_below_stop",
                breaker.clause,
                file=place.file,
                line=place.line,
                breaker=breaker.label,
                warning=in_both_languages(low),
                stop=in_both_languages(high),
                on=on,
            )


def _subsidies_twice(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """No level pays for one cost of one loan twice."""
    for one, other in combinations(scheme.subsidies, 2):
        if (one.level, one.item) != (other.level, other.item) or _exclude(one.when, other.when):
            continue
        always = one.when is None and other.when is None
        place = _place(read, _SUBSIDIES, other.id)
        yield (error if always else warning)(
            "check_subsidy_twice" if always else "check_subsidy_may_be_twice",
            other.clause,
            file=place.file,
            line=place.line,
            first=one.label,
            second=other.label,
        )


def _exclude(one: Test | None, other: Test | None) -> bool:
    """Whether two tests ask one fact for different contents, so that no loan meets both."""
    found = [_contents(test) for test in (one, other)]
    (fact, contents), (other_fact, others) = found
    return bool(fact) and fact == other_fact and not contents & others


def _contents(test: Test | None) -> tuple[str, frozenset[object]]:
    if isinstance(test, Is):
        return test.fact, frozenset((test.content,))
    if isinstance(test, OneOf):
        return test.fact, frozenset(test.contents)
    return "", frozenset()


def _rows_missing(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """An answer without a row gives a limit of nothing, unless a rule refuses the answer anyhow."""
    for entry in read.map(_TABLES).entries:
        table = scheme.tables[entry.key]
        fact = scheme.facts[table.fact]
        used = any(limit.table == table.id for limit in scheme.limits)
        if fact.type is not FactType.CHOICE or not used:
            continue
        for choice in fact.choices:
            if choice.value not in _rows(table) and _is_admitted(
                scheme, fact.full_name, choice.value
            ):
                yield warning(
                    "check_table_row_missing",
                    table.clause,
                    file=entry.place.file,
                    line=entry.place.line,
                    table=table.label,
                    choice=choice.label,
                )


def _rows(table: LookupTable) -> frozenset[str | None]:
    return frozenset(row.choice for row in table.rows)


def _is_admitted(scheme: Scheme, fact: str, answer: str) -> bool:
    """Whether no rule that binds everybody refuses the answer."""
    found = (
        _contents(one.test)
        for one in scheme.rules
        if one.when is None and one.strength is Strength.MUST
    )
    return all(answer in contents for name, contents in found if name == fact)
