"""The tables of a valued patent list: scores and ranges, and what could not be read."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _

from zhidai.core.errors import Reason, reason
from zhidai.documents.patent_frame import PatentFrame, Unmeasured
from zhidai.engine.valuation.book import ValuedBook
from zhidai.engine.valuation.reading import FIRST_ROW
from zhidai.web.shared.context import language
from zhidai.wording.ledger.sections import Content, Kind, Section, section
from zhidai.wording.speech import sentence, sentences


def values_section(book: ValuedBook) -> Section:
    """A line for each patent that was valued."""
    text, money, ratio = Kind.TEXT, Kind.MONEY, Kind.RATIO
    return section(
        "values",
        "Scores and ranges of the patents",
        language=language(),
        headings=(
            ("Patent", text), ("Score (0 to 100)", text), ("Legal score", text),
            ("Technical score", text), ("Economic score", text), ("Years left, expected", text),
            ("Lapses within 3 years", ratio), ("Value P10 (yuan)", money),
            ("Value P50 (yuan)", money), ("Value P90 (yuan)", money), ("Mean value (yuan)", money),
            ("Liquidation value (yuan)", money), ("Pledge ratio", ratio), ("Confidence", ratio),
        ),
        rows=[_row(each) for each in book.values.iter_rows(named=True)],
        notes=(
            _(
                "Estimates by this platform's own parameters, not an appraisal: a range from the "
                "tenth to the ninetieth percentile. What is missing in the list lowers the "
                "confidence. Patents that have ended are worth nothing."
            ),
            _(
                "Scores compare the patents of this list with each other. Where a patent's own "
                "revenue is not told, values are spread around a mean of {mean} yuan a patent "
                "(assumed): a short list tells an order rather than amounts."
            ).format(mean=f"{book.summary.book_mean:,.0f}"),
        ),
        empty="No patent of the list could be valued.",
    )  # fmt: skip


def _row(row: dict[str, object]) -> tuple[Content, ...]:
    def number(name: str, places: str) -> Decimal:
        return Decimal(str(row[name])).quantize(Decimal(places))

    def money(name: str) -> Decimal:
        return number(name, "0.01")

    scores = ("score", "legal_score", "technical_score", "economic_score")
    return (
        str(row["patent_number"]),
        *(str(number(name, "0.1")) for name in scores),
        str(number("expected_remaining_years", "0.1")),
        number("lapse_probability_3y", "0.0001"),
        *(money(name) for name in ("value_p10", "value_p50", "value_p90", "value_mean")),
        money("liquidation_value"),
        number("pledge_ratio", "0.0001"),
        number("confidence", "0.01"),
    )


def rejects_section(book: ValuedBook, read: PatentFrame) -> Section:
    """A line for each row left out: sheet and row of the file, and the reason."""
    return section(
        "rejects",
        "What could not be read",
        language=language(),
        headings=(
            ("Sheet", Kind.TEXT), ("Row", Kind.COUNT), ("What stands there", Kind.TEXT),
            ("Reason", Kind.TEXT),
        ),
        rows=[
            *(
                (one.sheet, one.row, one.number, sentence(_without_unit(one), language()))
                for one in read.unmeasured
            ),
            *_of_book(book, read),
        ],
        empty="Every row was read.",
    )  # fmt: skip


def _without_unit(one: Unmeasured) -> Reason:
    return reason("patent_amount_without_unit", heading=one.heading, text=one.text)


def _of_book(book: ValuedBook, read: PatentFrame) -> list[tuple[Content, ...]]:
    return [
        (
            *read.places[one.row - FIRST_ROW],
            one.number,
            " ".join(sentences(_as_headed(one.reasons, read.headings), language())),
        )
        for one in book.rejected
    ]


def _as_headed(reasons: tuple[Reason, ...], headings: Mapping[str, str]) -> tuple[Reason, ...]:
    """The reasons with the columns called as the file calls them."""
    return tuple(
        replace(
            one,
            parameters=MappingProxyType(
                {
                    name: headings.get(str(value), value) if name == "column" else value
                    for name, value in one.parameters.items()
                }
            ),
        )
        for one in reasons
    )
