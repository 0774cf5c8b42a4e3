"""Answers beside the store: fresh ones spare a question, old ones are better than none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import FetchError
from geo.sources import kept

NOW = 1_790_000_000.0


def down() -> bytes:
    raise FetchError("karta.example kan inte nås.", hint="Vänta.")


def never() -> bytes:
    raise AssertionError("nobody is to be asked")


def test_a_fresh_answer_spares_the_question_and_tells_its_age(tmp_path: Path) -> None:
    assert kept.within_a_day(tmp_path / "cache", "k", lambda: b"1", now=NOW) == (b"1", "")
    body, note = kept.within_a_day(tmp_path / "cache", "k", never, now=NOW + 5 * 3600)
    assert body == b"1"
    assert note == "Hämtades för 5 timmar sedan; --refresh hämtar nytt."


@pytest.mark.parametrize(("later", "refresh"), [(25 * 3600, False), (60, True), (-3600, False)])
def test_an_old_answer_a_wish_and_a_clock_set_back_ask_again(
    tmp_path: Path, later: float, refresh: bool
) -> None:
    kept.within_a_day(tmp_path, "k", lambda: b"1", now=NOW)
    found = kept.within_a_day(tmp_path, "k", lambda: b"2", now=NOW + later, refresh=refresh)
    assert found == (b"2", "")


def test_an_old_answer_is_used_when_the_server_is_down_and_the_note_says_so(tmp_path: Path) -> None:
    kept.within_a_day(tmp_path, "k", lambda: b"1", now=NOW)
    body, note = kept.within_a_day(tmp_path, "k", down, now=NOW + 3 * 86_400)
    assert body == b"1"
    assert "kan inte nås" in note
    assert "3 dagar" in note
    with pytest.raises(FetchError, match="kan inte nås"):
        kept.within_a_day(tmp_path, "another", down, now=NOW)


@pytest.mark.parametrize(
    "harm",
    [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", lambda b: b"{}\n1", lambda b: b"[]\n1"],
)
def test_an_answer_that_is_not_whole_is_not_used(
    tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    kept.write(tmp_path, "k", kept.Kept(b'{"a": 1}\n\n2', NOW, "etag", "yesterday"))
    assert kept.read(tmp_path, "k") == kept.Kept(b'{"a": 1}\n\n2', NOW, "etag", "yesterday")
    (path,) = tmp_path.iterdir()
    path.write_bytes(harm(path.read_bytes()))
    assert kept.read(tmp_path, "k") is None


def test_only_the_owner_may_read_an_answer_and_no_part_is_left_behind(tmp_path: Path) -> None:
    kept.write(tmp_path, "https://a.example/ö?k=../..", kept.Kept(b"1", NOW))
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert path.suffix == ".kept"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    with pytest.raises(FetchError, match="kan inte skrivas"):
        kept.within_a_day(tmp_path / "cache", "k", lambda: b"1", now=NOW)
