"""Sentences about papers that are made."""

SENTENCES = {
    "document_character_missing": (
        "The paper cannot be printed: the font has no character {character}; "
        "write it in another way."
    ),
}
