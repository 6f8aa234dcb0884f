from typing import Any

from django.db import migrations, models


def drop_answers(apps: Any, _: Any) -> None:
    """None is lost: each is counted again when somebody asks."""
    apps.get_model("statistics", "FactAnswer").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0002_kept_answers"),
    ]

    operations = [
        migrations.RunPython(drop_answers, migrations.RunPython.noop),
        migrations.AddField(
            model_name="factchunk",
            name="columns",
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveConstraint(model_name="factanswer", name="fact_answer_once"),
        migrations.AddConstraint(
            model_name="factanswer",
            constraint=models.UniqueConstraint(
                fields=("asked", "question"), name="fact_answer_once"
            ),
        ),
    ]
