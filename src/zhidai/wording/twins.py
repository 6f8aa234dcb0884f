"""Findings of the twin finder in words: the relation, and each sign with its value."""

from zhidai.core.valuation.signs import Evidence, Sign
from zhidai.core.valuation.twins import Finding, Relation
from zhidai.wording.speech import translate

RELATIONS = {
    Relation.TWIN: "Same-day twin",
    Relation.IMPROVEMENT: "Improvement",
    Relation.RELATED: "Related patent",
}
SIGNS = {
    Sign.OWNER: "Common owner",
    Sign.FILING_DATE: "Filing dates",
    Sign.TITLE: "Likeness of the titles",
    Sign.CATEGORY: "What is claimed",
    Sign.CLASS: "Class (IPC)",
    Sign.INVENTORS: "Common inventors",
    Sign.ABSTRACT: "Likeness of the abstracts",
    Sign.NUMBERS: "Place among the day's filings",
}
CATEGORIES = {"thing": "a thing", "method": "a method"}


def relation_name(relation: Relation, language: str) -> str:
    """The relation as a heading or cell."""
    return translate(RELATIONS[relation], language)


def sign_said(evidence: Evidence, language: str) -> str:
    """`IPC class: H01M4/04 (+1.00)`: the sign, what was found, what it adds to the odds."""
    name = translate(SIGNS[evidence.sign], language)
    points = f" ({evidence.points:+})" if evidence.points else ""
    return f"{name}: {_value(evidence, language)}{points}"


def signs_said(found: Finding, language: str) -> str:
    """All signs of a finding in one line."""
    return "; ".join(sign_said(one, language) for one in found.evidence)


def _value(evidence: Evidence, language: str) -> str:
    if evidence.sign is Sign.CATEGORY:
        sides = [
            " + ".join(translate(CATEGORIES[word], language) for word in side.split("+"))
            for side in evidence.value.split(" : ")
        ]
        return " : ".join(sides)
    if evidence.sign is Sign.INVENTORS:
        return evidence.value
    return evidence.value if evidence.likeness is None else str(evidence.likeness)
