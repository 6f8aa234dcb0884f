"""Sentences about a policy's own text: reading it, and holding a scheme against it."""

SENTENCES = {
    "policy_file_missing": "There is no file {file}; check the name and the folder.",
    "policy_file_unreadable": (
        "The file {file} cannot be opened for reading; check that it is a file you may read."
    ),
    "policy_file_too_large": (
        "{file} is larger than {megabytes} MB or unfolds to more than a plan can hold; give the "
        "plan alone, without pictures."
    ),
    "policy_file_empty": "{file} is empty; give the file that holds the plan.",
    "policy_file_pdf": (
        "{file} is a PDF, whose text does not come in a sure order; save the plan as .docx or .txt "
        "from the program it was written in, or copy its text into a .txt file."
    ),
    "policy_file_picture": (
        "{file} is a picture or a scan and holds no text; give the plan as .docx or .txt."
    ),
    "policy_file_old_word": (
        "{file} is in the old Word format or locked with a password; save it as .docx without one."
    ),
    "policy_file_ending_unknown": "{file} is neither .txt nor .docx; give the plan as one of them.",
    "policy_file_not_text": (
        "{file} is not text in UTF-8 or GB 18030; save the plan as a .txt file in UTF-8."
    ),
    "policy_file_without_words": (
        "{file} holds no words, only pictures or empty pages; give the plan as text."
    ),
    "policy_file_damaged": (
        "{file} cannot be read as a Word file; save it again as .docx from the program that made "
        "it."
    ),
    "draft_folder_not_empty": (
        "The folder {folder} is not empty; name a new one, nothing is written over."
    ),
    "draft_without_clauses": (
        "{file} has no clause numbers (一、 （一） 1. （1） or 第一条), so no scheme can be "
        "drafted from it; give the text with its numbers."
    ),
    "policy_text_too_long": (
        "The text has more than {most:,} characters, which no plan has; give the plan alone."
    ),
    "policy_text_too_many_numbers": (
        "The text has more than {most:,} numbers, which no plan has; give the plan alone, "
        "without lists and tables of other things."
    ),
    "audit_text_without_numbers": (
        "The text has no clause numbers (一、 （一） 1. （1） or 第一条), so nothing in it can be "
        "found by its clause; give the text with its numbers."
    ),
    "audit_clause_not_in_text": "The text has no such clause, which the scheme lists.",
    "audit_clause_not_in_scheme": "The scheme does not list this clause of the text.",
    "audit_clause_twice": "The text has this clause twice.",
    "audit_clause_undecided": "Nobody has decided yet what the platform does with this clause.",
    "audit_text_unread": (
        "The file holds {count} parts here that cannot be read (a sign of an unknown font, an "
        "object, a note that is not in the file); write them as text and audit again."
    ),
    "audit_coverage_misfit": (
        "The scheme says that this clause rules nothing, but {by} is taken from it."
    ),
    "audit_coverage_procedure": (
        "The scheme calls this clause a procedure, but {by} is taken from it; a clause that states "
        "a number or a rule is called encoded."
    ),
    "audit_parameter_not_stated": (
        "{parameter} does not say by which words its clause states it; write them under stated."
    ),
    "audit_parameter_elsewhere": "{parameter} cites this clause, but is stated in another one.",
    "audit_stated_number_misfit": (
        "{parameter} is stated as {number}, which is none of its values."
    ),
    "audit_strength_misfit": (
        "{parameter} holds with the strength “{strength}”, but its strength word there is {word}."
    ),
    "audit_subject_absent": ("{parameter}: the words “{subject}” do not stand in this clause."),
    "audit_number_unbound": (
        "{parameter}: “{subject}” stands in this clause without a number of its own."
    ),
    "audit_value_differs": "{parameter} is {value}, but the text has “{words}”.",
    "audit_factor_differs": (
        "{parameter} is {value}, but the text has “{words}”: a rate raised or lowered by a share, "
        "{factor} of what it was. Write {factor} as its value and as the number of its statement."
    ),
    "audit_words_differ": (
        "{parameter} is bound by “{stated}”, but the text has “{words}” (binding words: {text})."
    ),
    "audit_compare_misfit": (
        "{parameter} is compared as “{compare}”, but the binding words of the text are {text}."
    ),
    "audit_number_uncovered": (
        "{number} (in “{words}”) is stated by no parameter and waived for no reason."
    ),
    "audit_waiver_unused": "The number {number} is waived here but does not stand in the clause.",
    "audit_wording_changed": "The wording has changed since it was confirmed.",
    "audit_encoding_changed": (
        "What the scheme makes of this clause has changed since it was confirmed."
    ),
    "audit_seal_missing": "This clause was never confirmed, though others of the scheme were.",
    "audit_party_unnamed": "{what} has {party} act, whom the clause does not name.",
    "audit_document_absent": "The document number {document} does not stand in the text.",
    "audit_day_absent": (
        "The scheme is in force from {day}, a day that does not stand in the text."
    ),
    "audit_first_day_differs": (
        "The scheme is in force from {day}, but by the text the plan holds from {stated}."
    ),
    "audit_last_day_differs": (
        "The scheme is in force until {day}, but by the text the plan holds until {stated}."
    ),
    "audit_title_absent": "The title {name} has words that the text does not name: {words}.",
    "audit_place_absent": "The place {name} does not stand in the text.",
    "audit_issuer_absent": "The issuer {name} does not stand in the text.",
    "audit_rule_misfit": (
        "The rule {rule} compares or binds otherwise than its parameter {parameter}."
    ),
    "audit_reader_elsewhere": "{rule} cites this clause, but reads {parameter} of another one.",
    "audit_share_of_other_party": (
        "{parameter} is stated by “{subject}”, which names another party."
    ),
    "policy_file_not_given": "No file was chosen; choose the plan's text, .txt or .docx.",
}
