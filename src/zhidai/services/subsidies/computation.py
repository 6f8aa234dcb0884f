"""A subsidy worked out from the replayed loan, the costs paid, and what was granted before."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import from_fen
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.loan_asked import against_loan
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import NO_RATES, SubsidyRates, inputs_from
from zhidai.core.subsidies.rate_ceiling import highest_subsidised, may_hold_down
from zhidai.core.subsidies.rooms import GrantsOfBanks, are_shared_by_loans
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.core.subsidies.statement import SubsidyStatement
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.db.takeover.models import TakenOverLoan
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services import business_date
from zhidai.services.cases.dossier import scheme_of, signed_on
from zhidai.services.lending.book import events_of, terms_of
from zhidai.services.lending.drawdowns import further_drawdowns
from zhidai.services.subsidies.applicability import holds_for
from zhidai.services.subsidies.barring import barred
from zhidai.services.subsidies.grants import (
    bank_of,
    claims_that_count,
    earlier_subsidies,
    grants_of_banks,
)
from zhidai.services.subsidies.locking import clause_of


def settings_for(loan: Loan) -> SubsidySettings:
    """The rules of the loan's own day hold until it is settled (reading `after_the_trial`).

    Refused, with the fact, where it is not known which subsidies the loan has.
    """
    return settings_from(scheme_of(loan.case), loan.drawn_on, holds_for(loan))


def publicity_of(loan: Loan) -> tuple[Quantity, ...]:
    """The periods of publicity that the loan's scheme states for its subsidies."""
    found = (one.publicity for one in settings_for(loan).subsidies)
    return tuple(period for period in found if period is not None)


def computed(loan: Loan) -> SubsidyStatement:
    """The statement of a loan today; refusals where it cannot be claimed for."""
    if Claim.objects.filter(loan=loan).exists():
        return SubsidyStatement(refusals=(reason("subsidy_after_claim", clause_of(loan.case)),))
    today = business_date.today()
    against = barred(loan, today)
    if against:
        return SubsidyStatement(refusals=against)
    settings = settings_for(loan)
    terms, events = terms_of(loan), events_of(loan)
    not_admitted = tuple(_not_admitted(loan, terms))
    if not_admitted:
        return SubsidyStatement(refusals=not_admitted)
    inputs = inputs_from(
        terms,
        events,
        replay(terms, events, on=today),
        fees_paid=fees_paid(loan, settings),
        drawn_later=_drawn_later(loan),
        earlier=earlier_subsidies(loan),
        rates=rates_for(loan, settings),
        taken=_taken(loan, settings),
    )
    return compute_subsidies(inputs, settings, on=_claimed_first(loan) or today)


def _not_admitted(loan: Loan, terms: LoanTerms) -> Iterator[Reason]:
    """Of a loan that was taken over, which nobody here admitted: what of the plan it breaks.

    What holds in principle only may have been allowed where it was granted.
    """
    if not TakenOverLoan.objects.filter(loan=loan).exists():
        return
    for one in against_loan(scheme_of(loan.case), terms, reference=reference_tables()):
        if one.blocks:
            yield reason("subsidy_not_admitted", clause=one.clause, rule=one.label)


def _drawn_later(loan: Loan) -> list[tuple[date, Decimal]]:
    drawn = further_drawdowns().filter(change__loan=loan)
    return [(row.effective_on, from_fen(row.change.amount or 0)) for row in drawn]


def fees_paid(loan: Loan, settings: SubsidySettings) -> dict[str, Decimal]:
    """What the enterprise paid for each cost beside interest that its scheme subsidises.

    As frozen on the loan at drawdown. A cost of nothing has no line.
    """
    frozen = {
        SubsidyItem.GUARANTEE_FEE: loan.guarantee_fee,
        SubsidyItem.APPRAISAL_FEE: loan.appraisal_fee,
        SubsidyItem.INSURANCE_PREMIUM: loan.insurance_premium,
        SubsidyItem.REGISTRATION_FEE: loan.registration_fee,
    }
    items = {one.item for one in settings.subsidies} & set(frozen)
    return {str(item): from_fen(frozen[item]) for item in sorted(items) if frozen[item]}


def rates_for(loan: Loan, settings: SubsidySettings) -> SubsidyRates:
    """The rates that its subsidies are computed by, as of the day of the loan's contract."""
    scheme = scheme_of(loan.case)
    if not needs_rates(scheme, settings):
        return NO_RATES
    return rates_on(
        signed_on(loan.case) or loan.drawn_on,
        scheme=scheme,
        drawn_on=loan.drawn_on,
        due_on=loan.due_on,
    )


def needs_rates(scheme: Scheme, settings: SubsidySettings) -> bool:
    """Whether any rate beside the contract's has a part in the subsidies."""
    return settings.needs_lpr or may_hold_down(scheme)


def rates_on(contract_day: date, *, scheme: Scheme, drawn_on: date, due_on: date) -> SubsidyRates:
    """The rates of a contract's day."""
    quote = reference_tables().lpr_on(contract_day)
    ceiling = highest_subsidised(scheme, drawn_on, quote, due_on=due_on)
    return SubsidyRates(signed_on=contract_day, lpr=_lpr, ceiling=ceiling)


def _taken(loan: Loan, settings: SubsidySettings) -> Mapping[tuple[str, CapScope], Decimal]:
    if not are_shared_by_loans(settings):
        return {}
    others = claims_that_count(loan.case.scheme).exclude(loan=loan)
    in_year = others.filter(loan__drawn_on__year=loan.drawn_on.year)
    known = GrantsOfBanks(grants_of_banks(in_year))
    return known.taken(settings, bank=bank_of(loan), drawn_on=loan.drawn_on)


def _claimed_first(loan: Loan) -> date | None:
    """The day of the loan's first claim: a refusal takes no time away from the one that follows."""
    claims = SubsidyClaim.objects.filter(loan=loan).order_by("id")
    return claims.values_list("claimed_on", flat=True).first()


def _lpr(on: date) -> Decimal:
    """The one-year LPR in force on a day. Bad input: `subsidy_needs_lpr`, before the first."""
    quote = reference_tables().lpr_on(on)
    if quote is None:
        raise bad_input("subsidy_needs_lpr", on=on)
    return quote.one_year
