"""The "Why?" page can say every condition that a route may name."""

from zhidai.core.cases.conditions import CONDITIONS
from zhidai.web.casework import words


def test_every_condition_of_the_closed_list_has_its_words() -> None:
    assert set(words.CONDITIONS) == set(CONDITIONS)
