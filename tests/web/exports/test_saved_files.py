"""Every file that a signed-in person saves is recorded before it leaves, and only grows."""

import hashlib
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.cast import Cast, make_cast
from tests.conftest import Make
from tests.tenancy.doors import DOORS

from zhidai.core.parties import PersonRole
from zhidai.db.exports.models import Export
from zhidai.db.parties.models import Person
from zhidai.services.acting import Acting, acting_as
from zhidai.services.exports.queries import export_count, export_rows
from zhidai.web.shared.downloads import FILES

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
WEB = Path(__file__).resolve().parents[3] / "src" / "zhidai" / "web"


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    return made(make_cast)


def client_of(acting: Acting) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=acting.person_id), backend=BACKEND)
    return client


def colleague(acting: Acting, role: PersonRole) -> Acting:
    """Another person of the same party."""
    person = Person.objects.create_user(
        username=f"another {role} of {acting.party_id}",
        party_id=acting.party_id,
        role=str(role),
        full_name="同事（虚构）",
        full_name_en="A colleague (fictional)",
    )
    return acting_as(person)


def test_what_was_saved_is_recorded_with_its_digest(cast: Cast) -> None:
    found = client_of(cast.bank).get("/en/statistics/export/?metric=balance")

    (row,) = Export.objects.all()
    assert (row.party_id, row.person_id) == (cast.bank.party_id, cast.bank.person_id)
    assert row.sha256 == hashlib.sha256(found.content).hexdigest()
    assert row.size == len(found.content)
    assert (row.what, row.name) == ("statistics:export", "balance-2021-03-01.xlsx")
    assert row.address == "/en/statistics/export/?metric=balance"
    assert row.exported_on.isoformat() == "2021-03-01"
    assert row.name in found["Content-Disposition"]


def test_nobody_is_recorded_for_a_visitor_or_for_a_refused_file(cast: Cast) -> None:
    assert Client().get("/en/ledger/sample.xlsx").status_code == 200
    assert client_of(cast.treasury).get("/en/statistics/export/").status_code == 403

    assert not Export.objects.exists()


def test_a_record_is_neither_changed_nor_removed(cast: Cast) -> None:
    client_of(cast.bank).get("/en/ledger/sample.xlsx")

    for change in (lambda: Export.objects.update(name="other"), Export.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Export.objects.get().name == "zhidai-ledger-sample.xlsx"


def test_an_officer_sees_their_own_an_approver_the_partys_and_others_none(cast: Cast) -> None:
    officer = colleague(cast.bank, PersonRole.OFFICER)
    approver = colleague(cast.bank, PersonRole.APPROVER)
    official = colleague(cast.bureau, PersonRole.OFFICER)
    for one in (officer, approver, cast.bureau):
        client_of(one).get("/en/ledger/sample.xlsx")

    assert export_count(officer) == 1
    assert export_count(approver) == 2
    assert export_count(official) == 1  # the bureau's own
    assert export_count(cast.guarantor) == 0
    digest = export_rows(approver, first=0, most=1)[0].sha256
    assert export_count(approver, digest=digest[:12].upper()) == 2
    assert export_count(approver, digest="0" * 64) == 0


@pytest.mark.parametrize(("language", "word"), [("en", "Sample ledger"), ("zh-hans", "台账样例")])
def test_the_page_lists_them_in_both_languages(cast: Cast, language: str, word: str) -> None:
    client = client_of(cast.bureau)
    client.get("/en/ledger/sample.xlsx")

    text = client.get(f"/{language}/saved-files/").content.decode()

    assert word in text
    assert "zhidai-ledger-sample.xlsx" in text


def test_files_leave_in_one_way_only() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in WEB.rglob("*.py")}

    sending = {str(path.relative_to(WEB)) for path, text in sources.items()
               if "Content-Disposition" in text or "FileResponse" in text}  # fmt: skip

    assert sending == {"shared/downloads.py"}
    assert set(FILES) <= set(DOORS)
