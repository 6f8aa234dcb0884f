"""A published figure in the reader's language, the same words on pages, in files and terminals."""

from decimal import Decimal

from zhidai.core.statistics.beside import Beside, PublishedLine
from zhidai.core.statistics.published import Published
from zhidai.wording.speech import translate
from zhidai.wording.statistics import (
    NONE,
    change_text,
    figure_text,
    in_its_period,
    percent,
    signed_percent,
)

_WHOLE_COUNTRY = "全国"
_LEAST = Decimal("0.00005")  # what two decimals of a per cent still show


def scope_name(one: Published, language: str) -> str:
    """Whose figures a series has; the whole country has a word in English."""
    whole = translate("whole country", language)
    return whole if one.scope == _WHOLE_COUNTRY else one.scope


def line_texts(line: PublishedLine, language: str) -> tuple[str, ...]:
    """What is counted, the figure, on the figure before, as published, ours, ours of theirs."""
    return (
        line.counted.in_language(language),
        figure_text(line.step.figure),
        change_text(line.step, language),
        NONE if line.stated is None else signed_percent(line.stated),
        ours_text(line.beside, language),
        share_text(line.beside, language),
    )


def ours_text(beside: Beside | None, language: str) -> str:
    """Our figure, and of which part of the period it tells, if not of all of it."""
    if beside is None:
        return NONE
    return in_its_period(figure_text(beside.ours), beside.ours, language)


def share_text(beside: Beside | None, language: str) -> str:
    """What part of theirs ours is."""
    if beside is None or beside.share is None:
        return NONE
    if 0 < beside.share < _LEAST:
        return translate("less than {least}", language).format(least="0.01%")
    return percent(beside.share)
