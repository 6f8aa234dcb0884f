"""A trace with its clauses that anybody may read: the worked examples of a scheme, assessed."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/en/schemes/ganzhou-2020/examples/"


def page(client: Client, **chosen: str) -> str:
    return client.get(PAGE, chosen).content.decode()


def test_an_example_is_assessed_with_every_rule_and_clause(client: Client) -> None:
    text = page(client, example="eligible_indirect")

    assert "Eligible: 3,000,000 on the indirect route" in text
    first = text.index("trace-node trace-")
    assert text[first:].startswith("trace-node trace-met")  # nothing stands against it
    assert "amount: 300万元" in text  # the example as data


def test_what_stands_against_an_example_comes_first(client: Client) -> None:
    text = page(client, example="amount_above")

    first = text.index("trace-node trace-")
    assert text[first:].startswith("trace-node trace-not_met")


def test_an_example_that_there_is_not_shows_the_first(client: Client) -> None:
    assert "trace-node" in page(client, example="../../secret")


@pytest.mark.parametrize("scheme", ["qinglan-2021", "ganzhou-2020"])
def test_every_shipped_scheme_shows_its_examples_in_chinese(client: Client, scheme: str) -> None:
    answer = client.get(f"/zh-hans/schemes/{scheme}/examples/")

    assert answer.status_code == 200
    assert "一项判断及其依据" in answer.content.decode()


def test_a_scheme_that_there_is_not_is_not_found(client: Client) -> None:
    assert client.get("/en/schemes/nowhere-2020/examples/").status_code == 404
