"""A deal sheet in words: its head, its parts, and its foot."""

from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.status import Status
from zhidai.wording.deal_sheets.gap import GapPart
from zhidai.wording.deal_sheets.panels import KINDS, Part, WordedSheet, said_source
from zhidai.wording.deal_sheets.risk import RiskPart
from zhidai.wording.deal_sheets.value import ValuePart
from zhidai.wording.patent_status import status_name, status_said
from zhidai.wording.rates import stated_percent
from zhidai.wording.speech import translate


def worded_sheet(sheet: DealSheet, language: str) -> WordedSheet:
    """The sheet in `zh-hans` or `en`."""
    value, gap = ValuePart(sheet, language), GapPart(sheet, language)
    risk, frame = RiskPart(sheet, language), FramePart(sheet, language)
    return WordedSheet(
        head=frame.head(),
        left=(value.value(), *value.together(), gap.gap()),
        right=(risk.risk(), risk.related(), risk.grounds()),
        below=gap.several(),
        foot=frame.foot(),
    )


class FramePart(Part):
    """Whose deal it is, and what the sheet was made of."""

    __slots__ = ()

    def head(self) -> tuple[tuple[str, str], ...]:
        deal, patent = self.sheet.deal, self.sheet.patent
        dates = f"{patent.filed_on} – {patent.expires_on}"
        months = self.say("{months} months", months=deal.loan.term_months)
        loan = f"¥{deal.loan.amount:,.2f} · {stated_percent(deal.loan.annual_rate)} · {months}"
        kind = translate(KINDS[patent.kind], self.language)
        if patent.status is not Status.IN_FORCE:
            kind = f"{kind} · {status_name(patent.status, self.language)}"
        return (
            (self.say("Deal"), deal.number),
            (self.say("Bank"), deal.bank),
            (self.say("Borrower"), deal.borrower),
            (self.say("Pledgor"), deal.pledgor),
            (self.say("Patent"), f"ZL{patent.number} · {kind}"),
            (self.say("Title of the patent"), patent.title or "–"),
            (self.say("Registered owner"), patent.owner_name or "–"),
            (self.say("Filed – end of term"), dates),
            (self.say("Loan asked for"), loan),
            (self.say("Day of the valuation"), deal.on.isoformat()),
        )

    def _made_of(self, version: str) -> tuple[str, ...]:
        inputs = "; ".join(f"{one.name} {one.sha256[:16]}" for one in self.sheet.inputs)
        if not inputs:
            return (
                self.say("Made of the figures above alone, with version {version}.",
                         version=version),
            )  # fmt: skip
        return (
            self.say("Made of (SHA-256, first 16 characters): {inputs}.", inputs=inputs),
            self.say("The same files and version {version} give the same sheet to the byte.",
                     version=version),
        )  # fmt: skip

    def foot(self) -> tuple[str, ...]:
        value = self.sheet.value
        lines = [
            *self._made_of(value.parameters),
            self.say("Survival: {source}", source=said_source(value.lapse_source, self.language)),
        ]  # fmt: skip
        of_status = status_said(self.sheet.patent.status, self.language)
        if of_status is not None:
            lines.append(of_status)
        if value.is_indicative:
            lines.append(
                self.say(
                    "Indicative: made with our own weights ({version}), not with the official"
                    " ones.",
                    version=value.parameters,
                )
            )
        return tuple(lines)
