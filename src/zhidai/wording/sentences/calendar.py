"""Sentences about days and periods."""

SENTENCES = {
    "calendar_day_missing": "The day is left empty; write it like 2021-03-01 or 2021年3月1日.",
    "calendar_day_unreadable": "{text} is not a day; write it like 2021-03-01 or 2021年3月1日.",
    "calendar_day_out_of_range": (
        "The day {day} lies outside the years {earliest} to {latest}; write the real day."
    ),
    "calendar_day_unpublished": (
        "Whether {day} is a working day is not known: the published calendar covers "
        "{known_from} to {known_until}."
    ),
    "calendar_day_estimated": (
        "{day} is an estimate by weekends: the published working calendar covers "
        "{known_from} to {known_until}; check it once the notice is out."
    ),
}
