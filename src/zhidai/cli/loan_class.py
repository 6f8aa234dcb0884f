"""A loan's standing by two measures side by side: the scheme's own, and the five classes."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.cli.loan_words import word
from zhidai.cli.output import language, say
from zhidai.core.lending.classification import Credit, RiskClass, debtor_class
from zhidai.core.lending.state import LoanState
from zhidai.core.portfolio.settings import settings_from
from zhidai.schemes.reader import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeMeasure:
    """Whether a scheme counts the loan's balance as non-performing, and from which overdue day."""

    scheme: str
    clause: str
    from_overdue_day: int
    is_non_performing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The two measures; they are never mixed. debtor_*: yuan owed to the bank in all."""

    by_scheme: SchemeMeasure | None
    by_days: RiskClass
    by_debtor: RiskClass
    debtor_non_performing: Decimal
    debtor_total: Decimal
    is_non_performing: bool


def standing_of(
    state: LoanState, other_credits: tuple[Credit, ...], *, scheme: str | None
) -> Standing:
    """The loan's standing; its own share of the debtor's credit is principal on the books."""
    own = Credit(balance=state.principal_balance, risk_class=state.risk_class)
    debtor = debtor_class((own, *other_credits))
    found = debtor.of(state.risk_class)
    return Standing(
        by_scheme=None if scheme is None else _by_scheme(state, scheme),
        by_days=state.risk_class,
        by_debtor=found,
        debtor_non_performing=debtor.non_performing,
        debtor_total=debtor.total,
        is_non_performing=found.is_non_performing,
    )


def print_standing(standing: Standing) -> None:
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
    return SchemeMeasure(
        scheme=scheme,
        clause=settings.npl_clause,
        from_overdue_day=settings.from_overdue_day,
        is_non_performing=state.overdue_days >= settings.from_overdue_day,
    )
