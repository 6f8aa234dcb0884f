"""Sentences of the commands that run the platform."""

SENTENCES = {
    "demonstration_is_served_by_demo": (
        "This database holds the demonstration city, whose password everybody knows. "
        "Serve it with `zhidai demo`."
    ),
    "port_not_free": (
        "Port {port} is taken by another program. Stop that one, or choose another port with "
        "--port, for instance --port 8001."
    ),
    "database_not_migrated": "The database is not of this version yet. Run `zhidai migrate` first.",
    "database_not_of_the_demonstration": (
        "The database holds other data than the demonstration city, so it was left alone. Choose "
        "another folder with ZHIDAI_DATA, or use `zhidai serve`."
    ),
    "fresh_needs_the_embedded_database": (
        "--fresh only removes the demonstration's own SQLite file, and DATABASE_URL names another "
        "database. Nothing was removed."
    ),
    "fresh_needs_the_demonstration": (
        "{file} does not hold the demonstration city, so nothing was removed. Move the file away "
        "yourself, or choose another folder with ZHIDAI_DATA."
    ),
    "city_needs_an_empty_database": (
        "The demonstration city is loaded into an empty database only; this one holds parties."
    ),
}
