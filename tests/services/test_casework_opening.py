"""Which applications the indirect route takes: patents, amounts, the year's room."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.cast import (
    Cast,
    enter_patent,
    open_indirect,
    state_day,
    walk_to,
)
from tests.services.refusals import bad_input_told, refused

from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.commands import withdraw_case
from zhidai.services.cases.opening import NewCase, open_case

pytestmark = pytest.mark.django_db


def test_a_patent_with_2_9_years_left_is_refused_with_its_clause(cast: Cast) -> None:
    short = f"201429999921.{check_digit_of('201429999921')}"
    enter_patent(
        cast.enterprise, short, kind="utility_model", filing_date=date(2014, 1, 25),
        fee_paid_until="2022-01-25",
    )  # fmt: skip

    with refused() as told:
        open_indirect(cast, rights=(short,))

    assert told.codes == {("rule_broken_for_patent", "5.1.3.2")}
    assert short in told.in_both_languages()
    assert not Case.objects.exists()


def test_a_co_owned_patent_without_consent_is_refused_with_its_clause(cast: Cast) -> None:
    shared = f"201619999922.{check_digit_of('201619999922')}"
    enter_patent(
        cast.enterprise, shared, filing_date=date(2016, 9, 8), co_owned=True,
        co_owner_consents=False,
    )  # fmt: skip

    with refused() as told:
        open_indirect(cast, rights=(cast.right, shared))

    assert told.codes == {("rule_broken_for_patent", "5.1.3.3")}


def test_10000001_is_refused_with_both_clauses_and_10000000_is_not(cast: Cast) -> None:
    with refused() as told:
        open_indirect(cast, amount="10000001元")
    number = open_indirect(cast, amount="1000万元")

    assert told.codes == {("request_above_limit", "1"), ("request_above_limit", "4.2")}
    assert "10,000,001.00" in told.in_both_languages()
    assert Case.objects.get(number=number).amount == 1_000_000_000


def test_what_another_application_asks_for_is_reserved_until_it_ends(cast: Cast) -> None:
    other = f"201819999902.{check_digit_of('201819999902')}"
    enter_patent(cast.enterprise, other, filing_date=date(2018, 3, 15))
    first = open_indirect(cast, amount="800万元", key="first")

    with refused() as told:
        open_indirect(cast, amount="2000000.01元", rights=(other,), key="second")
    second = open_indirect(cast, amount="200万元", rights=(other,), key="third")
    withdraw_case(cast.enterprise, second, grounds="改用自有资金", key="withdraw")
    withdraw_case(cast.enterprise, first, grounds="改用自有资金", key="withdraw first")
    third = open_indirect(cast, amount="1000万元", rights=(other,), key="fourth")

    assert told.codes == {("request_above_limit", "4.2")}
    assert Case.objects.get(number=third).status == "open"


def test_a_grant_frees_the_room_that_was_asked_for_and_not_granted(cast: Cast) -> None:
    other = f"201819999902.{check_digit_of('201819999902')}"
    enter_patent(cast.enterprise, other, filing_date=date(2018, 3, 15))
    number = open_indirect(cast, amount="300万元", key="first")
    walk_to(cast, number, "formal_report")  # both approve 300万元
    lower = open_indirect(cast, amount="700万元", rights=(other,), key="second")

    with refused() as told:
        withdraw_case(cast.bank, lower, grounds="不办了", key="by the bank")
    withdraw_case(cast.enterprise, lower, grounds="不办了", key="by the enterprise")

    assert {code for code, _ in told.codes} == {"only_the_enterprise_withdraws"}
    assert Case.objects.get(number=lower).status == "withdrawn"


def test_a_pledged_patent_is_refused_by_its_rule_and_by_the_database(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "confirm_guarantee")

    with refused() as told:
        open_indirect(cast, key="again")

    assert told.codes == {("rule_broken_for_patent", "5.1.2")}
    pledged = Pledge.objects.get(case__number=number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.create(
            right=pledged.right,
            case=pledged.case,
            pledgee=pledged.pledgee,
            registration_number="Y-second",
            registered_on=date(2021, 3, 1),
        )


def test_an_enterprise_registered_elsewhere_is_told_so_by_its_clause(cast: Cast) -> None:
    Party.objects.filter(pk=cast.enterprise.party_id).update(place="南昌市")

    with refused() as told:
        open_indirect(cast)

    assert told.codes == {("rule_broken", "5.1.1")}


def test_no_case_is_opened_once_the_trial_is_over(cast: Cast) -> None:
    state_day(date(2023, 9, 29))

    with bad_input_told() as told:
        open_indirect(cast)

    assert {code for code, _ in told.codes} == {"scheme_not_in_force_on"}


def applying(cast: Cast, **parties: int) -> NewCase:
    """An application by the indirect route with the usual parties, save for those given."""
    usual = {role: getattr(cast, role).party_id for role in ("bank", "guarantor", "appraiser")}
    return NewCase(
        scheme="ganzhou-2020",
        route="indirect",
        amount="300万元",
        parties={**usual, **parties},
        rights=(cast.right,),
    )


def test_a_second_bank_is_refused_and_not_left_out_in_silence(cast: Cast) -> None:
    second = applying(cast, second_bank=cast.other_bank.party_id)

    with bad_input_told() as told:
        open_case(cast.enterprise, second, key="two banks")

    assert told.codes == {("party_of_kind_taken", None)}
    assert cast.other_bank.party_name in told.in_both_languages()
    assert not Case.objects.exists()


def test_a_party_of_another_kind_takes_no_role_of_the_route(cast: Cast) -> None:
    with bad_input_told() as told:
        open_case(cast.enterprise, applying(cast, guarantor=cast.bank.party_id), key="bank twice")

    assert ("party_not_chosen", None) in told.codes
    assert not Case.objects.exists()


def test_the_database_keeps_one_party_once_in_a_case(cast: Cast) -> None:
    case = Case.objects.get(number=open_indirect(cast))

    with pytest.raises(IntegrityError, match=r"party"), transaction.atomic():
        CaseParty.objects.create(case=case, role="again", party_id=cast.guarantor.party_id)
