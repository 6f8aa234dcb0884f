"""A seeded city driven through the services for some weeks, audited by an independent model.

A longer one, with several people at work at once: `python -m tests.simulation --help`.
"""

from datetime import date

import pytest
from tests.simulation.city import City

pytestmark = pytest.mark.django_db
SEED = 20200929
HAPPENED = (
    "retry",
    "key reused",
    "agree to resume",
    "close period",
    "pay share",
    "recover",
    "agree to drawdown",
    "propose drawdown refused: drawdown_above_contract",
    "decide correction",
    "decide correction refused: correction_needs_another_person",
    "pay share refused: claim_payment_above_owed",
)


def test_a_city_and_its_auditor_agree_to_the_fen_on_every_day() -> None:
    city = City(seed=SEED, enterprises=6, until=date(2021, 5, 31), quick=True)

    city.run()

    in_parts = [one for one in city.auditor.loans.values() if one.terms.instalments]
    assert [len(one.drawn_later) for one in in_parts] == [1]
    assert in_parts[0].book(date(2021, 5, 31)).closed_on
    held, done = city.comparison.held, city.tally.counted
    assert min(held[what] for what in ("loan", "claim", "subsidy", "stop")) > 0
    assert min(done[what] for what in HAPPENED) > 0
