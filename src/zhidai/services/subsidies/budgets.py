"""Budgets of a treasury, and which approved claims they let it pay on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from zhidai.core.errors import Reason, reason
from zhidai.core.labels import Label
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.applying import claim_clause, paying_levels
from zhidai.core.subsidies.budget import Approved, Standing, payment_refusals, standings
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.cases.models import Case
from zhidai.db.subsidies.models import SubsidyBudget, SubsidyClaim, SubsidyLine
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import Refused
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.subsidies.barring import barred, barred_among
from zhidai.services.subsidies.locking import clause_of
from zhidai.services.transactions import Answer, once

FURTHEST_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A level's budget of a year; amounts in fen. budget: None where none was set."""

    level: str
    payer: Label
    year: int
    budget: int | None
    paid: int
    waiting: int  # approved and not paid

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget - self.paid


def set_budget(
    acting: Acting, scheme: str, *, level: str, year: int, amount: str, key: str
) -> Answer:
    """The treasury sets what it can pay at a level in a year; a later amount replaces it."""

    def work() -> Answer:
        return _set(acting, scheme, level=level, year=year, amount=parse_yuan(amount))

    request = {"scheme": scheme, "level": level, "year": year, "amount": amount}
    return once(acting, "set_subsidy_budget", key=key, request=request, work=work)


def _set(acting: Acting, scheme: str, *, level: str, year: int, amount: Decimal) -> Answer:
    today = business_date.today()
    in_force = scheme_in_force(scheme, today)
    clause = claim_clause(in_force)
    if acting.kind != PartyKind.TREASURY:
        raise Refused((reason("subsidy_paid_by_the_treasury_only", clause),))
    if level not in paying_levels(in_force):
        raise Refused((reason("subsidy_level_unknown", clause),))
    if not today.year <= year <= today.year + FURTHEST_YEARS:
        raise Refused(
            (
                reason(
                    "subsidy_budget_year", year=year, first=today.year,
                    last=today.year + FURTHEST_YEARS,
                ),
            )
        )  # fmt: skip
    locked_breaker(scheme)  # payments under the scheme wait for it: none slips past the new amount
    spent = from_fen(_paid(acting.party_id, scheme, year).get(level, 0))
    if amount < spent:
        raise Refused(
            (
                reason(
                    "subsidy_budget_below_paid", amount=format_yuan(amount), paid=format_yuan(spent)
                ),
            )
        )
    SubsidyBudget.objects.create(
        party_id=acting.party_id,
        scheme=scheme,
        level=level,
        year=year,
        amount=to_fen(amount),
        set_on=today,
        person_id=acting.person_id,
    )
    event = append(
        f"subsidies:{scheme}:{acting.party_id}",
        "subsidy.budget_set",
        acting=acting,
        payload={"level": level, "year": year, "amount": format_yuan(amount)},
    )
    return {"scheme": scheme, "event": event.sequence}


def budget_lines(party_id: int, scheme: str, on: date) -> tuple[BudgetLine, ...]:
    """Each level's budget in the year of a day."""
    budgets, paid = budgets_set([party_id], scheme, on.year), _paid(party_id, scheme, on.year)
    waiting = _sums(_lines(party_id, scheme).filter(claim__status=str(SubsidyStatus.APPROVED)))
    return tuple(
        BudgetLine(
            level=level,
            payer=payer,
            year=on.year,
            budget=budgets.get(level),
            paid=paid.get(level, 0),
            waiting=waiting.get(level, 0),
        )
        for level, payer in paying_levels(scheme_in_force(scheme, on)).items()
    )


def standings_on(party_id: int, scheme: str, on: date) -> Mapping[int, Standing]:
    """Where each approved claim on a treasury stands, by the claim's primary key."""
    claims = list(claims_on(party_id, scheme).filter(status=str(SubsidyStatus.APPROVED)))
    barred = barred_among([claim.loan for claim in claims], on)
    room = {
        line.level: from_fen(line.left)
        for line in budget_lines(party_id, scheme, on)
        if line.left is not None
    }
    approved = [approved_of(claim, is_barred=claim.loan_id in barred) for claim in claims]
    return standings(approved, room, on=on)


def payment_holds(claim: SubsidyClaim, on: date) -> tuple[Reason, ...]:
    """Why an approved claim cannot be paid on a day; empty if it can."""
    against = barred(claim.loan, on)
    if against:
        return against
    case = claim.loan.case
    standing = standings_on(treasury_of(case), case.scheme, on)[claim.pk]
    return payment_refusals(standing, until=claim.public_until, clause=clause_of(case))


def hold_budgets(party_id: int, scheme: str) -> None:
    """Take the lock that payments of one treasury share, after the case's: no two at once."""
    list(SubsidyBudget.objects.select_for_update().filter(party_id=party_id, scheme=scheme))


def claims_on(party_id: int, scheme: str) -> QuerySet[SubsidyClaim]:
    """The claims that a treasury pays under a scheme."""
    claims = SubsidyClaim.objects.filter(
        loan__case__scheme=scheme,
        loan__case__parties__party_id=party_id,
        loan__case__parties__role=str(PartyKind.TREASURY),
    )
    return claims.select_related("loan__case", "enterprise").prefetch_related("lines")


def treasury_of(case: Case) -> int:
    """The party that pays the subsidies of a case."""
    party: int = case.parties.values_list("party_id", flat=True).get(role=str(PartyKind.TREASURY))
    return party


def approved_of(claim: SubsidyClaim, *, is_barred: bool = False) -> Approved:
    """A claim as the core orders it."""
    amounts: dict[str, Decimal] = {}
    for line in claim.lines.all():
        amounts[line.level] = amounts.get(line.level, Decimal(0)) + from_fen(line.amount)
    return Approved(
        id=claim.pk,
        repaid_on=claim.loan.case.closed_on or claim.claimed_on,
        amounts=amounts,
        public_until=claim.public_until,
        is_barred=is_barred,
    )


def budgets_set(parties: Iterable[int], scheme: str, year: int) -> dict[str, int]:
    """Level -> what treasuries can pay together in a year, fen; of each its last amount holds."""
    rows = SubsidyBudget.objects.filter(party__in=parties, scheme=scheme, year=year)
    last = {(row.party_id, row.level): row.amount for row in rows.order_by("id")}
    found: dict[str, int] = {}
    for (_, level), amount in last.items():
        found[level] = found.get(level, 0) + amount
    return found


def _paid(party_id: int, scheme: str, year: int) -> dict[str, int]:
    """What was asked back later does not come back into the year's budget."""
    paid = _lines(party_id, scheme).filter(
        claim__status=str(SubsidyStatus.PAID), claim__paid_on__year=year
    )
    return _sums(paid)


def _lines(party_id: int, scheme: str) -> QuerySet[SubsidyLine]:
    return SubsidyLine.objects.filter(claim__in=claims_on(party_id, scheme).values("pk"))


def _sums(lines: QuerySet[SubsidyLine]) -> dict[str, int]:
    rows = lines.order_by().values_list("level").annotate(fen=Sum("amount"))
    return dict(rows)
