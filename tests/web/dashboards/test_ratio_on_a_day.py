"""The plan's ratio on any day, bank by bank and district by district, is what each loan replays."""

import json
from datetime import date, timedelta
from decimal import Decimal

import jsonschema
import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import SCHEME, City, agreement, drawn_loan, fresh_key, on
from tests.web.dashboards.conftest import SignIn
from tests.web.loans.pages import OK, text_of

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.core.dashboards.figures import Measure
from zhidai.core.dashboards.ratio import RatioLine
from zhidai.core.errors import BadInput
from zhidai.core.portfolio.stops import subject_of_bank
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.services.acting import Acting
from zhidai.services.dashboards.queries import behind_view
from zhidai.services.dashboards.ratio import ratio_on_day
from zhidai.services.lending.commands import record_repayment
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db

DUE, TODAY = date(2021, 3, 21), date(2021, 4, 30)
UNPROCESSABLE, FORBIDDEN = 422, 403
DAYS = (
    date(2021, 2, 28), date(2021, 3, 15), DUE, DUE + timedelta(1), date(2021, 3, 31),
    date(2021, 4, 9), date(2021, 4, 10), date(2021, 4, 15), TODAY,
)  # fmt: skip


@pytest.fixture(scope="module")
def book(city: City, django_db_blocker: Blocker) -> None:
    """Of one bank a loan in arrears until 10 April, of another one that is paid on its days."""
    with django_db_blocker.unblock():
        late = drawn_loan(city)
        agreement(city, 1)
        punctual = drawn_loan(city, "enterprise4", amount="100万元", lenders="2")
        for bank, key, days in (
            (city.bank2, punctual, (DUE, date(2021, 4, 21))),
            (city.bank, late, (date(2021, 4, 10), date(2021, 4, 15))),
        ):
            for day in days:
                on(day)
                record_repayment(bank, key, amount="20万元", key=fresh_key())
        on(TODAY)


def told(acting: Acting, day: date | None = None) -> dict[str, RatioLine]:
    found = ratio_on_day(acting, day, language="en")
    return {one.of.partition("/")[2]: one for one in found.lines}


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("day", DAYS)
def test_each_day_s_ratio_is_that_of_every_loan_replayed(city: City, day: date) -> None:
    found = told(city.bureau, day)

    whole = npl_position(SCHEME, day)
    assert (found[""].overdue, found[""].total) == (whole.npl.overdue, whole.npl.total)
    assert (found[""].is_above, found[""].headroom) == (whole.tripped, whole.headroom)
    for by in ("bank", "district"):
        parts = [one for one in found.values() if one.by == by]
        assert sum(one.total for one in parts) == whole.npl.total
        assert sum(one.overdue for one in parts) == whole.npl.overdue
    for bank in (city.bank.party_id, city.bank2.party_id):
        own = npl_position(SCHEME, day, subject=subject_of_bank(bank))
        line = found.get(f"bank={bank}")
        assert (line.overdue if line else 0, line.total if line else 0) == (
            own.npl.overdue,
            own.npl.total,
        )


@pytest.mark.usefixtures("book")
def test_the_figures_of_a_day_and_a_bank_lead_to_the_loans_that_make_them(city: City) -> None:
    of = f"2021-04-09/bank={city.bank.party_id}"

    view = behind_view(city.bureau, Measure.NPL_RATIO, of, language="en")

    assert [line.part for line in view.lines] == [300_000_000]
    assert view.totals.part == view.totals.whole == Decimal("3000000.00")
    whole = behind_view(city.bureau, Measure.NPL_RATIO, "2021-04-09", language="en")
    assert whole.totals.whole is not None
    assert cut_to_millionth(whole.totals.part / whole.totals.whole) == whole.figure.value


@pytest.mark.usefixtures("book")
def test_a_bank_is_told_of_its_own_loans_and_a_treasury_of_none(city: City) -> None:
    day = date(2021, 4, 9)

    assert {key for key in told(city.bank2, day) if key.startswith("bank=")} == {
        f"bank={city.bank2.party_id}"
    }
    assert told(city.bank2, day)[""].overdue == 0
    with pytest.raises(NotFound):
        ratio_on_day(city.treasury, day, language="en")
    other = f"2021-04-09/bank={city.bank.party_id}"
    with pytest.raises(NotFound):
        behind_view(city.bank2, Measure.NPL_OVERDUE, other, language="en")
    with pytest.raises(BadInput, match="ratio_day_in_future"):
        ratio_on_day(city.bureau, TODAY + timedelta(1), language="en")


@pytest.mark.usefixtures("book")
def test_the_page_has_a_day_to_choose_the_line_and_how_far_it_is(
    city: City, signed_in: SignIn
) -> None:
    client = signed_in(city.bureau)

    found = client.get("/en/dashboards/ratio/?on=2021-04-09")

    text = text_of(found)
    assert found.status_code == OK
    assert "This scheme sets no warning line" in text
    assert "percentage points" in text
    assert "<svg" in found.content.decode()
    assert "chart-drawing by-time" in found.content.decode()  # opens at the day asked for
    assert "slide it sideways" in text
    assert [str(one.caption) for one in found.context["tables"]] == [
        "The whole", "Bank by bank", "District by district",
    ]  # fmt: skip
    course = ratio_on_day(city.bureau, date(2021, 4, 9), language="en").course
    assert [(one.of, one.value) for one in course] == [
        (day.isoformat(), told(city.bureau, day)[""].ratio)
        for day in (date(2021, 3, 31), date(2021, 4, 9))
    ]
    future = client.get("/en/dashboards/ratio/?on=2021-05-01")
    assert future.status_code == UNPROCESSABLE
    assert "cannot be told yet" in text_of(future)
    assert signed_in(city.treasury).get("/en/dashboards/ratio/").status_code == FORBIDDEN


@pytest.mark.usefixtures("book")
def test_the_command_prints_the_same_and_its_code_says_whether_the_line_is_passed(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(("npl", "--as", "bureau", "--on", "2021-04-09", "--json")) == 1

    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, output_schema("npl"))
    assert printed["lines"][0]["overdue"] == str(told(city.bureau, date(2021, 4, 9))[""].overdue)
    assert printed["warning"] is None
    assert run(("npl", "--as", "bank2", "--lang", "en")) == 0
    assert "the line lies at 5.00%" in capsys.readouterr().out
    assert run(("npl", "--as", "treasury", "--lang", "en")) == 2
