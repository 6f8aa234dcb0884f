"""A bank's month under two hands at once: one version, one decision."""

import pytest
from tests.concurrency.desk import Town
from tests.concurrency.orders import lent, one_won


@pytest.fixture
def over(town: Town) -> str:
    """The number of the filing that waits."""
    return town.stand_at(march_is_over)


def march_is_over(town: Town) -> str:
    """Its loan waits to be filed."""
    town.stand_at(lent)
    town.do("set_day", day="2021-03-31")
    town.do("move_date", to="2021-04-01")
    (filing,) = town.look()["filings"]
    assert filing["current__version"] is None
    return str(filing["number"])


def test_of_two_filings_of_one_month_one_counts(town: Town, over: str) -> None:
    outcomes = town.at_once(
        ("send_month", {"filing": over, "key": "officer"}),
        ("send_month", {"filing": over, "key": "approver"}),
    )

    _, loser = one_won(outcomes)
    assert outcomes[loser].codes == ("filing_sent_meanwhile",)
    found = town.look()
    assert [one["version"] for one in found["filed"]] == [1]
    assert [one["current__version"] for one in found["filings"]] == [1]
    assert [event["kind"] for event in found["events"]].count("filing.sent") == 1


def test_a_filing_sent_twice_with_one_key_is_sent_once(town: Town, over: str) -> None:
    same = ("send_month", {"filing": over, "key": "pressed twice"})

    first, second = town.at_once(same, same)

    assert first.is_done
    assert first.answer == second.answer
    assert len(town.look()["filed"]) == 1


def test_of_two_returns_of_one_version_one_counts(town: Town, over: str) -> None:
    town.do("send_month", filing=over, key="send")

    outcomes = town.at_once(
        ("decide_month", {"filing": over, "grounds": "缺营业执照", "key": "officer"}),
        ("decide_month", {"filing": over, "grounds": "缺发票", "key": "approver"}),
    )

    winner, loser = one_won(outcomes)
    assert outcomes[loser].codes == ("filing_is_returned",)
    assert [one["grounds"] for one in town.look()["returned"]] == [("缺营业执照", "缺发票")[winner]]


def test_two_sweeps_that_open_a_month_open_it_once(town: Town, over: str) -> None:
    outcomes = town.at_once(
        ("move_date", {"to": "2021-05-01"}), ("move_date", {"to": "2021-05-01"})
    )

    assert any(outcome.is_done for outcome in outcomes)
    found = town.look()
    assert [one["number"] for one in found["filings"]] == [over]
    kinds = [event["kind"] for event in found["events"]]
    assert (kinds.count("filing.reminded"), kinds.count("filing.late")) == (1, 1)
