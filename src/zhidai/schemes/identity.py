"""scheme.yaml: which programme this is, who issued it, and on which days it holds."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.policy.scheme import Label, Nature
from zhidai.schemes.fields import Fields, Loading, label_of
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
)


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
        id=fields.text("id"),
        title=fields.label("title"),
        issuers=tuple(label_of(node, loading) for node in fields.items("issuers")),
        documents=tuple(node.text for node in fields.texts("documents")),
        in_force_from=first,
        in_force_until=last,
        place=fields.label("place"),
        currency=currency,
        extends_vocabulary=fields.flag("extends_vocabulary", default=True),
        nature=fields.word("nature", Nature, default=Nature.PLAN),
    )
