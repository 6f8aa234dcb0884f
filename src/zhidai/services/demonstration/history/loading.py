"""Loads the city with its past: the same parties, several years further on."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from zhidai.core.errors import bad_input
from zhidai.db.parties.models import Party
from zhidai.services.demonstration import second_city
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, SignedAgreement
from zhidai.services.demonstration.enterprises import AT_BANK_APPROVAL, ENTERPRISES
from zhidai.services.demonstration.history.afterwards import claim_told, subsidy_told
from zhidai.services.demonstration.history.budgets import budgets_told
from zhidai.services.demonstration.history.calendar import FIRST_ON, ONE_DAY, TODAY
from zhidai.services.demonstration.history.cast import MORE_AGREEMENTS, MORE_LENDERS
from zhidai.services.demonstration.history.endings import Ending
from zhidai.services.demonstration.history.loans import PastLoan
from zhidai.services.demonstration.history.oversight import (
    filings_told,
    months_told,
    ratio_told,
    resumption_told,
    warnings_told,
)
from zhidai.services.demonstration.history.plan import plan
from zhidai.services.demonstration.history.prolonging import prolonging_told, renewal_told
from zhidai.services.demonstration.history.writing import write_past
from zhidai.services.demonstration.recognition import MARK
from zhidai.services.demonstration.settling import Household, declare, settle, sign
from zhidai.services.demonstration.stories import (
    Application,
    Days,
    Households,
    case_told,
    state_day,
    tell,
)
from zhidai.services.demonstration.walking import LoanStory
from zhidai.services.history.commands import append
from zhidai.services.parties.commands import file_agreement
from zhidai.services.rights.commands import update_right
from zhidai.services.sweep.commands import sweep

APPLICATIONS, SEED = 480, 20200929
_SETTLED_ON, _FILED_ON = date(2020, 10, 12), date(2020, 10, 23)
_PAID_ON = TODAY - timedelta(days=40)
_WAITING = Application(
    resident=AT_BANK_APPROVAL,
    opened_on=TODAY - timedelta(days=12),
    lenders="",
    story=LoanStory(contract="示范借字〔2025〕1号", amount="200万元", rate="3.85%"),
    until=("bank_approval", "formal_report"),
)


def load_city_with_history(
    *,
    applications: int = APPLICATIONS,
    seed: int = SEED,
    begun: Callable[[int], None] = lambda _: None,
    after_each: Callable[[], None] = lambda: None,
) -> None:
    """All of it or nothing; a database that holds anything already is left alone.

    `begun` is told how many more parts there are, once for the applications and once for what
    followed on them; `after_each` is called once for each part.
    """
    if Party.objects.exists():
        raise bad_input("city_needs_an_empty_database")
    with transaction.atomic():
        households = _settled()
        cases = plan(applications, seed=seed)
        begun(len(cases))
        loans = write_past(cases, households, after_each=after_each)
        stories = _stories(loans, households)
        begun(len(stories))
        tell(stories, until=TODAY, after_each=after_each)
        state_day(TODAY)
        payload = {"day": TODAY.isoformat(), "applications": len(cases), "seed": seed}
        append(MARK, "demonstration.loaded", acting=None, payload=payload)
        sweep(TODAY)


def _settled() -> dict[str, Household]:
    """Parties and agreements as they were before the first application."""
    state_day(_SETTLED_ON)
    residents = (*OFFICES, *LENDERS, *MORE_LENDERS, *ENTERPRISES, *second_city.RESIDENTS)
    households = settle(residents)
    for resident in residents:
        declare(resident, households[resident.username].officer)
    tell(
        [*(_signed(each, households) for each in _agreements()), _filed(households)],
        until=FIRST_ON - ONE_DAY,
    )
    return households


def _agreements() -> list[SignedAgreement]:
    return [each for each in (*AGREEMENTS, *MORE_AGREEMENTS) if each.is_filed]


def _signed(agreement: SignedAgreement, households: Households) -> Days:
    yield agreement.signed_on
    sign(agreement, households)


def _filed(households: Households) -> Days:
    yield _FILED_ON
    bureau = households["bureau"].officer
    for agreement in _agreements():
        file_agreement(bureau, agreement.number, key=f"city {agreement.number}")


def _stories(loans: list[PastLoan], households: Households) -> list[Days]:
    unpaid = [each for each in loans if each.dossier.past.ending is Ending.DEFAULTED]
    unpaid = [each for each in unpaid if each.course.overdue]
    claiming = [
        each
        for each in loans
        if each.dossier.past.claims_subsidy
        and each.course.closed_on is not None
        and each not in unpaid
    ]
    fell_overdue = [state.on for each in loans for state in each.course.overdue]
    return [
        *(claim_told(each, households) for each in unpaid),
        *(subsidy_told(each, households) for each in claiming),
        budgets_told(households),
        ratio_told(fell_overdue),
        resumption_told(households),
        prolonging_told(households),
        *(renewal_told(each, households) for each in _agreements()),
        months_told(),
        *(filings_told(name, households) for name in ("bank", "bank2", "bank3", "bank4")),
        *warnings_told(loans, households),
        second_city.agreements_told(households),
        _fees_paid(households),
        case_told(_WAITING, households),
    ]


def _fees_paid(households: Households) -> Days:
    """The city's own enterprises have kept their patents' fees paid."""
    yield _PAID_ON
    for resident in (*ENTERPRISES, second_city.APPLICANT):
        for patent in resident.patents:
            due_on = patent.filing_date.replace(year=TODAY.year)
            until = due_on if due_on > TODAY else due_on.replace(year=TODAY.year + 1)
            if patent.filing_date.year + 10 > until.year or patent.kind == "invention":
                update_right(
                    households[resident.username].officer,
                    patent.number,
                    {"fee_paid_until": until.isoformat()},
                    key=f"past fee {patent.number}",
                )
