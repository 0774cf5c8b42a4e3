"""Fetching from a server that pages, is slow, fails and breaks; on loopback, without a wait."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from geo.errors import FetchError
from geo.sources import polisen_events, scb
from geo.sources.web import USER_AGENT, Web

Answer = tuple[int, dict[str, str], bytes]


class Server:
    """Answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, str], int], Answer] = lambda query, number: (
            200,
            {},
            b"{}",
        )
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                outer.asked.append(query)
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                status, headers, body = outer.answer(query, len(outer.asked))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._server.server_port}/geoserver/stat/wfs"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.time, self.slept = 1_000_000.0, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def now(self) -> float:
        return self.time


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web(tmp_path: Path, clock: Clock) -> Iterator[Web]:
    with httpx.Client(timeout=1.0, headers={"User-Agent": USER_AGENT}) as client:
        yield Web(tmp_path / "cache", client, clock.sleep, clock.now)


def area(number: int) -> dict[str, Any]:
    square = [[0, 0], [0, 9], [9, 9], [0, 0]]
    return {
        "type": "Feature",
        "id": f"RegSO.{number}",
        "properties": {"regsokod": f"0883R{number:03d}", "regsonamn": f"Yta {number}"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }


def pages(total: int, *, told: int | None = None) -> Callable[[dict[str, str], int], Answer]:
    """Serve `total` areas a page at a time, as a WFS does."""

    def answer(query: dict[str, str], _number: int) -> Answer:
        start, count = int(query["startIndex"]), int(query["count"])
        chosen = [area(n) for n in range(start, min(start + count, total))]
        body = {"type": "FeatureCollection", "features": chosen, "numberMatched": told or total}
        return 200, {}, json.dumps(body).encode()

    return answer


def fetched(web: Web, server: Server, **options: Any) -> list[str]:
    found = scb.fetch(web, server.url, "0883", scb.Level.REGSO, **options)
    return [each["id"] for each in json.loads(found.content)["features"]]


def test_all_pages_are_fetched_each_once_and_politely(
    web: Web, server: Server, clock: Clock
) -> None:
    server.answer = pages(2_500)
    assert fetched(web, server) == [f"RegSO.{n}" for n in range(2_500)]
    assert [query["startIndex"] for query in server.asked] == ["0", "1000", "2000"]
    assert server.asked[0]["CQL_FILTER"] == "kommunkod='0883'"
    assert server.asked[0]["typeNames"] == "stat:RegSO_2025"
    assert server.headers[0]["user-agent"] == USER_AGENT
    assert clock.slept == [1.0, 1.0]


def test_an_answer_is_used_for_a_day_and_asked_for_again_on_request(
    web: Web, server: Server, clock: Clock
) -> None:
    server.answer = pages(3)
    fetched(web, server)
    assert len(fetched(web, server)) == 3
    assert len(server.asked) == 1
    fetched(web, server, refresh=True)
    assert len(server.asked) == 2
    clock.time += 25 * 3600
    fetched(web, server)
    assert len(server.asked) == 3


def test_a_server_in_trouble_is_asked_again_later_and_later(
    web: Web, server: Server, clock: Clock
) -> None:
    whole = pages(3)
    server.answer = lambda query, number: (
        (503, {"Retry-After": "7"}, b"") if number < 3 else whole(query, number)
    )
    assert len(fetched(web, server)) == 3
    assert clock.slept == [7.0, 7.0]


def test_a_server_that_stays_broken_is_told_and_nothing_is_kept(web: Web, server: Server) -> None:
    server.answer = lambda query, number: (500, {}, b"")
    with pytest.raises(FetchError, match="servern svarade 500") as caught:
        fetched(web, server)
    assert "som fil" in caught.value.hint
    assert len(server.asked) == 4


def test_a_broken_server_is_answered_for_by_what_was_kept(
    web: Web, server: Server, clock: Clock
) -> None:
    server.answer = pages(3)
    fetched(web, server)
    clock.time += 3 * 86_400
    server.answer = lambda query, number: (500, {}, b"")
    found = scb.fetch(web, server.url, "0883", scb.Level.REGSO)
    assert "3 dagar sedan" in found.note
    assert len(json.loads(found.content)["features"]) == 3


def test_broken_json_is_asked_for_again(web: Web, server: Server) -> None:
    whole = pages(3)
    server.answer = lambda query, number: (
        (200, {}, b'{"type": "Feat') if number == 1 else whole(query, number)
    )
    assert len(fetched(web, server)) == 3


@pytest.mark.parametrize(
    "body", [b'{"type": "Feat', b"<ows:ExceptionReport>fel filter</ows:ExceptionReport>", b"[]"]
)
def test_an_answer_that_is_no_areas_is_told(web: Web, server: Server, body: bytes) -> None:
    server.answer = lambda query, number: (200, {}, body)
    with pytest.raises(FetchError, match="annat än ytor"):
        fetched(web, server)


def test_a_server_that_ignores_the_page_is_not_asked_for_ever(web: Web, server: Server) -> None:
    body = json.dumps({"features": [area(n) for n in range(1_000)], "numberMatched": 1_500})
    server.answer = lambda query, number: (200, {}, body.encode())
    with pytest.raises(FetchError, match="1000 av 1500"):
        fetched(web, server)
    assert len(server.asked) == 2


def test_areas_that_are_missing_are_told(web: Web, server: Server) -> None:
    server.answer = pages(3, told=9)
    with pytest.raises(FetchError, match="3 av 9"):
        fetched(web, server)


def test_a_slow_server_is_given_up_on(web: Web, server: Server) -> None:
    waiting = threading.Event()
    server.answer = lambda query, number: (200 + waiting.wait(30), {}, b"")
    web.client.timeout = httpx.Timeout(0.2)
    with pytest.raises(FetchError, match="kan inte nås"):
        fetched(web, server)
    waiting.set()


def test_a_layer_that_names_the_kommun_otherwise_is_asked_so(web: Web, server: Server) -> None:
    whole = pages(3)
    server.answer = lambda query, number: (
        (400, {}, b"<ows:ExceptionReport/>")
        if "kommunkod" in query["CQL_FILTER"]
        else whole(query, number)
    )
    found = scb.fetch(web, server.url, "0883", scb.Level.TATORT)
    assert len(json.loads(found.content)["features"]) == 3


@pytest.mark.parametrize("code", ["883", "0883' OR 1=1", ""])
def test_only_a_kommun_code_is_asked_for(web: Web, server: Server, code: str) -> None:
    with pytest.raises(FetchError, match="fyra siffror"):
        scb.fetch(web, server.url, code, scb.Level.REGSO)
    assert server.asked == []


def test_too_much_is_not_taken(web: Web, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.sources.web.LARGEST", 1_000)
    server.answer = pages(100)
    with pytest.raises(FetchError, match="för mycket"):
        fetched(web, server)


def test_a_refusal_is_told_at_once(web: Web, server: Server) -> None:
    server.answer = lambda query, number: (404, {}, b"")
    with pytest.raises(FetchError, match="404"):
        fetched(web, server)
    assert len(server.asked) == 1


def test_the_feed_is_asked_every_tenth_second_at_most_by_anybody(
    web: Web, server: Server, clock: Clock
) -> None:
    server.answer = lambda query, number: (200, {}, b"[]")
    polisen_events.fetch(web, server.url)
    other = Web(web.folder, web.client, clock.sleep, clock.now)
    polisen_events.fetch(other, server.url)
    assert clock.slept == [10.0]


def test_a_feed_without_news_is_not_sent_again(web: Web, server: Server) -> None:
    def answer(query: dict[str, str], number: int) -> Answer:
        if server.headers[-1].get("if-none-match") == '"a1"':
            return 304, {}, b""
        return 200, {"ETag": '"a1"'}, b"[1]"

    server.answer = answer
    assert polisen_events.fetch(web, server.url).content == b"[1]"
    again = polisen_events.fetch(web, server.url)
    assert (again.content, again.note) == (b"[1]", "Inget nytt sedan förra hämtningen.")
