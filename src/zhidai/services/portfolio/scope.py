"""Which scheme a page or command is about where none is named."""

from zhidai.schemes.operated import operated_schemes
from zhidai.services.acting import Acting
from zhidai.services.parties.declared import scheme_id_of_place


def default_scheme(acting: Acting | None = None) -> str:
    """The scheme of the acting party's place; for nobody in particular the first one of all."""
    if acting is None:
        return operated_schemes()[0]
    return scheme_id_of_place(acting.place)
