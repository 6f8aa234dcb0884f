import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guarantees", "0003_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grounds", models.CharField(max_length=500)),
                ("refused_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="guarantees.claimshare",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True),
                        name="claim_refusal_has_grounds",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("held_on", models.DateField()),
                ("record", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposal",
                        to="guarantees.claim",
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
                        condition=models.Q(
                            ("kind__in", ["notice", "auction", "transfer", "lawsuit"])
                        ),
                        name="disposal_step_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("record", ""), _negated=True),
                        name="disposal_step_has_record",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="recovery",
            name="kind",
            field=models.CharField(default="other", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["auction", "transfer", "enforcement", "repayment", "other"])
                ),
                name="recovery_kind_known",
            ),
        ),
    ]
