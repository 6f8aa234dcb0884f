"""The text of a policy out of .txt and .docx, and what is refused in one sentence."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn

from zhidai.core.errors import BadInput
from zhidai.core.policy_text.clause_tree import clauses_of
from zhidai.core.policy_text.reading import read
from zhidai.documents.policy_text import LARGEST_BYTES, policy_text, read_policy_file
from zhidai.wording.speech import sentence

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PLAN = "一、简介\n贷款不超过1000万元。\n二、其他\n无。"


def refused(content: bytes, name: str) -> str:
    with pytest.raises(BadInput) as caught:
        policy_text(content, name=name)
    (reason,) = caught.value.reasons
    return sentence(reason, "en")


def word_file(document: "docx.document.Document") -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    assert policy_text(PLAN.encode(encoding), name="plan.txt") == PLAN


def test_a_word_file_gives_paragraphs_and_tables_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("一、简介")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "质押率"
    table.rows[0].cells[1].text = "80%"
    document.add_paragraph("二、其他")

    assert policy_text(word_file(document), name="plan.docx") == "一、简介\n质押率\t80%\n二、其他"


def test_a_merged_cell_comes_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "企业概况"
    table.rows[0].cells[2].text = "近3年"

    assert policy_text(word_file(document), name="plan.docx") == "企业概况\t近3年"


_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>2022年起改为60%</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)


def with_inside(xml: str) -> bytes:
    """A paragraph 分担, what is given, 。"""
    document = docx.Document()
    document.add_paragraph("一、总则")
    paragraph = document.add_paragraph("分担")
    inside = parse_xml(
        f'<w:p xmlns:w="{nsmap["w"]}" xmlns:m="{_MATH}">{xml}<w:r><w:t>。</w:t></w:r></w:p>'
    )
    for run in list(inside):
        paragraph._p.append(run)
    return word_file(document)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>70%</w:t></w:r>", "分担。"),
        ("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>70%</w:t></w:r>", "分担。"),
        ('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>70%</w:t></w:r>', "分担70%。"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>70%</w:t></w:r>', "分担≥70%。"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0B3"/><w:t>70%</w:t></w:r>', "分担\ufffd70%。"),
        (
            '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0b370%</w:t></w:r>',
            "分担≥70%。",
        ),
        ("<m:oMath><m:r><m:t>-10%</m:t></m:r></m:oMath>", "分担-10%。"),
        (
            (
                "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
                "<m:t>3</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>"
            ),
            "分担1/3。",
        ),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "分担。（注：\ufffd）"),
        (_BOX, "分担。\n2022年起改为60%"),
        ("<w:r><w:object/></w:r>", "分担\ufffd。"),
    ],
)
def test_what_stands_beside_the_words_of_a_paragraph_is_read_or_marked(
    xml: str, shown: str
) -> None:
    assert policy_text(with_inside(xml), name="plan.docx") == f"一、总则\n{shown}"


def test_a_footnote_is_read_at_the_end_of_its_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("分担70%。")._p.append(
        parse_xml(f'<w:r xmlns:w="{nsmap["w"]}"><w:footnoteReference w:id="2"/></w:r>')
    )
    notes = (
        f'<w:footnotes xmlns:w="{nsmap["w"]}"><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>2022年起改为60%</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    name, kind = PackURI("/word/footnotes.xml"), f"{CONTENT_TYPE}.footnotes+xml"
    part = Part(name, kind, notes.encode(), document.part.package)
    document.part.relate_to(part, f"{nsmap['r']}/footnotes")

    text = policy_text(word_file(document), name="plan.docx")

    assert text == "分担70%。（注：2022年起改为60%）"


def test_numbers_that_word_makes_itself_are_written_out() -> None:
    """Two levels of one automatic list: 一、 and （一）."""
    document = docx.Document()
    root = document.part.numbering_part.element
    abstract = _element("w:abstractNum", {"w:abstractNumId": "77"})
    for level, text in (("0", "%1、"), ("1", "（%2）")):
        definition = _element("w:lvl", {"w:ilvl": level})
        for name, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", text)):
            definition.append(_element(name, {"w:val": value}))
        abstract.append(definition)
    root.insert(0, abstract)
    number = _element("w:num", {"w:numId": "77"})
    number.append(_element("w:abstractNumId", {"w:val": "77"}))
    root.append(number)
    for level, text in (
        ("0", "条件"),
        ("1", "企业。"),
        ("1", "银行。"),
        ("0", "其他"),
        ("1", "无。"),
    ):
        _numbered(document.add_paragraph(text), level)

    text = policy_text(word_file(document), name="plan.docx")

    assert text == "一、条件\n（一）企业。\n（二）银行。\n二、其他\n（一）无。"
    assert [one.id for one in clauses_of(read(text))] == ["1", "1.1", "1.2", "2", "2.1"]


def test_tracked_changes_and_form_fields_are_read_as_the_page_shows_them() -> None:
    document = docx.Document()
    changed = document.add_paragraph("一、贷款不超过")
    gone, put_in = _element("w:del", {}), _element("w:ins", {})
    run = _element("w:r", {})
    run.append(_element("w:delText", {}))
    run[0].text = "500"
    gone.append(run)
    put_in.append(changed.add_run("800")._r)
    changed._p.extend([gone, put_in])
    changed.add_run("万元。")
    changed.add_run("9").font.hidden = True
    field, inside = _element("w:sdt", {}), _element("w:sdtContent", {})
    field.append(_element("w:sdtPr", {}))
    inside.append(document.add_paragraph("二、期限不超过1年。")._p)
    field.append(inside)
    changed._p.addnext(field)

    text = policy_text(word_file(document), name="plan.docx")

    assert text == "一、贷款不超过800万元。\n二、期限不超过1年。"


def _element(name: str, attributes: dict[str, str]) -> OxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def _numbered(paragraph: "docx.text.paragraph.Paragraph", level: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbers = _element("w:numPr", {})
    numbers.append(_element("w:ilvl", {"w:val": level}))
    numbers.append(_element("w:numId", {"w:val": "77"}))
    properties.append(numbers)


def _archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "plan.txt", "plan.txt is empty"),
        (b" \n\t ", "plan.txt", "plan.txt is empty"),
        (
            b"%PDF-1.7 ...",
            "plan.pdf",
            "plan.pdf is a PDF, whose text does not come in a sure order",
        ),
        (b"%PDF-1.7 ...", "plan.txt", "plan.txt is a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "scan.png", "scan.png is a picture or a scan"),
        (b"\xff\xd8\xff\xe0", "scan.txt", "scan.txt is a picture or a scan"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "plan.doc", "plan.doc is in the old Word format"),
        (b"\x81\x00\xff\xfe\x00", "plan.txt", "plan.txt is not text in UTF-8 or GB 18030"),
        (b"\x00\x01\x02plan", "plan.txt", "plan.txt is not text in UTF-8 or GB 18030"),
        (b"\x01\x02\x03\x04" * 50 + b"plan", "plan.txt", "plan.txt is not text in UTF-8"),
        ("。，；".encode(), "plan.txt", "plan.txt holds no words"),
        (b"a,b,c", "plan.csv", "plan.csv is neither .txt nor .docx"),
        (b"no archive", "plan.docx", "plan.docx cannot be read as a Word file"),
        (b"PK\x03\x04 broken", "plan.docx", "plan.docx cannot be read as a Word file"),
        (_archive({"a.txt": b"x"}), "plan.docx", "plan.docx cannot be read as a Word file"),
        (
            _archive({"word/document.xml": b"<a"}),
            "plan.docx",
            "plan.docx cannot be read as a Word file",
        ),
        (
            _archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "plan.docx",
            "plan.docx cannot be read as a Word file",
        ),
        (
            _archive({"word/document.xml": b" " * (31 * 1024**2)}),
            "bomb.docx",
            "bomb.docx is larger than 10 MB or unfolds to more than a plan can hold",
        ),
        (
            _archive({f"{number}.bin": b"\0" * 12_000_000 for number in range(9)}),
            "bomb.docx",
            "bomb.docx is larger than 10 MB or unfolds to more than a plan can hold",
        ),
        (b"a" * (LARGEST_BYTES + 1), "huge.txt", "huge.txt is larger than 10 MB"),
    ],
)
def test_what_holds_no_policy_is_refused(content: bytes, name: str, told: str) -> None:
    assert refused(content, name).startswith(told)


def test_a_word_file_without_words_is_refused() -> None:
    assert "holds no words" in refused(word_file(docx.Document()), "scan.docx")


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.txt", "There is no file"), (tmp_path, "cannot be opened")):
        with pytest.raises(BadInput) as caught:
            read_policy_file(path)
        assert told in sentence(caught.value.reasons[0], "en")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as opened:
        opened.truncate(LARGEST_BYTES + 1)

    with pytest.raises(BadInput) as caught:
        read_policy_file(path)

    assert "is larger than 10 MB" in sentence(caught.value.reasons[0], "en")
