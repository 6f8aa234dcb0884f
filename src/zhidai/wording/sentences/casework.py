"""Sentences about opening and working on cases, said by the services."""

SENTENCES = {
    "partners_needed": "Choose the route with its partners.",
    "route_unknown": "The scheme has no route {route}. Choose one of those offered.",
    "rights_needed": "Choose at least one patent to pledge.",
    "right_not_owned": "Patent {number} is not among your patents. Enter it there first.",
    "right_not_in_case": "Patent {number} is not part of case {case}.",
    "party_not_chosen": "Choose the party for the role {role}.",
    "party_of_kind_taken": (
        "{party} was named as {role}, and the route {route} takes no more than {most} of its kind. "
        "Leave it out, or choose it instead of the other one."
    ),
    "party_without_role": (
        "{party} was named as {role}, which the route {route} does not have. Leave it out."
    ),
    "party_twice_in_case": (
        "{party} was named as {role} and as {other}. In one case a party takes one role; choose "
        "another one as {other}."
    ),
    "paper_unknown": "The scheme knows no paper {paper}.",
    "fact_not_asked": "This step does not ask for {fact}; it was not changed.",
    "exception_by_lender_or_guarantor": (
        "Only bank and guarantor may let a breach of what holds in principle pass; "
        "nothing was recorded."
    ),
    "exception_by_an_approver": (
        "An exception from what holds in principle is made by an approver of the party. Have one "
        "sign in and do it."
    ),
    "right_already_pledged": (
        "Patent {number} is under an active pledge. Have that pledge released, or use another "
        "patent."
    ),
    "registered_before_case": (
        "The registration date {day} lies before this case was opened on {opened}. Correct it."
    ),
    "number_not_plain": (
        "The number {number!r} cannot be used: write it on one line, with at most {most} "
        "characters."
    ),
    "loan_key_taken": "The loan contract number {key} is in use already. Enter the right number.",
    "registered_in_the_future": (
        "The registration is dated {day}, but today is {today}. Record it once it is made."
    ),
    "rate_too_fine": "The rate has more than four decimals of a per cent. Enter it more plainly.",
}
