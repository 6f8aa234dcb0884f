"""Appraisers' reports on a deal sheet: the gap by cause, and what was found in each."""

from zhidai.core.valuation.appraisal import Comparison
from zhidai.wording.appraisal import cause_name, sides_said
from zhidai.wording.deal_sheets.panels import Panel, Part, ratio_or_dash, signed, yuan
from zhidai.wording.speech import sentences, translate

MOST_FINDINGS = 9
MOST_OTHERS, FINDINGS_OF_OTHERS = 4, 9  # reports after the first, and of all of them together


class GapPart(Part):
    """The reports, the first beside our value cause by cause."""

    __slots__ = ()

    def gap(self) -> Panel:
        if not self.sheet.comparisons:
            note = self.say("No appraisal report was given.")
            return Panel(
                title=self.say("Appraisal gap by cause"), columns=(), rows=(), notes=(note,)
            )
        first = self.sheet.comparisons[0]
        rows = [
            (
                cause_name(it.cause, self.language),
                *sides_said(it, self.language),
                signed(it.amount),
            )
            for it in first.parts
        ]
        rows.append((self.say("Gap"), "", "", signed(first.gap)))
        columns = ("Cause", "We take", "The report's", "Gap (yuan)")
        return Panel(
            title=self.say("Appraisal gap by cause"),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=tuple(rows),
            right=(1, 2, 3),
            notes=(
                self._report(first),
                *(() if self._is_left_full() else self._findings(first, MOST_FINDINGS)),
            ),
        )

    def several(self) -> tuple[Panel, ...]:
        """The reports after the first with their findings in running text, as many as leave it at
        one page; the first one's too where the left side is full.
        """
        first, *others = self.sheet.comparisons or (None,)
        if first is None or not others:
            return ()
        shown = others[:MOST_OTHERS]
        most = max(FINDINGS_OF_OTHERS // len(shown), 1)
        notes = [" ".join((self._report(one), *self._findings(one, most))) for one in shown]
        if self._is_left_full():
            notes.insert(0, " ".join((first.report_number, *self._findings(first, MOST_FINDINGS))))
        if len(others) > len(shown):
            notes.append(self.say("and {count} more reports", count=len(others) - len(shown)))
        title = self.say("What was found in the reports")
        return (Panel(title=title, columns=(), rows=(), notes=tuple(notes)),)

    def _is_left_full(self) -> bool:
        """Whether more than the value stands above the gap, so that text below takes less room."""
        more = (self.sheet.together, self.sheet.approaches, self.sheet.answers)
        return bool(self.sheet.comparisons[1:]) and any(one is not None for one in more)

    def _findings(self, one: Comparison, most: int) -> tuple[str, ...]:
        said = sentences(one.findings, self.language)
        return (*(f"• {text}" for text in said[:most]), *self.more(len(said) - most))

    def _report(self, one: Comparison) -> str:
        return self.say(
            "Source: report {report} by {appraiser} of {on}: {appraised} yuan, {ratio} of our"
            " value of that day.",
            report=one.report_number,
            appraiser=one.appraiser,
            on=one.on,
            appraised=yuan(one.appraised),
            ratio=ratio_or_dash(one.ratio),
        )
