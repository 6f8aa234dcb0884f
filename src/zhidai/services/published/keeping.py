"""A city's bureau keeps files of series that others publish: it looks at one, then keeps it.

What is kept stays: a later file with a series of the same name takes its place and must be of the
same metric, scope and source, so that no series goes on as another one.
"""

import hashlib
from dataclasses import dataclass

from zhidai.core.errors import bad_input, reason
from zhidai.core.parties import PartyKind
from zhidai.core.statistics.figures import require_alike
from zhidai.core.statistics.published import Published
from zhidai.db.published.models import PublishedFile, PublishedSeries
from zhidai.documents.published_files import series_of_bytes
from zhidai.documents.uploads import clean_name
from zhidai.services import business_date, clock
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.published.queries import latest_file, series_to_follow
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

MOST_FIGURES = 2_000  # of a file; a page shows them all
LONGEST = {"series": 60, "scope": 200, "source": 200}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """What a bureau hands in."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def may_keep(acting: Acting) -> bool:
    """A bureau, for its own place, nobody else."""
    return acting.kind is PartyKind.BUREAU


def look_at(acting: Acting, given: GivenFile) -> tuple[Published, ...]:
    """What a file holds, held against what is kept; nothing is written.

    Bad input: `table_...`, `statistics_...`, `published_...`.
    """
    if not may_keep(acting):
        raise Refused((reason("published_by_its_bureau_only"),))
    today = max(business_date.today(), clock.now().date())  # true figures in a city of the past
    found = series_of_bytes(given.content, name=clean_name(given.name), until=today)
    if sum(len(one.series.figures) for one in found) > MOST_FIGURES:
        raise bad_input("published_too_many", most=MOST_FIGURES)
    for one in found:
        _require_keepable(one)
        followed = series_to_follow(acting.place, one.id)
        if followed is not None:
            require_alike(followed.series.figures[0], one.series.figures[0])
    if all(latest_file(acting.place, one.id) == given.sha256 for one in found):
        raise Refused((reason("published_kept_already", file=clean_name(given.name)),))
    return found


def keep_series(acting: Acting, given: GivenFile, *, key: str) -> Answer:
    """Keep a file with its series, in one transaction. Bad input as of `look_at`."""

    def work() -> Answer:
        append(  # first, for its chain lets one in after another
            f"published:{acting.place}",
            "published.kept",
            acting=acting,
            payload={"file": clean_name(given.name), "sha256": given.sha256},
        )
        found = look_at(acting, given)
        row = PublishedFile.objects.create(
            place=acting.place,
            party_id=acting.party_id,
            person_id=acting.person_id,
            file_name=clean_name(given.name),
            sha256=given.sha256,
            content=given.content,
            kept_on=business_date.today(),
            recorded_at=business_date.now(),
        )
        PublishedSeries.objects.bulk_create(_row(row, one) for one in found)
        return {"file": row.pk, "series": [one.id for one in found]}

    request = {"file": given.name, "sha256": given.sha256}
    return once(acting, "keep_published_series", key=key, request=request, work=work)


def _row(file: PublishedFile, one: Published) -> PublishedSeries:
    periods = [figure.period for figure in one.series.figures]
    return PublishedSeries(
        file=file,
        name=one.id,
        metric=str(one.metric),
        scope=one.scope,
        source=one.source,
        first=str(periods[0]),
        last=str(periods[-1]),
        figures=len(periods),
    )


def _require_keepable(one: Published) -> None:
    """Names short enough for their columns, and of characters that a page can show."""
    for field, text in (("series", one.id), ("scope", one.scope), ("source", one.source)):
        if len(text) > LONGEST[field] or not text.isprintable():
            raise bad_input("published_name_unfit", field=field, most=LONGEST[field])
