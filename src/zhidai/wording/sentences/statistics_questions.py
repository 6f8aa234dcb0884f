"""Sentences about what is asked of figures at a prompt or on a page."""

SENTENCES = {
    "statistics_facts_or_platform": (
        "Name a file of facts, or count the platform's own with --platform; not both."
    ),
    "statistics_platform_covers_itself": (
        "The platform's own records say from which day on they tell; leave --covers-from out, or "
        "name a file of facts."
    ),
    "statistics_file_not_object": (
        "{file} is no object with scope, source and records; see `zhidai schema facts`."
    ),
    "statistics_grain_unknown": '"{text}" is no length of a period; there are {known}.',
    "statistics_group_unknown": '"{text}" cannot be told apart by; there are {known}.',
    "statistics_no_facts": "There is nothing to count: {file} holds no record.",
    "statistics_series_unknown": '"{text}" is no published series; there are {known}.',
    "statistics_period_not_quarter": '"{text}" is no quarter. Write it as 2021Q1.',
    "statistics_quarter_without_facts": (
        "The facts tell nothing of {quarter}, so there is nothing to publish about it."
    ),
}
