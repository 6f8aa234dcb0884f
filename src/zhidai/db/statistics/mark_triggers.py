"""Triggers that mark a case or party the moment something changes that a fact is read from.

A mark is a row of its own, so that no two transactions wait for each other. What is kept is read
anew before it is counted; it is never older than the tables, whoever wrote them.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from zhidai.db.trigger_names import missing_triggers

_CASE = "INSERT INTO statistics_factmark (kind, subject) SELECT 'case', {subject}"
_PARTY = "INSERT INTO statistics_factmark (kind, subject) SELECT 'party', {subject}"
# From when a fact was known: the kinds that `services.statistics.recording` reads.
_TELLING = (
    "'case.opened', 'loan.taken_over', 'case.task_completed', 'loan.closed', 'case.refused', "
    "'case.withdrawn', 'loan.reopened', 'loan.pledged_anew'"
)
_STREAM = "(SELECT name FROM history_stream WHERE id = NEW.stream_id)"
_TOLD_OF_CASE = _CASE.format(
    subject=f"id FROM cases_case WHERE number = substr({_STREAM}, length('case:') + 1)"
)
_OF_LOAN = _CASE.format(subject="case_id FROM lending_loan WHERE id = {row}.loan_id")
_TOLD_OF_PARTY = _PARTY.format(subject=f"CAST(substr({_STREAM}, length('party:') + 1) AS bigint)")
# A row that moves marks what it leaves and what it comes to.
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """After which change of a table, under which condition, what is marked."""

    table: str
    after: str
    body: tuple[str, ...]
    when: str | None = None


def _of_case(table: str) -> dict[str, Marking]:
    """Rows of a case: which they are comes and goes."""
    return {
        f"fact_marked_{after.lower()}_{table}": Marking(
            table=table,
            after=after,
            body=tuple(_CASE.format(subject=f"{row}.case_id") for row in rows),
        )
        for after, rows in _ROWS.items()
    }


def _of_subsidy(table: str) -> dict[str, Marking]:
    """A claim or a line of one: every change counts."""
    return {
        f"fact_marked_{after.lower()}_{table}": Marking(
            table=table, after=after, body=tuple(_OF_LOAN.format(row=row) for row in rows)
        )
        for after, rows in _ROWS.items()
    }


TRIGGERS = {
    "fact_marked_case_opened": Marking(
        table="cases_case", after="INSERT", body=(_CASE.format(subject="NEW.id"),)
    ),
    "fact_marked_case_changed": Marking(
        table="cases_case",
        after=(
            "UPDATE OF number, scheme, scheme_hash, route, status, enterprise_id, opened_on, "
            "facts, registered_address, registered_address_at, industry, industry_at"
        ),
        body=(_CASE.format(subject="NEW.id"),),
    ),
    **_of_case("cases_caseparty"),
    **_of_case("cases_caseright"),
    **_of_case("rights_pledge"),
    **_of_subsidy("subsidies_subsidyclaim"),
    **_of_subsidy("subsidies_subsidyline"),
    "fact_marked_right_changed": Marking(
        table="rights_ipright",
        after="UPDATE OF kind",
        body=(_CASE.format(subject="case_id FROM cases_caseright WHERE right_id = NEW.id"),),
    ),
    "fact_marked_loan_drawn": Marking(
        table="lending_loan", after="INSERT", body=(_CASE.format(subject="NEW.case_id"),)
    ),
    # Each event of a loan drops its standing; it is kept anew before anything is counted.
    "fact_marked_loan_kept": Marking(
        table="portfolio_loanstanding",
        after="UPDATE",
        when="NEW.since IS NOT NULL",
        body=(_OF_LOAN.format(row="NEW"),),
    ),
    "fact_marked_loan_claimed": Marking(
        table="guarantees_claim",
        after="INSERT",
        body=(_OF_LOAN.format(row="NEW"),),
    ),
    "fact_marked_told_of_case": Marking(
        table="history_event",
        after="INSERT",
        when=f"NEW.kind IN ({_TELLING})",
        body=(_TOLD_OF_CASE,),
    ),
    "fact_marked_told_of_party": Marking(
        table="history_event",
        after="INSERT",
        when=(
            "NEW.kind IN ('party.registered', 'party.profile_updated', 'party.correction_approved')"
        ),
        body=(_TOLD_OF_PARTY,),
    ),
    "fact_marked_party_entered": Marking(
        table="parties_party",
        after="INSERT",
        when="NEW.kind = 'enterprise'",
        body=(_PARTY.format(subject="NEW.id"),),
    ),
    "fact_marked_party_changed": Marking(
        table="parties_party",
        after="UPDATE OF kind, place, facts",
        body=(_PARTY.format(subject="NEW.id"),),
    ),
}

NAMES = tuple(TRIGGERS)


def install(using: str) -> None:
    """Create the triggers, made anew because a table's remake on SQLite drops them."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if "statistics_factmark" not in present:
        return
    with connection.cursor() as cursor:
        for name, marking in TRIGGERS.items():
            if marking.table in present:
                for statement in _statements(connection.vendor, name, marking):
                    cursor.execute(statement)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    return missing_triggers(TRIGGERS, using)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)


def _statements(vendor: str, name: str, marking: Marking) -> tuple[str, ...]:
    work, when = "; ".join(marking.body), f"WHEN ({marking.when})" if marking.when else ""
    drop = f'DROP TRIGGER IF EXISTS "{name}"'
    begun = (
        f'CREATE TRIGGER "{name}" AFTER {marking.after} ON "{marking.table}" FOR EACH ROW {when}'
    )
    if vendor == "postgresql":
        return (
            (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN {work}; RETURN NULL; END $$"
            ),
            f'{drop} ON "{marking.table}"',
            f"{begun} EXECUTE FUNCTION {name}()",
        )
    return (drop, f"{begun} BEGIN {work}; END")
