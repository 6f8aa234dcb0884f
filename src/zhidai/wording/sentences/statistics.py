"""Sentences about figures, periods, series and the files that facts are read from."""

SENTENCES = {
    "statistics_without_scope": (
        "A figure says whose it is: name the scope (a place, a scheme, a bank)."
    ),
    "statistics_without_source": "A figure says where it comes from: name the source.",
    "statistics_fact_twice": "The id {fact} stands in two records; each fact counts once.",
    "statistics_fact_undated": (
        "{fact} does not say when it was recorded, so what was known at an earlier instant cannot "
        "be told."
    ),
    "statistics_period_unreadable": (
        '"{text}" is no month, quarter or year. Write 2021-03, 2021Q1 or 2021.'
    ),
    "statistics_days_reversed": "The days end on {until}, before they begin on {since}.",
    "statistics_too_many_periods": "At most {most} periods are counted at once; ask for fewer.",
    "statistics_series_mixed": (
        "These figures are of different {what}: {one} and {other}. They are never added, compared "
        "or drawn as one series."
    ),
    "statistics_periods_overlap": (
        "The periods {one} and {other} overlap, so that some days would count twice."
    ),
    "statistics_not_additive": (
        "Figures of {metric} do not add up this way: ask for the whole instead of summing parts."
    ),
    "statistics_nothing_to_add": "There is no figure to add up.",
    "statistics_series_empty": "A series has at least one figure.",
    "statistics_record_unknown": '{place}: "{text}" is no kind of record; there are {known}.',
    "statistics_field_missing": "{place}: the {kind} lacks the field {field}.",
    "statistics_field_unknown": (
        "{place}: a {kind} has no field {field}; it has {known}. Remove it or mend its name."
    ),
    "statistics_field_not_text": "{place}: the field {field} is no text. Write it in quotes.",
    "statistics_field_not_instant": (
        "{place}: {field} is no instant with a time zone: {text}. Write 2021-03-21T16:00:00+08:00."
    ),
    "statistics_record_refused": "{place}: the field {field} cannot be used.",
    "statistics_kind_unknown": '{place}: "{text}" is no kind of right; there are {known}.',
    "statistics_days_of_fact_reversed": "{place}: {field} is {day}, before {first}.",
    "statistics_loan_unknown": "{place}: there is no loan {loan} that could be repaid.",
    "statistics_repaid_too_much": (
        "{place}: the repayments come to more than the {amount} yuan that were drawn."
    ),
    "statistics_figure_without_metric": "{place}: the figure names no metric.",
    "statistics_figure_without_source": "{place}: the figure names no {field}.",
    "statistics_metric_unknown": '"{text}" is no metric; there are {known}.',
    "statistics_count_not_whole": (
        "{place}: {metric} counts whole things, so its value is a whole number. Mend it, or name "
        "the metric that it is of."
    ),
    "statistics_share_beyond_all": (
        "{place}: {metric} is a part of all, so its value lies between 0% and 100%. Mend it."
    ),
    "statistics_below_zero": "{place}: a figure of {metric} is not below zero. Mend the value.",
    "statistics_period_ahead": (
        "{place}: {period} had not begun on {today}; nothing can be published of it yet. Mend the "
        "period."
    ),
    "statistics_known_on_ahead": (
        "{day} is still to come, for today is {today}; what will be known then cannot be told. Ask "
        "for {today} or an earlier day."
    ),
    "statistics_group_without_dimension": (
        'The group "{group}" is of no dimension. Say by what the figures are told apart: {known}.'
    ),
    "statistics_break_unmarked": (
        "{place}: from {period} on the series counts {counted} instead of {before}, but the break "
        "is not marked. Say in the column break what changed."
    ),
}
