"""Answers that cannot be are refused with the field, whatever scheme asks for them."""

from datetime import date

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.policy.facts import read_facts
from zhidai.schemes.reader import shipped


def codes(data: dict[str, object]) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_facts(shipped("ganzhou-2020"), data)
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.parametrize("employees", ["5.5人", "一点五人"])
def test_people_are_counted_whole(employees: str) -> None:
    assert codes({"enterprise": {"employees": employees}}) == ["fact_not_whole"]


def test_a_whole_number_of_people_is_read() -> None:
    facts = read_facts(shipped("ganzhou-2020"), {"enterprise": {"employees": "120.0人"}})

    assert facts.values["enterprise.employees"].content == 120


@pytest.mark.parametrize("day", ["9999-12-31", date(9999, 12, 31), "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_refused(day: object) -> None:
    assert codes({"patents": [{"fee_paid_until": day}]}) == ["fact_day_out_of_range"]


def test_no_patent_was_filed_before_the_patent_law() -> None:
    assert codes({"patents": [{"filing_date": "1985-03-31"}]}) == ["case_patent_before_law"]
    assert read_facts(shipped("ganzhou-2020"), {"patents": [{"filing_date": "1985-04-01"}]})
