"""Sentences about parties, their agreements and what they declare."""

SENTENCES = {
    "agreement_of_others": (
        "A cooperation agreement is submitted by one of the parties that signed it."
    ),
    "agreement_fits_no_route": (
        "These parties make up no route of the scheme together. An agreement names everybody who "
        "shares the losses of a route, each kind once, and nobody who takes no part in it. "
        "Choose the parties accordingly."
    ),
    "agreement_number_needed": (
        "Give the number of the agreement: one line of at most {longest} characters without “/”, "
        "and neither “new” nor only dots."
    ),
    "agreement_number_taken": (
        "An agreement with the number {number} has been submitted already. Check the number."
    ),
    "agreement_signed_later": (
        "The agreement is dated {signed}, but today is {today}. Submit it once it is signed."
    ),
    "agreement_dates_out_of_order": (
        "The agreement must be signed first, then come into force, then end. Correct the days."
    ),
    "agreement_over": "The agreement ended on {until}. Submit one that is still in force.",
    "agreement_filed_already": "Agreement {number} is filed already; there is nothing left to do.",
    "agreement_returned_already": (
        "Agreement {number} was returned and waits for its parties to submit it again."
    ),
    "agreement_paper_missing": (
        "The signed agreement {number} itself is missing. Attach it as a file with all signatures."
    ),
    "agreement_not_confirmed": (
        "{party} has not confirmed the agreement yet. It does so on the page of the agreement; "
        "until then it cannot be filed."
    ),
    "agreement_confirmed_already": (
        "Your party has confirmed agreement {number} already; there is nothing left to do."
    ),
    "agreement_submitted_anew": (
        "Agreement {number} was submitted anew since you read it. Open it again and read the paper "
        "before you confirm."
    ),
    "party_name_taken": "A party named {name} is registered already. Check the name.",
    "username_taken": "The user name {username} is taken. Choose another one.",
    "office_not_registered": (
        "No {role} of {place} is registered on this platform yet. Ask its operator."
    ),
    "agreement_grounds_too_long": "The grounds are longer than {longest} characters. Shorten them.",
    "loss_share_too_fine": (
        "A share has more than four decimals of a per cent. Write it more plainly."
    ),
    "agreed_share_fixed": (
        "A share of {signed} is signed, but the scheme fixes “{rule}” at {stated} and leaves "
        "nothing to agree on. Write the share as the scheme states it."
    ),
    "agreed_share_out_of_bounds": (
        "A share of {signed} is signed, but “{rule}” is {bound}. Agree on a share within it."
    ),
    "party_requirement_missed": (
        "{party} does not meet “{rule}”, so no agreement with it can be filed."
    ),
    "party_requirement_not_declared": (
        "{party} has not declared “{rule}” yet. It does so on its own page, under credentials."
    ),
}
