"""What was measured, each figure beside its baseline, with the machine and the day; and live ones.

`measured.json` is written by `python3 run.py bench --keep`; nothing in it is typed by hand.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zhidai.web.front.speeds import speeds
from zhidai.web.shared.components import Column, Figure, Table, table

# By the names of `run.py bench`: what is measured, and what it is held against.
_FIGURES: Mapping[str, tuple[Promise, Promise]] = {
    "assessment": (
        gettext_lazy("Assess one case, every reason kept"),
        gettext_lazy("the same conditions as plain if-statements, yes or no alone"),
    ),
    "screening": (
        gettext_lazy("Screen one enterprise of a register"),
        gettext_lazy("read and assess it, every reason kept"),
    ),
    "replay": (
        gettext_lazy("Replay a loan of one year by its events"),
        gettext_lazy("the same loan, every day counted"),
    ),
    "back-dated": (
        gettext_lazy("A repayment found after 30 days, on a loan with 2,014 demands"),
        gettext_lazy("every day run again, with a look at every demand"),
    ),
    "book": (
        gettext_lazy("Replay one loan of a whole book, on columns"),
        gettext_lazy("the replay of one loan at a time"),
    ),
    "valuation": (
        gettext_lazy("Value one patent of a book, scores and range"),
        gettext_lazy("1,000 scenarios, the range alone"),
    ),
    "letters": (
        gettext_lazy("Set a letter as PDF/A"),
        gettext_lazy("a specimen of one heading and four lines"),
    ),
}
_SMALL = Decimal("0.001")


@require_safe
def speed(request: HttpRequest) -> HttpResponse:
    """The live figures of this machine, and the table of the measured ones."""
    found = speeds()
    measured = _measured()
    context = {
        "figures": (
            Figure(
                label=_("Cases assessed a second"),
                value=f"{found.assessments:,}",
                note=_("this machine, now"),
            ),
            Figure(
                label=_("Patents valued a second"),
                value=f"{found.patents:,}",
                note=_("this machine, now"),
            ),
        ),
        "measured": measured,
        "table": _table(measured),
    }
    return render(request, "front/speed.html", context)


@cache
def _measured() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(
        files("zhidai.web.front").joinpath("measured.json").read_text()
    )
    return found


def _table(measured: Mapping[str, Any]) -> Table:
    return table(
        caption=_("Each figure beside a baseline of the same run"),
        columns=[
            _("What"),
            Column(label=_("A second"), is_numeric=True),
            _("Baseline"),
            Column(label=_("Baseline, a second"), is_numeric=True),
            Column(label=_("Times the baseline's time"), is_numeric=True),
        ],
        rows=list(_rows(measured)),
        is_caption_hidden=True,
    )


def _rows(measured: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for one in measured["figures"]:
        what, baseline = _FIGURES[one["name"]]
        seconds, against = one["seconds"], one["baseline_seconds"]
        ratio = seconds / against
        yield (
            str(what),
            f"{1 / seconds:,.0f}",
            str(baseline),
            f"{1 / against:,.0f}",
            f"{ratio:.4f}" if ratio < _SMALL else f"{ratio:,.3g}",
        )
