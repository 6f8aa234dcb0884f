"""Sentences about loans: terms, events, replay, and the loan files of the command line."""

SENTENCES = {
    "loan_principal_invalid": (
        "The loan amount {amount} cannot be used; it must be above zero and in whole fen."
    ),
    "loan_rate_invalid": (
        "The yearly rate {rate} cannot be used; it must be at least 0 and below 1 (4.85% is "
        "0.0485)."
    ),
    "loan_due_before_drawn": (
        "The loan falls due on {due_on}, which is not after its drawdown on {drawn_on}; "
        "correct one of the days."
    ),
    "loan_due_day_invalid": "A due day counts as overdue day 0 or 1, not {number}.",
    "loan_markup_out_of_range": (
        "The {term} is {markup}%; it must be none, or from {lowest}% to {highest}% of the contract"
        " rate."
    ),
    "loan_commitment_below_principal": (
        "The commitment {commitment} cannot be used; it must be in whole fen and not below the"
        " {principal} yuan drawn first."
    ),
    "loan_event_amount_not_wanted": (
        "The event {event} has an amount, but a {kind} has none; leave it out."
    ),
    "loan_event_without_day": "The event {event} lacks its day; a {kind} needs one.",
    "loan_event_ends_before": (
        "The event {event} ends on {until}, before it begins on {begins}; correct one of the days."
    ),
    "loan_extension_without_consent": (
        "The extension {event} names nobody who consented; name each party whose written consent"
        " is on file."
    ),
    "loan_extension_too_late": (
        "The extension {event} takes effect on {effective_on}, after the loan fell due on {due_on};"
        " it can be agreed on the due day at the latest."
    ),
    "loan_extension_not_later": (
        "The extension {event} agrees on {agreed}, which is not after the present due day {due_on}."
    ),
    "loan_acceleration_too_late": (
        "The acceleration {event} takes effect on {effective_on}, when the loan is due already"
        " ({due_on})."
    ),
    "loan_drawdown_beyond_commitment": (
        "The drawdown {event} would bring what is drawn to {drawn} yuan, above the {commitment}"
        " yuan agreed."
    ),
    "loan_drawdown_after_maturity": (
        "The drawdown {event} takes effect on {effective_on}, when the loan is due already"
        " ({due_on})."
    ),
    "loan_misuse_unpriced": (
        "The event {event} records a misuse, but neither it nor the loan has a markup; add the"
        " one that the contract agrees."
    ),
    "loan_waiver_above_owed": (
        "The waiver {event} on {effective_on} gives up more {part} than is owed; at most {owed}"
        " yuan could be waived that day."
    ),
    "loan_write_off_above_owed": (
        "The write-off {event} on {effective_on} takes more {part} than is owed; at most {owed}"
        " yuan could be written off that day."
    ),
    "loan_reversal_of_nothing": (
        "The reversal {event} takes back {reverses}, which is no event of this loan that can be"
        " taken back."
    ),
    "loan_reversed_twice": "The event {reverses} is taken back twice, the second time by {event}.",
    "loan_reversal_recorded_before": (
        "The reversal {event} was recorded before the event {reverses} that it takes back; correct"
        " one of the instants."
    ),
    "loan_instalments_missing": (
        "A loan repaid in instalments needs their number, at least 1, not {number}."
    ),
    "loan_instalments_not_wanted": (
        "A number of instalments stands beside the repayment {repayment}, which has none; choose"
        " interest_then_instalments or leave the number out."
    ),
    "loan_commitment_not_wanted": (
        "The repayment {repayment} is worked out for one drawdown; leave the commitment out."
    ),
    "loan_repayment_not_left": (
        "The scheme does not leave the repayment {repayment} to the contract; it leaves {left}."
    ),
    "loan_instalments_too_many": (
        "The loan is to be repaid in {number} instalments but has only {due_days} due days; give it"
        " fewer instalments or a later maturity."
    ),
    "loan_field_not_count": "The field {field} of {place} is {text}; write a whole number.",
    "loan_without_calendar": (
        "The loan's due days move by the rule {rule}, but no working calendar is given with it."
    ),
    "loan_term_not_in_actus": (
        "The loan's {term} is {value}, which its ACTUS contract cannot say here; export a loan"
        " without it."
    ),
    "loan_not_drawn_yet": "On {on} the loan is not drawn yet; ask for {drawn_on} or a later day.",
    "loan_event_before_drawdown": (
        "The event {event} takes effect on {effective_on}, before the drawdown on {drawn_on};"
        " correct its day."
    ),
    "loan_event_twice": (
        "The event {event} stands twice in the loan's history; give each event its own id."
    ),
    "loan_event_amount_invalid": (
        "The amount {amount} of the event {event} cannot be used; it must be above zero and "
        "in whole fen."
    ),
    "loan_event_without_zone": (
        "The event {event} says when it was recorded without a time zone; write for instance "
        "2021-03-01T09:00:00+08:00."
    ),
    "loan_event_split_not_summing": (
        "The parts of the event {event} must be above zero, in whole fen, and add up to its "
        "amount {amount}."
    ),
    "loan_overpaid": (
        "The event {event} on {effective_on} brings {excess} yuan more than was owed; at most"
        " {owed} yuan could be taken that day."
    ),
    "credit_balance_negative": (
        "A credit of {amount} yuan cannot be; what a debtor owes is not below zero."
    ),
    "loan_file_not_object": "{place} must be an object with named fields.",
    "loan_file_not_list": "{place} must be a list.",
    "loan_field_missing": "{place} lacks the field {field}.",
    "loan_field_unknown": "{place} has an unknown field {field}; known are {known}.",
    "loan_field_not_text": "The field {field} of {place} must be a text in quotes.",
    "loan_field_not_instant": (
        "The field {field} of {place} is {text}, which is not an instant with a time zone; "
        "write for instance 2021-03-01T09:00:00+08:00."
    ),
    "loan_field_not_choice": "The field {field} of {place} is {text}; choose one of {known}.",
    "loan_margin_unreadable": (
        "The margin of the rate {text} cannot be read; write for instance LPR+100bp."
    ),
    "loan_without_lpr": "The rate {text} rests on the LPR, but no table of it is given here.",
    "loan_contract_after_drawn": (
        "The contract is of {contract_on}, after the drawdown on {drawn_on}; correct one of the"
        " days."
    ),
    "loan_rate_not_percent": "The rate {text} cannot be read; write for instance 4.85%.",
    "loan_fee_unreadable": (
        "The fee {text} cannot be read; write for instance guarantee_fee=1% or appraisal_fee=3万元."
    ),
    "loan_fee_twice": "The fee {name} is given twice; give it once.",
}
