"""Planted anomalies are found with their evidence; clean books give none."""

import copy
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.anomalies.appraisers import median
from zhidai.core.anomalies.book import (
    AnomalyKind,
    Book,
    BookLoan,
    BookPledge,
    EvidenceLine,
    Finding,
)
from zhidai.core.anomalies.dealing import is_dealt_with, marks, seen_as
from zhidai.core.anomalies.loans import is_quarter_end
from zhidai.core.anomalies.search import search
from zhidai.core.errors import BadInput
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.reference.table import read_table
from zhidai.wording.speech import CHINESE, ENGLISH, sentences

TODAY = date(2022, 6, 30)
LIMITS = anomaly_parameters(TODAY)
FEBRUARY = date(2021, 2, 10)  # not the end of a quarter


def a_loan(loan: str = "HT-1", **changed: Any) -> BookLoan:
    """3,000,000 on a value of 5,000,000 by both."""
    sound = BookLoan(
        loan=loan,
        case=f"ZD-{loan}",
        enterprise=f"企业{loan}（虚构）",
        bank="丙银行（虚构）",
        appraiser="己评估（虚构）",
        principal=Decimal("3000000.00"),
        drawn_on=FEBRUARY,
        appraised_value=Decimal("5000000.00"),
        market_value=Decimal("5000000.00"),
    )
    return replace(sound, **changed)


def a_pledge(
    registered_on: date, *, days: int | None = 365, loan_after: int | None = 3, right: str = "专利1"
) -> BookPledge:
    case = f"ZD-{right}-{registered_on}"
    return BookPledge(
        right=right,
        case=case,
        enterprise="企业（虚构）",
        registered_on=registered_on,
        released_on=None if days is None else registered_on + timedelta(days=days),
        loan=None if loan_after is None else f"HT-{case}",
        drawn_on=None if loan_after is None else registered_on + timedelta(days=loan_after),
    )


def found(
    loans: Sequence[BookLoan] = (), pledges: Sequence[BookPledge] = (), *, on: date = TODAY
) -> list[Finding]:
    return list(search(Book(loans=tuple(loans), pledges=tuple(pledges)), LIMITS, on=on))


def kinds(findings: Sequence[Finding]) -> list[str]:
    return [str(one.kind) for one in findings]


@pytest.mark.parametrize(("second", "times"), [(90, 2), (91, None)])
def test_a_right_pledged_and_released_in_short_cycles(second: int, times: int | None) -> None:
    pledges = [
        a_pledge(date(2021, 3, 1), days=90),
        a_pledge(date(2021, 7, 1), days=second),
        a_pledge(date(2021, 3, 1), days=400, right="专利2"),
    ]

    findings = found(pledges=pledges)

    assert kinds(findings) == ([AnomalyKind.SHORT_CYCLES] if times else [])
    if times:
        (one,) = findings
        assert (one.subject, one.measured, one.threshold) == ("专利1", 2, 2)
        assert [line.on for line in one.evidence] == [date(2021, 3, 1), date(2021, 7, 1)]
        assert [line.measured for line in one.evidence] == [90, 90]


@pytest.mark.parametrize(("apart", "is_found"), [(365, True), (366, False)])
def test_cycles_count_within_a_year(apart: int, is_found: bool) -> None:
    first = date(2021, 1, 4)

    pledges = [a_pledge(first, days=20), a_pledge(first + timedelta(days=apart), days=20)]

    assert bool(found(pledges=pledges, on=date(2023, 1, 1))) is is_found


def test_a_pledge_that_goes_on_is_no_cycle() -> None:
    pledges = [a_pledge(date(2021, 3, 1), days=30), a_pledge(date(2021, 5, 1), days=None)]

    assert found(pledges=pledges) == []


@pytest.mark.parametrize(
    ("pledge", "waited"),
    [
        (a_pledge(date(2021, 3, 1), days=None, loan_after=30), None),
        (a_pledge(date(2021, 3, 1), days=None, loan_after=31), 31),
        (a_pledge(TODAY - timedelta(days=30), days=None, loan_after=None), None),
        (a_pledge(TODAY - timedelta(days=31), days=None, loan_after=None), 31),
        (a_pledge(date(2021, 3, 1), days=30, loan_after=None), None),
        (a_pledge(date(2021, 3, 1), days=200, loan_after=None), 200),
    ],
)
def test_a_registration_without_a_loan(pledge: BookPledge, waited: int | None) -> None:
    findings = found(pledges=[pledge])

    assert [int(one.measured) for one in findings] == ([] if waited is None else [waited])
    assert kinds(findings) == [AnomalyKind.REGISTRATION_WITHOUT_LOAN] * len(findings)


def test_a_case_with_two_rights_and_no_loan_is_one_finding_with_both() -> None:
    pledge = a_pledge(date(2021, 3, 1), days=None, loan_after=None)

    (one,) = found(pledges=[pledge, replace(pledge, right="专利2")])

    assert one.subject == pledge.case
    assert [line.right for line in one.evidence] == ["专利1", "专利2"]


@pytest.mark.parametrize(
    ("principal", "ratio"),
    [
        ("4000000.00", None),
        ("4000000.01", "0.8000"),
        ("4500000.00", "0.9000"),
        ("250000.00", None),
        ("249999.99", "0.0500"),
    ],
)
def test_an_amount_out_of_line_with_the_lower_value(principal: str, ratio: str | None) -> None:
    loan = a_loan(principal=Decimal(principal), appraised_value=Decimal("9000000.00"))

    findings = found([loan])

    assert [str(one.measured) for one in findings] == ([] if ratio is None else [ratio])


def test_a_loan_that_nobody_valued_is_not_judged() -> None:
    assert found([a_loan(appraised_value=None, market_value=None)]) == []


@pytest.mark.parametrize(
    ("second", "apart", "is_found"),
    [
        ("9000000.00", 90, True),
        ("8999999.99", 90, False),
        ("10000000.00", 90, True),
        ("10000000.01", 90, False),
        ("9500000.00", 91, False),
    ],
)
def test_loans_split_just_under_a_cap(second: str, apart: int, is_found: bool) -> None:
    value = Decimal("20000000.00")
    own = {"enterprise": "同一企业（虚构）", "appraised_value": value, "market_value": value}
    loans = [
        a_loan("HT-1", principal=Decimal("9900000.00"), **own),
        a_loan(
            "HT-2",
            principal=Decimal(second),
            drawn_on=FEBRUARY + timedelta(days=apart),
            **own,
        ),
    ]

    findings = found(loans)

    assert kinds(findings) == [AnomalyKind.SPLIT_UNDER_A_CAP] * is_found
    if is_found:
        assert findings[0].measured == Decimal("9900000.00") + Decimal(second)
        assert [line.loan for line in findings[0].evidence] == ["HT-1", "HT-2"]


def test_two_enterprises_do_not_split_a_loan_between_them() -> None:
    value = Decimal("20000000.00")
    same = {"principal": Decimal("9900000.00"), "appraised_value": value, "market_value": value}

    assert found([a_loan("HT-1", **same), a_loan("HT-2", **same)]) == []


@pytest.mark.parametrize(
    ("late", "others", "is_found"), [(5, 5, True), (5, 6, False), (9, 0, False), (10, 0, True)]
)
def test_drawdowns_bunched_at_the_ends_of_quarters(late: int, others: int, is_found: bool) -> None:
    ends = [
        a_loan(f"末{place}", drawn_on=date(2021, 3, 25) + timedelta(days=place % 7))
        for place in range(late)
    ]
    rest = [a_loan(f"中{place}", drawn_on=FEBRUARY) for place in range(others)]

    findings = found([*ends, *rest])

    assert kinds(findings) == [AnomalyKind.QUARTER_END_BUNCHING] * is_found
    assert all(len(one.evidence) == late for one in findings)


@pytest.mark.parametrize(
    ("day", "is_end"),
    [
        (date(2021, 3, 24), False),
        (date(2021, 3, 25), True),
        (date(2021, 3, 31), True),
        (date(2021, 4, 1), False),
        (date(2021, 12, 31), True),
        (date(2021, 12, 24), False),
    ],
)
def test_the_last_seven_days_of_a_quarter(day: date, is_end: bool) -> None:
    assert is_quarter_end(day, 7) is is_end


def appraised(name: str, ratios: Sequence[str]) -> list[BookLoan]:
    return [
        a_loan(
            f"{name}{place}",
            appraiser=name,
            appraised_value=Decimal("5000000.00") * Decimal(ratio),
        )
        for place, ratio in enumerate(ratios)
    ]


@pytest.mark.parametrize(
    ("ratios", "is_found"),
    [
        (["1.3"] * 8, True),
        (["1.25"] * 8, True),
        (["1.2499"] * 8, False),
        (["1.3"] * 7, False),
        (["1.5"] * 7 + ["0.9"], False),  # 87.5 % above the market
        (["1.5"] * 9 + ["0.9"], True),  # 90 %
    ],
)
def test_an_appraiser_that_is_always_high(ratios: list[str], is_found: bool) -> None:
    findings = found([*appraised("高评", ratios), *appraised("平评", ["1.0"] * 8)])

    assert [one.subject for one in findings] == ["高评"] * is_found
    assert all(len(one.evidence) == len(ratios) for one in findings)
    lines = [line for one in findings for line in one.evidence]
    assert [line.measured for line in lines] == [
        ((line.amount or 0) / (line.against or 1)).quantize(Decimal("0.0001")) for line in lines
    ]


def test_where_all_appraise_alike_nobody_stands_out() -> None:
    assert found([*appraised("甲", ["1.3"] * 8), *appraised("乙", ["1.3"] * 8)]) == []


def test_alone_an_appraiser_is_held_against_the_market() -> None:
    (one,) = found(appraised("唯一", ["1.3"] * 8))

    assert (str(one.measured), str(one.threshold)) == ("1.3000", "1.2500")


def clean_book(seed: int, size: int = 400) -> Book:
    """A plausible city: loans of a year all over the quarter, values about the market."""
    chance = random.Random(seed)  # noqa: S311 - test data
    loans, pledges = [], []
    for place in range(size):
        drawn_on = date(2020, 10, 1) + timedelta(days=chance.randrange(600))
        value = Decimal(chance.randrange(200, 2000)) * 10_000
        appraised_value = value * Decimal(chance.randrange(90, 112)) / 100
        lower = min(value, appraised_value)
        loans.append(
            a_loan(
                f"HT-{place}",
                enterprise=f"企业{place % 150}（虚构）",
                bank=f"银行{place % 5}（虚构）",
                appraiser=f"评估{place % 4}（虚构）",
                principal=min(lower * Decimal(chance.randrange(20, 80)) / 100, Decimal(4_400_000)),
                drawn_on=drawn_on,
                appraised_value=appraised_value,
                market_value=value,
            )
        )
        pledges.append(
            a_pledge(
                drawn_on - timedelta(days=chance.randrange(1, 25)),
                days=chance.randrange(200, 400),
                loan_after=chance.randrange(1, 25),
                right=f"专利{place}",
            )
        )
    return Book(loans=tuple(loans), pledges=tuple(pledges))


@pytest.mark.parametrize("seed", range(12))
def test_clean_books_give_nothing(seed: int) -> None:
    assert search(clean_book(seed), LIMITS, on=date(2023, 1, 1)) == ()


def test_every_kind_planted_into_a_clean_book_is_found_and_nothing_else() -> None:
    clean = clean_book(99)
    big = Decimal("30000000.00")
    planted = Book(
        loans=(
            *clean.loans,
            a_loan("越线", principal=Decimal("4900000.00")),
            *(
                a_loan(
                    f"拆{place}",
                    enterprise="拆分企业（虚构）",
                    principal=Decimal("9800000.00"),
                    appraised_value=big,
                    market_value=big,
                )
                for place in range(2)
            ),
            *(
                a_loan(f"冲量{place}", bank="冲量银行（虚构）", drawn_on=date(2021, 6, 28))
                for place in range(10)
            ),
            *appraised("高评机构", ["1.4"] * 8),
        ),
        pledges=(
            *clean.pledges,
            a_pledge(date(2021, 3, 1), days=20, right="循环专利"),
            a_pledge(date(2021, 4, 1), days=20, right="循环专利"),
            a_pledge(date(2021, 3, 1), days=None, loan_after=None, right="空登记"),
        ),
    )

    findings = search(planted, LIMITS, on=date(2023, 1, 1))

    assert [(str(one.kind), one.subject) for one in findings] == [
        ("short_cycles", "循环专利"),
        ("registration_without_loan", "ZD-空登记-2021-03-01"),
        ("amount_out_of_line", "越线"),
        ("split_under_a_cap", "拆分企业（虚构）"),
        ("quarter_end_bunching", "冲量银行（虚构）"),
        ("appraiser_always_high", "高评机构"),
    ]


@given(st.permutations(list(range(30))))
@settings(max_examples=15)
def test_the_order_of_the_book_does_not_matter(order: list[int]) -> None:
    book = clean_book(7, size=30)
    shuffled = Book(
        loans=tuple(book.loans[place] for place in order),
        pledges=tuple(book.pledges[place] for place in order),
    )
    strict = replace(LIMITS, ratio_high=Decimal("0.5"), loan_within_days=10, bunching_loans=1)

    assert search(shuffled, strict, on=TODAY) == search(book, strict, on=TODAY)


@pytest.mark.parametrize(
    ("values", "middle"), [(["1"], "1"), (["3", "1"], "2"), (["5", "1", "2"], "2")]
)
def test_the_median(values: list[str], middle: str) -> None:
    assert median(map(Decimal, values)) == Decimal(middle)


@pytest.mark.parametrize(
    ("name", "content"),
    [("ratio_high", "0.8"), ("cycle_days", "0天"), ("bunching_loans", "ten"), ("caps", [{}])],
)
def test_thresholds_that_cannot_be_used_are_said_so(name: str, content: object) -> None:
    table = copy.deepcopy(read_table("anomalies"))
    table["values"][0][name] = content

    with pytest.raises(BadInput) as told:
        anomaly_parameters(TODAY, table)

    assert "thresholds" in sentences(told.value.reasons, ENGLISH)[0]
    assert "阈值" in sentences(told.value.reasons, CHINESE)[0]


def waiting(case: str, measured: str, **more: Any) -> EvidenceLine:
    said = {"loan": None, "right": "R1", "on": date(2021, 1, 4), **more}
    return EvidenceLine(case=case, measured=Decimal(measured), **said)


def finding(kind: AnomalyKind, *lines: EvidenceLine) -> Finding:
    return Finding(
        kind=kind, subject="s", measured=Decimal(1), threshold=Decimal(1), evidence=lines
    )


@pytest.mark.parametrize(
    ("later", "still"),
    [
        ((waiting("A", "90"), waiting("B", "5")), True),  # the same records, more days
        ((waiting("A", "90"),), True),  # one of them is gone
        ((waiting("A", "90"), waiting("C", "5")), False),
        ((waiting("A", "90"), waiting("B", "5", until=date(2021, 5, 1))), False),
        ((waiting("A", "90", loan="L"), waiting("B", "5")), False),
    ],
)
def test_a_finding_dealt_with_is_open_again_when_it_rests_on_something_new(
    later: tuple[EvidenceLine, ...], still: bool
) -> None:
    kind = AnomalyKind.REGISTRATION_WITHOUT_LOAN
    looked_at = marks(finding(kind, waiting("A", "40"), waiting("B", "35")))

    assert is_dealt_with(finding(kind, *later), looked_at) is still


def test_another_value_is_new_evidence_and_shows_in_what_was_seen() -> None:
    kind = AnomalyKind.AMOUNT_OUT_OF_LINE
    before, after = (finding(kind, waiting("A", ratio)) for ratio in ("0.85", "0.9"))

    assert not is_dealt_with(after, marks(before))
    assert seen_as(before) != seen_as(after)
    assert seen_as(before) == seen_as(finding(kind, waiting("A", "0.85")))
