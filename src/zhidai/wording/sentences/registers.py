"""Sentences about patent numbers, credit codes, annual fees and patent lists."""

SENTENCES = {
    "patent_number_missing": "The patent number is missing; write it like ZL201710601862.3.",
    "patent_number_unreadable": (
        "{text} is not a Chinese patent number; write it like ZL201710601862.3."
    ),
    "patent_number_is_publication": (
        "{text} is a publication number; give the application number, which is printed "
        "on the certificate like ZL201710601862.3."
    ),
    "patent_number_length": (
        "{text} has {digits} digits before the check digit; a patent number has 8 (until "
        "September 2003) or 12."
    ),
    "patent_number_year": (
        "{text} begins with a year that no patent number of its length has; check the first digits."
    ),
    "patent_number_kind": (
        "{text} has {digit} where the kind stands; 1 and 8 are inventions, 2 and 9 "
        "utility models, 3 designs."
    ),
    "patent_check_digit_missing": "{text} lacks its check digit; with it the number is {number}.",
    "patent_check_digit_wrong": (
        "{text} has the check digit {found}, but its digits call for {expected}; compare "
        "it with the certificate."
    ),
    "patent_kind_unreadable": (
        "{text} is not a kind of patent; write invention, utility model or design."
    ),
    "patent_kind_differs": (
        "The list calls {number} {kind}, but the number is that of another kind; check both."
    ),
    "patent_filed_after_number": (
        "The filing date {filed_on} is later than the year in the number {number}; check both."
    ),
    "patent_granted_before_filing": (
        "The grant date {granted_on} is not after the filing date; check both."
    ),
    "patent_lapsed_before_grant": (
        "The lapse date {lapsed_on} is not after the grant or filing date; check both."
    ),
    "patent_listed_twice": "{number} already stands in row {row}; keep one of the two.",
    "patent_paid_year_unreadable": (
        "{text} is not a patent year; write the last year whose fee is paid, 1 to 20."
    ),
    "patent_fee_year_unknown": "There is no annual fee for the patent year {year} of this kind.",
    "patent_day_before_filing": "{day} is before the filing date {filed_on}; check both.",
    "credit_code_length": (
        "{text} has {characters} characters; a unified social credit code has 18."
    ),
    "credit_code_character": (
        "{text} has {character} at place {place}, where it cannot stand; compare it with "
        "the business licence."
    ),
    "credit_code_check_digit": (
        "{text} has the check digit {found} at place {place}, but {expected} is called "
        "for; compare it with the business licence."
    ),
}
