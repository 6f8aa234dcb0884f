"""Bookings go on side by side; a closing stands alone, so that none slips in behind it.

PostgreSQL: an advisory lock of the transaction, shared by bookings. A closing does not queue for
it, because bookings that came later would wait behind it and could hold what an earlier one needs.
SQLite: a transaction of ours is the only writer from its first statement on.
"""

from django.db import connection

_PERIOD = 0x6A6F7572  # "jour": any number that no other advisory lock of the platform uses


def hold_open() -> None:
    """No period is closed until this transaction ends; waits for a closing that is going on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_PERIOD])


def hold_alone() -> bool:
    """Nothing is booked by others until this transaction ends; False if something is right now."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_PERIOD])
        return bool(cursor.fetchone()[0])
