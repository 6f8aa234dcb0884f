"""The figures that two x-rays are compared by: what they are called, and how they are written."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyChange, OnRoutes
from zhidai.core.xray.reading_effects import Effect, Moved
from zhidai.wording.rates import stated_rate
from zhidai.wording.scheme_parts import part_label, party_label
from zhidai.wording.speech import translate
from zhidai.wording.xray_figures import money, per_cent
from zhidai.wording.xray_questions import effect_words

_FIGURES = MappingProxyType(
    {
        "highest_rate": "Highest rate of a loan",
        "rate_ceiling": "Ceiling of the rate for some terms: {of}",
        "subsidised_rate": "Highest rate whose interest is subsidised",
        "net_cost": "Net cost a year of the reference loan",
        "net_cost_unconditional": "The same without what only some borrowers get",
        "largest_loan": "Largest loan",
        "enterprise_year": "Room of an enterprise in a year",
        "longest_days": "Longest term in days",
        "pledge_ratio": "Lent of what the pledge is worth, at most",
        "ceiling": "Ceiling for some cases: {of}",
        "ceiling_ratio": "Ceiling for some cases: {of}",
        "room": "Room for all loans: {of}",
        "claim_day": "Overdue day from which a claim may start",
        "days_to_pay": "Calendar days until the payers must have paid",
        "counted_from_day": "Overdue day from which the breaker counts a loan",
        "granted": "Granted on the reference loan: {of}",
        "cap_binds": "The cap binds from the amount: {of}",
        "shared_cap_binds": "The ceiling over several binds from the amount: {of}",
        "budget_loans": "Whole reference loans that the budget pays: {of}",
        "shared_cap": "The ceiling over several: {of}",
        "borrower_bears": "Borne where it moves most: {amount} yuan for {days} days",
        "of_paid": "Granted of what is paid: {of}",
        "cap_binds_paid": "The cap binds from a fee of: {of}",
        "share": "Share of a lost principal: {of}",
        "income": "Income a year per yuan lent: {of}",
        "break_even": "Break-even loss rate: {of}",
        "line": "The breaker's ratio",
        "interest_unshared": "Interest that nobody shares (clause {of})",
        "payers_bear_less_than_all": "Left with the bank when a claim is made (clause {of})",
        "paid_after_disposal": "Paid only after the disposal (clause {of})",
        "cap_below_one_loan": "Above the cap of the payer of one loan (clause {of})",
        "shared": "Part of a lost principal that is shared",
        "bears": "Bears of the lost reference loan: {of}",
        "cap_covers": "Principal lost that a cap covers: {of}",
        "cap_covers_alone": "Principal lost of one loan or enterprise that its cap covers: {of}",
        "agreed_least": "Least share by agreement: {of}",
        "agreed_most": "Largest share by agreement: {of}",
        "counted_before_claim": "Days counted as bad before a claim may start (clause {of})",
        "one_loan_trips": "One largest loan stops a book below (clause {of})",
        "one_loan_trips_its_bank": "One largest loan stops a bank's book below (clause {of})",
        "one_loan_trips_its_district": (
            "One largest loan stops a district's book below (clause {of})"
        ),
        "one_claim_trips": "The claim of one largest loan stops a book below (clause {of})",
        "loan_takes_the_year": "The year's room that one loan takes (clause {of})",
        "shares_differ_from_all": "The payers' shares beside another ceiling (clause {of})",
        "caps_differ_from_all": "Between the payers' ceilings and that over all (clause {of})",
    }
)
_STATED = frozenset(
    {
        *(
            "highest_rate",
            "rate_ceiling",
            "subsidised_rate",
            "pledge_ratio",
            "share",
            "income",
            "line",
            "ceiling_ratio",
        ),
        *("of_paid", "shared", "agreed_least", "agreed_most"),
    }
)
_FOUND = frozenset(
    {"net_cost", "net_cost_unconditional", "break_even", "shares_differ_from_all"}
)  # by division
_COUNTED = frozenset(
    {
        *("longest_days", "claim_day", "days_to_pay", "counted_from_day", "counted_before_claim"),
        "budget_loans",
    }
)
_READING, _OF_A_LOAN = "reading.", "borrower_bears"


def money_figure(one: MoneyChange, schemes: Sequence[Scheme], language: str) -> str:
    """The name of a figure; what it is of is named by either scheme."""
    if is_of_reading(one):
        said = translate("Under another reading: {of}", language).format(
            of=_reading(one.of, schemes, language)
        )
    elif one.figure == _OF_A_LOAN:
        amount, _, days = one.of.partition("/")
        said = translate(_FIGURES[one.figure], language).format(
            amount=money(Decimal(amount)), days=days
        )
    else:
        said = translate(_FIGURES[one.figure], language).format(of=_of(one.of, schemes, language))
    beside = [_either(part_label, one.under, schemes, language)] if one.under else []
    if one.on is not None:
        beside.append(routes_words(one.on, schemes, language))
    return f"{said} ({'; '.join(beside)})" if beside else said


def is_of_reading(one: MoneyChange) -> bool:
    """Whether it is what another reading of an open question would move."""
    return one.figure.startswith(_READING)


def routes_words(on: OnRoutes, schemes: Sequence[Scheme], language: str) -> str:
    """The routes compared, of the scheme before and of the one after, by their labels."""
    both = zip((on.old, on.new), schemes, strict=True)
    names = [
        scheme.routes[route].label.in_language(language)
        for route, scheme in both
        if route is not None
    ]
    return " → ".join(dict.fromkeys(names))


def _of(name: str, schemes: Sequence[Scheme], language: str) -> str:
    labels = {
        key: label.in_language(language)
        for scheme in schemes
        for key, label in (
            *((each.name, each.label) for each in scheme.parameters.values()),
            *((each.id, each.label) for each in scheme.subsidies),
            *((each.id, each.label) for each in scheme.subsidy_caps),
            *((each.id, each.label) for each in scheme.rate_ceilings),
        )
    }
    return labels.get(name) or _either(party_label, name, schemes, language)


def _either(
    label: Callable[[str, Scheme, str], str], name: str, schemes: Sequence[Scheme], language: str
) -> str:
    """As the first of the schemes calls it that has a name for it."""
    names = [label(name, scheme, language) for scheme in schemes]
    unnamed = (name, name.replace("_", " "))
    return next((said for said in names if said not in unnamed), names[0])


def _reading(of: str, schemes: Sequence[Scheme], language: str) -> str:
    question_id, reading_id = of.split("/")
    for scheme in schemes:
        question = scheme.interpretations.get(question_id)
        for each in () if question is None else question.readings:
            if question is not None and each.id == reading_id:
                asked, read = question.question, each.label
                return f"{asked.in_language(language)} - {read.in_language(language)}"
    return of


def money_value(figure: str, value: Decimal | None, language: str) -> str:
    """Its value; a dash where the scheme has none."""
    if value is None:
        return "-"
    if figure.startswith(_READING):
        moved = Moved(figure.removeprefix(_READING))
        if moved.endswith("_days"):
            return effect_words(Effect(of=moved, days=int(value)), language)
        return effect_words(Effect(of=moved, money=value), language)
    if figure in _COUNTED:
        return str(int(value))
    if figure in _STATED:
        return stated_rate(value)
    return per_cent(value) if figure in _FOUND else money(half_up_to_fen(value))
