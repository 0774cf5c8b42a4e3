"""``platsbild visit`` on the demo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.cli import app
from geo.errors import InputError, SelectionError
from geo.store import read
from geo.store.engine import open_store


@pytest.fixture
def store(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLATSBILD_STORE", str(demo_copy))
    return demo_copy


def run(*words: str) -> str:
    done = result(*words)
    assert done.exit_code == 0, done.output
    return done.output


def result(*words: str) -> Result:
    return CliRunner().invoke(app, ["visit", *words, "--kommun", "0883"])


LOG = ("log", "--place", "Karstorp", "--start", "2026-03-20T18:40", "--officers", "2", "--on-foot")


def number(text: str) -> str:
    """The number of the first visit listed."""
    return re.findall(r"^ *(\d+)  ", text, re.MULTILINE)[0]


def test_a_visit_is_logged_corrected_taken_back_and_listed(store: Path) -> None:
    said = run(*LOG, "--observation", "Ring 070-123 45 67", "--dialogue")
    assert "Sparat: Karstorp 2026-03-20 18.40, 15 min (import" in said
    assert "1 telefonnummer" in said
    listed = run("list")
    mine = next(line for line in listed.splitlines() if "Karstorp 2026-03-20 18.40" in line)
    assert mine.endswith("dialog: ja, iakttagelse: Ring [telefon]")
    assert "30 min" in run("correct", number(mine), "--minutes", "30")
    assert "inget ändrades" in run("correct", number(mine), "--minutes", "30")
    run("withdraw", number(mine), "--why", "fel plats")
    listed = run("list", "--history")
    assert "(version 2)  [taget tillbaka: fel plats]" in listed
    assert "Loggat besök: Karstorp 2026-03-20 18.40, 15 min" in listed


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("log", "--place", "Ingenstans"), SelectionError),
        ((*LOG[:3], "--start", "i går"), InputError),
        ((*LOG[:3], "--start", "2026-03-29T02:30"), InputError),
        ((*LOG[:3], "--start", "2999-01-01T00:00"), InputError),
        ((*LOG[:3], "--minutes", "1441"), InputError),
        (("correct", "999999", "--minutes", "10"), SelectionError),
        (("withdraw", "999999", "--why", "x"), SelectionError),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    store: Path, words: tuple[str, ...], kind: type[Exception]
) -> None:
    with open_store(store) as opened:
        before = opened.version
    assert isinstance(result(*words).exception, kind)
    with open_store(store) as opened:
        assert opened.version == before
        assert len(read.visits(opened, "0883"))
