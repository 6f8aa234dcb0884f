"""The tests' tables are made from the models; the migrations must lead to the same ones."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_lead_to_the_tables_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits where they do not
