"""A plan without a breaker and with few papers: its parties work as those of any other."""

import re

import pytest
from django.test import Client
from tests.cast import TODAY, Cast, make_cast_without_agreements
from tests.conftest import Make
from tests.web.browsers import of

from zhidai.schemes.archive import files_of, handed_out
from zhidai.schemes.reader import shipped_folder
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.portfolio.queries import supervision_view
from zhidai.services.schemes.proposals import propose_folder, publish

pytestmark = pytest.mark.django_db
OK, NOT_FOUND, UNPROCESSABLE = 200, 404, 422


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast_without_agreements)


def publish_a_bare_plan(cast: Cast) -> None:
    """The plan published once more from today on, without a breaker or a paper for agreements.

    Its longest term has another name, as a draft of a plan gives it.
    """
    files = dict(files_of(shipped_folder(SCHEME)))
    del files["breaker.yaml"]
    files["papers.yaml"] = re.sub(
        rb"cooperation_agreement:\n(?:  .*\n)+", b"", files["papers.yaml"]
    )
    files["duties.yaml"] = files["duties.yaml"].replace(b"  papers: [cooperation_agreement]\n", b"")
    renamed = {name: one.replace(b"loan_term_max", b"longest_term") for name, one in files.items()}
    content = handed_out(renamed, around=SCHEME)
    proposed = propose_folder(
        cast.bureau, SCHEME, content, in_force_from=TODAY, why="不设叫停（虚构）", key="propose"
    )
    publish(cast.approvers["bureau"], SCHEME, int(proposed["version"]), key="publish")


def test_workbenches_supervision_and_dashboard_open_without_a_ratio(cast: Cast) -> None:
    publish_a_bare_plan(cast)

    for acting, home in ((cast.bureau, "bureau"), (cast.bank, "bank"), (cast.finance, "finance")):
        client = of(acting)
        for page in (f"{home}/", "supervision/", "dashboards/"):
            answer = client.get(f"/en/{page}")
            assert answer.status_code == OK, (home, page)
            assert "Ratio of the plan" not in answer.text, (home, page)
        assert "no ratio of bad loans stops new business" in client.get("/en/supervision/").text

    assert supervision_view(cast.bank).ratio is None
    assert of(cast.bank).get("/en/supervision/agree/").status_code == NOT_FOUND


def test_first_page_and_self_check_open_without_a_ratio_and_a_name_for_the_term(
    cast: Cast, client: Client
) -> None:
    publish_a_bare_plan(cast)
    asked = {"request.amount": "300万元", "request.term": "12", "request.rate": "4"}
    route = {"scheme": SCHEME, "request.route": "indirect"}

    first = client.get("/en/")
    result = client.get("/en/self-check/result/", asked | route)

    assert first.status_code == result.status_code == OK
    assert "no ratio of bad loans stops new business" in first.text
    assert "Cash calendar of the enterprise" in result.text


def test_an_agreement_is_attached_and_whoever_lends_bears_losses_nobody_shares(cast: Cast) -> None:
    publish_a_bare_plan(cast)

    page = of(cast.bank).get(f"/en/parties/agreements/new/?scheme={SCHEME}&route=direct").text

    assert re.search(r'<input[^>]*name="paper-cooperation_agreement"', page)
    shares = re.findall(r'<input[^>]*name="(\w+)-share"[^>]*value="([^"]*)"', page)
    assert dict(shares) == {"bank": "100", "appraiser": "0"}
