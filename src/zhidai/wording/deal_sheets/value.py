"""The value of a deal sheet with its range, and that of all patents pledged together."""

from dataclasses import replace

from zhidai.core.valuation.appraisal_file import METHOD_NAMES
from zhidai.core.valuation.pledged_together import PledgedTogether
from zhidai.core.valuation.status import Status
from zhidai.wording.deal_sheets.panels import Panel, Part, percent, ratio_or_dash, yuan
from zhidai.wording.patent_status import status_name
from zhidai.wording.rates import stated_percent
from zhidai.wording.speech import translate

MOST_TOGETHER = 5
MOST_NOT_IN_FORCE = 6


class ValuePart(Part):
    """Ours, with what officers answered, reconciled and set against it."""

    __slots__ = ()

    def value(self) -> Panel:
        value, risk = self.sheet.value, self.sheet.risk
        by = "its own revenue" if value.by_economics else "its place among its like"
        model = self.say("internal model {version}", version=value.parameters)
        floor = "–" if value.renewal_floor is None else yuan(value.renewal_floor)
        rows = (
            ("Mean value (yuan)", yuan(value.mean), self.say(by)),
            ("P10 (yuan)", yuan(value.p10), model),
            ("P50 (yuan)", yuan(value.p50), model),
            ("P90 (yuan)", yuan(value.p90), model),
            ("Liquidation value in a year (yuan)", yuan(value.liquidation), model),
            ("Floor by the last annual fee (yuan)", floor, self.say("annual fees")),
            ("Highest pledge ratio", percent(value.pledge_ratio), model),
            ("Loan over mean value", ratio_or_dash(risk.loan_to_value), self.say("this sheet")),
            ("Loan over liquidation value", ratio_or_dash(risk.loan_to_liquidation),
             self.say("this sheet")),
            ("Confidence (0 to 1)", f"{value.confidence:.2f}", self.say("share of data known")),
        )  # fmt: skip
        panel = self.sourced("Value and range", rows)
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
            before=yuan(known.by_data),
            after=yuan(self.sheet.value.mean),
        )
        return (said,)

    def _approaches(self) -> tuple[str, ...]:
        """The approaches with their weights, and the one value that they make."""
        known = self.sheet.approaches
        if known is None:
            return ()
        weights = ", ".join(
            f"{METHOD_NAMES[method].in_language(self.language)} {stated_percent(weight)}"
            for method, weight in known.reconciled.weights.items()
        )
        said = self.say(
            "Reconciled: {value} yuan ({weights}). Reason: {reason}",
            value=yuan(known.reconciled.value),
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
            value=yuan(known.value),
            ratio=ratio_or_dash(known.value / ours if ours else None),
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
            (f"ZL{one.number}", yuan(one.mean), yuan(one.liquidation))
            for one in largest[:MOST_TOGETHER]
        ]
        count = self.say("All {count} patents", count=len(largest))
        rows.append((count, yuan(found.mean), yuan(found.liquidation)))
        columns = ("Patent", "Mean value (yuan)", "Liquidation value in a year (yuan)")
        told = self.say(
            "Together P10 {low}, P50 {middle}, P90 {high} yuan (correlation {correlation})."
            " Loan ratios and losses on this sheet are of all patents together.",
            low=yuan(found.p10),
            middle=yuan(found.p50),
            high=yuan(found.p90),
            correlation=found.correlation,
        )
        panel = Panel(
            title=self.say("Patents pledged together"),
            columns=tuple(translate(one, self.language) for one in columns),
            rows=tuple(rows),
            right=(1, 2),
            notes=(told, *self._not_in_force(found)),
        )
        return (panel,)

    def _not_in_force(self, found: PledgedTogether) -> tuple[str, ...]:
        """Patents among them that have ended or are not granted: they would hide behind a sum."""
        named = [
            f"ZL{one.number} ({status_name(one.status, self.language)})"
            for one in found.patents
            if one.status is not Status.IN_FORCE
        ]
        if not named:
            return ()
        shown = ", ".join((*named[:MOST_NOT_IN_FORCE], *self.more(len(named) - MOST_NOT_IN_FORCE)))
        return (self.say("Not in force among them: {patents}.", patents=shown),)
