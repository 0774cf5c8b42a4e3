"""``platsbild meeting`` from a shell: what is listed, shown, frozen and put on paper."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geo import cli, meeting, records, weeks
from geo.store.engine import open_store

KOMMUN = "0883"
HELD = date(2026, 3, 24)
NOW = datetime(2026, 3, 24, 12, tzinfo=UTC)
Run = Callable[..., "Done"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a command has said."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command in this process."""

    def _run(store: Path, *arguments: str) -> Done:
        monkeypatch.setenv("PLATSBILD_STORE", str(store))
        monkeypatch.setattr("sys.argv", ["platsbild", "meeting", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return _run


@pytest.fixture
def with_open(demo_copy: Path) -> Path:
    """A store with an open meeting that has decided one thing."""
    with open_store(demo_copy) as store:
        held = meeting.open_(store, KOMMUN, weeks.parse("2026-W12"), held=HELD, now=NOW)
        meeting.decide(
            store, held.meeting_id, 6, "belysning", "Laga lampor", "Kommunen", HELD, now=NOW
        )
    return demo_copy


def test_a_meeting_is_listed_frozen_and_shown_as_it_was(with_open: Path, run: Run) -> None:
    assert "öppet" in run(with_open, "list", "--kommun", KOMMUN).stdout
    frozen = run(with_open, "freeze", "--kommun", KOMMUN)
    assert frozen.code == 0, frozen.stderr
    assert "Karstorp: Laga lampor (Kommunen, senast 2026-03-24), beslutad" in frozen.stdout
    (listed,) = json.loads(run(with_open, "list", "--kommun", KOMMUN, "--json").stdout)
    assert (listed["period"], listed["held"]) == ("2026-W12", "2026-03-24")

    shown = json.loads(run(with_open, "show", str(listed["meeting_id"]), "--json").stdout)
    assert shown["meeting"]["sha256"] == listed["sha256"]
    assert [each["what"] for each in shown["decided"]] == ["Laga lampor"]
    with open_store(with_open) as store:
        week = meeting.reopen(store, listed["meeting_id"])
        found = records.gather(store, KOMMUN)
        now = records.lagesbild(found, week.picture.basis.selection, now=NOW)
    assert shown["lagesbild"]["headline"] == now.headline
    counts = {each["name"]: each["count"] for each in shown["lagesbild"]["places"]}
    assert counts == {each.name: each.comparison.count for each in now.places}

    again = run(with_open, "freeze", "--kommun", KOMMUN)
    assert again.code == 1
    assert "Inget möte är öppet." in again.stderr


def test_the_paper_says_the_frozen_numbers(with_open: Path, tmp_path: Path, run: Run) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    paper = tmp_path / "vecka.pdf"
    done = run(with_open, "freeze", "--kommun", KOMMUN, "--pdf", str(paper))
    assert done.code == 0, done.stderr
    with open_store(with_open) as store:
        week = meeting.reopen(store, 1)
    told = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True
    ).stdout
    said = " ".join(told.split())
    assert week.picture.headline in said
    assert week.seal is not None
    assert week.seal.sha256[:16] in said
    assert "Laga lampor" in said
    for place in week.picture.places:
        now, row = place.comparison, f"{place.rank}. {place.name} "
        (line,) = [line for line in told.splitlines() if row in line]
        numbers = f"{now.count} {now.normal_low}–{now.normal_high} {now.previous}"
        assert f" {numbers} " in " ".join(line.split()), place.name


def test_what_is_not_there_is_told(with_open: Path, tmp_path: Path, run: Run) -> None:
    assert "är inte fryst" in run(with_open, "show", "1").stderr
    assert "Möte 7 finns inte" in run(with_open, "show", "7").stderr
    assert "finns inte i lagret" in run(with_open, "list", "--kommun", "9999").stderr
    nowhere = tmp_path / "ingenstans" / "x.pdf"
    run(with_open, "freeze", "--kommun", KOMMUN)
    assert "kan inte skrivas" in run(with_open, "show", "1", "--pdf", str(nowhere)).stderr
