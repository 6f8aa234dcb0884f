"""`zhidai breaches`: recorded, objected to, decided, listed, in words and in JSON."""

import json
from typing import Any

import jsonschema
import pytest
from tests.cast import TODAY, Cast, make_cast, open_indirect
from tests.conftest import Make

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.core.parties import PersonRole
from zhidai.db.integrity.models import Breach
from zhidai.db.parties.models import Party, Person
from zhidai.services.acting import Acting

pytestmark = pytest.mark.django_db
RECORD = ("--kind", "claim_not_paid", "--happened-on", "2021-02-01", "--evidence", "催告函（虚构）")


@pytest.fixture(scope="module")
def cast(made: Make) -> Cast:
    """A case in which all parties take part, so that they work with each other."""
    cast = made(make_cast)
    open_indirect(cast, amount="100万元")
    return cast


def user(acting: Acting) -> str:
    return str(Person.objects.get(pk=acting.person_id).username)


def a_colleague(acting: Acting) -> str:
    Person.objects.create_user(
        username="colleague",
        party_id=acting.party_id,
        role=str(PersonRole.APPROVER),
        full_name="同事（虚构）",
        full_name_en="A colleague (fictional)",
    )
    return "colleague"


def answer(capsys: pytest.CaptureFixture[str], schema: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(read, output_schema(schema))
    return read


def test_a_breach_goes_its_way_at_the_prompt(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    party, bureau = Party.objects.get(pk=cast.guarantor.party_id), user(cast.bureau)
    record = ("breaches", "record", "--as", bureau, "--party", party.name, *RECORD, "--json")

    assert run(record) == run(record) == 0  # the same record twice is one
    written = capsys.readouterr().out
    number = Breach.objects.get().number
    assert written.count(f'"number": "{number}"') == 2
    grounds = ("--grounds", "已于当日付清（虚构）", "--json")
    assert run(("breaches", "object", number, "--as", user(cast.guarantor), *grounds)) == 0
    assert answer(capsys, "breach-show")["breach"]["status"] == "objected"
    decide = ("breaches", "decide", number, *grounds, "--uphold", "--as")
    assert run((*decide, bureau)) == 1  # whoever recorded it does not decide
    assert "登记" in capsys.readouterr().err
    assert run((*decide, a_colleague(cast.bureau))) == 0
    assert answer(capsys, "breach-show")["breach"]["status"] == "stands"
    assert run(("breaches", "list", "--as", bureau, "--json")) == 1
    (line,) = answer(capsys, "breach-list")["breaches"]
    assert (line["number"], line["recorded_on"]) == (number, TODAY.isoformat())
    assert run(("breaches", "list", "--as", bureau, "--status", "dismissed", "--lang", "en")) == 0
    assert "0 breaches, 0 of them stand." in capsys.readouterr().out
    assert run(("breaches", "show", number, "--as", bureau, "--lang", "zh")) == 0
    told = capsys.readouterr().out
    assert "依据：催告函（虚构）" in told
    assert "已生效" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--party": "没有这家（虚构）"}, "Write its full name"),
        ({"--happened-on": "2021-02-30"}, "2021-02-30"),
        ({"--as": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_recorded_is_one_sentence_and_records_nothing(
    cast: Cast, capsys: pytest.CaptureFixture[str], changed: dict[str, str], said: str
) -> None:
    party = Party.objects.get(pk=cast.guarantor.party_id).name
    given = dict(zip(RECORD[::2], RECORD[1::2], strict=True))
    given |= {"--as": user(cast.bureau), "--party": party, **changed}

    words = [word for option in given.items() for word in option]
    assert run(("breaches", "record", *words, "--lang", "en")) == 2

    assert said in capsys.readouterr().err
    assert not Breach.objects.exists()


def test_what_a_party_does_not_see_is_not_there(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = user(cast.bank)

    assert run(("breaches", "show", "CX2021-00001-01", "--as", bank, "--lang", "en")) == 2
    assert "no such breach" in capsys.readouterr().err
    name = Party.objects.get(pk=cast.guarantor.party_id).name
    record = ("breaches", "record", "--as", bank, "--party", name, *RECORD, "--lang", "en")
    assert run(record) == 2
    assert "recorded by a bureau" in capsys.readouterr().err
