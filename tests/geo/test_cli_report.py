"""``platsbild report``: files, text and JSON, and a sentence where something is asked wrongly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli import main
from tests.conftest import DEMO_WEEK, environment


def run(store: Path, capsys: pytest.CaptureFixture[str], *told: str) -> tuple[int, str, str]:
    """Run the command in this process; return its code, output and errors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLATSBILD_STORE", str(store))
        patch.setattr(sys, "argv", ["platsbild", "report", *told])
        with pytest.raises(SystemExit) as left:
            main()
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def test_the_command_writes_pdf_and_html(demo_store: Path, tmp_path: Path) -> None:
    pdf, html = tmp_path / "vecka.pdf", tmp_path / "vecka.html"
    command = [sys.executable, "-m", "geo.cli", "report", "weekly", "--kommun", "0883",
               "--period", DEMO_WEEK, "--pdf", str(pdf), "--html", str(html)]  # fmt: skip
    done = subprocess.run(
        command, env=environment(demo_store), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "<h1>Lägesbild Västervik, vecka 12, 2026</h1>" in html.read_text(encoding="utf-8")


def test_without_a_file_the_text_is_written(
    demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("summary", "--kommun", "0883", "--period", DEMO_WEEK)
    code, out, _ = run(demo_store, capsys, *told)
    assert code == 0
    assert out.startswith("I korthet: Västervik, vecka 12, 2026")


def test_a_place_is_meant_by_its_name(demo_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ("--kommun", "0883", "--period", DEMO_WEEK, "--json", "--place")
    code, out, _ = run(demo_store, capsys, "place", *told, "karstorp")
    assert code == 0
    assert json.loads(out)["title"] == "Karstorp"
    code, _, err = run(demo_store, capsys, "place", *told, "Ingenstans")
    assert code == 1
    assert "Platsen finns inte i kommunen: ”Ingenstans”" in err


def test_the_report_to_radet_is_there_as_json(
    demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("tertial", "--kommun", "0883", "--period", "2026-T1", "--json")
    code, out, _ = run(demo_store, capsys, *told)
    assert code == 0
    headings = [each["heading"] for each in json.loads(out)["blocks"] if "heading" in each]
    assert {"Läget", "Löften", "Åtgärder", "Effekt", "Besök", "Upplevd otrygghet"} <= set(headings)


def test_an_unknown_period_or_file_is_a_sentence(
    demo_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(demo_store, capsys, "weekly", "--kommun", "0883", "--period", "2026-W60")
    assert (code, "finns inte" in err) == (1, True)
    told = ("summary", "--kommun", "0883", "--period", DEMO_WEEK, "--pdf", str(tmp_path))
    code, _, err = run(demo_store, capsys, *told)
    assert (code, "kan inte skrivas" in err) == (1, True)
