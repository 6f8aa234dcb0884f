"""Two parties of one kind on one route: said by the check already, not first at the signing."""

import shutil
from importlib.resources import as_file
from pathlib import Path

from tests.schemes.minimal_scheme import spoil

from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_folder
from zhidai.schemes.findings import Severity
from zhidai.schemes.reader import shipped_folder
from zhidai.wording.speech import sentence

OWN = "  - {id: insurer, label: {zh: 保险公司, en: Insurer}, kind: insurer}"
SECOND = "  - {id: co_insurer, label: {zh: 共保公司, en: Co-insurer}, kind: insurer}"


def test_the_check_names_the_route_and_the_parties(tmp_path: Path) -> None:
    folder = tmp_path / "qinglan-2021"
    with as_file(shipped_folder("qinglan-2021")) as source:
        shutil.copytree(source, folder)
    spoil(folder, "scheme.yaml", OWN, f"{OWN}\n{SECOND}")
    both = "appraiser, insurer, co_insurer, bank"
    spoil(folder, "routes/insured.yaml", "appraiser, insurer, bank", both)

    scheme, findings = check_folder(folder, on=None, reference=reference_tables())
    found = [one for one in findings if one.reason.code == "casework_kind_twice"]

    (one,) = found
    assert one.severity is Severity.WARNING
    told = sentence(one.reason, "zh")
    assert "投保模式" in told
    assert "保险公司、共保公司" in told
    assert not_carried_out(scheme)  # so that no party is offered it
