"""Which characters the papers can be set in; asked where a text is typed, not when it is printed.

A case must not get stuck at its letter over one character of a title given months before.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from zhidai.core.errors import BadInput, reason

_LINE_ENDS = frozenset("\n\r\t")  # set as space


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters that the font of the papers does not have, each once, in their order."""
    known = _characters_of_the_font()
    return tuple(
        dict.fromkeys(
            character
            for character in text
            if ord(character) not in known and character not in _LINE_ENDS
        )
    )


def require_settable(*texts: str) -> None:
    """Bad input that names the first character of each text that no paper could show."""
    missing = dict.fromkeys(found[0] for text in texts if (found := missing_characters(text)))
    if missing:
        raise BadInput(*(reason("character_not_settable", character=_named(c)) for c in missing))


def require_settable_answers(answers: Mapping[str, object]) -> None:
    """The same for answers of a form, bare or with their evidence."""
    require_settable(*_texts(answers.values()))


def _texts(answers: Iterable[object]) -> Iterable[str]:
    for answer in answers:
        bare = answer.get("value") if isinstance(answer, Mapping) else answer
        if isinstance(bare, str):
            yield bare


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() else code


@cache
def _characters_of_the_font() -> frozenset[int]:
    folder = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    font = next(each for each in folder.iterdir() if each.name.endswith(".ttf"))
    with as_file(font) as path, TTFont(path, lazy=True) as opened:
        # Numbers for names: working out the names of all glyphs takes most of the time.
        opened.setGlyphOrder([str(number) for number in range(opened["maxp"].numGlyphs)])
        return frozenset(opened.getBestCmap())
