"""The cast of the money tests: a bank, a guarantor, an appraiser, three offices, enterprises.

Everything goes through services, as in the demonstration city from which the people are taken:
parties are registered, the agreement is signed and filed, cases walk their route to the drawdown.
Only `loan_beyond_the_plan` writes rows itself, for rates that the plan does not allow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count

from zhidai.core.cases.status import CaseStatus
from zhidai.core.money import format_yuan, parse_yuan, to_fen
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.history.models import BusinessDate
from zhidai.db.lending.models import Loan
from zhidai.documents.uploads import check_upload
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.demonstration.city import AGREEMENTS, LENDERS, OFFICES, SCHEME
from zhidai.services.demonstration.enterprises import (
    BOOK,
    LOAN_RUNNING,
    READY_TO_APPLY,
)
from zhidai.services.demonstration.settling import Household, declare, settle, sign
from zhidai.services.demonstration.walking import LoanStory, walk
from zhidai.services.history.queries import timeline
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.parties.commands import file_agreement

DRAWN = date(2021, 3, 1)
PROOFS = tuple(
    (paper, check_upload(f"{paper}.pdf", f"%PDF-1.7 {paper}".encode()))
    for paper in (
        "subsidy_application",
        "interest_receipts",
        "repayment_proof",
        "guarantee_fee_invoice",
        "appraisal_fee_invoice",
    )
)  # of a subsidy claim for interest and both fees
PROOFS_OF_INTEREST = PROOFS[:3]
_keys = count(1)


def fresh_key() -> str:
    """A key that no form was sent with yet."""
    return f"key-{next(_keys)}"


def on(day: date) -> None:
    """The deployment runs on this day; the days before it count as swept."""
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": day, "swept_until": day})


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Who is there; each attribute acts for the party of that name."""

    households: dict[str, Household]
    lent: str = ""  # key of the loan that it begins with, if it does

    def __getattr__(self, username: str) -> Acting:
        return self.households[username].officer

    def team(self, enterprise: str, *, lenders: str = "") -> dict[str, Acting]:
        """Role -> who acts, for a case of one enterprise."""
        usernames = {
            "enterprise": enterprise,
            **{name: f"{name}{lenders}" for name in ("bank", "guarantor", "appraiser")},
            **{name: name for name in ("bureau", "finance", "treasury")},
        }
        return {role: self.households[name].officer for role, name in usernames.items()}


def a_city(day: date = DRAWN) -> City:
    """Parties that may take part, on a day: credentials declared, the agreement filed."""
    on(day)
    residents = (*OFFICES, *LENDERS, READY_TO_APPLY, LOAN_RUNNING, *BOOK)
    households = settle(residents)
    for resident in residents:
        declare(resident, households[resident.username].officer)
    city = City(households=households)
    agreement(city, 0)
    return city


def a_lending_city() -> City:
    """The same with 3,000,000 drawn by an enterprise that pays nothing by itself."""
    return _lending("enterprise1")


def a_city_that_is_paid() -> City:
    """The same with 3,000,000 drawn by an enterprise that pays by itself as the days go by."""
    return _lending("enterprise5")


def a_repaid_city() -> City:
    """The lending city on the day on which its loan was repaid, each instalment on its due day."""
    city = a_lending_city()
    pay_on_time(city, city.lent)
    return city


def _lending(enterprise: str) -> City:
    city = a_city()
    key = drawn_loan(city, enterprise, contract="借字/2021/10号")  # as it may be in an address
    return replace(city, lent=key)


def agreement(city: City, place: int) -> None:
    """Sign and file one of the city's agreements: 0 indirect 70/20/10, 1 60/30/10, 2 direct."""
    sign(AGREEMENTS[place], city.households)
    file_agreement(city.bureau, AGREEMENTS[place].number, key=fresh_key())


def drawn_loan(
    city: City,
    enterprise: str = "enterprise1",
    *,
    amount: str = "300万元",
    route: str = "indirect",
    lenders: str = "",
    contract: str = "",
    drawn_on: date = DRAWN,
    changed: Mapping[str, object] | None = None,
) -> str:
    """A case walked to its drawdown on one day; gives the loan's key. changed: answers by name."""
    on(drawn_on)
    key = contract or f"借字〔{drawn_on.year}〕{next(_keys)}号"
    story = LoanStory(
        contract=key,
        amount=amount,
        appraised_value="2600万元",
        market_value="2600万元",
        formal_value="2600万元",
        changed=changed or {},
    )
    team = city.team(enterprise, lenders=lenders)
    roles = set(shipped(SCHEME).routes[route].parties)
    residents = {each.username: each for each in (READY_TO_APPLY, LOAN_RUNNING, *BOOK)}
    new = NewCase(
        scheme=SCHEME,
        route=route,
        amount=amount,
        parties={
            role: team[role].party_id
            for role in ("bank", "guarantor", "appraiser")
            if role in roles
        },
        rights=(residents[enterprise].patents[0].number,),
    )
    number = open_case(team["enterprise"], new, key=fresh_key())["case"]
    for _ in walk(team, number, story=story, until=("confirm_repayment_funds",)):
        pass
    return key


def loan_beyond_the_plan(
    city: City,
    *,
    key: str,
    amount: str,
    rate: str,
    drawn_on: date,
    due_on: date,
    enterprise: str = "enterprise1",
) -> str:
    """A loan that no route would let through (a rate above the ceiling), written as rows."""
    team = city.team(enterprise)
    scheme = shipped(SCHEME)
    case = Case.objects.create(
        number=f"ZD{drawn_on.year}-9{Case.objects.count():04d}",
        scheme=SCHEME,
        scheme_hash=scheme.content_hash,
        route="indirect",
        enterprise_id=team["enterprise"].party_id,
        amount=to_fen(parse_yuan(amount)),
        opened_on=drawn_on,
        status=CaseStatus.RUNNING,
    )
    for role, acting in team.items():
        CaseParty.objects.create(case=case, role=role, party_id=acting.party_id)
    Loan.objects.create(
        case=case,
        key=key,
        principal=case.amount,
        annual_rate=int(Decimal(rate.removesuffix("%")) * 10_000),
        drawn_on=drawn_on,
        due_on=due_on,
        day_count="ACT/360",
        settlement="twentieth",
    )
    return key


def loan(key: str) -> Loan:
    return Loan.objects.select_related("case", "case__enterprise").get(key=key)


def due_days(key: str) -> Iterator[date]:
    """The days on which something falls due by contract."""
    row = loan(key)
    for instalment in state_of(row, row.drawn_on).schedule:
        yield instalment.due_on


def pay_on_time(city: City, key: str, *, until: date | None = None) -> None:
    """The enterprise pays what is due on each due day up to `until`; the date moves along."""
    row = loan(key)
    bank = city.bank
    for day in due_days(key):
        if until is not None and day > until:
            return
        on(day)
        state = state_of(row, day)
        owed = state.interest_due + (state.principal_balance if day >= row.due_on else 0)
        record_repayment(bank, key, amount=f"{format_yuan(owed)}元", key=fresh_key())


def codes(refused: object) -> list[tuple[str, str | None]]:
    """Code and clause of each reason of a refusal."""
    reasons = getattr(refused, "reasons", ())
    return [(each.code, each.clause) for each in reasons]


def event_kinds(stream: str) -> list[str]:
    """What a chain tells, oldest first."""
    return [event.kind for event in reversed(timeline(stream))]
