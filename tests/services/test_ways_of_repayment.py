"""Ways of repayment chosen at the contract: what a scheme leaves, and what follows on the loan."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from tests.cast import SCHEME, Cast, open_indirect, state_day, walk_to
from tests.open_repayment import a_plan_that_leaves_it_open
from tests.services.conftest import Blocker
from tests.services.money_cast import codes

from zhidai.core.errors import BadInput
from zhidai.core.journal.accounts import Account
from zhidai.core.lending.conventions import Repayment
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.schemes.reader import shipped
from zhidai.services.demonstration.walking import LoanStory, do_task
from zhidai.services.journal.posting import posted_of
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.standing import of_loans, standings
from zhidai.services.lending.whole_book import figures_of
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.refusal import Refused
from zhidai.services.schemes.proposals import propose_folder, publish

pytestmark = pytest.mark.django_db

APRIL = date(2021, 4, 1)


@dataclass(frozen=True)
class Place:
    """A cast in April with a case at its contract, in which the way of repayment is chosen."""

    cast: Cast
    number: str

    def story(self, **agreed: object) -> LoanStory:
        answers = {f"contract.{name}": said for name, said in agreed.items()}
        return LoanStory(contract="借字〔2021〕分期1号", changed=answers)

    def drawn(self, **agreed: object) -> str:
        walk_to(self.cast, self.number, "file_papers", story=self.story(**agreed))
        return Loan.objects.get(case__number=self.number).key


@pytest.fixture(scope="module")
def place(cast: Cast, django_db_blocker: Blocker) -> Place:
    with django_db_blocker.unblock():
        answer = propose_folder(
            cast.bureau, SCHEME, a_plan_that_leaves_it_open(),
            in_force_from=APRIL, why="放开还款方式（虚构）", key="propose",
        )  # fmt: skip
        publish(cast.approvers["bureau"], SCHEME, int(answer["version"]), key="publish")
        state_day(APRIL)
        number = open_indirect(cast)
        walk_to(cast, number, "sign_loan_contract")
    return Place(cast=cast, number=number)


def pay(place: Place, key: str, amount: str, day: date) -> None:
    state_day(day)
    record_repayment(place.cast.bank, key, amount=amount, key=f"{key} {day} {amount}")


def test_a_scheme_that_fixes_the_way_of_repayment_offers_only_that() -> None:
    scheme = shipped(SCHEME)

    assert [kind for one in scheme.repayments for kind in one.kinds] == ["bullet_monthly_interest"]
    assert "contract.repayment" not in scheme.facts


def test_a_scheme_that_leaves_it_open_offers_all_and_a_narrower_one_fewer() -> None:
    offered = shipped("qinglan-2021").facts["contract.repayment"].choices

    assert [one.value for one in offered] == list(Repayment)


@pytest.mark.parametrize(
    ("agreed", "code"),
    [
        ({"repayment": "interest_then_instalments"}, "instalments_needed"),
        ({"repayment": "bullet_monthly_interest", "instalments": "3期"}, "instalments_not_wanted"),
        (
            {"repayment": "equal_total_instalments", "available_until": "2021-06-30"},
            "equal_sums_drawn_at_once",
        ),
        (
            {"repayment": "interest_then_instalments", "instalments": "14期"},
            "instalments_beyond_term",
        ),
        ({"rate": "100%", "repayment": "single_payment"}, "rate_out_of_range"),
        ({}, "fact_needed"),
    ],
)
def test_instalments_go_with_the_way_of_repayment(
    place: Place, agreed: dict[str, object], code: str
) -> None:
    story = place.story(**agreed)

    with pytest.raises(Refused) as refused:
        do_task(place.cast.team, place.number, "sign_loan_contract", story=story)

    assert code in {found for found, _ in codes(refused.value)}


def test_as_many_instalments_as_a_term_may_have_due_days_are_asked_again_with_the_drawdown(
    place: Place,
) -> None:
    """Drawn on the 21st a year has 12 due days, on any other day 13."""
    number = place.number
    story = place.story(repayment="interest_then_instalments", instalments="13期")
    walk_to(place.cast, number, "disburse", story=story)
    state_day(date(2021, 4, 21))

    with pytest.raises(BadInput) as told:
        do_task(place.cast.team, number, "disburse", story=story)

    assert told.value.reasons[0].code == "loan_instalments_too_many"
    assert Case.objects.get(number=number).status == "open"
    assert not Loan.objects.exists()
    state_day(date(2021, 4, 22))
    do_task(place.cast.team, number, "disburse", story=story)
    assert Loan.objects.get().instalments == 13


def test_principal_in_parts_is_shown_paid_and_overdue_part_by_part(place: Place) -> None:
    key = place.drawn(repayment="interest_then_instalments", instalments="3期")
    state_day(date(2022, 2, 1))
    view = loan_view(place.cast.enterprise, key)
    parts = {line.due_on: line.principal for line in view.instalments if line.principal}
    assert parts == {
        date(2022, 2, 21): 100_000_000,
        date(2022, 3, 21): 100_000_000,
        date(2022, 4, 1): 100_000_000,
    }
    row = Loan.objects.get(key=key)

    owed = state_of(row, date(2022, 2, 21)).interest_due
    pay(place, key, f"{owed}元", date(2022, 2, 21))
    state_day(date(2022, 2, 25))

    view = loan_view(place.cast.bank, key)
    assert (view.overdue_days, view.principal_overdue) == (4, 100_000_000)
    assert npl_position(SCHEME, date(2022, 2, 25)).npl.overdue == Decimal("3000000.00")
    pay(place, key, "100万元", date(2022, 2, 25))
    assert loan_view(place.cast.bank, key).overdue_days == 0


@pytest.mark.parametrize(
    "agreed",
    [
        {"repayment": "single_payment"},
        {"repayment": "interest_then_instalments", "instalments": "6期"},
        {"repayment": "equal_total_instalments"},
    ],
)
def test_kept_standing_whole_book_journal_and_replay_agree_to_the_end(
    place: Place, agreed: dict[str, object]
) -> None:
    key = place.drawn(**agreed)
    row = Loan.objects.get(key=key)
    mine = Loan.objects.filter(key=key)

    for due in [line.due_on for line in state_of(row, row.drawn_on).schedule]:
        state_day(due)
        state = state_of(row, due)
        (figures,), kept = figures_of(mine, due), standings(of_loans(mine), due).get()
        assert figures.balance == kept.balance == int(state.principal_balance * 100)
        assert figures.overdue_days == state.overdue_days == 0
        fallen = sum(part.amount for part in state.principal_instalments if part.due_on <= due)
        owed = state.interest_due + fallen - state.principal_repaid
        if owed:
            pay(place, key, f"{owed}元", due)

    assert Case.objects.get(loan=row).status == "closed"
    lent = sum(one.legs.get(("bank", Account.LOANS), Decimal(0)) for one in posted_of(row))
    assert lent == 0
