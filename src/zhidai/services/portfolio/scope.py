"""Which scheme a page of supervision is about where none is named."""

from zhidai.core.policy.scheme import Nature
from zhidai.db.parties.models import Party
from zhidai.schemes.reader import operated_schemes, shipped, shipped_schemes
from zhidai.services.acting import Acting


def default_scheme() -> str:
    """The first of the schemes that parties work under."""
    return operated_schemes()[0]


def supervised_scheme(acting: Acting) -> str:
    """That of the acting party's place, operated yet or not; else the first."""
    place = Party.objects.values_list("place", flat=True).get(pk=acting.party_id)
    plans = (shipped(name) for name in shipped_schemes())
    own = (
        one.id for one in plans if one.nature is not Nature.WORKED_EXAMPLE and one.place.zh == place
    )
    return next(own, default_scheme())
