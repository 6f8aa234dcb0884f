"""拟质押专利情况表 as a Word document: the same table as the PDF, to be completed and changed."""

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from zhidai.documents.figures import day
from zhidai.documents.letters.patent_filing import PatentFilingForm, patent_title

_TITLE = "拟质押专利情况表"
_SONG, _HEI = (
    "宋体",
    "黑体",
)  # on every Chinese office machine; papers of authorities are set in them
_WIDTHS = (Cm(2.8), Cm(5.4), Cm(2.8), Cm(5.4))
_LOW, _HIGH = Cm(0.9), Cm(2.2)  # of a row; prose has room to be written
_FAINT = "F3F3F1"
_FICTIONAL = "演示城市：企业与人员均为虚构"


def patent_filing_document(form: PatentFilingForm) -> bytes:
    """The form of clause 9.1.1 and the annex of the Ganzhou plan as .docx."""
    document = docx.Document()
    _page(document)
    _line(document, _TITLE, size=18, is_title=True)
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _about_the_enterprise(table, form)
    _patents(table, form)
    for label, text in (
        ("企业概况", form.profile),
        ("专利质押情况", form.existing_pledges),
        ("知识产权纠纷\n处理情况", form.disputes),
    ):
        _wide(table, label, text, height=_HIGH)
    _line(document, f"{form.enterprise}（盖章）", align=WD_ALIGN_PARAGRAPH.RIGHT, above=18)
    _line(document, day(form.imprint.dated), align=WD_ALIGN_PARAGRAPH.RIGHT)
    if form.imprint.fictional:
        _line(document, _FICTIONAL, size=8.5)
    return _saved(document, form)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    _in_font(style, _SONG)


def _in_font(target: Any, font: str) -> None:
    """Word takes the font of Chinese characters from an attribute of its own."""
    target.font.name = font
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _line(
    document: Any,
    text: str,
    *,
    size: float = 10.5,
    is_title: bool = False,
    align: Any = None,
    above: float = 0,
) -> None:
    paragraph = document.add_heading(level=1) if is_title else document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_title else align
    paragraph.paragraph_format.space_before = Pt(above)
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if is_title:
        run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    run.font.name = _HEI if is_title else _SONG
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no public way
    fonts.set(qn("w:eastAsia"), _HEI if is_title else _SONG)


def _about_the_enterprise(table: Any, form: PatentFilingForm) -> None:
    _wide(table, "企业名称\n（盖章）", form.enterprise)
    for pairs in (
        ("注册地址", form.registered_address, "注册资本\n（万元）", form.capital_text),
        ("法定代表人", form.legal_representative.name,
         "联系电话", form.legal_representative.telephone),
        ("联系人", form.contact.name, "联系电话", form.contact.telephone),
        ("所属行业", form.industry, "企业性质", form.enterprise_kind),
    ):  # fmt: skip
        _row(table, *pairs)
    _wide(table, "拥有知识产权\n及数量", form.counts_text)
    _wide(table, "属于何种\n类型企业", form.statuses_text)


def _patents(table: Any, form: PatentFilingForm) -> None:
    """The list, its label beside all of its lines."""
    first = _cells(table)
    label, title, _, number = first
    title = title.merge(first[2])
    for cell, text in ((label, "设质专利权\n清单"), (title, "专利名称"), (number, "专利号")):
        _write(cell, text, is_label=True)
    for one in form.patents:
        cells = _cells(table)
        label = label.merge(cells[0])
        _write(cells[1].merge(cells[2]), patent_title(one))
        _write(cells[3], one.number)


def _row(table: Any, *texts: str) -> None:
    for place, (cell, text) in enumerate(zip(_cells(table), texts, strict=True)):
        _write(cell, text, is_label=place % 2 == 0)


def _wide(table: Any, label: str, text: str, *, height: Any = _LOW) -> None:
    cells = _cells(table, height=height)
    _write(cells[0], label, is_label=True)
    _write(cells[1].merge(cells[3]), text)


def _cells(table: Any, *, height: Any = _LOW) -> Any:
    row = table.add_row()
    row.height = height
    for cell, width in zip(row.cells, _WIDTHS, strict=True):
        cell.width = width
    return row.cells


def _write(cell: Any, text: str, *, is_label: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text)
    if is_label:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _FAINT)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no public way


def _saved(document: Any, form: PatentFilingForm) -> bytes:
    made = datetime.combine(form.imprint.dated, time(12))
    about = document.core_properties
    about.title, about.author, about.language = _TITLE, form.enterprise, "zh-CN"
    about.created = about.modified = made
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
