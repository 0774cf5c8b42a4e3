"""``platsbild effect``: the verdict in words, its numbers, and refusals that help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.cli import app
from geo.errors import GeoError, InputError, SelectionError

ASKED = ("effect", "--kommun", "0883", "--place", "Karstorp", "--from", "2025-12-01")


def run(store: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setenv("PLATSBILD_STORE", str(store))
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None:
        raise result.exception
    return result.output


def test_words_table_reasons_and_basis_are_printed(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = run(demo_store, monkeypatch, *ASKED)
    assert "95 %-intervall" in text
    assert "Väntat efter" in text
    assert "Wheeler & Ratcliffe 2018" in text


def test_json_has_the_finding_and_what_it_was_compared_with(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ("--compare", "Gamleby,9", "--before-days", "84", "--after-days", "28", "--json")
    told = json.loads(run(demo_store, monkeypatch, *ASKED, *chosen))
    assert told["began"] == "2025-12-01"
    assert (told["before_days"], told["after_days"]) == (84, 28)
    assert {each["place_id"] for each in told["compared"]} == {9, 11}
    assert told["low"] <= told["estimate"] <= told["high"]
    assert told["verdict"] in ("mindre", "mer", "oklart", "for_fa")
    assert {each["name"] for each in told["proposed"]} >= {"Gamleby", "Edsbruk"}


def test_harm_is_another_number(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, harm = (
        json.loads(run(demo_store, monkeypatch, *ASKED, *extra, "--json"))
        for extra in ((), ("--harm",))
    )
    assert harm["treated_before"] > plain["treated_before"]


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (("--place", "Karstorp"), InputError, "startdag"),
        (("--place", "Karstorp", "--from", "snart"), InputError, "ingen dag"),
        (("--place", " ", "--from", "2025-12-01"), InputError, "Ingen plats"),
        (("--place", "Karstorp", "--from", "2025-12-01", "--compare", ","), InputError, "Ingen pl"),
        (("--place", "Ingenstans", "--from", "2025-12-01"), SelectionError, "finns inte"),
        (("--measure", "999999"), SelectionError, "ingen åtgärd"),
        (("--place", "6", "--from", "2031-01-01"), SelectionError, "För få dagar"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_hint(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
    kind: type[GeoError], said: str,
) -> None:  # fmt: skip
    with pytest.raises(kind, match=said) as caught:
        run(demo_store, monkeypatch, "effect", "--kommun", "0883", *arguments)
    assert caught.value.hint
