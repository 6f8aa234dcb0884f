"""First passwords of two halves (docs/adr/0015).

One that was given out whole and never changed opens nothing any more, because whoever let its
person in knows it: disable the person, propose them again and let them in.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

OPENS_NOTHING = "!"


def use_up_whole_ones(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The operator's own (`party begin`) stay as they are."""
    person = apps.get_model("parties", "Person").objects.using(schema_editor.connection.alias)
    given = person.filter(one_time_until__isnull=False, registered_by__isnull=False)
    given.update(first_half=OPENS_NOTHING)


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_people_let_in_by_two")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="first_half",
            field=models.CharField(blank=True, default="", max_length=128),
        ),
        migrations.RunPython(use_up_whole_ones, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("one_time_until__isnull", True),
                    ("registered_by__isnull", True),
                    models.Q(("first_half", ""), _negated=True),
                    _connector="OR",
                ),
                name="person_first_password_of_two_halves",
            ),
        ),
    ]
