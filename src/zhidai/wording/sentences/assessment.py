"""Sentences about assessments and the exceptions to what holds in principle."""

SENTENCES = {
    "scheme_not_in_force_on": (
        "The scheme {scheme} is not in force on {on}: it runs from {since} to {until}; "
        "choose a day within."
    ),
    "exception_incomplete": (
        "The exception from {rule} lacks its reason, the person or the party that allows it."
    ),
    "exception_not_open": (
        "No exception can be allowed from {rule}: in the scheme {scheme} "
        "it is not a rule that holds in principle."
    ),
    "case_file_missing": "There is no file {path}; give the path of a JSON file, or - for input.",
    "case_file_unreadable": (
        "The file {path} cannot be read as text in UTF-8; save it again in that encoding."
    ),
    "case_file_not_object": (
        "The file {path} is not a JSON object; write its fields in braces, as the forms that "
        "`zhidai schema` prints have them."
    ),
    "case_file_too_large": "The file {path} is larger than {most_mib} MiB.",
    "case_file_not_json": (
        "The file {path} is not JSON: line {line}, column {column} cannot be read."
    ),
    "case_file_key_twice": 'The file {path} has the key "{key}" twice in one object.',
    "case_file_too_deep": "The file {path} is nested too deeply to be a case.",
    "case_file_not_a_number": (
        "The file {path} holds a number that JSON cannot carry exactly; write it as text."
    ),
    "schema_unknown": 'There is no schema "{name}"; it may be: {known}.',
}
