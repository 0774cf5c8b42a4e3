"""The only way out to the network: polite, patient, and with what it fetched kept on disk."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from geo.errors import FetchError

USER_AGENT = "Platsbild/0.1 (local program; fetches when its user asks)"
TRIES = 4
LARGEST = 200 * 1024 * 1024
TIMEOUT = 30.0
LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait before we give up."""
_HINT = "Försök senare, eller hämta filen på en annan dator och läs in den som fil."
_PASSING = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Fetched:
    """An answer.

    Attributes
    ----------
    content : bytes
    note : str
        Where it comes from when it is not straight from the server; in Swedish, or empty.
    """

    content: bytes
    note: str = ""


@dataclass
class Web:
    """Fetches with patience, and keeps what it fetched in a folder.

    Parameters
    ----------
    folder : Path
        Where answers are kept; several processes may share it.
    client : httpx.Client
    sleep, now : callable
        The clock, in seconds.
    """

    folder: Path
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            timeout=TIMEOUT, follow_redirects=True, headers={"User-Agent": USER_AGENT}
        )
    )
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def get(
        self, url: str, params: Mapping[str, str] | None = None, *, pause: float = 1.0
    ) -> Fetched:
        """Fetch a page, unless the server says that the kept one is still good.

        Parameters
        ----------
        url : str
        params : mapping, optional
        pause : float
            Least seconds between two calls to the server, whoever makes them on this machine.

        Raises
        ------
        FetchError
            The server could not be reached and nothing is kept.
        """
        kept = self.kept(url, params)
        about = kept[1] if kept else {}
        headers = {
            name: str(about[key])
            for name, key in (("If-None-Match", "etag"), ("If-Modified-Since", "modified"))
            if about.get(key)
        }
        try:
            answer, body = self._patiently(url, params, headers, pause)
        except FetchError:
            if kept is None:
                raise
            return Fetched(
                kept[0], f"Servern svarar inte: använder {self._age(about)} gammalt svar."
            )
        if answer.status_code == httpx.codes.NOT_MODIFIED and kept is not None:
            return Fetched(kept[0], "Inget nytt sedan förra hämtningen.")
        self.keep(url, params, body, answer.headers)
        return Fetched(body)

    def call(self, url: str, params: Mapping[str, str], *, pause: float = 1.0) -> bytes:
        """Fetch a page without keeping it.

        Raises
        ------
        FetchError
            The server could not be reached.
        """
        return self._patiently(url, params, {}, pause)[1]

    def kept(
        self, url: str, params: Mapping[str, str] | None = None
    ) -> tuple[bytes, dict[str, Any]] | None:
        """Return what was kept of a page, and when and how it was fetched."""
        path = self._path(url, params)
        try:
            return path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def keep(
        self,
        url: str,
        params: Mapping[str, str] | None,
        body: bytes,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep a page for next time."""
        path, told = self._path(url, params), headers or {}
        about = {
            "url": url,
            "fetched": self.now(),
            "etag": told.get("etag", ""),
            "modified": told.get("last-modified", ""),
        }
        for target, content in (
            (path, body),
            (path.with_suffix(".json"), json.dumps(about).encode()),
        ):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(target.name + ".part")
            part.write_bytes(content)
            part.replace(target)

    def age(self, about: Mapping[str, Any]) -> float:
        """Return how many seconds ago a kept page was fetched."""
        return max(0.0, self.now() - float(about.get("fetched", 0.0)))

    def _age(self, about: Mapping[str, Any]) -> str:
        hours = round(self.age(about) / 3600)
        return f"{hours} timmar" if hours < 48 else f"{hours // 24} dagar"

    def _path(self, url: str, params: Mapping[str, str] | None) -> Path:
        text = url + "?" + "&".join(f"{k}={v}" for k, v in sorted((params or {}).items()))
        return self.folder / (hashlib.sha256(text.encode()).hexdigest()[:32] + ".body")

    def _patiently(
        self,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str],
        pause: float,
    ) -> tuple[httpx.Response, bytes]:
        """Call until the server answers, a few times, waiting longer each time."""
        trouble = ""
        for attempt in range(TRIES):
            self._wait_turn(url, pause)
            wait = float(2**attempt)
            try:
                with self.client.stream("GET", url, params=params, headers=headers) as answer:
                    if answer.status_code not in _PASSING:
                        return answer, _body(answer)
                    trouble = f"servern svarade {answer.status_code}"
                    wait = max(wait, _asked_wait(answer))
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise FetchError(f"Adressen {url} kan inte användas.", hint=_HINT) from error
            except httpx.HTTPError as error:
                trouble = f"{type(error).__name__}"
            if attempt < TRIES - 1:
                self.sleep(min(wait, LONGEST_WAIT))
        raise FetchError(f"{urlsplit(url).netloc} kan inte nås ({trouble}).", hint=_HINT)

    def _wait_turn(self, url: str, pause: float) -> None:
        """Wait until `pause` seconds have passed since anybody here called the server."""
        mark = (
            self.folder / f"{hashlib.sha256(urlsplit(url).netloc.encode()).hexdigest()[:16]}.last"
        )
        try:
            last = float(mark.read_text("utf-8"))
        except (OSError, ValueError):
            last = 0.0
        since = self.now() - last
        if 0 <= since < pause:
            self.sleep(pause - since)
        self.folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(str(self.now()), "utf-8")


def _body(answer: httpx.Response) -> bytes:
    """Return the whole answer.

    Raises
    ------
    FetchError
        The server refuses, or sends more than anything should be.
    """
    if answer.status_code == httpx.codes.NOT_MODIFIED:
        return b""
    if answer.status_code != httpx.codes.OK:
        raise FetchError(
            f"{answer.url.host} svarade {answer.status_code}.",
            hint="Kontrollera adressen i platsbild.toml.",
        )
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > LARGEST:
            raise FetchError(f"{answer.url.host} svarar med för mycket.", hint=_HINT)
        parts.append(part)
    return b"".join(parts)


def _asked_wait(answer: httpx.Response) -> float:
    text = answer.headers.get("retry-after", "")
    return float(text) if text.isdecimal() else 0.0
