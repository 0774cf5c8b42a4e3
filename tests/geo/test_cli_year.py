"""``platsbild year``: in words and as JSON, with a promise and without."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import platsbild


def year(store: Path, *arguments: str) -> str:
    done = platsbild(store, "year", *arguments, folder=store.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_year_is_told_in_words(demo_store: Path) -> None:
    told = year(demo_store, "--kommun", "0883")
    assert "av 100, " in told
    assert "målet räknas vidare" in told
    assert "hålls fritt för larm" in told


def test_the_year_as_json_adds_up(demo_store: Path) -> None:
    told = json.loads(year(demo_store, "--kommun", "0883", "--json"))
    assert told["target"] == 100
    assert told["carried_on"] is True
    assert sum(place["quota"] for place in told["places"]) == 100
    assert sum(place["done"] for place in told["places"]) == told["done"]
    for place in told["places"]:
        assert len(place["made"]) == len(place["planned"]) == len(told["weeks"])
        assert sum(place["made"]) == place["done"]


def test_a_kommun_without_a_promise_is_told_how_to_have_a_target(demo_store: Path) -> None:
    assert "visits_per_year under [kommun.0685]" in year(demo_store, "--kommun", "0685")
    assert json.loads(year(demo_store, "--kommun", "0685", "--json")) is None
