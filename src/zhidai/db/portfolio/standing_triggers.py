"""Triggers that drop what is kept of a loan the moment something happens to it.

A row of `LoanStanding` is there for every loan from its drawdown on; while it has no `since`,
nothing is kept. So what is kept is never older than the loan's events, whoever wrote them, and
what is not is found by an index. Made anew after each migration: a table's remake on SQLite drops
triggers.
"""

from typing import Any

from django.db import connections

from zhidai.db.trigger_names import missing_triggers

_OPENED = (
    "INSERT INTO portfolio_loanstanding (loan_id, scheme, paused_days) "
    "SELECT NEW.id, scheme, 0 FROM cases_case WHERE id = NEW.case_id"
)
_OPENED_LATER = (
    "INSERT INTO portfolio_loanstanding (loan_id, scheme, paused_days) "
    "SELECT l.id, c.scheme, 0 FROM lending_loan l JOIN cases_case c ON c.id = l.case_id "
    "WHERE NOT EXISTS (SELECT 1 FROM portfolio_loanstanding WHERE loan_id = l.id)"
)
# The standing first: its row is the lock, and `services.lending.standing` takes it first too.
_DROPPED = (
    (
        "UPDATE portfolio_loanstanding SET since = NULL, until = NULL, balance = NULL, "
        "overdue_from = NULL, paused_days = 0, closed_on = NULL, due_on = NULL "
        "WHERE loan_id = ({loan})"
    ),
    "DELETE FROM portfolio_principalrepaid WHERE loan_id = ({loan})",
)
_OF_SHARE = (
    "SELECT c.loan_id FROM guarantees_claimshare s JOIN guarantees_claim c ON c.id = s.claim_id "
    "WHERE s.id = NEW.share_id"
)
_OF_RECOVERY = (
    "SELECT c.loan_id FROM guarantees_recovery r JOIN guarantees_claim c ON c.id = r.claim_id "
    "WHERE r.id = NEW.recovery_id"
)
_OF_PAYMENT = (
    "SELECT c.loan_id FROM guarantees_claimpayment p JOIN guarantees_claimshare s "
    "ON s.id = p.share_id JOIN guarantees_claim c ON c.id = s.claim_id WHERE p.id = NEW.payment_id"
)
# Table whose rows are events of a loan -> which loan.
EVENT_TABLES = {
    "lending_loanevent": "NEW.loan_id",
    "corrections_correctiondecision": (
        "SELECT loan_id FROM lending_loanevent WHERE id = NEW.taken_back_id"
    ),
    "lending_changeinforce": "SELECT loan_id FROM lending_loanchange WHERE id = NEW.change_id",
    "guarantees_claimpayment": _OF_SHARE,
    "guarantees_recovery": "SELECT loan_id FROM guarantees_claim WHERE id = NEW.claim_id",
    "guarantees_recoveryshare": _OF_RECOVERY,
    "corrections_paymenttakenback": _OF_PAYMENT,
    "corrections_recoverytakenback": _OF_RECOVERY,
}
# name -> (table, statements when a row comes in)
TRIGGERS = {
    "loan_standing_opened": ("lending_loan", (_OPENED,)),
    **{
        f"loan_standing_after_{table}": (table, tuple(one.format(loan=loan) for one in _DROPPED))
        for table, loan in EVENT_TABLES.items()
    },
}

NAMES = tuple(TRIGGERS)


def install(using: str) -> None:
    """Create the triggers, and open rows for loans that were drawn before there were any."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if "portfolio_loanstanding" not in present:
        return
    with connection.cursor() as cursor:
        for name, (table, body) in TRIGGERS.items():
            if table in present:
                for statement in _statements(connection.vendor, name, table, body):
                    cursor.execute(statement)
        cursor.execute(_OPENED_LATER)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    return missing_triggers(TRIGGERS, using)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)


def _statements(vendor: str, name: str, table: str, body: tuple[str, ...]) -> tuple[str, ...]:
    work = "; ".join(body)
    if vendor == "postgresql":
        return (
            (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN {work}; RETURN NULL; END $$"
            ),
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            (
                f'CREATE TRIGGER "{name}" AFTER INSERT ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            ),
        )
    return (
        f'DROP TRIGGER IF EXISTS "{name}"',
        f'CREATE TRIGGER "{name}" AFTER INSERT ON "{table}" BEGIN {work}; END',
    )
