"""Some rows and then others are one list, whatever part of it a page shows."""

import pytest

from zhidai.services.paging import InTurn

ROWS = InTurn(first=["a", "b", "c"], then=["d", "e"])


@pytest.mark.parametrize("begin", range(7))
@pytest.mark.parametrize("end", range(7))
def test_each_page_shows_what_stands_there_in_the_whole(begin: int, end: int) -> None:
    assert ROWS[begin:end] == ["a", "b", "c", "d", "e"][begin:end]


def test_all_of_them_are_counted_and_read_one_after_the_other() -> None:
    assert len(ROWS) == 5
    assert list(ROWS) == ["a", "b", "c", "d", "e"]
    assert [ROWS[place] for place in range(5)] == list(ROWS)
    assert ROWS[3:] == ["d", "e"]
    assert (ROWS[-1], ROWS[-4]) == ("e", "b")


def test_without_the_first_only_the_others_are_shown() -> None:
    assert InTurn(first=[], then=["d", "e"])[0:25] == ["d", "e"]
    assert InTurn(first=["a"], then=[])[0:25] == ["a"]
