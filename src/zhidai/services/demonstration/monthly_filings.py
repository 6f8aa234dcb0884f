"""The city's banks file the month of their drawdowns: one at once, one after a return (9.2)."""

from datetime import date

from zhidai.db.filings.models import Filing
from zhidai.documents.letters.specimens import specimen_paper
from zhidai.documents.uploads import check_upload
from zhidai.services.acting import Acting
from zhidai.services.cases.papers import Uploads
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.stories import Days, Households
from zhidai.services.filings.commands import (
    add_papers,
    receive_filing,
    return_filing,
    send_filing,
)
from zhidai.services.filings.daily import tell_filings
from zhidai.services.filings.drafting import draft
from zhidai.services.schemes.versions import scheme_in_force

DRAWN_IN = date(2020, 11, 1)
OPENED_ON, SENT_ON, DECIDED_ON = date(2020, 12, 1), date(2020, 12, 9), date(2020, 12, 11)
SENT_AGAIN_ON, RECEIVED_ON = date(2020, 12, 16), date(2020, 12, 18)


def filings_told(households: Households) -> Days:
    """November 2020 of both banks, from its opening to its receipt."""
    bank, other, bureau = (households[name].officer for name in ("bank", "bank2", "bureau"))
    yield OPENED_ON
    tell_filings(SCHEME, OPENED_ON)
    first, second = (Filing.objects.get(month=DRAWN_IN, bank=one.party_id) for one in (bank, other))
    yield SENT_ON
    _complete(bank, first, SENT_ON)
    _send(bank, first, replaces=0, note="")
    _send(other, second, replaces=0, note="营业执照和发票随后补交（虚构）")
    yield DECIDED_ON
    receive_filing(bureau, first.number, version=1, key=f"city receive {first.number}")
    grounds = "请补齐营业执照、担保协议书和担保费发票（虚构）"
    key = f"city return {second.number}"
    return_filing(bureau, second.number, version=1, grounds=grounds, key=key)
    yield SENT_AGAIN_ON
    _complete(other, second, SENT_AGAIN_ON)
    _send(other, second, replaces=1, note="材料已补齐（虚构）")
    yield RECEIVED_ON
    receive_filing(bureau, second.number, version=2, key=f"city receive {second.number}")


def _send(bank: Acting, filing: Filing, *, replaces: int, note: str) -> None:
    key = f"city send {filing.number} {replaces}"
    send_filing(bank, filing.number, replaces=replaces, note=note, key=key)


def _complete(bank: Acting, filing: Filing, on: date) -> None:
    """The bank adds what the dossiers lack."""
    for row in draft(filing).rows:
        loan = row.drawdown.loan
        uploads = _specimens(row.missing, bank=bank, case=row.drawdown.case, on=on)
        key = f"city papers {loan}"[:64]
        add_papers(bank, filing.number, loan, uploads=uploads, key=key)


def _specimens(missing: tuple[str, ...], *, bank: Acting, case: str, on: date) -> Uploads:
    papers = scheme_in_force(SCHEME, on).papers
    titles = {paper: papers[paper].label.zh for paper in missing}
    return tuple(
        (
            paper,
            check_upload(
                f"{title}.pdf",
                specimen_paper(title=title, party=bank.party_name, case=case, dated=on),
            ),
        )
        for paper, title in titles.items()
    )
