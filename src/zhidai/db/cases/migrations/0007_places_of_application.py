"""What an enterprise had declared of itself by each application, out of the log of the parties.

Where that tells nothing, as its row has it today.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import migrations, models

from zhidai.core.statistics.declared import DECLARED, Declaration, Declarations

AT_ONCE = 1_000
SAID = {"party.registered": "facts", "party.profile_updated": "answers"}
BEGUN = ("case.opened", "loan.taken_over")
FIELDS = [field for name in DECLARED for field in (name, f"{name}_at")]


def count_as_declared_then(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    cases = apps.get_model("cases", "Case").objects.using(alias)
    events = apps.get_model("history", "Event").objects.using(alias).order_by("pk")
    keys = sorted(set(cases.values_list("enterprise_id", flat=True)))
    for some in _parts(keys):
        enterprises = apps.get_model("parties", "Party").objects.using(alias).in_bulk(some)
        declared = {
            key: Declarations(
                told=tuple(told), now=enterprises[key].facts, place=enterprises[key].place
            )
            for key, told in _told(events, some).items()
        }
        rows = list(cases.filter(enterprise_id__in=some))
        for part in _parts(rows):
            begun = _begun(events, [row.number for row in part])
            for row in part:
                if row.number in begun:
                    at = begun[row.number]
                else:  # by the end of the day
                    at = datetime.fromisoformat(f"{row.opened_on}T23:59:59.999999+08:00")
                for name in DECLARED:
                    counted = declared[row.enterprise_id].counted(name, at)
                    setattr(row, name, counted.text)
                    setattr(row, f"{name}_at", counted.known_at)
            cases.bulk_update(part, FIELDS, batch_size=200)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _told(events: Any, parties: Sequence[int]) -> dict[int, list[Declaration]]:
    found: dict[int, list[Declaration]] = {key: [] for key in parties}
    rows = events.filter(kind__in=SAID, stream__name__in=[f"party:{key}" for key in parties])
    for stream, kind, on, at, payload in rows.values_list(
        "stream__name", "kind", "effective_on", "recorded_at", "payload"
    ):
        said = payload.get(SAID[kind], {})
        found[int(stream.removeprefix("party:"))].append(Declaration(on=on, at=at, answers=said))
    return found


def _begun(events: Any, numbers: Sequence[str]) -> dict[str, datetime]:
    """The instant of each application, or of its being taken over."""
    rows = events.filter(kind__in=BEGUN, stream__name__in=[f"case:{number}" for number in numbers])
    return {
        stream.removeprefix("case:"): at
        for stream, at in rows.values_list("stream__name", "recorded_at")
    }


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_cases_of_a_party"),
        ("history", "0002_initial"),
        ("parties", "0004_first_password_of_two_halves"),
    ]

    operations = [
        migrations.AddField("case", "registered_address", models.TextField(blank=True, default="")),
        migrations.AddField("case", "registered_address_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "industry", models.TextField(blank=True, default="")),
        migrations.AddField("case", "industry_at", models.DateTimeField(null=True)),
        migrations.RunPython(count_as_declared_then, migrations.RunPython.noop),
    ]
