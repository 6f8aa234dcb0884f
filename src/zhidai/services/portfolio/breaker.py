"""The breaker's row: the lock that new business and trips take in turn."""

from zhidai.db.portfolio.models import Breaker


def locked_breaker(scheme: str) -> Breaker:
    """The scheme's breaker, locked until the transaction ends."""
    Breaker.objects.get_or_create(scheme=scheme)
    return Breaker.objects.select_for_update().get(scheme=scheme)
