"""A server on loopback that answers as it is told, well or badly, and remembers what was asked."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from geo.sources.network import Web

SWEREF = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}


@dataclass(frozen=True)
class Asked:
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[Asked], Reply]


@dataclass
class Server:
    url: str
    asked: list[Asked]
    answering: Answering
    closing: threading.Event


@contextmanager
def serving(answering: Answering | None = None) -> Iterator[Server]:
    """Serve on a free port of this machine until the block ends."""
    server = Server("", [], answering or (lambda _: Reply(status=404)), threading.Event())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(dict(parse_qsl(urlsplit(self.path).query)), dict(self.headers))
            server.asked.append(asked)
            reply = server.answering(asked)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                chunks = [reply.body] if isinstance(reply.body, bytes) else reply.body
                for chunk in chunks:
                    self.wfile.write(chunk)
            except ConnectionError:
                pass  # who asked has heard enough

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}/wfs"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            http.shutdown()
            thread.join()


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    time: float = 1_790_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def web(clock: Clock | None = None, **options: Any) -> Web:
    """A way to the network that never sleeps and knows no proxy."""
    clock = clock or Clock()
    given = {"transport": httpx.HTTPTransport(), "timeout": 5.0, **options}
    return Web(sleep=clock.sleep, now=clock.now, **given)


def one_by_one(*replies: Reply | Answering) -> Answering:
    """Answer the first question with the first, and so on; the last is for all that follow."""
    left = list(replies)

    def answering(asked: Asked) -> Reply:
        now = left.pop(0) if len(left) > 1 else left[0]
        return now if isinstance(now, Reply) else now(asked)

    return answering


def as_json(document: object, **headers: str) -> Reply:
    return Reply(json.dumps(document).encode(), headers=headers)


def wfs(
    features: list[dict[str, Any]],
    *,
    page: int = 1000,
    matched: Any = None,
    heeds_start: bool = True,
    overlap: int = 0,
    crs: Any = SWEREF,
) -> Answering:
    """A WFS with one layer, filtered by CQL of the form name='value'.

    Parameters
    ----------
    page : int
        Features it gives at most at a time, whatever is asked.
    matched : optional
        What it says of their number, in place of the truth.
    heeds_start : bool
        Whether startIndex means anything.
    overlap : int
        How many features of the page before come again.
    """

    def answering(asked: Asked) -> Reply:
        name, value = re.findall(r"(\w+)='(.*)'", asked.query["CQL_FILTER"])[0]
        found = [feature for feature in features if feature["properties"].get(name) == value]
        start = int(asked.query["startIndex"]) if heeds_start else 0
        start = max(0, start - overlap) if start < len(found) else start
        given = found[start : start + min(page, int(asked.query["count"]))]
        document = {"type": "FeatureCollection", "numberReturned": len(given), "features": given}
        document |= {"numberMatched": len(found) if matched is None else matched}
        if crs is not None:
            document |= {"crs": crs}
        return as_json(document)

    return answering


def area(number: int, **properties: Any) -> dict[str, Any]:
    """A RegSO of Västervik: one of a row of squares of 1 km, in SWEREF 99 TM."""
    x, y = 590_000 + 1000 * number, 6_400_000
    ring = [[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y + 1000], [x, y]]
    told = {"regsokod": f"0883R{number:03}", "regsonamn": f"Område {number}", "kommunkod": "0883"}
    return {
        "type": "Feature",
        "id": f"RegSO_2025.{number}",
        "geometry_name": "sp_geometry",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"objekttyp": "regso", **told, **properties},
    }
