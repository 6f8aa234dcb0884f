"""English and Chinese are both complete: every message has its Chinese, none is left over."""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize
from tests.architecture.scheme_parts import closed_words, scheme_part_messages, words_of_schemes
from tests.architecture.sources import calls, is_said, named, python_files, templates

from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.wording.compilation import merged_catalogue
from zhidai.wording.sentences import english

Message = tuple[str | None, str]  # context, message id (the singular)

PLAIN = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "translate"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
KEYWORDS = {
    "gettext": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)[^{}]*\}")


@cache
def _in_templates() -> dict[Message, str]:
    found: dict[Message, str] = {}
    for path in templates():
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        lines = io.BytesIO(source.encode())
        for _line, message, _comments, context in extract("python", lines, keywords=KEYWORDS):
            singular = message if isinstance(message, str) else message[0]
            found.setdefault((context, singular), named(path))
    return found


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@cache
def _in_code() -> dict[Message, str]:
    found: dict[Message, str] = {}
    for path in python_files():
        for name, call in calls(path):
            texts = [_literal(argument) for argument in call.args]
            if name in PLAIN and texts and texts[0] is not None:
                found.setdefault((None, texts[0]), named(path))
            if name in WITH_CONTEXT and len(texts) > 1 and texts[1] is not None:
                found.setdefault((texts[0], texts[1]), named(path))
    return found


@cache
def _in_sentences() -> dict[Message, str]:
    return {(None, text): f"the sentence {code}" for code, text in english().items()}


@cache
def _catalogue() -> Catalog:
    return merged_catalogue()


def _translated(message: Message) -> str | None:
    context, text = message
    entry = _catalogue().get(text, context)
    if entry is None:
        return None
    return entry.string if isinstance(entry.string, str) else entry.string[0]


def _untranslated(messages: dict[Message, str]) -> list[str]:
    return sorted(
        f"{where}: {message[1]}" for message, where in messages.items() if not _translated(message)
    )


def test_every_text_of_a_template_has_its_chinese() -> None:
    untranslated = _untranslated(_in_templates())

    assert _in_templates()
    assert not untranslated, "\n".join(untranslated)


def test_every_text_of_the_code_has_its_chinese() -> None:
    untranslated = _untranslated(_in_code())

    assert _in_code()
    assert not untranslated, "\n".join(untranslated)


def test_every_sentence_has_its_chinese() -> None:
    untranslated = _untranslated(_in_sentences())

    assert _in_sentences()
    assert not untranslated, "\n".join(untranslated)


def test_no_chinese_message_is_left_over() -> None:
    used = {text for _context, text in {**_in_templates(), **_in_code(), **_in_sentences()}}
    used |= scheme_part_messages() | closed_words() | words_of_schemes() | _shipped_sources()
    known = (entry.id for entry in _catalogue() if entry.id)
    singulars = {each if isinstance(each, str) else each[0] for each in known}

    unused = sorted(text for text in singulars - used if not is_said(text))

    assert not unused, "\n".join(unused)


def _shipped_sources() -> set[str]:
    """Where the parameters of valuations come from: said of the tables that ship."""
    shipped = valuation_parameters()
    return {" ".join(source.split()) for source in (shipped.source, shipped.lapse.source)}


def _placeholders(text: str) -> set[str]:
    return {one or other for one, other in PLACEHOLDER.findall(text)}


def test_a_translation_names_no_parameter_that_its_message_does_not_have() -> None:
    strange: list[str] = []
    for entry in _entries():
        singular, chinese = entry
        if not _placeholders(chinese) <= _placeholders(singular):
            strange.append(f"{singular} -> {chinese}")

    assert not strange, "\n".join(strange)


def _entries() -> Iterator[tuple[str, str]]:
    for entry in _catalogue():
        if not entry.id:
            continue
        ids = (entry.id,) if isinstance(entry.id, str) else entry.id
        strings = (entry.string,) if isinstance(entry.string, str) else entry.string
        yield from ((" ".join(ids), text) for text in strings)
