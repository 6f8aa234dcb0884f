"""A dashboard shows each party its own, and every figure leads to what it was counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    SCHEME,
    City,
    a_lending_city,
    agreement,
    fresh_key,
    loan_beyond_the_plan,
    on,
)
from tests.web.dashboards.conftest import SignIn
from tests.web.loans.pages import OK, text_of

from zhidai.core.dashboards.figures import Figure, Measure, Panel
from zhidai.core.guarantees.disposal import DisposalKind, DisposalStep, RecoveryKind
from zhidai.core.money import from_fen
from zhidai.core.statistics.contributions import Adding, added_up, in_unit
from zhidai.documents.uploads import check_upload
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.cases.queries import case_rows
from zhidai.services.dashboards.look import PANELS
from zhidai.services.dashboards.queries import behind_view, dashboard_view
from zhidai.services.dashboards.views import BehindView
from zhidai.services.demonstration.enterprises import LOAN_RUNNING
from zhidai.services.guarantees.commands import (
    pay_claim,
    record_disposal,
    record_recovery,
    start_claim,
)
from zhidai.services.guarantees.queries import claim_view
from zhidai.services.lending.lists import loan_rows
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

TODAY = date(2021, 5, 25)
LOOKING = ("bureau", "treasury", "guarantor")
NOT_FOUND, FORBIDDEN = 404, 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A loan that was claimed for, and a case of other lenders that waits."""

    claimed: str
    waiting: str


@pytest.fixture(scope="module")
def book(city: City, django_db_blocker: Blocker) -> Book:
    with django_db_blocker.unblock():
        claimed = city.lent
        agreement(city, 1)
        waiting = waiting_case(city)
        on(date(2021, 5, 20))
        start_claim(city.bank, claimed, key=fresh_key())
        pay_claim(city.guarantor, claimed, amount="210万元", key=fresh_key())
        for kind in (DisposalKind.NOTICE, DisposalKind.AUCTION):
            step = DisposalStep(kind=kind, held_on=date(2021, 5, 20))
            paper = check_upload("公告.pdf", b"%PDF-1.7 notice")
            uploads = [("disposal_notice", paper)] if kind is DisposalKind.NOTICE else []
            record_disposal(
                city.bank, claimed, step, record="虚构1号", uploads=uploads, key=fresh_key()
            )
        record_recovery(
            city.bank,
            claimed,
            gross="100万元",
            costs="5万元",
            source="专利拍卖所得（虚构）",
            kind=RecoveryKind.AUCTION,
            key=fresh_key(),
        )
        on(TODAY)
    return Book(claimed=claimed, waiting=waiting)


def waiting_case(city: City) -> str:
    """Opened, and nothing done yet."""
    team = city.team("enterprise4", lenders="2")
    new = NewCase(
        scheme=SCHEME,
        route="indirect",
        amount="100万元",
        parties={role: team[role].party_id for role in ("bank", "guarantor", "appraiser")},
        rights=(LOAN_RUNNING.patents[0].number,),
    )
    return str(open_case(team["enterprise"], new, key=fresh_key())["case"])


def _queries(acting: Acting) -> int:
    with CaptureQueriesContext(connection) as captured:
        dashboard_view(acting, language="en")
    return len(captured)


def _plain(figure: Figure) -> Figure:
    return replace(figure, counted=tuple(figure.counted))


def figures_of(acting: Acting) -> Mapping[tuple[Measure, str], Figure]:
    view = dashboard_view(acting, language="en")
    return {(one.measure, one.of): one for panel in view.panels for one in panel.figures}


def test_every_figure_leads_to_as_many_lines_as_it_was_counted_from(city: City, book: Book) -> None:
    counted = {key: one for key, one in figures_of(city.bureau).items() if one.counted}

    assert {Panel(panel) for panel in PANELS[city.bureau.kind]} == set(Panel)
    assert len(counted) > 15
    for (measure, of), figure in counted.items():
        view = behind_view(city.bureau, measure, of, language="en")
        assert _plain(view.figure) == _plain(figure)
        assert len(view.lines) == len(figure.counted), measure
        assert_lines_add_up(view)


def assert_lines_add_up(view: BehindView) -> None:
    """Line by line, as the page shows them, and over both sides of a ratio."""
    part, whole = view.contribution.part, view.contribution.whole
    parts = [in_unit(line.part, part) for line in view.lines]
    assert sum(parts) == view.totals.part
    if whole is not None:
        assert sum(in_unit(line.whole or 0, whole) for line in view.lines) == view.totals.whole
    match view.contribution.adding:
        case Adding.MEDIAN:
            assert median(parts) == view.figure.value
        case Adding.MOST:
            assert set(parts) == {view.figure.value}
        case _:
            assert added_up(view.contribution, view.totals) == view.figure.value


def test_the_figures_are_those_of_the_pages_they_stand_for(city: City, book: Book) -> None:
    found, day = figures_of(city.bureau), TODAY.isoformat()

    position = npl_position(SCHEME, TODAY)
    overdue = [row.key for row in loan_rows(city.bureau, status="overdue") if row.balance]
    assert found[Measure.NPL_OVERDUE, day].value == position.npl.overdue
    assert found[Measure.NPL_TOTAL, day].value == position.npl.total
    assert set(found[Measure.NPL_OVERDUE, day].counted) == set(overdue)
    for line in claim_view(city.bureau, book.claimed).shares:
        party = str(getattr(city, line.role).party_id)
        assert found[Measure.LOSS_BORNE, party].value == from_fen(line.amount)
        assert found[Measure.LOSS_OWED, party].value == from_fen(line.owed)
        assert found[Measure.LOSS_LEFT, party].value == from_fen(line.net_loss)
    assert found[Measure.RECOVERED, "2021Q2"].value == 950_000
    appraiser = str(city.appraiser.party_id)
    assert found[Measure.REALISED, appraiser].value == 1_000_000
    assert tuple(found[Measure.REALISED_RATIO, appraiser].counted) == (book.claimed,)
    waiting = {
        one for key, each in found.items() if key[0] is Measure.WAITING for one in each.counted
    }
    assert waiting == {row.number for row in case_rows(city.bureau, status="open") if row.held_by}


def test_a_party_sees_only_its_own_and_only_what_concerns_it(city: City, book: Book) -> None:
    of_the_bank = figures_of(city.bank2)

    keys = {key for one in of_the_bank.values() for key in one.counted}
    assert keys == {book.waiting}
    assert of_the_bank[Measure.NPL_TOTAL, TODAY.isoformat()].value == 0
    assert book.waiting in {key for one in figures_of(city.bureau).values() for key in one.counted}
    assert not any(measure is Measure.GUARANTEED for measure, _ in of_the_bank)
    leveraged = {of for measure, of in figures_of(city.guarantor) if measure is Measure.LEVERAGE}
    assert leveraged == {str(city.guarantor.party_id)}
    treasury = {panel.panel for panel in dashboard_view(city.treasury, language="en").panels}
    assert treasury == {Panel.SUBSIDIES, Panel.PIPELINE}
    for acting, measure in ((city.bank, Measure.LEVERAGE), (city.treasury, Measure.NPL_RATIO)):
        with pytest.raises(NotFound):
            behind_view(acting, measure, TODAY.isoformat(), language="en")


def test_the_number_of_queries_does_not_grow_with_the_loans(city: City, book: Book) -> None:
    figures_of(city.bureau)  # what is counted in columns is kept by then
    before = _queries(city.bureau)

    for place in range(3):
        loan_beyond_the_plan(
            city,
            key=f"more-{place}",
            amount="100万元",
            rate="4.85%",
            drawn_on=date(2021, 4, 1),
            due_on=date(2022, 4, 1),
        )

    # of the claimed 3,000,000 the bank is owed 900,000 less 285,000 of the recovery
    assert figures_of(city.bureau)[Measure.NPL_TOTAL, TODAY.isoformat()].value == 3_615_000
    assert _queries(city.bureau) == before


@pytest.mark.parametrize("who", LOOKING)
def test_everybody_has_a_page_with_scope_source_and_definitions(
    city: City, book: Book, signed_in: SignIn, who: str
) -> None:
    language = "zh-hans" if who == "bureau" else "en"
    found = signed_in(getattr(city, who)).get(f"/{language}/dashboards/")

    text = text_of(found)
    view = found.context["view"]
    assert found.status_code == OK
    assert view.scope in text
    assert view.source in text
    for section in found.context["sections"]:
        for row in section.definitions:
            assert row.value in text
    by_time = {one.id for one in found.context["sections"] if one.chart and one.is_by_time}
    assert found.content.decode().count('"chart-drawing by-time"') == len(by_time)
    assert by_time <= {"volumes", "npl", "claims"}


def test_a_figure_opens_the_loans_behind_it(city: City, book: Book, signed_in: SignIn) -> None:
    client = signed_in(city.bank)
    address = f"/en/dashboards/figure/?measure=npl_overdue&of={TODAY.isoformat()}"

    found = client.get(address)

    assert found.status_code == OK
    assert found.context["count"] == 1
    assert book.claimed in text_of(found)
    (total,) = [cell.text for _, cell in found.context["table"].total][4:]
    assert f"The lines add up to {total}." in text_of(found)
    assert "3,000,000.00" not in text_of(found)  # what was drawn is not what is overdue
    saved = client.get(address.replace("figure/", "figure/lines/")).content.decode("utf-8-sig")
    (heads, line, last) = saved.splitlines()
    assert heads.endswith("Drawn on,Overdue balance (yuan)")
    assert line.rpartition(",")[2] == last.rpartition(",")[2] == str(total).replace(",", "")
    for unknown in ("measure=npl_overdue&of=2021-05-26", "measure=nothing", "measure=npl_ratio"):
        assert client.get(f"/en/dashboards/figure/?{unknown}").status_code == NOT_FOUND
    assert signed_in(city.enterprise1).get(address).status_code == FORBIDDEN
