"""Where clauses of a plan pull against each other, in sentences."""

from decimal import Decimal

from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.basis import of_breaker, of_model
from zhidai.core.xray.xray import Xray
from zhidai.wording.scheme_parts import part_label, party_label
from zhidai.wording.speech import ENGLISH, clause_name
from zhidai.wording.xray_figures import Saying, Section, money, per_cent

_TENSIONS = {
    "interest_unshared": (
        "Only the principal is shared, so the lender alone bears the interest of the {days} days "
        "until the payers must pay: {money} yuan on the reference loan."
    ),
    "payers_bear_less_than_all": (
        "The claim asks for {asked} of the loss; the other {own} stays with the bank from the day "
        "of the claim, which the clause on claims does not say: {money} yuan."
    ),
    "paid_after_disposal": (
        "Of the {of_all} yuan that the payers are asked for on the reference loan, {money} are "
        "paid only after the disposal has ended; until then the bank waits for them."
    ),
    "cap_below_one_loan": (
        "Of a loan of {loan} yuan that is lost, {party} is to bear {part} yuan, but its cap or "
        "pool leaves {room} at most: {money} yuan of one loan fall back on the bank."
    ),
    "counted_before_claim": (
        "A loan counts as bad from overdue day {from_day}, but a claim may start only {days} days "
        "later: business can stop for loans that nobody may claim for yet."
    ),
    "one_loan_trips": (
        "A single loan of {largest} yuan that counts as bad stops all new business while the whole "
        "book is below {money} yuan."
    ),
    "one_loan_trips_its_bank": (
        "A single loan of {largest} yuan that counts as bad stops the new business of its bank "
        "while that bank's book is below {money} yuan."
    ),
    "one_loan_trips_its_district": (
        "A single loan of {largest} yuan that counts as bad stops new business in its district "
        "while that district's book is below {money} yuan."
    ),
    "one_claim_trips": (
        "The claim paid for a single loan of {largest} yuan, {counted} yuan, stops new business "
        "while the book of the ratio is below {money} yuan."
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


def tensions(found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    between = ", " if language.startswith(ENGLISH) else "、"
    rows = tuple(
        (
            between.join(clause_name(clause, language) for clause in one.clauses),
            _spoken_of(one.of, found, scheme, language)
            + say(_TENSIONS[one.code]).format(
                money="-" if one.money is None else money(one.money),
                party=party_label(one.party, scheme, language) if one.party else "",
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


def _spoken_of(of: str, found: Xray, scheme: Scheme, language: str) -> str:
    """The loss model or breaker that a tension is of, where there are several."""
    models = [of_model(one.model) for one in found.models]
    stops = [of_breaker(one.rule) for one in found.stops]
    if not any(of in parts and len(parts) > 1 for parts in (models, stops)):
        return ""
    return part_label(of, scheme, language) + (": " if language.startswith(ENGLISH) else "：")


def _figure(name: str, value: Decimal | int, code: str) -> str:
    if isinstance(value, int):
        return str(value)
    if name in _RATIOS or code == "shares_differ_from_all":
        return per_cent(value)
    return money(half_up_to_fen(value))
