"""The facts that figures are counted from: what a party sees, no more.

The bureau and the finance office take part in every case of their place and so see the scheme's
whole; a bank, a guarantor or an appraiser counts its own cases. Each fact is read from what the
casework wrote down, and when from the event log; what is kept of it is never older.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import polars as pl

from zhidai.core.calendar import day_of
from zhidai.core.errors import bad_input
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.statistics.districts import names_a_city
from zhidai.db.parties.models import Party
from zhidai.engine.statistics.columns import PLACES, known_at
from zhidai.engine.statistics.counting import CountedColumns
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.enterprises import as_declared_then, registered_at
from zhidai.services.statistics.keeping import PARTIES
from zhidai.services.statistics.kept import KeptFacts, kept_facts
from zhidai.services.statistics.own import OwnFacts, own_facts
from zhidai.services.statistics.places import named_places, parties_named
from zhidai.services.statistics.principal import repayments_as_known
from zhidai.services.statistics.registrations import registrations_of
from zhidai.wording.speech import CHINESE, ENGLISH, translate

OVERSEEING = frozenset({PartyKind.BUREAU, PartyKind.FINANCE})
NOWHERE = ""  # no enterprise is registered there
# Whose a case is; what is counted of it, its registrations and its loan; and what more is asked of
# it as known at an instant.
WHOSE = ("scheme", "parties")
COUNTED = (
    "number", "enterprise", "district", "bank", "industry", "ip_kind", "opened_on", "opened_at",
    "registered_on", "secured", "released_on", "registered_at", "released_at", "anew", "loan",
    "key", "amount", "drawn_on", "rate", "collateral", "drawn_at",
)  # fmt: skip
_THEN = ("district_at", "industry_at", "taken_back", "replay_from", "replay_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose facts. party: None for all cases of the scheme. place: of the enterprises, if any."""

    scheme: Scheme
    scope: str
    party: int | None
    place: str | None
    at: datetime | None
    language: str

    @property
    def of_a_city(self) -> bool:
        """Whether the scheme's place is a city, by its Chinese name."""
        return names_a_city(self.scheme.place.zh)


def visible_facts(
    acting: Acting, scheme: str, *, at: datetime | None = None, language: str = CHINESE
) -> CountedColumns:
    """What the acting party's figures are counted from: its own cases under a scheme.

    at: as the platform knew them at an instant, replayed with what was recorded by then.

    Those that oversee the scheme also count its enterprises, an office of another place none; what
    others see of them is only a part, over which no coverage is measured.
    """
    return facts_of(wanted_by(acting, scheme, at=at, language=language))


def wanted_by(
    acting: Acting, scheme: str, *, at: datetime | None = None, language: str = CHINESE
) -> Wanted:
    """Whose facts a party's figures are counted from."""
    known = scheme_in_force(scheme, business_date.today())
    title, place = known.title.in_language(language), known.place.zh
    whole = acting.kind in OVERSEEING
    name = acting.party_name_en if language.startswith(ENGLISH) else acting.party_name
    oversees = whole and Party.objects.filter(pk=acting.party_id, place=place).exists()
    return Wanted(
        scheme=known,
        scope=title if whole else f"{title} · {name}",
        party=acting.party_id,
        place=place if oversees else None,
        at=at,
        language=language,
    )


def facts_of_scheme(
    scheme: str, *, at: datetime | None = None, language: str = CHINESE
) -> CountedColumns:
    """A scheme's whole, for those who run the platform, as known now or at an instant."""
    known = scheme_in_force(scheme, business_date.today())
    return facts_of(
        Wanted(
            scheme=known,
            scope=known.title.in_language(language),
            party=None,
            place=known.place.zh,
            at=at,
            language=language,
        )
    )


def facts_of(wanted: Wanted) -> CountedColumns:
    """In a fixed number of queries, whatever the number of cases.

    Bad input (`statistics_known_on_ahead`) for an instant after the business date.
    """
    today = business_date.today()
    _require_come(wanted.at, today)
    kept = kept_facts(today)
    kept.cases.facts.select(*WHOSE, *_counted_of(wanted))  # in one go
    own = own_facts(kept, wanted.scheme.id, wanted.party, today)
    banks = own.answer("banks", lambda: own.facts("bank")["bank"].unique().drop_nulls().to_list())
    names = tuple(parties_named(banks, wanted.language).items())
    question = (
        wanted.scheme.content_hash,
        wanted.scope,
        wanted.place,
        wanted.at,
        wanted.language,
        names,
    )
    return own.counted.answer(question, lambda: _counted(wanted, kept, own))


def _require_come(at: datetime | None, today: date) -> None:
    day = None if at is None else day_of(at)
    if day is not None and today < day:
        raise bad_input("statistics_known_on_ahead", day=day, today=today)


def source_in(language: str) -> str:
    """Where all facts come from."""
    return translate("this platform's records", language)


def _counted(wanted: Wanted, kept: KeptFacts, own: OwnFacts) -> CountedColumns:
    parties = kept.parties.facts.select(*PARTIES)
    frames = [
        own.facts(*_counted_of(wanted)),
        registered_at(wanted.place or NOWHERE, parties, wanted.at),
    ]
    if wanted.at is not None:
        frames = [as_declared_then(frame, wanted.at) for frame in frames]
    named = named_places(frames, wanted.scheme, wanted.language)
    cases, enterprises = named.frames
    today = own.on
    drawn = cases.filter(pl.col("drawn_on") <= today)
    found = CountedColumns(
        scope=wanted.scope,
        of_a_city=wanted.of_a_city,
        source=source_in(wanted.language),
        covers_until=today,
        names=named.names,
        registrations=registrations_of(cases, wanted.at),
        loans=_loans(drawn),
        repayments=_of(drawn["loan"], own.repayments),
        applications=cases.select(
            *PLACES, id="number", applied_on="opened_on", recorded_at="opened_at"
        ),
        enterprises=enterprises.select(
            *PLACES, "active_from", "active_until", "recorded_at", id="party"
        ),
    )
    if wanted.at is None:
        return found
    repayments = _as_known(found.repayments, drawn, today, wanted.at)
    return known_at(replace(found, repayments=repayments), wanted.at)


def _counted_of(wanted: Wanted) -> tuple[str, ...]:
    """The columns of a case; what tells since when something was known counts as known then."""
    return COUNTED if wanted.at is None else (*COUNTED, *_THEN)


def _loans(drawn: pl.DataFrame) -> pl.DataFrame:
    ordered = drawn if drawn["loan"].is_sorted() else drawn.sort("loan")
    return ordered.select(
        *PLACES,
        "loan",
        "amount",
        "drawn_on",
        "rate",
        "collateral",
        id="key",
        borrower="enterprise",
        applied_on="opened_on",
        recorded_at="drawn_at",
    )


def _of(loans: pl.Series, repayments: pl.DataFrame) -> pl.DataFrame:
    return repayments.filter(pl.col("loan").is_in(loans.implode()))


def _as_known(
    repayments: pl.DataFrame, drawn: pl.DataFrame, on: date, at: datetime
) -> pl.DataFrame:
    """Replayed where what was known then is no part of what is kept now."""
    instant = at.astimezone(UTC)
    spanned = (pl.col("replay_from") <= instant) & (instant < pl.col("replay_until"))
    replayed = drawn.filter(spanned)["loan"]
    kept = repayments.filter(~pl.col("loan").is_in(replayed.implode()))
    found = repayments_as_known(replayed.to_list(), on, at)
    return pl.concat([kept, found]).sort("loan", "on", maintain_order=True)
