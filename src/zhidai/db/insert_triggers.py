"""A trigger that refuses a row which comes in while a condition holds, in both databases' words."""


def insert_trigger(
    vendor: str, name: str, table: str, condition: str, said: str
) -> tuple[str, ...]:
    """The statements that make it, anew where it stands already."""
    if vendor == "postgresql":
        return (
            (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN IF {condition} THEN RAISE EXCEPTION '{said}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
            ),
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            (
                f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            ),
        )
    return (
        f'DROP TRIGGER IF EXISTS "{name}"',
        (
            f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        ),
    )
