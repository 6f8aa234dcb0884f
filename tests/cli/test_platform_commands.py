"""`zhidai demo`, `migrate`, `audit verify` and `sweep`, each in a process and folder of its own."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


def settings_for(data: Path) -> dict[str, str]:
    return {
        "ZHIDAI_DATA": str(data),
        "ZHIDAI_SECRET_KEY": "for tests only",
        "ZHIDAI_LANG": "en",
        "DATABASE_URL": f"sqlite:///{data / 'zhidai.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "zhidai.config.settings",
    }


def zhidai(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One run of the command with its data in that folder."""
    return subprocess.run(  # noqa: S603
        [Path(sys.executable).with_name("zhidai"), *arguments],
        env={**os.environ, **settings_for(data), **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture
def copy_of_the_city(untouched_city: Path, tmp_path: Path) -> Path:
    with (
        closing(sqlite3.connect(untouched_city / "zhidai.sqlite3")) as source,
        closing(sqlite3.connect(tmp_path / "zhidai.sqlite3")) as target,
    ):
        source.backup(target)
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "zhidai.sqlite3")) as database:
        return database.execute(query).fetchall()


def test_a_second_demo_keeps_the_data_and_prints_the_sign_ins_again(copy_of_the_city: Path) -> None:
    before = rows(copy_of_the_city, "SELECT count(*) FROM history_event")

    done = zhidai(copy_of_the_city, "demo", "--no-serve")

    assert done.returncode == 0, done.stderr
    assert "zhidai-demo" in done.stdout
    assert "enterprise1" in done.stdout
    assert rows(copy_of_the_city, "SELECT count(*) FROM history_event") == before


def test_a_diff_counts_the_cases_that_stay_on_the_old_version(copy_of_the_city: Path) -> None:
    live = rows(
        copy_of_the_city, "SELECT count(*) FROM cases_case WHERE status IN ('open','running')"
    )

    done = zhidai(
        copy_of_the_city, "scheme", "diff", "ganzhou-2020", "qinglan-2021", "--live-cases", "--json"
    )

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["live_cases"] == live[0][0] > 0


def test_fresh_starts_the_city_over(copy_of_the_city: Path) -> None:
    with closing(sqlite3.connect(copy_of_the_city / "zhidai.sqlite3")) as database, database:
        database.execute("UPDATE history_businessdate SET day = '2021-06-01'")

    done = zhidai(copy_of_the_city, "demo", "--fresh", "--no-serve")

    assert done.returncode == 0, done.stderr
    assert rows(copy_of_the_city, "SELECT day FROM history_businessdate") == [("2021-03-01",)]


def test_a_past_is_not_added_to_a_city_that_stands_without_one(copy_of_the_city: Path) -> None:
    done = zhidai(copy_of_the_city, "demo", "--history", "--no-serve")

    assert done.returncode == 2
    assert "Add --fresh to start it over with it." in " ".join(done.stderr.split())


def test_fresh_leaves_a_database_without_the_mark_alone(copy_of_the_city: Path) -> None:
    with closing(sqlite3.connect(copy_of_the_city / "zhidai.sqlite3")) as database, database:
        database.execute("UPDATE history_stream SET name = 'other' WHERE name = 'demonstration'")

    fresh = zhidai(copy_of_the_city, "demo", "--fresh", "--no-serve")
    plain = zhidai(copy_of_the_city, "demo", "--no-serve")

    assert (fresh.returncode, plain.returncode) == (2, 2)
    assert "nothing was removed" in fresh.stderr
    assert "left alone" in plain.stderr
    assert rows(copy_of_the_city, "SELECT count(*) FROM parties_party") != [(0,)]


def test_fresh_leaves_a_file_that_is_no_database_alone(tmp_path: Path) -> None:
    (tmp_path / "zhidai.sqlite3").write_text("my diary")

    done = zhidai(tmp_path, "demo", "--fresh", "--no-serve")

    assert done.returncode == 2
    assert (tmp_path / "zhidai.sqlite3").read_text() == "my diary"


def test_fresh_never_touches_postgresql(tmp_path: Path) -> None:
    address = "postgres://nobody@127.0.0.1:9/none"

    done = zhidai(tmp_path, "demo", "--fresh", "--no-serve", DATABASE_URL=address)

    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_taken_port_is_said_with_what_to_do_and_nothing_is_done(
    tmp_path: Path, taken_port: int, command: str
) -> None:
    done = zhidai(tmp_path, command, "--port", str(taken_port))

    assert done.returncode == 2
    assert f"Port {taken_port} is taken" in done.stderr
    assert "--port" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_was_not_migrated_says_which_command_to_run(tmp_path: Path) -> None:
    verify, sweep = zhidai(tmp_path, "audit", "verify"), zhidai(tmp_path, "sweep")
    migrated = zhidai(tmp_path, "migrate")
    empty = zhidai(tmp_path, "audit", "verify")

    assert (verify.returncode, sweep.returncode) == (2, 2)
    assert "zhidai migrate" in verify.stderr
    assert (migrated.returncode, empty.returncode) == (0, 0)


def test_a_database_with_people_in_it_is_brought_up_to_date_triggers_and_all(
    copy_of_the_city: Path,
) -> None:
    back = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "journal", "0001", "-v0"],
        env={**os.environ, **settings_for(copy_of_the_city)},
        capture_output=True,
        text=True,
        check=False,
    )

    migrated = zhidai(copy_of_the_city, "migrate")
    verified = zhidai(copy_of_the_city, "audit", "verify")

    assert (back.returncode, migrated.returncode) == (0, 0), back.stderr + migrated.stderr
    assert verified.returncode == 0, verified.stdout


def test_audit_verify_finds_what_was_changed_behind_the_triggers(copy_of_the_city: Path) -> None:
    whole = zhidai(copy_of_the_city, "audit", "verify")
    with closing(sqlite3.connect(copy_of_the_city / "zhidai.sqlite3")) as database, database:
        database.execute("DROP TRIGGER history_event_no_update")
        database.execute(
            "UPDATE history_event SET payload = json_set(payload, '$.amount', '1.00') "
            "WHERE kind = 'case.opened' AND id IN (SELECT min(id) FROM history_event "
            "WHERE kind = 'case.opened')"
        )

    broken = zhidai(copy_of_the_city, "audit", "verify")

    assert (whole.returncode, broken.returncode) == (0, 1)
    assert "case:ZD2020-00001: event 1 is not what was recorded." in broken.stdout
    assert "The trigger history_event_no_update is missing." in broken.stdout


def test_audit_verify_finds_the_end_of_a_chain_that_was_cut_off(copy_of_the_city: Path) -> None:
    zhidai(copy_of_the_city, "sweep", "--on", "2021-03-01")
    ((chain, length),) = rows(
        copy_of_the_city, "SELECT id, length FROM history_stream WHERE name = 'case:ZD2020-00001'"
    )
    ((event, head),) = rows(
        copy_of_the_city,
        "SELECT last.id, last.previous_hash FROM history_event AS last "
        f"WHERE last.stream_id = {chain} AND last.sequence = {length}",
    )
    triggers = rows(
        copy_of_the_city,
        "SELECT name, sql FROM sqlite_master "
        "WHERE name IN ('history_event_no_delete', 'history_stream_no_shrink')",
    )
    with closing(sqlite3.connect(copy_of_the_city / "zhidai.sqlite3")) as database, database:
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("DELETE FROM history_event WHERE id = ?", [event])
        database.execute(
            "UPDATE history_stream SET length = length - 1, head = ? WHERE id = ?", [head, chain]
        )
        for _, made in triggers:
            database.execute(str(made))

    broken = zhidai(copy_of_the_city, "audit", "verify")

    assert broken.returncode == 1
    said = f"case:ZD2020-00001: event {length}, which a daily digest recorded, is gone"
    assert said in " ".join(broken.stdout.split())


def test_sweep_does_a_day_once_and_refuses_a_day_that_has_not_come(copy_of_the_city: Path) -> None:
    first = zhidai(copy_of_the_city, "sweep", "--on", "2021-03-01")
    again = zhidai(copy_of_the_city, "sweep", "--on", "2021-03-01")
    ahead = zhidai(copy_of_the_city, "sweep", "--on", "2021-03-02")
    unreadable = zhidai(copy_of_the_city, "sweep", "--on", "tomorrow")

    assert (first.returncode, again.returncode) == (0, 0)
    assert ahead.returncode == 1
    assert unreadable.returncode == 2


def test_the_commands_that_only_compute_start_without_django() -> None:
    code = "import sys, zhidai.cli as c; c.build(); print('django' in sys.modules)"

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "mysql://u:secret@h/x", "postgres://u:secret@h:port/x",
     "postgres://u:secret@127.0.0.1:1/x", "sqlite:////nowhere/at/all.sqlite3"],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_one_sentence_without_the_password(
    tmp_path: Path, address: str
) -> None:
    done = zhidai(tmp_path, "migrate", DATABASE_URL=address)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "DATABASE_URL" in done.stderr
    assert "secret" not in done.stderr


def test_a_data_folder_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    done = zhidai(tmp_path / "file", "migrate")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "ZHIDAI_DATA" in done.stderr


def test_the_books_agree_with_a_statement_made_from_them_and_differ_from_another(
    copy_of_the_city: Path,
) -> None:
    out = copy_of_the_city / "journal.beancount"
    assert zhidai(copy_of_the_city, "journal", "check").returncode == 0
    assert zhidai(copy_of_the_city, "journal", "export", "-o", str(out)).returncode == 0
    bank = re.search(r"; (Bank-\d+): (.+)", out.read_text(encoding="utf-8"))
    assert bank is not None
    lines, day = ["日期,金额,摘要"], ""
    for text in out.read_text(encoding="utf-8").splitlines():
        day = text[:10] if re.match(r"\d{4}-\d\d-\d\d \*", text) else day
        cash = re.match(rf"  Assets:{bank[1]}:Cash  (\S+) CNY", text)
        if cash:
            lines.append(f"{day},{cash[1]},")
    statement = copy_of_the_city / "statement.csv"

    statement.write_text("\n".join(lines), encoding="utf-8")
    same = zhidai(copy_of_the_city, "journal", "reconcile", str(statement), "--party", bank[2])
    statement.write_text("\n".join([*lines[:-1], f"{day},0.01,"]), encoding="utf-8")
    other = zhidai(copy_of_the_city, "journal", "reconcile", str(statement), "--party", bank[2])

    assert (same.returncode, other.returncode) == (0, 1)
    assert len(lines) > 3
    assert "0.01" in other.stdout
