"""`zhidai party`: from an empty database to people at work, in words and in JSON."""

import json
from typing import Any

import jsonschema
import pytest

from zhidai.cli import run
from zhidai.cli.schema import output_schema
from zhidai.db.parties.models import Party, Person

pytestmark = pytest.mark.django_db
BEGIN = (
    "party", "begin", "青澜市", "--name", "青澜局（虚构）", "--officer", "qing.a", "--officer-name",
    "青甲（虚构）", "--approver", "qing.b", "--approver-name", "青乙（虚构）",
)  # fmt: skip
BANK = "青澜一行（虚构）"
CODE = "91360700MA35FN0A3X"


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ZHIDAI_LANG", raising=False)


def answer(capsys: pytest.CaptureFixture[str], schema: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(read, output_schema(schema))
    return read


def add_bank(code: str = CODE) -> int:
    return run(("party", "add", BANK, "--as", "qing.a", "--kind", "bank", "--code", code))


def propose(username: str, *more: str) -> int:
    person = ("--name", "丁（虚构）", "--role", "officer", "--party", BANK)
    return run(("party", "person", "add", username, "--as", "qing.a", *person, *more))


def test_an_empty_database_gets_its_bureau_and_a_bank_with_its_people(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run((*BEGIN, "--json")) == 0
    begun = answer(capsys, "party-begin")
    assert [each["username"] for each in begun["people"]] == ["qing.a", "qing.b"]
    assert add_bank() == 0
    for username in ("ding.a", "ding.b"):
        capsys.readouterr()
        assert propose(username, "--json") == 0
        first = answer(capsys, "person-half")["half"]
        assert run(("party", "person", "let-in", username, "--as", "qing.b", "--json")) == 0
        second = answer(capsys, "person-half")["half"]
        assert Person.objects.get(username=username).check_password(f"{first}-{second}")
    assert propose("ding.b") == 0
    assert "此前已告知" in capsys.readouterr().out
    assert run(("party", "list", "--as", "qing.a", "--json")) == 0
    listed = answer(capsys, "party-list")["parties"]
    assert [(each["kind"], each["at_work"]) for each in listed] == [("bureau", 2), ("bank", 2)]
    assert run(("party", "person", "list", "--as", "ding.a")) == 0
    assert "已发初始密码" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (BEGIN, "已有市场监管局"),
        (("party", "begin", "某市", *BEGIN[3:]), "青澜市"),
        (
            ("party", "add", "戊（虚构）", "--as", "nobody", "--kind", "bank"),
            "nobody",
        ),
        (
            ("party", "add", "戊（虚构）", "--as", "qing.a", "--kind", "bank", "--code", "1234"),
            "18",
        ),
        (
            ("party", "add", "戊（虚构）", "--as", "qing.a", "--kind", "bank"),
            "统一社会信用代码",
        ),
        (
            ("party", "person", "add", "qing.b", "--as", "qing.a", "--name", "丙（虚构）",
             "--role", "officer"),
            "已被使用",
        ),
        (("party", "person", "disable", "wu", "--as", "qing.a", "--grounds", "离职"), "用户名"),
        (("party", "person", "list", "--as", "qing.a", "--party", "无此行"), "没有"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_nothing_is_kept(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(BEGIN)
    capsys.readouterr()
    before = Party.objects.count(), Person.objects.count()

    assert run(arguments) == 2

    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert (Party.objects.count(), Person.objects.count()) == before


def test_whoever_proposed_gets_exit_code_1_for_letting_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(BEGIN)
    add_bank()
    propose("ding.a")
    capsys.readouterr()

    assert run(("party", "person", "let-in", "ding.a", "--as", "qing.a")) == 1

    assert "提名人不得自行准入" in capsys.readouterr().err
