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
    "party_credit_code_taken": (
        "A party with the credit code {code} is registered already. It signs agreements from where "
        "it is; check the code if you mean another one."
    ),
    "party_kind_needed": "Choose what kind of party it is.",
    "party_name_needed": "Give the name as registered, of at most {longest} characters.",
    "party_place_needed": "Give the place of registration, of at most {longest} characters.",
    "place_as_its_scheme": (
        "{place} is written {known} in its scheme; write it so, for the party's scheme is found by"
        " it. What lies within it stands in the address."
    ),
    "place_form": (
        "{place} is no name of a place: write it in full with its kind at the end, such as {known}."
    ),
    "place_english_form": "{place} is no English name: write the place in Latin letters.",
    "office_keeps_its_place": (
        "An office stays where it is: it is of {place}. Another place enters its own."
    ),
    "party_correction_waits_already": (
        "A correction of this party waits for a decision already. Decide on it first."
    ),
    "party_correction_changes_nothing": (
        "That is what is registered already. Change what is wrong, or leave the page."
    ),
    "party_correction_needs_another": (
        "Whoever proposed a correction does not decide on it; another person of the bureau does."
    ),
    "party_credit_code_needed": (
        "Give the unified social credit code; only offices and funds may go without."
    ),
    "office_of_another_place": (
        "An office is entered by the bureau of its own place; this bureau is of {place}."
    ),
    "office_registered_already": (
        "{place} has its {role} already; a place has one office of each kind."
    ),
    "place_without_scheme": (
        "No scheme of {place} is operated here. Write the place as its scheme does: {known}."
    ),
    "place_has_a_bureau": ("{place} has its bureau already; that bureau enters the other parties."),
    "party_unknown": "There is no party of that name that you may see.",
    "party_person_unknown": "There is no person of that user name whom you may manage.",
    "party_register_of_a_bureau": "The register of parties is kept by a bureau.",
    "party_lets_in_its_own": (
        "At least {least} people are at work for this party: it lets in and disables its own."
    ),
    "person_name_needed": "Give the person's name, of at most {longest} characters.",
    "person_role_needed": "Choose a role: officer or approver.",
    "person_not_proposed": (
        "{username} does not wait to be let in. Look at the party's people for how things stand."
    ),
    "person_without_first_half": (
        "{username} was proposed before first passwords had two halves. Turn the proposal down and "
        "propose them again."
    ),
    "person_let_in_by_another": (
        "Whoever proposed a person does not let them in; somebody else of the party does, or of "
        "the bureau while the party has fewer than two people at work."
    ),
    "person_disables_another": "Nobody disables themselves. Ask a colleague.",
    "person_disabled_already": "{username} is disabled already; there is nothing left to do.",
    "person_not_disabled": "{username} is not disabled, so that there is nothing to propose again.",
    "password_current_wrong": "The password until now is not right. Type it again.",
    "password_length": "A password has {least} to {most} characters. Choose another one.",
    "password_must_be_new": "Choose another password than the one until now and the user name.",
    "password_repeated_otherwise": "The two new passwords differ. Type the same twice.",
    "password_too_common": "This password is among those tried first. Choose another one.",
    "username_form": (
        "“{text}” is no user name. Take 3 to {longest} small letters, digits and . _ - @, "
        "beginning with a letter or digit."
    ),
    "username_taken": "The user name {username} is taken. Choose another one.",
    "office_not_registered": (
        "No {role} of {place} is registered on this platform yet. The bureau there enters it."
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
