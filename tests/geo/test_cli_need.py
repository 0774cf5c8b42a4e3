"""``platsbild need``: places ranked with their reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.cli import app
from geo.errors import InputError, SelectionError

SHIFT = ("need", "--kommun", "0883", "--start", "2026-03-20T18:00", "--end", "2026-03-21T02:00")


def run(store: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setenv("PLATSBILD_STORE", str(store))
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None:
        raise result.exception
    return result.output


def test_a_shift_is_answered_with_places_in_order_and_reasons(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(run(demo_store, monkeypatch, *SHIFT, "--json"))
    places = told["places"]
    assert [each["rank"] for each in places] == list(range(1, len(places) + 1))
    assert [each["need"] for each in places] == sorted((e["need"] for e in places), reverse=True)
    assert all("2026-03-20T18:00" <= each["start"] < "2026-03-21T02:00" for each in places)
    assert all(each["because"] for each in places)
    assert sum(places[0]["parts"].values()) == pytest.approx(places[0]["need"], abs=0.05)
    assert told["profile"] == "Standard"


def test_the_table_names_places_and_says_what_it_rests_on(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = run(demo_store, monkeypatch, *SHIFT)
    assert "Karstorp" in text
    assert "i den minsta plats den ligger i" in text


def test_without_a_shift_seven_days_are_answered(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(run(demo_store, monkeypatch, "need", "--kommun", "0483", "--json"))
    assert told["places"]


@pytest.mark.parametrize(
    "times",
    [("x", None), ("2026-03-20T18:00", "2026-03-20T18:00"), ("2026-03-20", "2026-09-20"),
     ("2026-03-20T18:00", "kväll")],
)  # fmt: skip
def test_times_that_mean_nothing_are_refused(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, times: tuple[str, str | None]
) -> None:
    start, end = times
    arguments = ["need", "--kommun", "0883", "--start", start]
    with pytest.raises((InputError, SelectionError)):
        run(demo_store, monkeypatch, *arguments, *(["--end", end] if end else []))
