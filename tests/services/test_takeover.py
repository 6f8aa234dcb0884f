"""A bank takes running loans over: looked at first, written in one transaction, marked for good."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from tests.engine.statistics.columns_cast import in_rows
from tests.services.conftest import Blocker
from tests.services.money_cast import City, event_kinds, fresh_key, loan, on
from tests.services.refusals import refused

from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.money import to_fen
from zhidai.core.statistics.facts import known_at
from zhidai.db.filings.models import Filing
from zhidai.db.journal.models import JournalEntry
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.parties.models import Party
from zhidai.db.takeover.models import TakenOverLoan, Takeover
from zhidai.services import business_date
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.history.cast import credit_code
from zhidai.services.filings.daily import tell_filings
from zhidai.services.filings.drafting import draft, loans_of_filing
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.guarantees.position import claim_of, positions
from zhidai.services.journal.queries import not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.lists import loan_rows
from zhidai.services.parties.commands import update_profile
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.subsidies.computation import computed
from zhidai.services.sweep.commands import sweep
from zhidai.services.takeover.commands import GivenLedger, confirm_takeover, hand_in
from zhidai.services.takeover.queries import plan_of_takeover, taken_over

pytestmark = pytest.mark.django_db
CUT_OVER, TODAY = date(2021, 6, 30), date(2021, 7, 1)
HEADING = ["借据号", "借款人", "统一社会信用代码", "担保公司", "评估机构", "放款金额(元)", "年利率",
           "放款日", "到期日", "余额(元)", "逾期天数", "欠息(元)",
           "还款方式", "还本期数"]  # fmt: skip
GUARANTOR, APPRAISER = "示范融资担保有限公司（虚构）", "示范资产评估有限公司（虚构）"
SOUND = ["旧-1", "青禾新材（虚构）", credit_code(901), GUARANTOR, APPRAISER, 3000000, "4.85%",
         "2021-03-01", "2022-03-01", 3000000, 0, ""]  # fmt: skip
OVERDUE = ["旧-2", "云岩机械（虚构）", credit_code(902), "", "", 1000000, "4.35%",
           "2021-03-10", "2022-03-10", 1000000, 40, 7370.83]  # fmt: skip
WRONG = ["旧-3", "明川电子（虚构）", credit_code(903), GUARANTOR, APPRAISER, 2000000, "4.35%",
         "2021-03-10", "2022-03-10", 1999999.99, 0, ""]  # fmt: skip


def workbook(*rows: list[object]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        for place, row in enumerate([HEADING, *rows]):
            sheet.write_row(place, 0, row)
    return made.getvalue()


def counts() -> list[int]:
    tables = (Loan, LoanEvent, Party, JournalEntry, TakenOverLoan)
    return [table.objects.count() for table in tables]


def given(
    city: City, *rows: list[object], name: str = "台账.xlsx", day: date = CUT_OVER
) -> GivenLedger:
    return GivenLedger(
        file_name=name,
        content=workbook(*rows),
        cut_over_on=day,
        guarantor=city.households["guarantor"].party,
        appraiser=city.households["appraiser"].party,
    )


def handed(city: City, *rows: list[object], name: str = "台账.xlsx") -> int:
    answer = hand_in(city.bank, SCHEME, given(city, *rows, name=name), key=fresh_key())
    return int(answer["takeover"])


@pytest.fixture(scope="module")
def taken(city: City, django_db_blocker: Blocker) -> int:
    """Two loans taken over on the first of July: one sound, one 40 days overdue the day before."""
    with django_db_blocker.unblock():
        on(TODAY)
        number = handed(city, SOUND, OVERDUE)
        assert not Loan.objects.exists()
        confirm_takeover(city.bank, number, key=fresh_key())
        return number


def test_the_loans_stand_in_every_book_as_the_ledger_tells(city: City, taken: int) -> None:
    rows = {row.key: row for row in loan_rows(city.bank)}
    npl = npl_position(SCHEME, CUT_OVER).npl

    assert {key: (row.balance, row.overdue_days) for key, row in rows.items()} == {
        "旧-1": (300_000_000, 0),
        "旧-2": (100_000_000, 41),  # a day later than the cut-over
    }
    assert (to_fen(npl.overdue), to_fen(npl.total)) == (100_000_000, 400_000_000)
    assert to_fen(state_of(loan("旧-2"), CUT_OVER).interest_due) == 737_083
    assert len(facts_of_scheme(SCHEME).loans) == len(rows)
    assert event_kinds(f"case:{loan('旧-1').case.number}") == ["loan.taken_over"]


def test_loans_repaid_in_other_ways_run_on_by_their_own_terms(city: City, taken: int) -> None:
    on(TODAY)
    in_parts = ["旧-4", *SOUND[1:8], "2021-09-01", 1800000, 0, "", "按月付息分期还本", 5]
    at_once = ["旧-5", *SOUND[1:9], 3000000, 0, "", "到期一次还本付息"]

    number = handed(city, in_parts, at_once, name="其他.xlsx")
    confirm_takeover(city.bank, number, key=fresh_key())

    assert (loan("旧-4").repayment, loan("旧-4").instalments) == ("interest_then_instalments", 5)
    assert loan("旧-5").repayment == "single_payment"
    assert not list(not_booked(TODAY))
    parts = state_of(loan("旧-4"), date(2021, 7, 22))  # that of 21 July is not paid
    assert (parts.overdue_days, to_fen(parts.principal_overdue)) == (1, 60_000_000)
    whole = state_of(loan("旧-5"), date(2022, 3, 1))
    assert (whole.overdue_days, to_fen(whole.interest_due)) == (0, 14_752_083)  # 365 days


def test_statistics_as_known_then_count_a_loan_from_its_takeover_on(city: City, taken: int) -> None:
    evening = datetime.combine(TODAY, time.max, tzinfo=business_date.now().tzinfo)
    recorded = in_rows(facts_of_scheme(SCHEME, at=evening))
    then = known_at(recorded, evening)
    before = known_at(recorded, evening - timedelta(days=1))

    assert {one.recorded_at is None for one in (*recorded.loans, *recorded.applications)} == {False}
    assert (len(then.loans), len(then.applications)) == (2, 2)
    assert (before.loans, before.applications) == ((), ())


def test_a_loan_taken_over_counts_where_its_borrower_is_then(city: City) -> None:
    on(TODAY)
    asked = {"registered_address": "赣州市信丰县虚构路1号"}
    update_profile(city.enterprise1, asked, key=fresh_key())
    borrower = Party.objects.get(pk=city.enterprise1.party_id)
    ours = ["旧-8", borrower.name, borrower.credit_code or "", *SOUND[3:]]
    silent = ["旧-9", "无址企业（虚构）", credit_code(909), *SOUND[3:]]

    confirm_takeover(city.bank, handed(city, ours, silent), key=fresh_key())

    case, other = loan("旧-8").case, loan("旧-9").case
    assert case.registered_address == asked["registered_address"]
    assert (case.industry != "", case.registered_address_at) == (True, None)
    assert (other.registered_address, other.industry) == ("", "")


def test_months_before_the_takeover_are_filed_by_nobody_here(city: City, taken: int) -> None:
    """March was filed on paper; what was drawn in the takeover's own month is filed here."""
    on(TODAY)
    new = ["旧-9", "明川电子（虚构）", credit_code(909), *SOUND[3:7], "2021-07-01", "2022-07-01",
           *SOUND[9:]]  # fmt: skip
    answer = hand_in(city.bank, SCHEME, given(city, new, day=TODAY), key=fresh_key())
    confirm_takeover(city.bank, int(answer["takeover"]), key=fresh_key())

    tell_filings(SCHEME, date(2021, 8, 1))

    (filing,) = Filing.objects.all()
    assert filing.month == date(2021, 7, 1)
    assert [one.drawdown.loan for one in draft(filing).rows] == ["旧-9"]
    march = Filing(
        scheme=SCHEME, month=date(2021, 3, 1), bank=filing.bank, bureau=filing.bureau, pk=0
    )
    assert not draft(march).rows
    assert not loans_of_filing(march)


def test_the_opening_journal_balances_and_holds(city: City, taken: int) -> None:
    assert not list(not_booked(TODAY))
    assert JournalEntry.objects.filter(loan__key="旧-2", kind="repayment").count() == 2


def test_each_loan_bears_the_mark_of_its_file_and_row(city: City, taken: int) -> None:
    mark = taken_over(city.bank, "旧-2")

    assert mark is not None
    assert (mark.file_name, mark.sheet, mark.row, mark.basis) == (
        "台账.xlsx",
        "台账",
        3,
        "contract",
    )
    assert mark.sha256 == Takeover.objects.get(pk=taken).sha256
    assert taken_over(city.bank2, "旧-2") is None


def test_a_loan_taken_over_goes_through_claim_and_recovery_and_daily_work(
    city: City, taken: int
) -> None:
    on(date(2021, 7, 20))
    sweep(date(2021, 7, 20))
    start_claim(city.bank, "旧-2", key=fresh_key())
    pay_claim(city.guarantor, "旧-2", amount="70万元", key=fresh_key())
    record_recovery(
        city.bank, "旧-2", gross="10万元", costs="0元", source="回款（虚构）",
        kind=RecoveryKind.OTHER, key=fresh_key(),
    )  # fmt: skip
    record_repayment(city.bank, "旧-1", amount="100元", key=fresh_key())

    borne = {one.share.role: one.share.amount for one in positions(claim_of(loan("旧-2")), TODAY)}
    assert borne == {"guarantor": 70_000_000, "bank": 20_000_000, "appraiser": 10_000_000}
    assert not list(not_booked(date(2021, 7, 20)))


@pytest.mark.parametrize(
    ("amount", "rate", "due_on", "clauses"),
    [
        (3_000_000, "4.85%", "2022-03-01", set()),
        (3_000_000, "4.86%", "2022-03-01", {"4.3"}),
        (10_000_001, "4.85%", "2022-03-01", {"1", "4.2"}),
    ],
)
def test_a_loan_taken_over_that_the_plan_does_not_admit_gets_no_subsidy(
    city: City, amount: int, rate: str, due_on: str, clauses: set[str]
) -> None:
    on(TODAY)
    row = [*SOUND]
    row[0], row[5], row[6], row[8], row[9] = "旧-7", amount, rate, due_on, amount
    confirm_takeover(city.bank, handed(city, row), key=fresh_key())

    refusals = computed(loan("旧-7")).refusals

    told = {one.clause for one in refusals if one.code == "subsidy_not_admitted"}
    assert told == clauses


def test_a_refused_row_holds_everything_back_unless_the_good_rows_are_chosen(city: City) -> None:
    on(TODAY)
    number = handed(city, ["旧-8", *SOUND[1:]], WRONG)
    before = counts()

    with refused() as told:
        confirm_takeover(city.bank, number, key=fresh_key())
    assert told.codes == {("takeover_rows_refused", None)}
    assert counts() == before

    answer = confirm_takeover(city.bank, number, good_rows=True, key="good")
    assert (answer["taken"], answer["refused"]) == (1, 1)
    assert confirm_takeover(city.bank, number, good_rows=True, key="good") == answer
    with refused() as told:
        confirm_takeover(city.bank, number, good_rows=True, key=fresh_key())
    assert told.codes == {("takeover_confirmed_already", None)}
    assert TakenOverLoan.objects.filter(takeover=number).count() == 1


def test_what_stands_against_a_row_is_said_with_its_cell(city: City) -> None:
    on(TODAY)
    rows = [
        ["旧-4", "岭盛软件（虚构）", "", *SOUND[3:]],  # new, and no code to register it by
        ["旧-5", *SOUND[1:3], "无此担保公司", *SOUND[4:]],
        ["旧-6", *SOUND[1:7], "2020-09-01", "2021-09-01", *SOUND[9:]],
    ]

    plan = plan_of_takeover(city.bank, handed(city, *rows))

    found = [
        (one.row, [(each.reason.code, each.cell.cell if each.cell else "") for each in one.against])
        for one in plan.refused
    ]
    assert not plan.loans
    assert found == [
        (2, [("takeover_enterprise_unknown", "B2")]),
        (3, [("takeover_party_unknown", "D3")]),
        (4, [("takeover_before_scheme", "H4")]),
    ]


def test_new_borrowers_of_one_file_are_held_against_each_other(city: City) -> None:
    """A name with two codes, a code with two names; the same pair twice is one enterprise."""
    on(TODAY)
    pair = ["新木科技（虚构）", credit_code(904)]
    rows = [
        ["旧-11", *pair, *SOUND[3:]],
        ["旧-12", pair[0], credit_code(905), *SOUND[3:]],
        ["旧-13", "新禾科技（虚构）", pair[1], *SOUND[3:]],
        ["旧-14", *pair, *SOUND[3:]],
    ]

    plan = plan_of_takeover(city.bank, handed(city, *rows))

    assert [one.row.loan.loan_id for one in plan.loans] == ["旧-11", "旧-14"]
    assert [
        (
            one.loan,
            [(each.reason.code, each.cell.cell if each.cell else "") for each in one.against],
        )
        for one in plan.refused
    ] == [
        ("旧-12", [("takeover_enterprise_other_in_file", "C3")]),
        ("旧-13", [("takeover_enterprise_other_in_file", "C4")]),
    ]


def test_a_ledger_that_became_too_old_does_not_trip_the_breaker(city: City) -> None:
    """Handed in when it was due, confirmed when the interest of 21 July would count as overdue."""
    on(TODAY)
    number = handed(city, ["旧-15", "新芽科技（虚构）", credit_code(906), *SOUND[3:]])
    on(date(2021, 8, 2))
    before = counts()

    with refused() as told:
        confirm_takeover(city.bank, number, key=fresh_key())

    assert told.codes == {("takeover_of_nothing", None)}
    (row,) = plan_of_takeover(city.bank, number).refused
    assert [each.reason.code for each in row.against] == ["takeover_due_since"]
    assert counts() == before


def test_only_a_bank_hands_in_and_sees_its_own(city: City) -> None:
    on(TODAY)
    number = handed(city, SOUND)

    with pytest.raises(NotFound):
        confirm_takeover(city.bank2, number, key=fresh_key())
    with refused() as told:
        hand_in(city.bureau, SCHEME, given(city, SOUND), key=fresh_key())
    assert told.codes == {("takeover_by_a_bank_only", None)}
    with refused() as told:
        hand_in(city.bank, SCHEME, given(city, SOUND, day=date(2021, 7, 2)), key=fresh_key())
    assert told.codes == {("takeover_in_future", None)}
