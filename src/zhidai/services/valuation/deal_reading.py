"""A kept deal put together from its entries: the deal on each of its patents, on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any

from zhidai.core.errors import BadInput, Reason
from zhidai.core.valuation.approaches_file import Approaches, read_approaches
from zhidai.core.valuation.deal_entries import (
    Entry,
    EntryKind,
    newest,
    read_economics,
    written_approaches,
    written_deal,
)
from zhidai.core.valuation.deal_file import read_deal
from zhidai.core.valuation.deal_risk import deal_risk
from zhidai.core.valuation.deal_sheet import DealSheet, InputFile, OfficerAnswers
from zhidai.core.valuation.filings import Filing
from zhidai.core.valuation.officer_scores import read_answers
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.pledged_together import (
    PledgedTogether,
    PledgedValue,
    pledged_together,
)
from zhidai.db.valuation.models import Deal, DealEntry, DealPatent
from zhidai.engine.valuation.deals import deal_sheet
from zhidai.engine.valuation.judged import JudgedPatent, judged
from zhidai.engine.valuation.single import SinglePatent
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.services.acting import Acting
from zhidai.services.valuation.deal_sources import (
    KeptSource,
    Known,
    book_source,
    declared_fee,
    filings_finder,
    right_source,
)
from zhidai.services.valuation.parameters import parameters_in_use


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeal:
    """A deal with its patents and entries as they stand, read once."""

    deal: Deal
    patents: tuple[DealPatent, ...]
    entries: tuple[Entry, ...]
    on: date
    parameters: ValuationParameters

    def head(self) -> dict[str, str]:
        """What the sheet's head says of the deal."""
        return {
            "number": self.deal.number,
            "bank": self.deal.party.name,
            "borrower": self.deal.borrower,
            "pledgor": self.deal.pledgor,
            "fictional": "yes" if self.deal.party.is_fictional else "no",
        }

    def with_entry(self, kind: EntryKind, patent: str, content: Mapping[str, Any]) -> "KeptDeal":
        """The deal as it would stand with one entry more: how an entry is tried."""
        following = max((one.id for one in self.entries), default=0) + 1
        added = Entry(id=following, kind=kind, patent=patent, content=content)
        return replace(self, entries=(*self.entries, added))


def kept_deal(deal: Deal, on: date) -> KeptDeal:
    """The deal on a day."""
    return KeptDeal(
        deal=deal,
        patents=tuple(deal.patents.select_related("book", "right__owner").order_by("id")),
        entries=tuple(entry_of(row) for row in deal.entries.order_by("id")),
        on=on,
        parameters=parameters_in_use(),
    )


def entry_of(row: DealEntry) -> Entry:
    """A kept entry as the core knows it."""
    return Entry(id=row.pk, kind=EntryKind(row.kind), patent=row.patent, content=row.content)


def source_of(kept: KeptDeal, patent: DealPatent) -> KeptSource:
    """The list that a patent stands in, with what was entered of it."""
    known = {
        one.number: Known(economics=_economics(kept, one.number), fee_paid_until=_fee(one))
        for one in kept.patents
        if one.book_id == patent.book_id
    }
    if patent.book is not None:
        return book_source(patent.book, known)
    rights = [one.right for one in kept.patents if one.book_id is None and one.right is not None]
    return right_source(rights, known)


def judging(kept: KeptDeal, number: str) -> Callable[[SinglePatent], JudgedPatent]:
    """What the officer's answers make of the patent; without answers it stays as it is."""
    entry = newest(kept.entries, EntryKind.SCORES, number)
    answers = {} if entry is None else read_answers(entry.content, officer_indicators())
    return lambda found: judged(found, answers, officer_indicators(), kept.parameters)


def sheets_of(kept: KeptDeal, acting: Acting) -> dict[str, DealSheet | tuple[Reason, ...]]:
    """The sheet of each patent, or what stands against its value. Bad input: of the deal itself."""
    sources: dict[int | None, KeptSource] = {}  # of a hundred patents most stand in one list
    for one in kept.patents:
        if one.book_id not in sources:
            sources[one.book_id] = source_of(kept, one)
    filings = filings_finder(acting)
    found = {
        one.number: _sheet_or_reasons(kept, one, sources[one.book_id], filings)
        for one in kept.patents
    }
    together = together_of([one for one in found.values() if isinstance(one, DealSheet)], kept)
    if together is None or len(together.patents) < len(kept.patents):
        return found
    return {
        number: _with_others(sheet, together, kept) if isinstance(sheet, DealSheet) else sheet
        for number, sheet in found.items()
    }


def together_of(sheets: Sequence[DealSheet], kept: KeptDeal) -> PledgedTogether | None:
    """Several patents pledged for one loan; None for a single one."""
    if len(sheets) < 2:
        return None
    values = [
        PledgedValue(
            number=one.patent.number,
            status=one.patent.status,
            mean=one.value.mean,
            p10=one.value.p10,
            p50=one.value.p50,
            p90=one.value.p90,
            liquidation=one.value.liquidation,
        )
        for one in sheets
    ]
    return pledged_together(values, correlation=kept.parameters.portfolio_correlation)


def _sheet_or_reasons(
    kept: KeptDeal,
    patent: DealPatent,
    source: KeptSource,
    filings: Callable[[SinglePatent], tuple[Filing, ...]],
) -> DealSheet | tuple[Reason, ...]:
    written = written_deal(kept.head(), kept.entries, patent=patent.number, on=str(kept.on))
    deal = read_deal(written)
    judge = judging(kept, patent.number)
    try:
        found = source.single(patent.number, on=kept.on, parameters=kept.parameters)
        sheet = deal_sheet(
            deal,
            replace(source, judge=lambda it: judge(it).judged),
            kept.parameters,
            filings=filings(found),
            inputs=_inputs(source, kept),
        )
    except BadInput as refused:
        return refused.reasons
    count = len(judge(found).parts)
    answers = OfficerAnswers(count=count, by_data=found.mean) if count else None
    return replace(sheet, answers=answers, approaches=approaches_of(kept, sheet))


def approaches_of(kept: KeptDeal, sheet: DealSheet) -> Approaches | None:
    """Worked out for the day: ours by income is of that day. None where nothing was entered."""
    entry = newest(kept.entries, EntryKind.APPROACHES, sheet.patent.number)
    if entry is None:
        return None
    written = written_approaches(
        entry.content,
        income=sheet.value.mean,
        source=kept.parameters.version,
        on=kept.on.isoformat(),
    )
    return read_approaches(written)


def _with_others(sheet: DealSheet, together: PledgedTogether, kept: KeptDeal) -> DealSheet:
    """The loan's risk on all of its patents; the fees in its term are this patent's."""
    loan = sheet.deal.loan
    risk = deal_risk(
        amount=loan.amount,
        margin=loan.annual_rate - loan.funding_cost,
        term_months=loan.term_months,
        default_probability=loan.default_probability,
        shares=sheet.deal.shares,
        mean=together.mean,
        liquidation=together.liquidation,
        prospects=None,
    )
    risk = replace(risk, fee_days=sheet.risk.fee_days, lapse_in_term=sheet.risk.lapse_in_term)
    return replace(sheet, risk=risk, together=together)


def _economics(kept: KeptDeal, number: str) -> Any:
    entry = newest(kept.entries, EntryKind.ECONOMICS, number)
    return None if entry is None else read_economics(entry.content)


def _fee(patent: DealPatent) -> date | None:
    return declared_fee(patent.right)


def _inputs(source: KeptSource, kept: KeptDeal) -> tuple[InputFile, ...]:
    """The list, and everything entered in the deal, each by its hash."""
    entered = dumps(
        [[one.kind, one.patent, one.content] for one in kept.entries],
        ensure_ascii=False,
        sort_keys=True,
    )
    return (
        InputFile(name=source.name, sha256=source.digest),
        InputFile(name=kept.deal.number, sha256=sha256(entered.encode()).hexdigest()),
    )
