"""A loan's standing by two measures side by side: the scheme's own, and the five classes."""

from zhidai.cli.loan_words import word
from zhidai.cli.output import language, say
from zhidai.core.lending.classification import Credit
from zhidai.core.lending.state import LoanState
from zhidai.core.portfolio.loan_classes import LoanClasses, SchemeMeasure, classes_of
from zhidai.core.portfolio.settings import settings_from
from zhidai.schemes.reader import shipped


def classes_under(
    state: LoanState, other_credits: tuple[Credit, ...], *, scheme: str | None
) -> LoanClasses:
    """The loan's classes, with the measure of a shipped scheme where one is asked for."""
    measure = None if scheme is None else _by_scheme(state, scheme)
    return classes_of(state, other_credits, measure=measure)


def print_classes(standing: LoanClasses) -> None:
    """Both measures, one line each."""
    measure = standing.by_scheme
    if measure is not None:
        message = "By {scheme}, {clause}: counted as non-performing (from overdue day {day})"
        if not measure.is_non_performing:
            message = (
                "By {scheme}, {clause}: not counted as non-performing (from overdue day {day})"
            )
        say(
            message,
            scheme=shipped(measure.scheme).title.in_language(language()),
            clause=measure.clause,
            day=measure.from_overdue_day,
        )
    say("Class by days overdue: {name}", name=word(f"class: {standing.by_days}"))
    if standing.by_debtor is not standing.by_days:
        say(
            "Class by all credit of the debtor: {name}, as {bad} of {total} is non-performing, "
            "more than 10%.",
            name=word(f"class: {standing.by_debtor}"),
            bad=f"{standing.debtor_non_performing:,.2f}",
            total=f"{standing.debtor_total:,.2f}",
        )


def _by_scheme(state: LoanState, scheme: str) -> SchemeMeasure:
    settings = settings_from(shipped(scheme), state.on)
    return SchemeMeasure.of(
        state,
        scheme=scheme,
        clause=settings.npl_clause,
        from_overdue_day=settings.from_overdue_day,
    )
