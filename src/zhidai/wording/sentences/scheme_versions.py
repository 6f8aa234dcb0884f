"""Sentences about versions of a scheme: kept, proposed, published, amended on a day."""

SENTENCES = {
    "scheme_archive_not_given": "No file was given. Choose the scheme folder as a zip.",
    "scheme_archive_unreadable": (
        "The file is no zip archive that can be read. Pack the scheme folder as a plain zip without"
        " a password and send that."
    ),
    "scheme_archive_too_large": (
        "The archive holds more than {files} files or {megabytes} MB. A scheme folder is far"
        " smaller; send only its own files."
    ),
    "scheme_archive_member_refused": (
        "{file} is no file of a scheme folder. Only .yaml and .md files belong in it, each once, by"
        " plain names inside the folder."
    ),
    "scheme_version_of_another": (
        "The folder is of another scheme or place. A new version keeps the id {scheme} and its"
        " place."
    ),
    "scheme_version_unchanged": (
        "Nothing in the folder differs from the version in force; there is nothing to publish."
    ),
    "scheme_version_takes_back": (
        "Since this was proposed, another version was published for {on} or an earlier day, and"
        " this one would take back: {parts}. Withdraw it and propose it again: a new value is then"
        " written into the version now in force; into a folder, write these changes first."
    ),
    "scheme_version_undone_later": (
        "The version published for {later} was written without this one and would undo on that day:"
        " {parts}. Withdraw a proposal of one value and propose it again: it is then proposed for"
        " {later} too. Of a folder, propose the version for {later} again with these changes in it."
        " Publish that one first."
    ),
    "scheme_version_in_the_past": (
        "The version would hold from {on}, and today is {today}. Cases already opened keep their"
        " version; choose today or a later day."
    ),
    "scheme_version_outside": (
        "On {on} the scheme itself is not in force ({since} to {until}). Choose a day between."
    ),
    "scheme_version_without_why": "Say why: the decision or document that the change rests on.",
    "scheme_version_without_grounds": "Say the grounds; the others read them.",
    "scheme_version_decided_already": "This version was decided on already.",
    "scheme_version_needs_another_person": (
        "You proposed this version; another person of the bureau decides about it."
    ),
    "scheme_version_withdrawn_by_its_proposer": (
        "Only the person who proposed this version can withdraw it; you can refuse it."
    ),
    "amended_last_day_earlier": (
        "The scheme is in force until {last}; it is prolonged by a day after that, not by {until}."
    ),
    "amended_value_unchanged": (
        "{parameter}: from {since} the plan says {value} already; nothing would change."
    ),
    "amended_value_not_whole": (
        "{parameter}: {value} is no whole number; write persons, things, days and months whole."
    ),
    "amended_value_too_low": ("{parameter}: {value} is too low; write a value above zero."),
    "amended_value_above_all": (
        "{parameter}: {value} is above 100%; write a share or rate of at most 100%."
    ),
    "amended_day_taken": (
        "{parameter} has a value from {since} on, which is in force already: cases may have been"
        " decided by it. Choose a later day for the new value, or propose a whole folder."
    ),
}
