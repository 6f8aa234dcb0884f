"""Sentences about papers that are made."""

SENTENCES = {
    "character_not_settable": (
        "The character {character} cannot be printed on the papers of a case; write it in another "
        "way."
    ),
    "document_character_missing": (
        "The paper cannot be printed: the font has no character {character}; "
        "write it in another way."
    ),
}
