"""One transaction per decision, once per idempotency key.

    answer = once(acting, "complete_task", key=key, request=request, work=work)

`work` runs inside the transaction and returns the answer as JSON. The same key with the same
request answers what was answered; with another request it is refused. Two at once: the database
lets one through, the other then finds the answer.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from django.db import IntegrityError, OperationalError, transaction

from zhidai.core.errors import reason
from zhidai.db.history.models import Command
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.refusal import InProgress, Refused

Answer = dict[str, Any]
Read = TypeVar("Read")
KEY_LENGTH = 64


@contextmanager
def one_transaction() -> Iterator[None]:
    """All or nothing; a lock that does not come free is told as work in progress."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if waited_in_vain(error):
            raise InProgress from error
        raise


def waited_in_vain(error: BaseException | None) -> bool:
    """Whether the database had others' work before ours until it gave up waiting."""
    return isinstance(error, OperationalError) and "lock" in str(error).lower()


def once(
    acting: Acting, name: str, *, key: str, request: object, work: Callable[[], Answer]
) -> Answer:
    """Run `work` in one transaction, at most once for a key of this party and command."""
    if not key or len(key) > KEY_LENGTH:
        raise Refused((reason("idempotency_key_missing"),))
    digest = _digest(request)
    with one_transaction():
        try:
            with transaction.atomic():
                command = Command.objects.create(
                    key=key,
                    party_id=acting.party_id,
                    name=name,
                    request_hash=digest,
                    recorded_at=business_date.now(),
                )
        except IntegrityError:
            return _earlier_answer(acting, name, key=key, digest=digest)
        command.answer = work()
        command.save(update_fields=["answer"])
        return command.answer


def rehearsed(do: Callable[[str], Answer], read: Callable[[], Read]) -> Read:
    """What would be read once a command is done; it is taken back, nothing is written or told.

    do: the command with a key of its own. What the command refuses is refused here.
    """
    with one_transaction():
        do(uuid4().hex)
        found = read()
        transaction.set_rollback(True)
    return found


def _earlier_answer(acting: Acting, name: str, *, key: str, digest: str) -> Answer:
    earlier = Command.objects.get(key=key, party_id=acting.party_id, name=name)
    if earlier.request_hash != digest:
        raise Refused((reason("idempotency_key_reused"),))
    if earlier.answer is None:
        raise InProgress
    answer: Answer = earlier.answer
    return answer


def _digest(request: object) -> str:
    text = json.dumps(request, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
