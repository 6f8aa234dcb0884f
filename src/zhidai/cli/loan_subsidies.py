"""The subsidies that a loan brings by its terms, its route and what else is told of its case."""

from collections.abc import Callable
from dataclasses import dataclass

from zhidai.cli.case_file import read_case_file
from zhidai.core.errors import bad_input
from zhidai.core.evidence import FactValue
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.case_facts import ROUTE, CaseFacts
from zhidai.core.policy.fact_tests import Test
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.loan_asked import facts_of_loan
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import Instead, Subsidy, SubsidyItem
from zhidai.core.policy.taking_part import usual_route
from zhidai.core.policy.trace import Result
from zhidai.core.subsidies.applicability import asked_of
from zhidai.core.subsidies.charged_fees import charged_fees, is_charged, on_route
from zhidai.core.subsidies.inputs import SubsidyRates
from zhidai.core.subsidies.rate_ceiling import highest_subsidised
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.reference.assessment_tables import reference_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanSubsidies:
    """What the loan brings, by which rates; charged: the fees of its route.

    open: the subsidies of which nothing says whether it meets what they ask, none of which is
    counted. open_instead: another share of a subsidy that is counted, of which nothing says so.
    """

    settings: SubsidySettings
    rates: SubsidyRates
    open: tuple[Subsidy, ...]
    open_instead: tuple[tuple[Subsidy, Quantity], ...]
    charged: tuple[SubsidyItem, ...]


def subsidies_of(
    scheme: Scheme, terms: LoanTerms, route: str | None, case: str | None
) -> LoanSubsidies:
    """case: a file of facts as `zhidai assess` reads it; the loan's own terms come before it.

    Bad input: `case_route_unknown`, those of the file, those of the settings.
    """
    if route is not None and route not in scheme.routes:
        raise bad_input("case_route_unknown", field=route[:40], known=", ".join(scheme.routes))
    told = CaseFacts(values={}) if case is None else _told(scheme, case)
    said = told.get(ROUTE)
    taken = route or (None if said is None else str(said.content)) or usual_route(scheme)
    known = dict(told.values) | facts_of_loan(scheme, terms)
    if taken is not None and ROUTE in scheme.facts:
        known[ROUTE] = FactValue(content=taken)
    asked = asked_of(
        scheme, CaseFacts(values=known), on=terms.drawn_on, reference=reference_tables()
    )

    def result(test: Test) -> Result:
        return asked(test).result

    settings = settings_from(scheme, terms.drawn_on, lambda test: result(test) is Result.MET)
    settings = settings if taken is None else on_route(settings, scheme, taken)
    quote = reference_tables().lpr_on(terms.drawn_on)
    return LoanSubsidies(
        settings=settings,
        charged=charged_fees(settings, scheme, taken),
        rates=SubsidyRates(
            lpr=None if quote is None else lambda _: quote.one_year,
            ceiling=highest_subsidised(scheme, terms.drawn_on, quote, due_on=terms.due_on),
        ),
        open=tuple(
            one
            for one in scheme.subsidies
            if one.when is not None
            and result(one.when) is Result.NEEDS
            and (taken is None or is_charged(one.item, scheme, taken))
        ),
        open_instead=tuple(
            (one, scheme.value(other.share, terms.drawn_on))
            for one in scheme.subsidies
            if one.id in {each.id for each in settings.subsidies}
            if (other := _open_instead(one, result)) is not None
        ),
    )


def _open_instead(one: Subsidy, result: Callable[[Test], Result]) -> Instead | None:
    """The first share that may hold, where nothing says whether it does."""
    may = (each for each in one.instead if result(each.when) in (Result.MET, Result.NEEDS))
    first = next(may, None)
    return first if first is not None and result(first.when) is Result.NEEDS else None


def _told(scheme: Scheme, case: str) -> CaseFacts:
    return read_facts(scheme, read_case_file(case, not_object="case_not_an_object"))
