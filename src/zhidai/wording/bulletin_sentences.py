"""The sentences of a bulletin: each a statement of the core in Chinese or English.

Where a figure leaves facts out because they do not say what it needs, its sentence says how many.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from zhidai.core.policy.quantity import Quantity, Unit, format_quantity
from zhidai.core.statistics.bulletin import Statement
from zhidai.core.statistics.figures import Figure
from zhidai.core.statistics.metrics import FigureUnit, Metric
from zhidai.core.statistics.ranking import Rank
from zhidai.wording.speech import ENGLISH, translate
from zhidai.wording.statistics import (
    change_in_words,
    figure_text,
    group_name,
    metric_name,
    period_name,
)

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "registrations": (
            "Pledges registered in {period}: {registrations}, for {registered_amount}."
        ),
        "first_time_pledgors": (
            "Enterprises that pledged for the first time: {first_time_pledgors}."
        ),
        "registrations_in_force": (
            "Registrations in force at the end of the period: {registrations_in_force}."
        ),
        "district_registrations": (
            "{group} ranks {first_place} {among} in the number of registrations ({first}) and "
            "{second_place} in the registered amount ({second})."
        ),
        "district_registrations_both": (
            "{group} ranks {first_place} {among} in the number of registrations ({first}) as "
            "well as in the registered amount ({second})."
        ),
        "district_registrations_others": (
            "{count} more districts stand among the first three in one of the two; the table by "
            "district lists them."
        ),
        "district_registrations_other": (
            "{count} more district stands among the first three in one of the two; the table by "
            "district lists it."
        ),
        "loans": (
            "Loans disbursed: {loans_disbursed}, {amount_disbursed} in all; enterprises that drew "
            "one: {borrowers}."
        ),
        "loans_and_parts": (
            "Loans disbursed: {loans_disbursed}; enterprises that drew one: {borrowers}; further "
            "parts drawn of a loan: {further}; {amount_disbursed} in all."
        ),
        "balance": "The balance at the end of the period was {balance}.",
        "bank_loans": (
            "{group} ranks {first_place} in the number of loans ({first}) and {second_place} in "
            "the amount disbursed ({second})."
        ),
        "bank_loans_both": (
            "{group} ranks {first_place} in the number of loans ({first}) as well as in the "
            "amount disbursed ({second})."
        ),
        "bank_loans_others": (
            "{count} more banks stand among the first three in one of the two; the table by bank "
            "lists them."
        ),
        "bank_loans_other": (
            "{count} more bank stands among the first three in one of the two; the table by bank "
            "lists it."
        ),
        "average_rate": "Weighted by amount, the loans bear {average_rate} a year.",
        "pledge_ratio": "The loans come to {pledge_ratio} of the value of their collateral.",
        "days_to_drawdown": (
            "The median time from application to drawdown is {days_to_drawdown} days."
        ),
        "small_loan_share": (
            "{small_loan_share} of the loans are of at most 10 million yuan."
        ),
        "financing_coverage": (
            "Of the enterprises on record, {financing_coverage} owe a pledge loan at the end of "
            "the period."
        ),
        "more": "{metric}: {figure}, {change} more than {since} a year before.",
        "less": "{metric}: {figure}, {change} less than {since} a year before.",
        "unchanged": "{metric}: {figure}, the same as a year before ({since}).",
        "partly": (
            "{metric}: {figure}; not compared with {since} a year before, of which the facts tell "
            "from {told_from} on only."
        ),
        "broken": (
            "{metric}: {figure}; not compared with {since} a year before, for since then something "
            "else is counted: {what}."
        ),
    }
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
             "tenth")  # fmt: skip
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}  # 21st, but 11th
_ORDINALS_ZH = "一二三四五六七八九十"


def place_word(rank: Rank, language: str) -> str:
    """第一, 并列第二; first, tied for second."""
    place, english = rank.place, language.startswith(ENGLISH)
    if english:
        word = _ORDINALS[place - 1] if place <= len(_ORDINALS) else _in_figures(place)
        return f"tied for {word}" if rank.shared else word
    word = _ORDINALS_ZH[place - 1] if place <= len(_ORDINALS_ZH) else str(place)
    return f"并列第{word}" if rank.shared else f"第{word}"


def _in_figures(place: int) -> str:
    is_teen = place % 100 // 10 == 1
    return f"{place}{'th' if is_teen else _ENDINGS.get(place % 10, 'th')}"


def said(
    statement: Statement, numbers: Mapping[str, int], language: str, *, of_a_city: bool
) -> str:
    """One sentence; behind each figure the number of its line in the appendix.

    of_a_city: whether a district stands among those of one city.
    """

    def cited(figure: Figure) -> str:
        return f"{in_prose(figure, language)}[{numbers[figure.query]}]"

    first = next(iter(statement.figures.values()))
    among = "of the city" if of_a_city else "among the districts"
    words = {
        "period": period_name(first.period, language),
        "metric": metric_name(first.metric, language),
        "count": str(len(statement.figures)),
        **_further(statement, numbers),
        "group": group_name(statement.group, language),
        "among": translate(among, language),
        **{name: cited(figure) for name, figure in statement.figures.items()},
        **{name: place_word(rank, language) for name, rank in statement.places.items()},
        **_change_words(statement, cited=cited, language=language),
    }
    sentence = translate(_SENTENCES[_code(statement)], language).format(**words)
    return "".join((sentence, *_left_out(statement, language)))


def _further(statement: Statement, numbers: Mapping[str, int]) -> dict[str, str]:
    """With the mark of the amount: its lines are those of the loans and these."""
    if not statement.further:
        return {}
    amount = statement.figures[str(Metric.AMOUNT_DISBURSED)]
    return {"further": f"{statement.further}[{numbers[amount.query]}]"}


def _code(statement: Statement) -> str:
    """One left over is spoken of in the singular."""
    one = statement.code.removesuffix("s")
    is_one = statement.code.endswith("_others") and len(statement.figures) == 1
    return one if is_one else statement.code


def _left_out(statement: Statement, language: str) -> Iterator[str]:
    """How many facts each of its figures had to leave out, beside the sentence that says it."""
    for figure in statement.rests_on:
        if figure.left_out:
            yield translate(
                " ({metric}, {period}: {count} left out, not stated.)", language
            ).format(
                metric=metric_name(figure.metric, language),
                period=period_name(figure.period, language),
                count=figure.left_out,
            )


def _change_words(
    statement: Statement, *, cited: Callable[[Figure], str], language: str
) -> dict[str, str]:
    step = statement.step
    if step is None or step.since is None:
        return {}
    words = {"since": cited(step.since)}
    if step.partly is not None:
        words["told_from"] = f"{step.since.told_from}"
    if step.broken is not None:
        words["what"] = step.broken.what.in_language(language)
    if step.change is not None and step.change.ratio is not None:
        words["change"] = change_in_words(step.change.ratio, language)
    return words


def in_prose(figure: Figure, language: str) -> str:
    """A figure as a sentence says it: money with its unit, in 万元 and 亿元 where that is exact."""
    if figure.unit is FigureUnit.YUAN and figure.value is not None:
        return format_quantity(Quantity(amount=figure.value, unit=Unit.YUAN, text=""), language)
    return figure_text(figure)
