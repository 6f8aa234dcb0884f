from typing import Any

from django.db import migrations, models

from zhidai.core.money import parse_yuan, to_fen

FEES = ("insurance_premium", "registration_fee")


def freeze_what_cases_answered(apps: Any, schema_editor: Any) -> None:
    """Loans drawn before had these two in the answers of their cases alone.

    The table takes no update: its trigger is set aside for this one (SQLite dropped it with the
    table's remaking). Whom the registration was paid to is left open: outside the case.
    """
    loans = apps.get_model("lending", "Loan").objects
    on_postgres = schema_editor.connection.vendor == "postgresql"
    if on_postgres:
        schema_editor.execute("ALTER TABLE lending_loan DISABLE TRIGGER USER")
    for key, answers in loans.values_list("pk", "case__facts__contract").iterator():
        told = {name: answers[name]["value"] for name in FEES if name in (answers or {})}
        if told:
            fees = {name: to_fen(parse_yuan(value)) for name, value in told.items()}
            loans.filter(pk=key).update(**fees)
    if on_postgres:
        schema_editor.execute("ALTER TABLE lending_loan ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_roles_of_the_scheme"),
        ("lending", "0004_drawdowns_and_repayments"),
    ]

    operations = [
        migrations.AddField(
            model_name="loan",
            name="insurance_premium",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="loan",
            name="registration_fee",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="loan",
            name="registration_fee_to",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.RunPython(freeze_what_cases_answered, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="loan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registration_fee_to", ""), ("registration_fee__gt", 0), _connector="OR"
                ),
                name="loan_registration_paid_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="loan",
            constraint=models.CheckConstraint(
                condition=models.Q(("insurance_premium__gte", 0)),
                name="loan_insurance_premium_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="loan",
            constraint=models.CheckConstraint(
                condition=models.Q(("registration_fee__gte", 0)),
                name="loan_registration_fee_not_negative",
            ),
        ),
    ]
