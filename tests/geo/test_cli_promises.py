"""``platsbild promises``: told in words and JSON, logged, followed up, and documents in and out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from geo import follow_up
from geo.cli import main

TISTEL = "vastervik-2025/tistel"


class Command:
    """The command in this process, on one store: a process of its own takes seconds to start."""

    def __init__(self, patch: pytest.MonkeyPatch, printed: pytest.CaptureFixture[str]) -> None:
        self.patch, self.printed = patch, printed

    def __call__(self, store: Path, *arguments: str, fails: bool = False) -> str:
        self.patch.setenv("PLATSBILD_STORE", str(store))
        self.patch.setattr(sys, "argv", ["platsbild", "promises", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = self.printed.readouterr()
        assert bool(ended.value.code) == fails, told.err
        return told.err if fails else told.out


@pytest.fixture
def promises(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


def test_every_promise_is_listed_in_words_and_as_json(promises: Command, demo_store: Path) -> None:
    told = promises(demo_store, "list", "--kommun", "0883", "--day", "2025-12-31")
    assert "Medborgarlöfte Västerviks kommun 2020 (har gått ut)" in told
    found = json.loads(
        promises(demo_store, "list", "--kommun", "0883", "--day", "2025-12-31", "--json")
    )
    documents = [each for each in follow_up.shipped() if "0883" in each.kommuner]
    assert len(found) == sum(len(each.promises) for each in documents)
    for each in found:
        assert each["done"] == sum(reason["number"] for reason in each["reasons"])


def test_what_is_logged_and_said_is_shown_and_taken_back(
    promises: Command, demo_copy: Path
) -> None:
    kommun = ("--kommun", "0883")
    promises(demo_copy, "log", *kommun, "--kind", "tistel_mote", "--day", "2026-02-03", "--proof",
             "Protokoll", "--place", "Edsbruk")  # fmt: skip
    promises(demo_copy, "status", "vastervik-2025/bob", "pagar", *kommun, "--day", "2025-06-01")
    shown = json.loads(
        promises(demo_copy, "show", TISTEL, *kommun, "--day", "2026-03-22", "--json")
    )
    reason = next(each for each in shown[0]["reasons"] if each["day"] == "2026-02-03")
    assert (reason["place"], reason["text"]) == ("Edsbruk", "Tistel-möte: Protokoll")
    told = promises(demo_copy, "show", "vastervik-2025/bob", *kommun)
    assert "Pågår (sagt 1 juni 2025)" in told
    promises(demo_copy, "withdraw", str(reason["id"]), *kommun, "--why", "fel dag")
    again = json.loads(
        promises(demo_copy, "show", TISTEL, *kommun, "--day", "2026-03-22", "--json")
    )
    assert again[0]["done"] == shown[0]["done"] - 1


def test_a_document_is_written_out_changed_read_in_and_removed(
    promises: Command, demo_copy: Path, tmp_path: Path
) -> None:
    file = tmp_path / "Vetlanda 2026.toml"
    promises(demo_copy, "export", "vetlanda-2020", "--to", str(file))
    text = file.read_text("utf-8")
    assert promises(demo_copy, "export", "vetlanda-2020") == text
    file.write_text(text.replace("2020-01-01", "2026-01-01").replace("2021-12-31", "2027-12-31"))
    assert "vetlanda-2026: " in promises(demo_copy, "import", str(file))
    listed = json.loads(promises(demo_copy, "list", "--kommun", "0685", "--json"))
    assert {each["valid"] for each in listed if each["key"].startswith("vetlanda-2026/")} == {True}
    promises(demo_copy, "remove", "vetlanda-2026")
    promises(demo_copy, "remove", "vetlanda-2020")
    assert json.loads(promises(demo_copy, "list", "--kommun", "0685", "--json")) == []
    promises(demo_copy, "restore", "vetlanda-2020")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "x/y", "--kommun", "0883"), "inget löfte"),
        (("list", "--kommun", "0883", "--day", "i går"), "ingen dag"),
        (("list", "--kommun", "0883", "--day", "9999-12-31"), "ingen dag"),
        (("list", "--kommun", "9999"), "finns inte i lagret"),
        (("log", "--kommun", "0883", "--kind", "fika", "--proof", "x"), "okänd"),
        (("export", "x"), "finns inte"),
        (("import", "saknas.toml"), "kan inte läsas"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    promises: Command, demo_store: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in promises(demo_store, *arguments, fails=True)
