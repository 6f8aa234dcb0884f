"""Entering patents: number, kind, year, owner; and what follows from them on a day."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import (
    INVENTION,
    TODAY,
    Cast,
    do,
    enter_patent,
    open_indirect,
    state_day,
    walk_to,
)
from tests.services.refusals import bad_input_told, refused

from zhidai.db.rights.models import IpRight
from zhidai.services.cases.commands import complete_task
from zhidai.services.refusal import NotFound
from zhidai.services.rights.commands import enter_right, update_right
from zhidai.services.rights.queries import right_of, rights_of

pytestmark = pytest.mark.django_db


def test_a_wrong_check_digit_says_which_digit_was_expected(cast: Cast) -> None:
    with bad_input_told() as told:
        enter_patent(cast.enterprise, "ZL201710601862.4")

    assert {code for code, _ in told.codes} == {"patent_check_digit_wrong"}
    assert told.reasons[0].parameters["expected"] == "3"
    assert "3" in told.in_both_languages()


def test_a_number_is_kept_as_the_register_writes_it(cast: Cast) -> None:
    enter_patent(cast.enterprise, "zl 201710601862.3")

    assert IpRight.objects.filter(number="201710601862.3").exists()


@pytest.mark.parametrize(
    ("kind", "filing_date", "code"),
    [
        ("utility_model", date(2017, 7, 21), "right_kind_differs"),
        ("invention", date(2018, 1, 1), "right_filed_after_number"),
        ("invention", date(2021, 3, 2), "right_filed_in_the_future"),
        ("invention", date(1985, 3, 31), "right_filed_before_law"),
    ],
)
def test_kind_and_year_must_agree_with_the_number(
    cast: Cast, kind: str, filing_date: date, code: str
) -> None:
    with bad_input_told() as told:
        enter_patent(cast.enterprise, "201710601862.3", kind=kind, filing_date=filing_date)

    assert code in {each for each, _ in told.codes}


def test_a_divisional_may_be_filed_before_the_year_in_its_number(cast: Cast) -> None:
    enter_patent(cast.enterprise, "201710601862.3", filing_date=date(2016, 12, 30))

    assert right_of(cast.enterprise, "201710601862.3").expires_on == date(2036, 12, 30)


def test_a_patent_of_another_enterprise_is_refused_without_naming_it(cast: Cast) -> None:
    with refused() as told:
        enter_patent(cast.other_enterprise, INVENTION)
    with refused() as own:
        enter_right(
            cast.enterprise, INVENTION, kind="invention", title="又一次",
            filing_date=date(2017, 7, 21), facts={}, key="once more",
        )  # fmt: skip

    assert told.codes == {("right_of_another", "5.1.2")}
    assert "甲精密" not in told.in_both_languages()
    assert {code for code, _ in own.codes} == {"right_entered_already"}


def test_only_an_enterprise_has_patents(cast: Cast) -> None:
    with pytest.raises(NotFound):
        enter_patent(cast.bank, "201710601862.3")
    with pytest.raises(NotFound):
        rights_of(cast.bank)


def test_what_nobody_asks_about_a_patent_is_bad_input(cast: Cast) -> None:
    with bad_input_told() as told:
        enter_patent(cast.enterprise, "201710601862.3", shoe_size="42")

    assert {code for code, _ in told.codes} == {"fact_not_asked"}


def test_a_patent_shows_its_end_what_is_left_and_its_fee(cast: Cast) -> None:
    right = right_of(cast.enterprise, INVENTION)

    assert right.expires_on == date(2037, 7, 21)
    assert (right.is_expired, right.remaining_months.quantize(Decimal("0.1"))) == (
        False,
        Decimal("196.6"),
    )
    assert (right.fee.status, right.fee.due_on) == ("paid", date(2022, 7, 21))
    assert right.pledge is None


def test_a_fee_not_paid_runs_from_grace_to_lapse(cast: Cast) -> None:
    update_right(cast.enterprise, INVENTION, {"fee_paid_until": "2021-07-21"}, key="fee")

    positions = []
    for day in (date(2021, 7, 21), date(2021, 7, 22), date(2022, 1, 21), date(2022, 1, 22)):
        state_day(day)
        positions.append(right_of(cast.enterprise, INVENTION).fee.status)

    assert positions == ["payable", "in_grace", "in_grace", "lapsed"]


def test_a_pledged_patent_shows_its_pledge_and_its_case(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "register_pledge")
    assert right_of(cast.enterprise, INVENTION).pledge is None

    do(cast, number, "register_pledge")

    right = right_of(cast.enterprise, INVENTION)
    assert right.pledge is not None
    assert (right.pledge.case, right.pledge.pledgee) == (number, "戊担保公司（虚构）")
    assert right.open_cases == (number,)


def test_an_owner_declares_a_pledge_outside_the_platform(cast: Cast) -> None:
    update_right(cast.enterprise, INVENTION, {"already_pledged": True}, key="pledged elsewhere")

    assert right_of(cast.enterprise, INVENTION).initial["patent.already_pledged"] is True
    assert IpRight.objects.get(number=INVENTION).facts["already_pledged"] == {
        "value": True,
        "evidence": "declared",
    }


def test_a_right_keeps_the_day_on_which_its_owner_last_declared_something(cast: Cast) -> None:
    entered = IpRight.objects.get(number=INVENTION).facts_updated_on
    state_day(date(2021, 3, 5))

    update_right(cast.enterprise, INVENTION, {"clear_title": False}, key="disputed")

    assert entered == TODAY
    assert IpRight.objects.get(number=INVENTION).facts_updated_on == date(2021, 3, 5)


def test_another_enterprise_does_not_see_or_change_it(cast: Cast) -> None:
    assert rights_of(cast.other_enterprise) == []
    with pytest.raises(NotFound):
        update_right(cast.other_enterprise, INVENTION, {"clear_title": False}, key="x")


@pytest.mark.parametrize("paid_until", ["9999-12-31", "2037-07-22", "2017-07-20"])
def test_annual_fees_are_paid_within_the_term_of_the_patent(cast: Cast, paid_until: str) -> None:
    with bad_input_told():
        update_right(cast.enterprise, INVENTION, {"fee_paid_until": paid_until}, key="fee")
    with bad_input_told():
        enter_patent(cast.enterprise, "201710601862.3", fee_paid_until=paid_until)

    assert right_of(cast.enterprise, INVENTION).fee.due_on == date(2022, 7, 21)


def test_a_fee_date_kept_from_before_the_check_does_not_break_the_list(cast: Cast) -> None:
    row = IpRight.objects.get(number=INVENTION)
    row.facts = {**row.facts, "fee_paid_until": {"value": "2199-12-31", "evidence": "declared"}}
    row.save(update_fields=["facts"])

    assert right_of(cast.enterprise, INVENTION).fee.status == "paid"


@pytest.mark.parametrize("character", ["\U00020bb7", "😀", "\u200b"])
def test_a_title_that_no_letter_could_show_is_refused_at_entry(cast: Cast, character: str) -> None:
    with bad_input_told() as told:
        enter_right(
            cast.enterprise, "201710601862.3", kind="invention", title=f"一种{character}装置",
            filing_date=date(2017, 7, 21), facts={}, key="rare",
        )  # fmt: skip

    assert {code for code, _ in told.codes} == {"character_not_settable"}
    assert f"U+{ord(character):04X}" in told.in_both_languages()


def test_a_fee_date_and_a_text_of_a_case_are_held_to_the_same(cast: Cast) -> None:
    number = open_indirect(cast)

    with bad_input_told() as late:
        complete_task(
            cast.enterprise, number, "file_patents", uploads=[], key="late",
            facts={"patents": {INVENTION: {"fee_paid_until": "2037-07-22"}}},
        )  # fmt: skip
    with bad_input_told() as rare:
        walk_to(cast, number, "register_pledge")
        do(cast, number, "register_pledge", changed={"registration.number": "登记\U00020bb7号"})

    assert {code for code, _ in late.codes} == {"fee_paid_outside_term"}
    assert {code for code, _ in rare.codes} == {"character_not_settable"}
