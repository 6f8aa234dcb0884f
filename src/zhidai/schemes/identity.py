"""scheme.yaml: which programme this is, who issued it, and on which days it holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from zhidai.core.parties import OF_EVERY_SCHEME
from zhidai.core.policy.levels import LegalBasis, Level, OwnParty, OwnPartyKind
from zhidai.core.policy.scheme import Label, Nature
from zhidai.schemes.fields import Fields, Loading, label_of
from zhidai.schemes.ids import Ids
from zhidai.schemes.yaml_source import Map

_KEYS = (
    "id",
    "title",
    "issuers",
    "documents",
    "in_force",
    "place",
    "currency",
    "extends_vocabulary",
    "nature",
    "version",
    "legal_basis",
    "levels",
    "parties",
)
# It names files and addresses, so nothing that means something to them may stand in it.
_ID = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What scheme.yaml says."""

    id: str
    title: Label
    issuers: tuple[Label, ...]
    documents: tuple[str, ...]
    in_force_from: date
    in_force_until: date
    place: Label
    currency: str
    extends_vocabulary: bool  # builds on the shared facts of the trade
    nature: Nature
    version: str
    legal_basis: tuple[LegalBasis, ...]
    levels: Mapping[str, Level]
    own_parties: Mapping[str, OwnParty]


def read_identity(source: Map, loading: Loading) -> Identity:
    """The identity; the first day may not lie after the last."""
    fields = Fields(source, loading, keys=_KEYS)
    in_force = Fields(fields.map_of("in_force"), loading, keys=("from", "until"))
    first, last = in_force.day("from"), in_force.day("until")
    if last < first:
        loading.problems.add(
            "scheme_dates_out_of_order", in_force.place_of("until"), earlier=first, later=last
        )
    currency = fields.text("currency")
    if currency not in ("", "CNY"):
        loading.problems.add(
            "scheme_word_unknown",
            fields.place_of("currency"),
            key="currency",
            word=currency,
            known="CNY",
        )
    return Identity(
        id=_id(fields, loading),
        title=fields.label("title"),
        issuers=tuple(label_of(node, loading) for node in fields.items("issuers")),
        documents=tuple(node.text for node in fields.texts("documents")),
        in_force_from=first,
        in_force_until=last,
        place=fields.label("place"),
        currency=currency,
        extends_vocabulary=fields.flag("extends_vocabulary", default=True),
        nature=fields.word("nature", Nature, default=Nature.PLAN),
        version=fields.text_if_any("version") or "1",
        legal_basis=_legal_basis(fields, loading),
        levels=MappingProxyType(_levels(fields, loading)),
        own_parties=MappingProxyType(_own_parties(fields, loading)),
    )


def id_of_folder(name: str) -> str:
    """The id that a folder's name makes."""
    return re.sub(r"[^\w-]+", "-", name).strip("-")[:60] or "draft"


def _id(fields: Fields, loading: Loading) -> str:
    found = fields.text("id")
    if found and not _ID.fullmatch(found):
        loading.problems.add("scheme_id_unfit", fields.place_of("id"), id=found[:80])
    return found


def _legal_basis(fields: Fields, loading: Loading) -> tuple[LegalBasis, ...]:
    found = (Fields(one, loading, keys=("title", "document")) for one in fields.maps("legal_basis"))
    return tuple(
        LegalBasis(title=one.label("title"), document=one.text("document")) for one in found
    )


def _levels(fields: Fields, loading: Loading) -> dict[str, Level]:
    """Levels in the order of the file; each lies within one named before: no circle."""
    ids, found = Ids(loading), {}
    for source in fields.maps("levels"):
        inner = Fields(source, loading, keys=("id", "label", "within"))
        level = Level(
            id=ids.take(inner), label=inner.label("label"), within=inner.text_if_any("within")
        )
        if level.within is not None and level.within not in found:
            loading.problems.add(
                "scheme_level_within_unknown",
                inner.place_of("within"),
                level=level.id,
                within=level.within,
            )
        found[level.id] = level
    return found


def _own_parties(fields: Fields, loading: Loading) -> dict[str, OwnParty]:
    ids, found = Ids(loading), {}
    for source in fields.maps("parties"):
        inner = Fields(source, loading, keys=("id", "label", "kind"))
        name = ids.take(inner)
        if name in OF_EVERY_SCHEME:
            loading.problems.add("scheme_party_taken", inner.place_of("id"), party=name)
        kind = inner.word("kind", OwnPartyKind)
        found[name] = OwnParty(id=name, label=inner.label("label"), kind=kind)
    return found
