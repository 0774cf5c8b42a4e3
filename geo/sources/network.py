"""The one way out to the network: one polite question at a time, repeated where that may help."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import FetchError

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
USER_AGENT = "Platsbild/0.1 (weekly picture of places; command line)"
CLOSED_NETWORK = (
    "Kontrollera nätet. I ett stängt nät: hämta filen på en annan dator och läs in den med"
    " ”platsbild import”."
)
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for a longer pause is left alone."""
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class Web:
    """How patiently to ask, and through what; tests bring their own clock and transport.

    Parameters
    ----------
    transport : httpx.BaseTransport, optional
        Used in place of the network and of the environment's proxies.
    timeout : float
        Seconds without a byte.
    patience : float
        Seconds for a whole answer.
    attempts : int
        Times to ask before giving up.
    largest : int
        Bytes, unpacked, of one answer and of all pages together.
    sleep : callable
        Waits that many seconds.
    now : callable
        Seconds UTC.
    """

    transport: httpx.BaseTransport | None = None
    timeout: float = 30.0
    patience: float = 120.0
    attempts: int = 4
    largest: int = 200_000_000
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time


@dataclass(frozen=True)
class Answer:
    """What a server said; header names are lower case."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Broken(Exception):
    """Something that may go better next time, told in Swedish, after `wait` seconds."""

    def __init__(self, message: str, *, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(message)


def get(
    web: Web,
    url: str,
    *,
    read: Callable[[Answer], T],
    params: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> T:
    """Ask, and ask again after timeouts, 429, 5xx and answers that break off.

    Redirects are not followed: the servers concerned block those who come to an old address.

    Parameters
    ----------
    web : Web
    url : str
        Of http or https.
    read : callable
        Makes the value of an answer with status 2xx or 304; may raise :class:`Broken`.
    params, headers : mapping of str to str, optional
        Added to the address and to the request.
    before : callable, optional
        Called before each question, repeated ones too.

    Raises
    ------
    FetchError
        No usable answer.
    """
    address = _address(url)
    for attempt in range(1, web.attempts + 1):
        if before:
            before()
        try:
            answer = _ask(web, address, params or {}, headers or {})
            _judge(web, answer)
            return read(answer)
        except Broken as error:
            if attempt == web.attempts:
                raise FetchError(str(error), hint=CLOSED_NETWORK) from error
            web.sleep(max(error.wait, 2.0 ** (attempt - 1)))
    raise ValueError("attempts is at least 1")


def parse_json(answer: Answer) -> Any:
    """Return the answer's JSON.

    Raises
    ------
    FetchError
        It is a web page or XML: asking again will not help.
    Broken
        It breaks off.
    """
    if answer.body.lstrip()[:1] == b"<":
        raise FetchError(
            f"{answer.host} svarade med en webbsida i stället för data.", hint=CLOSED_NETWORK
        )
    try:
        return json.loads(answer.body.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Broken(f"Svaret från {answer.host} är trasigt (inte hel JSON).") from error


def host_of(url: str) -> str:
    """Return the host that `url` names.

    Raises
    ------
    FetchError
        It is no address of the web.
    """
    return _address(url).host


def too_large(host: str, largest: int) -> FetchError:
    """Return the error for answers above the limit."""
    return FetchError(
        f"Svaret från {host} är större än {largest / 1e6:.0f} MB.",
        hint="Kontrollera adressen; så stora svar väntas inte.",
    )


def _address(url: str) -> httpx.URL:
    import httpx

    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL()
    if address.scheme not in {"http", "https"} or not address.host:
        raise FetchError(
            f"Adressen ”{url[:80]}” kan inte användas.", hint="Den ska börja med https://."
        )
    return address


def _ask(
    web: Web, address: httpx.URL, params: Mapping[str, str], headers: Mapping[str, str]
) -> Answer:
    """Ask once.

    Raises
    ------
    Broken
        The network failed.
    FetchError
        The answer is too large or never ends.
    """
    import httpx

    host, began = address.host, time.monotonic()
    own = {"User-Agent": USER_AGENT, **headers}
    chunks: list[bytes] = []
    size = 0
    try:
        with (
            httpx.Client(transport=web.transport, timeout=web.timeout) as client,
            client.stream("GET", address.copy_merge_params(dict(params)), headers=own) as response,
        ):
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > web.largest:
                    raise too_large(host, web.largest)
                if time.monotonic() - began > web.patience:
                    raise FetchError(
                        f"{host} blev inte klar på {web.patience:.0f} sekunder.",
                        hint=CLOSED_NETWORK,
                    )
                chunks.append(chunk)
            told = {name.lower(): value for name, value in response.headers.items()}
            return Answer(host, response.status_code, told, b"".join(chunks))
    except httpx.TimeoutException as error:
        raise Broken(f"{host} svarade inte inom {web.timeout:g} sekunder.") from error
    except httpx.ConnectError as error:
        raise Broken(f"{host} kan inte nås.") from error
    except httpx.RequestError as error:
        raise Broken(f"Svaret från {host} bröts.") from error


def _judge(web: Web, answer: Answer) -> None:
    """Let statuses 2xx and 304 pass."""
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return
    if status in _AGAIN:
        wait = _retry_after(answer.headers.get("retry-after", ""), web.now())
        if wait > LONGEST_WAIT:
            raise FetchError(
                f"{answer.host} vill inte bli tillfrågad på {wait / 60:.0f} minuter.",
                hint="Försök igen senare.",
            )
        raise Broken(f"{answer.host} svarade med fel {status}.", wait=wait)
    if status < 400:
        where = answer.headers.get("location", "okänd")[:120]
        raise FetchError(
            f"{answer.host} hänvisar till en annan adress: {where}",
            hint="Ange den i platsbild.toml eller med --url.",
        )
    raise FetchError(f"{answer.host} svarade med fel {status}.", hint="Kontrollera adressen.")


def _retry_after(text: str, now: float) -> float:
    """Return seconds to wait, from seconds or a date; 0 where neither can be read."""
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return 0.0
