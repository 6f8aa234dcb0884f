"""Reads the monthly filings for the bank that sends and the bureau that receives them."""

from decimal import Decimal

from zhidai.core.filings.filing import ProjectFiling, papers_asked
from zhidai.core.filings.months import last_day, month_name
from zhidai.core.filings.standing import FilingStatus, Standing
from zhidai.core.labels import Label
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.scheme import Paper
from zhidai.db.filings.models import Filing, FilingVersion
from zhidai.db.parties.models import Party
from zhidai.documents.filing_sheet import filing_workbook
from zhidai.documents.letters.filings import project_filing
from zhidai.documents.letters.imprint import Imprint
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.filings.course import (
    decision_on,
    outcome_of,
    standing_of,
    standings,
    status_of,
    versions_of,
    with_course,
)
from zhidai.services.filings.drafting import (
    draft,
    drafts,
    filing_of,
    loans_of_filing,
    settings_of,
)
from zhidai.services.filings.tenancy import visible_filing, visible_filings
from zhidai.services.filings.views import FilingRow, FilingView, VersionLine
from zhidai.services.history.queries import timeline
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filing_rows(acting: Acting, *, status: str = "", late_only: bool = False) -> list[FilingRow]:
    """The acting party's filings, newest month first; `late_only` is the late list."""
    filings = with_course(visible_filings(acting)).order_by("-month", "number")
    today = business_date.today()
    wanted = []
    for filing, now in standings(filings, today):
        is_asked = status not in set(FilingStatus) or now.status == status
        if is_asked and (now.is_late or not late_only):
            wanted.append((filing, now))
    of_scheme = {filing.scheme: filing for filing, _ in wanted}
    clauses = {scheme: _clause(filing) for scheme, filing in of_scheme.items()}
    drafted = drafts([filing for filing, _ in wanted if filing.current_id is None])
    return [
        _row(filing, drafted.get(filing.pk), now, clauses[filing.scheme]) for filing, now in wanted
    ]


def late_filings(acting: Acting) -> int:
    """How many months of the acting party's filings were or are late."""
    today = business_date.today()
    filings = with_course(visible_filings(acting))
    return sum(now.is_late for _, now in standings(filings, today))


def filing_view(acting: Acting, number: str, *, version: int | None = None) -> FilingView:
    """A filing: its current version, the version asked for, or (0) what would be sent now."""
    filing = visible_filing(acting, number)
    shown = _version(filing, version)
    scheme = scheme_in_force(filing.scheme, last_day(filing.month))
    status, standing = status_of(filing), standing_of(filing, business_date.today())
    is_bank, is_first = acting.kind is PartyKind.BANK, filing.current_id is None
    return FilingView(
        number=filing.number,
        clause=_clause(filing),
        scheme_title=scheme.title,
        scheme_document=scheme.documents[0] if scheme.documents else "",
        month=filing.month,
        bank=_named(filing.bank),
        bureau=_named(filing.bureau),
        is_fictional=filing.bank.is_fictional,
        standing=standing,
        version=shown.version if shown else 0,
        current=filing.current.version if filing.current else 0,
        filing=filing_of(shown) if shown else draft(filing),
        papers={paper: scheme.papers[paper].label for paper in settings_of(filing).papers},
        routes={route.id: route.label for route in scheme.routes.values()},
        versions=tuple(_line(each) for each in _versions(filing)),
        may_send=is_bank and not (is_first and standing.status is FilingStatus.NOTHING_DRAWN),
        may_decide=acting.kind is PartyKind.BUREAU and status is FilingStatus.SENT,
        timeline=tuple(timeline(f"filing:{filing.number}")),
    )


def papers_to_add(acting: Acting, number: str, loan_key: str) -> tuple[Paper, ...]:
    """The papers of 9.2 that the bank may add for a loan of the month."""
    filing = visible_filing(acting, number)
    loan = loans_of_filing(filing).filter(key=loan_key).first()
    if loan is None or acting.kind is not PartyKind.BANK:
        raise NotFound
    has_guarantor = loan.case.parties.filter(role=PartyKind.GUARANTOR).exists()
    papers = scheme_in_force(filing.scheme, last_day(filing.month)).papers
    asked = papers_asked(settings_of(filing), has_guarantor=has_guarantor)
    return tuple(papers[paper] for paper in asked)


def filing_workbook_file(acting: Acting, number: str, version: int) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a sent version as a workbook."""
    view = _sent(acting, number, version)
    content = filing_workbook(view.filing, papers=view.papers, routes=view.routes)
    return f"{_stem(view)}.xlsx", XLSX, content


def filing_document(acting: Acting, number: str, version: int) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a sent version as a paper (放贷项目备案表)."""
    view = _sent(acting, number, version)
    sent_on = next(each.sent_on for each in view.versions if each.version == version)
    imprint = Imprint(
        number=f"{view.number}-{version}",
        dated=sent_on,
        scheme_title=view.scheme_title.zh,
        scheme_document=view.scheme_document,
        clauses=(view.clause.clause,),
        fictional=view.is_fictional,
    )
    note = next(each.note for each in view.versions if each.version == version)
    content = project_filing(
        view.filing, imprint=imprint, papers=view.papers, routes=view.routes, note=note
    )
    return f"{_stem(view)}.pdf", PDF, content


def _sent(acting: Acting, number: str, version: int) -> FilingView:
    if version < 1:
        raise NotFound
    return filing_view(acting, number, version=version)


def _stem(view: FilingView) -> str:
    return f"{view.number}-{month_name(view.month)}-v{view.version}"


def _version(filing: Filing, version: int | None) -> FilingVersion | None:
    if version is None:
        return filing.current
    if version == 0:
        return None
    found = filing.versions.filter(version=version).first()
    if found is None:
        raise NotFound
    return found


def _versions(filing: Filing) -> list[FilingVersion]:
    return list(
        filing.versions.select_related("sent_by", "decision", "decision__decided_by").order_by(
            "-version"
        )
    )


def _line(version: FilingVersion) -> VersionLine:
    decision = decision_on(version)
    return VersionLine(
        version=version.version,
        sent_on=version.sent_on,
        sent_by=named(version.sent_by),
        note=version.note,
        sha256=version.sha256,
        outcome=outcome_of(version),
        decided_on=decision.decided_on if decision else None,
        decided_by=named(decision.decided_by) if decision else None,
        grounds=decision.grounds if decision else "",
    )


def _clause(filing: Filing) -> Citation:
    return Citation(scheme=filing.scheme, clause=settings_of(filing).clause)


def _row(
    filing: Filing, drafted: ProjectFiling | None, now: Standing, clause: Citation
) -> FilingRow:
    """What the current version holds; before there is one, what would be sent now."""
    versions = versions_of(filing)
    current = next((each for each in versions if each.pk == filing.current_id), None)
    loans, total, missing = _held(current) if current else _drafted(drafted)
    return FilingRow(
        number=filing.number,
        month=filing.month,
        bank=_named(filing.bank),
        bureau=_named(filing.bureau),
        standing=now,
        version=current.version if current else 0,
        loans=loans,
        total=total,
        missing=missing,
        first_sent_on=versions[0].sent_on if versions else None,
        clause=clause,
    )


def _held(version: FilingVersion) -> tuple[int, Decimal, int]:
    return version.loans, from_fen(version.total), version.missing


def _drafted(found: ProjectFiling | None) -> tuple[int, Decimal, int]:
    if found is None:
        raise AssertionError("a filing without a version is drafted")
    return len(found.rows), found.total, len(found.missing)


def _named(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)
