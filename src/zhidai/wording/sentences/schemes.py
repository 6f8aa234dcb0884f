"""Sentences about scheme folders: what is wrong in which line."""

SENTENCES = {
    "scheme_unknown": ("There is no scheme {scheme}; the ones shipped are {known}."),
    "scheme_folder_read_only": (
        "The folder {folder} cannot be written to; copy the scheme to a folder of yours first."
    ),
    "scheme_folder_missing": (
        "There is no scheme folder {file}; give the id of a shipped scheme or the path "
        "of a folder with scheme.yaml."
    ),
    "scheme_file_missing": (
        "{file} is missing; a scheme folder needs scheme.yaml, clauses.yaml, "
        "parameters.yaml and rules.yaml."
    ),
    "scheme_file_empty": (
        "{file} is empty; a scheme folder needs scheme.yaml, clauses.yaml, parameters.yaml and "
        "rules.yaml with what the plan says."
    ),
    "scheme_file_unknown": (
        "{file} is not a file of a scheme and would be ignored; rename it as "
        "docs/scheme-format.md says, or take it out."
    ),
    "scheme_file_not_utf8": ("{file} line {line}: the file is not UTF-8; save it as UTF-8."),
    "scheme_yaml_broken": (
        "{file} line {line}: this is not readable YAML here ({problem}); check "
        "indentation, quotation marks and colons."
    ),
    "scheme_yaml_too_deep": (
        "{file} line {line}: maps and lists stand inside each other more than {most} deep; write "
        "the file as docs/scheme-format.md says."
    ),
    "scheme_file_too_large": (
        "{file} is larger than {megabytes} MB; no file of a scheme is, so it was not read."
    ),
    "scheme_too_many_files": (
        "The folder {file} holds more than {most} files; take out what is no part of the scheme."
    ),
    "scheme_file_unreadable": (
        "{file} cannot be opened for reading; check that it is a file you may read, and no link "
        "that leads nowhere."
    ),
    "scheme_text_unseen": (
        "{file} line {line}: this text holds a control character or a sign that turns the order "
        "of letters; type it anew without."
    ),
    "scheme_yaml_anchor": (
        "{file} line {line}: the anchor &{anchor} is not allowed; write each value where it "
        "belongs."
    ),
    "scheme_yaml_tag": ("{file} line {line}: the tag {tag} is not allowed; write the plain value."),
    "scheme_key_unknown": ("{file} line {line}: {key} is not a key here; write one of: {known}."),
    "scheme_key_twice": (
        "{file} line {line}: {key} stands here a second time (first in line {first}); "
        "keep one of the two."
    ),
    "scheme_key_missing": ("{file} line {line}: {key} is missing here; add it."),
    "scheme_not_text": ("{file} line {line}: {key} takes a text; write one value in one line."),
    "scheme_not_a_list": (
        "{file} line {line}: {key} takes a list; write each item on its own line after a dash."
    ),
    "scheme_not_a_map": (
        "{file} line {line}: keys with values are needed here; write them as key: value."
    ),
    "scheme_not_a_flag": ("{file} line {line}: {key} takes true or false; write one of the two."),
    "scheme_not_a_date": ("{file} line {line}: {text} is not a date; write it like 2020-09-29."),
    "scheme_word_unknown": (
        "{file} line {line}: {word} is not a word for {key}; write one of: {known}."
    ),
    "scheme_label_not_both": (
        "{file} line {line}: a label in both languages is needed here; write {{zh: ..., en: ...}}."
    ),
    "scheme_label_language_missing": (
        "{file} line {line}: this label has no {language}; write both, {{zh: ..., en: ...}}."
    ),
    "scheme_bare_number": ("{file} line {line}: {text} has no unit; write it like {example}."),
    "scheme_unit_unknown": (
        "{file} line {line}: {text} has no unit that is known here; write it like {example}."
    ),
    "scheme_quantity_unreadable": (
        "{file} line {line}: {text} cannot be read as a value with its unit; write it "
        "like {example}."
    ),
    "scheme_unit_differs": (
        "{file} line {line}: {text} has another unit than this place takes; write it "
        "like {example}."
    ),
    "scheme_values_missing": (
        "{file} line {line}: the parameter has no value; write one with the day it holds "
        "from, such as 2020-09-29: 80%."
    ),
    "scheme_id_unfit": (
        "{file} line {line}: {id} is no id; write letters, digits and hyphens, at most 60."
    ),
    "scheme_dates_out_of_order": (
        "{file} line {line}: {later} comes after {earlier} in the file but not in time; "
        "write the dates in order, oldest first."
    ),
    "scheme_subject_unknown": (
        "{file} line {line}: {name} does not begin with a subject and a dot; the "
        "subjects are: {known}."
    ),
    "scheme_money_not_yuan": (
        "{file} line {line}: money is held in yuan, not in {unit}; write unit: yuan or "
        "leave it out."
    ),
    "scheme_unit_superfluous": (
        "{file} line {line}: a fact of type {type} has no unit; take the unit out or "
        "make it a number."
    ),
    "scheme_choices_misplaced": (
        "{file} line {line}: a fact of type {type} does not go with its choices; list "
        "choices for choice and choices, and for no other type."
    ),
    "scheme_fact_shared": (
        "{file} line {line}: {fact} is one of the shared facts already; take it out here "
        "or give it another name."
    ),
    "scheme_repayments_exclude": (
        "{file} line {line}: the clauses leave no way of repayment in common; a contract has those "
        "that all of them leave."
    ),
    "scheme_id_twice": (
        "{file} line {line}: the id {id} stands a second time; give each its own id."
    ),
    "scheme_why_missing": (
        "{file} line {line}: clause {clause} is not encoded and does not say why; add "
        "why: {{zh: ..., en: ...}}."
    ),
    "scheme_why_superfluous": (
        "{file} line {line}: clause {clause} gives a reason for being left out, yet it "
        "is not; take why out or write coverage: not_encoded."
    ),
    "scheme_test_unclear": (
        "{file} line {line}: this is not a test; write fact with compare and parameter, "
        "fact with is, fact with one_of, or a list under all_of or any_of."
    ),
    "scheme_fact_not_measured": (
        "{file} line {line}: {fact} is of type {type} and cannot be compared with a "
        "parameter; use is or one_of."
    ),
    "scheme_fact_is_measured": (
        "{file} line {line}: {fact} is a measured value; use compare with a parameter, "
        "so that the number stands in parameters.yaml with its unit."
    ),
    "scheme_unit_misfit": (
        "{file} line {line}: parameter {parameter} is in {unit}, but {fact} is in "
        "{fact_unit}; write the parameter in {fact_unit} or compare another fact."
    ),
    "scheme_limit_unit_misfit": (
        "{file} line {line}: parameter {parameter} is in {unit}, but the formula "
        "{formula} reads {needed}; name a parameter in {needed}."
    ),
    "scheme_choice_unknown": (
        "{file} line {line}: {word} is not an answer of {fact}; write one of: {known}."
    ),
    "scheme_rule_subject_misfit": (
        "{file} line {line}: rule {rule} reads {fact}, which is different for each "
        "patent; write subject: patent."
    ),
    "scheme_predecessor_unknown": (
        "{file} line {line}: task {task} waits for {name}, which is no task of this "
        "route; the nearest names are: {known}."
    ),
    "scheme_after_circle": (
        "{file} line {line}: these tasks wait for each other and none could ever begin: "
        "{circle}; take one `after` out."
    ),
    "scheme_party_not_on_route": (
        "{file} line {line}: {party} does not take part in this route; add it to parties "
        "or name one of: {known}."
    ),
    "scheme_reading_unknown": (
        "{file} line {line}: the reading chosen, {name}, is not among the readings; "
        "write one of: {known}."
    ),
    "scheme_reading_not_carried_out": (
        "{file} line {line}: the platform does not carry out the reading {name} of "
        "{interpretation}; it runs on: {known}. Choose one of these, or have the program "
        "changed first."
    ),
    "scheme_question_unknown": (
        "{file} line {line}: no part of the platform reads the question {name}; write "
        "informative: true if its answer changes no computation, or one of the nearest "
        "names: {known}."
    ),
    "scheme_question_not_informative": (
        "{file} line {line}: the answer to {name} changes what the platform does; take "
        "informative out."
    ),
    "scheme_sum_differs": (
        "{file} line {line}: {id}: from {on} on {sum} comes to {total} and not to "
        "{wanted}; correct the parameter that is wrong."
    ),
    "scheme_clause_unknown": (
        "{file} line {line}: there is no clause {name}; the nearest names are: {known}."
    ),
    "scheme_parameter_unknown": (
        "{file} line {line}: there is no parameter {name}; the nearest names are: {known}."
    ),
    "scheme_fact_unknown": (
        "{file} line {line}: there is no fact {name}; the nearest names are: {known}."
    ),
    "scheme_paper_unknown": (
        "{file} line {line}: there is no paper {name}; the nearest names are: {known}."
    ),
    "scheme_party_unknown": (
        "{file} line {line}: there is no party {name}; the nearest names are: {known}."
    ),
    "scheme_answerer_unknown": (
        "{file} line {line}: there is no party that answers {name}; the nearest names are: {known}."
    ),
    "scheme_formula_unknown": (
        "{file} line {line}: there is no formula for a derived fact {name}; the nearest "
        "names are: {known}."
    ),
    "scheme_limit_formula_unknown": (
        "{file} line {line}: there is no formula for a limit {name}; the nearest names "
        "are: {known}."
    ),
    "scheme_condition_unknown": (
        "{file} line {line}: there is no condition {name}; the nearest names are: {known}."
    ),
    "scheme_record_unknown": (
        "{file} line {line}: there is no record {name}; the nearest names are: {known}."
    ),
    "scheme_letter_unknown": (
        "{file} line {line}: there is no letter {name}; the nearest names are: {known}."
    ),
    "scheme_rule_unknown": (
        "{file} line {line}: there is no rule or limit {name}; the nearest names are: {known}."
    ),
    "scheme_limit_unknown": (
        "{file} line {line}: there is no limit {name}; the nearest names are: {known}."
    ),
    "scheme_clause_absent": ("There is no clause {asked} in {scheme}; the nearest are: {known}."),
    "scheme_parameter_unit_misfit": (
        "{file} line {line}: the parameter {parameter} is in {unit}; {key} needs {needed}. Name "
        "another parameter or change its unit."
    ),
    "scheme_cap_unclear": (
        "{file} line {line}: a cap takes a parameter in yuan, or with the scope pool_balance a "
        "fund; write one of the two."
    ),
    "scheme_source_unknown": (
        "{file} line {line}: {name} is neither a level nor a party of the scheme; nearest: {known}."
    ),
    "scheme_level_unknown": (
        "{file} line {line}: there is no level {name} in scheme.yaml; nearest: {known}."
    ),
    "scheme_level_within_unknown": (
        "{file} line {line}: the level {level} lies within {within}, which is not named before it; "
        "name the higher level first."
    ),
    "scheme_party_taken": (
        "{file} line {line}: {party} is a party that every scheme has; give your own another id."
    ),
    "scheme_route_unknown": (
        "{file} line {line}: there is no route {name} in the folder routes; nearest: {known}."
    ),
    "scheme_fund_unknown": (
        "{file} line {line}: there is no fund {name} in funds.yaml; nearest: {known}."
    ),
    "scheme_table_unknown": (
        "{file} line {line}: there is no table {name} in tables.yaml; nearest: {known}."
    ),
    "scheme_subsidy_unknown": (
        "{file} line {line}: there is no subsidy {name} in subsidies.yaml; nearest: {known}."
    ),
    "scheme_breaker_without_comparison": (
        "{file} line {line}: the parameter {parameter} has no comparison word, so nobody knows "
        "whether the line itself stops business; write compare: more_than or at_least there."
    ),
    "scheme_benchmark_unclear": (
        "{file} line {line}: benchmark goes with the formula benchmark_times and with no other; "
        "add it or take it out."
    ),
    "scheme_subsidy_formula_unclear": (
        "{file} line {line}: lower_of takes two formulas under of and no share; every other "
        "formula takes a share and no of."
    ),
    "scheme_subsidy_cap_unclear": (
        "{file} line {line}: a cap over subsidies takes a parameter in yuan or share_of_paid; "
        "write one of the two."
    ),
    "scheme_interest_is_no_fee": (
        "{file} line {line}: interest is no fee; its highest rate stands in rates.yaml."
    ),
    "scheme_fee_ceiling_twice": (
        "{file} line {line}: the ceiling of {fee} is stated by {first} already; state it here or "
        "as fee_ceiling of its subsidies, once."
    ),
    "scheme_perfection_impossible": (
        "{file} line {line}: no registry takes a pledge of {kind}, so it cannot be statutory; "
        "write contractual."
    ),
    "scheme_row_unclear": (
        "{file} line {line}: a row says is: an answer, or from and below of a band; write one of "
        "the two, the same in every row."
    ),
    "scheme_row_choice_misfit": (
        "{file} line {line}: in the table {table} the answer {choice} is unknown or stands twice; "
        "write each of these once: {known}."
    ),
    "scheme_table_fact_misfit": (
        "{file} line {line}: a table looks up a choice, a number or money; {fact} is a {type}."
    ),
    "scheme_table_gap": (
        "{file} line {line}: from {on} the table {table} has nothing between {below} and {above}; "
        "let one band begin where the other ends."
    ),
    "scheme_table_overlap": (
        "{file} line {line}: from {on} two bands of the table {table} overlap; let one begin where "
        "the other ends."
    ),
    "scheme_table_unit_misfit": (
        "{file} line {line}: the table {table} looks {fact} up in {needed}, but {parameter} is in "
        "{unit}; name a parameter in {needed}."
    ),
    "scheme_limit_row_misfit": (
        "{file} line {line}: a limit is in {needed}, but in the table {table} the value "
        "{parameter} is in {unit}; name a parameter in {needed} in its row."
    ),
    "scheme_limit_fact_misfit": (
        "{file} line {line}: the formula {formula} takes a share of an amount of money, and {fact} "
        "is a {type}; name a fact of the type money."
    ),
    "scheme_limit_kinds_misfit": (
        "{file} line {line}: the formula {formula} reads pledge_ratio_max of each kind in "
        "collateral.yaml; write it there for: {kinds}."
    ),
    "scheme_limit_keys_misfit": (
        "{file} line {line}: the formula {formula} is given {needed} and nothing else; write that."
    ),
    "parameter_unknown": "The scheme has no number {parameter}.",
}
