"""The text of a Word document as its page shows it: paragraphs, tables, automatic numbers."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from zhidai.documents.word_beside import put_in_place

_DEEPEST_TABLES = 5  # tables inside tables
_CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    }
)


_DIGITS = "零一二三四五六七八九"
# Wrapped round what the page shows: text put in under tracked changes, form fields, marked words.
# What was deleted or moved away stays in its own wrapping, which is passed over.
_SHOWN_INSIDE = ("ins", "moveTo", "sdtContent", "sdt", "smartTag", "customXml", "fldSimple")
_DOES_NOT_STAND = ("vanish", "strike", "dstrike")
_NOT_SHOWN = ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")


def text_of_document(content: bytes) -> str:
    """The text of a Word document; ValueError if it is none."""
    try:
        document = docx.Document(io.BytesIO(content))
        _unwrap(document.element.body)
        put_in_place(document)
        numbering = _Numbering(document)
        return "\n".join(_lines(document, numbering, 0))
    except (SyntaxError, AttributeError, TypeError, IndexError) as error:
        raise ValueError("no Word document") from error


def _unwrap(body: Any) -> None:
    """Puts what is shown in place of its wrapping, and takes out what is hidden or struck out."""
    for name in _NOT_SHOWN:
        for element in list(body.iter(qn(f"w:{name}"))):
            element.getparent().remove(element)
    for hidden in list(body.iter(*(qn(f"w:{name}") for name in _DOES_NOT_STAND))):
        run = hidden.getparent().getparent()
        is_run = run is not None and run.tag == qn("w:r") and run.getparent() is not None
        if is_run and hidden.get(qn("w:val")) not in ("0", "false", "off"):
            run.getparent().remove(run)
    for name in _SHOWN_INSIDE:
        for element in list(body.iter(qn(f"w:{name}"))):
            around = element.getparent()
            place = around.index(element)
            for child in reversed(list(element)):
                around.insert(place, child)
            around.remove(element)


def _lines(container: Any, numbering: "_Numbering", depth: int) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield numbering.label(block) + block.text
        elif isinstance(block, Table) and depth < _DEEPEST_TABLES:
            yield from _rows(block, numbering, depth)


def _rows(table: Table, numbering: "_Numbering", depth: int) -> Iterator[str]:
    """One line a row, cells parted by tabs; merged cells come once."""
    for row in table.rows:
        cells: list[str] = []
        seen: set[Any] = set()
        for cell in row.cells:
            if cell._tc in seen:  # noqa: SLF001 - the only identity of a merged cell
                continue
            seen.add(cell._tc)  # noqa: SLF001
            cells.append(" ".join(_lines(cell, numbering, depth + 1)))
        yield "\t".join(cells)


class _Numbering:
    """Counts Word's automatic lists and writes the number that each paragraph shows."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            definition = None if reference is None else abstract.get(reference.get(qn("w:val")))
            for level in () if definition is None else definition.findall(qn("w:lvl")):
                self._add(number.get(qn("w:numId")), level)

    def _add(self, list_id: str, level: Any) -> None:
        place = int(level.get(qn("w:ilvl")))
        read = {name: level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
        values = {name: None if one is None else one.get(qn("w:val")) for name, one in read.items()}
        text = values["lvlText"] or ""
        self._levels[list_id, place] = (values["numFmt"] or "", text, int(values["start"] or 1))

    def label(self, paragraph: Paragraph) -> str:
        """What Word writes in front of a paragraph; nothing where it is in no numbered list."""
        place = _list_place(paragraph)
        if place is None or place not in self._levels or self._levels[place][0] == "bullet":
            return ""
        list_id, level = place
        start = self._levels[place][2]
        self._counts[place] = self._counts.get(place, start - 1) + 1
        for deeper in [one for one in self._counts if one[0] == list_id and one[1] > level]:
            del self._counts[deeper]
        shown = self._levels[place][1]
        for above in range(level + 1):
            shown = shown.replace(f"%{above + 1}", self._shown(list_id, above))
        return shown

    def _shown(self, list_id: str, level: int) -> str:
        form, _, start = self._levels.get((list_id, level), ("decimal", "", 1))
        count = self._counts.get((list_id, level), start)
        return _chinese(count) if form in _CHINESE_FORMATS else str(count)


def _chinese(count: int) -> str:
    """A list number in Chinese, as far as lists go: 九, 十, 十一, 二十."""
    tens, ones = divmod(count, 10)
    if not 0 < tens < 10:
        return _DIGITS[ones] if not tens else str(count)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _list_place(paragraph: Paragraph) -> tuple[str, int] | None:
    """List and level of a paragraph, its own or its style's."""
    for properties in _properties(paragraph):
        numbers = None if properties is None else properties.find(qn("w:numPr"))
        list_id = None if numbers is None else numbers.find(qn("w:numId"))
        if numbers is None or list_id is None:
            continue
        level = numbers.find(qn("w:ilvl"))
        value = list_id.get(qn("w:val"))
        return (
            None if value == "0" else (value, 0 if level is None else int(level.get(qn("w:val"))))
        )
    return None


def _properties(paragraph: Paragraph) -> Iterator[Any]:
    yield paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to list numbers
    style = paragraph.style
    if style is not None:
        yield style.element.find(qn("w:pPr"))
