"""A wrong file is refused in one sentence, and what was typed stays."""

import pytest
from tests.journeys.conftest import Meet


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("certificate.exe", b"MZ\x90\x00", "PDF、图片、Word 或 Excel"),
        ("certificate.pdf", b"not a PDF at all", "certificate.pdf"),
        ("certificate.pdf", b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "10 MB"),
    ],
    ids=["wrong type", "not what its name says", "too large"],
)
def test_a_wrong_upload_is_refused_in_one_sentence_and_nothing_typed_is_lost(
    meet: Meet, name: str, content: bytes, said: str
) -> None:
    enterprise = meet("enterprise1")
    case = enterprise.opens_a_case(route="间接质押", amount="100万元", patents=["ZL201719999911.0"])
    enterprise.goes_to(f"/zh-hans/cases/{case}/")
    enterprise.follows("报备拟质押专利并提出申请")
    enterprise.fills({"贷款期限": "9个月", "贷款用途": "技术改造"})
    enterprise.attaches_file("专利证书复印件", name, content)

    enterprise.presses("报备拟质押专利并提出申请")

    enterprise.sees("有问题需要更正", said)
    assert enterprise.value_of("贷款期限") in {"9", "9个月"}
    assert enterprise.has_chosen("贷款用途", "技术改造")
