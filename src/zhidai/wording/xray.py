"""An x-ray in sentences and tables, for the terminal, the page and the paper alike."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.xray.basis import of_breaker, of_model
from zhidai.core.xray.parties import AtLine, AtRecovery, IncomeFrom, ModelMoney, PartyMoney
from zhidai.core.xray.xray import Xray
from zhidai.wording.rates import stated_rate
from zhidai.wording.scheme_parts import part_label, party_heading
from zhidai.wording.speech import sentence
from zhidai.wording.xray_costs import borrower, fee_rows, subsidies
from zhidai.wording.xray_figures import (
    Saying,
    Section,
    money,
    per_cent,
    per_million,
    whole_per_cent,
)
from zhidai.wording.xray_losses import agreed, caps, how_borne, ip_share_rows, rate_found
from zhidai.wording.xray_questions import moving, unmoving
from zhidai.wording.xray_tensions import tensions

_INCOME_FROM: Mapping[IncomeFrom, str] = MappingProxyType(
    {
        IncomeFrom.PLAN: "{income}",
        IncomeFrom.ASSUMED: "{income} (assumed)",
        IncomeFrom.NOWHERE: "{income} (not stated)",
    }
)


def sections(found: Xray, scheme: Scheme, language: str) -> tuple[Section, ...]:
    """Every section that has something to say."""
    made = (
        _premises(found, scheme, language),
        *(_parties(one, found, scheme, language) for one in found.models),
        caps(found, scheme, language),
        agreed(found, scheme, language),
        *(
            _line(stop, one, found, scheme, language)
            for stop in found.stops
            for one in found.models
        ),
        borrower(found, language),
        subsidies(found, scheme, language),
        tensions(found, scheme, language),
        moving(found.questions, scheme, language),
        unmoving(found.questions, scheme, language),
    )
    return tuple(one for one in made if one.rows)


def _premises(found: Xray, scheme: Scheme, language: str) -> Section:
    given, say = found.premises, Saying(language)
    route = None if found.route is None else scheme.routes[found.route].label
    rows = [
        *(() if route is None else ((say("Route"), route.in_language(language)),)),
        (say("Reference loan"), money(given.amount)),
        (say("Term in days"), str(given.days)),
        (say("Rate of the loan"), stated_rate(given.rate)),
        (say("LPR"), stated_rate(given.lpr)),
        (say("What money costs the bank (assumed)"), stated_rate(given.funding_cost)),
        (say("Loans that fail in a year (assumed)"), stated_rate(given.default_rate)),
        (say("Recovered of what was lost (assumed)"), stated_rate(given.recovery)),
        *fee_rows(found, language),
        *ip_share_rows(found, scheme, language),
    ]
    return Section(
        title=say("What it is computed with"),
        formulas=(),
        columns=(say("Premise"), say("Figure")),
        rows=tuple(rows),
        notes=(
            say("No plan states what is assumed; give your own numbers instead."),
            *_over(found, scheme, say),
            *_beyond(found, say),
            *(sentence(one, language) for one in found.left_out),
        ),
    )


def _over(found: Xray, scheme: Scheme, say: Saying) -> Iterator[str]:
    """That the plan has ended."""
    if found.premises.on > scheme.in_force_until:
        yield say("The plan ended on {until}; these are its last figures.").format(
            until=scheme.in_force_until
        )


def _beyond(found: Xray, say: Saying) -> Iterator[str]:
    """That the plan would not make the reference loan at all."""
    given, bounds = found.premises, found.bounds
    if bounds.largest_loan is not None and given.amount > bounds.largest_loan:
        yield say("The plan lends {most} yuan at most; the reference loan is larger.").format(
            most=money(bounds.largest_loan)
        )
    if bounds.longest_days is not None and given.days > bounds.longest_days:
        yield say("The plan lends for {most} days at most; the reference loan is longer.").format(
            most=bounds.longest_days
        )
    if bounds.highest_rate is not None and given.rate > bounds.highest_rate:
        yield say(
            "The plan lends at {most} at most; at the rate of the reference loan it makes none, "
            "and its subsidies are what they would come to."
        ).format(most=stated_rate(bounds.highest_rate))
    if given.counted_rate < given.rate:
        yield say("Interest above {most} a year is not subsidised.").format(
            most=stated_rate(given.counted_rate)
        )


def _named(title: str, parts: Iterable[str], scheme: Scheme, language: str) -> str:
    """A title with the names of the parts that it is about."""
    return " · ".join((title, *(part_label(part, scheme, language) for part in parts)))


def _told_apart(found: Xray, *, model: ModelMoney, stop: StopLine | None = None) -> Iterator[str]:
    """A breaker and a loss model, each only where there are several."""
    if stop is not None and len(found.stops) > 1:
        yield of_breaker(stop.rule)
    if len(found.models) > 1:
        yield of_model(model.model)


def _parties(model: ModelMoney, found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    rows = tuple(
        (
            party_heading(one.party, scheme, language),
            _income(one, say),
            stated_rate(one.stated),
            _borne(one),
            *(_rate(each) for each in one.break_even),
            per_million(one.expected),
        )
        for one in model.parties
    )
    recoveries = model.parties[0].break_even if model.parties else ()
    title = say("Each party's income, exposure and break-even")
    return Section(
        title=_named(title, _told_apart(found, model=model), scheme, language),
        formulas=(say("break-even loss rate = income / (borne x (1 - recovery))"),),
        columns=(
            say("Party"),
            say("Income a year"),
            say("Share of a loss"),
            say("Borne of the reference loan"),
            *(
                say("Break-even at {recovery}").format(recovery=whole_per_cent(each.recovery))
                for each in recoveries
            ),
            say("Per million, as assumed"),
        ),
        rows=rows,
        notes=(
            say(
                "Income per yuan lent; results per million lent at the assumed rates, before "
                "costs, capital and time. Break-even by recovery; a dash: no loss reaches the "
                "party."
            ),
            *how_borne(model, scheme, language),
        ),
    )


def _borne(one: PartyMoney) -> str:
    """In yuan; the part of the principal only where it is not the share."""
    part = "" if one.share == one.stated else f" ({rate_found(one.share)})"
    return money(one.bears) + part


def _income(one: PartyMoney, say: Saying) -> str:
    return say(_INCOME_FROM[one.income_from]).format(income=stated_rate(one.income))


def _line(stop: StopLine, model: ModelMoney, found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    at_line = [(one, _at(one, stop)) for one in model.parties]
    recoveries = at_line[0][1].results if at_line else ()
    title = say("What the breaker's line means for each party")
    return Section(
        title=_named(title, _told_apart(found, stop=stop, model=model), scheme, language),
        formulas=(
            say("result = income - borne x line x (1 - recovery), line = {line}").format(
                line=stated_rate(stop.threshold)
            ),
        ),
        columns=(
            say("Party"),
            *(
                say("Recovery {recovery}").format(recovery=whole_per_cent(each.recovery))
                for each in recoveries
            ),
        ),
        rows=tuple(_line_row(*one, scheme, language) for one in at_line),
        notes=(say("Yuan a year per million lent; below zero: under water when business stops."),),
    )


def _at(one: PartyMoney, stop: StopLine) -> AtLine:
    return next(each for each in one.at_lines if each.breaker == stop.rule)


def _line_row(one: PartyMoney, at_line: AtLine, scheme: Scheme, language: str) -> tuple[str, ...]:
    results = (per_million(each.value or Decimal(0)) for each in at_line.results)
    return (party_heading(one.party, scheme, language), *results)


def _rate(each: AtRecovery) -> str:
    return "-" if each.value is None else per_cent(each.value)
