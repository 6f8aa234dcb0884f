"""Plain facts laid out in columns and back, for holding the two ways of counting to each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from zhidai.core.money import from_fen, to_fen
from zhidai.core.statistics.facts import (
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    FurtherDrawdown,
    Places,
    Registration,
    Repayment,
)
from zhidai.core.statistics.figures import Dimension
from zhidai.engine.statistics.columns import (
    APPLICATIONS,
    ENTERPRISES,
    LOANS,
    REGISTRATIONS,
    REPAYMENTS,
)
from zhidai.engine.statistics.counting import CountedColumns

Row = Mapping[str, object]


def in_columns(facts: Facts) -> CountedColumns:
    """The same facts. Enterprises that columns name by number keep the order of their ids."""
    people = sorted(
        {one.pledgor for one in facts.registrations}
        | {one.borrower for one in facts.loans}
        | {one.id for one in facts.enterprises}
    )
    number = {name: place for place, name in enumerate(people)}
    names = {each: _names(facts, each) for each in Dimension}

    def placed(places: Places) -> Row:
        return {str(each): names[each].index(getattr(places, each)) for each in Dimension}

    return CountedColumns(
        scope=facts.scope,
        source=facts.source,
        of_a_city=facts.of_a_city,
        names=names,
        covers_from=facts.covers_from,
        covers_until=facts.covers_until,
        untold=facts.untold,
        silent_on=facts.silent_on,
        registrations=_frame(
            (_registration(one, number) | placed(one.places) for one in facts.registrations),
            REGISTRATIONS,
        ),
        loans=_frame(
            (
                _loan(place, one, number) | placed(one.places)
                for place, one in enumerate(facts.loans)
            ),
            LOANS,
        ),
        repayments=_frame(_repayments(facts), REPAYMENTS),
        applications=_frame(
            (
                {"id": one.id, "applied_on": one.applied_on, "recorded_at": one.recorded_at}
                | placed(one.places)
                for one in facts.applications
            ),
            APPLICATIONS,
        ),
        enterprises=_frame(
            (
                {
                    "id": number[one.id], "active_from": one.active_from,
                    "active_until": one.active_until, "recorded_at": one.recorded_at,
                }
                | placed(one.places)
                for one in facts.enterprises
            ),
            ENTERPRISES,
        ),
    )  # fmt: skip


def _names(facts: Facts, by: Dimension) -> Sequence[str]:
    kinds = (facts.registrations, facts.loans, facts.applications, facts.enterprises)
    return sorted({getattr(one.places, by) for kind in kinds for one in kind})


def _registration(one: Registration, number: Mapping[str, int]) -> dict[str, object]:
    return {
        "id": one.id,
        "pledgor": number[one.pledgor],
        "registered_on": one.registered_on,
        "amount": None if one.amount is None else to_fen(one.amount),
        "released_on": one.released_on,
        "recorded_at": one.recorded_at,
        "released_at": one.released_recorded_at,
    }


def _loan(place: int, one: DrawnLoan, number: Mapping[str, int]) -> dict[str, object]:
    return {
        "id": one.id,
        "loan": place,
        "borrower": number[one.borrower],
        "amount": to_fen(one.amount),
        "drawn_on": one.drawn_on,
        "rate": None if one.rate is None else int(one.rate * Decimal(1_000_000)),
        "collateral": None if one.collateral_value is None else to_fen(one.collateral_value),
        "applied_on": one.applied_on,
        "recorded_at": one.recorded_at,
    }


def _repayments(facts: Facts) -> Iterable[Row]:
    """By loan in the order of days; what was drawn later is a repayment below nothing."""
    for place, one in enumerate(facts.loans):
        drawn = (
            Repayment(on=each.on, principal=-each.amount, recorded_at=each.recorded_at)
            for each in one.further
        )
        for each in sorted((*one.repayments, *drawn), key=lambda each: each.on):
            yield {
                "loan": place,
                "on": each.on,
                "principal": to_fen(each.principal),
                "recorded_at": each.recorded_at,
            }


def _frame(rows: Iterable[Row], schema: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(schema), orient="row")  # type: ignore[arg-type]


def in_rows(columns: CountedColumns) -> Facts:
    """The same facts as values, to be counted one by one."""

    def places(row: Mapping[str, Any]) -> Places:
        return Places(**{str(each): columns.names[each][row[each]] for each in Dimension})

    repaid, further = _moved(columns)
    return Facts(
        scope=columns.scope,
        source=columns.source,
        covers_from=columns.covers_from,
        covers_until=columns.covers_until,
        registrations=tuple(
            Registration(
                id=name, pledgor=str(row["pledgor"]), registered_on=row["registered_on"],
                amount=_yuan(row["amount"]), released_on=row["released_on"], places=places(row),
                recorded_at=row["recorded_at"], released_recorded_at=row["released_at"],
            )
            for name, row in zip(
                _each_its_own(columns.registrations["id"].to_list()),
                columns.registrations.iter_rows(named=True),
                strict=True,
            )
        ),
        loans=tuple(
            DrawnLoan(
                id=row["id"], borrower=str(row["borrower"]), amount=from_fen(row["amount"]),
                drawn_on=row["drawn_on"], due_on=row["drawn_on"],
                rate=None if row["rate"] is None else Decimal(row["rate"]) / 1_000_000,
                collateral_value=_yuan(row["collateral"]), applied_on=row["applied_on"],
                repayments=repaid.get(row["loan"], ()),
                further=further.get(row["loan"], ()), places=places(row),
                recorded_at=row["recorded_at"],
            )
            for row in columns.loans.iter_rows(named=True)
        ),
        applications=tuple(
            Application(
                id=row["id"], applicant="", applied_on=row["applied_on"], places=places(row),
                recorded_at=row["recorded_at"],
            )
            for row in columns.applications.iter_rows(named=True)
        ),
        enterprises=tuple(
            Enterprise(
                id=str(row["id"]), active_from=row["active_from"],
                active_until=row["active_until"], places=places(row),
                recorded_at=row["recorded_at"],
            )
            for row in columns.enterprises.iter_rows(named=True)
        ),
    )  # fmt: skip


def _moved(
    columns: CountedColumns,
) -> tuple[dict[int, tuple[Repayment, ...]], dict[int, tuple[FurtherDrawdown, ...]]]:
    """By loan what was repaid of it, and what was drawn of it later."""
    repaid: dict[int, tuple[Repayment, ...]] = {}
    further: dict[int, tuple[FurtherDrawdown, ...]] = {}
    for row in columns.repayments.iter_rows(named=True):
        if row["principal"] < 0:
            drawn = FurtherDrawdown(
                on=row["on"], amount=from_fen(-row["principal"]), recorded_at=row["recorded_at"]
            )
            further[row["loan"]] = (*further.get(row["loan"], ()), drawn)
            continue
        each = Repayment(
            on=row["on"], principal=from_fen(row["principal"]), recorded_at=row["recorded_at"]
        )
        repaid[row["loan"]] = (*repaid.get(row["loan"], ()), each)
    return repaid, further


def _each_its_own(cases: Sequence[str]) -> Iterable[str]:
    """Columns name a registration by its case; one that was made anew gets a number besides."""
    seen: Counter[str] = Counter()
    for case in cases:
        nth = seen[case]
        seen[case] += 1
        yield f"{case}/{nth}" if nth else case


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else from_fen(fen)
