"""Turns reasons into sentences: English templates, translated by gettext where Chinese is asked."""

import gettext
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from zhidai.core.errors import STANDS_IN, Reason, ReasonParameter
from zhidai.core.labels import Label
from zhidai.wording.compilation import ensure_compiled
from zhidai.wording.sentences import english

CHINESE = "zh-hans"
ENGLISH = "en"
_WHICH = frozenset({"row", "line", "number", "version", "year", "port"})
_LONG = 10_000  # a shorter number is read without commas, a year among them
_NAMED_CLAUSES = {"notice": "covering notice", "annex": "annex (the form)"}


@cache
def _chinese() -> gettext.NullTranslations:
    return gettext.translation("django", localedir=str(ensure_compiled()), languages=["zh_Hans"])


def translate(message: str, language: str) -> str:
    """An English message id in the language asked (`zh-hans` or `en`)."""
    return message if language.startswith("en") else _chinese().gettext(message)


def sentence(reason: Reason, language: str) -> str:
    """One clear sentence for a reason, with its clause behind it where it has one."""
    said = {name: _said(name, content, language) for name, content in reason.parameters.items()}
    text = translate(english()[reason.code], language).format(**said)
    if STANDS_IN in said:
        text = translate("{place}: {said}", language).format(place=said[STANDS_IN], said=text)
    if reason.clause is None:
        return text
    clause = clause_name(reason.clause, language)
    return f"{text} ({clause})" if language.startswith(ENGLISH) else f"{text}（{clause}）"


def _said(name: str, content: ReasonParameter, language: str) -> object:
    """A label in the language; a number with commas, unless it only says which row or year."""
    if isinstance(content, Label):
        return content.in_language(language)
    if isinstance(content, int | Decimal) and name not in _WHICH:
        number = Decimal(content)
        return _WithCommas(number) if number.is_finite() and abs(number) >= _LONG else content
    return content


class _WithCommas:
    """A long number: a template that states no format of its own writes it with commas."""

    def __init__(self, number: Decimal) -> None:
        self._number = number

    def __format__(self, form: str) -> str:
        return format(self._number, form or ",f")


def clause_name(clause: str, language: str) -> str:
    """A clause in running text: its number, or the name of a part that has none."""
    named = _NAMED_CLAUSES.get(clause)
    if named is not None:
        return translate(named, language)
    return translate("clause {clause}", language).format(clause=clause)


def sentences(reasons: Iterable[Reason], language: str) -> list[str]:
    """One sentence each."""
    return [sentence(reason, language) for reason in reasons]
