"""A month's filing: which loans, which papers, by when (9.2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.filings.filing import Drawdown, PaperCopy, ProjectFiling, assemble
from zhidai.core.filings.months import month_name, parse_month
from zhidai.core.filings.settings import FilingSettings, settings_from
from zhidai.core.filings.standing import FilingStatus, filing_due_on, remind_on, standing
from zhidai.core.labels import Label
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import CHINESE, ENGLISH, sentences

SETTINGS = settings_from(shipped("ganzhou-2020"))
assert SETTINGS is not None
OF_THE_CLAUSE = SETTINGS.papers
MARCH = date(2021, 3, 1)
BANK = Label(zh="丙银行（虚构）", en="Bing Bank (fictional)")
BUREAU = Label(zh="市场监管局（虚构）", en="Bureau (fictional)")
GUARANTOR = Label(zh="双溪担保（虚构）", en="Shuangxi Guarantee (fictional)")


def drawdown(
    loan: str = "借字1号",
    *,
    drawn_on: date = date(2021, 3, 9),
    amount: str = "3000000.00",
    guarantor: Label | None = GUARANTOR,
) -> Drawdown:
    return Drawdown(
        loan=loan,
        case="ZD2021-0001",
        route="indirect" if guarantor else "direct",
        enterprise=Label(zh="甲公司（虚构）", en="Jia (fictional)"),
        credit_code=None,
        amount=Decimal(amount),
        annual_rate=Decimal("0.0465"),
        drawn_on=drawn_on,
        due_on=date(2022, 3, 8),
        guarantor=guarantor,
        appraiser=None,
        pledgee=guarantor or BANK,
        registration="Y2021980000001",
        registered_on=date(2021, 3, 8),
        patents=(),
    )


def copies(*papers: str) -> tuple[PaperCopy, ...]:
    return tuple(
        PaperCopy(paper=paper, document=place, name=f"{paper}.pdf", sha256="0" * 64)
        for place, paper in enumerate(papers, start=1)
    )


def filed(
    *rows: tuple[Drawdown, tuple[PaperCopy, ...]], settings: FilingSettings = SETTINGS
) -> ProjectFiling:
    return assemble(
        rows,
        scheme="ganzhou-2020",
        month=MARCH,
        bank=BANK,
        bureau=BUREAU,
        settings=settings,
    )


def test_the_clause_asks_for_its_five_groups_of_papers() -> None:
    assert OF_THE_CLAUSE == (
        "business_licence",
        "credit_contract",
        "disbursement_voucher",
        "formal_appraisal_report",
        "entrusted_guarantee_contract",
        "guarantee_fee_invoice",
        "pledge_contract",
        "guarantee_agreement",
    )


def test_a_loan_is_filed_with_the_month_of_its_drawdown_and_no_other() -> None:
    days = [date(2021, 2, 28), date(2021, 3, 1), date(2021, 3, 31), date(2021, 4, 1)]

    filing = filed(*((drawdown(day.isoformat(), drawn_on=day), ()) for day in days))

    assert [row.drawdown.loan for row in filing.rows] == ["2021-03-01", "2021-03-31"]
    assert filing.total == Decimal("6000000.00")


def test_every_paper_that_the_dossier_lacks_is_listed_as_missing() -> None:
    held = copies("loan_contract", "disbursement_voucher", "pledge_contract", "guarantee_agreement")

    filing = filed((drawdown(), held))

    assert filing.missing == (
        ("借字1号", "business_licence"),
        ("借字1号", "formal_appraisal_report"),
        ("借字1号", "entrusted_guarantee_contract"),
        ("借字1号", "guarantee_fee_invoice"),
    )


def test_with_every_paper_nothing_is_missing() -> None:
    assert filed((drawdown(), copies(*OF_THE_CLAUSE))).missing == ()


def test_the_loan_contract_stands_for_a_credit_contract_until_there_is_one() -> None:
    standing_in = filed((drawdown(), copies("loan_contract")))
    own = filed((drawdown(), copies("loan_contract", "credit_contract")))

    papers = [filing.rows[0].papers[1] for filing in (standing_in, own)]
    assert [paper.paper for paper in papers] == ["credit_contract"] * 2
    assert [[copy.paper for copy in paper.copies] for paper in papers] == [
        ["loan_contract"],
        ["credit_contract"],
    ]


@pytest.mark.parametrize(("every_paper", "asked"), [(False, 5), (True, len(OF_THE_CLAUSE))])
def test_without_a_guarantor_the_reading_decides_which_papers_are_asked(
    every_paper: bool, asked: int
) -> None:
    settings = replace(SETTINGS, every_paper_on_the_direct_route=every_paper)

    filing = filed((drawdown(guarantor=None), ()), settings=settings)

    papers = [each.paper for each in filing.rows[0].papers]
    assert len(papers) == asked
    assert ("guarantee_agreement" in papers) is every_paper
    assert "pledge_contract" in papers


@given(
    st.lists(
        st.tuples(st.dates(date(2021, 1, 1), date(2021, 6, 30)), st.integers(1, 1_000_000_000_00)),
        max_size=12,
    )
)
@runs(max_examples=40)
def test_no_drawdown_is_lost_or_filed_twice_over_the_months(
    drawn: list[tuple[date, int]],
) -> None:
    rows = [
        (drawdown(str(place), drawn_on=day, amount=str(Decimal(fen).scaleb(-2))), ())
        for place, (day, fen) in enumerate(drawn)
    ]
    filings = [
        assemble(
            reversed(rows),
            scheme="s",
            month=date(2021, month, 15),
            bank=BANK,
            bureau=BUREAU,
            settings=SETTINGS,
        )
        for month in range(1, 7)
    ]

    filed_loans = [row.drawdown.loan for filing in filings for row in filing.rows]
    assert sorted(filed_loans) == sorted(str(place) for place in range(len(drawn)))
    assert sum(filing.total for filing in filings) == Decimal(sum(fen for _, fen in drawn)).scaleb(
        -2
    )


@pytest.mark.parametrize(
    ("month", "due_on"),
    [
        (date(2021, 1, 1), date(2021, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2021, 11, 5), date(2021, 12, 31)),
        (date(2021, 12, 1), date(2022, 1, 31)),
    ],
)
def test_a_month_is_due_on_the_last_day_of_the_next(month: date, due_on: date) -> None:
    assert filing_due_on(month) == due_on
    assert (due_on - remind_on(month)).days == 7


@pytest.mark.parametrize(
    ("on", "late_days", "days_left"),
    [
        (date(2021, 4, 29), 0, 1),
        (date(2021, 4, 30), 0, 0),
        (date(2021, 5, 1), 1, -1),
    ],
)
def test_an_unsent_month_is_late_from_the_day_after(
    on: date, late_days: int, days_left: int
) -> None:
    found = standing(MARCH, status=FilingStatus.TO_SEND, first_sent_on=None, on=on)

    assert (found.late_days, found.days_left) == (late_days, days_left)


@pytest.mark.parametrize(
    ("status", "sent_on", "late_days"),
    [
        (FilingStatus.SENT, date(2021, 4, 30), 0),
        (FilingStatus.RECEIVED, date(2021, 5, 1), 1),
        (FilingStatus.RETURNED, date(2021, 4, 30), 31),
    ],
)
def test_the_first_sending_counts_unless_it_came_back(
    status: FilingStatus, sent_on: date, late_days: int
) -> None:
    found = standing(MARCH, status=status, first_sent_on=sent_on, on=date(2021, 5, 31))

    assert found.late_days == late_days
    assert found.is_late is (late_days > 0)


@pytest.mark.parametrize(
    ("first", "completed", "late_days", "is_completed_late"),
    [
        (date(2021, 4, 20), date(2021, 4, 30), 0, False),
        (date(2021, 4, 20), date(2021, 5, 1), 0, True),
        (date(2021, 5, 1), date(2021, 5, 20), 1, False),  # late already, and says so
        (date(2021, 4, 30), None, 0, False),
    ],
)
def test_a_month_sent_in_time_and_completed_late_says_both(
    first: date, completed: date | None, late_days: int, is_completed_late: bool
) -> None:
    found = standing(
        MARCH, status=FilingStatus.RECEIVED, first_sent_on=first, on=date(2021, 6, 1),
        completed_on=completed,
    )  # fmt: skip

    assert (found.late_days, found.is_completed_late) == (late_days, is_completed_late)


@pytest.mark.parametrize("text", ["2021-03", "2021/3", "202103", "2021年3月", " 2021.3 "])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert month_name(parse_month(text)) == "2021-03"


@pytest.mark.parametrize("text", ["2021-13", "2021", "March 2021", "0000-01", ""])
def test_what_is_no_month_is_said_so(text: str) -> None:
    with pytest.raises(BadInput) as told:
        parse_month(text)

    assert "month" in sentences(told.value.reasons, ENGLISH)[0]
    assert "月份" in sentences(told.value.reasons, CHINESE)[0]
