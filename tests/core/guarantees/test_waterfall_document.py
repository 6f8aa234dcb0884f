"""The worked numbers of docs/algorithms/waterfall.md are those that the code gives."""

import re
from pathlib import Path

from tests.core.guarantees.test_claimed_loan import journey_of, written

from zhidai.core.guarantees.journey import Place, Travel
from zhidai.core.lending.events import BANK

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "waterfall.md"


def rows() -> dict[str, list[str]]:
    """First cell -> the others, of the tables under "Worked"."""
    worked = PAGE.read_text(encoding="utf-8").partition("## Worked")[2]
    found = re.findall(r"^\|(.+)\|$", worked, flags=re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in found]
    return {first: others for first, *others in cells}


def test_the_worked_parties_are_those_of_the_code() -> None:
    made, shown, parties = journey_of(written()), rows(), ("guarantor", BANK, "appraiser")
    payers = ("guarantor", "appraiser")

    back = [made.total(Travel.RETURNED, Travel.SET_OFF, party=party) for party in parties]
    lost = [
        made.standing(Place.BORNE, party)
        + made.standing(Place.PAID, party)
        + made.standing(Place.ASKED, party)
        for party in parties
    ]
    assert shown["of 950,000.00 returned or set off"] == [f"{each:,.2f}" for each in back]
    assert shown["loss that remains"] == [f"{each:,.2f}" for each in lost]
    assert [shown["still owed to the bank"][0], shown["still owed to the bank"][2]] == [
        f"{made.standing(Place.ASKED, payer):,.2f}" for payer in payers
    ]
    assert [shown["paid to the bank"][0], shown["paid to the bank"][2]] == [
        f"{made.total(Travel.CLAIM_PAID, party=payer):,.2f}" for payer in payers
    ]


def test_the_worked_sums_are_those_of_the_code() -> None:
    shown = rows()

    for closing in journey_of(written()).closings:
        amounts = (closing.went_in, closing.came_out, closing.remains)
        assert shown[str(closing.sum)] == [f"{each:,.2f}" for each in amounts]
