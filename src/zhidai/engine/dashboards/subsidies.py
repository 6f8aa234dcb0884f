"""The forecast of `core.dashboards.subsidies` on columns: shares of what was paid, under ceilings.

Ceilings fill up in the order of due days. Those of an enterprise are filled by the first loan of
every enterprise in one step, then by the second of each, so that there are as many steps as an
enterprise has loans. What columns cannot hold is told by `fits` and `is_odd`, and forecast by the
core: a subsidy by the LPR or of another cost, a ceiling that banks share, interest that counts in
part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.dashboards.subsidies import Stage
from zhidai.core.money import from_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.subsidies import SubsidyFormula, SubsidyItem
from zhidai.core.subsidies.fee_subsidy import DAYS_A_YEAR, days_of_ceiling
from zhidai.core.subsidies.interest_subsidy import interest_ends_on
from zhidai.core.subsidies.settings import Place, SharedCap, SubsidySettings, SubsidyTerms
from zhidai.engine.book_dues import Ints
from zhidai.engine.statistics.columns import Schema
from zhidai.engine.statistics.lines import Ids, line_columns

ITEMS = ("interest", "guarantee_fee", "appraisal_fee")
MILLION, FEN = 1_000_000, 100
MOST_YEARS, HIGHEST_FEE = 30, Decimal("0.1")  # a year
# Fen whose products stay whole numbers of 64 bits.
MOST = 2**63 // (int(HIGHEST_FEE * MILLION) * DAYS_A_YEAR * (MOST_YEARS + 2))
_OF_ENTERPRISE = (CapScope.LOAN, CapScope.ENTERPRISE_LIFE, CapScope.ENTERPRISE_YEAR)
# A loan that runs: `rules` its place in the list of settings, money in fen.
RUNNING: Schema = {
    "loan": pl.Int64,
    "key": pl.String,
    "enterprise": pl.Int64,
    "rules": pl.Int64,
    "amount": pl.Int64,
    "drawn_on": pl.Date,
    "matures": pl.Date,
    **dict.fromkeys(ITEMS, pl.Int64),
}
# What an enterprise was granted or has claimed, for a loan of which day.
GRANTED: Schema = {
    "enterprise": pl.Int64,
    "level": pl.String,
    "item": pl.String,
    "amount": pl.Int64,
    "drawn_on": pl.Date,
}
EXPECTED: Schema = {
    "loan": pl.Int64,
    "key": pl.String,
    "level": pl.String,
    "amount": pl.Int64,
    "stage": pl.String,
}
_STAGES = {
    Stage.PAID: Measure.SUBSIDY_PAID,
    Stage.APPROVED: Measure.SUBSIDY_APPROVED,
    Stage.CLAIMED: Measure.SUBSIDY_CLAIMED,
    Stage.EXPECTED: Measure.SUBSIDY_EXPECTED,
}


def budget_use(
    levels: Sequence[str], subsidies: pl.DataFrame, budgets: Mapping[str, Decimal | None]
) -> tuple[Figure, ...]:
    """By level, as `core.dashboards.subsidies.budget_use` has it. subsidies: as `EXPECTED`."""
    return tuple(
        figure
        for level in levels
        for figure in _of_level(
            level, subsidies.filter(pl.col("level") == level), budgets.get(level)
        )
    )


def _of_level(level: str, subsidies: pl.DataFrame, budget: Decimal | None) -> Iterator[Figure]:
    yield Figure(measure=Measure.BUDGET, of=level, value=budget)
    for stage, measure in _STAGES.items():
        own = subsidies.filter(pl.col("stage") == str(stage))
        yield Figure(measure=measure, of=level, value=_total(own), counted=_loans(own))
    yield Figure(
        measure=Measure.BUDGET_LEFT,
        of=level,
        value=None if budget is None else budget - _total(subsidies),
        counted=() if budget is None else _loans(subsidies),
    )


def _total(subsidies: pl.DataFrame) -> Decimal:
    return from_fen(int(subsidies["amount"].sum()))


def _loans(subsidies: pl.DataFrame) -> Ids:
    """Each once, in their order; those that get nothing do not stand behind a sum."""
    some = subsidies.filter(pl.col("amount") != 0)

    def read() -> pl.DataFrame:
        each = some.group_by("loan", maintain_order=True)
        found = each.agg(pl.col("key").first(), pl.col("amount").sum())
        return line_columns(found, line="key", part="amount")

    return Ids(length=some["loan"].n_unique(), read=read)


def fits(settings: SubsidySettings) -> bool:
    """Whether columns hold what the subsidies of a loan are computed by."""
    return all(_fits(one) for one in settings.subsidies) and all(
        _whole(cap.ratio, MILLION) and _whole(cap.most, FEN)
        if cap.ratio is not None
        else cap.scope in _OF_ENTERPRISE and _whole(cap.most, FEN)
        for cap in settings.shared
    )


def _fits(one: SubsidyTerms) -> bool:
    is_share = len(one.parts) == 1 and one.parts[0].formula is SubsidyFormula.SHARE_OF_PAID
    return (
        is_share
        and str(one.item) in ITEMS
        and _whole(one.parts[0].share, MILLION)
        and _whole(one.fee_ceiling, MILLION)
        and (one.fee_ceiling or 0) <= HIGHEST_FEE
        and all(cap.scope in _OF_ENTERPRISE and _whole(cap.most, FEN) for cap in one.caps)
    )


def _whole(number: Decimal | None, unit: int) -> bool:
    return number is None or number * unit == int(number * unit)


def is_odd(loans: pl.DataFrame, rules: Mapping[int, SubsidySettings]) -> pl.Series:
    """Of which loans the interest is not known, counts in part, or is too large for columns."""
    terms = loans.select("rules", "drawn_on", "matures").unique()
    in_part = [
        any(
            interest_ends_on(
                drawn_on=drawn_on,
                matures_on=matures,
                months=one.months,
                reading=rules[number].interest_reading,
            )
            < matures
            for one in rules[number].subsidies
        )
        for number, drawn_on, matures in terms.rows()
    ]
    known = terms.with_columns(pl.Series("in_part", in_part, dtype=pl.Boolean))
    read = loans.join(known, on=terms.columns, how="left", maintain_order="left")
    large = pl.max_horizontal("amount", *ITEMS) > MOST
    term = (pl.col("matures") - pl.col("drawn_on")).dt.total_days()
    long = term > MOST_YEARS * DAYS_A_YEAR
    return read.select(pl.col("in_part") | pl.col("interest").is_null() | large | long).to_series()


def forecast(
    loans: pl.DataFrame, granted: pl.DataFrame, rules: Mapping[int, SubsidySettings]
) -> pl.DataFrame:
    """What each loan will ask for, by level, as `EXPECTED`; a line for each subsidy.

    Every enterprise with all of its running loans, none of them odd.
    """
    ordered = loans.sort("matures", "key")
    nth = ordered.select(pl.int_range(pl.len()).over("enterprise")).to_series().to_numpy()
    used = _Used.of(ordered, granted, rules)
    group = ordered["rules"].to_numpy()
    lines: list[pl.DataFrame] = []
    for number in range(int(nth.max(initial=-1)) + 1):
        for of in np.unique(group[nth == number]).tolist():
            some = np.flatnonzero((nth == number) & (group == of))
            lines += _lines(ordered, some, rules[of], used)
    return pl.concat([pl.DataFrame(schema=dict(EXPECTED)), *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Used:
    """What is used of ceilings: `amounts[enterprise, year, place]`, fen."""

    amounts: Ints
    enterprise: Ints  # of each loan, its place
    year: Ints
    places: Mapping[Place, int]

    @classmethod
    def of(
        cls, loans: pl.DataFrame, granted: pl.DataFrame, rules: Mapping[int, SubsidySettings]
    ) -> "_Used":
        own = granted.filter(pl.col("enterprise").is_in(loans["enterprise"].unique().implode()))
        named = {(level, item) for level, item in own.select("level", "item").unique().rows()}
        for settings in rules.values():
            named |= {(one.level, str(one.item)) for one in settings.subsidies}
            named |= {place for cap in settings.shared for place in cap.places}
        places = {place: number for number, place in enumerate(sorted(named))}
        numbers = np.unique(loans["enterprise"].to_numpy())
        years = [frame["drawn_on"].dt.year().cast(pl.Int64).to_numpy() for frame in (loans, own)]
        first = min((int(each.min()) for each in years if len(each)), default=0)
        last = max((int(each.max()) for each in years if len(each)), default=0)
        amounts = np.zeros((len(numbers), last - first + 1, len(places)), np.int64)
        known = own.select("level", "item").unique()
        numbered = known.with_columns(
            pl.Series("place", [places[each] for each in known.rows()], dtype=pl.Int64)
        )
        place = _of_each(own, numbered, "place")
        at = np.searchsorted(numbers, own["enterprise"].to_numpy())
        np.add.at(amounts, (at, years[1] - first, place), own["amount"].to_numpy())
        return cls(
            amounts=amounts,
            enterprise=np.searchsorted(numbers, loans["enterprise"].to_numpy()),
            year=years[0] - first,
            places=places,
        )

    def so_far(self, some: Ints, scope: CapScope, over: Iterator[Place]) -> Ints:
        """By earlier claims of each loan's enterprise."""
        who, which = self.enterprise[some], [self.places[place] for place in over]
        if scope is CapScope.LOAN:
            return np.zeros(len(some), np.int64)
        if scope is CapScope.ENTERPRISE_YEAR:
            in_year: Ints = self.amounts[who, self.year[some]][:, which].sum(axis=1)
            return in_year
        ever = np.zeros(len(some), np.int64)
        for place in which:
            ever += self.amounts[:, :, place].sum(axis=1)[who]
        return ever


def _lines(
    loans: pl.DataFrame, some: Ints, settings: SubsidySettings, used: _Used
) -> Iterator[pl.DataFrame]:
    """One loan at most of each enterprise; what it takes is used from the next step on."""
    chosen = loans[some]
    done: list[tuple[SubsidyTerms, Ints]] = []
    for one in settings.subsidies:
        paid = chosen[str(one.item)].fill_null(0).to_numpy()
        share = int(one.parts[0].share * MILLION)
        amount = paid * share // MILLION
        for room in _rooms(chosen, some, one, settings, used, done):
            amount = np.minimum(amount, np.maximum(room, 0))
        has_line = np.full(len(paid), one.item is SubsidyItem.INTEREST) | (paid > 0)
        amount = np.where(has_line, amount, 0)
        done.append((one, amount))
        yield pl.DataFrame(
            {
                "loan": chosen["loan"],
                "key": chosen["key"],
                "level": one.level,
                "amount": amount,
                "stage": str(Stage.EXPECTED),
            },
            schema=dict(EXPECTED),
        ).filter(pl.Series(has_line))
    for one, amount in done:
        place = np.full(len(some), used.places[one.level, str(one.item)])
        np.add.at(used.amounts, (used.enterprise[some], used.year[some], place), amount)


def _rooms(
    chosen: pl.DataFrame,
    some: Ints,
    one: SubsidyTerms,
    settings: SubsidySettings,
    used: _Used,
    done: Sequence[tuple[SubsidyTerms, Ints]],
) -> Iterator[Ints]:
    """What every ceiling over a line leaves, fen, as `core.subsidies.ceilings` has it."""
    if one.fee_ceiling is not None and one.item is not SubsidyItem.INTEREST:
        yield _fee_ceiling(chosen, one, one.fee_ceiling, settings)
    for cap in one.caps:
        own = iter([(one.level, str(one.item))])
        yield int(cap.most * FEN) - used.so_far(some, cap.scope, own)
    for shared in settings.shared:
        if one.id in shared.over:
            now = sum((amount for other, amount in done if other.id in shared.over), start=0)
            yield _shared(chosen, some, one, shared, used) - now


def _shared(
    chosen: pl.DataFrame, some: Ints, one: SubsidyTerms, cap: SharedCap, used: _Used
) -> Ints:
    if cap.ratio is not None:
        counted = chosen[str(one.item)].fill_null(0).to_numpy()
        room: Ints = counted * int(cap.ratio * MILLION) // MILLION
        return room
    return int((cap.most or Decimal(0)) * FEN) - used.so_far(some, cap.scope, iter(cap.places))


def _fee_ceiling(
    chosen: pl.DataFrame, one: SubsidyTerms, yearly: Decimal, settings: SubsidySettings
) -> Ints:
    days = _days_of_ceiling(chosen, settings)
    amount = chosen["amount"].to_numpy()
    highest = amount * int(yearly * MILLION) * days // (DAYS_A_YEAR * MILLION)
    room: Ints = highest * int(one.parts[0].share * MILLION) // MILLION
    return room


def _days_of_ceiling(chosen: pl.DataFrame, settings: SubsidySettings) -> Ints:
    """Worked out once for all loans of the same days."""
    terms = chosen.select("drawn_on", "matures").unique()
    reading = settings.fee_ceiling_reading
    days = [days_of_ceiling(drawn_on, matures, reading) for drawn_on, matures in terms.rows()]
    return _of_each(chosen, terms.with_columns(pl.Series("days", days, dtype=pl.Int64)), "days")


def _of_each(rows: pl.DataFrame, known: pl.DataFrame, name: str) -> Ints:
    """What is known by all other columns, for every row."""
    by = [each for each in known.columns if each != name]
    found: Ints = rows.join(known, on=by, how="left", maintain_order="left")[name].to_numpy()
    return found
