"""The valuation report of one patent in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.patent_report import PatentReport
from zhidai.wording.book_notices import set_mean_said
from zhidai.wording.deal_sheets.panels import KINDS, said_source
from zhidai.wording.patent_status import status_name, status_said
from zhidai.wording.speech import translate
from zhidai.wording.told_report import ToldReport, ToldSection, ToldTable
from zhidai.wording.valuation_words import (
    BY_INCOME,
    BY_LIKENESS,
    INDICATORS,
    LIMITS,
    MOST_LEVERS,
    PARTS,
    RATES,
    SCORES,
    lever_said,
)


def worded_report(report: PatentReport, language: str) -> ToldReport:
    """The report in `zh-hans` or `en`."""
    words = _Words(report, language)
    return ToldReport(
        language=language,
        is_fictional=report.is_fictional,
        title=words.say("Internal valuation report of a patent"),
        lead=(
            words.say("{party}, as of {on}", party=report.party, on=report.valued_on),
            f"ZL{report.number} {report.title or ''}",
        ),
        mark=words.mark(),
        sections=tuple(words.sections()),
        scores=tuple((words.say(SCORES[name]), score) for name, score in report.scores),
        bridge=tuple((words.say(PARTS[name]), amount) for name, amount in report.bridge),
        total=words.say("Value of this patent"),
        outlook=report.outlook,
        years=words.say("Years from now"),
        kept=words.say("Chance that it is still kept"),
        signature=(words.say("Prepared by: {person}", person=report.person), words.say("Checked:")),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    report: PatentReport
    language: str

    def say(self, message: str, **parameters: object) -> str:
        return translate(message, self.language).format(**parameters)

    def mark(self) -> str | None:
        if not self.report.is_indicative:
            return None
        return self.say("Indicative: made with our own weights, not with the official ones, until a"
                        " bank loads its own tables.")  # fmt: skip

    def sections(self) -> Iterator[ToldSection]:
        yield self.conclusion()
        yield self.subject()
        yield self.method()
        yield self.inputs()
        if self.report.status.is_alive:
            yield self.composition()
        if self.report.outlook:
            yield self.later()
        yield ToldSection(
            title=self.say("What bibliographic data cannot tell"),
            sentences=tuple(self.say(one) for one in LIMITS),
        )
        yield self.sources()

    def conclusion(self) -> ToldSection:
        of = self.report.figures
        rows = (
            ("Mean value (yuan)", _yuan(of["value_mean"])),
            ("P10 (yuan)", _yuan(of["value_p10"])),
            ("P50 (yuan)", _yuan(of["value_p50"])),
            ("P90 (yuan)", _yuan(of["value_p90"])),
            ("Liquidation value in a year (yuan)", _yuan(of["liquidation_value"])),
            ("Highest pledge ratio", _percent(of["pledge_ratio"])),
            ("Floor by the last annual fee (yuan)", _yuan(of["renewal_floor"])),
            ("Confidence (0 to 1)", f"{of['confidence'] or 0:.2f}"),
        )
        told = self.say(
            "Eight in ten such patents are worth between {low} and {high} yuan; the mean, pulled up"
            " by the few that are worth much, is {mean} yuan.",
            low=_yuan(of["value_p10"]),
            high=_yuan(of["value_p90"]),
            mean=_yuan(of["value_mean"]),
        )
        said = status_said(self.report.status, self.language)
        of_status = () if said is None else (said,)
        sentences = (told, *of_status) if self.report.status.is_alive else of_status
        return ToldSection(
            title=self.say("Conclusion"), sentences=sentences, tables=(self._pairs(rows),)
        )

    def subject(self) -> ToldSection:
        one = self.report
        rows = (
            ("Patent", f"ZL{one.number}"),
            ("Title of the patent", one.title or "–"),
            ("Kind of patent", self.say(KINDS[one.kind])),
            ("Registered owner", one.owner or "–"),
            ("IPC class", one.main_ipc or "–"),
            ("Filed – end of term", f"{one.filed_on} – {one.expires_on}"),
            ("Status", status_name(one.status, self.language)),
            ("Day of the valuation", one.valued_on.isoformat()),
        )
        return ToldSection(title=self.say("Subject"), tables=(self._pairs(rows),))

    def method(self) -> ToldSection:
        by = BY_LIKENESS if self.report.revenue is None else BY_INCOME
        return ToldSection(
            title=self.say("Method"),
            sentences=(
                self.say(by),
                *self._set_mean(),
                self.say(
                    "Each coming year counts with the chance that its annual fee is paid, from a"
                    " log-logistic law fitted on renewals. P10, P50 and P90 follow from the"
                    " uncertainty of the income, its yearly changes and the year of lapse."
                ),
                self.say(
                    "Liquidation value: the P10 in a year, times transferability, less the discount"
                    " and costs of a forced sale, times the chance that it succeeds."
                ),
            ),
        )

    def _set_mean(self) -> tuple[str, ...]:
        """That the level of a value by likeness is set, with the amount."""
        one = self.report
        if one.revenue is not None or one.notices is None:
            return ()
        return (set_mean_said(one.notices, self.language),)

    def inputs(self) -> ToldSection:
        one = self.report
        known = [self._indicator(it) for it in one.indicators if it.figure is not None]
        missing = [self.say(INDICATORS[it.name]) for it in one.indicators if it.figure is None]
        tables = [
            ToldTable(
                columns=(self.say("Dimension"), self.say("Score")),
                rows=tuple((self.say(SCORES[name]), f"{score:.1f}") for name, score in one.scores),
                right=(1,),
            )
        ]
        if known:
            columns = ("Indicator", "Dimension", "Weight", "Figure", "Better than", "Amount (yuan)")
            tables.append(
                ToldTable(
                    columns=tuple(self.say(it) for it in columns),
                    rows=tuple(known),
                    right=(2, 3, 4, 5),
                )
            )
        tables += self._economics()
        said = self.say("Not known, and left out of the scores: {names}.", names=_list(missing))
        return ToldSection(
            title=self.say("What it rests on"),
            sentences=(said,) if missing else (),
            tables=tuple(tables),
            pictures=("radar",),
        )

    def _economics(self) -> list[ToldTable]:
        one, rows = self.report, []
        if one.revenue is not None:
            rows.append(("Attributable revenue (yuan)", _yuan(one.revenue)))
        if one.royalty is not None:
            rows.append(("Royalty rate", _percent(one.royalty)))
        rows += [(RATES[name], _percent(rate)) for name, rate in (one.rates or {}).items()]
        return [self._pairs(tuple(rows))] if rows else []

    def _indicator(self, it: Indicator) -> tuple[str, ...]:
        part = self.report.indicator_parts.get(it.name)
        return (
            self.say(INDICATORS[it.name]),
            self.say(SCORES[it.dimension]),
            f"{it.weight:g}",
            f"{it.figure or 0:g}",
            "–" if it.place is None else f"{it.place:.0%}",
            "–" if part is None else f"{part:+,.2f}",
        )

    def composition(self) -> ToldSection:
        rows = [
            (self.say(PARTS[name]), f"{amount:,.2f}" if name == "typical" else f"{amount:+,.2f}")
            for name, amount in self.report.bridge
        ]
        total = f"{self.report.figures['value_mean'] or 0:,.2f}"
        rows.append((self.say("Value of this patent"), total))
        made_of = ToldTable(
            columns=(self.say("Part"), self.say("Amount (yuan)")),
            rows=tuple(rows),
            right=(1,),
            strong=True,
        )
        return ToldSection(
            title=self.say("What the value is made of"),
            sentences=(
                self.say(
                    "From the typical patent of the same class and year to this one: each part its"
                    " amount in yuan, together the value to the fen."
                ),
            ),
            tables=(made_of, *self._levers()),
            pictures=("bridge",),
        )

    def _levers(self) -> list[ToldTable]:
        strongest = self.report.levers[:MOST_LEVERS]
        if not strongest:
            return []
        columns = ("What would change it most", "The better way (yuan)", "The worse way (yuan)")
        return [
            ToldTable(
                columns=tuple(self.say(one) for one in columns),
                rows=tuple(
                    (
                        lever_said(one.name, self.language),
                        f"{one.better:+,.0f}",
                        f"{one.worse:+,.0f}",
                    )
                    for one in strongest
                ),
                right=(1, 2),
            )
        ]

    def later(self) -> ToldSection:
        columns = ("Years from now", "Chance that it is still kept", "P10", "P50", "P90")
        rows = tuple(
            (
                str(one.years),
                _percent(one.kept),
                *(f"{amount:,.0f}" for amount in (one.p10, one.p50, one.p90)),
            )
            for one in self.report.outlook
        )
        told = ToldTable(
            columns=tuple(self.say(one) for one in columns), rows=rows, right=(0, 1, 2, 3, 4)
        )
        return ToldSection(
            title=self.say("Later years, if it is still kept then"),
            tables=(told,),
            pictures=("survival", "fan"),
        )

    def sources(self) -> ToldSection:
        one = self.report
        lines = [
            self.say("Parameters {version}: {source}", version=one.parameters,
                     source=said_source(one.parameters_source, self.language)),
            self.say("Survival: {source}", source=said_source(one.lapse_source, self.language)),
            self.say("List {name}, SHA-256 {sha256}.", name=one.book, sha256=one.book_sha256),
        ]  # fmt: skip
        if not one.is_calibrated:
            lines.insert(
                2, self.say("The survival model is not calibrated for this kind or class.")
            )
        return ToldSection(title=self.say("Sources"), sentences=tuple(lines))

    def _pairs(self, rows: tuple[tuple[str, str], ...]) -> ToldTable:
        return ToldTable(
            columns=(self.say("Item"), self.say("Figure")),
            rows=tuple((self.say(label), value) for label, value in rows),
        )


def _yuan(amount: float | None) -> str:
    return "–" if amount is None else f"{amount:,.2f}"


def _percent(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:,.2%}"


def _list(names: list[str]) -> str:
    return ", ".join(names)
