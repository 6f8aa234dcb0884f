"""The annex form as a Word document: the same content as the PDF, open where nothing is known."""

import io
from dataclasses import replace

import docx
from tests.documents import letter_cast
from tests.documents.pdf_text import text_of

from zhidai.documents.annex_word import patent_filing_document
from zhidai.documents.letters.imprint import PledgedPatent
from zhidai.documents.letters.patent_filing import PatentFilingForm, patent_filing_form
from zhidai.documents.word_text import text_of_document


def blank() -> PatentFilingForm:
    form = letter_cast.filing()
    return PatentFilingForm(
        imprint=form.imprint,
        industry="工业",
        status_choices=("知识产权试点企业", "高新技术企业"),
        patents=(
            PledgedPatent(title="", number="", kind="发明专利，申请日 2017-07-21"),
            PledgedPatent(title="", number="", kind=""),
        ),
    )


def test_word_and_pdf_say_the_same() -> None:
    form = letter_cast.filing()

    word = text_of_document(patent_filing_document(form))
    paper = text_of(patent_filing_form(form))

    said = [
        form.enterprise, form.registered_address, "2,000", "0797-0000001", form.counts_text,
        "省级知识产权示范企业、国家级高新技术企业", form.profile, form.disputes,
        *(one.number for one in form.patents),
    ]  # fmt: skip
    for each in said:
        assert each in word
        assert "".join(each.split()) in paper


def test_what_is_not_known_is_left_open_and_never_zero() -> None:
    word = text_of_document(patent_filing_document(blank()))
    paper = text_of(patent_filing_form(blank()))

    assert "□ 知识产权试点企业" in word
    assert "（发明专利，申请日 2017-07-21）" in word
    assert "0 件" not in word
    assert "□知识产权试点企业" in paper
    assert "0件" not in paper


def test_an_enterprise_without_a_listed_type_has_none() -> None:
    form = replace(letter_cast.filing(), statuses=())

    assert "类型企业\t无" in text_of_document(patent_filing_document(form)).replace("\n", "")


def test_the_document_opens_in_chinese_type_and_is_the_same_for_the_same_day() -> None:
    first, second = (patent_filing_document(blank()) for _ in range(2))

    document = docx.Document(io.BytesIO(first))
    fonts = document.styles["Normal"].element.rPr.rFonts
    key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    assert fonts.get(key) == "宋体"
    assert document.core_properties.title == "拟质押专利情况表"
    assert text_of_document(first) == text_of_document(second)
