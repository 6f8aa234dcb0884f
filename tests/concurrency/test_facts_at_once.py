"""The facts of statistics under two processes at once: one chunk, and nothing missing from it."""

from tests.concurrency.desk import Town
from tests.concurrency.orders import SPRING, THREE_MILLION, opened


def test_two_that_keep_the_same_chunks_keep_them_once_and_alike(town: Town) -> None:
    opened(town)

    first, second = town.at_once(("count_facts", {}), ("count_facts", {}))

    assert first.is_done
    assert second.is_done
    found = town.do("count_facts")
    assert found["chunks"] == [["case", 0], ["party", 0]]
    assert found["marks"] == 0
    assert found["facts"] == town.do("count_facts", anew=True)["facts"]


def test_two_that_forget_and_keep_anew_come_to_the_same(town: Town) -> None:
    case = opened(town)
    before = town.do("count_facts")

    first, second = town.at_once(("count_facts", {"anew": True}), ("count_facts", {"anew": True}))

    assert first.is_done
    assert second.is_done
    assert case in before["facts"][0]
    assert town.do("count_facts") == before


def test_a_case_opened_while_facts_are_kept_is_among_them_at_the_next_look(town: Town) -> None:
    first = opened(town)
    apply = {"who": SPRING, "amount": THREE_MILLION, "key": "open too"}

    kept, second = town.at_once(("count_facts", {}), ("open_case", apply))

    assert kept.is_done
    found = town.do("count_facts")
    assert first in found["facts"][0]
    assert second.answer["case"] in found["facts"][0]
    assert found["facts"] == town.do("count_facts", anew=True)["facts"]
