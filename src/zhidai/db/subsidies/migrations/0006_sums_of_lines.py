import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lending", "0006_loan_by_day"),
        ("subsidies", "0005_subsidies_of_loans_by_status"),
    ]

    operations = [
        migrations.AlterField(
            model_name="subsidyline",
            name="claim",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="subsidies.subsidyclaim",
            ),
        ),
        migrations.AddIndex(
            model_name="subsidyline",
            index=models.Index(fields=["claim", "amount"], name="subsidy_line_of_claim"),
        ),
    ]
