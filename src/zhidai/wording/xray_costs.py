"""What borrowing costs and what subsidies cost, in an x-ray, with the fees that they rest on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.money import half_up_to_fen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.costs import SubsidyMoney
from zhidai.core.xray.fees import FeeFrom, FeePremise
from zhidai.core.xray.xray import Xray
from zhidai.wording.rates import stated_rate
from zhidai.wording.scheme_parts import party_heading, word_of
from zhidai.wording.speech import ENGLISH
from zhidai.wording.xray_figures import (
    Saying,
    Section,
    money,
    per_cent,
    per_million,
    whole_yuan,
)

_FEE_FROM: Mapping[FeeFrom, str] = MappingProxyType(
    {
        FeeFrom.GIVEN: "{fee} (given)",
        FeeFrom.ABOVE: "{fee} (given; above the plan's ceiling)",
        FeeFrom.CEILING: "{fee} (the plan's ceiling)",
        FeeFrom.UNKNOWN: "the scheme states no ceiling of it, so not counted; give it",
    }
)


def fee_rows(found: Xray, language: str) -> Iterator[tuple[str, str]]:
    """Each fee that the borrower is charged, and where its amount comes from."""
    say = Saying(language)
    for one in found.fees:
        yield fee_name(one, language), say(_FEE_FROM[one.source]).format(fee=_amount(one, say))


def fee_name(one: FeePremise, language: str) -> str:
    """As a label."""
    said = word_of(one.item, language)
    return said[:1].upper() + said[1:]


def _amount(one: FeePremise, say: Saying) -> str:
    if one.yuan is not None:
        return say("{yuan} yuan").format(yuan=money(one.yuan))
    return "" if one.rate is None else stated_rate(one.rate)


def _without(found: Xray, language: str) -> Iterator[str]:
    """That fees which nobody stated are not in the cost."""
    unknown = [word_of(one.item, language) for one in found.fees if one.source is FeeFrom.UNKNOWN]
    if unknown:
        fees = (", " if language.startswith(ENGLISH) else "、").join(unknown)
        yield Saying(language)(
            "Not counted, because the plan states no ceiling and none was given: {fees}. The true "
            "cost is higher."
        ).format(fees=fees)


def _unconditional(found: Xray, language: str) -> Iterator[str]:
    """What it costs a borrower that does not meet what some subsidies ask."""
    one = found.unconditional
    if one != found.reference:
        yield Saying(language)(
            "With all subsidies that a borrower may get. One that meets none of their conditions "
            "bears {net} yuan of the reference loan, {yearly} a year instead of {all}."
        ).format(
            net=money(one.net), yearly=per_cent(one.yearly), all=per_cent(found.reference.yearly)
        )


def borrower(found: Xray, language: str) -> Section:
    """Amounts down, terms across; each cell the net cost in yuan and in per cent a year."""
    say = Saying(language)
    terms = sorted({one.days for one in found.borrower})
    cells = {
        (one.amount, one.days): f"{money(one.net)} ({per_cent(one.yearly)})"
        for one in found.borrower
    }
    longest = {one.amount: one for one in found.borrower if one.days == terms[-1]}
    return Section(
        title=say("What the borrower bears"),
        formulas=(say("net cost a year = (interest + fees - subsidies) / amount x 365 / days"),),
        columns=(
            say("Amount"),
            *(say("{days} days").format(days=days) for days in terms),
            say("{days} days, without subsidies").format(days=terms[-1]),
        ),
        rows=tuple(
            (
                money(amount),
                *(cells[amount, days] for days in terms),
                f"{money(one.paid)} ({per_cent(one.yearly_without)})",
            )
            for amount, one in longest.items()
        ),
        notes=(
            say(
                "Net cost in yuan for the whole term, in brackets in per cent a year. Amounts and "
                "terms up to the plan's own ceilings. Fees as among the premises; paid on the day."
            ),
            *_without(found, language),
            *_unconditional(found, language),
        ),
    )


def subsidies(found: Xray, scheme: Scheme, language: str) -> Section:
    say = Saying(language)
    labels = {one.id: one.label.in_language(language) for one in scheme.subsidies}
    caps = {one.id: one.label.in_language(language) for one in scheme.subsidy_caps}
    rows = [
        (
            labels[one.id],
            party_heading(one.level, scheme, language),
            _granted(one, say),
            per_million(one.per_yuan) if one.is_known else "-",
            _binding_amount(one, say),
            "-" if one.binds_from_rate is None else per_cent(one.binds_from_rate),
            one.clause,
        )
        for one in found.subsidies
    ]
    rows += [
        (
            caps[one.id],
            "",
            "",
            "",
            "-" if one.binds_from_amount is None else whole_yuan(one.binds_from_amount),
            "-",
            one.clause,
        )
        for one in found.shared_caps
    ]
    if rows:
        total = sum((one.amount for one in found.subsidies), Decimal(0))
        all_ = (say("Together"), "", money(half_up_to_fen(total)))
        rows.append((*all_, per_million(found.subsidies_per_yuan), "", "", ""))
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
        notes=tuple(
            say(
                "{subsidy}: its budget, with nothing taken of it yet, pays {loans} whole reference "
                "loans."
            ).format(subsidy=labels[one.id], loans=one.budget_loans)
            for one in found.subsidies
            if one.budget_loans is not None
        ),
    )


def _granted(one: SubsidyMoney, say: Saying) -> str:
    """In yuan; of a fee that nobody stated, as the share of whatever is paid."""
    if not one.is_known and one.of_paid is not None:
        return say("{share} of what is paid").format(share=stated_rate(one.of_paid))
    return money(half_up_to_fen(one.amount))


def _binding_amount(one: SubsidyMoney, say: Saying) -> str:
    if one.binds_from_paid is not None:
        return say("a fee of {yuan}").format(yuan=whole_yuan(one.binds_from_paid))
    return "-" if one.binds_from_amount is None else whole_yuan(one.binds_from_amount)
