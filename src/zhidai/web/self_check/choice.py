"""Which scheme the self-check asks about: one of those in force, named in the address."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from zhidai.core.policy.scheme import Nature, Scheme
from zhidai.schemes.reader import shipped_schemes
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.schemes.words import nature_tag
from zhidai.web.shared.components import Link, Tag
from zhidai.web.shared.navigation import DEFAULT_SCHEME

SCHEME = "scheme"  # its name in the address
_ORDER = (Nature.PLAN, Nature.FICTIONAL, Nature.WORKED_EXAMPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A scheme that may be checked against; the tag says if it is no authority's plan."""

    link: Link
    tag: Tag | None


def chosen_scheme(asked: QueryDict, *, on: date) -> Scheme | None:
    """The scheme named in the address, else the first plan in force; None for one unknown.

    A scheme that is not in force can be named: the page then says so. One that is no authority's
    plan is never what somebody is checked against without having chosen it.
    """
    named = asked.get(SCHEME)
    if named:
        return scheme_in_force(named, on) if named in shipped_schemes() else None
    plans = [one for one in offered(on) if one.nature is Nature.PLAN]
    return plans[0] if plans else scheme_in_force(DEFAULT_SCHEME, on)


def offered(on: date) -> tuple[Scheme, ...]:
    """The schemes in force on a day, published plans first."""
    found = (scheme_in_force(scheme_id, on) for scheme_id in shipped_schemes())
    in_force = [one for one in found if one.in_force_from <= on <= one.in_force_until]
    return tuple(sorted(in_force, key=lambda one: (_ORDER.index(one.nature), one.id)))


def choices(current: Scheme, *, on: date, language: str) -> tuple[Choice, ...]:
    """What the form offers; nothing where there is nothing to choose."""
    found = offered(on)
    if not [one for one in found if one.id != current.id]:
        return ()
    return tuple(
        Choice(
            link=Link(
                label=one.title.in_language(language),
                url=f"{reverse('self_check:form')}?{address_of(one)}",
                is_current=one.id == current.id,
            ),
            tag=nature_tag(one.nature),
        )
        for one in found
    )


def given_answers(asked: QueryDict) -> QueryDict | None:
    """The answers of an address without the scheme's name; None where there are none."""
    answers = asked.copy()
    answers.pop(SCHEME, None)
    return answers or None


def address_of(scheme: Scheme, answers: str = "") -> str:
    """The query of an address: the scheme, and answers already put in order."""
    named = QueryDict(mutable=True)
    named[SCHEME] = scheme.id
    return "&".join(part for part in (named.urlencode(), answers) if part)
