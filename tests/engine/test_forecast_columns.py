"""The forecast of subsidies in columns is the core's, whatever ceilings fill up in turn."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.dashboards.subsidies import RunningLoan, budget_use, forecast
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import from_fen, to_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.settings import (
    CapTerms,
    FeeCeilingReading,
    SubsidySettings,
    settings_from,
)
from zhidai.engine.dashboards import subsidies as columns
from zhidai.schemes.reader import shipped

FIRST = date(2022, 1, 1)
GANZHOU = settings_from(shipped("ganzhou-2020"), FIRST)
LEVELS = ("province", "beneficiary")


def by_the_year(plan: SubsidySettings) -> SubsidySettings:
    """The same plan with yearly ceilings of an enterprise, and a fee ceiling for years begun."""
    subsidies = tuple(
        replace(
            one, caps=(CapTerms(scope=CapScope.ENTERPRISE_YEAR, most=Decimal(90_000), clause="1"),)
        )
        for one in plan.subsidies
    )
    reading = FeeCeilingReading.FULL_YEAR
    return replace(plan, subsidies=subsidies, fee_ceiling_reading=reading)


RULES = (GANZHOU, by_the_year(GANZHOU))
YUAN = st.integers(100_000, 9_000_000).map(Decimal)
DAYS = st.integers(0, 700).map(lambda days: FIRST + timedelta(days))


@st.composite
def running_loans(draw: st.DrawFn) -> list[RunningLoan]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        drawn_on = draw(DAYS)
        terms = LoanTerms(
            principal=draw(YUAN),
            annual_rate=draw(st.sampled_from([Decimal("0.0385"), Decimal("0.0485")])),
            drawn_on=drawn_on,
            due_on=drawn_on + timedelta(draw(st.integers(30, 800))),
        )
        fees = {"guarantee_fee": Decimal(61_234), "appraisal_fee": Decimal("20000.01")}
        found.append(
            RunningLoan(
                loan=f"借字{number}",
                enterprise=draw(st.sampled_from(["7", "8"])),
                terms=terms,
                fees={name: fee for name, fee in fees.items() if draw(st.booleans())},
                settings=draw(st.sampled_from(RULES)),
            )
        )
    return found


GRANTS = st.lists(
    st.builds(
        EarlierGrant,
        level=st.sampled_from(LEVELS),
        item=st.sampled_from(["interest", "guarantee_fee"]),
        amount=st.integers(0, 60_000_000).map(lambda fen: from_fen(fen)),
        drawn_on=DAYS,
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(loans=running_loans(), granted=GRANTS)
def test_the_columns_come_to_what_the_core_comes_to(
    loans: list[RunningLoan], granted: list[EarlierGrant]
) -> None:
    frame = pl.DataFrame(
        [
            {
                "loan": number,
                "key": one.loan,
                "enterprise": int(one.enterprise),
                "rules": RULES.index(one.settings),
                "amount": to_fen(one.terms.principal),
                "drawn_on": one.terms.drawn_on,
                "matures": one.terms.due_on,
                "interest": sum(to_fen(due.interest) for due in contract_schedule(one.terms)),
                **{name: to_fen(one.fees.get(name, Decimal(0))) for name in columns.ITEMS[1:]},
            }
            for number, one in enumerate(loans)
        ],
        schema=dict(columns.RUNNING),
    )
    earlier = pl.DataFrame(
        [(7, each.level, each.item, to_fen(each.amount), each.drawn_on) for each in granted],
        schema=dict(columns.GRANTED),
        orient="row",
    )
    rules = dict(enumerate(RULES))
    held = frame.filter(~columns.is_odd(frame, rules))

    found = columns.forecast(held, earlier, rules)

    kept = [one for one in loans if one.loan in set(held["key"])]
    plain = forecast(kept, {"7": granted})
    assert sorted(found.select("key", "level", "amount").rows()) == sorted(
        (one.loan, one.level, to_fen(one.amount)) for one in plain
    )
    assert figures(columns.budget_use(LEVELS, found, BUDGETS)) == figures(
        budget_use(LEVELS, plain, BUDGETS)
    )


BUDGETS = {"province": Decimal(1_000_000), "beneficiary": None}


def figures(told: object) -> list[tuple[object, ...]]:
    return [(one.measure, one.of, one.value, sorted(one.counted)) for one in told]  # type: ignore[attr-defined]


def test_interest_that_counts_in_part_is_left_to_the_core() -> None:
    year, longer = date(2022, 12, 31), date(2023, 6, 30)
    frame = pl.DataFrame(
        {"rules": [0, 0, 0], "drawn_on": [date(2021, 12, 31)] * 3, "matures": [year, longer, year]}
    ).with_columns(
        amount=pl.Series([1, 1, columns.MOST + 1]),
        **{name: pl.lit(1, pl.Int64) for name in columns.ITEMS},
    )

    assert columns.is_odd(frame, {0: GANZHOU}).to_list() == [False, True, True]
    assert all(columns.fits(one) for one in RULES)
