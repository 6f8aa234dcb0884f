"""Early warnings of running loans: raised by the day or a report, shown to whom they concern."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.services.money_cast import (
    City,
    a_city_that_is_paid,
    drawn_loan,
    event_kinds,
    fresh_key,
    loan,
    on,
)
from tests.services.refusals import refused

from zhidai.db.early_warning.models import EarlyWarning, EventReport, WarningClosing
from zhidai.db.history.models import BusinessDate
from zhidai.db.rights.models import IpRight
from zhidai.services.acting import Acting
from zhidai.services.early_warning.commands import close_warning, report_event
from zhidai.services.early_warning.queries import report_form, warning_rows, warning_view
from zhidai.services.early_warning.views import WarningRow
from zhidai.services.history.queries import verify
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view
from zhidai.services.refusal import NotFound
from zhidai.services.rights.commands import update_right
from zhidai.services.sweep.commands import move_business_date, sweep

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_city_that_is_paid

TODAY = date(2021, 3, 1)
RULING = "（2021）赣07民初1号（虚构）"


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent  # pays by itself


@pytest.fixture
def patent(key: str) -> str:
    return str(loan(key).case.rights.get().right.number)


def report(acting: Acting, key: str, trigger: str, **more: Any) -> list[str]:
    said = {"happened_on": TODAY, "source": RULING, "key": fresh_key(), **more}
    answer = report_event(acting, loan(key).case.number, trigger=trigger, **said)
    return list(answer["warnings"])


def triggers(acting: Acting, status: str = "open") -> list[str]:
    return [str(row.trigger) for row in warning_rows(acting, status=status)]


def fees(acting: Acting) -> list[WarningRow]:
    return [row for row in warning_rows(acting) if row.trigger.startswith("annual_fee")]


def declare(city: City, patent: str, **facts: Any) -> None:
    update_right(city.enterprise5, patent, facts, key=fresh_key())


def test_a_fee_is_told_when_payable_and_when_late_and_ends_when_it_is_paid(
    city: City, key: str, patent: str
) -> None:
    filed = IpRight.objects.get(number=patent).filing_date
    due = filed.replace(year=2021)
    assert TODAY + timedelta(days=10) < due
    declare(city, patent, fee_paid_until=due.isoformat())

    on(due - timedelta(days=10))
    move_business_date(due - timedelta(days=8))
    (payable,) = fees(city.bank)
    assert (str(payable.trigger), payable.subject) == ("annual_fee_payable", patent)
    assert payable.owner.zh == city.enterprise5.party_name
    assert payable.due_on == due
    move_business_date(due + timedelta(days=2))
    late, ended = sorted(fees(city.bank), key=lambda row: row.closed_on is not None)
    assert (str(late.trigger), late.outcome) == ("annual_fee_in_grace", None)
    assert (ended.number, ended.outcome) == (payable.number, "no_longer_so")

    declare(city, patent, fee_paid_until=due.replace(year=2023).isoformat())
    move_business_date(due + timedelta(days=3))
    assert {row.outcome for row in fees(city.bank)} == {"no_longer_so"}
    assert list(verify()) == []


def test_a_report_raises_its_warning_at_once_for_those_it_concerns(
    city: City, key: str, patent: str
) -> None:
    (number,) = report(city.guarantor, key, "preservation", right=patent)

    for acting in (city.bank, city.guarantor, city.appraiser, city.bureau, city.finance):
        assert triggers(acting) == ["preservation"]
    assert triggers(city.enterprise5) == ["preservation"]
    assert triggers(city.treasury) == []
    for stranger in (city.bank2, city.enterprise1):
        assert triggers(stranger) == []
        with pytest.raises(NotFound):
            warning_view(stranger, number)
    view = warning_view(city.bank, number)
    assert (view.row.owner.zh, view.row.due_on) == (city.bank.party_name, date(2021, 3, 6))
    assert view.evidence == {"source": RULING}
    assert event_kinds(f"warning:{number}") == ["warning.raised"]


def test_misuse_of_the_money_is_not_shown_to_the_enterprise(city: City, key: str) -> None:
    (number,) = report(city.bank, key, "funds_misused")

    assert triggers(city.finance) == ["funds_misused"]
    assert triggers(city.enterprise5) == []
    with pytest.raises(NotFound):
        warning_view(city.enterprise5, number)
    assert "funds_misused" not in {
        str(trigger) for trigger, _ in report_form(city.enterprise5, _case(key)).triggers
    }


@pytest.mark.parametrize(
    ("value", "raised"), [("2999999.99元", 1), ("3000000.00元", 0), ("500万元", 0)]
)
def test_a_revaluation_warns_below_the_unpaid_principal_only(
    city: City, key: str, value: str, raised: int
) -> None:
    found = report(city.appraiser, key, "revalued_below_loan", amount=value)

    assert len(found) == raised
    assert EventReport.objects.count() == 1


def test_a_warning_is_closed_by_its_owner_once_with_what_was_done(
    city: City, key: str, patent: str
) -> None:
    (number,) = report(city.guarantor, key, "owner_changed", right=patent)

    def close(acting: Acting, outcome: str = "secured", grounds: str = "已补充保证") -> None:
        close_warning(acting, number, outcome=outcome, grounds=grounds, key=fresh_key())

    for attempt, code in (
        (lambda: close(city.guarantor), "warning_closed_by_its_owner"),
        (lambda: close(city.bank, outcome="loan_ended"), "warning_outcome_unknown"),
        (lambda: close(city.bank, grounds=" "), "warning_closing_needs_grounds"),
    ):
        with refused() as told:
            attempt()
        assert told.codes == {(code, "8.3")}
    close(city.bank)
    with refused() as told:
        close(city.bank)
    assert told.codes == {("warning_closed_already", "8.3")}
    assert triggers(city.bureau) == []
    view = warning_view(city.bureau, number)
    assert (view.row.outcome, view.grounds) == ("secured", "已补充保证")
    move_business_date(date(2021, 3, 3))
    assert triggers(city.bank) == []  # closed, it is not raised again


def test_the_work_of_a_day_done_twice_raises_once(city: City, key: str, patent: str) -> None:
    declare(city, patent, under_preservation=True)
    move_business_date(date(2021, 3, 2))
    BusinessDate.objects.update(swept_until=None)
    sweep(date(2021, 3, 2))

    assert triggers(city.bank) == ["preservation"]
    declare(city, patent, clear_title=True)  # something else is declared meanwhile
    move_business_date(date(2021, 3, 4))
    assert triggers(city.bank) == ["preservation"]


def test_another_overdue_loan_of_the_enterprise_is_told_without_naming_it(
    city: City, key: str
) -> None:
    first = drawn_loan(city, "enterprise1", amount="100万元")
    case = loan(key).case
    type(case).objects.filter(pk=case.pk).update(enterprise=loan(first).case.enterprise)
    move_business_date(date(2021, 3, 22))  # the loan of enterprise1 misses its first interest

    told = [row for row in warning_rows(city.bank) if row.case == case.number]

    assert [str(row.trigger) for row in told] == ["overdue_elsewhere"]
    view = warning_view(city.bank, told[0].number)
    assert view.evidence == {"overdue_since": "2021-03-22"}
    assert first not in str(view)


def test_the_warnings_of_a_repaid_loan_end_with_it(city: City, key: str) -> None:
    report(city.bank, key, "litigation")
    on(date(2021, 3, 2))
    owed = loan_view(city.bank, key).settlement
    record_repayment(city.bank, key, amount=f"{owed.total / 100:.2f}元", key=fresh_key())

    move_business_date(date(2021, 3, 3))

    (row,) = warning_rows(city.bank, case=_case(key))
    assert row.outcome == "loan_ended"
    with refused() as told:
        report(city.bank, key, "litigation")
    assert told.codes == {("event_of_a_running_loan_only", "8.3")}


@pytest.mark.parametrize(
    ("trigger", "more", "code"),
    [
        ("annual_fee_lapsed", {}, "event_kind_unknown"),
        ("weather", {}, "event_kind_unknown"),
        ("litigation", {"happened_on": date(2021, 3, 2)}, "event_in_the_future"),
        ("litigation", {"source": "​"}, "event_needs_source"),
        ("invalidation", {"right": ""}, "event_needs_its_patent"),
        ("invalidation", {"right": "201710601862.3"}, "event_needs_its_patent"),
        ("revalued_below_loan", {"amount": "0元"}, "amount_not_above_zero"),
    ],
)
def test_a_report_that_does_not_hold_is_refused(
    city: City, key: str, trigger: str, more: dict[str, Any], code: str
) -> None:
    with refused() as told:
        report(city.bank, key, trigger, **more)

    assert {found for found, _ in told.codes} == {code}
    assert EarlyWarning.objects.count() == EventReport.objects.count() == 0


def test_a_stranger_reports_nothing(city: City, key: str) -> None:
    with pytest.raises(NotFound):
        report(city.bank2, key, "litigation")


def test_the_tables_keep_a_spell_once_and_never_change(city: City, key: str) -> None:
    report(city.bank, key, "litigation")
    warning = EarlyWarning.objects.get()

    def again() -> None:
        warning.pk, warning.number = None, "YJ-x"
        warning.save(force_insert=True)

    def milder() -> None:
        EarlyWarning.objects.update(severity="notice")

    def unreported() -> None:
        EventReport.objects.all().delete()

    def without_grounds() -> None:
        person = EventReport.objects.get().person
        WarningClosing.objects.create(
            warning=EarlyWarning.objects.get(), outcome="remedied", closed_on=TODAY, person=person
        )

    for change in (again, milder, unreported, without_grounds):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def _case(key: str) -> str:
    return str(loan(key).case.number)
