"""A bank's month is filed, returned, filed again and received; every version stays (9.2)."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook
from tests.documents.pdf_text import text_of
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    DRAWN,
    City,
    a_city_that_is_paid,
    agreement,
    drawn_loan,
    event_kinds,
    fresh_key,
    on,
)
from tests.services.refusals import refused

from zhidai.core.filings.standing import FilingStatus
from zhidai.db.filings.models import Filing, FilingVersion
from zhidai.documents.uploads import check_upload
from zhidai.services.acting import Acting
from zhidai.services.cases.papers import Uploads
from zhidai.services.filings.commands import (
    add_papers,
    receive_filing,
    return_filing,
    send_filing,
)
from zhidai.services.filings.queries import (
    filing_document,
    filing_rows,
    filing_view,
    filing_workbook_file,
)
from zhidai.services.history.queries import verify
from zhidai.services.refusal import NotFound
from zhidai.services.sweep.commands import move_business_date

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_city_that_is_paid

NUMBER = "BA202103-001"
NOT_IN_THE_DOSSIER = ("business_licence", "entrusted_guarantee_contract", "guarantee_fee_invoice")
NOTE = "营业执照等材料下周补交"


def files(*papers: str) -> Uploads:
    return tuple(
        (paper, check_upload(f"{paper}.pdf", f"%PDF-1.7 {paper}".encode())) for paper in papers
    )


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A loan drawn in March, and the first of April come."""
    with django_db_blocker.unblock():
        loan = city.lent  # pays by itself as the days go by
        move_business_date(date(2021, 4, 1))
        return loan


@pytest.fixture
def complete(city: City, key: str) -> str:
    add_papers(city.bank, NUMBER, key, uploads=files(*NOT_IN_THE_DOSSIER), key=fresh_key())
    return key


def send(acting: Acting, *, replaces: int = 0, note: str = "") -> int:
    answer = send_filing(acting, NUMBER, replaces=replaces, note=note, key=fresh_key())
    return int(answer["version"])


def test_a_month_opens_by_itself_when_it_is_over_and_lists_what_is_missing(
    city: City, key: str
) -> None:
    (row,) = filing_rows(city.bank)

    assert (row.number, row.loans, row.total) == (NUMBER, 1, Decimal("3000000.00"))
    assert row.standing.status is FilingStatus.TO_SEND
    assert row.standing.due_on == date(2021, 4, 30)
    view = filing_view(city.bank, NUMBER)
    assert view.filing.missing == tuple((key, paper) for paper in NOT_IN_THE_DOSSIER)
    drawdown = view.filing.rows[0].drawdown
    assert drawdown.guarantor is not None
    assert drawdown.guarantor.zh == city.guarantor.party_name
    assert drawdown.registration
    assert drawdown.patents


def test_the_month_that_still_runs_has_no_filing(city: City, key: str) -> None:
    drawn_loan(city, amount="200万元", drawn_on=date(2021, 4, 2))
    move_business_date(date(2021, 4, 30))
    assert Filing.objects.count() == 1

    move_business_date(date(2021, 5, 1))

    assert sorted(Filing.objects.values_list("number", flat=True)) == [NUMBER, "BA202104-001"]


def test_a_complete_month_is_sent_and_received(city: City, complete: str) -> None:
    assert send(city.bank) == 1
    receive_filing(city.bureau, NUMBER, version=1, key=fresh_key())

    (row,) = filing_rows(city.bureau, status="received")
    assert (row.version, row.missing, row.standing.late_days) == (1, 0, 0)
    kinds = event_kinds(f"filing:{NUMBER}")
    assert kinds == ["filing.opened", "filing.sent", "filing.received"]
    assert list(verify()) == []


def test_with_papers_missing_it_is_sent_with_a_note_and_returned(city: City, key: str) -> None:
    with refused() as told:
        send(city.bank)
    assert told.codes == {("filing_missing_needs_note", "9.2")}

    send(city.bank, note=NOTE)
    with refused() as told:
        receive_filing(city.bureau, NUMBER, version=1, key=fresh_key())
    assert told.codes == {("filing_incomplete", "9.2")}
    assert "3" in told.in_both_languages()

    return_filing(city.bureau, NUMBER, version=1, grounds="请补齐材料", key=fresh_key())
    assert filing_rows(city.bank)[0].standing.status is FilingStatus.RETURNED


def test_sent_again_both_versions_are_kept_as_they_were(city: City, key: str) -> None:
    send(city.bank, note=NOTE)
    return_filing(city.bureau, NUMBER, version=1, grounds="请补齐材料", key=fresh_key())
    add_papers(city.bank, NUMBER, key, uploads=files(*NOT_IN_THE_DOSSIER), key=fresh_key())

    due_on = filing_rows(city.bank)[0].standing.due_on
    on(due_on + timedelta(days=9))

    assert send(city.bank, replaces=1, note="材料已补齐") == 2

    standing = filing_rows(city.bureau)[0].standing
    assert (standing.is_late, standing.is_completed_late) == (False, True)
    assert standing.completed_on == due_on + timedelta(days=9)
    first, second = (filing_view(city.bureau, NUMBER, version=one) for one in (1, 2))
    assert len(first.filing.missing) == 3
    assert second.filing.missing == ()
    assert [line.version for line in second.versions] == [2, 1]
    assert [line.grounds for line in second.versions] == ["", "请补齐材料"]
    assert Filing.objects.get().current == FilingVersion.objects.get(version=2)


def test_what_was_received_may_be_corrected_but_not_sent_again_unchanged(
    city: City, complete: str
) -> None:
    send(city.bank)
    receive_filing(city.bureau, NUMBER, version=1, key=fresh_key())

    with refused() as told:
        send(city.bank, replaces=1, note="再报一次")
    assert told.codes == {("filing_unchanged", "9.2")}

    add_papers(city.bank, NUMBER, complete, uploads=files("business_licence"), key=fresh_key())
    with refused() as told:
        send(city.bank, replaces=1, note=" ")
    assert told.codes == {("filing_again_needs_note", "9.2")}
    assert send(city.bank, replaces=1, note="营业执照已更换") == 2
    assert filing_rows(city.bureau)[0].standing.status is FilingStatus.SENT


def test_a_correction_that_comes_back_makes_no_received_month_late(
    city: City, complete: str
) -> None:
    send(city.bank)
    receive_filing(city.bureau, NUMBER, version=1, key=fresh_key())
    add_papers(city.bank, NUMBER, complete, uploads=files("business_licence"), key=fresh_key())
    send(city.bank, replaces=1, note="营业执照已更换")
    return_filing(city.bureau, NUMBER, version=2, grounds="副本不清晰", key=fresh_key())

    move_business_date(date(2021, 5, 5))

    assert filing_rows(city.bureau, late_only=True) == []
    (row,) = filing_rows(city.bureau)
    found = row.standing
    assert (found.status, found.late_days, found.days_left) == (FilingStatus.RETURNED, 0, None)
    assert event_kinds(f"filing:{NUMBER}")[-1] == "filing.returned"


def test_who_looked_at_an_older_version_is_told_and_changes_nothing(
    city: City, complete: str
) -> None:
    send(city.bank)

    with refused() as told:
        send(city.bank)
    assert told.codes == {("filing_sent_meanwhile", "9.2")}
    with refused() as told:
        receive_filing(city.bureau, NUMBER, version=2, key=fresh_key())
    assert told.codes == {("filing_sent_meanwhile", "9.2")}
    assert FilingVersion.objects.count() == 1


def test_a_decision_is_made_once_with_its_grounds(city: City, complete: str) -> None:
    with refused() as told:
        receive_filing(city.bureau, NUMBER, version=1, key=fresh_key())
    assert told.codes == {("filing_not_sent", "9.2")}
    send(city.bank)
    with refused() as told:
        return_filing(city.bureau, NUMBER, version=1, grounds="​", key=fresh_key())
    assert told.codes == {("filing_return_needs_grounds", "9.2")}
    with refused() as told:
        return_filing(city.bureau, NUMBER, version=1, grounds="长" * 501, key=fresh_key())
    assert told.codes == {("grounds_too_long", None)}

    return_filing(city.bureau, NUMBER, version=1, grounds="长" * 500, key=fresh_key())

    for again in (receive_filing, return_filing):
        more = {"grounds": "再次退回"} if again is return_filing else {}
        with refused() as told:
            again(city.bureau, NUMBER, version=1, key=fresh_key(), **more)
        assert told.codes == {("filing_is_returned", "9.2")}


def test_a_list_of_months_costs_no_more_queries_than_one_month(
    city: City, complete: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    send(city.bank)
    sent = Filing.objects.get()
    with CaptureQueriesContext(connection) as once:
        filing_rows(city.bureau)
    for month in range(1, 13):
        filing = Filing.objects.create(
            number=f"BA2019-{month}",
            scheme=sent.scheme,
            month=date(2019, month, 1),
            bank=sent.bank,
            bureau=sent.bureau,
        )
        version = FilingVersion.objects.get(filing=sent)
        version.pk, version.filing = None, filing
        version.save(force_insert=True)
        Filing.objects.filter(pk=filing.pk).update(current=version)

    with django_assert_num_queries(len(once)):
        rows = filing_rows(city.bureau)

    assert len(rows) == 13


def test_the_same_key_sends_once(city: City, complete: str) -> None:
    answers = [send_filing(city.bank, NUMBER, replaces=0, key="pressed twice") for _ in range(2)]

    assert answers[0] == answers[1]
    assert FilingVersion.objects.count() == 1


def test_each_party_does_its_own_part_and_others_see_nothing(city: City, complete: str) -> None:
    with refused() as told:
        send(city.bureau)
    assert told.codes == {("filing_by_the_bank_only", "9.2")}
    send(city.bank)
    with refused() as told:
        receive_filing(city.bank, NUMBER, version=1, key=fresh_key())
    assert told.codes == {("filing_decided_by_the_bureau_only", "9.2")}
    for stranger in (city.bank2, city.guarantor, city.finance, city.enterprise1):
        assert filing_rows(stranger) == []
        with pytest.raises(NotFound):
            filing_view(stranger, NUMBER)


def test_papers_are_added_by_the_bank_for_a_loan_of_the_month(city: City, key: str) -> None:
    with refused() as told:
        add_papers(city.bank, NUMBER, key, uploads=(), key=fresh_key())
    assert told.codes == {("filing_papers_none", "9.2")}
    with pytest.raises(NotFound):
        add_papers(city.bank, NUMBER, "no such loan", uploads=files(), key=fresh_key())
    with refused() as told:
        add_papers(city.bureau, NUMBER, key, uploads=files(), key=fresh_key())
    assert told.codes == {("filing_by_the_bank_only", "9.2")}


def test_the_bank_is_reminded_once_and_told_late_once(city: City, key: str) -> None:
    move_business_date(date(2021, 4, 22))
    assert event_kinds(f"filing:{NUMBER}") == ["filing.opened"]

    move_business_date(date(2021, 4, 30))
    assert event_kinds(f"filing:{NUMBER}") == ["filing.opened", "filing.reminded"]
    assert filing_rows(city.bureau, late_only=True) == []

    move_business_date(date(2021, 5, 3))
    kinds = event_kinds(f"filing:{NUMBER}")
    assert kinds == ["filing.opened", "filing.reminded", "filing.late"]
    (late,) = filing_rows(city.bureau, late_only=True)
    assert late.standing.late_days == 3


def test_sent_in_time_it_is_neither_reminded_of_nor_late(city: City, complete: str) -> None:
    send(city.bank)

    move_business_date(date(2021, 5, 5))

    assert event_kinds(f"filing:{NUMBER}") == ["filing.opened", "filing.sent"]
    assert filing_rows(city.bureau, late_only=True) == []


def test_on_the_direct_route_no_paper_of_a_guarantee_is_asked(city: City, key: str) -> None:
    on(DRAWN)
    agreement(city, 2)
    loan = drawn_loan(city, "enterprise4", amount="200万元", route="direct")
    move_business_date(date(2021, 4, 1))

    filing = filing_view(city.bank, NUMBER).filing

    direct, indirect = sorted(filing.rows, key=lambda row: row.drawdown.amount)
    assert (direct.drawdown.loan, direct.drawdown.guarantor) == (loan, None)
    assert direct.missing == ("business_licence",)
    assert len(indirect.missing) == 3


def test_the_workbook_holds_what_the_version_holds(city: City, key: str) -> None:
    send(city.bank, note=NOTE)

    name, _, content = filing_workbook_file(city.bureau, NUMBER, 1)

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    loans = book.get_sheet_by_name("备案清单").to_python()
    assert name == f"{NUMBER}-2021-03-v1.xlsx"
    assert (loans[1][0], loans[1][5]) == (key, 3000000)
    assert loans[-1][:6] == ["合计", "", "", "", "", 3000000]
    papers = book.get_sheet_by_name("材料清单").to_python()
    assert [row[3] for row in papers[1:]].count("缺") == 3
    assert filing_workbook_file(city.bureau, NUMBER, 1)[2] == content


def test_the_paper_names_the_loans_and_what_is_missing(city: City, key: str) -> None:
    send(city.bank, note=NOTE)

    made = text_of(filing_document(city.bureau, NUMBER, 1)[2])

    for said in ("放贷项目备案表", "2021年3月", "叁佰万元整", NOTE, "3项", "营业执照", "第9.2条"):
        assert said in made, said


def test_no_paper_of_a_version_that_was_not_sent(city: City, key: str) -> None:
    for version in (0, 1):
        with pytest.raises(NotFound):
            filing_document(city.bank, NUMBER, version)


def test_the_database_keeps_one_current_version_and_every_version_as_sent(
    city: City, complete: str
) -> None:
    send(city.bank)
    add_papers(city.bank, NUMBER, complete, uploads=files("business_licence"), key=fresh_key())
    send(city.bank, replaces=1, note="更换")
    first, second = FilingVersion.objects.order_by("version")
    filing = Filing.objects.get()

    def backwards() -> None:
        Filing.objects.update(current=first)

    def nothing() -> None:
        Filing.objects.update(current=None)

    def again() -> None:
        Filing.objects.create(
            number="BA-x",
            scheme=filing.scheme,
            month=filing.month,
            bank=filing.bank,
            bureau=filing.bureau,
        )

    def rewritten() -> None:
        FilingVersion.objects.update(content={})

    def removed() -> None:
        FilingVersion.objects.filter(pk=second.pk).delete()

    def twice() -> None:
        FilingVersion.objects.create(
            filing=filing,
            version=2,
            content={},
            loans=1,
            total=1,
            missing=0,
            sha256="0" * 64,
            note="x",
            sent_on=date(2021, 4, 1),
            recorded_at=second.recorded_at,
            sent_by=second.sent_by,
        )

    for change in (backwards, nothing, again, rewritten, removed, twice):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Filing.objects.get().current == second
