"""The records that a completed task makes: grant, pledge, loan."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.records import Record
from zhidai.core.cases.status import TaskStatus
from zhidai.core.errors import bad_input, reason
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import DayCount, Settlement
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.policy.repayments import kinds_left
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.cases.dossier import circumstances, kinds_taking_part, scheme_of
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import terms_of
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused

MILLION = 1_000_000
_FEES = ("guarantee_fee", "appraisal_fee", "insurance_premium", "registration_fee")
LONGEST_NUMBER = 60  # as the tables keep it


def make_record(case: Case, record: str, *, acting: Acting, on: date) -> None:
    """Write the record that the route names for a task, inside its transaction."""
    match Record(record):
        case Record.GRANT:
            _grant(case, on)
        case Record.PLEDGE:
            _pledge(case, on)
        case Record.LOAN:
            _draw(case, on, acting)


def _grant(case: Case, on: date) -> None:
    """Approvals are complete once every task that records a grant is done."""
    granting = {
        task.id for task in scheme_of(case).routes[case.route].tasks if task.records == Record.GRANT
    }
    done = case.tasks.filter(task__in=granting, status=TaskStatus.DONE).count()
    if done < len(granting):
        return
    now = circumstances(case, on)
    approved = [now.amount("bank.approved_amount"), now.amount("guarantor.approved_amount")]
    case.granted_on = on
    case.granted_amount = to_fen(min(amount for amount in approved if amount is not None))


def hold_contracted_room(case: Case) -> None:
    """From signing on the case holds no more of the year's room than its contract (4.2)."""
    contracted = case.facts.get("contract", {}).get("amount")
    if case.granted_amount is not None and contracted is not None:
        case.granted_amount = min(case.granted_amount, to_fen(parse_yuan(contracted["value"])))


def require_free_loan_key(case: Case, task: str) -> None:
    """A contract number is the loan's key: it is refused at signing if another loan has it."""
    if "contract.number" not in scheme_of(case).routes[case.route].task(task).facts_in:
        return
    key = case.facts["contract"]["number"]["value"]
    require_plain_number(key)
    signed = Case.objects.filter(facts__contract__number__value=key).exclude(pk=case.pk)
    if signed.exclude(status__in=["refused", "withdrawn"]).exists():
        raise Refused((reason("loan_key_taken", clause_of(case, Topic.SUBSIDY), key=key),))


def require_plain_number(number: str) -> None:
    """A number that stands in addresses and letters: one printable line, not too long."""
    plain = number.isprintable() and number.strip(". ") and len(number) <= LONGEST_NUMBER
    if not plain:
        raise bad_input("number_not_plain", number=number[:LONGEST_NUMBER], most=LONGEST_NUMBER)


def _pledge(case: Case, on: date) -> None:
    """One active pledge for each right; the database refuses a second one."""
    now = circumstances(case, on)
    registered_on = now.day("registration.registered_on") or on
    require_plain_number(str(now.content("registration.number")))
    route = scheme_of(case).routes[case.route]
    clause = next(task.clause for task in route.tasks if task.records == Record.PLEDGE)
    if registered_on > on:
        raise Refused((reason("registered_in_the_future", clause, day=registered_on, today=on),))
    if registered_on < case.opened_on:
        raise Refused(
            (reason("registered_before_case", clause, day=registered_on, opened=case.opened_on),)
        )
    pledgee = case.parties.get(role=route.pledgee).party
    for row in case.rights.select_related("right").order_by("id"):
        try:
            with transaction.atomic():
                Pledge.objects.create(
                    right=row.right,
                    case=case,
                    pledgee=pledgee,
                    registration_number=str(now.content("registration.number")),
                    registered_on=registered_on,
                )
        except IntegrityError as error:
            already = reason(
                "right_already_pledged",
                clause_of(case, Topic.FREE_OF_PLEDGES),
                number=row.right.number,
            )
            raise Refused((already,)) from error


def _draw(case: Case, on: date, acting: Acting) -> None:
    """Freeze the terms of the loan (1, 4.3); its key is the contract number."""
    now = circumstances(case, on)
    rate = (now.amount("contract.rate") or Decimal()) * MILLION
    drawn, due = now.day("disbursement.drawn_on"), now.day("contract.due_on")
    if drawn is None or due is None:
        raise AssertionError("a drawdown without dates passed its conditions")
    loan = Loan(
        case=case,
        key=str(now.content("contract.number")),
        principal=to_fen(now.amount("disbursement.amount") or Decimal()),
        annual_rate=int(rate),
        drawn_on=drawn,
        due_on=due,
        day_count=str(DayCount.ACT_360),
        settlement=str(Settlement.TWENTIETH),
        **_fees(case, now),
        repayment=_repayment(now),
        instalments=int(now.amount("contract.instalments") or 0),
        **_drawn_later(now),
    )
    replay(terms_of(loan), (), on=drawn)  # refuses more instalments than there are due days
    loan.save(force_insert=True)
    post(loan, on)
    check_breaker(case.scheme, on, grounds=Grounds.DRAWDOWN, acting=acting)


def _fees(case: Case, now: Circumstances) -> dict[str, Any]:
    """The costs that subsidies rest on, as the case answered them; nothing changes them later."""
    paid = {name: to_fen(now.amount(f"contract.{name}") or Decimal()) for name in _FEES}
    registrar = _registrar(case, now) if paid["registration_fee"] else ""
    return {**paid, "registration_fee_to": registrar}


def _registrar(case: Case, now: Circumstances) -> str:
    """The role that registered the pledge; empty of an agent, who takes no part in the case."""
    match now.content("registration.filed_by"):
        case "pledgee":
            return now.scheme.routes[case.route].pledgee
        case "appraiser":
            return kinds_taking_part(case).get(PartyKind.APPRAISER, "")
    return ""


def _repayment(now: Circumstances) -> str:
    """As the contract chose it; where the scheme leaves one way only, nobody is asked."""
    chosen = now.content("contract.repayment")
    return str(chosen or kinds_left(now.scheme.repayments)[0])


def _drawn_later(now: Circumstances) -> dict[str, Any]:
    """What the contract lets be drawn later, and until when; empty where all is drawn at once."""
    contracted, drawn = now.amount("contract.amount"), now.amount("disbursement.amount")
    if contracted is None or contracted == drawn:
        return {}
    return {
        "commitment": to_fen(contracted),
        "available_until": now.day("contract.available_until"),
    }
