"""Sentences of the commands that run the platform."""

SENTENCES = {
    "database_url_unreadable": (
        "DATABASE_URL is not the address of a database that Zhidai runs on. Write "
        "postgres://user:password@host:5432/name, or remove the variable to use the embedded "
        "database."
    ),
    "database_out_of_reach": (
        "The database cannot be opened ({problem}). Check that it runs, and what DATABASE_URL and "
        "ZHIDAI_DATA say."
    ),
    "data_folder_unwritable": (
        "Nothing can be kept in the folder {folder}. Make it a folder that this user may write "
        "to, or choose another one with ZHIDAI_DATA."
    ),
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
    "history_needs_a_fresh_start": (
        "The demonstration city stands here without its past. Add --fresh to start it over with it."
    ),
    "city_needs_an_empty_database": (
        "The demonstration city is loaded into an empty database only; this one holds parties."
    ),
}
