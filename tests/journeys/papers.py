"""Small files that people attach."""

from datetime import date

from zhidai.documents.letters.specimens import specimen_paper


def pdf(title: str) -> bytes:
    """A one-page PDF that says what it stands for."""
    return specimen_paper(title=title, party="虚构", case="虚构", dated=date(2021, 3, 1))
