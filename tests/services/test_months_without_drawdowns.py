"""A month whose only drawdown was taken back: nothing is due, and what was filed is corrected.

Clause 9.2 files "last month's loans".
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.documents.pdf_text import text_of
from tests.services.conftest import Blocker
from tests.services.money_cast import City, event_kinds, fresh_key
from tests.services.refusals import refused
from tests.services.test_drawdowns import agreed, drawn_further, key

from zhidai.core.filings.standing import FilingStatus, Standing
from zhidai.db.filings.models import Filing, FilingVersion
from zhidai.db.lending.models import ChangeInForce
from zhidai.services.filings.commands import receive_filing, return_filing, send_filing
from zhidai.services.filings.queries import (
    filing_document,
    filing_rows,
    filing_view,
    filing_workbook_file,
    late_filings,
)
from zhidai.services.history.queries import verify
from zhidai.services.lending.changing import propose_change
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.sweep.commands import move_business_date

pytestmark = pytest.mark.django_db
__all__ = ["key"]  # the fixture of a loan drawn in parts

MAY = "BA202105-001"
NOTE = "材料随后补交"


@pytest.fixture(scope="module")
def over(city: City, key: str, django_db_blocker: Blocker) -> str:
    """A further part, the only drawdown of May, and the first of June come."""
    with django_db_blocker.unblock():
        drawn_further(city, key)
        move_business_date(date(2021, 6, 1))
        return key


def taken_back(city: City, loan: str) -> None:
    change = ChangeInForce.objects.get().change_id
    new = NewChange(kind="reversal", grounds="未实际放款", reverses=change)
    agreed(city, loan, int(propose_change(city.bank, loan, new, key=fresh_key())["change"]))


def send(city: City, *, replaces: int = 0, note: str = NOTE) -> None:
    send_filing(city.bank, MAY, replaces=replaces, note=note, key=fresh_key())


def standing(city: City) -> Standing:
    (found,) = (row.standing for row in filing_rows(city.bureau) if row.number == MAY)
    return found


def test_it_is_not_due_not_late_and_nobody_is_reminded_of_it(city: City, over: str) -> None:
    assert standing(city).status is FilingStatus.TO_SEND
    taken_back(city, over)
    late = late_filings(city.bureau)

    move_business_date(date(2021, 7, 2))

    assert event_kinds(f"filing:{MAY}") == ["filing.opened"]
    found = standing(city)
    assert (found.status, found.late_days, found.days_left) == ("nothing_drawn", 0, None)
    assert late_filings(city.bureau) == late
    assert MAY not in {row.number for row in filing_rows(city.bureau, late_only=True)}
    assert [row.number for row in filing_rows(city.bank, status="nothing_drawn")] == [MAY]


def test_it_cannot_be_sent_and_the_refusal_names_the_clause(city: City, over: str) -> None:
    taken_back(city, over)

    with refused() as told:
        send(city)

    assert told.codes == {("filing_nothing_drawn", "9.2")}
    assert "2021-05" in told.in_both_languages()
    assert not filing_view(city.bank, MAY).may_send
    assert not FilingVersion.objects.exists()


@pytest.mark.parametrize("comes_back", [False, True])
def test_what_was_filed_is_corrected_to_nothing_and_both_versions_are_kept(
    city: City, over: str, comes_back: bool
) -> None:
    send(city)
    if comes_back:
        return_filing(city.bureau, MAY, version=1, grounds="请核实", key=fresh_key())
    taken_back(city, over)
    move_business_date(date(2021, 7, 2))

    send(city, replaces=1, note="该笔放款已冲正")
    receive_filing(city.bureau, MAY, version=2, key=fresh_key())

    found = standing(city)
    assert (found.status, found.is_late, found.is_completed_late) == ("received", False, False)
    first, second = (filing_view(city.bureau, MAY, version=one) for one in (1, 2))
    assert (len(first.filing.rows), len(second.filing.rows)) == (1, 0)
    assert first.filing.total > second.filing.total == Decimal("0.00")
    assert [line.version for line in second.versions] == [2, 1]
    assert "冲正" in text_of(filing_document(city.bureau, MAY, 2)[2])
    assert filing_workbook_file(city.bureau, MAY, 2)[2]
    assert list(verify()) == []
    with refused() as told:
        send(city, replaces=2, note="再报一次")
    assert told.codes == {("filing_unchanged", "9.2")}


def test_a_returned_month_of_which_nothing_is_left_waits_for_nobody(city: City, over: str) -> None:
    send(city)
    return_filing(city.bureau, MAY, version=1, grounds="请核实", key=fresh_key())
    taken_back(city, over)

    move_business_date(date(2021, 7, 2))

    found = standing(city)
    assert (found.status, found.late_days, found.days_left) == ("nothing_drawn", 0, None)
    assert event_kinds(f"filing:{MAY}")[-1] == "filing.returned"
    assert filing_view(city.bank, MAY).may_send


def test_many_waiting_months_cost_no_more_queries_than_one(city: City, over: str) -> None:
    with CaptureQueriesContext(connection) as once:
        late_filings(city.bureau)
    one = Filing.objects.get(number=MAY)
    for month in range(1, 13):
        Filing.objects.create(
            number=f"BA2019-{month}",
            scheme=one.scheme,
            month=date(2019, month, 1),
            bank=one.bank,
            bureau=one.bureau,
        )

    with CaptureQueriesContext(connection) as often:
        late_filings(city.bureau)

    assert len(often) == len(once)


def test_the_database_keeps_a_version_without_loans_only_as_a_correction(
    city: City, over: str
) -> None:
    send(city)
    sent = FilingVersion.objects.get()
    for version, loans, total in ((1, 0, 0), (2, 0, 1), (2, 1, 0)):
        sent.pk, sent.version, sent.loans, sent.total = None, version, loans, total
        sent.note = "更正"
        sent.filing = Filing.objects.exclude(number=MAY).first() or sent.filing
        with pytest.raises(IntegrityError, match="corrected_to_nothing"), transaction.atomic():
            sent.save(force_insert=True)
