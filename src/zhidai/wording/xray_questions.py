"""The open questions of an x-ray: what each other reading moves, the largest amount first."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.reading_effects import Effect, Moved
from zhidai.core.xray.readings import QuestionMoney
from zhidai.wording.scheme_parts import part_label
from zhidai.wording.speech import clause_name, translate
from zhidai.wording.xray_figures import Saying, Section, money, signed

_EFFECTS = MappingProxyType(
    {
        Moved.SUBSIDIES: "subsidies {money} yuan",
        Moved.SUBSIDIES_HALF_TERM: "subsidies at half the term {money} yuan",
        Moved.SUBSIDIES_AGAIN: "further loans: subsidies up to {money} yuan",
        Moved.MAY_BORROW: "an enterprise may borrow {money} yuan a year",
        Moved.LOAN_PER_MILLION: "loan {money} yuan per million of value",
        Moved.INTEREST: "interest at the ceiling {money} yuan",
        Moved.FEES: "fees {money} yuan",
        Moved.BANK_BEARS: "loss of the bank {money} yuan",
        Moved.BANK_GETS_BACK: "back to the bank {money} yuan while a payer owes its share",
        Moved.BANK_WAITS: "cost of the money meanwhile {money} yuan",
        Moved.PAYERS_ADVANCE: "advanced by the payers {money} yuan",
        Moved.DRAWN_WHILE_STOPPED: "drawn during a stop {money} yuan",
        Moved.TRIPS_BELOW: "one such loan stops a book below {amount} yuan",
        Moved.CLAIM_DAYS: "start of a claim {days} days",
        Moved.GRACE_DAYS: "time to pay {days} days",
        Moved.BREAKER_DAYS: "counted as bad {days} days",
    }
)


def moving(questions: Sequence[QuestionMoney], scheme: Scheme, language: str) -> Section:
    """Those of which a reading moves a figure of the reference loan."""
    say = Saying(language)
    ranked = sorted((one for one in questions if one.moves), key=lambda one: -one.most)
    return Section(
        title=say("Open questions and the money each reading moves"),
        formulas=(),
        columns=(say("Question"), say("Other reading"), say("Effect"), say("Clauses")),
        rows=tuple(row for one in ranked for row in _moving_rows(one, scheme, language)),
        notes=(
            say(
                "More (+) or less (-) than under the reading chosen, on the reference loan; the "
                "largest amount first."
            ),
        ),
    )


def _moving_rows(one: QuestionMoney, scheme: Scheme, language: str) -> Iterator[tuple[str, ...]]:
    question = scheme.interpretations[one.id]
    labels = {each.id: each.label.in_language(language) for each in question.readings}
    said, clauses = question.question.in_language(language), _clauses(one.clauses, language)
    alike: dict[tuple[Effect, ...], list[str]] = {}
    for reading in one.readings:
        if reading.effects:
            alike.setdefault(reading.effects, []).append(labels[reading.id])
    for effects, names in alike.items():
        effect = "; ".join(_effect_of(each, scheme, language) for each in effects)
        yield said, " / ".join(names), effect, clauses
        said, clauses = "", ""


def _effect_of(effect: Effect, scheme: Scheme, language: str) -> str:
    words = effect_words(effect, language)
    if not effect.under:
        return words
    return f"{words} ({part_label(effect.under, scheme, language)})"


def effect_words(effect: Effect, language: str) -> str:
    """`+` and `-` stand for more and less; a size by itself has no sign."""
    return translate(_EFFECTS[effect.of], language).format(
        money="" if effect.money is None else signed(effect.money),
        amount="" if effect.money is None else money(effect.money),
        days="" if effect.days is None else f"{effect.days:+d}",
    )


def unmoving(questions: Sequence[QuestionMoney], scheme: Scheme, language: str) -> Section:
    """The others, with what the register of interpretations says of them in words."""
    say = Saying(language)
    return Section(
        title=say("Open questions that move no figure of the reference loan"),
        formulas=(),
        columns=(
            say("Question"),
            say("Reading chosen"),
            say("What it moves, in words"),
            say("Clauses"),
        ),
        rows=tuple(_unmoving_row(one, scheme, language) for one in questions if not one.moves),
        is_annex=True,
    )


def _unmoving_row(one: QuestionMoney, scheme: Scheme, language: str) -> tuple[str, ...]:
    question = scheme.interpretations[one.id]
    labels = {each.id: each.label.in_language(language) for each in question.readings}
    told = question.money_effect
    return (
        question.question.in_language(language),
        labels[question.chosen],
        translate("no money", language) if told is None else told.in_language(language),
        _clauses(one.clauses, language),
    )


def _clauses(clauses: Sequence[str], language: str) -> str:
    """Numbers as they stand, what has no number by its name."""
    return ", ".join(one if one[0].isdigit() else clause_name(one, language) for one in clauses)
