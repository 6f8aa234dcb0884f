"""An x-ray in sentences and tables, for the terminal, the page and the paper alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.parties import AtRecovery, PartyMoney
from zhidai.core.xray.readings import QuestionMoney, ReadingMoney
from zhidai.core.xray.xray import Xray
from zhidai.wording.scheme_parts import party_label
from zhidai.wording.speech import ENGLISH, clause_name, translate

_HUNDREDTH = Decimal("0.01")
_MILLION = Decimal(1_000_000)
_TENSIONS = {
    "interest_unshared": (
        "Only the principal is shared, so the lender alone bears the interest of the {days} days "
        "until the payers must pay: {money} yuan on the reference loan."
    ),
    "payers_bear_less_than_all": (
        "The claim asks for {asked} of the loss; the other {own} stays with the bank from the day "
        "of the claim, which the clause on claims does not say: {money} yuan."
    ),
    "counted_before_claim": (
        "A loan counts as bad from overdue day {from_day}, but a claim may start only {days} days "
        "later: business can stop for loans that nobody may claim for yet."
    ),
    "one_loan_trips": (
        "A single overdue loan of {largest} yuan stops all new business while the whole book is "
        "below {money} yuan."
    ),
    "loan_takes_the_year": (
        "One loan at its ceiling of {loan} yuan takes the whole room of the year, {money} yuan."
    ),
    "shares_differ_from_all": (
        "The payers' shares add up to {payers}, the ceiling over all of them is {all}."
    ),
    "caps_differ_from_all": (
        "The payers' own ceilings add up to {payers} yuan, the ceiling over all of them is {all} "
        "yuan."
    ),
}
_RATIOS = frozenset({"asked", "own"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table of the x-ray; formulas: how its figures are found; notes: what to mind."""

    title: str
    formulas: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def sections(found: Xray, scheme: Scheme, language: str) -> tuple[Section, ...]:
    """Every section that has something to say."""
    made = (
        _premises(found, language),
        _parties(found, scheme, language),
        _line(found, scheme, language),
        _borrower(found, language),
        _subsidies(found, scheme, language),
        _tensions(found, language),
        _questions(found, scheme, language),
    )
    return tuple(one for one in made if one.rows)


def _premises(found: Xray, language: str) -> Section:
    given, say = found.premises, _Saying(language)
    rows = [
        (say("Reference loan"), _money(given.amount)),
        (say("Term in days"), str(given.days)),
        (say("Rate of the loan"), per_cent(given.rate)),
        (say("LPR"), per_cent(given.lpr)),
        (say("What money costs the bank (assumed)"), per_cent(given.funding_cost)),
        (say("Loans that fail in a year (assumed)"), per_cent(given.default_rate)),
        (say("Recovered of what was lost (assumed)"), per_cent(given.recovery)),
    ]
    return Section(
        title=say("What it is computed with"),
        formulas=(),
        columns=(say("Premise"), say("Figure")),
        rows=tuple(rows),
        notes=(say("No plan states what is assumed; give your own numbers instead."),),
    )


def _parties(found: Xray, scheme: Scheme, language: str) -> Section:
    say = _Saying(language)
    rows = tuple(
        (
            party_label(one.party, scheme, language),
            per_cent(one.income) + ("" if one.income_stated else say(" (assumed)")),
            per_cent(one.share),
            *(_rate(each) for each in one.break_even),
            _per_million(one.expected),
        )
        for one in found.parties
    )
    recoveries = found.parties[0].break_even if found.parties else ()
    return Section(
        title=say("Each party's income, exposure and break-even"),
        formulas=(say("break-even loss rate = income / (share x (1 - recovery))"),),
        columns=(
            say("Party"),
            say("Income a year per yuan lent"),
            say("Share of a loss"),
            *(
                say("Break-even, recovery {recovery}").format(recovery=_whole(each.recovery))
                for each in recoveries
            ),
            say("Result per million lent, as assumed"),
        ),
        rows=rows,
        notes=(say("Before costs, capital and time; a dash: no loss reaches the party."),),
    )


def _line(found: Xray, scheme: Scheme, language: str) -> Section:
    say = _Saying(language)
    parties = found.parties if found.line is not None else ()
    recoveries = parties[0].at_line if parties else ()
    return Section(
        title=say("What the breaker's line means for each party"),
        formulas=(
            say("result = income - share x line x (1 - recovery), line = {line}").format(
                line=per_cent(found.line or Decimal(0))
            ),
        ),
        columns=(
            say("Party"),
            *(
                say("Recovery {recovery}").format(recovery=_whole(each.recovery))
                for each in recoveries
            ),
        ),
        rows=tuple(_line_row(one, scheme, language) for one in parties),
        notes=(say("Yuan a year per million lent; below zero: under water when business stops."),),
    )


def _line_row(one: PartyMoney, scheme: Scheme, language: str) -> tuple[str, ...]:
    results = (_per_million(each.value or Decimal(0)) for each in one.at_line)
    return (party_label(one.party, scheme, language), *results)


def _borrower(found: Xray, language: str) -> Section:
    say = _Saying(language)
    rows = tuple(
        (
            _money(one.amount),
            str(one.days),
            _money(one.paid),
            _money(one.back),
            _money(one.net),
            per_cent(one.yearly),
            per_cent(one.yearly_without),
        )
        for one in found.borrower
    )
    return Section(
        title=say("What the borrower bears"),
        formulas=(say("net cost a year = (interest + fees - subsidies) / amount x 365 / days"),),
        columns=(
            say("Amount"),
            say("Days"),
            say("Paid"),
            say("Back"),
            say("Net"),
            say("Net cost a year"),
            say("Without subsidies"),
        ),
        rows=rows,
        notes=(say("Fees at the plan's ceilings; everything paid on its day."),),
    )


def _subsidies(found: Xray, scheme: Scheme, language: str) -> Section:
    say = _Saying(language)
    labels = {one.id: one.label.in_language(language) for one in scheme.subsidies}
    rows = [
        (
            labels[one.id],
            party_label(one.level, scheme, language),
            _money(half_up_to_fen(one.amount)),
            _per_million(one.per_yuan),
            "-" if one.binds_from_amount is None else _yuan(one.binds_from_amount),
            "-" if one.binds_from_rate is None else per_cent(one.binds_from_rate),
            one.clause,
        )
        for one in found.subsidies
    ]
    if rows:
        total = sum((one.amount for one in found.subsidies), Decimal(0))
        all_ = (say("Together"), "", _money(half_up_to_fen(total)))
        rows.append((*all_, _per_million(found.subsidies_per_yuan), "", "", ""))
    return Section(
        title=say("What subsidies cost"),
        formulas=(
            say(
                "a cap K over a share q of the interest binds from A = K x 360 / (q x rate x days)"
            ),
        ),
        columns=(
            say("Subsidy"),
            say("Payer"),
            say("On the reference loan"),
            say("Per million lent"),
            say("Cap binds from the amount"),
            say("Cap binds from the rate"),
            say("Clause"),
        ),
        rows=tuple(rows),
    )


def _tensions(found: Xray, language: str) -> Section:
    say = _Saying(language)
    between = ", " if language.startswith(ENGLISH) else "、"
    rows = tuple(
        (
            between.join(clause_name(clause, language) for clause in one.clauses),
            say(_TENSIONS[one.code]).format(
                money="-" if one.money is None else _money(one.money),
                **{name: _figure(name, value, one.code) for name, value in one.figures.items()},
            ),
        )
        for one in found.tensions
    )
    return Section(
        title=say("Where clauses pull against each other"),
        formulas=(),
        columns=(say("Clauses"), say("What lies between them")),
        rows=rows,
    )


def _questions(found: Xray, scheme: Scheme, language: str) -> Section:
    say = _Saying(language)
    return Section(
        title=say("Open questions and the money each reading moves"),
        formulas=(),
        columns=(say("Question"), say("Reading"), say("Effect"), say("Clauses")),
        rows=tuple(row for one in found.questions for row in _question_rows(one, scheme, language)),
        notes=(
            say("Against the reading chosen (*), on the reference loan and one of half its term."),
        ),
    )


def _question_rows(one: QuestionMoney, scheme: Scheme, language: str) -> Iterator[tuple[str, ...]]:
    question = scheme.interpretations[one.id]
    labels = {each.id: each.label.in_language(language) for each in question.readings}
    said = question.question.in_language(language)
    clauses = ", ".join(one.clauses)
    if not one.moves:
        chosen = f"* {labels[question.chosen]}"
        effect = question.money_effect
        told = "-" if effect is None else effect.in_language(language)
        yield said, chosen, translate("not computed: {told}", language).format(told=told), clauses
        return
    for each in one.readings:
        mark = "* " if each.is_chosen else ""
        yield said, f"{mark}{labels[each.id]}", _effect(each, language), clauses
        said, clauses = "", ""


def _effect(reading: ReadingMoney, language: str) -> str:
    if reading.subsidies is None:
        return translate("not computed", language)
    parts = []
    if reading.subsidies or reading.subsidies_half_term:
        parts.append(
            translate("subsidies {full}, at half the term {half}", language).format(
                full=_signed(reading.subsidies),
                half=_signed(reading.subsidies_half_term or Decimal(0)),
            )
        )
    if reading.claim_days:
        parts.append(
            translate("claim {days} days", language).format(days=f"{reading.claim_days:+d}")
        )
    return "; ".join(parts) or "0"


class _Saying:
    """Messages in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, message: str) -> str:
        return translate(message, self._language)


_FIGURES = {
    "highest_rate": "Highest rate of a loan",
    "net_cost": "Net cost a year of the reference loan",
    "granted": "Granted on the reference loan: {of}",
    "break_even": "Break-even loss rate: {of}",
    "line": "The breaker's ratio",
}


def money_figure(figure: str, of: str, schemes: Sequence[Scheme], language: str) -> str:
    """The name of a figure that two x-rays are compared by; `of` is named by either scheme."""
    labels = {one.id: one.label.in_language(language) for each in schemes for one in each.subsidies}
    said = labels.get(of) or party_label(of, schemes[-1], language)
    return translate(_FIGURES[figure], language).format(of=said)


def money_value(figure: str, value: Decimal | None) -> str:
    """Its value; a dash where the scheme has none."""
    if value is None:
        return "-"
    return _money(half_up_to_fen(value)) if figure == "granted" else per_cent(value)


def per_cent(ratio: Decimal) -> str:
    """A fraction as per cent with two decimals."""
    return f"{(ratio * 100).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)}%"


def _whole(ratio: Decimal) -> str:
    return f"{ratio * 100:.0f}%"


def _rate(each: AtRecovery) -> str:
    return "-" if each.value is None else per_cent(each.value)


def _per_million(per_yuan: Decimal) -> str:
    return f"{(per_yuan * _MILLION).quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def _yuan(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def _money(yuan: Decimal) -> str:
    """An amount to read in a narrow column: 10,000,000 and 59,504.18."""
    return f"{yuan:,.0f}" if yuan == yuan.to_integral_value() else f"{yuan:,.2f}"


def _signed(amount: Decimal) -> str:
    return f"{amount:+.2f}"


def _figure(name: str, value: Decimal | int, code: str) -> str:
    if isinstance(value, int):
        return str(value)
    if name in _RATIOS or code == "shares_differ_from_all":
        return per_cent(value)
    return _money(half_up_to_fen(value))
