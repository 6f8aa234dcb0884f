"""The annex begun by a self-check asks for all that the plan's form asks for."""

import pytest
from tests.documents.pdf_text import text_of

from zhidai.core.policy.case_facts import CaseFacts
from zhidai.documents.annex_word import patent_filing_document
from zhidai.documents.letters.patent_filing import patent_filing_form
from zhidai.documents.word_text import text_of_document
from zhidai.schemes.reader import shipped
from zhidai.web.self_check.annex import annex_of

pytestmark = pytest.mark.django_db
STATUSES = (
    "□ ____级知识产权试点企业",
    "□ ____级知识产权示范企业",
    "□ ____级知识产权优势培育企业",
    "□ ____级高新技术企业",
    "□ 其他________",
)


def test_the_annex_has_room_for_the_level_of_each_status_and_for_another() -> None:
    form = annex_of(shipped("ganzhou-2020"), CaseFacts())

    word = text_of_document(patent_filing_document(form))
    paper = text_of(patent_filing_form(form))

    for status in STATUSES:
        assert status in word
        assert "".join(status.split()) in paper
