"""Series that others publish as a place sees them: those its bureau keeps, and those that came with
the platform.

They are public figures, so whoever of the place sees statistics sees them; who of the bureau kept a
file is told to the bureau alone. Those of another place are not there.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.statistics.beside import PublishedLine, lines_beside
from zhidai.core.statistics.figures import WHOLE
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.published import Published
from zhidai.core.statistics.report import Report
from zhidai.db.published.models import PublishedFile, PublishedSeries
from zhidai.documents.published_files import series_of_bytes
from zhidai.reference.published_series import published_series
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.statistics.queries import CONCERNED, Asked, statistics_view


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """When and by whom a file with a series was kept. person: told to the bureau alone."""

    number: int
    file_name: str
    sha256: str
    kept_on: date
    party: Label
    person: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series of a list. file: None where it came with the platform."""

    name: str
    metric: Metric
    scope: str
    source: str
    first: str
    last: str
    figures: int
    file: KeptFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series with ours beside it. ours: None where none of its periods has begun here.

    earlier: the files with a series of this name that another one has followed, newest first.
    """

    theirs: Published
    lines: tuple[PublishedLine, ...]
    file: KeptFile | None
    is_followed: bool
    earlier: tuple[KeptFile, ...]
    ours: Report | None
    scope: str
    source: str
    today: date


def series_rows(acting: Acting) -> tuple[SeriesRow, ...]:
    """Every series that counts, the newest file first, then those of the platform."""
    _require_concerned(acting)
    kept: dict[str, SeriesRow] = {}
    for row in _kept(acting.place):
        kept.setdefault(row.name, _series_row(row, acting))
    shipped = (_shipped_row(one) for one in published_series() if one.id not in kept)
    return (*kept.values(), *shipped)


def published_of(acting: Acting, metric: Metric) -> tuple[Published, ...]:
    """The series that count, of one metric."""
    _require_concerned(acting)
    names = [row.name for row in series_rows(acting) if row.metric is metric]
    return tuple(series_of_place(acting.place, name) for name in names)


def series_of_place(place: str, name: str) -> Published:
    """The series that counts, by its name. Bad input: `statistics_series_unknown`."""
    found = series_to_follow(place, name)
    if found is None:
        known = {row.name for row in _kept(place)} | {one.id for one in published_series()}
        named_so = ", ".join(sorted(known))
        raise bad_input("statistics_series_unknown", text=name[:40], known=named_so)
    return found


def series_under(scheme: str, name: str) -> Published:
    """The series that counts at a scheme's place, for those who run the platform."""
    return series_of_place(scheme_in_force(scheme, business_date.today()).place.zh, name)


def series_to_follow(place: str, name: str) -> Published | None:
    """The series that counts under a name, if there is one."""
    row = _kept(place).filter(name=name).first()
    if row is not None:
        return _read(row)
    return next((one for one in published_series() if one.id == name), None)


def latest_file(place: str, name: str) -> str | None:
    """The digest of the last file with a series of this name."""
    row = _kept(place).filter(name=name).first()
    return None if row is None else row.file.sha256


def series_view(
    acting: Acting, name: str, *, number: int | None = None, language: str
) -> SeriesView:
    """A series beside the acting party's own figures; number: as it stood in that file.

    NotFound for another place's series and for one that there is not.
    """
    _require_concerned(acting)
    rows = list(_kept(acting.place).filter(name=name))
    row = next((one for one in rows if number is None or one.file_id == number), None)
    if row is None and number is not None:
        raise NotFound
    theirs = _shipped(name) if row is None else _read(row)
    periods = [figure.period for figure in theirs.series.figures]
    today = business_date.today()
    asked = Asked(
        metric=theirs.metric,
        grain=periods[0].grain,
        since=min(periods[0].first_on, today),
        until=min(periods[-1].last_on, today),
    )
    own = statistics_view(acting, asked, language=language)
    figures = [one for one in own.report.figures if one.group == WHOLE]
    return SeriesView(
        theirs=theirs,
        lines=lines_beside(theirs, figures),
        file=None if row is None else _file(row.file, acting),
        is_followed=row is not None and row != rows[0],
        earlier=tuple(_file(one.file, acting) for one in rows[1:]),
        ours=None if own.is_empty else own.report,
        scope=own.scope,
        source=own.source,
        today=today,
    )


def _kept(place: str) -> QuerySet[PublishedSeries]:
    rows = PublishedSeries.objects.filter(file__place=place)
    with_file = rows.select_related("file__party", "file__person").defer("file__content")
    return with_file.order_by("-file_id", "id")


def _read(row: PublishedSeries) -> Published:
    content = bytes(row.file.content)
    found = series_of_bytes(content, name=row.file.file_name, until=None)
    return next(one for one in found if one.id == row.name)


def _shipped(name: str) -> Published:
    for one in published_series():
        if one.id == name:
            return one
    raise NotFound


def _series_row(row: PublishedSeries, acting: Acting) -> SeriesRow:
    return SeriesRow(
        name=row.name,
        metric=Metric(row.metric),
        scope=row.scope,
        source=row.source,
        first=row.first,
        last=row.last,
        figures=row.figures,
        file=_file(row.file, acting),
    )


def _shipped_row(one: Published) -> SeriesRow:
    periods = [figure.period for figure in one.series.figures]
    return SeriesRow(
        name=one.id,
        metric=one.metric,
        scope=one.scope,
        source=one.source,
        first=str(periods[0]),
        last=str(periods[-1]),
        figures=len(periods),
        file=None,
    )


def _file(file: PublishedFile, acting: Acting) -> KeptFile:
    told = acting.kind is PartyKind.BUREAU
    return KeptFile(
        number=file.pk,
        file_name=file.file_name,
        sha256=file.sha256,
        kept_on=file.kept_on,
        party=Label(zh=file.party.name, en=file.party.name_en),
        person=named(file.person) if told else None,
    )


def _require_concerned(acting: Acting) -> None:
    if acting.kind not in CONCERNED:
        raise NotFound
