"""The facts that figures are counted from, read out of the tables of the casework in columns.

A row for each case: its application, its registration and its loan, with when each was recorded.
What a name in a language is told by is read as it stands there: banks and industries by their
codes.
"""

from datetime import date

import polars as pl
from django.db.models import QuerySet

from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.statistics.facts import MIXED, NOT_STATED
from zhidai.db.cases.models import Case, CaseParty, CaseRight
from zhidai.db.guarantees.models import Claim
from zhidai.db.rights.models import Pledge
from zhidai.services.in_columns import in_columns
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.districts import districts_of, each_once
from zhidai.services.statistics.loans import loan_columns
from zhidai.services.statistics.recording import recorded_instants, told_of
from zhidai.services.statistics.registrations import registered

_ROLES = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER, PartyKind.TREASURY)
# Where an amount stands in the answers of a case.
_AMOUNTS = {
    "secured": "contract.amount",  # of the loan contract, as it is registered
    "preliminary": "valuation.appraised_value",
    "accepted": "valuation.market_value",
    "formal": "valuation.formal_value",
}
_OF_LOAN = ("collateral", "appraised", "accepted", "drawn_at")


def case_columns(cases: QuerySet[Case], on: date) -> pl.DataFrame:
    """What some cases tell, as known on a day, by case; in a fixed number of queries."""
    own = cases.order_by().values("pk")
    read = in_columns(
        cases.order_by("pk"),
        case="pk",
        number="number",
        scheme="scheme",
        scheme_hash="scheme_hash",
        route="route",
        status="status",
        enterprise="enterprise_id",
        opened_on="opened_on",
        answers="facts",
        address="registered_address",
        district_at="registered_address_at",
        industry="industry",
        industry_at="industry_at",
    )
    claimed = in_columns(Claim.objects.filter(loan__case__in=own), case="loan__case_id")["case"]
    told = read.with_columns(
        *(_money(read["answers"], where).alias(name) for name, where in _AMOUNTS.items()),
        is_claimed=pl.col("case").is_in(claimed.implode()),
    ).with_columns(_collateral_value().alias("collateral"), _appraised_value().alias("appraised"))
    log = told_of(cases, read)
    for frame, key in (
        (_districts(read, on), "case"),
        (_parties(CaseParty.objects.filter(case__in=own)), "case"),
        (_kinds(CaseRight.objects.filter(case__in=own)), "case"),
        (registered(Pledge.objects.filter(case__in=own), read, log), "case"),
        (recorded_instants(log), "number"),
        (loan_columns(cases, on), "case"),
    ):
        told = told.join(frame, on=key, how="left", maintain_order="left")
    return told.with_columns(
        *_only("loan", _OF_LOAN),
        *_only("registered_on", ("secured",)),
        pl.col("parties").fill_null([]),
        pl.col("ip_kind").fill_null(NOT_STATED),
    )


def _only(where: str, names: tuple[str, ...]) -> list[pl.Expr]:
    """What is said of a loan, or of a registration, of a case that has one."""
    return [pl.when(pl.col(where).is_not_null()).then(name).alias(name) for name in names]


def _collateral_value() -> pl.Expr:
    """The lowest of appraised, market and, once it is there, formal value (6.1.4, 6.1.5)."""
    is_known = pl.col("preliminary").is_not_null() & pl.col("accepted").is_not_null()
    return pl.when(is_known).then(pl.min_horizontal("preliminary", "accepted", "formal"))


def _appraised_value() -> pl.Expr:
    """Of the formal report; before there is one, the preliminary value."""
    return pl.coalesce("formal", "preliminary")


def _money(answers: pl.Series, where: str) -> pl.Series:
    """Fen."""
    texts = answers.to_frame("it").select(pl.col("it").str.json_path_match(f"$.{where}.value"))
    return each_once(texts["it"], lambda text: to_fen(parse_yuan(text)), pl.Int64)


def _districts(read: pl.DataFrame, on: date) -> pl.DataFrame:
    """Of each case's address, within the place of its scheme."""
    named = [
        of_scheme.select(
            "case",
            district=districts_of(of_scheme["address"], scheme_in_force(str(scheme), on).place.zh),
        )
        for (scheme,), of_scheme in read.group_by("scheme")
    ]
    return pl.concat([pl.DataFrame(schema={"case": pl.Int64, "district": pl.String}), *named])


def _parties(rows: QuerySet[CaseParty]) -> pl.DataFrame:
    found = in_columns(rows, case="case_id", role="role", party="party_id")
    of_role = [
        pl.col("party").filter(pl.col("role") == str(role)).first().alias(str(role))
        for role in _ROLES
    ]
    return found.group_by("case").agg(*of_role, parties=pl.col("party").unique().sort())


def _kinds(rows: QuerySet[CaseRight]) -> pl.DataFrame:
    found = in_columns(rows, case="case_id", kind="right__kind").group_by("case")
    several, first = pl.col("kind").n_unique() > 1, pl.col("kind").first()
    return found.agg(ip_kind=pl.when(several).then(pl.lit(MIXED)).otherwise(first))
