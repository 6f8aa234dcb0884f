"""What `zhidai loan cost` shows in words: the calendar, the cost, and what is not counted."""

from collections.abc import Iterable

import typer
from rich.console import Console
from rich.markup import escape

from zhidai.cli.loan_fees import LoanFees
from zhidai.cli.loan_subsidies import LoanSubsidies
from zhidai.cli.loan_words import table, word
from zhidai.cli.output import language, printable, say
from zhidai.core.errors import Reason
from zhidai.core.lending.borrower_cost import BorrowerCost
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.assessment import Finding
from zhidai.core.policy.quantity import format_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.statement import SubsidyLine
from zhidai.wording.explanation import headline
from zhidai.wording.scheme_parts import level_word, word_of
from zhidai.wording.speech import sentence, translate


def print_open(
    subsidies: LoanSubsidies, fees: LoanFees, held_by_one_year: Iterable[Reason]
) -> None:
    """That a fee was not counted, its amount not known, or a subsidy, because the case is not; and
    where the reading of a ceiling matters.
    """
    for one_year in held_by_one_year:
        typer.echo(printable(sentence(one_year, language())))
    for fee, ceiling in fees.ceilings.items():
        say(
            "Above the plan's ceiling of {ceiling} yuan for this amount and term, so casework "
            "would refuse it: {fee}.",
            ceiling=f"{ceiling:,.2f}",
            fee=word_of(fee, language()),
        )
    if fees.not_counted:
        say(
            "Not counted, because no amount is known: {fees}. Where they are charged the true cost "
            "is higher. Give them with --fees: {written}.",
            fees=translate(", ", language()).join(
                word_of(fee, language()) for fee in fees.not_counted
            ),
            written=" ".join(f"--fees {fee}=…" for fee in fees.not_counted),
        )
    for one in subsidies.open:
        say(
            "Not counted, because nothing says whether the loan meets what it asks: {subsidy} "
            "(clause {clause}). Give the case's facts with --facts.",
            subsidy=one.label.in_language(language()),
            clause=one.clause,
        )
    for one, share in subsidies.open_instead:
        say(
            "Counted at its ordinary share: {subsidy} (clause {clause}). Nothing says whether the "
            "loan meets what the share of {share} asks. Give the case's facts with --facts.",
            subsidy=one.label.in_language(language()),
            clause=one.clause,
            share=format_quantity(share, language()),
        )


def print_cost(
    scheme: Scheme,
    terms: LoanTerms,
    found: BorrowerCost,
    lines: Iterable[SubsidyLine],
    against: tuple[Finding, ...],
) -> None:
    say(
        "{scheme}: a loan drawn on {on}",
        scheme=scheme.title.in_language(language()),
        on=terms.drawn_on,
    )
    lines_of_it = table("Day", "What", "Amount", "Total so far", "Clause")
    for line in found.calendar:
        what = word(f"cash: {line.movement.kind}")
        if line.movement.payer:
            what = f"{what} ({level_word(scheme, line.movement.payer, language())})"
        lines_of_it.add_row(
            str(line.movement.on),
            escape(what),
            f"{line.change:+,.2f}",
            f"{line.running_total:+,.2f}",
            line.movement.clause or "",
        )
    Console().print(lines_of_it)
    for subsidy in lines:
        if subsidy.binding:
            say(
                "Held down by a ceiling: {item}, {level}: {ceiling}",
                item=word(f"cash: {subsidy.item}_subsidy"),
                level=level_word(scheme, subsidy.level, language()),
                ceiling=word(f"ceiling: {subsidy.binding}"),
            )
    say(
        "Paid {paid}, back {back}, net {net}: {cost}% of the amount a year.",
        paid=f"{found.paid:,.2f}",
        back=f"{found.back:,.2f}",
        net=f"{found.net:,.2f}",
        cost=half_up_to_fen(found.effective_annual_cost * 100),
    )
    _print_against(against)


def _print_against(against: tuple[Finding, ...]) -> None:
    """What refuses the loan, what would need an exception, and what then holds of subsidies."""
    refusing = [one for one in against if one.blocks]
    if refusing:
        say("The scheme does not admit this loan, so no subsidy is counted:")
    for finding in refusing:
        typer.echo(printable(f"  {headline(finding, language())}"))
    in_principle = [one for one in against if one.asks_for_exception]
    if in_principle:
        say("The loan needs a recorded exception, for it is beyond what holds in principle:")
    for finding in in_principle:
        typer.echo(printable(f"  {headline(finding, language())}"))
    if not refusing:
        say(
            "Subsidies are claimed after repayment and may be granted below these ceilings; "
            "the days shown for them are the first possible."
        )
