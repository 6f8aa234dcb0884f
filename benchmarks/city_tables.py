"""The rows of a fictional city's casework: cases, who takes part, rights, loans and open tasks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

Tables = Iterator[tuple[str, pl.DataFrame]]
ROUTE = "indirect"
OPEN_EACH = 50  # loans for a case that waits for its own
WAITING_DAYS, LIMIT_DAYS = 120, 30
TASK_EVERY = 10  # of running loans, the bank has something to do


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What all tables are written from.

    loans: one row a loan, `place` from one on, the id of its case and its own. waiting: cases
    without a loan, numbered on. parties: ids by kind. declared: address and industry, in the order
    of the enterprises.
    """

    loans: pl.DataFrame
    waiting: pl.DataFrame
    parties: Mapping[str, Sequence[int]]
    declared: pl.DataFrame
    scheme: Any
    today: date

    @classmethod
    def of(
        cls,
        loans: pl.DataFrame,
        parties: Mapping[str, Sequence[int]],
        declared: pl.DataFrame,
        *,
        today: date,
    ) -> "City":
        """With its waiting cases."""
        from zhidai.schemes.reader import shipped
        from zhidai.services.portfolio.scope import default_scheme

        place = np.arange(len(loans) // OPEN_EACH) + len(loans) + 1
        waiting = pl.DataFrame(
            {"place": place, "principal_fen": place % 100 * 1_000_000 + 10_000_000}
        ).with_columns(drawn_on=pl.lit(today) - pl.duration(days=pl.col("place") % WAITING_DAYS))
        return cls(
            loans=loans,
            waiting=waiting,
            parties=parties,
            declared=declared,
            scheme=shipped(default_scheme()),
            today=today,
        )

    def party(self, kind: str, place: pl.Series) -> pl.Series:
        """Who of a kind takes part in the case of each place."""
        return pl.Series(np.array(self.parties[kind])[place.to_numpy() % len(self.parties[kind])])

    def declared_by(self, name: str, place: pl.Series) -> pl.Series:
        """What the enterprise of each place declared."""
        return self.declared[name].gather(place % len(self.declared))


def is_closed() -> pl.Expr:
    """The principal is repaid by one payment, with the last interest."""
    return pl.col("principal").fill_null(0) >= pl.col("principal_fen")


def cases_of(city: City) -> Tables:
    """Cases that have a loan, and cases that wait for one."""
    from zhidai.core.parties import PartyKind

    nobody = pl.lit(None, pl.Date)
    every = pl.concat(
        [
            city.loans.select(
                "place",
                "principal_fen",
                "drawn_on",
                status=pl.when("closed").then(pl.lit("closed")).otherwise(pl.lit("running")),
                ended=pl.when("closed").then("last"),
            ),
            city.waiting.with_columns(status=pl.lit("open"), ended=nobody),
        ]
    )
    yield (
        "cases_case",
        every.select(
            "status",
            id="place",
            number=_number(),
            scheme=pl.lit(city.scheme.id),
            scheme_hash=pl.lit(city.scheme.content_hash),
            route=pl.lit(ROUTE),
            enterprise_id=city.party("enterprise", every["place"]),
            amount="principal_fen",
            opened_on="drawn_on",
            closed_on="ended",
            facts=_facts(),
            registered_address=city.declared_by("registered_address", every["place"]),
            industry=city.declared_by("industry", every["place"]),
        ),
    )
    for kind in [str(kind) for kind in PartyKind]:
        if kind in city.parties:
            yield (
                "cases_caseparty",
                every.select(
                    case_id="place", role=pl.lit(kind), party_id=city.party(kind, every["place"])
                ),
            )


def _number() -> pl.Expr:
    return pl.concat_str(pl.lit("ZD"), pl.col("place").cast(pl.String).str.zfill(9))


def _facts() -> pl.Expr:
    yuan = pl.col("principal_fen") // 100
    return pl.concat_str(
        pl.lit('{"contract": {"amount": {"value": "'),
        yuan,
        pl.lit('元"}}, "valuation": {"appraised_value": {"value": "'),
        yuan * 2,
        pl.lit('元"}, "market_value": {"value": "'),
        yuan * 2,
        pl.lit('元"}}}'),
    )


def loans_of(city: City) -> Tables:
    """Loans, each secured by one registered patent."""
    loans = city.loans
    yield (
        "lending_loan",
        loans.select(
            "drawn_on",
            "due_on",
            id="place",
            case_id="place",
            key=pl.format("虚构借字{}号", "place"),
            principal="principal_fen",
            annual_rate="annual_rate_millionths",
            day_count=pl.lit("ACT/360"),
            settlement=pl.lit("twentieth"),
            repayment=pl.lit("bullet_monthly_interest"),
            instalments=pl.lit(0),
            guarantee_fee=pl.lit(0),
            appraisal_fee=pl.lit(0),
            insurance_premium=pl.lit(0),
            registration_fee=pl.lit(0),
            registration_fee_to=pl.lit(""),
        ),
    )
    yield (
        "rights_ipright",
        loans.select(
            id="place",
            owner_id=city.party("enterprise", loans["place"]),
            number=pl.format("虚构{}", "place"),
            kind=pl.lit("invention"),
            title=pl.lit("虚构专利"),
            filing_date=pl.lit(date(2015, 5, 5)),
            facts=pl.lit("{}"),
        ),
    )
    yield "cases_caseright", loans.select(case_id="place", right_id="place")
    yield (
        "rights_pledge",
        loans.select(
            right_id="place",
            case_id="place",
            pledgee_id=city.party("guarantor", loans["place"]),
            registration_number=pl.format("虚构登记{}", "place"),
            registered_on="drawn_on",
            released_on=pl.when("closed").then("last"),
        ),
    )


def tasks_of(city: City) -> Tables:
    """What the bank has to do yet of some running loans; what each waiting case waits for."""
    tasks = city.scheme.routes[ROUTE].tasks
    of_the_bank = [task.id for task in tasks if task.party == "bank"]
    running = city.loans.filter(~pl.col("closed")).gather_every(TASK_EVERY)
    yield (
        "cases_task",
        running.select(
            case_id="place",
            task=pl.lit(of_the_bank[-1]),
            party_id=city.party("bank", running["place"]),
            status=pl.lit("open"),
            opened_on="drawn_on",
        ),
    )
    first = [task for task in tasks if str(task.strength) == "must" and task.records is None]
    for number, task in enumerate(first):
        waits = city.waiting.filter(pl.col("place") % len(first) == number)
        yield (
            "cases_task",
            waits.select(
                case_id="place",
                task=pl.lit(task.id),
                party_id=city.party(str(task.party), waits["place"]),
                status=pl.lit("open"),
                opened_on="drawn_on",
                due_on=pl.col("drawn_on") + timedelta(days=LIMIT_DAYS),
            ),
        )
