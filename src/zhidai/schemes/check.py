"""What `zhidai scheme check` says of a scheme that loads: is it complete, tried, and up to date?"""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path

from zhidai.core.calendar import add_months
from zhidai.core.labels import Label
from zhidai.core.policy.limits import BY_KIND, RIGHT_KIND
from zhidai.core.policy.quantity import Unit, in_both_languages, in_unit
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.sanctioning import by_hand
from zhidai.core.policy.scheme import Coverage, Nature, Scheme
from zhidai.core.subsidies.yearly_ceilings import may_bear
from zhidai.schemes.casework import not_carried_out, roles_label
from zhidai.schemes.ceiling_terms import terms_without_ceiling
from zhidai.schemes.clause_views import clause_views, is_under
from zhidai.schemes.contradictions import contradictions
from zhidai.schemes.core_parameters import parameters_read
from zhidai.schemes.example_check import run_examples
from zhidai.schemes.examples import load_examples
from zhidai.schemes.findings import CheckFinding, error, info, warning
from zhidai.schemes.folder import Folder, read_folder
from zhidai.schemes.ids import id_of
from zhidai.schemes.problems import Problems
from zhidai.schemes.reader import load_scheme, shared_vocabulary
from zhidai.schemes.thresholds import uncovered_thresholds
from zhidai.schemes.unheld import fees_in_principle, held_under_a_guard, unasked_validities, unheld
from zhidai.schemes.value_bounds import values_beyond_bounds

TRIAL = "trial_years"  # held against the days in force, read by nothing else
ENDING_SOON = timedelta(days=90)
CONFIRMED_FOR_MONTHS = 12
_SANCTIONS = "sanctions.yaml"
_WORDS = {
    Coverage.ENCODED: Label(zh="已编码", en="encoded"),
    Coverage.PROCEDURE: Label(zh="程序", en="procedure"),
}


def check_folder(
    folder: Traversable | Path, *, on: date | None, reference: ReferenceTables
) -> tuple[Scheme, tuple[CheckFinding, ...]]:
    """Loads a folder with its examples and checks it; `BadInput` if either does not load."""
    scheme = load_scheme(folder)
    examples = load_examples(folder, scheme)
    runs, failures = run_examples(scheme, examples, reference)
    untried = uncovered_thresholds(scheme, runs) if examples else [warning("check_no_examples")]
    return scheme, (*failures, *check_files(folder, scheme, on=on), *untried)


def check_files(
    folder: Traversable | Path, scheme: Scheme, *, on: date | None
) -> tuple[CheckFinding, ...]:
    """Everything that can be said of a scheme and of the files it was loaded from, its examples
    left aside.
    """
    read = read_folder(folder, shared_vocabulary(), Problems())
    return (
        *values_beyond_bounds(scheme, read.map("parameters.yaml")),
        *check_scheme(scheme, on=on),
        *contradictions(scheme, read),
        *_sanctions_by_hand(scheme, read),
    )


def check_scheme(scheme: Scheme, *, on: date | None) -> tuple[CheckFinding, ...]:
    """Everything that can be said of a scheme without its examples.

    Without a day, nothing is said of its validity or of how long ago a value was confirmed.
    """
    return (
        *_trial(scheme),
        *_kinds_unasked(scheme),
        *(error(one.code, one.clause, **one.parameters) for one in unheld(scheme)),
        *(warning(one.code, one.clause, **one.parameters) for one in unasked_validities(scheme)),
        *(warning(one.code, one.clause, **one.parameters) for one in held_under_a_guard(scheme)),
        *(warning(one.code, one.clause, **one.parameters) for one in terms_without_ceiling(scheme)),
        *(warning(one.code, one.clause, **one.parameters) for one in fees_in_principle(scheme)),
        *_parameters_unread(scheme),
        *_parameters_late(scheme),
        *_clauses_uncovered(scheme),
        *_validity(scheme, on),
        *_confirmations(scheme, on),
        *_assumptions(scheme),
        *_interpretations_open(scheme),
        *(warning(one.code, one.clause, **one.parameters) for one in may_bear(scheme)),
        *_casework(scheme),
    )


def _trial(scheme: Scheme) -> Iterator[CheckFinding]:
    """The stated length of the trial agrees with the first and last day in force."""
    if TRIAL not in scheme.parameters:
        return
    trial = scheme.parameters[TRIAL].values[-1].value  # as prolonged, where it was
    months = int(in_unit(trial, Unit.MONTHS).amount)
    ends = add_months(scheme.in_force_from, months) - timedelta(days=1)
    if abs(ends - scheme.in_force_until) > timedelta(days=1):  # -28 or -29: an open question
        shown = in_both_languages(trial)
        until = scheme.in_force_until
        yield error("check_trial_differs", trial=shown, ends=ends, until=until)


def _kinds_unasked(scheme: Scheme) -> Iterator[CheckFinding]:
    """A ratio that goes by the kind of right needs somebody to say which kind it is."""
    by_kind = [one for one in scheme.limits if one.formula == BY_KIND]
    for route in scheme.routes.values() if by_kind else ():
        if not any(RIGHT_KIND in task.facts_in for task in route.tasks):
            first = route.tasks[0].id
            for limit in by_kind:
                yield error(
                    "check_limit_fact_unasked",
                    limit.clause,
                    limit=limit.id,
                    fact=RIGHT_KIND,
                    route=route.id,
                    task=first,
                )


def _parameters_unread(scheme: Scheme) -> Iterator[CheckFinding]:
    read = set(parameters_read(scheme)) | {TRIAL}
    for name, parameter in scheme.parameters.items():
        if name not in read:
            yield warning("check_parameter_unread", parameter.clause, parameter=name)


def _parameters_late(scheme: Scheme) -> Iterator[CheckFinding]:
    for name, parameter in scheme.parameters.items():
        since = parameter.values[0].since
        if since > scheme.in_force_from:
            begins = scheme.in_force_from
            yield warning(
                "check_parameter_late",
                parameter.clause,
                parameter=name,
                since=since,
                begins=begins,
            )


def _clauses_uncovered(scheme: Scheme) -> Iterator[CheckFinding]:
    views = clause_views(scheme)
    named = [view.clause.id for view in views if view.encoded_by]
    for view in views:
        clause = view.clause
        answered = any(is_under(name, clause.id) for name in named)
        if clause.coverage in _WORDS and not answered:
            yield warning("check_clause_uncovered", id=clause.id, coverage=_WORDS[clause.coverage])


def _validity(scheme: Scheme, on: date | None) -> Iterator[CheckFinding]:
    until = scheme.in_force_until
    if on is None:
        return
    if on > until:
        yield warning("check_validity_over", until=until)
    elif until - on <= ENDING_SOON:
        yield warning("check_validity_ends", until=until)


def _confirmations(scheme: Scheme, on: date | None) -> Iterator[CheckFinding]:
    never = [one for one in scheme.parameters.values() if one.confirmed_on is None]
    if never:
        yield info("check_never_confirmed", count=len(never))
    for parameter in scheme.parameters.values():
        confirmed = parameter.confirmed_on
        if on is None or confirmed is None:
            continue
        if add_months(confirmed, CONFIRMED_FOR_MONTHS) < on:
            name = parameter.name
            yield warning(
                "check_confirmed_long_ago", parameter.clause, parameter=name, confirmed=confirmed
            )


def _assumptions(scheme: Scheme) -> Iterator[CheckFinding]:
    for name, parameter in scheme.parameters.items():
        if parameter.assumed:
            yield info("check_parameter_assumed", parameter.clause, parameter=name)


def _casework(scheme: Scheme) -> Iterator[CheckFinding]:
    """Why no party can work under a plan yet; a worked example is not meant to be worked under."""
    if scheme.nature is Nature.WORKED_EXAMPLE:
        return
    said = tuple(unheld(scheme))
    for one in not_carried_out(scheme):
        if one in said:  # an error already
            continue
        yield warning(one.code, one.clause, **one.parameters)


def _sanctions_by_hand(scheme: Scheme, read: Folder) -> Iterator[CheckFinding]:
    """What the plan states and the platform leaves to people, with the line that states it."""
    places = {id_of(one): one.place for one in read.maps(_SANCTIONS)}
    for one in by_hand(scheme):
        place = places[one.sanction.id]
        yield info(
            "check_sanction_by_hand",
            one.sanction.clause,
            file=place.file,
            line=place.line,
            sanction=one.sanction.label,
            against=roles_label(scheme, one.against),
            by=roles_label(scheme, one.by),
        )


def _interpretations_open(scheme: Scheme) -> Iterator[CheckFinding]:
    for question in scheme.interpretations.values():
        if question.confirmed_by is None:
            chosen = next(one.label for one in question.readings if one.id == question.chosen)
            yield info(
                "check_interpretation_open",
                ", ".join(question.clauses) or None,
                question=question.question,
                chosen=chosen,
            )
