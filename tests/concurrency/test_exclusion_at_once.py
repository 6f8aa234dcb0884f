"""An application that races with the claim payment by which its enterprise is shut out (8.5)."""

import pytest
from tests.concurrency.desk import Town
from tests.concurrency.orders import PINE, lent


@pytest.fixture
def claimed(town: Town) -> str:
    """A loan of 3,000,000 whose bank has just claimed."""
    town.stand_at(lent)
    town.do("set_day", day="2021-07-20")
    loan = str(town.look()["loans"][0]["key"])
    town.do("claim", loan=loan, key="claim")
    return loan


def test_an_application_waits_for_the_payment_being_written_and_knows_of_the_exclusion(
    town: Town, claimed: str
) -> None:
    """Other clauses stand against it anyway; that 8.5 is among them shows that it waited."""
    paying = {"who": "guarantor", "loan": claimed, "amount": "1万元", "key": "pay"}
    applying = {"who": PINE, "amount": "100万元", "key": "again", "route": "direct"}

    paid, applied = town.at_once(
        ("pay", {**paying, "hold_seconds": 0.8}), ("open_case", {**applying, "after": 0.3})
    )

    assert paid.is_done
    assert applied.is_refused
    assert "8.5" in applied.clauses
    found = town.look()
    assert len(found["excluded"]) == 1
    assert len(found["cases"]) == 1
