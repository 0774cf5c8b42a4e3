"""The polisen.se feed is fetched by its rules, however many runs there are."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FetchError
from geo.model import ImportKind
from geo.sources import _pace, polisen_events
from tests.fetch_server import Asked, Clock, Reply, Server, as_json, one_by_one, serving, web

EVENTS = [
    {
        "id": 1,
        "datetime": "2026-03-20 9:48:12 +01:00",
        "name": "20 mars 08.10, Skadegörelse, Västervik",
        "summary": "Klotter på en vägg.",
        "url": "/aktuellt/handelser/2026/mars/20/",
        "type": "Skadegörelse",
        "location": {"name": "Kalmar län", "gps": "57.2,16.1"},
    }
]
VERSION = {"ETag": 'W/"42"', "Last-Modified": "Fri, 20 Mar 2026 08:00:00 GMT"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda _: as_json(EVENTS, **VERSION)) as opened:
        yield opened


def fetch(server: Server, folder: Path, clock: Clock | None = None) -> bytes:
    return polisen_events.fetch(server.url, folder=folder, web=web(clock))


def test_what_is_fetched_is_read_as_any_saved_feed(
    server: Server, tmp_path: Path, parse: Any
) -> None:
    parsed = parse(ImportKind.NOTICES, fetch(server, tmp_path))
    assert parsed.frame.type.tolist() == ["Skadegörelse"]
    assert server.asked[0].headers["User-Agent"].startswith("Platsbild/")


def test_the_second_call_asks_for_changes_only_and_304_means_the_kept_answer(
    server: Server, tmp_path: Path
) -> None:
    def unchanged(asked: Asked) -> Reply:
        same = asked.headers.get("If-None-Match") == VERSION["ETag"]
        return Reply(status=304) if same else as_json(EVENTS, **VERSION)

    server.answering = unchanged
    clock = Clock()
    assert fetch(server, tmp_path, clock) == fetch(server, tmp_path, clock)
    first, second = server.asked
    assert "If-None-Match" not in first.headers
    assert second.headers["If-Modified-Since"] == VERSION["Last-Modified"]


def test_a_new_answer_replaces_the_kept_one(server: Server, tmp_path: Path) -> None:
    server.answering = one_by_one(
        as_json(EVENTS, ETag="1"), as_json([], ETag="2"), Reply(status=304)
    )
    clock = Clock()
    assert [json.loads(fetch(server, tmp_path, clock)) for _ in range(3)] == [EVENTS, [], []]
    assert [asked.headers.get("If-None-Match") for asked in server.asked] == [None, "1", "2"]


def test_304_to_someone_who_has_nothing_is_an_error(server: Server, tmp_path: Path) -> None:
    server.answering = one_by_one(Reply(status=304))
    with pytest.raises(FetchError, match="utan innehåll"):
        fetch(server, tmp_path)


def test_a_version_that_cannot_stand_in_a_header_is_left_out(
    server: Server, tmp_path: Path
) -> None:
    server.answering = one_by_one(as_json(EVENTS, ETag="ö"))
    clock = Clock()
    assert fetch(server, tmp_path, clock) == fetch(server, tmp_path, clock)
    assert "If-None-Match" not in server.asked[1].headers


def test_an_answer_that_breaks_off_is_asked_for_again_in_its_turn_and_never_kept(
    server: Server, tmp_path: Path
) -> None:
    server.answering = one_by_one(Reply(b'[{"id":', headers=VERSION), as_json(EVENTS))
    clock = Clock()
    began = clock.time
    assert json.loads(fetch(server, tmp_path, clock)) == EVENTS
    assert clock.time - began >= 10
    assert "If-None-Match" not in server.asked[1].headers


def test_runs_one_after_the_other_wait_for_their_turn(server: Server, tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(3):
        fetch(server, tmp_path, clock)
    assert clock.slept == [_pace.SECONDS_BETWEEN] * 2
    clock.time += 3600
    fetch(server, tmp_path, clock)
    assert len(clock.slept) == 2


def test_runs_at_once_get_a_turn_each_or_hear_that_the_queue_is_long(tmp_path: Path) -> None:
    start = threading.Barrier(8)
    naps = threading.Event()

    def run(_: int) -> float | str:
        waited: list[float] = []

        def sleep(seconds: float) -> None:
            if seconds >= 1:
                waited.append(seconds)
            else:
                naps.wait(seconds)  # the lock is held by another thread

        start.wait()
        try:
            _pace.take_turn(tmp_path, "a.example", now=lambda: 1000.0, sleep=sleep)
        except FetchError as error:
            return error.message
        return sum(waited)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(run, range(8)))
    turns = sorted(turn for turn in found if isinstance(turn, float | int))
    assert turns == [_pace.SECONDS_BETWEEN * n for n in range(6)]
    assert sum("så ofta det får" in turn for turn in found if isinstance(turn, str)) == 2


def test_after_60_calls_in_an_hour_the_next_is_refused(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(_pace.MOST_AN_HOUR):
        _pace.take_turn(tmp_path, "a.example", now=clock.now, sleep=clock.sleep)
    with pytest.raises(FetchError, match="nästa gång om"):
        _pace.take_turn(tmp_path, "a.example", now=clock.now, sleep=clock.sleep)
    _pace.take_turn(tmp_path, "b.example", now=clock.now, sleep=clock.sleep)


def test_a_damaged_record_and_a_clock_that_was_wrong_do_not_stop_the_calls(tmp_path: Path) -> None:
    clock = Clock()
    for content in (b"\xff", b"{}", b"[null]", json.dumps([clock.time + 10**6]).encode()):
        (tmp_path / "a.example.calls").write_bytes(content)
        _pace.take_turn(tmp_path, "a.example", now=clock.now, sleep=clock.sleep)
    assert not clock.slept


def test_a_lock_left_by_a_stopped_program_is_taken_over_and_a_held_one_is_told(
    tmp_path: Path,
) -> None:
    clock = Clock()
    lock = tmp_path / "a.example.lock"
    lock.touch()
    with pytest.raises(FetchError, match="annan hämtning"):
        _pace.take_turn(tmp_path, "a.example", now=clock.now, sleep=clock.sleep)
    os.utime(lock, (0, 0))
    _pace.take_turn(tmp_path, "a.example", now=clock.now, sleep=clock.sleep)
    assert not lock.exists()
