"""The lines of an approval that was withdrawn stay beside those of the claim that follows it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lending", "0003_changes_by_consent"),
        ("subsidies", "0002_publicity_budgets_clawbacks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="subsidyline",
            name="loan_subsidised_once_per_level_and_item",
        ),
        migrations.AddConstraint(
            model_name="subsidyline",
            constraint=models.UniqueConstraint(
                fields=("claim", "level", "item"), name="subsidised_once_per_level_and_item"
            ),
        ),
    ]
