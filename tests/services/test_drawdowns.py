"""Loans drawn in parts: within the contract, its period, every limit, by two people of the bank."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.engine.statistics.columns_cast import in_rows
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    DRAWN,
    City,
    codes,
    drawn_loan,
    due_days,
    event_kinds,
    fresh_key,
    loan,
    on,
)

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.errors import BadInput
from zhidai.core.journal.accounts import Account
from zhidai.core.statistics.contributions import added_up
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import parse_period
from zhidai.db.cases.models import Document
from zhidai.db.filings.models import Filing
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange
from zhidai.documents.uploads import check_upload
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.anomalies.suspects import searched
from zhidai.services.cases.record import record_facts
from zhidai.services.filings.daily import tell_filings
from zhidai.services.filings.drafting import draft
from zhidai.services.journal.posting import posted_of
from zhidai.services.lending.book import state_of, states_of
from zhidai.services.lending.changing import decide_change, propose_change
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.drawing import propose_drawdown
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.standing import of_loans, standings
from zhidai.services.lending.whole_book import figures_of
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import Refused
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.statistics.queries import Asked, figure_view

pytestmark = pytest.mark.django_db

UNTIL = date(2021, 8, 31)
LATER = date(2021, 5, 10)
VOUCHER = (("disbursement_voucher", check_upload("voucher.pdf", b"%PDF-1.7 second part")),)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A contract over 3,000,000, of which 2,000,000 were drawn at first."""
    with django_db_blocker.unblock():
        key = drawn_loan(
            city,
            changed={
                "contract.available_until": UNTIL.isoformat(),
                "disbursement.amount": "200万元",
            },
        )
        pay_interest(city, key, until=LATER)
        return key


def approver(city: City) -> Acting:
    return city.households["bank"].approver


def pay_interest(city: City, key: str, *, until: date) -> None:
    """The enterprise pays the interest of every due day up to a day, on that day."""
    for day in due_days(key):
        owed = state_of(loan(key), day).interest_due if day <= until else 0
        if owed:
            on(day)
            record_repayment(city.bank, key, amount=f"{owed}元", key=fresh_key())


def proposed(city: City, key: str, amount: str = "60万元") -> int:
    answer = propose_drawdown(
        city.bank, key, amount=amount, grounds="二期设备款", uploads=VOUCHER, key=fresh_key()
    )
    return int(answer["change"])


def agreed(city: City, key: str, change: int) -> None:
    decide_change(approver(city), key, change, is_given=True, grounds="", key=fresh_key())


def drawn_further(city: City, key: str, amount: str = "60万元", day: date = LATER) -> int:
    on(day)
    change = proposed(city, key, amount)
    agreed(city, key, change)
    return change


def test_the_first_part_leaves_the_rest_to_be_drawn(city: City, key: str) -> None:
    view = loan_view(city.enterprise1, key)

    assert (view.principal, view.balance) == (200_000_000, 200_000_000)
    assert (view.agreed, view.undrawn, view.available_until) == (300_000_000, 100_000_000, UNTIL)


def test_a_second_part_counts_when_an_approver_has_agreed(city: City, key: str) -> None:
    on(LATER)
    change = proposed(city, key)
    assert loan_view(city.bank, key).balance == 200_000_000

    agreed(city, key, change)

    view = loan_view(city.bank, key)
    assert (view.balance, view.undrawn) == (260_000_000, 40_000_000)
    assert [line.kind for line in view.drawdowns] == ["first", "further"]
    assert "loan.change_in_force" in event_kinds(f"case:{loan(key).case.number}")
    papers = Document.objects.filter(case=loan(key).case, paper="disbursement_voucher")
    assert papers.count() == 2


def test_interest_runs_on_each_part_from_its_own_day(city: City, key: str) -> None:
    drawn_further(city, key)

    due = state_of(loan(key), date(2021, 5, 21)).instalments[2]

    # 2,000,000 for 30 days and 600,000 for 11 days at 4.85 % over 360: 8,083.33 + 889.17
    assert str(due.charged) == "8972.50"


def test_the_journal_books_what_was_lent(city: City, key: str) -> None:
    drawn_further(city, key)

    booked = [one for one in posted_of(loan(key)) if one.effective_on == LATER]

    assert [str(one.legs["bank", Account.LOANS]) for one in booked] == ["600000.00"]


def test_columns_standing_and_replay_tell_the_same_of_it(city: City, key: str) -> None:
    drawn_further(city, key)
    mine = Loan.objects.filter(key=key)

    for day in (LATER, date(2021, 6, 1), date(2022, 3, 2), date(2022, 6, 30)):
        (replayed,) = states_of(mine, day)
        (figures,) = figures_of(mine, day)
        on(day)
        kept = standings(of_loans(mine), day).get()
        assert figures.balance == kept.balance == 260_000_000
        assert figures.overdue_days == replayed.state.overdue_days


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        ("100万元", LATER, None),
        ("1000000.01元", LATER, "drawdown_above_contract"),
        ("1元", UNTIL, None),
        ("1元", date(2021, 9, 1), "drawdown_after_period"),
    ],
)
def test_a_part_keeps_within_the_contract_and_its_period(
    city: City, key: str, amount: str, day: date, code: str | None
) -> None:
    pay_interest(city, key, until=day)
    on(day)
    if code is None:
        assert proposed(city, key, amount)
        return
    with pytest.raises(Refused) as refused:
        proposed(city, key, amount)

    assert codes(refused.value) == [(code, "6.1.8")]


def test_a_loan_drawn_at_once_has_nothing_more_to_draw(city: City) -> None:
    whole = drawn_loan(city, "enterprise4")

    with pytest.raises(Refused) as refused:
        proposed(city, whole)

    assert codes(refused.value) == [("drawdown_not_agreed", "6.1.8")]


def test_no_part_is_drawn_while_the_breaker_is_tripped(city: City, key: str) -> None:
    on(LATER)
    change = proposed(city, key)
    breaker = locked_breaker(loan(key).case.scheme)
    breaker.is_tripped = True
    breaker.save()

    with pytest.raises(Refused) as refused:
        agreed(city, key, change)

    assert "8.2" in {clause for _, clause in codes(refused.value)}


def test_the_proposer_does_not_agree_and_every_part_has_its_voucher(city: City, key: str) -> None:
    on(LATER)
    change = proposed(city, key)
    with pytest.raises(Refused) as refused:
        decide_change(city.bank, key, change, is_given=True, grounds="", key=fresh_key())
    assert codes(refused.value)[0][0] == "change_needs_another_person"

    decide_change(city.bank, key, change, is_given=False, grounds="撤回", key=fresh_key())
    with pytest.raises(Refused) as refused:
        propose_drawdown(city.bank, key, amount="1元", grounds="x款", uploads=(), key=fresh_key())
    assert codes(refused.value)[0][0] == "paper_needed"


def test_grounds_of_a_consent_are_no_longer_than_they_are_kept(city: City, key: str) -> None:
    on(LATER)
    change = proposed(city, key)

    with pytest.raises(BadInput) as told:
        decide_change(
            approver(city), key, change, is_given=True, grounds="长" * 1001, key=fresh_key()
        )

    assert [one.code for one in told.value.reasons] == ["grounds_too_long"]


def test_only_the_bank_draws_and_only_on_its_own_command(city: City, key: str) -> None:
    on(LATER)
    with pytest.raises(Refused):
        propose_drawdown(
            city.guarantor, key, amount="1元", grounds="款", uploads=VOUCHER, key=fresh_key()
        )
    new = NewChange(kind="drawdown", grounds="款", amount="1元")
    with pytest.raises(BadInput):
        propose_change(city.bank, key, new, key=fresh_key())


def test_what_may_still_be_drawn_holds_the_year_s_room(city: City, key: str) -> None:
    drawn_further(city, key)
    other = loan(drawn_loan(city, "enterprise4", contract="借字〔2021〕另1号")).case
    other.enterprise_id = loan(key).case.enterprise_id

    def held(day: date) -> str:
        return str(record_facts(other, day)["record.drawn_this_year"].content)

    assert held(LATER) == held(UNTIL) == "3000000.00"
    assert held(date(2021, 9, 1)) == "2600000.00"
    assert held(date(2022, 1, 5)) == "0.00"


def test_a_reversed_part_leaves_no_trace_in_balances(city: City, key: str) -> None:
    change = drawn_further(city, key)
    new = NewChange(kind="reversal", grounds="未实际放款", reverses=change)
    answer = propose_change(city.bank, key, new, key=fresh_key())

    agreed(city, key, int(answer["change"]))

    view = loan_view(city.bank, key)
    assert (view.balance, view.undrawn) == (200_000_000, 100_000_000)
    assert [line.kind for line in view.drawdowns] == ["first"]
    booked = [one for one in posted_of(loan(key)) if one.effective_on == LATER]
    assert sum(one.legs["bank", Account.LOANS] for one in booked) == 0


def test_a_repayment_dated_before_the_part_and_entered_after_it_counts_the_same(
    city: City, key: str
) -> None:
    on(LATER)
    with transaction.atomic():
        record_repayment(
            city.bank, key, amount="50万元", effective_on=date(2021, 5, 1), key=fresh_key()
        )
        drawn_further(city, key)
        first = state_of(loan(key), LATER)
        transaction.set_rollback(True)
    drawn_further(city, key)

    record_repayment(
        city.bank, key, amount="50万元", effective_on=date(2021, 5, 1), key=fresh_key()
    )

    assert state_of(loan(key), LATER).principal_balance == first.principal_balance
    assert state_of(loan(key), LATER).instalments == first.instalments


def test_the_database_itself_keeps_drawdowns_within_the_contract(city: City, key: str) -> None:
    drawn_further(city, key, "100万元")
    bank = city.bank
    change = LoanChange.objects.create(
        loan=loan(key), kind="drawdown", amount=1, asked="bank", asked_count=1, grounds="越权",
        proposed_on=LATER, proposed_by_id=bank.person_id,
    )  # fmt: skip
    ChangeConsent.objects.create(
        change=change, role="bank", party_id=bank.party_id, person_id=approver(city).person_id,
        proposed_by_id=bank.person_id, is_given=True, decided_on=LATER,
        recorded_at=business_date.now(),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="beyond the contract"), transaction.atomic():
        ChangeInForce.objects.create(
            change=change, effective_on=LATER, recorded_at=business_date.now()
        )


def test_the_drawn_day_is_that_of_the_first_part(city: City, key: str) -> None:
    assert loan(key).drawn_on == DRAWN


def test_each_part_is_filed_with_the_month_of_its_day_and_counted_there(
    city: City, key: str
) -> None:
    drawn_further(city, key)
    on(date(2021, 6, 1))

    tell_filings(loan(key).case.scheme, date(2021, 6, 1))

    filings = {one.month: draft(one) for one in Filing.objects.all()}
    amounts = {
        month: [(row.drawdown.loan, str(row.drawdown.amount)) for row in found.rows]
        for month, found in filings.items()
    }
    assert amounts == {
        date(2021, 3, 1): [(key, "2000000.00")],
        date(2021, 5, 1): [(key, "600000.00")],
    }
    (told,) = in_rows(facts_of_scheme(loan(key).case.scheme)).loans
    assert [(part.drawn_on, str(part.amount)) for part in told.parts()] == [
        (DRAWN, "2000000.00"),
        (LATER, "600000.00"),
    ]
    assert str(told.balance_on(LATER)) == "2600000.00"


def test_what_was_known_of_a_part_before_it_was_reversed_is_told_again(
    city: City, key: str
) -> None:
    change = drawn_further(city, key)
    then = ChangeInForce.objects.get(change=change).recorded_at
    new = NewChange(kind="reversal", grounds="未实际放款", reverses=change)
    answer = propose_change(city.bank, key, new, key=fresh_key())
    agreed(city, key, int(answer["change"]))

    def told(at: datetime | None) -> list[tuple[date, int]]:
        rows = facts_of_scheme(loan(key).case.scheme, at=at).repayments
        return rows.filter(rows["principal"] < 0).select("on", "principal").rows()

    assert told(then) == [(LATER, -60_000_000)]
    assert told(None) == []


def test_a_loan_drawn_in_parts_is_searched_for_anomalies_whole(city: City, key: str) -> None:
    """2,600,000 of 3,100,000 are above 80 %, the first part of 2,000,000 alone is not."""
    drawn_further(city, key)
    case = loan(key).case
    for name in ("market_value", "formal_value", "appraised_value"):
        if name in case.facts["valuation"]:
            case.facts["valuation"][name]["value"] = "3100000.00"
    case.save()
    limits = replace(anomaly_parameters(LATER), ratio_high=Decimal("0.8"))

    found = searched(city.bureau, limits, on=LATER)

    (finding,) = (one for one in found.findings if one.kind is AnomalyKind.AMOUNT_OUT_OF_LINE)
    assert (finding.subject, finding.measured) == (key, Decimal("0.8387"))


def test_the_list_behind_what_was_disbursed_has_a_line_for_each_part_of_the_period(
    city: City, key: str
) -> None:
    drawn_further(city, key)

    def lines(period: str) -> list[tuple[str | None, date, int]]:
        asked = Asked(metric=Metric.AMOUNT_DISBURSED)
        view = figure_view(
            city.bureau, asked, period=parse_period(period), group=None, language="en"
        )
        assert added_up(view.contribution, view.totals) == view.figure.value
        return [(line.loan, line.on, line.part) for line in view.cases]

    assert lines("2021Q1") == [(key, DRAWN, 200_000_000)]
    assert lines("2021Q2") == [(key, LATER, 60_000_000)]
    assert [amount for _, _, amount in lines("2021")] == [200_000_000, 60_000_000]
