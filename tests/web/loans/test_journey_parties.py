"""Who stands where in a journey's picture: as the scheme of the loan lists those who share."""

from zhidai.web.loans.journey_drawing import Parties

GANZHOU = Parties(sharers=("guarantor", "bank", "appraiser"), own_names={})
QINGLAN = Parties(sharers=("insurer", "compensation_fund", "bank"), own_names={})


def test_parties_stand_in_the_order_of_the_scheme_and_others_below() -> None:
    assert [GANZHOU.row(one) for one in GANZHOU.sharers] == [1, 2, 3]
    assert [QINGLAN.row(one) for one in QINGLAN.sharers] == [1, 2, 3]
    assert QINGLAN.row("guarantor") == 4


def test_the_bank_has_its_colour_and_each_payer_one_of_its_own() -> None:
    for parties in (GANZHOU, QINGLAN):
        colours = [parties.colour(one) for one in parties.sharers]
        assert parties.colour("bank") == 0
        assert len(set(colours)) == len(colours)
