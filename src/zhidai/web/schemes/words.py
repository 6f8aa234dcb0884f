"""Words for the closed lists of a scheme, and a rule's test as a phrase."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zhidai.core.evidence import FactContent
from zhidai.core.policy.quantity import Quantity, format_quantity
from zhidai.core.policy.scheme import (
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Coverage,
    DatedValue,
    Is,
    Nature,
    OneOf,
    Parameter,
    Scheme,
    Strength,
    Test,
)
from zhidai.services.schemes.views import VersionLine
from zhidai.web.shared.components import Cell, Tag, Tone
from zhidai.web.shared.navigation import clause_address
from zhidai.web.shared.words import role_name
from zhidai.wording.explanation import COMPARISONS, content_text, fact_name
from zhidai.wording.speech import translate

COVERAGES: Mapping[Coverage, tuple[Promise, Tone]] = {
    Coverage.ENCODED: (pgettext_lazy("coverage", "Encoded"), Tone.GOOD),
    Coverage.PROCEDURE: (pgettext_lazy("coverage", "Done by people"), Tone.ACTIVE),
    Coverage.INFORMATIVE: (pgettext_lazy("coverage", "Informative"), Tone.QUIET),
    Coverage.NOT_ENCODED: (pgettext_lazy("coverage", "Not encoded"), Tone.WARNING),
    Coverage.UNDECIDED: (pgettext_lazy("coverage", "Not decided yet"), Tone.WARNING),
}
COVERAGE_MEANING: Mapping[Coverage, Promise] = {
    Coverage.ENCODED: gettext_lazy("A rule, number, step or duty computes or enforces it."),
    Coverage.PROCEDURE: gettext_lazy("People do it; the platform gives it a step, paper or form."),
    Coverage.INFORMATIVE: gettext_lazy("There is nothing to do."),
    Coverage.NOT_ENCODED: gettext_lazy("Left out, for the reason named there."),
    Coverage.UNDECIDED: gettext_lazy("A draft: nobody has gone through this clause yet."),
}
STRENGTHS: Mapping[Strength, Promise] = {
    Strength.MUST: pgettext_lazy("strength", "must: a breach refuses"),
    Strength.IN_PRINCIPLE: pgettext_lazy(
        "strength", "in principle: may be exceeded with a recorded reason and name"
    ),
    Strength.SUGGESTED: pgettext_lazy("strength", "suggested: a signed agreement replaces it"),
    Strength.MAY: pgettext_lazy("strength", "may: opens an option and forces nobody"),
}

NATURES: Mapping[Nature, Promise] = {
    Nature.FICTIONAL: pgettext_lazy("scheme", "Fictional place"),
    Nature.WORKED_EXAMPLE: pgettext_lazy("scheme", "Worked example, nobody offers it"),
}

VERSION_STATUSES: Mapping[str, tuple[Promise, Tone]] = {
    "shipped": (pgettext_lazy("version", "shipped"), Tone.QUIET),
    "proposed": (pgettext_lazy("version", "proposed"), Tone.ACTIVE),
    "published": (pgettext_lazy("version", "published"), Tone.PLAIN),
    "replaced": (pgettext_lazy("version", "replaced by another for that day"), Tone.QUIET),
    "refused": (pgettext_lazy("version", "refused"), Tone.QUIET),
    "withdrawn": (pgettext_lazy("version", "withdrawn"), Tone.QUIET),
}

_NAMED_CLAUSES: Mapping[str, Promise] = {
    "notice": gettext_lazy("Covering notice"),
    "annex": gettext_lazy("Annex: the form"),
}


def clause_short(clause_id: str) -> str:
    """A clause in a table: its number; the covering notice and the form have names."""
    return str(_NAMED_CLAUSES.get(clause_id, clause_id))


def clause_name(clause_id: str) -> str:
    """A clause as a heading: Clause 4.2."""
    named = _NAMED_CLAUSES.get(clause_id)
    return _("Clause {clause}").format(clause=clause_id) if named is None else str(named)


def clause_cell(clause_id: str, scheme: Scheme) -> Cell:
    """A clause in a table, leading to its place on the scheme page."""
    return Cell(text=clause_short(clause_id), url=clause_address(clause_id, scheme.id))


def joined(notes: Iterable[str], language: str) -> str:
    """Several notes on one line."""
    text = translate("; ", language).join(notes)
    return text[:1].upper() + text[1:]


def coverage_tag(coverage: Coverage) -> Tag:
    """A clause's coverage as a tag."""
    text, tone = COVERAGES[coverage]
    return Tag(text=text, tone=tone)


def nature_tag(nature: Nature) -> Tag | None:
    """What marks a scheme that is no authority's plan; an authority's plan needs no mark."""
    text = NATURES.get(nature)
    return None if text is None else Tag(text=text, tone=Tone.WARNING)


def party_names(parties: Iterable[str], language: str) -> str:
    """Several parties in one phrase."""
    return translate(", ", language).join(role_name(party) for party in parties)


def compared(compare: Comparison | None, value: Quantity, language: str) -> str:
    """A bound in words: at most 80%."""
    shown = format_quantity(value, language)
    if compare in (None, Comparison.EQUALS):
        return shown
    return translate(COMPARISONS[compare], language).format(bound=shown)


def parameter_value(parameter: Parameter, language: str, *, on: date) -> str:
    """The value of a parameter on a day with its comparison."""
    return compared(parameter.compare, parameter.read_on(on).value, language)


def value_since(dated: DatedValue, language: str) -> str:
    """A value of another day, beside the one shown."""
    return _("{value} since {since}").format(
        value=format_quantity(dated.value, language), since=dated.since
    )


def written_values(parameter: Parameter, language: str, *, on: date) -> str:
    """The value in force on a day as the plan writes it, and the later ones with their days."""
    now = parameter.read_on(on)
    later = (value_since(one, language) for one in parameter.values if one.since > now.since)
    return joined([now.value.text, *later], language)


def test_phrase(scheme: Scheme, test: Test, language: str, *, on: date) -> str:
    """What a rule asks on a day, as a phrase: the term is at most 1 year."""
    match test:
        case AllOf(parts=parts):
            return _(" and ").join(test_phrase(scheme, part, language, on=on) for part in parts)
        case AnyOf(parts=parts):
            return translate(" or ", language).join(
                test_phrase(scheme, part, language, on=on) for part in parts
            )
        case Compare(fact=fact, compare=compare, parameter=name):
            bound = compared(compare, scheme.parameters[name].read_on(on).value, language)
            return _fact_is(scheme, fact, bound, language)
        case Is(fact=fact, content=content):
            return _fact_is(scheme, fact, _content(scheme, fact, content, language), language)
        case OneOf(fact=fact, contents=contents):
            shown = [_content(scheme, fact, one, language) for one in contents]
            return _fact_is(scheme, fact, translate(" or ", language).join(shown), language)


def _fact_is(scheme: Scheme, fact: str, content: str, language: str) -> str:
    return _("{fact}: {content}").format(fact=fact_name(scheme, fact, language), content=content)


def _content(scheme: Scheme, fact: str, content: FactContent, language: str) -> str:
    declared = scheme.facts.get(fact)
    return str(content) if declared is None else content_text(declared, content, language)


def version_tag(line: VersionLine) -> Tag:
    """Where a version stands; the one in force is said to be."""
    if line.is_in_force:
        return Tag(text=_("in force"), tone=Tone.GOOD)
    text, tone = VERSION_STATUSES[line.status]
    return Tag(text=text, tone=tone)
