"""`zhidai audit verify`, `sweep` and `journal` on the demonstration city, in this process."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.documents.pdf_text import text_of

from zhidai.cli import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city", "english")]
FINE, FINDING, BAD = 0, 1, 2
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIDAI_LANG", "en")


def rows(query: str, *given: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return list(cursor.fetchall()) if cursor.description else []


def test_audit_verify_finds_what_was_changed_behind_the_triggers(capsys: Printed) -> None:
    whole = run(["audit", "verify"])
    rows("DROP TRIGGER history_event_no_update")
    rows(
        "UPDATE history_event SET payload = json_set(payload, '$.amount', '1.00') "
        "WHERE kind = 'case.opened' AND id IN (SELECT min(id) FROM history_event "
        "WHERE kind = 'case.opened')"
    )

    broken = run(["audit", "verify"])

    said = capsys.readouterr().out
    assert (whole, broken) == (FINE, FINDING)
    assert "case:ZD2020-00001: event 1 is not what was recorded." in said
    assert "The trigger history_event_no_update is missing." in said


def test_audit_verify_finds_the_end_of_a_chain_that_was_cut_off(capsys: Printed) -> None:
    run(["sweep", "--on", "2021-03-01"])
    ((chain, length),) = rows(
        "SELECT id, length FROM history_stream WHERE name = 'case:ZD2020-00001'"
    )
    ((event, head),) = rows(
        "SELECT last.id, last.previous_hash FROM history_event AS last "
        "WHERE last.stream_id = %s AND last.sequence = %s",
        chain,
        length,
    )
    triggers = rows(
        "SELECT name, sql FROM sqlite_master "
        "WHERE name IN ('history_event_no_delete', 'history_stream_no_shrink')"
    )
    for name, _ in triggers:
        rows(f"DROP TRIGGER {name}")
    rows("DELETE FROM history_event WHERE id = %s", event)
    rows("UPDATE history_stream SET length = length - 1, head = %s WHERE id = %s", head, chain)
    for _, made in triggers:
        rows(str(made))

    broken = run(["audit", "verify"])

    assert broken == FINDING
    said = f"case:ZD2020-00001: event {length}, which a daily digest recorded, is gone"
    assert said in " ".join(capsys.readouterr().out.split())


def test_sweep_does_a_day_once_and_refuses_a_day_that_has_not_come() -> None:
    first = run(["sweep", "--on", "2021-03-01"])
    again = run(["sweep", "--on", "2021-03-01"])
    ahead = run(["sweep", "--on", "2021-03-02"])
    unreadable = run(["sweep", "--on", "tomorrow"])

    assert (first, again) == (FINE, FINE)
    assert ahead == FINDING
    assert unreadable == BAD


def test_each_paper_of_the_bulletin_is_in_its_own_language(tmp_path: Path, capsys: Printed) -> None:
    arguments = ["bulletin", "--quarter", "2020Q4", "-o", str(tmp_path), "--json"]
    assert run(arguments) == FINE

    answer = json.loads(capsys.readouterr().out)
    english, chinese = (
        "".join(text_of((tmp_path / f"bulletin-2020Q4.{short}.pdf").read_bytes()).split())
        for short in ("en", "zh")
    )
    assert "thisplatform'srecords" in english.replace("’", "'")
    assert "DemonstrationBank(fictional)ranks" in english
    assert not {"本平台记录", "示范银行"} & set(re.findall("本平台记录|示范银行", english))
    assert "本平台记录" in chinese
    assert "示范银行（虚构）放款" in chinese
    assert not re.search("platform|Bank|plan", chinese)
    assert not any(re.search("示范银行|样板银行", one["en"]) for one in answer["sentences"])
    assert not any("Bank" in one["zh"] for one in answer["sentences"])


def test_a_bulletin_of_a_day_counts_what_was_known_at_its_end(
    tmp_path: Path, capsys: Printed
) -> None:
    """Of the four loans of the quarter two had been drawn and recorded by 20 November."""

    def drawn(*more: str) -> Any:
        arguments = ["--quarter", "2020Q4", "-o", str(tmp_path), "--json", *more]
        assert run(["bulletin", *arguments]) == FINE
        figures = json.loads(capsys.readouterr().out)["figures"]
        return {one["query"]: one["value"] for one in figures}["loans_disbursed@2020Q4"]

    assert (drawn(), drawn("--on", "2020-11-20")) == ("4", "2")
    ahead = ["--quarter", "2020Q4", "-o", str(tmp_path), "--on", "2021-12-31"]
    assert run(["bulletin", *ahead]) == BAD
    assert "2021-12-31 is still to come" in capsys.readouterr().err


def test_the_books_agree_with_a_statement_made_from_them_and_differ_from_another(
    tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "journal.beancount"
    assert run(["journal", "check"]) == FINE
    assert run(["journal", "export", "-o", str(out)]) == FINE
    assert run(["journal", "export", "-o", "/dev/full", "--lang", "zh"]) == BAD
    assert "磁盘" in capsys.readouterr().err
    bank = re.search(r"; (Bank-\d+): (.+)", out.read_text(encoding="utf-8"))
    assert bank is not None
    lines, day = ["日期,金额,摘要"], ""
    for text in out.read_text(encoding="utf-8").splitlines():
        day = text[:10] if re.match(r"\d{4}-\d\d-\d\d \*", text) else day
        cash = re.match(rf"  Assets:{bank[1]}:Cash  (\S+) CNY", text)
        if cash:
            lines.append(f"{day},{cash[1]},")
    statement = tmp_path / "statement.csv"

    statement.write_text("\n".join(lines), encoding="utf-8")
    same = run(["journal", "reconcile", str(statement), "--party", bank[2]])
    capsys.readouterr()
    statement.write_text("\n".join([*lines[:-1], f"{day},0.01,"]), encoding="utf-8")
    other = run(["journal", "reconcile", str(statement), "--party", bank[2]])

    statement.write_text("\n".join(lines[:-1]), encoding="utf-8")
    left_out = run(["journal", "reconcile", str(statement), "--party", bank[2], "--until", day])

    assert (same, other, left_out) == (FINE, FINDING, FINDING)
    assert len(lines) > 3
    assert "0.01" in capsys.readouterr().out


def test_corrections_are_listed_up_to_today_unless_a_period_is_asked_for(
    capsys: Printed,
) -> None:
    assert run(["journal", "corrections"]) == FINE
    whole = capsys.readouterr().out
    assert run(["journal", "corrections", "--since", "2021-01-01", "--until", "2021-01-31"]) == FINE

    assert re.search(r"^\d+ corrections booked up to 20\d\d-\d\d-\d\d\.$", whole, re.MULTILINE)
    assert "0 corrections booked from 2021-01-01 to 2021-01-31." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "party", "said"),
    [
        ("2021-02-29,1.00,", "示范银行（虚构）", "Row 2: 2021-02-29 is no day"),
        ("2021-03-01,NaN,", "示范银行（虚构）", "Row 2: NaN is no amount in yuan"),
        ("2021-03-01,1.005,", "示范银行（虚构）", "Row 2: 1.005 is no amount in yuan"),
        ('2021-03-01,"1,5.00",', "示范银行（虚构）", "Row 2: 1,5.00 is no amount in yuan"),
        ("2021-03-01,1.00,", "示范银行", "Nobody called 示范银行 is registered here"),
    ],
)
def test_a_statement_that_cannot_be_held_against_books_is_told_why(
    row: str, party: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = tmp_path / "statement.csv"
    statement.write_text(f"日期,金额,摘要\n{row}\n", encoding="utf-8")

    code = run(["journal", "reconcile", str(statement), "--party", party, "--lang", "en"])

    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert shown.err.startswith(said)
