"""What is shared of a loss, how far caps reach and what an agreement may change, in an x-ray."""

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.basis import of_breaker, of_model
from zhidai.core.xray.costs import ALONE
from zhidai.core.xray.loss_parts import IpShare
from zhidai.core.xray.loss_reach import AgreedEnd, CapReach
from zhidai.core.xray.parties import ModelMoney
from zhidai.core.xray.xray import Xray
from zhidai.wording.rates import stated_rate
from zhidai.wording.scheme_parts import part_label, party_label, word_of
from zhidai.wording.xray_figures import Saying, Section, money, per_cent, whole_yuan

_FROM: Mapping[IpShare, str] = MappingProxyType(
    {
        IpShare.GIVEN: "{share} (given)",
        IpShare.LEAST: "{share} (the plan's least)",
        IpShare.WHOLE: "{share} (assumed)",
        IpShare.TOO_SMALL: "{share} (below the plan's least: no loss is shared)",
    }
)
_ENDS: Mapping[AgreedEnd, str] = MappingProxyType(
    {AgreedEnd.LEAST: "at least {share}", AgreedEnd.MOST: "at most {share}"}
)


def ip_share_rows(found: Xray, scheme: Scheme, language: str) -> Iterator[tuple[str, str]]:
    """The part of the loan that its IP secures, of each model that shares only that."""
    say = Saying(language)
    for model in found.models:
        if model.ip_share is not None:
            given = found.premises.ip_share
            share = model.shared if given is None else given
            label = say("Part of the loan that the IP secures")
            several = len(found.models) > 1
            named = f" · {part_label(of_model(model.model), scheme, language)}" if several else ""
            yield label + named, say(_FROM[model.ip_share]).format(share=stated_rate(share))


def how_borne(model: ModelMoney, scheme: Scheme, language: str) -> Iterator[str]:
    """Why what a party bears is not its share: a part is not shared, or a cap cuts it off."""
    say = Saying(language)
    if model.shared != 1:
        yield say(
            "Of a lost principal only {shared} is shared; the rest is the bank's own. borne = "
            "share x {shared}; the bank bears what the others do not."
        ).format(shared=stated_rate(model.shared))
    for one in model.parties:
        if any(cap.party == one.party and cap.cuts for cap in model.caps):
            yield say(
                "A cap cuts off what {party} bears of the reference loan; the bank bears the rest."
            ).format(party=party_label(one.party, scheme, language))


def caps(found: Xray, scheme: Scheme, language: str) -> Section:
    """Each cap on compensation, and the losses that it covers."""
    say = Saying(language)
    stops = found.stops if any(model.caps for model in found.models) else ()
    scopes = {cap.scope for model in found.models for cap in model.caps}
    rows = tuple(
        (
            *_named(model, found, scheme, language),
            word_of(str(cap.scope), language),
            party_label(cap.party, scheme, language),
            money(cap.most),
            "-" if cap.covers is None else whole_yuan(cap.covers),
            "-" if cap.loans is None else str(cap.loans),
            *(_book(cap, stop.rule) for stop in stops),
            cap.clause,
        )
        for model in found.models
        for cap in model.caps
    )
    return Section(
        title=say("How far the caps on compensation reach"),
        formulas=(
            say("covered = cap / borne; book at the line = covered / line, with no recovery"),
        ),
        columns=(
            *((say("Loss model"),) if len(found.models) > 1 else ()),
            say("Cap"),
            say("Party"),
            say("Yuan"),
            say("Principal lost that it covers"),
            say("Whole reference loans"),
            *(_book_column(stop.rule, found, scheme, language) for stop in stops),
            say("Clause"),
        ),
        rows=rows,
        notes=tuple(_holding(scopes, language)),
    )


def _holding(scopes: Set[CapScope], language: str) -> Iterator[str]:
    """How long caps hold: those that many loans fill, and those for each loan or enterprise."""
    say = Saying(language)
    if any(one not in ALONE for one in scopes):
        yield say(
            "With nothing taken of a cap yet. Losses beyond it stay with the bank: break-evens "
            "and results above hold while the caps do."
        )
    if any(one in ALONE for one in scopes):
        yield say(
            "A cap for one loan or one enterprise holds anew for each: what it covers is of that "
            "one, no number of others uses it up, and what lies beyond it stays with the bank."
        )


def _named(model: ModelMoney, found: Xray, scheme: Scheme, language: str) -> tuple[str, ...]:
    several = len(found.models) > 1
    return (part_label(of_model(model.model), scheme, language),) if several else ()


def _book(cap: CapReach, breaker: str) -> str:
    return whole_yuan(cap.books[breaker]) if breaker in cap.books else "-"


def _book_column(breaker: str, found: Xray, scheme: Scheme, language: str) -> str:
    label = Saying(language)("Book at the line")
    several = len(found.stops) > 1
    return f"{label} · {part_label(of_breaker(breaker), scheme, language)}" if several else label


def agreed(found: Xray, scheme: Scheme, language: str) -> Section:
    """The bounds within which an agreement may move shares."""
    say = Saying(language)
    rows = tuple(
        (
            *_named(model, found, scheme, language),
            party_label(one.party, scheme, language),
            say(_ENDS[one.end]).format(share=stated_rate(one.stated)),
            f"{money(one.bears)} ({rate_found(one.share)})",
            one.clause,
        )
        for model in found.models
        for one in model.agreed
    )
    return Section(
        title=say("What an agreement may make of a share"),
        formulas=(),
        columns=(
            *((say("Loss model"),) if len(found.models) > 1 else ()),
            say("Party"),
            say("Share by agreement"),
            say("Borne of the reference loan"),
            say("Clause"),
        ),
        rows=rows,
    )


def rate_found(ratio: Decimal) -> str:
    """A ratio that may come from a division: two decimals, unless fewer say all."""
    said = stated_rate(ratio)
    return said if len(said) <= _LONGEST_STATED else per_cent(ratio)


_LONGEST_STATED = 7  # 12.345%
