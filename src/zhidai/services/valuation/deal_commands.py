"""A party keeps a deal: starts it, enters what comes in, makes the sheet to sign.

Everything entered is read by the core before it is kept, as part of the deal that it belongs to:
what cannot be read, or a report on a day on which the patent has no value, changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from zhidai.core.errors import BadInput, bad_input, reason
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.appraisal_file import read_reports, require_dated
from zhidai.core.valuation.approaches_file import read_approaches
from zhidai.core.valuation.deal_entries import (
    EntryKind,
    read_economics,
    standing_reports,
    written_approaches,
    written_deal,
)
from zhidai.core.valuation.deal_file import read_deal
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.officer_scores import read_answers
from zhidai.core.valuation.sheet_figures import as_kept, figures_of
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.valuation.models import Deal, DealEntry, DealPatent, KeptSheet
from zhidai.documents.letters.deal_sheet import deal_sheet_paper
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_case
from zhidai.services.history.commands import append
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once
from zhidai.services.valuation.commands import VALUERS
from zhidai.services.valuation.deal_reading import KeptDeal, kept_deal, sheets_of
from zhidai.services.valuation.deal_sources import book_of
from zhidai.services.valuation.deal_tenancy import visible_deals
from zhidai.services.valuation.queries import patents_of, visible_book, visible_books
from zhidai.wording.deal_sheets.sheet import worded_sheet

MOST_PATENTS = 100  # pledged together
LONGEST_NUMBER, LONGEST_NAME = 40, 200
_OF_THE_DEAL = frozenset({EntryKind.TERMS})
ENGLISH, CHINESE = "en", "zh-hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeal:
    """What starts a deal: its patents are those of a case, or some of a valued book."""

    number: str
    borrower: str
    pledgor: str
    case: str = ""
    book: int | None = None
    patents: tuple[str, ...] = ()


def start_deal(acting: Acting, new: NewDeal, terms: Mapping[str, Any], *, key: str) -> Answer:
    """Keep a deal with the terms asked; its id.

    Bad input: patent numbers, `valuation_patent_not_in_book`, and that of `deal_file`.
    """

    def work() -> Answer:
        _require_valuer(acting)
        _require_said(acting, new)
        case = visible_case(acting, new.case) if new.case else None
        found = _of_the_case(acting, case) if case is not None else _of_the_book(acting, new)
        deal = _new_row(acting, new, case)
        DealPatent.objects.bulk_create([DealPatent(deal=deal, **one) for one in found])
        _keep(acting, deal, EntryKind.TERMS, "", terms)
        kept = kept_deal(deal, deal.opened_on)
        _read(kept, kept.patents[0].number)
        append(
            f"deal:{deal.pk}",
            "deal_started",
            acting=acting,
            payload={"number": deal.number, "patents": [one["number"] for one in found]},
        )
        return {"deal": deal.pk}

    request = {
        "number": new.number, "borrower": new.borrower, "pledgor": new.pledgor, "case": new.case,
        "book": new.book, "patents": new.patents, "terms": terms,
    }  # fmt: skip
    return once(acting, "start_deal", key=key, request=request, work=work)


def enter_in_deal(
    acting: Acting, deal_id: int, number: str, *, kind: EntryKind, content: Mapping[str, Any],
    key: str,
) -> Answer:  # fmt: skip
    """Enter one thing of a patent, or of the deal; its entry's id. Bad input: the reader's."""

    def work() -> Answer:
        kept = _locked(acting, deal_id)
        patent = "" if kind in _OF_THE_DEAL else _patent_of(kept, number)
        figures = _checked(kept, acting, kind, patent or kept.patents[0].number, content)
        entry = _keep(acting, kept.deal, kind, patent, content, figures)
        return {"deal": deal_id, "entry": entry.pk}

    request = {"deal": deal_id, "patent": number, "kind": str(kind), "content": content}
    return once(acting, "enter_in_deal", key=key, request=request, work=work)


def enter_reports(
    acting: Acting, deal_id: int, reports: Sequence[Mapping[str, Any]], *, key: str
) -> Answer:
    """Enter appraisers' reports on patents of the deal, all or none; how many.

    Bad input: those of `appraisal_file`, `deal_patent_not_in_deal`, and of our value of that day.
    """

    def work() -> Answer:
        kept = _locked(acting, deal_id)
        for content, read in zip(reports, read_reports({"reports": list(reports)}), strict=True):
            patent = _patent_of(kept, str(read.patent))
            figures = _checked(kept, acting, EntryKind.REPORT, patent, content)
            _keep(acting, kept.deal, EntryKind.REPORT, patent, content, figures)
            kept = kept_deal(kept.deal, kept.on)
        return {"deal": deal_id, "reports": len(reports)}

    request = {"deal": deal_id, "reports": reports}
    return once(acting, "enter_reports", key=key, request=request, work=work)


def make_sheet(acting: Acting, deal_id: int, number: str, *, key: str) -> Answer:
    """Make the sheet of a patent as of today and keep it; its id."""

    def work() -> Answer:
        kept = _locked(acting, deal_id)
        patent = _patent_of(kept, number)
        sheet = _sheet_of(kept, acting, patent)
        papers = {
            language: deal_sheet_paper(
                worded_sheet(sheet, language),
                language=language,
                dated=kept.on,
                fictional=sheet.deal.is_fictional,
            )
            for language in (CHINESE, ENGLISH)
        }
        row = KeptSheet.objects.create(
            deal=kept.deal,
            patent=patent,
            made_on=kept.on,
            recorded_at=business_date.now(),
            person_id=acting.person_id,
            parameters=kept.parameters.version,
            figures=as_kept(figures_of(sheet)),
            zh=papers[CHINESE],
            en=papers[ENGLISH],
        )
        append(
            f"deal:{kept.deal.pk}",
            "deal_sheet_made",
            acting=acting,
            payload={"sheet": row.pk, "patent": patent, "figures": row.figures},
        )
        return {"deal": deal_id, "sheet": row.pk}

    request = {"deal": deal_id, "patent": number}
    return once(acting, "make_deal_sheet", key=key, request=request, work=work)


def _checked(
    kept: KeptDeal, acting: Acting, kind: EntryKind, patent: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    """Read the deal as it would stand with the entry; the figures that are kept with it."""
    match kind:
        case EntryKind.SCORES:
            read_answers(content, officer_indicators())
        case EntryKind.ECONOMICS:
            read_economics(content)
        case EntryKind.WITHDRAWAL:
            _require_standing(kept, patent, content)
        case EntryKind.APPROACHES:
            mean = _sheet_of(kept, acting, patent).value.mean
            day = kept.on.isoformat()
            read_approaches(written_approaches(content, income=mean, source="-", on=day))
        case EntryKind.OVERRIDE:
            return _override_figures(kept, acting, patent, content)
        case EntryKind.REPORT:
            require_dated(read_reports({"reports": [content]}), until=kept.on)
            tried = kept.with_entry(kind, patent, content)
            return _report_figures(_sheet_of(tried, acting, patent).comparisons[-1])
        case EntryKind.TERMS | EntryKind.FACTS:
            _read(kept.with_entry(kind, "" if kind in _OF_THE_DEAL else patent, content), patent)
    return {}


def _report_figures(one: Comparison) -> dict[str, Any]:
    return {
        "appraiser": one.appraiser,
        "report_number": one.report_number,
        "on": one.on.isoformat(),
        "method": one.method,
        "appraised": str(one.appraised),
        "internal": str(one.internal),
        "internal_p10": str(one.internal_p10),
        "internal_p90": str(one.internal_p90),
        "findings": [it.code for it in one.findings],
    }


def _override_figures(
    kept: KeptDeal, acting: Acting, patent: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    if says_nothing(str(content.get("reason", ""))):
        raise Refused((reason("deal_override_needs_reason"),))
    _read(kept.with_entry(EntryKind.OVERRIDE, patent, content), patent)
    mean = _sheet_of(kept, acting, patent).value.mean
    if not mean:
        raise Refused((reason("deal_override_of_nothing", number=patent),))
    return {"internal": str(mean), "on": kept.on.isoformat()}


def _require_standing(kept: KeptDeal, patent: str, content: Mapping[str, Any]) -> None:
    standing = {str(one.id) for one in standing_reports(kept.entries, patent)}
    if str(content.get("entry")) not in standing:
        raise Refused((reason("deal_report_not_standing"),))
    if says_nothing(str(content.get("reason", ""))):
        raise Refused((reason("deal_withdrawal_needs_reason"),))


def _read(kept: KeptDeal, patent: str) -> None:
    read_deal(written_deal(kept.head(), kept.entries, patent=patent, on=kept.on.isoformat()))


def _sheet_of(kept: KeptDeal, acting: Acting, patent: str) -> DealSheet:
    found = sheets_of(kept, acting)[patent]
    if not isinstance(found, DealSheet):
        raise BadInput(*found)
    return found


def _keep(
    acting: Acting,
    deal: Deal,
    kind: EntryKind,
    patent: str,
    content: Mapping[str, Any],
    figures: Mapping[str, Any] | None = None,
) -> DealEntry:
    entry = DealEntry.objects.create(
        deal=deal,
        kind=str(kind),
        patent=patent,
        content=dict(content),
        figures=dict(figures or {}),
        entered_on=business_date.today(),
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    append(
        f"deal:{deal.pk}",
        "deal_entered",
        acting=acting,
        payload={"entry": entry.pk, "kind": str(kind), "patent": patent, "content": entry.content},
    )
    return entry


def _locked(acting: Acting, deal_id: int) -> KeptDeal:
    """The deal with its row locked: entries come one after the other."""
    deal = visible_deals(acting).select_for_update(of=("self",)).filter(pk=deal_id).first()
    if deal is None:
        raise NotFound
    return kept_deal(deal, business_date.today())


def _patent_of(kept: KeptDeal, number: str) -> str:
    wanted = str(parse_patent_number(number))
    if wanted not in {one.number for one in kept.patents}:
        raise bad_input("deal_patent_not_in_deal", number=wanted, deal=kept.deal.number)
    return wanted


def _new_row(acting: Acting, new: NewDeal, case: Case | None) -> Deal:
    try:
        with transaction.atomic():
            return Deal.objects.create(
                party_id=acting.party_id,
                number=new.number.strip(),
                borrower=new.borrower.strip(),
                pledgor=new.pledgor.strip(),
                case=case,
                opened_on=business_date.today(),
                recorded_at=business_date.now(),
                person_id=acting.person_id,
            )
    except IntegrityError:  # the same number at the same time
        raise Refused((reason("deal_number_taken", number=new.number.strip()),)) from None


def _require_valuer(acting: Acting) -> None:
    if acting.kind not in VALUERS:
        raise Refused((reason("valuation_not_yours"),))


def _require_said(acting: Acting, new: NewDeal) -> None:
    if says_nothing(new.number) or len(new.number.strip()) > LONGEST_NUMBER:
        raise Refused((reason("deal_number_unusable", most=LONGEST_NUMBER),))
    if says_nothing(new.borrower) or len(new.borrower.strip()) > LONGEST_NAME:
        raise Refused((reason("deal_borrower_unusable", most=LONGEST_NAME),))
    if says_nothing(new.pledgor) or len(new.pledgor.strip()) > LONGEST_NAME:
        raise Refused((reason("deal_pledgor_unusable", most=LONGEST_NAME),))
    if visible_deals(acting).filter(number=new.number.strip()).exists():
        raise Refused((reason("deal_number_taken", number=new.number.strip()),))


def _of_the_case(acting: Acting, case: Case) -> list[dict[str, Any]]:
    """The case's patents, each from the newest book that has it, else as its owner entered it."""
    rights = [row.right for row in case.rights.select_related("right").order_by("id")]
    if not rights:
        raise Refused((reason("deal_needs_a_patent"),))
    books = list(visible_books(acting).only("patents").order_by("-id"))
    return [
        {"number": one.number, "right": one, "book": book_of(books, one.number)} for one in rights
    ]


def _of_the_book(acting: Acting, new: NewDeal) -> list[dict[str, Any]]:
    if new.book is None or not new.patents:
        raise Refused((reason("deal_needs_a_patent"),))
    if len(new.patents) > MOST_PATENTS:
        raise Refused((reason("deal_too_many_patents", most=MOST_PATENTS),))
    book = visible_book(acting, new.book)
    present = set(patents_of(book)["patent_number"])
    numbers = list(dict.fromkeys(str(parse_patent_number(one)) for one in new.patents))
    for number in numbers:
        if number not in present:
            raise bad_input("valuation_patent_not_in_book", number=number, file=book.name)
    return [{"number": number, "book": book} for number in numbers]
