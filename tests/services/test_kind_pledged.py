"""A case is lent on by the kind of right that it pledges, whatever kind was declared."""

import pytest
from tests.services.qinglan_cast import SCHEME, applied, done, qinglan

from zhidai.schemes.reader import shipped
from zhidai.services.refusal import Refused

pytestmark = pytest.mark.django_db
WORTH = {"valuation.appraised_value": "500万元", "valuation.market_value": "500万元"}
APPROVAL = "bank_approval"


def approve(kind: str, amount: str) -> None:
    """A case of that kind, declared as an invention, up to the bank's approval."""
    number, team, story = applied(qinglan(), amount=amount, kind=kind)
    for task in shipped(SCHEME).routes["guaranteed"].tasks:
        done(team, number, task.id, story=story, changed=WORTH)
        if task.id == APPROVAL:
            return


@pytest.mark.parametrize(
    ("kind", "amount"), [("invention", "300万元"), ("utility_model", "250万元")]
)
def test_an_amount_within_the_ratio_of_the_kind_pledged_is_approved(kind: str, amount: str) -> None:
    approve(kind, amount)


def test_a_utility_model_declared_as_an_invention_is_not_lent_on_as_one() -> None:
    with pytest.raises(Refused) as refused:
        approve("utility_model", "251万元")

    assert [(one.code, one.clause) for one in refused.value.reasons] == [
        ("request_above_limit", "3.2")
    ]
