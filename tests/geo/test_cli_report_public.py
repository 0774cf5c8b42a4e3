"""``platsbild report public``: previewed, signed, written out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.account_store import made
from tests.conftest import environment

ASKED = ("--kommun", "0883", "--period", "2025-T1", "--population", "20000")
AREAS = ("--area", "Norra=3000", "--area", "Södra=2500")


def public(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo.cli", "report", "public", *ASKED, *arguments]
    return subprocess.run(
        command, env=environment(store), cwd=store.parent, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("public") / "planted.sqlite"
    made(path).close()
    return path


def test_a_preview_tells_what_is_withheld_and_signs_nothing(planted: Path) -> None:
    done = public(planted, *AREAS, "--preview", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["filer"] == []
    assert told["dolda"] > 0
    assert any("färre än 5" in each["varför"] for each in told["hålls_inne"])


def test_what_is_signed_is_written_out(planted: Path, tmp_path: Path) -> None:
    done = public(planted, *AREAS, "--sign-as", "Kommunpolis", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Ange --preview eller --sign-as"),
        (("--preview", "--area", "Ingenstans=4000"), "går inte att läsa"),
        (("--sign-as", "Anna Andersson"), "som funktion"),
        (("--preview", "--smallest", "10"), "minst 1000 invånare"),
        (("--preview", "--out", "saknas"), "Mappen finns inte"),
    ],
)
def test_bad_wishes_are_answered_with_a_sentence(
    planted: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = public(planted, *arguments)
    assert done.returncode == 1
    assert sentence in done.stderr
