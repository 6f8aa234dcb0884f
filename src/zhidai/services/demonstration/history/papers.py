"""Papers of the past: a small page each that says it is a specimen, kept as an upload is.

The letters that the platform issues are not made for the past; a case of today has them.
"""

from collections.abc import Iterator

from zhidai.core.policy.scheme import Scheme, TaskDefinition
from zhidai.documents.uploads import CheckedUpload, check_upload

FILED_TOO = ("business_licence", "entrusted_guarantee_contract", "guarantee_fee_invoice")  # 9.2


def papers_of(
    task: TaskDefinition, scheme: Scheme, *, case: str
) -> Iterator[tuple[str, CheckedUpload]]:
    """What a task cannot do without."""
    for name in task.papers:
        if scheme.papers[name].required:
            yield name, small_specimen(name, scheme, case=case)


def small_specimen(paper: str, scheme: Scheme, *, case: str) -> CheckedUpload:
    """One page: which paper of which case it stands for, and that it is fictional."""
    return check_upload(
        f"{scheme.papers[paper].label.zh}.pdf", _page(f"Specimen, fictional: {paper}, {case}")
    )


def _page(text: str) -> bytes:
    """A PDF of one page with one line of ASCII text."""
    shown = f"BT /F1 14 Tf 60 760 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end
