"""What must be said of a valued book beside its totals, a sentence each."""

from collections.abc import Iterator
from decimal import Decimal

from zhidai.core.valuation.book_notices import BookNotices
from zhidai.wording.speech import translate

MOST_NAMES = 20  # of columns that mean nothing here


def book_notices(notices: BookNotices, language: str) -> tuple[str, ...]:
    """In `zh-hans` or `en`; nothing where there is nothing to say."""
    return tuple(_said(notices, language))


def _said(one: BookNotices, language: str) -> Iterator[str]:
    def say(message: str, **parameters: object) -> str:
        return translate(message, language).format(**parameters)

    if one.set_to_mean:
        yield set_mean_said(one, language)
    if one.pending:
        yield say(
            "{count} are applications, not granted: they are valued as if they were, and nothing"
            " is taken off for the chance that they are refused.",
            count=f"{one.pending:,}",
        )
    if one.royalty_by_default:
        yield say(
            "For {count} patents with economics neither a royalty rate nor one of their industry is"
            " known; the default was taken.",
            count=f"{one.royalty_by_default:,}",
        )
    if one.uncalibrated:
        yield say(
            "For {count} patents the survival model is not calibrated: their kind or class is not"
            " in the data it was fitted on.",
            count=f"{one.uncalibrated:,}",
        )
    if one.are_words_later:
        yield say(
            "The list's words of legal status carry no day: they are today's, and were taken on"
            " this past day as well."
        )
    if one.columns_not_read:
        yield columns_not_used(one.columns_not_read, language)


def set_mean_said(one: BookNotices, language: str) -> str:
    """That a total is set and no finding."""
    return translate(
        "The mean of the {count} patents without economics of their own is set to {mean} yuan:"
        " {total} yuan of the total are an assumption; only the order and the spread among them are"
        " findings.",
        language,
    ).format(count=f"{one.set_to_mean:,}", mean=_yuan(one.book_mean), total=_yuan(one.set_total))


def columns_not_used(names: tuple[str, ...], language: str) -> str:
    """Which columns were passed over, some of them by name."""
    shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    if more > 0:
        said = translate("Columns not used: {names} and {more} more.", language)
        return said.format(names=shown, more=more)
    return translate("Columns not used: {names}.", language).format(names=shown)


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"
