"""What each search looks at: of all loans and pledges those that it can find anything in.

They are picked out of the columns that statistics are counted from, which are never older than the
tables, and from two columns of the pledges; only what was picked is read one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
from django.db.models import Count, QuerySet

from zhidai.core.anomalies.appraisers import always_high
from zhidai.core.anomalies.book import AnomalyParameters, BookLoan, BookPledge, Finding
from zhidai.core.anomalies.loans import (
    amounts_out_of_line,
    quarter_end_bunching,
    split_under_a_cap,
)
from zhidai.core.anomalies.pledges import registrations_without_loan, short_cycles
from zhidai.core.money import from_fen
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.engine import anomalies
from zhidai.engine.statistics.principal import by_all_drawn
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.in_columns import in_columns
from zhidai.services.statistics.kept import kept_facts
from zhidai.services.statistics.registrations import first_and_last

_LOAN = (*anomalies.LOANS, "number")
_CASE = ("case", "anew", *anomalies.CASES)
READ_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """How much was searched, and what was found, in the order of `core.anomalies.search`."""

    loans: int
    pledges: int
    findings: tuple[Finding, ...]


def searched(acting: Acting, limits: AnomalyParameters, *, on: date) -> Searched:
    """The cases in which the acting party takes part."""
    known = kept_facts(on).cases
    stored = known.facts
    cases = stored.select("parties", "loan", *dict.fromkeys((*_LOAN, *_CASE)))
    takes = cases["parties"].list.contains(acting.party_id)
    sees_all, own = bool(takes.all()), cases.filter(takes)
    pledges = (
        Pledge.objects.all() if sees_all else Pledge.objects.filter(takes_part(acting, "case"))
    )
    loans = _drawn(own, known.repayments.select("loan", "on", "principal"), on=on)
    high, usual = anomalies.high(loans, limits)
    line, split = anomalies.out_of_line(loans, limits), anomalies.split(loans, limits)
    bunched = anomalies.bunched(loans, limits)
    names = _names([high, line, split, bunched])
    waiting = anomalies.waiting(first_and_last(own.select(_CASE)), limits, on=on)["case"]
    return Searched(
        loans=len(loans),
        pledges=pledges.count(),
        findings=(
            *short_cycles(_cycling(pledges, limits), limits),
            *registrations_without_loan(_of_cases(pledges, waiting.to_list()), limits, on=on),
            *amounts_out_of_line(_loans(line, names), limits),
            *split_under_a_cap(_loans(split, names), limits),
            *quarter_end_bunching(_loans(bunched, names), limits),
            *always_high(_loans(high, names), limits, usual=_by_name(usual, names)),
        ),
    )


def _drawn(own: pl.DataFrame, repayments: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """Loans with all parts drawn so far: what was split in parts is held against limits whole."""
    loans = own.filter(pl.col("loan").is_not_null())
    return by_all_drawn(loans, repayments, on).select(_LOAN)


def _cycling(pledges: QuerySet[Pledge], limits: AnomalyParameters) -> list[BookPledge]:
    """Those of rights that were pledged and released so often, whatever lay in between."""
    released = pledges.filter(released_on__isnull=False).order_by()
    often = (
        released.values("right").annotate(times=Count("pk")).filter(times__gte=limits.cycle_times)
    )
    found = in_columns(
        released.filter(right__in=often.values("right")),
        right="right_id",
        registered_on="registered_on",
        released_on="released_on",
    )
    rights = anomalies.cycling(found, limits).to_list()
    return [each for some in _parts(rights) for each in _pledges(released.filter(right__in=some))]


def _of_cases(pledges: QuerySet[Pledge], cases: Sequence[int]) -> list[BookPledge]:
    return [each for some in _parts(cases) for each in _pledges(pledges.filter(case__in=some))]


def _parts(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + READ_AT_ONCE] for start in range(0, len(numbers), READ_AT_ONCE))


_OF_PLEDGE = (
    "right__number", "case__number", "case__enterprise__name", "registered_on", "released_on",
    "case__loan__key", "case__loan__drawn_on",
)  # fmt: skip


def _pledges(rows: QuerySet[Pledge]) -> Iterable[BookPledge]:
    for right, case, enterprise, registered, released, loan, drawn in rows.order_by(
        "pk"
    ).values_list(*_OF_PLEDGE):
        yield BookPledge(
            right=right,
            case=case,
            enterprise=enterprise,
            registered_on=registered,
            released_on=released,
            loan=loan,
            drawn_on=drawn,
        )


def _names(frames: Iterable[pl.DataFrame]) -> Mapping[int, str]:
    """Of all who are named in what was picked."""
    named = pl.concat(
        [frame[role] for frame in frames for role in ("enterprise", "bank", "appraiser")]
    )
    found: dict[int, str] = {}
    for some in _parts(named.unique().drop_nulls().to_list()):
        found |= dict(Party.objects.filter(pk__in=some).values_list("pk", "name"))
    return found


def _by_name(usual: Mapping[int, Decimal], names: Mapping[int, str]) -> Mapping[str, Decimal]:
    return {names[appraiser]: ratio for appraiser, ratio in usual.items()}


def _loans(frame: pl.DataFrame, names: Mapping[int, str]) -> list[BookLoan]:
    """The appraised value is that of the formal report, before there is one the preliminary."""
    return [
        BookLoan(
            loan=key,
            case=number,
            enterprise=names[enterprise],
            bank=names[bank],
            appraiser=None if appraiser is None else names[appraiser],
            principal=from_fen(amount),
            drawn_on=drawn_on,
            appraised_value=None if appraised is None else from_fen(appraised),
            market_value=None if accepted is None else from_fen(accepted),
        )
        for key, enterprise, bank, appraiser, amount, drawn_on, appraised, accepted, number in (
            frame.select(_LOAN).iter_rows()
        )
    ]
