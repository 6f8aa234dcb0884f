"""Sentences about ceilings and kinds that a scheme states and no rule holds: what to write."""

SENTENCES = {
    "check_rate_unheld": (
        "{file} states {ceiling} and refuses no loan by itself: no rule holds {fact} against "
        "{parameter}, so a loan at any rate would be granted. Write a rule of this clause in "
        "rules.yaml with the test fact: {fact}, compare: at_most, parameter: {parameter}; or "
        "above: subsidised_at_ceiling in {file}, where the loan stands and only its subsidy is "
        "held down."
    ),
    "check_rate_unheld_derived": (
        "{file} states {ceiling} and refuses no loan by itself: no rule holds a rate that is "
        "worked out as this ceiling is against {parameter}, so a loan at any rate would be "
        "granted. Declare in facts.yaml a number {fact} with unit: {unit}, answered_by: record and "
        "formula: {formula}, and write a rule of this clause in rules.yaml with the test fact: "
        "{fact}, compare: at_most, parameter: {parameter}; or above: subsidised_at_ceiling in "
        "{file}, where the loan stands and only its subsidy is held down."
    ),
    "check_rate_guarded": (
        "{file} states {ceiling}, and every rule that holds it asks it only of some loans, by "
        "{facts}: any other loan would be granted at any rate. Take the guard when: out of the "
        "rule, unless the text says the ceiling of those loans alone."
    ),
    "check_rate_of_no_term": (
        "{file} states {ceiling} of loans that are longer than its term_over and no longer than "
        "its term_max, and no loan is both; write the terms that the clause says."
    ),
    "check_rate_terms_uncovered": (
        "{file} states no ceiling of loans of more than {over} and at most {most} months: they "
        "would be granted, or subsidised, at any rate. Let term_over of the longer loans be "
        "term_max of the shorter, unless the text leaves these loans without a ceiling."
    ),
    "check_rate_longer_uncovered": (
        "{file} states no ceiling of loans of more than {over} months, and the plan lends longer: "
        "they would be granted, or subsidised, at any rate. Write the ceiling of the longer loans, "
        "unless the text leaves them without one."
    ),
    "check_validity_guarded": (
        "{file} states {parameter} for {kind}, and every rule that holds it asks it only in some "
        "cases, by {facts}: in any other a right that expires next month would be accepted. Leave "
        "no guard when: but patent.kind in the rule, unless the text says it of those cases alone."
    ),
    "check_rate_cannot_be_held": (
        "{file} states {ceiling} and another ceiling by another benchmark, and a rate is held "
        "against one benchmark alone, so a loan at any rate would be granted. Where each is of "
        "loans of its own terms, say so with term_max and term_over; else keep one benchmark and "
        "state the other ceiling as formula: fixed with a rule of its clause if the text "
        "allows it; or take it out, set its clause to not_encoded and have the bank hold it by "
        "hand."
    ),
    "check_fee_unheld": (
        "fees.yaml states {ceiling} and refuses no fee by itself: on the route {route} no task "
        "asks {fact} and holds it. Put {fact} into the facts_in of the task in which the fee is "
        "agreed, and {held_by} into its conditions."
    ),
    "check_fee_unheld_at_amount": (
        "fees.yaml states {ceiling}: on the route {route} {fact} is held where it is asked, and by "
        "no task that fixes the amount of the loan; of a smaller loan than was asked the fee would "
        "be above its ceiling. Put {held_by} into the conditions of the task {task} too."
    ),
    "check_fee_in_principle": (
        "fees.yaml states {ceiling} by {parameter}, which the plan does not say of every loan "
        "without exception; casework knows no exception from a fee: {held_by} refuses a higher "
        "one. Where higher fees may pass, write it as fee_ceiling of the subsidy of that fee, with "
        "no such condition: only what is subsidised is then held down."
    ),
    "check_kinds_unheld": (
        "{file} lists {kinds} and refuses no other kind by itself: a design, for instance, would "
        "be accepted. Write a rule in rules.yaml with subject: patent and the test fact: "
        "patent.kind, one_of: the patents among these kinds; or a limit in limits.yaml with "
        "formula: value_times_ratio_by_kind, which lends nothing on another kind. A rule on "
        "request.right_kind holds what is declared: that is enough only where no patent is listed."
    ),
    "check_validity_unheld": (
        "{file} states {parameter} for {kind} and refuses no right by itself: one that expires "
        "next month would be accepted. Write a rule in rules.yaml with subject: patent, when: "
        "fact: patent.kind, is: {kind}, and the test fact: patent.remaining_validity, compare: "
        "at_least, parameter: {parameter}. A rule guarded by request.right_kind goes by what is "
        "declared, whatever patent is pledged."
    ),
    "check_validity_unasked": (
        "{file} states {parameter} for {kind}, and nothing asks it: the platform knows the "
        "validity of patents alone. Declare in facts.yaml a number of the request in months with "
        "only_where_asked: true, and write a rule that holds it against {parameter}; or have the "
        "bank look at it by hand."
    ),
    "check_ratio_unheld": (
        "{file} states {parameter} for {kind} and limits no loan by itself. Write a limit in "
        "limits.yaml with formula: value_times_ratio_by_kind, or with formula: value_times_ratio "
        "and this parameter, or a rule with the test fact: request.pledge_ratio, compare: at_most, "
        "parameter: {parameter}."
    ),
}
