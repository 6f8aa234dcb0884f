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
    "decide correction",
    "decide correction refused: correction_needs_another_person",
    "pay share refused: claim_payment_above_owed",
)


def test_a_city_and_its_auditor_agree_to_the_fen_on_every_day() -> None:
    city = City(seed=SEED, enterprises=12, until=date(2021, 5, 31), quick=True)

    city.run()

    held, done = city.comparison.held, city.tally.counted
    assert min(held[what] for what in ("loan", "claim", "subsidy", "stop")) > 0
    assert min(done[what] for what in HAPPENED) > 0
