"""What cannot be meant on the command line: a sentence in Swedish, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.cli import app
from geo.errors import GeoError

NIGHT = ("--start", "2026-03-20T18:00", "--end", "2026-03-21T02:00")
PLAN = ("plan", "--kommun", "0883", "--from", "57.7584,16.6373")


@pytest.fixture(autouse=True)
def _store(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLATSBILD_STORE", str(demo_store))


@pytest.mark.parametrize("year", ["0001", "9999"])
@pytest.mark.parametrize("words", [PLAN, ("need", "--kommun", "0883")])
def test_a_shift_of_another_age_is_no_moment(words: tuple[str, ...], year: str) -> None:
    hours = ("--start", f"{year}-12-31T18:00", "--end", f"{year}-12-31T23:00")
    failed = CliRunner().invoke(app, [*words, *hours]).exception
    assert isinstance(failed, GeoError)
    assert "ingen tidpunkt" in failed.message


def test_a_place_cannot_be_both_wanted_and_unwanted() -> None:
    both = ("--must", "Karstorp", "--must", "Edsbruk", "--never", "karstorp")
    failed = CliRunner().invoke(app, [*PLAN, *NIGHT, *both]).exception
    assert isinstance(failed, GeoError)
    assert failed.message.endswith("väljas bort: Karstorp.")


@pytest.mark.parametrize(
    "words", [("visit", "withdraw", "--kommun", "0883", "--why", "x"), ("imports", "undo")]
)
def test_a_number_that_no_store_can_hold_is_refused(words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, [*words, "9" * 24]).exit_code == 2
