"""Sentences about the register of breaches."""

SENTENCES = {
    "breach_unknown": "There is no such breach, or your party does not see it.",
    "breach_party_unknown": (
        "{name}: no party of the bureau's cases has this name. Write its full name."
    ),
    "breach_recorded_by_the_bureau_only": "Breaches are recorded by a bureau.",
    "breach_needs_a_party": "Choose a party of the bureau's cases.",
    "breach_kind_unknown": "Choose what kind of breach it is.",
    "breach_needs_evidence": "State the evidence, for instance the number of a ruling or notice.",
    "breach_objected_by_its_party_only": "Only the party itself objects to a breach.",
    "breach_objection_over": (
        "An objection was possible once, until {until}, and is not possible any more."
    ),
    "breach_needs_grounds": "Give the grounds; the other side reads them.",
    "breach_decided_by_its_bureau_only": ("A breach is decided on by the bureau that recorded it."),
    "breach_decided_by_another_person": (
        "Whoever recorded a breach does not decide on it. Ask a colleague."
    ),
    "breach_decided_already": "The breach {number} has been decided on already.",
    "breach_without_objection": (
        "Nobody has objected to the breach {number}; it stands by itself when the days are over."
    ),
}
