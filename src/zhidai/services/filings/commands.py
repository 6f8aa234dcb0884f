"""The bank adds papers and sends its month; the bureau receives it or returns it (9.2).

Sending names the version that the sender saw, so that of two people who send at once the second is
told instead of replacing the first one's filing unseen.
"""

from zhidai.core.errors import Reason, reason
from zhidai.core.filings.filing import ProjectFiling, papers_asked
from zhidai.core.filings.months import month_name
from zhidai.core.filings.standing import FilingStatus
from zhidai.core.money import format_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.writing import says_nothing
from zhidai.db.filings.models import Filing, FilingDecision, FilingVersion
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.locking import locked_case
from zhidai.services.cases.papers import Uploads, keep_uploads, papers_digest, papers_json
from zhidai.services.filings.course import status_of
from zhidai.services.filings.drafting import (
    content_hash,
    content_of,
    draft,
    filing_of,
    loans_of_filing,
    settings_of,
)
from zhidai.services.filings.tenancy import locked_filing, visible_filing
from zhidai.services.history.commands import append
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

LONGEST_NOTE = 500
TASK = "project_filing"  # what the papers are filed under


def add_papers(acting: Acting, number: str, loan_key: str, *, uploads: Uploads, key: str) -> Answer:
    """The bank puts papers of one loan into its dossier, for the filing to find them there."""

    def work() -> Answer:
        filing = visible_filing(acting, number)
        _only(acting, PartyKind.BANK, "filing_by_the_bank_only", filing)
        loan = loans_of_filing(filing).filter(key=loan_key).first()
        if loan is None:
            raise NotFound
        if not uploads:
            raise _refused("filing_papers_none", filing)
        case = locked_case(acting, loan.case.number)
        has_guarantor = case.parties.filter(role=PartyKind.GUARANTOR).exists()
        asked = papers_asked(settings_of(filing), has_guarantor=has_guarantor)
        keep_uploads(case, uploads, task=TASK, asked=asked, acting=acting)
        event = append(
            f"case:{case.number}",
            "filing.papers_added",
            acting=acting,
            payload={"filing": number, "loan": loan.key, "papers": papers_json(uploads)},
        )
        return {"filing": number, "loan": loan.key, "event": event.sequence}

    request = {"filing": number, "loan": loan_key, "papers": papers_digest(uploads)}
    return once(acting, "add_filing_papers", key=key, request=request, work=work)


def send_filing(acting: Acting, number: str, *, replaces: int, note: str = "", key: str) -> Answer:
    """The bank sends the month as it stands now; `replaces` is the version it saw, 0 for none.

    Missing papers and a version after the first need a note that says why. A month without a
    drawdown is not filed; one that was filed already is corrected to nothing.
    """

    def work() -> Answer:
        filing = locked_filing(acting, number)
        _only(acting, PartyKind.BANK, "filing_by_the_bank_only", filing)
        found = draft(filing)
        against = _against_sending(filing, found, replaces=replaces, note=note)
        if against:
            raise Refused(against)
        return _send(filing, found, note=note.strip(), acting=acting)

    request = {"filing": number, "replaces": replaces, "note": note}
    return once(acting, "send_filing", key=key, request=request, work=work)


def receive_filing(acting: Acting, number: str, *, version: int, key: str) -> Answer:
    """The bureau receives the version it looked at; one with papers missing is returned instead."""

    def work() -> Answer:
        current = _to_decide(acting, number, version)
        missing = filing_of(current).missing
        if missing:
            raise Refused(
                (
                    reason(
                        "filing_incomplete", settings_of(current.filing).clause, count=len(missing)
                    ),
                )
            )
        return _decide(current, number, is_received=True, grounds="", acting=acting)

    request = {"filing": number, "version": version}
    return once(acting, "receive_filing", key=key, request=request, work=work)


def return_filing(acting: Acting, number: str, *, version: int, grounds: str, key: str) -> Answer:
    """The bureau returns a version with its grounds; the bank may send the month again."""

    def work() -> Answer:
        current = _to_decide(acting, number, version)
        if says_nothing(grounds):
            raise _refused("filing_return_needs_grounds", current.filing)
        _require_short(grounds)
        return _decide(current, number, is_received=False, grounds=grounds.strip(), acting=acting)

    request = {"filing": number, "version": version, "grounds": grounds}
    return once(acting, "return_filing", key=key, request=request, work=work)


def _against_sending(
    filing: Filing, found: ProjectFiling, *, replaces: int, note: str
) -> tuple[Reason, ...]:
    current, clause = filing.current, settings_of(filing).clause
    standing = 0 if current is None else current.version
    if standing != replaces:
        return (reason("filing_sent_meanwhile", clause, version=standing, seen=replaces),)
    if current is None and not found.rows:
        return (reason("filing_nothing_drawn", clause, month=month_name(filing.month)),)
    if current is not None and _says_the_same(filing, current, found):
        return (reason("filing_unchanged", clause, version=standing),)
    if says_nothing(note) and found.missing:
        return (reason("filing_missing_needs_note", clause, count=len(found.missing)),)
    if says_nothing(note) and current is not None:
        return (reason("filing_again_needs_note", clause, version=standing),)
    _require_short(note)
    return ()


def _says_the_same(filing: Filing, current: FilingVersion, found: ProjectFiling) -> bool:
    """Whether nothing has changed; what was returned may be sent again as it is."""
    if status_of(filing) is FilingStatus.RETURNED:
        return False
    return current.sha256 == content_hash(content_of(found))


def _send(filing: Filing, found: ProjectFiling, *, note: str, acting: Acting) -> Answer:
    content = content_of(found)
    version = FilingVersion.objects.create(
        filing=filing,
        version=1 if filing.current is None else filing.current.version + 1,
        content=content,
        sha256=content_hash(content),
        loans=len(found.rows),
        total=to_fen(found.total),
        missing=len(found.missing),
        note=note,
        sent_on=business_date.today(),
        recorded_at=business_date.now(),
        sent_by_id=acting.person_id,
    )
    filing.current = version
    filing.save(update_fields=["current"])
    event = append(
        f"filing:{filing.number}",
        "filing.sent",
        acting=acting,
        payload={
            "version": version.version,
            "sha256": version.sha256,
            "loans": len(found.rows),
            "total": format_yuan(found.total),
            "missing": len(found.missing),
            "grounds": note,
        },
    )
    return {"filing": filing.number, "version": version.version, "event": event.sequence}


def _to_decide(acting: Acting, number: str, version: int) -> FilingVersion:
    """The version to be decided on, with the filing locked; refused if it is not that any more."""
    filing = locked_filing(acting, number)
    _only(acting, PartyKind.BUREAU, "filing_decided_by_the_bureau_only", filing)
    current, status = filing.current, status_of(filing)
    clause = settings_of(filing).clause
    if current is None:
        raise _refused("filing_not_sent", filing)
    if current.version != version:
        raise Refused(
            (reason("filing_sent_meanwhile", clause, version=current.version, seen=version),)
        )
    if status is not FilingStatus.SENT:
        raise Refused((reason(f"filing_is_{status}", clause, version=version),))
    return current


def _decide(
    version: FilingVersion, number: str, *, is_received: bool, grounds: str, acting: Acting
) -> Answer:
    FilingDecision.objects.create(
        version=version,
        is_received=is_received,
        grounds=grounds,
        decided_on=business_date.today(),
        decided_by_id=acting.person_id,
    )
    event = append(
        f"filing:{number}",
        "filing.received" if is_received else "filing.returned",
        acting=acting,
        payload={"version": version.version, "grounds": grounds},
    )
    return {"filing": number, "version": version.version, "event": event.sequence}


def _only(acting: Acting, kind: PartyKind, code: str, filing: Filing) -> None:
    if acting.kind is not kind:
        raise _refused(code, filing)


def _require_short(text: str) -> None:
    if len(text.strip()) > LONGEST_NOTE:
        raise Refused((reason("grounds_too_long", most=LONGEST_NOTE),))


def _refused(code: str, filing: Filing) -> Refused:
    return Refused((reason(code, settings_of(filing).clause),))
