"""Every title, heading and notice of a ledger's report is said in both languages."""

from datetime import date
from decimal import Decimal

from tests.core.ledger.ledger_cast import loan, report

from zhidai.core.ledger.report import LedgerReport
from zhidai.wording.ledger.workbooks import workbooks
from zhidai.wording.speech import CHINESE, ENGLISH


def words(found: LedgerReport, language: str) -> list[str]:
    sections = [one for part in workbooks(found, language).values() for one in part]
    return [
        text
        for one in sections
        for text in (one.title, one.empty, *one.notes, *(each.heading for each in one.columns))
        if text
    ]


def test_no_word_of_the_report_is_the_same_in_both_languages() -> None:
    late = loan(overdue_days=70, guarantee_fee=Decimal("1.00"))
    breaking = loan("JJ-2", due_on=date(2023, 3, 1))
    found = report(late, breaking)

    english, chinese = words(found, ENGLISH), words(found, CHINESE)

    assert len(english) == len(chinese) > 80
    assert [one for one, other in zip(english, chinese, strict=True) if one == other] == []


def test_no_english_is_left_in_the_cells_of_a_chinese_report() -> None:
    found = report(loan(overdue_days=70), loan("JJ-2", due_on=date(2023, 3, 1)))
    sections = [one for part in workbooks(found, CHINESE).values() for one in part]

    texts = [cell for one in sections for row in one.rows for cell in row if isinstance(cell, str)]

    known = ("JJ-", "LPR", "–", "☐")
    strange = {
        text
        for text in texts
        if any(each.isascii() and each.isalpha() for each in text)
        and not any(mark in text for mark in known)
    }
    assert texts
    assert strange == set()
