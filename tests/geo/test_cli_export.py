"""``platsbild export``: files with their basis, refusals in a sentence, and letters."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo import cli
from tests.export_store import filled


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    filled(folder).close()
    return folder / "exports.sqlite"


@dataclass(frozen=True)
class Done:
    code: int
    stdout: str
    stderr: str


Export = Callable[..., Done]


@pytest.fixture
def export(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Export:
    """Run the command in this process: it imports for seconds."""

    def run(*arguments: str) -> Done:
        monkeypatch.setenv("PLATSBILD_STORE", str(store))
        monkeypatch.setattr(sys, "argv", ["platsbild", "export", *arguments, "--kommun", "0883"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return Done(int(ended.value.code or 0), told.out, told.err)

    return run


def test_a_folder_gets_a_file_that_says_kommun_what_period_and_readers(
    export: Export, tmp_path: Path
) -> None:
    done = export(
        "visits", "--period", "2026-03", "--format", "xlsx", "--out", str(tmp_path), "--json"
    )
    told = json.loads(done.stdout)
    assert [each.name for each in tmp_path.iterdir()] == [
        "platsbild-vastervik-besok-2026-03-internt.xlsx"
    ]
    assert told["rows"] == 3
    assert told["basis"]["Period"] == "Mars 2026"


def test_what_may_not_be_public_is_refused_in_a_sentence(export: Export, tmp_path: Path) -> None:
    done = export("incidents", "--audience", "public", "--out", str(tmp_path / "x.csv"))
    assert done.code == 1
    assert "Händelser kan inte tas ut för offentligheten" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_letter_is_written_to_the_file_that_is_asked_for(export: Export, tmp_path: Path) -> None:
    file = tmp_path / "brev.txt"
    done = export("feedback", "--organisation", "SKOLAN", "--period", "2026-T1", "--out", str(file))
    assert "Återkoppling till Skolan" in done.stdout
    assert file.read_text(encoding="utf-8").startswith("Återkoppling till Skolan\n")


def test_a_file_that_cannot_be_written_is_told(export: Export, tmp_path: Path) -> None:
    done = export("surveys", "--out", str(tmp_path / "saknas" / "x.csv"))
    assert done.code == 1
    assert "kan inte skrivas" in done.stderr
