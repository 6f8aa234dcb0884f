"""Sentences about the facts of a case: what is wrong with an answer and what to write instead."""

SENTENCES = {
    "case_not_an_object": (
        "The case is not an object; write the facts by subject, "
        'for example {{"request": {{"amount": "300万元"}}}}.'
    ),
    "case_part_unknown": 'A case has no part "{field}"; it may be: {known}.',
    "case_part_not_an_object": 'The part "{field}" is not an object of facts.',
    "case_patents_not_a_list": 'The part "patents" is not a list; write one object per patent.',
    "case_too_many_patents": "The case lists more than {most} patents; assess fewer at a time.",
    "case_patent_twice": "{field}: the patent {value} is listed twice, first in {other}.",
    "case_patent_kind_differs": (
        "{field}: the number of this patent says {kind}, not {value}; correct one of them."
    ),
    "case_route_unknown": 'The scheme has no route "{field}"; it may be: {known}.',
    "fact_unknown": 'The scheme does not ask for "{field}"; it may be: {known}.',
    "fact_is_computed": '"{field}" is computed and cannot be given; give instead: {inputs}.',
    "fact_answer_key_unknown": (
        '{field}: an answer has no "{key}"; it may hold value, evidence and document.'
    ),
    "fact_evidence_unknown": '{field}: "{value}" is no kind of evidence; it may be: {choices}.',
    "fact_document_not_text": "{field}: the document is not named by a text.",
    "fact_floating_point": (
        "{field}: the number is written as a JSON fraction, which does not keep every digit; "
        'write it as text, for example "{example}".'
    ),
    "fact_without_unit": '{field}: {value} has no unit; write for example "{example}".',
    "fact_in_another_unit": '{field}: the unit does not fit; write for example "{example}".',
    "fact_not_a_quantity": (
        '{field}: "{value}" is not a number with its unit; write for example "{example}".'
    ),
    "fact_not_money": '{field}: "{value}" is not an amount; write for example "{example}".',
    "fact_not_whole_fen": (
        '{field}: "{value}" is not a whole number of fen; an amount has at most two decimals.'
    ),
    "fact_negative": '{field}: "{value}" is below zero.',
    "fact_too_large": '{field}: "{value}" is larger than any amount this platform keeps.',
    "fact_not_a_flag": "{field}: {value} is neither true nor false; write true or false.",
    "fact_not_a_day": '{field}: "{value}" is not a day; write for example "{example}".',
    "fact_day_out_of_range": (
        '{field}: "{value}" is further away than any day of a case; write for example "{example}".'
    ),
    "fact_not_whole": ('{field}: "{value}" is not a whole number; write for example "{example}".'),
    "case_patent_before_law": (
        "{field}: the filing date {filed_on} lies before {since}, when China's patent law came "
        "into force; correct it."
    ),
    "fact_not_text": '{field}: {value} is not a text; write for example "{example}".',
    "fact_empty": "{field}: the answer is empty; leave the field out if it is not known.",
    "fact_too_long": "{field}: the text is longer than {longest} characters.",
    "fact_not_a_choice": '{field}: "{value}" is not one of: {choices}.',
    "fact_not_a_list": '{field}: {value} is not a list; write for example ["{example}"].',
    "fact_not_a_patent_number": (
        '{field}: "{value}" is not a patent number; write for example "{example}".'
    ),
    "fact_not_a_credit_code": (
        '{field}: "{value}" is not a unified social credit code; write for example "{example}".'
    ),
    "fact_wrong_check_digit": (
        '{field}: the check digit of "{value}" is wrong; {expected} was expected.'
    ),
    "fact_derived_from_itself": "The fact {fact} is derived from itself.",
    "fact_not_comparable": "The fact {fact} is not a number, so no bound can be held against it.",
    "industry_not_in_size_standard": (
        "The size standard has no industry {industry}; the size of the enterprise is not known."
    ),
    "benchmark_unclear": (
        "The formula rate_benchmark_multiple needs one benchmark above 0% in rates.yaml. State it "
        "there, or take the fact out."
    ),
    "lpr_is_nothing": "The LPR given is 0%, and no rate is a multiple of it. Correct record.lpr.",
    "collateral_worth_nothing": (
        "The collateral value is zero, so there is no pledge ratio; "
        "correct the appraised value or the market value."
    ),
}
