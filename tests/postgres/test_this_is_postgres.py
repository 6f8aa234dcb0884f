"""Guards the second run: it is on PostgreSQL, with the constraints that the first run had."""

import pytest
from django.db import connection
from tests.conftest import ON_POSTGRES

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db,
    pytest.mark.skipif(not ON_POSTGRES, reason="python -m tests.postgres runs this"),
]


def test_this_run_is_on_a_real_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()")
        (version,) = cursor.fetchone()

    assert version.startswith("PostgreSQL ")


def test_one_active_pledge_a_right_is_a_unique_index_of_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'one_active_pledge_per_right'"
        )
        (definition,) = cursor.fetchone()

    assert "UNIQUE" in definition
    assert "released_on IS NULL" in definition


def test_money_columns_hold_amounts_beyond_four_bytes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE column_name IN ('amount', 'principal', 'gross') AND table_schema = 'public'"
        )
        columns = cursor.fetchall()

    assert len(columns) >= 6
    assert {data_type for _, _, data_type in columns} == {"bigint"}
