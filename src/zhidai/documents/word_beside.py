"""What stands in a Word document beside its paragraphs, put where the page shows it.

Notes and text boxes belong to the paragraph they are anchored in; symbols and formulas are letters
of another kind. What is none of these and says something all the same leaves a mark, so that an
audit tells that the file holds what was not read.
"""

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from zhidai.core.policy_text.reading import UNREAD

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_WITH_WORDS = ("/chart", "/diagram")  # drawings that are neither picture nor text box
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_FONT = "symbol"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
# The font Symbol as its signs stand in Unicode, with and without the private area Word uses.
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xB0: "°", 0xD7: "·", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%",
}  # fmt: skip


def put_in_place(document: Any) -> None:
    """Symbols, formulas, notes and text boxes as text where they are shown."""
    body = document.element.body
    for fallback in list(body.iter(f"{_COMPATIBILITY}Fallback")):
        fallback.getparent().remove(fallback)  # the same text box in an older form
    _words(body)
    _notes(document.part, body)
    _boxes(body)


def _words(root: Any) -> None:
    for symbol in list(root.iter(qn("w:sym"))):
        _replace(symbol, _text(_symbol(symbol)))
    for text in root.iter(qn("w:t")):
        if text.text and _PRIVATE.search(text.text) and _is_in_symbol(text):
            text.text = _PRIVATE.sub(lambda found: _sign(ord(found[0])), text.text)
    for formula in list(root.iter(f"{_MATH}oMath")):
        _replace(formula, _run("".join(_linear(formula))))
    for around in list(root.iter(f"{_MATH}oMathPara")):
        for run in reversed(list(around.iter(qn("w:r")))):
            around.addnext(run)
    for ruby in list(root.iter(qn("w:ruby"))):
        base = ruby.find(qn("w:rubyBase"))
        words = () if base is None else base.iter(qn("w:t"))
        _replace(ruby, _text("".join(one.text or "" for one in words)))
    for thing in list(root.iter(qn("w:object"))):
        _replace(thing, _text(UNREAD))
    for graphic in list(root.iter(_GRAPHIC)):
        if graphic.get("uri", "").endswith(_WITH_WORDS):
            _paragraph_of(graphic).append(_run(UNREAD))
    for chunk in list(root.iter(qn("w:altChunk"))):
        paragraph = OxmlElement("w:p")
        paragraph.append(_run(UNREAD))
        _replace(chunk, paragraph)


def _symbol(symbol: Any) -> str:
    is_known = (symbol.get(qn("w:font")) or "").lower() == _FONT
    return _sign(int(symbol.get(qn("w:char")) or "0", 16)) if is_known else UNREAD


def _is_in_symbol(text: Any) -> bool:
    fonts = text.getparent().find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return fonts is not None and _FONT in {str(name).lower() for name in fonts.attrib.values()}


def _sign(code: int) -> str:
    return _SYMBOLS.get(code & 0xFF, UNREAD)


def _linear(formula: Any) -> Iterator[str]:
    """A formula in one line; a fraction with its stroke."""
    for child in formula:
        if child.tag == f"{_MATH}t":
            yield child.text or ""
        elif child.tag == f"{_MATH}den":
            yield "/"
            yield from _linear(child)
        else:
            yield from _linear(child)


def _notes(part: Any, body: Any) -> None:
    """Each note in brackets at the end of the paragraph that refers to it."""
    for reference_name, kind in _NOTES.items():
        references = list(body.iter(qn(f"w:{reference_name}")))
        notes = _read_notes(part, kind) if references else {}
        for reference in references:
            note = notes.get(reference.get(qn("w:id")), UNREAD)
            _paragraph_of(reference).append(_run(f"（注：{note}）"))


def _read_notes(part: Part, kind: str) -> dict[str, str]:
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            root: Any = parse_xml(relation.target_part.blob)
            _words(root)
            return {
                note.get(qn("w:id")): "".join(one.text or "" for one in note.iter(qn("w:t")))
                for note in root
            }
    return {}


def _boxes(body: Any) -> None:
    """The paragraphs of a text box behind the paragraph it is anchored in."""
    for box in list(body.iter(qn("w:txbxContent"))):
        anchor = _paragraph_of(box)
        for block in reversed(list(box)):
            anchor.addnext(block)


def _paragraph_of(element: Any) -> Any:
    while element.tag != qn("w:p"):
        element = element.getparent()
    return element


def _replace(old: Any, new: Any) -> None:
    old.getparent().replace(old, new)


def _text(words: str) -> Any:
    element: Any = OxmlElement("w:t")
    element.text = words
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _run(words: str) -> Any:
    run: Any = OxmlElement("w:r")
    run.append(_text(words))
    return run
