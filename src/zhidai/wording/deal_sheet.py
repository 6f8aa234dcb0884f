"""A deal sheet in words: its head, panels of rows with their sources, and its foot."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.appraisal_file import METHOD_NAMES
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.core.valuation.registration_grounds import (
    ITEMS,
    Answer,
    AnswerSource,
    CheckedGround,
    Ground,
)
from zhidai.wording.appraisal import cause_name, sides_said
from zhidai.wording.speech import sentences, translate
from zhidai.wording.twins import relation_name

MOST_RELATED = 4
MOST_TOGETHER = 5
MOST_FINDINGS = 9
MOST_OTHERS, FINDINGS_OF_OTHERS = 4, 9  # reports after the first, and of all of them together
GROUNDS = {
    Ground.NOT_OWNER: "Pledgor is not the registered owner",
    Ground.ENDED: "Patent ended or invalid",
    Ground.NOT_GRANTED: "Patent not yet granted",
    Ground.FEE_UNPAID: "Annual fee not paid",
    Ground.SUSPENDED: "Proceedings suspended",
    Ground.PRESERVED: "Preserved by a court",
    Ground.TERM_BEYOND: "Debt runs beyond the patent's term",
    Ground.CONTRACT: "Contract lacks required content",
    Ground.CO_OWNERS: "Co-owners have not consented",
    Ground.ALREADY_PLEDGED: "Patent already pledged",
    Ground.TWIN: "Utility model with a same-day invention",
    Ground.INVALIDATION: "Invalidation under way",
}
ANSWERS = {
    Answer.CLEAR: "no ground",
    Answer.STANDS: "STANDS IN THE WAY",
    Answer.ACCEPTED: "there, accepted by the pledgee",
    Answer.UNKNOWN: "not known: ask",
}
SOURCES = {
    AnswerSource.DATA: "patent data",
    AnswerSource.FINDER: "twin finder",
    AnswerSource.STATED: "stated for this deal",
    AnswerSource.NOBODY: "–",
}
KINDS = {"invention": "Invention", "utility_model": "Utility model", "design": "Design"}
PARTIES = {"bank": "Bank", "guarantor": "Guarantor", "appraiser": "Appraiser"}


def said_source(source: str, language: str) -> str:
    """Where parameters come from: the shipped ones in both languages, a bank's as it wrote it."""
    return translate(" ".join(source.split()), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A table with its title. right: columns of figures; wide: columns that share what is left of
    the width; strong: rows that must be seen.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    wide: tuple[int, ...] = (0,)
    strong: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSheet:
    """What is set on the page."""

    head: tuple[tuple[str, str], ...]
    left: tuple[Panel, ...]
    right: tuple[Panel, ...]
    below: tuple[Panel, ...]
    foot: tuple[str, ...]


def worded_sheet(sheet: DealSheet, language: str) -> WordedSheet:
    """The sheet in `zh-hans` or `en`."""
    words = _Words(sheet, language)
    return WordedSheet(
        head=words.head(),
        left=(words.value(), *words.together(), words.gap()),
        right=(words.risk(), words.related(), words.grounds()),
        below=words.several(),
        foot=words.foot(),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    sheet: DealSheet
    language: str

    def say(self, message: str, **parameters: object) -> str:
        return translate(message, self.language).format(**parameters)

    def head(self) -> tuple[tuple[str, str], ...]:
        deal, patent = self.sheet.deal, self.sheet.patent
        dates = f"{patent.filed_on} – {patent.expires_on}"
        months = self.say("{months} months", months=deal.loan.term_months)
        loan = f"¥{deal.loan.amount:,.2f} · {_percent(deal.loan.annual_rate)} · {months}"
        kind = translate(KINDS[patent.kind], self.language)
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

    def value(self) -> Panel:
        value, risk = self.sheet.value, self.sheet.risk
        by = "its own revenue" if value.by_economics else "its place among its like"
        model = self.say("internal model {version}", version=value.parameters)
        floor = "–" if value.renewal_floor is None else _yuan(value.renewal_floor)
        rows = (
            ("Mean value (yuan)", _yuan(value.mean), self.say(by)),
            ("P10 (yuan)", _yuan(value.p10), model),
            ("P50 (yuan)", _yuan(value.p50), model),
            ("P90 (yuan)", _yuan(value.p90), model),
            ("Liquidation value in a year (yuan)", _yuan(value.liquidation), model),
            ("Floor by the last annual fee (yuan)", floor, self.say("annual fees")),
            ("Highest pledge ratio", _percent(value.pledge_ratio), model),
            ("Loan over mean value", _ratio(risk.loan_to_value), self.say("this sheet")),
            ("Loan over liquidation value", _ratio(risk.loan_to_liquidation),
             self.say("this sheet")),
            ("Confidence (0 to 1)", f"{value.confidence:.2f}", self.say("share of data known")),
        )  # fmt: skip
        panel = self._sourced("Value and range", rows)
        return replace(panel, notes=(*self._answers(), *self._approaches(), *self._override()))

    def _answers(self) -> tuple[str, ...]:
        """What an officer's answers did to the value."""
        known = self.sheet.answers
        if known is None:
            return ()
        said = self.say(
            "An officer answered {count} questions that no list tells: mean {before} by the data"
            " alone, {after} with the answers.",
            count=known.count,
            before=_yuan(known.by_data),
            after=_yuan(self.sheet.value.mean),
        )
        return (said,)

    def _approaches(self) -> tuple[str, ...]:
        """The approaches with their weights, and the one value that they make."""
        known = self.sheet.approaches
        if known is None:
            return ()
        weights = ", ".join(
            f"{METHOD_NAMES[method].in_language(self.language)} {_percent(weight)}"
            for method, weight in known.reconciled.weights.items()
        )
        said = self.say(
            "Reconciled: {value} yuan ({weights}). Reason: {reason}",
            value=_yuan(known.reconciled.value),
            weights=weights,
            reason=known.reason,
        )
        return (said,)

    def _override(self) -> tuple[str, ...]:
        """What an officer set against the model; it changes no other line."""
        known = self.sheet.deal.override
        if known is None:
            return ()
        ours = self.sheet.value.mean
        said = self.say(
            "Set by {by}: {value} yuan, {ratio} of the mean. Reason: {reason}",
            by=known.by,
            value=_yuan(known.value),
            ratio=_ratio(known.value / ours if ours else None),
            reason=known.reason,
        )
        return (said,)

    def together(self) -> tuple[Panel, ...]:
        """The patents pledged for the loan, where there are several; the largest by value."""
        found = self.sheet.together
        if found is None:
            return ()
        largest = sorted(found.patents, key=lambda one: one.mean, reverse=True)
        rows = [
            (f"ZL{one.number}", _yuan(one.mean), _yuan(one.liquidation))
            for one in largest[:MOST_TOGETHER]
        ]
        count = self.say("All {count} patents", count=len(largest))
        rows.append((count, _yuan(found.mean), _yuan(found.liquidation)))
        columns = ("Patent", "Mean value (yuan)", "Liquidation value in a year (yuan)")
        told = self.say(
            "Together P10 {low}, P50 {middle}, P90 {high} yuan (correlation {correlation})."
            " Loan ratios and losses on this sheet are of all patents together.",
            low=_yuan(found.p10),
            middle=_yuan(found.p50),
            high=_yuan(found.p90),
            correlation=found.correlation,
        )
        panel = Panel(
            title=self.say("Patents pledged together"),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=tuple(rows),
            right=(1, 2),
            notes=(told,),
        )
        return (panel,)

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
                _signed(it.amount),
            )
            for it in first.parts
        ]
        rows.append((self.say("Gap"), "", "", _signed(first.gap)))
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
        return (*(f"• {text}" for text in said[:most]), *self._more(len(said) - most))

    def _report(self, one: Comparison) -> str:
        return self.say(
            "Source: report {report} by {appraiser} of {on}: {appraised} yuan, {ratio} of our"
            " value of that day.",
            report=one.report_number,
            appraiser=one.appraiser,
            on=one.on,
            appraised=_yuan(one.appraised),
            ratio=_ratio(one.ratio),
        )

    def risk(self) -> Panel:
        risk, loan = self.sheet.risk, self.sheet.deal.loan
        survival = self.say("survival model")
        if not self.sheet.value.is_calibrated:
            survival = self.say("survival model, not calibrated for this class")
        chance = self.say("{chance} a year, bank", chance=_percent(loan.default_probability))
        margin = self.say("margin {margin}", margin=_percent(loan.annual_rate - loan.funding_cost))
        rows = [
            ("Annual fees due within the loan's term", str(risk.fee_days), self.say("filing date")),
            ("Chance that one is not paid", _percent(risk.lapse_in_term), survival),
            ("Principal lost on default (yuan)", _yuan(risk.loss_given_default),
             self.say("loan less liquidation value")),
            ("Expected loss (yuan)", _yuan(risk.expected_loss), chance),
        ]  # fmt: skip
        rows += [(label, _yuan(part), share) for label, part, share in self._shares()]
        rows += [
            ("Break-even chance of default a year, bank", _ratio(risk.break_even), margin),
            ("The same if nothing were shared", _ratio(risk.break_even_unshared), margin),
        ]
        return self._sourced("Risk within the loan's term", tuple(rows))

    def _shares(self) -> Iterator[tuple[str, Decimal, str]]:
        for party, part in self.sheet.risk.expected_loss_by_party.items():
            name = translate(PARTIES[party], self.language) if party in PARTIES else party
            share = self.say("share {share}", share=_percent(self.sheet.deal.shares[party]))
            yield f"  {name}", part, share

    def related(self) -> Panel:
        title = self.say("Twins and related patents")
        found = self.sheet.related
        if found is None:
            note = self.say("Not looked for: no list of the owner's filings was given.")
            return Panel(title=title, columns=(), rows=(), notes=(note,))
        if not found:
            return Panel(title=title, columns=(), rows=(), notes=(self.say("None found."),))
        rows = tuple(
            (relation_name(one.relation, self.language), f"{one.number} {one.title}",
             f"{one.confidence}")
            for one in found[:MOST_RELATED]
        )  # fmt: skip
        notes = self._more(len(found) - MOST_RELATED)
        columns = ("Relation", "Patent filed", "Confidence")
        return Panel(
            title=title,
            columns=tuple(translate(one, self.language) for one in columns),
            rows=rows,
            right=(2,),
            wide=(1,),
            notes=(*notes, self._looked_through()),
        )

    def _looked_through(self) -> str:
        if self.sheet.inputs:
            return self.say("Source: twin finder, over the list named below.")
        return self.say("Source: twin finder, over the owner's filings given with the deal.")

    def grounds(self) -> Panel:
        rows = tuple(self._ground(one) for one in self.sheet.grounds)
        answers = [one.answer for one in self.sheet.grounds]
        columns = ("Ground for refusal", "Answer", "Source")
        return Panel(
            title=self.say("Grounds on which registration may be refused"),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=rows,
            strong=tuple(at for at, answer in enumerate(answers) if answer is Answer.STANDS),
            notes=(
                self.say(
                    "By the measures for the registration of patent pledges (CNIPA 461), numbered"
                    " as in their list; 7 with art. 8, 8 with art. 4."
                ),
            ),
        )

    def _ground(self, one: CheckedGround) -> tuple[str, ...]:
        words = (GROUNDS[one.ground], ANSWERS[one.answer], SOURCES[one.source])
        ground, *rest = (translate(word, self.language) for word in words)
        return (f"{ITEMS[one.ground]}. {ground}", *rest)

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
        if value.is_indicative:
            lines.append(
                self.say(
                    "Indicative: made with our own weights ({version}), not with the official"
                    " ones.",
                    version=value.parameters,
                )
            )
        return tuple(lines)

    def _sourced(self, title: str, rows: tuple[tuple[str, str, str], ...]) -> Panel:
        columns = ("Item", "Figure", "Source")
        return Panel(
            title=self.say(title),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=tuple((translate(label, self.language), *rest) for label, *rest in rows),
            right=(1,),
            wide=(0, 2),
        )

    def _more(self, count: int) -> tuple[str, ...]:
        return (self.say("and {count} more", count=count),) if count > 0 else ()


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _signed(amount: Decimal) -> str:
    return f"{amount:+,.2f}"


def _ratio(ratio: Decimal | None) -> str:
    return "–" if ratio is None else _percent(ratio)


def _percent(ratio: Decimal) -> str:
    text = f"{(ratio * 100).quantize(Decimal('0.01')):,f}"
    return f"{text.rstrip('0').rstrip('.')}%"
