"""Stand-ins for the papers that the demonstration city's parties would attach."""

from datetime import date
from functools import lru_cache

from zhidai.documents.figures import day
from zhidai.documents.pdf import render


@lru_cache(maxsize=256)  # the same paper is the same bytes, and setting it is slow
def specimen_paper(*, title: str, party: str, case: str, dated: date) -> bytes:
    """A one-page PDF that names the paper it stands for and says that it is a specimen."""
    return render(
        "specimen_paper",
        {"fictional": True, "title": title, "party": party, "case": case, "dated": day(dated)},
        dated=dated,
    )
