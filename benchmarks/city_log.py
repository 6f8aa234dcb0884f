"""The log of a fictional city: one chain for each enterprise and each case, sealed as the real."""

import hashlib
from datetime import date

import polars as pl
from benchmarks.city_tables import ROUTE, City, Tables

GENESIS = "0" * 64
_LOANS_AT_ONCE = 100_000


def log_of(city: City, registered_on: date) -> Tables:
    """When each enterprise was registered; when each case was opened, pledged, drawn, closed."""
    tasks = {str(one.records): one.id for one in city.scheme.routes[ROUTE].tasks if one.records}
    stream = 1
    enterprises = pl.DataFrame({"party": pl.Series(city.parties["enterprise"], dtype=pl.Int64)})
    told = [("party.registered", "{}", pl.lit(registered_on))]
    names = enterprises.select(name=pl.format("party:{}", "party"), day=pl.lit(registered_on))
    done = [
        ("case.opened", "{}", pl.col("drawn_on")),
        ("case.task_completed", f'{{"task":"{tasks["pledge"]}"}}', pl.col("drawn_on")),
        ("case.task_completed", f'{{"task":"{tasks["loan"]}"}}', pl.col("drawn_on")),
    ]
    number = pl.concat_str(pl.lit("case:ZD"), pl.col("place").cast(pl.String).str.zfill(9))
    closed = ("loan.closed", "{}", pl.col("last"))
    for frame, events in (
        (names, told),
        (city.waiting.with_columns(name=number), done[:1]),
        (city.loans.filter(~pl.col("closed")).with_columns(name=number), done),
        (city.loans.filter("closed").with_columns(name=number), [*done, closed]),
    ):
        for part in frame.iter_slices(_LOANS_AT_ONCE):
            days = part.select("name", *(day.alias(str(n)) for n, (_, _, day) in enumerate(events)))
            kinds = [(kind, payload) for kind, payload, _ in events]
            streams, rows = _chains(days, kinds, city.parties["person"][0], stream)
            yield "history_stream", streams
            yield "history_event", rows
            stream += len(streams)


def _chains(
    days: pl.DataFrame, kinds: list[tuple[str, str]], person: int, stream: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Chains and their events, numbered on; every hash is what `services.history.chain` asks."""
    heads, columns = [], ([], [], [], [], [], [], [])
    for place, (name, *on) in enumerate(days.rows()):
        previous = GENESIS
        for sequence, ((kind, payload), day) in enumerate(zip(kinds, on, strict=True), start=1):
            written = (
                f'{{"effective_on":"{day}","kind":"{kind}","party":null,"payload":{payload},'
                f'"person":{person},"previous":"{previous}",'
                f'"recorded_at":"{day}T09:00:00.000000+00:00","sequence":{sequence},'
                f'"stream":"{name}"}}'
            )
            sealed = hashlib.sha256(written.encode()).hexdigest()
            row = (stream + place, sequence, kind, day, payload, previous, sealed)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
            previous = sealed
        heads.append(previous)
    names = ("stream_id", "sequence", "kind", "effective_on", "payload", "previous_hash", "hash")
    events = pl.DataFrame(dict(zip(names, columns, strict=True))).with_columns(
        recorded_at=pl.col("effective_on").cast(pl.Datetime) + pl.duration(hours=9),
        person_id=pl.lit(person),
    )
    streams = days.select(
        "name", length=pl.lit(len(kinds)), head=pl.Series(heads, dtype=pl.String)
    ).with_row_index("id", offset=stream)
    return streams, events
