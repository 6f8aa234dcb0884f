"""Reads a refusal in tests: codes with their clauses."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from zhidai.core.errors import BadInput, Reason
from zhidai.services.refusal import Refused
from zhidai.wording.speech import CHINESE, ENGLISH, sentences


class Told:
    """The reasons of a refusal, once it has come."""

    reasons: tuple[Reason, ...] = ()

    @property
    def codes(self) -> set[tuple[str, str | None]]:
        return {(each.code, each.clause) for each in self.reasons}

    @property
    def clauses(self) -> set[str | None]:
        return {each.clause for each in self.reasons}

    def in_both_languages(self) -> str:
        """Every reason as people read it: fails if one has no sentence."""
        english = sentences(self.reasons, ENGLISH)
        return "\n".join([*english, *sentences(self.reasons, CHINESE)])


@contextmanager
def refused() -> Iterator[Told]:
    """The block must be refused."""
    told = Told()
    with pytest.raises(Refused) as caught:
        yield told
    told.reasons = caught.value.reasons
    assert told.in_both_languages()


@contextmanager
def bad_input_told() -> Iterator[Told]:
    """The block must meet bad input."""
    told = Told()
    with pytest.raises(BadInput) as caught:
        yield told
    told.reasons = caught.value.reasons
    assert told.in_both_languages()
