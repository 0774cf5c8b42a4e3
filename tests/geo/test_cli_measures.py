"""``platsbild measures`` on the demo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.cli import app
from geo.errors import InputError, SelectionError


@pytest.fixture
def _store(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLATSBILD_STORE", str(demo_copy))


def result(*words: str) -> Result:
    return CliRunner().invoke(app, ["measures", *words])


def run(*words: str) -> str:
    done = result(*words, "--kommun", "0883")
    assert done.exit_code == 0, done.output
    return done.output


ADD = ("add", "--kind", "gatubelysning", "--place", "Karstorp", "--status", "beslutad")


@pytest.mark.usefixtures("_store")
def test_a_measure_is_added_changed_listed_and_taken_back() -> None:
    said = run(*ADD, "--category", "Bristande belysning", "--deadline", "2026-01-02")
    number = re.findall(r"Sparat: (\d+) Karstorp, Belysning, beslutad", said)[0]
    assert "persons namn" in run("set", number, "--owner", "Anna Svensson")
    listed = run("list", "--place", "Karstorp", "--status", "beslutad")
    assert "försenad, skulle vara klar 2 jan" in listed
    number = re.findall(r"^ *(\d+)  Belysning", listed, re.MULTILINE)[0]
    run("set", number, "--owner", "Gatukontoret", "--status", "klar", "--outcome", "Lyser")
    assert "Status: Beslutad → Klar" in run("show", number)
    told = json.loads(run("list", "--json"))
    mine = [m for p in told["places"] for m in p["measures"] if m["owner"] == "Gatukontoret"]
    assert (mine[-1]["status"], mine[-1]["overdue_days"]) == ("klar", 0)
    assert json.loads(run("show", number, "--json"))["history"][0]["what"] == "Ändrad åtgärd"
    run("withdraw", str(mine[-1]["number"]), "--why", "dubbel")
    assert "Gatukontoret" not in run("list")


def test_suggestions_have_their_evidence_and_source() -> None:
    done = result("suggest", "--category", "belysning", "--cause", "mörkt")
    assert "21 % färre brott" in done.output
    assert "Welsh & Farrington 2008" in done.output
    told = json.loads(result("suggest", "--category", "klotter", "--json").output)
    assert told[0]["kind"] == "klottersanering"
    assert "Inget förslag" in result("suggest", "--cause", "xyz").output


@pytest.mark.usefixtures("_store")
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("add", "--kind", "trolleri"), InputError),
        (("add", "--kind", "patrull", "--category", "trolleri"), InputError),
        (("add", "--kind", "patrull", "--status", "kanske"), InputError),
        (("add", "--kind", "patrull", "--place", "Ingenstans"), SelectionError),
        (("set", "999", "--status", "klar"), SelectionError),
        (("set", "1"), InputError),
        (("show", "999"), SelectionError),
        ((*ADD, "--deadline", "snart"), InputError),
    ],
)
def test_what_cannot_be_is_one_swedish_sentence(
    words: tuple[str, ...], kind: type[Exception]
) -> None:
    done = result(*words, "--kommun", "0883")
    assert isinstance(done.exception, kind)
