"""Reads kept deals: the list, one deal on a day, one of its patents, and what all of them tell."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.errors import BadInput, Reason
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.limits import LimitAnswer
from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.appraisers import by_appraiser, by_patent
from zhidai.core.valuation.deal_entries import (
    EntryKind,
    newest,
    standing_reports,
)
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.overrides import Override, override_report
from zhidai.core.valuation.sheet_figures import FigureChange, changes, figures_of, from_kept
from zhidai.db.valuation.models import DealEntry, DealPatent, KeptSheet
from zhidai.engine.valuation.judged import JudgedPatent
from zhidai.schemes.operated import operated_schemes
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.deal_reading import (
    KeptDeal,
    judging,
    kept_deal,
    sheets_of,
    source_of,
    together_of,
)
from zhidai.services.valuation.deal_tenancy import visible_deal, visible_deals
from zhidai.services.valuation.deal_views import (
    AppraisersView,
    DealPatentLine,
    DealRow,
    DealView,
    EntryLine,
    OverridesView,
    PatentInDeal,
    SheetLine,
)
from zhidai.services.valuation.lending import limit_by_value

_ONE_EACH = frozenset(set(EntryKind) - {EntryKind.REPORT, EntryKind.WITHDRAWAL})


def deal_rows(acting: Acting) -> list[DealRow]:
    """The newest first."""
    deals = list(visible_deals(acting).order_by("-id"))
    patents: defaultdict[int, list[str]] = defaultdict(list)
    for deal_id, number in (
        DealPatent.objects.filter(deal__in=deals).order_by("id").values_list("deal", "number")
    ):
        patents[deal_id].append(number)
    terms = DealEntry.objects.filter(deal__in=deals, kind=str(EntryKind.TERMS)).order_by("id")
    amounts = {row.deal_id: parse_yuan(row.content["loan"]["amount"]) for row in terms}
    return [
        DealRow(
            id=one.pk,
            number=one.number,
            borrower=one.borrower,
            patents=tuple(patents[one.pk]),
            amount=to_fen(amounts[one.pk]),
            opened_on=one.opened_on,
            case=one.case.number if one.case else None,
        )
        for one in deals
    ]


def deal_view(acting: Acting, deal_id: int) -> DealView:
    """A deal of one's own, as of the business date."""
    kept = kept_deal(visible_deal(acting, deal_id), business_date.today())
    return _view(kept, sheets_of(kept, acting))


def patent_in_deal(acting: Acting, deal_id: int, number: str) -> PatentInDeal:
    """One of its patents with all that is known of it."""
    kept = kept_deal(visible_deal(acting, deal_id), business_date.today())
    view = _view(kept, sheets_of(kept, acting))
    line = next((one for one in view.patents if one.number == number), None)
    if line is None:
        raise NotFound
    last = next((one for one in view.sheets if one.patent == number), None)
    standing = {one.id for one in standing_reports(kept.entries, number)}
    return PatentInDeal(
        deal=view,
        line=line,
        judged=_judged(kept, number) if line.sheet else None,
        limit=_limit(kept, line.sheet),
        reports=tuple(reversed([one for one in view.entries if one.id in standing])),
        contents=_contents(kept, number),
        last_sheet=last,
        since=_since(last, line.sheet),
    )


def sheet_paper(acting: Acting, deal_id: int, sheet_id: int, language: str) -> tuple[str, bytes]:
    """The name and content of a sheet as it was made, in `zh` or `en`."""
    deal = visible_deal(acting, deal_id)
    sheet = KeptSheet.objects.filter(deal=deal, pk=sheet_id).first()
    if sheet is None or language not in ("zh", "en"):
        raise NotFound
    content = sheet.zh if language == "zh" else sheet.en
    return f"deal-sheet-{sheet.pk}-{sheet.made_on.isoformat()}-{language}.pdf", bytes(content)


def overrides_view(acting: Acting) -> OverridesView:
    """Every value that an officer of the party set against ours."""
    rows = _entries(acting, EntryKind.OVERRIDE).order_by("-id")
    found = tuple((row.deal_id, _override(row)) for row in rows)
    report = override_report([one for _, one in found]) if found else None
    return OverridesView(overrides=found, report=report)


def appraisers_view(acting: Acting) -> AppraisersView:
    """The reports that stand in the party's deals, each beside our value when it was entered."""
    withdrawn = {int(row.content["entry"]) for row in _entries(acting, EntryKind.WITHDRAWAL)}
    rows = [row for row in _entries(acting, EntryKind.REPORT) if row.pk not in withdrawn]
    compared = [_compared(row) for row in rows]
    return AppraisersView(appraisers=by_appraiser(compared), patents=by_patent(compared))


def _view(kept: KeptDeal, sheets: Mapping[str, DealSheet | tuple[Reason, ...]]) -> DealView:
    deal = kept.deal
    terms = newest(kept.entries, EntryKind.TERMS)
    lines = tuple(_line(one, sheets[one.number]) for one in kept.patents)
    made = KeptSheet.objects.filter(deal=deal).defer("zh", "en").select_related("person")
    valued = [one.sheet for one in lines if one.sheet is not None]
    return DealView(
        id=deal.pk,
        number=deal.number,
        borrower=deal.borrower,
        pledgor=deal.pledgor,
        case=deal.case.number if deal.case else None,
        opened_on=deal.opened_on,
        on=kept.on,
        terms={} if terms is None else terms.content,
        patents=lines,
        together=together_of(valued, kept),
        entries=_entry_lines(kept),
        sheets=tuple(
            SheetLine(id=one.pk, patent=one.patent, made_on=one.made_on, person=named(one.person))
            for one in made.order_by("-id")
        ),
    )


def _line(patent: DealPatent, found: DealSheet | tuple[Reason, ...]) -> DealPatentLine:
    return DealPatentLine(
        number=patent.number,
        book=None if patent.book is None else (patent.book.pk, patent.book.name),
        sheet=found if isinstance(found, DealSheet) else None,
        against=() if isinstance(found, DealSheet) else found,
    )


def _entry_lines(kept: KeptDeal) -> tuple[EntryLine, ...]:
    """Newest first."""
    rows = kept.deal.entries.select_related("person").order_by("-id")
    holds = {
        found.id
        for one in kept.entries
        if one.kind in _ONE_EACH
        for found in [newest(kept.entries, one.kind, one.patent)]
        if found is not None
    }
    for patent in kept.patents:
        holds |= {one.id for one in standing_reports(kept.entries, patent.number)}
    return tuple(
        EntryLine(
            id=row.pk,
            kind=EntryKind(row.kind),
            patent=row.patent,
            content=row.content,
            entered_on=row.entered_on,
            recorded_at=row.recorded_at,
            person=named(row.person),
            is_standing=row.pk in holds,
        )
        for row in rows
    )


def _contents(kept: KeptDeal, number: str) -> dict[EntryKind, Mapping[str, Any]]:
    found: dict[EntryKind, Mapping[str, Any]] = {}
    for kind in _ONE_EACH:
        entry = newest(kept.entries, kind, "" if kind is EntryKind.TERMS else number)
        if entry is not None:
            found[kind] = entry.content
    return found


def _judged(kept: KeptDeal, number: str) -> JudgedPatent:
    patent = next(one for one in kept.patents if one.number == number)
    found = source_of(kept, patent).single(number, on=kept.on, parameters=kept.parameters)
    return judging(kept, number)(found)


def _limit(kept: KeptDeal, sheet: DealSheet | None) -> LimitAnswer | None:
    """By the plan, on the lowest of the reports that stand; None without one."""
    if sheet is None or not sheet.comparisons or len(kept.patents) > 1:
        return None
    scheme = kept.deal.case.scheme if kept.deal.case else operated_schemes()[0]
    lowest = min(one.appraised for one in sheet.comparisons)
    try:
        return limit_by_value(scheme, kept.on, appraised=lowest, internal=sheet.value.mean)
    except BadInput:  # a day on which the plan is not in force
        return None


def _since(last: SheetLine | None, sheet: DealSheet | None) -> tuple[FigureChange, ...]:
    if last is None or sheet is None:
        return ()
    before = KeptSheet.objects.values_list("figures", flat=True).get(pk=last.id)
    return changes(from_kept(before), figures_of(sheet))


def _entries(acting: Acting, kind: EntryKind) -> Any:
    return DealEntry.objects.filter(deal__in=visible_deals(acting), kind=str(kind)).order_by("id")


def _override(row: DealEntry) -> Override:
    return Override(
        patent_number=row.patent,
        on=date.fromisoformat(row.figures["on"]),
        internal=Decimal(row.figures["internal"]),
        value=parse_yuan(row.content["value"]),
        by=row.content["by"],
        reason=row.content["reason"],
    )


def _compared(row: DealEntry) -> Comparison:
    """A report as it was compared when it was entered; its causes are not kept."""
    kept = row.figures
    appraised, internal = Decimal(kept["appraised"]), Decimal(kept["internal"])
    return Comparison(
        appraiser=kept["appraiser"],
        report_number=kept["report_number"],
        patent_number=row.patent,
        on=date.fromisoformat(kept["on"]),
        method=kept["method"],
        appraised=appraised,
        internal=internal,
        internal_p10=Decimal(kept["internal_p10"]),
        internal_p90=Decimal(kept["internal_p90"]),
        ratio=None,
        gap=appraised - internal,
        reproduced=None,
        parts=(),
        findings=tuple(Reason(code=code) for code in kept["findings"]),
    )
