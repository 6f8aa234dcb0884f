"""The right side of a deal sheet: risk, related patents, grounds for refusal."""

from collections.abc import Iterator
from decimal import Decimal

from zhidai.core.valuation.registration_grounds import (
    ITEMS,
    Answer,
    AnswerSource,
    CheckedGround,
    Ground,
)
from zhidai.wording.deal_sheets.panels import Panel, Part, percent, ratio_or_dash, yuan
from zhidai.wording.rates import stated_percent
from zhidai.wording.speech import translate
from zhidai.wording.twins import relation_name

MOST_RELATED = 4
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
WAIVABLE = "there, waivable"
SOURCES = {
    AnswerSource.DATA: "patent data",
    AnswerSource.FINDER: "twin finder",
    AnswerSource.STATED: "stated for this deal",
    AnswerSource.NOBODY: "–",
}
PARTIES = {"bank": "Bank", "guarantor": "Guarantor", "appraiser": "Appraiser"}


class RiskPart(Part):
    """What may go wrong within the term, and what may stand in the way of the registration."""

    __slots__ = ()

    def risk(self) -> Panel:
        risk, loan = self.sheet.risk, self.sheet.deal.loan
        survival = self.say("survival model")
        if not self.sheet.value.is_calibrated:
            survival = self.say("survival model, not calibrated for this class")
        chance = self.say("{chance} a year, bank", chance=stated_percent(loan.default_probability))
        margin = self.say(
            "margin {margin}", margin=stated_percent(loan.annual_rate - loan.funding_cost)
        )
        rows = [
            ("Annual fees due within the loan's term", str(risk.fee_days), self.say("filing date")),
            ("Chance that one is not paid", percent(risk.lapse_in_term), survival),
            ("Principal lost on default (yuan)", yuan(risk.loss_given_default),
             self.say("loan less liquidation value")),
            ("Expected loss (yuan)", yuan(risk.expected_loss), chance),
        ]  # fmt: skip
        rows += [(label, yuan(part), share) for label, part, share in self._shares()]
        rows += [
            ("Break-even chance of default a year, bank", ratio_or_dash(risk.break_even), margin),
            ("The same if nothing were shared", ratio_or_dash(risk.break_even_unshared), margin),
        ]
        return self.sourced("Risk within the loan's term", tuple(rows))

    def _shares(self) -> Iterator[tuple[str, Decimal, str]]:
        for party, part in self.sheet.risk.expected_loss_by_party.items():
            name = translate(PARTIES[party], self.language) if party in PARTIES else party
            share = self.say("share {share}", share=stated_percent(self.sheet.deal.shares[party]))
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
        notes = self.more(len(found) - MOST_RELATED)
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
                *self._waived(),
            ),
        )

    def _waived(self) -> Iterator[str]:
        """What the pledgee may do, and what the plan allows of a utility model with a twin."""
        if any(one.is_waivable for one in self.sheet.grounds):
            yield self.say(
                "Waivable: the pledgee writes that it knows and still wants the pledge; a plan may"
                " ask for a promise to add the invention."
            )

    def _ground(self, one: CheckedGround) -> tuple[str, ...]:
        answer = WAIVABLE if one.is_waivable else ANSWERS[one.answer]
        words = (GROUNDS[one.ground], answer, SOURCES[one.source])
        ground, *rest = (translate(word, self.language) for word in words)
        return (f"{ITEMS[one.ground]}. {ground}", *rest)
