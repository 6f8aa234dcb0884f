from datetime import date

import pytest
from letter_cast import effective_letter

from zhidai.core.errors import BadInput
from zhidai.documents.letters.guarantees import guarantee_effective_letter
from zhidai.documents.pdf import TEMPLATES, render
from zhidai.wording.speech import sentence

COMMON = {
    "number": "1",
    "dated": "2021年3月1日",
    "dated_iso": "2021-03-01",
    "scheme": "方案",
    "document": "1号",
    "clauses": ["第 1 条"],
    "fictional": True,
}


def check_of(answer: str) -> dict[str, object]:
    return COMMON | {
        "language": "zh",
        "outcome": "met",
        "answers": [["问", answer]],
        "not_met": [],
        "needs": [],
        "would_help": [],
        "limit": None,
        "cost": None,
        "stopped_since": None,
    }


def test_the_same_letter_of_the_same_day_is_the_same_bytes() -> None:
    letter = effective_letter()

    assert guarantee_effective_letter(letter) == guarantee_effective_letter(letter)


def test_another_business_date_gives_another_file_dated_that_day() -> None:
    first = render("self_check_result", check_of("答"), dated=date(2021, 3, 1))
    next_day = render("self_check_result", check_of("答"), dated=date(2021, 3, 2))

    assert first != next_day
    assert b"D:20210301040000Z" in first
    assert b"D:20210302040000Z" in next_day


def test_a_paper_is_marked_as_tagged_pdf_a_2() -> None:
    made = render("self_check_result", check_of("答"), dated=date(2021, 3, 1))

    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made


@pytest.mark.parametrize("character", ["😀", "ก", "अ"])
def test_a_character_the_font_lacks_is_an_error_that_names_it(character: str) -> None:
    with pytest.raises(BadInput) as refused:
        render("self_check_result", check_of(f"青峰{character}公司"), dated=date(2021, 3, 1))

    (reason,) = refused.value.reasons
    assert reason.code == "document_character_missing"
    assert character in sentence(reason, "en")
    assert character in sentence(reason, "zh-hans")


def test_template_code_in_data_is_printed_and_never_run() -> None:
    attack = '#panic("run") #read("/etc/passwd") $x$ *bold* \\ @label <label> [#]'

    made = render("self_check_result", check_of(attack), dated=date(2021, 3, 1))

    assert made.startswith(b"%PDF")


def test_templates_take_nothing_from_the_network() -> None:
    templates = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ")}

    assert "layout.typ" in templates
    assert not [name for name, text in templates.items() if "@preview" in text]
