"""`zhidai loan import`: a ledger is looked at, and taken over only when that is said."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import Make
from tests.services.money_cast import a_city, on
from tests.services.test_takeover import APPRAISER, GUARANTOR, OVERDUE, SOUND, WRONG, workbook

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.core.parties import PartyKind
from zhidai.db.lending.models import Loan
from zhidai.db.takeover.models import Takeover
from zhidai.services.demonstration.history.cast import credit_code
from zhidai.services.parties.registration import NewParty, register_party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("platform")]
WHO = ("--as", "bank", "--on", "2021-06-30", "--guarantor", GUARANTOR, "--appraiser", APPRAISER)


@pytest.fixture(scope="module")
def platform(made: Make) -> None:
    made(a_city)
    on(date(2021, 7, 1))


def written(folder: Path, *rows: list[object]) -> str:
    file = folder / "存量台账.xlsx"
    file.write_bytes(workbook(*rows))
    return str(file)


def test_nothing_is_written_until_it_is_confirmed_and_then_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("loan", "import", written(tmp_path, SOUND, OVERDUE), *WHO, "--json")

    assert run(command) == 0
    looked = json.loads(capsys.readouterr().out)
    assert not Loan.objects.exists()
    assert run((*command, "--confirm")) == 0
    taken = json.loads(capsys.readouterr().out)

    jsonschema.validate(taken, output_schema("loan-import"))
    assert (looked["taken"], taken["taken"]) == (None, 2)
    assert [(one["loan"], one["balance"], one["overdue_days"]) for one in looked["loans"]] == [
        ("旧-1", "3000000.00", 0),
        ("旧-2", "1000000.00", 40),
    ]
    assert run((*command, "--confirm")) == 1  # its loans are here already
    assert Loan.objects.count() == len(taken["loans"])


def test_a_refused_row_is_named_with_its_cell_and_holds_everything_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("loan", "import", written(tmp_path, SOUND, WRONG), *WHO, "--confirm")

    assert run((*command, "--lang", "zh")) == 1
    said = capsys.readouterr().out
    assert "台账!3 J3 余额(元): 余额1,999,999.99不等于放款金额2,000,000.00" in said
    assert "1笔贷款可以接入，1行被拒绝。尚未写入任何内容。" in said
    assert not Takeover.objects.exists()

    assert run((*command, "--good-rows", "--lang", "en")) == 0
    assert "1 loans are taken over from 存量台账.xlsx." in capsys.readouterr().out


def test_rows_that_became_good_are_taken_by_the_same_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file and the day are the same; the guarantor was registered in between."""
    late = ["旧-4", "晚霞新材（虚构）", credit_code(904), "晚到担保有限公司（虚构）", *SOUND[4:]]
    file = written(tmp_path, SOUND, late)
    command = ("loan", "import", file, *WHO, "--confirm", "--good-rows", "--json")

    assert run(command) == 0
    first = json.loads(capsys.readouterr().out)
    guarantor = NewParty(
        kind=PartyKind.GUARANTOR, name=str(late[3]), name_en="Late Guarantor (fictional)",
        place="赣州",
    )  # fmt: skip
    register_party(guarantor)
    assert run(command) == 0
    second = json.loads(capsys.readouterr().out)

    assert (first["taken"], second["taken"]) == (1, 1)
    assert set(Loan.objects.values_list("key", flat=True)) == {"旧-1", "旧-4"}
