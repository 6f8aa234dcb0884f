"""What a page of figures was asked for: read from its address, and written into addresses."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.statistics.figures import Dimension, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.core.statistics.published import metric_named
from zhidai.services.statistics.queries import Asked

Word = TypeVar("Word", Grain, Dimension)
DEFAULT = Asked(metric=Metric.REGISTRATIONS)


def asked_in(sent: QueryDict) -> Asked:
    """The question in an address. Bad input for a word or day that is none."""
    by, period = sent.get("by", ""), sent.get("period", "")
    return Asked(
        metric=metric_named(sent.get("metric") or DEFAULT.metric),
        by=_one_of(Dimension, by, "statistics_group_unknown") if by else None,
        grain=_one_of(Grain, period, "statistics_grain_unknown") if period else DEFAULT.grain,
        since=_day(sent.get("since", "")),
        until=_day(sent.get("until", "")),
        known_on=_day(sent.get("known_on", "")),
    )


def address(url_name: str, asked: Asked, **more: str) -> str:
    """The address of a page about the same question."""
    given: Mapping[str, object] = {
        "metric": asked.metric,
        "by": asked.by,
        "period": asked.grain,
        "since": asked.since,
        "until": asked.until,
        "known_on": asked.known_on,
        **more,
    }
    told = {name: str(value) for name, value in given.items() if value is not None}
    return f"{reverse(url_name)}?{urlencode(told)}"


def figure_address(asked: Asked, figure: Figure, *, url_name: str = "statistics:figure") -> str:
    """The page of the cases behind a figure; the group's name may be empty, the whole has none."""
    group = {} if figure.group.by is None else {"group": figure.group.name}
    return address(url_name, asked, of=str(figure.period), **group)


def _one_of(words: type[Word], text: str, code: str) -> Word:
    if text not in tuple(words):
        raise bad_input(code, text=text[:40], known=", ".join(words))
    return words(text)


def _day(text: str) -> date | None:
    return parse_day(text) if text.strip() else None
