"""Triggers that refuse every change and removal on the tables whose rows are history.

The row of a chain of events has to change; its trigger refuses that it shrinks or goes.

Installed after each migration, because table remakes on SQLite drop triggers; `missing()` says
which are absent, and `zhidai audit verify` asks it.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from zhidai.db.trigger_names import missing_triggers

TABLES = (
    "history_event",
    "history_dailydigest",
    "parties_agreementdocument",
    "lending_loan",
    "lending_loanevent",
    "lending_loanchange",
    "lending_changeconsent",
    "lending_changeinforce",
    "cases_document",
    "guarantees_claim",
    "guarantees_claimshare",
    "guarantees_claimpayment",
    "guarantees_claimrefusal",
    "guarantees_disposalstep",
    "guarantees_recovery",
    "guarantees_recoveryshare",
    "subsidies_subsidyline",
    "subsidies_subsidybudget",
    "subsidies_clawback",
    "subsidies_clawbackdecision",
    "subsidies_clawbackreturn",
    "portfolio_breakeraction",
    "portfolio_breakeragreement",
    "portfolio_exclusion",
    "portfolio_endofday",
    "journal_journalentry",
    "journal_journalseal",
    "journal_journalleg",
    "journal_periodclose",
    "schemes_schemeversion",
    "schemes_schemedecision",
    "valuation_valuedbook",
    "valuation_deal",
    "valuation_dealpatent",
    "valuation_dealentry",
    "valuation_keptsheet",
    "valuation_revaluation",
    "filings_filingversion",
    "filings_filingdecision",
    "early_warning_eventreport",
    "early_warning_earlywarning",
    "early_warning_warningclosing",
    "integrity_breach",
    "integrity_breachobjection",
    "integrity_breachdecision",
    "corrections_correction",
    "corrections_correctiondecision",
    "corrections_claimcorrection",
    "corrections_claimcorrectiondecision",
    "corrections_partycorrection",
    "corrections_partycorrectiondecision",
    "corrections_paymenttakenback",
    "corrections_recoverytakenback",
    "corrections_exclusiontakenback",
    "exports_export",
    "published_publishedfile",
    "published_publishedseries",
    "takeover_takeover",
    "takeover_takeoverconfirmation",
    "takeover_takenoverloan",
    "anomalies_anomalyclosing",
)
_OPERATIONS = ("update", "delete")
# A chain's row changes with every event, but only by growing, and it never goes.
_CHAINS = "history_stream"
_BACKWARDS = 'NEW."length" < OLD."length" OR (NEW."length" = OLD."length" AND NEW.head <> OLD.head)'

# A filing points at its newest version: never back, and never at nothing again.
_FILINGS = "filings_filing"
_OLDER_VERSION = "OLD.current_id IS NOT NULL AND COALESCE(NEW.current_id, 0) < OLD.current_id"


def trigger_name(table: str, operation: str) -> str:
    return f"{table}_no_{operation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trigger:
    """Refuses an operation on a table, on every row or only where `condition` holds."""

    name: str
    table: str
    operation: str
    condition: str = ""


_TRIGGERS = (
    *(
        _Trigger(name=trigger_name(table, operation), table=table, operation=operation)
        for table in TABLES
        for operation in _OPERATIONS
    ),
    _Trigger(name=trigger_name(_CHAINS, "delete"), table=_CHAINS, operation="delete"),
    _Trigger(
        name=trigger_name(_CHAINS, "shrink"),
        table=_CHAINS,
        operation="update",
        condition=_BACKWARDS,
    ),
    _Trigger(name=trigger_name(_FILINGS, "delete"), table=_FILINGS, operation="delete"),
    _Trigger(
        name=trigger_name(_FILINGS, "older_version"),
        table=_FILINGS,
        operation="update",
        condition=_OLDER_VERSION,
    ),
)


def install(using: str) -> None:
    """Create the triggers that are not there yet."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for trigger in _TRIGGERS:
            if trigger.table not in present:
                continue
            for statement in _statements(connection.vendor, trigger):
                cursor.execute(statement)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    return missing_triggers((trigger.name for trigger in _TRIGGERS), using)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)


_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION zhidai_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _statements(vendor: str, trigger: _Trigger) -> tuple[str, ...]:
    name, table = trigger.name, trigger.table
    before = f'BEFORE {trigger.operation} ON "{table}"'
    when = f"WHEN ({trigger.condition}) " if trigger.condition else ""
    if vendor == "postgresql":
        refuse = f"FOR EACH ROW {when}EXECUTE FUNCTION zhidai_append_only()"
        return (
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            f'CREATE TRIGGER "{name}" {before} {refuse}',
        )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (f'CREATE TRIGGER IF NOT EXISTS "{name}" {before} {when}{refuse}',)
