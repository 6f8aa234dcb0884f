"""Which agreements the direct route needs, and who bears what under them."""

import pytest
from tests.cast import TODAY, Cast, make_cast_without_agreements, open_direct, sign_and_file
from tests.conftest import Make
from tests.services.refusals import refused

from zhidai.db.cases.models import Case
from zhidai.services.cases.record import agreement_shares

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    """Nobody has signed anything yet."""
    return made(make_cast_without_agreements)


def test_the_direct_route_needs_an_agreement_of_its_own(cast: Cast) -> None:
    sign_and_file(cast, "间接1号", {"guarantor": "70%", "bank": "20%", "appraiser": "10%"})

    with refused() as told:
        open_direct(cast)

    assert told.codes == {("rule_broken", "notice")}


def test_a_bank_alone_may_sign_for_the_direct_route_and_then_bears_the_whole_loss(
    cast: Cast,
) -> None:
    sign_and_file(cast, "直接2号", {"bank": "100%"})
    sign_and_file(cast, "间接9号", {"guarantor": "70%", "bank": "20%", "appraiser": "10%"})

    number = open_direct(cast)

    shares = agreement_shares(Case.objects.get(number=number), TODAY)
    assert [(share.party_id, share.loss_share) for share in shares] == [
        (cast.bank.party_id, 1_000_000)
    ]
