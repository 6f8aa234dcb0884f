"""An x-ray in sentences and tables, for the terminal, the page and the paper alike."""

from collections.abc import Iterator
from decimal import Decimal

from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.parties import AtRecovery, PartyMoney
from zhidai.core.xray.xray import Xray
from zhidai.wording.scheme_parts import party_label
from zhidai.wording.speech import ENGLISH, clause_name
from zhidai.wording.xray_figures import (
    Saying,
    Section,
    money,
    per_cent,
    per_million,
    whole_per_cent,
    whole_yuan,
)
from zhidai.wording.xray_questions import moving, unmoving

_TENSIONS = {
    "interest_unshared": (
        "Only the principal is shared, so the lender alone bears the interest of the {days} days "
        "until the payers must pay: {money} yuan on the reference loan."
    ),
    "payers_bear_less_than_all": (
        "The claim asks for {asked} of the loss; the other {own} stays with the bank from the day "
        "of the claim, which the clause on claims does not say: {money} yuan."
    ),
    "counted_before_claim": (
        "A loan counts as bad from overdue day {from_day}, but a claim may start only {days} days "
        "later: business can stop for loans that nobody may claim for yet."
    ),
    "one_loan_trips": (
        "A single overdue loan of {largest} yuan stops all new business while the whole book is "
        "below {money} yuan."
    ),
    "one_loan_trips_its_bank": (
        "A single overdue loan of {largest} yuan stops the new business of its bank while that "
        "bank's book is below {money} yuan."
    ),
    "one_loan_trips_its_district": (
        "A single overdue loan of {largest} yuan stops new business in its district while that "
        "district's book is below {money} yuan."
    ),
    "loan_takes_the_year": (
        "One loan at its ceiling of {loan} yuan takes the whole room of the year, {money} yuan."
    ),
    "shares_differ_from_all": (
        "The payers' shares add up to {payers}, the ceiling over all of them is {all}."
    ),
    "caps_differ_from_all": (
        "The payers' own ceilings add up to {payers} yuan, the ceiling over all of them is {all} "
        "yuan."
    ),
}
_RATIOS = frozenset({"asked", "own"})


def sections(found: Xray, scheme: Scheme, language: str) -> tuple[Section, ...]:
    """Every section that has something to say."""
    made = (
        _premises(found, language),
        _parties(found, scheme, language),
        _line(found, scheme, language),
        _borrower(found, language),
        _subsidies(found, scheme, language),
        _tensions(found, language),
        moving(found.questions, scheme, language),
        unmoving(found.questions, scheme, language),
    )
    return tuple(one for one in made if one.rows)


def _premises(found: Xray, language: str) -> Section:
    given, say = found.premises, Saying(language)
    rows = [
        (say("Reference loan"), money(given.amount)),
        (say("Term in days"), str(given.days)),
        (say("Rate of the loan"), per_cent(given.rate)),
        (say("LPR"), per_cent(given.lpr)),
        (say("What money costs the bank (assumed)"), per_cent(given.funding_cost)),
        (say("Loans that fail in a year (assumed)"), per_cent(given.default_rate)),
        (say("Recovered of what was lost (assumed)"), per_cent(given.recovery)),
    ]
    return Section(
        title=say("What it is computed with"),
        formulas=(),
        columns=(say("Premise"), say("Figure")),
        rows=tuple(rows),
        notes=(
            say("No plan states what is assumed; give your own numbers instead."),
            *_beyond(found, say),
        ),
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


def _parties(found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    rows = tuple(
        (
            party_label(one.party, scheme, language),
            per_cent(one.income) + ("" if one.income_stated else say(" (assumed)")),
            per_cent(one.share),
            *(_rate(each) for each in one.break_even),
            per_million(one.expected),
        )
        for one in found.parties
    )
    recoveries = found.parties[0].break_even if found.parties else ()
    return Section(
        title=say("Each party's income, exposure and break-even"),
        formulas=(say("break-even loss rate = income / (share x (1 - recovery))"),),
        columns=(
            say("Party"),
            say("Income a year"),
            say("Share of a loss"),
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
        ),
    )


def _line(found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    parties = found.parties if found.line is not None else ()
    recoveries = parties[0].at_line if parties else ()
    return Section(
        title=say("What the breaker's line means for each party"),
        formulas=(
            say("result = income - share x line x (1 - recovery), line = {line}").format(
                line=per_cent(found.line or Decimal(0))
            ),
        ),
        columns=(
            say("Party"),
            *(
                say("Recovery {recovery}").format(recovery=whole_per_cent(each.recovery))
                for each in recoveries
            ),
        ),
        rows=tuple(_line_row(one, scheme, language) for one in parties),
        notes=(say("Yuan a year per million lent; below zero: under water when business stops."),),
    )


def _line_row(one: PartyMoney, scheme: Scheme, language: str) -> tuple[str, ...]:
    results = (per_million(each.value or Decimal(0)) for each in one.at_line)
    return (party_label(one.party, scheme, language), *results)


def _borrower(found: Xray, language: str) -> Section:
    """Amounts down, terms across; each cell the net cost in yuan and in per cent a year."""
    say = Saying(language)
    terms = sorted({one.days for one in found.borrower})
    cells = {
        (one.amount, one.days): f"{money(one.net)} ({per_cent(one.yearly)})"
        for one in found.borrower
    }
    longest = {one.amount: one for one in found.borrower if one.days == terms[-1]}
    return Section(
        title=say("What the borrower bears"),
        formulas=(say("net cost a year = (interest + fees - subsidies) / amount x 365 / days"),),
        columns=(
            say("Amount"),
            *(say("{days} days").format(days=days) for days in terms),
            say("{days} days, without subsidies").format(days=terms[-1]),
        ),
        rows=tuple(
            (
                money(amount),
                *(cells[amount, days] for days in terms),
                f"{money(one.paid)} ({per_cent(one.yearly_without)})",
            )
            for amount, one in longest.items()
        ),
        notes=(
            say(
                "Net cost in yuan for the whole term, in brackets in per cent a year. Amounts and "
                "terms up to the plan's own ceilings. Fees at the plan's ceilings; paid on the day."
            ),
        ),
    )


def _subsidies(found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    labels = {one.id: one.label.in_language(language) for one in scheme.subsidies}
    rows = [
        (
            labels[one.id],
            party_label(one.level, scheme, language),
            money(half_up_to_fen(one.amount)),
            per_million(one.per_yuan),
            "-" if one.binds_from_amount is None else whole_yuan(one.binds_from_amount),
            "-" if one.binds_from_rate is None else per_cent(one.binds_from_rate),
            one.clause,
        )
        for one in found.subsidies
    ]
    if rows:
        total = sum((one.amount for one in found.subsidies), Decimal(0))
        all_ = (say("Together"), "", money(half_up_to_fen(total)))
        rows.append((*all_, per_million(found.subsidies_per_yuan), "", "", ""))
    return Section(
        title=say("What subsidies cost"),
        formulas=(
            say(
                "a cap K over a share q of the interest binds from A = K x 360 / (q x rate x days)"
            ),
        ),
        columns=(
            say("Subsidy"),
            say("Payer"),
            say("On the reference loan"),
            say("Per million lent"),
            say("Cap binds from the amount"),
            say("Cap binds from the rate"),
            say("Clause"),
        ),
        rows=tuple(rows),
    )


def _tensions(found: Xray, language: str) -> Section:
    say = Saying(language)
    between = ", " if language.startswith(ENGLISH) else "、"
    rows = tuple(
        (
            between.join(clause_name(clause, language) for clause in one.clauses),
            say(_TENSIONS[one.code]).format(
                money="-" if one.money is None else money(one.money),
                **{name: _figure(name, value, one.code) for name, value in one.figures.items()},
            ),
        )
        for one in found.tensions
    )
    return Section(
        title=say("Where clauses pull against each other"),
        formulas=(),
        columns=(say("Clauses"), say("What lies between them")),
        rows=rows,
    )


def _rate(each: AtRecovery) -> str:
    return "-" if each.value is None else per_cent(each.value)


def _figure(name: str, value: Decimal | int, code: str) -> str:
    if isinstance(value, int):
        return str(value)
    if name in _RATIOS or code == "shares_differ_from_all":
        return per_cent(value)
    return money(half_up_to_fen(value))
