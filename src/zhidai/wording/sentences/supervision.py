"""Sentences about the breaker, resumption and the business date, said by the services."""

SENTENCES = {
    "resumption_by_lending_parties_only": (
        "Bank, guarantor and appraiser agree to resume; other parties are told when they have."
    ),
    "breaker_not_tripped": "New business is not stopped, so there is nothing to agree on.",
    "resumption_needs_agreement_in_force": (
        "Your party has no cooperation agreement in force. Have one filed with the bureau first."
    ),
    "resumption_agreed_already": "Your party has agreed to resume already; others still may.",
    "resumption_needs_grounds": (
        "Say what was renegotiated and how risk control has improved; it is recorded with your "
        "name."
    ),
    "resumption_decision_needs_grounds": (
        "Say why business resumes and who was heard on it; it is recorded with your name."
    ),
    "resumption_not_by_bureau": (
        "Under this scheme new business does not resume as the bureau decides; see the clause. "
        "Only in place of parties whose cooperation agreement has ended may it decide, once all "
        "others have agreed."
    ),
    "resumption_not_by_agreement": (
        "Under this scheme new business does not resume as the parties agree; see the clause."
    ),
    "business_date_follows_the_clock": (
        "This deployment runs on the real date, which nobody can move."
    ),
    "business_date_moves_forward_only": (
        "The business date is {stated} and only moves forward; it cannot become {to}."
    ),
    "business_date_moves_too_far": (
        "The business date can be moved at most {most} days at once; {to} is further. Move it in "
        "steps."
    ),
    "ratio_day_in_future": (
        "The ratio of {day} cannot be told yet: today is {today}. Name today or a day before it."
    ),
    "ratio_not_told": (
        "This party is told of no ratio, or its scheme has none: bureau, finance office, bank, "
        "guarantor and appraiser are told."
    ),
    "sweep_day_in_future": "The work of {day} cannot be done yet; today is {today}.",
    "sweep_day_passed_over": (
        "The work of {day} was not done and that of {last} is: what was to be told of the days "
        "between was told with it, and nothing was changed. Run the daily work of today."
    ),
}
