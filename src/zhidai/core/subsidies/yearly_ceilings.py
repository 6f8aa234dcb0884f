"""The ceiling of an enterprise and year over interest of several years: once, and where that bears.

Such a ceiling is of the year of the loan's drawdown, and all that the loan brings counts in it.
This is the only reading carried out of the question `yearly_ceiling_of_interest`; by the other one
the interest of each year would have that year's own ceiling, and no less would be paid. A scheme
need not ask the question, so it is said where the reading may hold a subsidy down, and where it
does.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from zhidai.core.calendar import add_months
from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import Subsidy, SubsidyItem
from zhidai.core.policy.term_ceiling import longest_term
from zhidai.core.subsidies.interest_subsidy import interest_ends_on
from zhidai.core.subsidies.settings import Ceiling, SubsidySettings, SubsidyTerms
from zhidai.core.subsidies.statement import SubsidyLine

QUESTION = "yearly_ceiling_of_interest"
MONTHS_A_YEAR = 12


def may_bear(scheme: Scheme) -> Iterator[Reason]:
    """The subsidies and shared caps with a ceiling of a year over interest that may run longer.

    Nothing where the scheme asks the question: it is then shown with its reading.
    """
    if QUESTION in scheme.interpretations:
        return
    longer = {one.id for one in scheme.subsidies if _may_run_longer(scheme, one)}
    for one in scheme.subsidies:
        caps = [cap for cap in one.caps if cap.scope is CapScope.ENTERPRISE_YEAR]
        if caps and one.id in longer:
            yield reason("check_ceiling_of_one_year", caps[0].clause, label=one.label)
    for shared in scheme.subsidy_caps:
        if shared.scope is CapScope.ENTERPRISE_YEAR and longer & set(shared.over):
            yield reason("check_ceiling_of_one_year", shared.clause, label=shared.label)


def bearing(
    lines: Iterable[SubsidyLine],
    settings: SubsidySettings,
    terms: LoanTerms,
    labels: Mapping[str, Label],
) -> Iterator[Reason]:
    """The lines of a loan that a ceiling of one year held down together with interest of more.

    labels: of the scheme's subsidies by their ids.
    """
    by_place = {(one.level, str(one.item)): one for one in settings.subsidies}
    for line in lines:
        one = by_place[line.level, line.item]
        if line.binding is Ceiling.PAYER_YEAR:
            members = {one.id}
        elif line.binding is Ceiling.COMBINED_YEAR:
            members = _held_together(one, settings)
        else:
            continue
        if any(_runs_longer(each, settings, terms) for each in _of(members, settings)):
            yield reason("subsidy_held_by_one_year", _clause(line), label=labels[one.id])


def labels_of(scheme: Scheme) -> dict[str, Label]:
    """The names of a scheme's subsidies by their ids."""
    return {one.id: one.label for one in scheme.subsidies}


def _may_run_longer(scheme: Scheme, one: Subsidy) -> bool:
    if one.item is not SubsidyItem.INTEREST:
        return False
    months = [longest_term(scheme, scheme.in_force_until)]
    if one.months_max is not None:
        most = scheme.parameters[one.months_max].values[-1].value
        months.append(int(in_unit(most, Unit.MONTHS).amount))
    known = [each for each in months if each is not None]
    return not known or min(known) > MONTHS_A_YEAR


def _runs_longer(one: SubsidyTerms, settings: SubsidySettings, terms: LoanTerms) -> bool:
    if one.item is not SubsidyItem.INTEREST:
        return False
    until: date = interest_ends_on(
        drawn_on=terms.drawn_on,
        matures_on=terms.matures_on,
        months=one.months,
        reading=settings.interest_reading,
    )
    return until > add_months(terms.drawn_on, MONTHS_A_YEAR)


def _held_together(one: SubsidyTerms, settings: SubsidySettings) -> set[str]:
    yearly = (cap for cap in settings.shared if cap.scope is CapScope.ENTERPRISE_YEAR)
    return {name for cap in yearly if one.id in cap.over for name in cap.over}


def _of(members: set[str], settings: SubsidySettings) -> Iterator[SubsidyTerms]:
    return (one for one in settings.subsidies if one.id in members)


def _clause(line: SubsidyLine) -> str:
    return next(one.clause for one in line.ceilings if one.name is line.binding)
