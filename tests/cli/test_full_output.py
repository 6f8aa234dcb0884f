"""What is printed to a file on a full disk: one sentence, and no cry at the very end."""

import sys
from pathlib import Path

import pytest
from tests.cli.test_loan_command import run


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)

        assert run(["schema", "deal", "--lang", "en"]) == 2

    (told,) = capsys.readouterr().err.strip().splitlines()
    assert told.startswith("The disk is full")
