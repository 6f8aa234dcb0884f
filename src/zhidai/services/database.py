"""Brings a database to this version: an empty one at once, any other migration by migration.

The tables of an empty one are made from the models, and every migration counts as applied. To make
each table anew for every change it ever met takes ten times as long and ends at the same tables,
which a test holds (tests/db/test_migrations.py).
"""

from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def bring_up_to_date(*, verbosity: int = 0, using: str = DEFAULT_DB_ALIAS) -> None:
    """What comes after the tables, triggers among it, is Django's `migrate` for both."""
    if not connections[using].introspection.table_names():
        _make_tables(using)
        verbosity = 0  # there is no migration left to tell of
    call_command(
        "migrate", database=using, verbosity=verbosity, interactive=False, skip_checks=True
    )


def _make_tables(using: str) -> None:
    """All of them with their record in one transaction, or none."""
    connection = connections[using]
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for app in apps.get_app_configs():
            for model in router.get_migratable_models(app, using):
                editor.create_model(model)
        editor.create_model(recorder.Migration)
        for label, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(label, name)
