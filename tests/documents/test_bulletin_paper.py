"""The bulletin on paper: its tables keep room for the names of banks and industries."""

import re
from dataclasses import replace
from datetime import date

from tests.core.statistics.statistics_cast import fictional_city

from zhidai.core.statistics.bulletin import bulletin, parse_quarter
from zhidai.core.statistics.facts import DrawnLoan
from zhidai.documents.letters.bulletin import bulletin_paper
from zhidai.wording.bulletin import told


def in_english(loan: DrawnLoan) -> DrawnLoan:
    where = replace(
        loan.places,
        bank="Demonstration Bank of the Northern Counties (fictional)",
        industry="Information and software services",
    )
    return replace(loan, amount=loan.amount * 100, places=where)


def pages(language: str) -> int:
    city = fictional_city()
    facts = replace(city, loans=tuple(map(in_english, city.loans)))
    words = told(bulletin(facts, parse_quarter("2021Q1")), language)
    paper = bulletin_paper(words, dated=date(2021, 3, 31), fictional=True)
    return len(re.findall(rb"/Type/Page\b", paper))


def test_long_english_headings_do_not_squeeze_the_names_to_one_letter_a_line() -> None:
    """With four long headings the column of the names was a few pixels wide, a page more."""
    assert pages("en") == pages("zh-hans") == 5
