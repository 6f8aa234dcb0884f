"""The table of answers: written once, taken by every process, gone with the facts they are of."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from zhidai.db.statistics.models import FactAnswer
from zhidai.services.transactions import one_transaction

MOST = 5_000  # of one version of the facts
COUNTED_AS = 3  # raised by a release that counts the same facts otherwise


def asked_by(*follows_from: object) -> str:
    """A name for all that answers follow from beside facts and question, and for how we count."""
    return hashlib.sha256(repr((COUNTED_AS, *follows_from)).encode()).hexdigest()


def question_named(question: object) -> str:
    """The name under which a question's answer is kept, as long for any question."""
    return hashlib.sha256(repr(question).encode()).hexdigest()


def answers_kept(facts: str, asked: str) -> dict[str, Any]:
    """Name of a question -> the JSON of its answer. facts: the version of all of them."""
    rows = FactAnswer.objects.filter(facts=facts, asked=asked)
    return dict(rows.values_list("question", "found"))


def keep_answers(facts: str, asked: str, found: Mapping[str, object]) -> None:
    """Write new ones for whoever asks next; of other versions nothing is left."""
    if not found:
        return
    rows = [
        FactAnswer(facts=facts, asked=asked, question=question, found=json.dumps(answer))
        for question, answer in found.items()
    ]
    with one_transaction():
        FactAnswer.objects.exclude(facts=facts).delete()
        if FactAnswer.objects.count() + len(rows) <= MOST:
            FactAnswer.objects.bulk_create(rows, ignore_conflicts=True)
