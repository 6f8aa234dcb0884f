import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lending", "0002_initial"),
        ("parties", "0001_initial"),
        ("subsidies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clawback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=30)),
                ("amount", models.BigIntegerField()),
                ("cause", models.CharField(max_length=20)),
                ("grounds", models.CharField(max_length=500)),
                ("proposed_on", models.DateField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clawbacks",
                        to="subsidies.subsidyclaim",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="clawback_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cause__in", ["misuse", "false_papers", "error"])),
                        name="clawback_cause_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True),
                        name="clawback_has_grounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClawbackDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_confirmed", models.BooleanField()),
                ("decided_on", models.DateField()),
                (
                    "clawback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="subsidies.clawback",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClawbackReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("returned_on", models.DateField()),
                (
                    "clawback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money",
                        to="subsidies.clawback",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubsidyBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scheme", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=30)),
                ("year", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("set_on", models.DateField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="subsidy_budget_amount_not_negative",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="subsidyclaim",
            name="public_until",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_on__isnull", True),
                    ("public_until__isnull", True),
                    ("paid_on__gt", models.F("public_until")),
                    _connector="OR",
                ),
                name="subsidy_paid_after_publicity",
            ),
        ),
    ]
