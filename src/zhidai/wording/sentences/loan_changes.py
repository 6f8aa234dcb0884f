"""Sentences about changes of running loans, said by the services."""

SENTENCES = {
    "change_by_the_bank_only": "A change of the loan is proposed by the bank that made it.",
    "change_kind_unknown": "Choose what is to be changed.",
    "change_part_unknown": (
        "Choose what is given up or written off: principal, interest, penalty or compound interest."
    ),
    "change_day_missing": "Enter the day, for example 2021-03-01.",
    "change_amount_missing": "Enter the amount.",
    "change_rate_missing": (
        "Enter by how much the contract raises the rate for misused funds, for example 50%."
    ),
    "change_rate_too_fine": "A rate is kept to the ten-thousandth of a per cent; round it.",
    "change_waits_already": (
        "Such a change of this loan waits for its consents already; it has to be decided or "
        "withdrawn first."
    ),
    "change_decided_already": "This change is decided already.",
    "change_answered_already": "Your party has answered already.",
    "change_asks_nothing_of": "This change does not ask for your party's consent.",
    "change_needs_another_person": (
        "Another person of the bank agrees to the change, not the one who proposed it."
    ),
    "change_needs_an_approver": "An approver of the bank agrees to the change or refuses it.",
    "change_in_future": "The day {day} lies after today, {today}. Record it on its day.",
    "change_before_drawdown": (
        "The day {effective_on} lies before the drawdown on {drawn_on}. Correct it."
    ),
    "change_ends_before": (
        "The last day {until} lies before the first day {begins}. Correct one of them."
    ),
    "change_markup_out_of_range": (
        "The markup of {markup}% is outside what contracts agree for misused funds, {lowest}% to "
        "{highest}%."
    ),
    "change_extension_too_late": (
        "The loan fell due on {due_on}; it could be extended on that day at the latest."
    ),
    "change_extension_not_later": (
        "The new due day {agreed} is not after the present one, {due_on}."
    ),
    "change_rate_above_ceiling": (
        "A rate of {rate:f}% is above the highest that the plan allows, {highest:f}% by the newest"
        " LPR; agree on that at most, or leave the rate as it is."
    ),
    "change_due_already": "The loan is due already, since {due_on}; nothing is left to call in.",
    "change_above_owed": "On {effective_on} only {owed} yuan of it are owed; that is the most.",
    "change_leaves_overpaid": (
        "With this change {excess} yuan of the money received on {effective_on} would exceed what "
        "was owed on that day."
    ),
    "change_not_reversible": "A reversal is not taken back; propose the change anew.",
    "change_reversed_already": "This change is reversed already.",
    "money_before_change": (
        "On {day} a part of the debt was waived or written off that this money would have paid; "
        "have that change reversed first."
    ),
    "drawdown_by_the_bank_only": "A further drawdown is proposed by the bank that made the loan.",
    "drawdown_not_agreed": (
        "The contract lets nothing more be drawn: it states no availability period, or all of it "
        "was drawn at first."
    ),
    "drawdown_after_period": (
        "The availability period ended on {until}; a higher need is a new application."
    ),
    "drawdown_while_overdue": (
        "Of the loan {overdue} yuan have been overdue since {since}; nothing more of a loan in "
        "default is drawn. Record the payment first."
    ),
    "drawdown_after_misuse": (
        "Money of the loan has been misused since {since}; nothing more of a loan in default is "
        "drawn. Once it is put right, end the misuse and close its warning."
    ),
    "drawdown_above_contract": (
        "{amount} yuan are more than the contract leaves to be drawn, {left} yuan; that is the "
        "most."
    ),
    "change_answer_missing": "Choose your party's answer.",
}
