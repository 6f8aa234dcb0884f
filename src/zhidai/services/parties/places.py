"""What the place of a party is called: as its scheme calls it, else as it was entered."""

from zhidai.core.labels import Label
from zhidai.db.parties.models import Party
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped


def place_of(party: Party) -> Label:
    """A party's place in both languages; without an English name the Chinese one stands."""
    known = {scheme.place.zh: scheme.place for scheme in map(shipped, operated_schemes())}
    own = Label(zh=party.place, en=party.place_en or party.place)
    return known.get(party.place, own)
