"""Sentences about the parts of a scheme that casework leaves out: which, why, what instead."""

SENTENCES = {
    "casework_limit_room": (
        "Casework does not keep to {label} ({file}, {part}): what the fund has committed is no "
        "record of the platform, so its room is not known and no loan is opened under this "
        "scheme. Write a ceiling in yuan instead, or take the limit out, set its clause to "
        "not_encoded and have the holder of the fund confirm the room of each loan by hand."
    ),
    "casework_loss_of_balance": (
        "Casework does not keep to {label} ({file}, {part}): it shares the balance of a stated "
        "day, and casework shares what is unpaid at the claim, so no loan is opened under this "
        "scheme. Write base: principal or net_principal if the clause allows it, or take the "
        "model out, set its clause to not_encoded and share these losses by hand."
    ),
    "casework_loss_on_condition": (
        "Casework does not keep to {label} ({file}, {part}): it holds only on a condition (when),"
        " which casework does not ask when a loss is shared, so no loan is opened under this "
        "scheme. Write a route for each condition, name it under routes and leave when out."
    ),
    "casework_loss_beside": (
        "Casework cannot choose between {label} ({file}, {part}) and {others}: they hold for the "
        "same route, and casework shares a loss in one way, so no loan is opened under this "
        "scheme. Name under routes of each the routes that are its own; where there is one route,"
        " write a second."
    ),
    "casework_claim_written_off": (
        "Casework does not keep to {label} ({file}, {part}): it starts a claim at the write-off, "
        "and casework starts claims by days overdue or by the class of the loan, so no loan is "
        "opened under this scheme. Write metric: days_overdue or five_class if the clause allows "
        "it, or take it out, set its clause to not_encoded and have the bank claim on paper."
    ),
    "casework_claim_not_in_days": (
        "Casework does not keep to {label} ({file}, {part}): {parameter} is not in days, and "
        "casework counts days from the day on which the class was entered, so no loan is opened "
        "under this scheme. State {parameter} in days, for example 90天 for three months, and "
        "write that reading as an interpretation."
    ),
    "casework_claim_of_one_kind": (
        "Casework does not keep to {label} ({file}, {part}): it watches only overdue {of}, and "
        "casework counts the days of principal and interest alike, so no loan is opened under "
        "this scheme. Leave of out if the clause means either, or take it out, set its clause to "
        "not_encoded and have the bank claim on paper."
    ),
    "casework_claim_beside": (
        "Casework cannot choose between {label} ({file}, {part}) and {others}: they hold for the "
        "same route, and casework starts a claim in one way, so no loan is opened under this "
        "scheme. Name under routes of each the routes that are its own, or leave one of them and "
        "set the clause of the other to not_encoded: the bank then claims under it on paper."
    ),
    "casework_breaker_of_compensated": (
        "Casework does not keep to {label} ({file}, {part}): it measures the principal that was "
        "compensated, and casework measures overdue balances or the five classes, so no loan is "
        "opened under this scheme. Write metric: overdue_balance or five_class_npl if the clause "
        "allows it, or take it out, set its clause to not_encoded and have the bureau watch the "
        "ratio and stop business by hand."
    ),
    "casework_breaker_of_district": (
        "Casework does not keep to {label} ({file}, {part}): it stops the business of a district,"
        " and casework measures and stops a bank or the whole scheme, so no loan is opened under "
        "this scheme. Write scope: bank or scheme if the clause allows it, or take it out, set "
        "its clause to not_encoded and have the bureau watch the districts and stop business by "
        "hand."
    ),
    "casework_breaker_of_bank_by_all": (
        "Casework does not keep to {label} ({file}, {part}): one bank is stopped, and all parties"
        " agree before it goes on; casework asks all parties for the whole scheme alone, so no "
        "loan is opened under this scheme. Write resume: bureau_decides or below_threshold, and "
        "the bureau asks the parties on paper before it decides."
    ),
    "casework_breaker_stops_part": (
        "Casework does not keep to {label} ({file}, {part}): it leaves {missing} open, and "
        "casework stops acceptance, approval and drawdown together, so no loan is opened under "
        "this scheme. Write all three under stops if the clause allows it, or take it out, set "
        "its clause to not_encoded and have the bureau stop that business by hand."
    ),
    "casework_exclusion_without_end": (
        "Casework does not keep to {label} ({file}, {part}): it shuts an enterprise out and says "
        "no time, so casework could never let it back and no loan is opened under this scheme. "
        "Write under lasts the parameter with the time; where the plan says none, have the bureau"
        " decide one and write it as an assumed parameter."
    ),
    "casework_subsidy_of_patents": (
        "Casework does not keep to {label} ({file}, {part}): it asks {facts}, and where a case "
        "pledges several patents it is not said which of them is asked, so no loan is opened "
        "under this scheme. Ask a fact of the enterprise or the loan instead, or take the test "
        "out, set its clause to not_encoded and have the bureau look at the patents by hand when "
        "it decides on the subsidy."
    ),
    "casework_cap_of_pool": (
        "Casework does not keep to {label} ({file}, {part}): it is capped by what the fund still "
        "holds, and the balance of the fund is no record of the platform, so no loan is opened "
        "under this scheme. Write a cap in yuan, for a loan, an enterprise, a bank or a year, or "
        "take the cap out and have the treasury hold each payment against the balance by hand."
    ),
    "casework_no_subsidy_after": (
        "Casework does not keep to {label} ({file}, {part}): it takes subsidies away after "
        "{after}, and casework takes them away after misuse alone, so no loan is opened under "
        "this scheme. Write after: misuse if the clause means it, or take it out, set its clause "
        "to not_encoded and have the bureau refuse these claims by hand."
    ),
    "casework_role_too_long": (
        "The role {role} of the route {route} has more than {most} letters, which the tables of "
        "casework do not hold, so no loan is opened under this scheme; give it a shorter id in "
        "scheme.yaml and in the route."
    ),
    "casework_without": (
        "Casework does not run on a scheme without {file}; it can be assessed, shown and compared."
    ),
    "casework_role_without_party": (
        "No party of this platform is of the kind of {role}, so no loan is opened on the route "
        "{route}."
    ),
    "casework_record_not_asked": (
        "No rule asks {fact}, so {part} would stop no case and no loan is opened under this "
        "scheme; write a rule of its clause that asks it."
    ),
    "casework_kind_twice": (
        "The route {route} has several parties of one kind, {parties}: an agreement could not tell "
        "them apart, so no loan is opened under this scheme; leave one of them in the route, or "
        "write a route for each."
    ),
    "casework_cost_not_asked": (
        "The subsidy {part} is for a cost that no step asks for, so no loan is opened under this "
        "scheme; write {fact} under facts_in of the step in which it is paid."
    ),
    "casework_party_missing": (
        "The route {part} names no {party}, so no loan is opened under this scheme; write {party} "
        "under parties of the route."
    ),
}
