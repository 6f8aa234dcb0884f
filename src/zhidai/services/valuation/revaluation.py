"""The pledge of a running loan valued again: when its bank asks, and once in every quarter.

A patent's value comes from the bank's newest deal that has it, with what was entered there, else
from its newest valued book; of a patent in neither no value is known. A value below the unpaid
principal is warned of (8.3) in the same transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import BadInput, reason
from zhidai.core.money import from_fen, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.valuation.loan_to_value import Coverage, below_since
from zhidai.core.valuation.pledged_together import PledgedValue, pledged_together
from zhidai.db.cases.models import CaseParty, CaseRight
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import LoanStanding
from zhidai.db.rights.models import IpRight
from zhidai.db.valuation.models import Deal, DealPatent, Revaluation, ValuedBook
from zhidai.engine.valuation.single import SinglePatent
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of, clause_of_loan
from zhidai.services.early_warning.daily import warn_of
from zhidai.services.history.commands import append
from zhidai.services.lending.book import loans_of_scheme, state_of
from zhidai.services.lending.standing import of_loans, standings
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once
from zhidai.services.valuation.deal_reading import judging, kept_deal, source_of
from zhidai.services.valuation.deal_sources import Known, book_source, declared_fee
from zhidai.services.valuation.parameters import parameters_in_use

MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Valued:
    """A pledged patent with where its value comes from; None of both: no value is known."""

    number: str
    source: str | None
    found: SinglePatent | None


def revalue_pledge(acting: Acting, key: str, *, idempotency_key: str) -> Answer:
    """The loan's bank has its pledge valued as of today."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            key,
            roles=frozenset({PartyKind.BANK}),
            refusal="pledge_valued_by_its_bank",
            clause=clause_of_loan(Topic.DANGER),
        )
        if case.status != CaseStatus.RUNNING:
            raise Refused(
                (reason("pledge_of_a_running_loan_only", clause_of(case, Topic.DANGER), loan=key),)
            )
        today = business_date.today()
        unpaid = state_of(loan, today).principal_balance
        values = _values(acting.party_id, _rights([loan]), today)
        row = _record(loan, acting.party_id, today, unpaid=unpaid, values=values, acting=acting)
        if not row.known:
            raise Refused((reason("pledge_value_unknown", loan=key),))
        raised = warn_of(case, today, acting=acting)
        return {"revaluation": row.pk, "warnings": [one.number for one in raised]}

    request = {"loan": key, "on": business_date.today()}
    return once(acting, "revalue_pledge", key=idempotency_key, request=request, work=work)


def revalue_quarterly(scheme: str, day: date) -> None:
    """Every running loan whose bank has valuations of its own, once in a calendar quarter."""
    banks = _banks_with_valuations()
    if not banks:
        return
    began = date(day.year, day.month - (day.month - 1) % MONTHS_OF_A_QUARTER, 1)
    roles = CaseParty.objects.filter(role=PartyKind.BANK, party__in=banks)
    done = Revaluation.objects.filter(valued_on__gte=began, valued_on__lte=day)
    loans = (
        loans_of_scheme(scheme, day)
        .filter(case__in=roles.values("case"), case__status=CaseStatus.RUNNING)
        .exclude(pk__in=done.values("loan"))
    )
    if not loans.exists():
        return
    unsettled = standings(of_loans(loans), day).filter(closed_on__isnull=True)
    due: defaultdict[int, list[LoanStanding]] = defaultdict(list)
    bank_of = dict(roles.values_list("case", "party"))
    for each in unsettled.select_related("loan__case").order_by("loan_id"):
        due[bank_of[each.loan.case_id]].append(each)
    for bank, running in due.items():
        values = _values(bank, _rights([each.loan for each in running]), day)
        for each in running:
            unpaid = from_fen(each.balance or 0)
            _record(each.loan, bank, day, unpaid=unpaid, values=values, acting=None)


def _record(
    loan: Loan,
    bank: int,
    day: date,
    *,
    unpaid: Decimal,
    values: Mapping[str, _Valued],
    acting: Acting | None,
) -> Revaluation:
    parameters = parameters_in_use()
    valued = [values[right.number] for right in _rights([loan])]
    known = [_pledged(one.found) for one in valued if one.found is not None]
    together = pledged_together(known, correlation=parameters.portfolio_correlation)
    coverage = Coverage(
        unpaid=unpaid,
        value=together.mean,
        liquidation=together.liquidation,
        at_most=None,
        is_complete=len(known) == len(valued),
    )
    earlier = Revaluation.objects.filter(loan=loan).order_by("-id").first()
    row = Revaluation.objects.create(
        loan=loan,
        party_id=bank,
        valued_on=day,
        recorded_at=business_date.now(),
        person_id=acting.person_id if acting else None,
        parameters=parameters.version,
        is_indicative=parameters.is_indicative,
        unpaid_principal=to_fen(unpaid),
        value=to_fen(together.mean),
        p10=to_fen(together.p10),
        p90=to_fen(together.p90),
        liquidation=to_fen(together.liquidation),
        patents=[_kept(one) for one in valued],
        known=len(known),
        pledged=len(valued),
        below_since=below_since(day, coverage, before=earlier.below_since if earlier else None),
    )
    append(
        f"valuation:{bank}",
        "pledge_revalued",
        acting=acting,
        payload={"revaluation": row.pk, "loan": loan.key, "known": row.known, "value": row.value},
        effective_on=day,
    )
    return row


def _rights(loans: Iterable[Loan]) -> list[IpRight]:
    """The rights pledged for loans, each once."""
    rows = CaseRight.objects.filter(case__in=[one.case_id for one in loans])
    found = (row.right for row in rows.select_related("right__owner").order_by("id"))
    return list({one.number: one for one in found}.values())


def _values(bank: int, rights: Iterable[IpRight], day: date) -> dict[str, _Valued]:
    """By number: by the newest deal that has the patent, else by the newest book, each valued once
    for all of them.
    """
    found: dict[str, _Valued] = {}
    unknown: dict[str, Known] = {}
    for right in rights:
        by_deal = _by_newest_deal(bank, right, day)
        if by_deal is not None:
            found[right.number] = by_deal
        else:
            unknown[right.number] = Known(fee_paid_until=declared_fee(right))
    parameters = parameters_in_use()
    for book in ValuedBook.objects.filter(party_id=bank).order_by("-id").iterator():
        source = book_source(book, unknown)
        present = unknown.keys() & set(source.frame["patent_number"])
        if present:
            valued = source.valued(present, on=day, parameters=parameters)
            for number, one in valued.items():
                found[number] = _Valued(number=number, source=book.name, found=one)
                del unknown[number]
        if not unknown:
            break
    nothing = {one: _Valued(number=one, source=None, found=None) for one in unknown}
    return found | nothing


def _by_newest_deal(bank: int, right: IpRight, day: date) -> _Valued | None:
    in_deals = DealPatent.objects.filter(deal__party_id=bank, number=right.number)
    newest = in_deals.select_related("deal__party", "deal__case").order_by("-deal").first()
    found = None if newest is None else _by_deal(newest.deal, right, day)
    if newest is None or found is None:
        return None
    return _Valued(number=right.number, source=newest.deal.number, found=found)


def _by_deal(deal: Deal, right: IpRight, day: date) -> SinglePatent | None:
    """None where the deal knows of no value: a patent outside any book without revenue."""
    kept = kept_deal(deal, day)
    patent = next(one for one in kept.patents if one.number == right.number)
    patent.right = right
    try:
        judge = judging(kept, right.number)
        source = source_of(kept, patent)
        return judge(source.single(right.number, on=day, parameters=kept.parameters)).judged
    except BadInput:
        return None


def _banks_with_valuations() -> set[int]:
    kinds = {"party__kind": str(PartyKind.BANK)}
    books = ValuedBook.objects.filter(**kinds).values_list("party", flat=True)
    deals = Deal.objects.filter(**kinds).values_list("party", flat=True)
    return {*books, *deals}


def _pledged(found: SinglePatent) -> PledgedValue:
    return PledgedValue(
        number=found.number,
        status=found.status,
        mean=found.mean,
        p10=found.p10,
        p50=found.p50,
        p90=found.p90,
        liquidation=found.liquidation,
    )


def _kept(one: _Valued) -> dict[str, str | None]:
    values = {} if one.found is None else {
        name: str(getattr(one.found, name)) for name in ("mean", "p10", "p90", "liquidation")
    }  # fmt: skip
    return {"number": one.number, "source": one.source, **values}
