"""The year's subsidies: budget, paid, approved, claimed, and what running loans will ask for."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from zhidai.core.cases.status import CaseStatus
from zhidai.core.dashboards.figures import Figure, Panel
from zhidai.core.dashboards.subsidies import RunningLoan, Stage, forecast
from zhidai.core.money import from_fen, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.applying import paying_levels
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.rooms import GrantOfBank, are_shared_by_loans
from zhidai.core.subsidies.settings import SubsidySettings
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.engine.dashboards import subsidies as in_columns
from zhidai.engine.dashboards.npl import overdue_on
from zhidai.engine.dashboards.subsidies import EXPECTED
from zhidai.services.dashboards.figures_kept import kept_figures, kept_values
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.lending.book import READ_AT_ONCE, terms_of
from zhidai.services.statistics.subsidies import OF_SUBSIDIES, subsidy_lines
from zhidai.services.subsidies.budgets import budgets_set
from zhidai.services.subsidies.computation import fees_paid
from zhidai.services.subsidies.grants import (
    claims_that_count,
    grants_of,
    grants_of_banks,
)
from zhidai.services.subsidies.many_loans import RulesOfLoan, rules_of, rules_of_columns


def subsidies_panel(look: Look) -> PanelView:
    """By level, for the year of the business date."""
    levels = paying_levels(look.scheme)
    budgets = _budgets(look, levels)

    def work_out() -> tuple[Figure, ...]:
        asked = look.own.answer("asked", lambda: _asked(look))
        subsidies = pl.concat([asked, *_expected(look, _running_loans(look))])
        return in_columns.budget_use(tuple(levels), subsidies, budgets)

    figures = kept_figures(
        look,
        ("subsidies", tuple(sorted(budgets.items()))),
        work_out,
        columns=(*_TO_REPAY, *OF_SUBSIDIES, "drawn_on"),
        may_be_kept=lambda: _running_loans(look).are_in_columns,
    )
    return PanelView(panel=Panel.SUBSIDIES, figures=figures, names=levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """The loans to repay this year, each with the number of its rules. alone: enterprises whose
    loans columns cannot hold, None where they hold none.
    """

    loans: pl.DataFrame
    rules: Sequence[SubsidySettings | None]
    alone: pl.Series | None
    follow_from: tuple[str, bytes]

    @property
    def are_in_columns(self) -> bool:
        """Whether what they will ask for follows from columns and rules alone."""
        return self.alone is not None and not len(self.alone)


def _running_loans(look: Look) -> _Due:
    return look.own.answer("running", lambda: _due(look))


def _due(look: Look) -> _Due:
    due = look.own.answer("to repay", lambda: _to_repay(look))
    rules, numbers = rules_of_columns(due)
    numbered = due.with_columns(numbers.alias("rules"))
    shared = any(one is not None and are_shared_by_loans(one) for one in rules)
    which = hashlib.sha256(numbers.fill_null(-1).to_numpy().tobytes()).digest()
    return _Due(
        loans=numbered,
        rules=rules,
        alone=None if shared else _alone(numbered, rules),
        follow_from=(repr(rules), which),
    )


def _asked(look: Look) -> pl.DataFrame:
    """What was claimed and not refused; of what was paid only this year's."""
    status, year = pl.col("status"), pl.col("paid_on").dt.year()
    is_old = (status == str(SubsidyStatus.PAID)) & (year != look.today.year)
    own = subsidy_lines(look.loans(*OF_SUBSIDIES)).filter(~is_old.fill_null(value=False))
    stages = {str(status): str(stage) for status, stage in _STAGES.items()}
    return own.with_columns(stage=status.replace_strict(stages)).select(list(EXPECTED))


_STAGES = {
    SubsidyStatus.CLAIMED: Stage.CLAIMED,
    SubsidyStatus.APPROVED: Stage.APPROVED,
    SubsidyStatus.PAID: Stage.PAID,
}


def _to_repay(look: Look) -> pl.DataFrame:
    """Running loans that fall due in what is left of the year, not overdue and without a claim."""
    last = date(look.today.year, 12, 31)
    due = look.loans(*_TO_REPAY).filter(
        pl.col("falls_due").is_between(look.today, last)
        & (pl.col("status") == str(CaseStatus.RUNNING))
        & ~pl.col("is_claimed")
    )
    return due.filter(pl.Series(overdue_on(due, look.today) == 0))


_OF_CASE = ("scheme", "scheme_hash", "status", "is_claimed", "falls_due")
_LATE = ("overdue_from", "paused_days")
_TO_REPAY = (*_OF_CASE, *_LATE, *(name for name in in_columns.RUNNING if name != "rules"))


def _expected(look: Look, due: _Due) -> Iterator[pl.DataFrame]:
    """Of all running loans of an enterprise in one way: they share its ceilings."""
    if due.alone is None:
        yield _one_by_one(look, due.loans)
        return
    alone, together = look.own.answer(
        ("expected", *due.follow_from), lambda: _forecast(look, due.loans, due.rules)
    )
    yield _one_by_one(look, alone)
    yield together


def _forecast(
    look: Look, numbered: pl.DataFrame, rules: Sequence[SubsidySettings | None]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The loans that columns cannot hold, and what all others will ask for."""
    alone = pl.col("enterprise").is_in(_alone(numbered, rules).implode())
    settled = {number: one for number, one in enumerate(rules) if one is not None}
    together = numbered.filter(~alone & pl.col("rules").is_in(list(settled)))
    found = in_columns.forecast(
        together.select(list(in_columns.RUNNING)),
        look.lines_of_all.select(list(in_columns.GRANTED)),
        settled,
    )
    return numbered.filter(alone), found


def _alone(due: pl.DataFrame, rules: Sequence[SubsidySettings | None]) -> pl.Series:
    """Enterprises with a loan that columns cannot hold."""
    held = {number: one for number, one in enumerate(rules) if one and in_columns.fits(one)}
    known = due.filter(pl.col("rules").is_in(list(held)))
    moved = pl.col("falls_due").ne_missing(pl.col("matures"))  # extended: not the contract's plan
    odd = known.filter(pl.Series(in_columns.is_odd(known, held)) | moved)
    unfit = [number for number, one in enumerate(rules) if one and number not in held]
    others = due.filter(pl.col("rules").is_null() | pl.col("rules").is_in(unfit))
    return pl.concat([odd["enterprise"], others["enterprise"]]).unique()


def _one_by_one(look: Look, due: pl.DataFrame) -> pl.DataFrame:
    """The plain forecast, for what columns cannot hold."""
    numbers = due["loan"].to_list()
    loans = [
        loan
        for start in range(0, len(numbers), READ_AT_ONCE)
        for loan in Loan.objects.filter(pk__in=numbers[start : start + READ_AT_ONCE])
        .select_related("case")
        .order_by("pk")
    ]
    falls_due = dict(due.select("loan", "falls_due").iter_rows())
    running = [_running(rules, falls_due[rules.loan.pk]) for rules in rules_of(loans)]
    enterprises = due["enterprise"].unique().to_list()
    found = forecast(running, _granted(look, enterprises), _of_all(look, running))
    numbered = {loan.key: loan.pk for loan in loans}
    rows = [
        (numbered[one.loan], one.loan, one.level, to_fen(one.amount), str(one.stage))
        for one in found
    ]
    return pl.DataFrame(rows, schema=dict(EXPECTED), orient="row")


def _running(rules: RulesOfLoan, falls_due: date) -> RunningLoan:
    loan = rules.loan
    return RunningLoan(
        loan=loan.key,
        enterprise=str(loan.case.enterprise_id),
        bank=rules.bank,
        terms=terms_of(loan),
        fees=fees_paid(loan, rules.settings),
        settings=rules.settings,
        rates=rules.rates,
        matures_on=None if falls_due == loan.due_on else falls_due,
    )


def _of_all(look: Look, running: list[RunningLoan]) -> Iterator[GrantOfBank]:
    """What everybody has claimed, where a ceiling is shared by everybody's loans."""
    if any(are_shared_by_loans(one.settings) for one in running):
        yield from grants_of_banks(claims_that_count(look.scheme.id))


def _granted(look: Look, enterprises: Sequence[int]) -> dict[str, list[EarlierGrant]]:
    found: defaultdict[str, list[EarlierGrant]] = defaultdict(list)
    for start in range(0, len(enterprises), READ_AT_ONCE):
        some = enterprises[start : start + READ_AT_ONCE]
        for claim in claims_that_count(look.scheme.id).filter(enterprise__in=some):
            found[str(claim.enterprise_id)] += grants_of(claim)
    return found


def _budgets(look: Look, levels: Iterable[str]) -> dict[str, Decimal | None]:
    """Of all treasuries of the cases, of a treasury its own; None where none of them set one."""
    known = list(filter(None, kept_values(look, "treasury")))
    payers = Party.objects.filter(pk__in=known, kind=str(PartyKind.TREASURY))
    if look.acting.kind is PartyKind.TREASURY:
        payers = payers.filter(pk=look.acting.party_id)
    numbers = payers.values_list("pk", flat=True)
    budgets = budgets_set(numbers, look.scheme.id, look.today.year)
    return {level: from_fen(budgets[level]) if level in budgets else None for level in levels}
