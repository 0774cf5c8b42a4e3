"""The polisen.se feed of notices: context for a kommun, never a map point, never counted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.errors import FetchError, FormatError
from geo.folding import fold
from geo.look import count
from geo.model import ImportKind, Kommun, Reject
from geo.schema import Notices, Parsed
from geo.sources import _free_text, _identity, _pace, kept, network
from geo.sources._context import Context
from geo.sources._faults import quoted
from geo.sources._json_text import plain

ZONE = ZoneInfo("Europe/Stockholm")
_MONTHS = {
    "januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6,
    "juli": 7, "augusti": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d{1,2}):(\d\d):(\d\d) ([+-])(\d\d):?(\d\d)$")
_EVENT = re.compile(r"(\d{1,2}) ([a-z]+) (\d{1,2})[.:](\d\d)\b", re.IGNORECASE)
FIRST_YEAR = 1990
"""Of a notice; what says that it is older is no notice."""
_FIELDS = ("name", "summary", "url", "type")


def fetch(url: str, *, folder: Path, web: network.Web) -> bytes:
    """Fetch the feed by the rules of polisen.se: own User-Agent, and a pause between calls.

    Waits for its turn, over all runs that share `folder`; and asks only for what has changed
    since the answer kept there.

    Parameters
    ----------
    url : str
        The feed's address, of any server.
    folder : Path
        Where the answer and the times of the calls are kept.
    web : Web

    Raises
    ------
    FetchError
        No usable answer, or the queue is too long.
    """
    old = kept.read(folder, url)
    asked = {"If-None-Match": old.etag, "If-Modified-Since": old.last_modified} if old else {}
    host = network.host_of(url)

    def read(answer: network.Answer) -> bytes:
        if answer.status == 304:
            if old is None:
                raise FetchError(f"{host} svarade utan innehåll.", hint="Försök igen senare.")
            return old.body
        network.parse_json(answer)
        told = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
        kept.write(folder, url, kept.Kept(answer.body, web.now(), *told))
        return answer.body

    return network.get(
        web,
        url,
        read=read,
        headers={name: value for name, value in asked.items() if value.isascii() and value},
        before=lambda: _pace.take_turn(folder, host, now=web.now, sleep=web.sleep),
    )


def parse(content: bytes, context: Context) -> Parsed:
    """Read the feed and keep one kommun's notices.

    The kommun is ``location.name``, or where that is a län the last part of ``name``. Notices of
    other kommuner are neither accepted nor rejected: a note counts them. One event published
    twice under different ids gets one row key.

    Parameters
    ----------
    content : bytes
        JSON: a list of objects as the feed serves them.
    context : Context
        Notices published after its tomorrow are rejected.

    Raises
    ------
    FormatError
        Not JSON, or not a list.
    """
    events = _events(content, context.file)
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    masker = _free_text.Masker()
    elsewhere = 0
    for line, event in enumerate(events, start=2):
        if not isinstance(event, dict):
            rejects.append(Reject(line, "", "Notisen är inget objekt."))
        elif not is_about(event, context.kommun):
            elsewhere += 1
        else:
            read = _notice(event, context.today)
            if isinstance(read, str):
                raw = tuple(
                    (k, _free_text.mask(_text(event.get(k)))[0])
                    for k in ("id", "datetime", *_FIELDS)
                )
                rejects.append(Reject(line, "datetime", read, raw))
            else:
                rows.append({**read, "line": line})
    frame = _frame(rows, masker)
    others = count(elsewhere, "notis", "notiser")
    notes = (f"{others} för andra kommuner lämnades.", *masker.notes())
    kept = len(frame) + len(rejects)
    return Parsed(ImportKind.NOTICES, frame, tuple(rejects), kept, notes)


def is_about(event: Mapping[str, Any], kommun: Kommun) -> bool:
    """Return whether the notice is about `kommun`."""
    location = event.get("location")
    name = _text(location.get("name")) if isinstance(location, dict) else ""
    if not name or name.endswith(" län"):
        name = _text(event.get("name")).rsplit(",", 1)[-1]
    return fold(name) == fold(kommun.name)


def event_time(name: str, published: datetime) -> datetime | None:
    """Return the event's time from ``22 augusti 05.43, …``; the year is the nearest before.

    Parameters
    ----------
    name : str
        With ``.`` or ``:`` between hour and minute.
    published : datetime
        Aware. An event that would lie more than a day after it happened the year before.
    """
    match = _EVENT.match(name)
    if not match or match[2].lower() not in _MONTHS:
        return None
    for year in (published.year, published.year - 1):
        try:
            found = datetime(
                year,
                _MONTHS[match[2].lower()],
                int(match[1]),
                int(match[3]),
                int(match[4]),
                tzinfo=ZONE,
            )
        except ValueError:
            continue
        if found <= published + timedelta(days=1):
            return found
    return None


def _events(content: bytes, file: str) -> list[Any]:
    try:
        events = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError(
            "Filen är inte JSON.",
            hint="Notiser läses från polisens flöde, sparat som det är.",
            file=file,
        ) from error
    if not isinstance(events, list):
        raise FormatError("Filen är ingen lista av notiser.", hint="Spara hela svaret.", file=file)
    return events


def _text(value: object) -> str:
    """Return clean text in one line, NBSP as space."""
    return " ".join(plain(value).split())


def _notice(event: Mapping[str, Any], today: date) -> dict[str, Any] | str:
    """Return the notice's row, or why it has none."""
    published = _published(_text(event.get("datetime")))
    if published is None:
        return f"Publiceringstiden {quoted(_text(event.get('datetime')))} kan inte läsas."
    if published.date() > today + timedelta(days=1):
        return "Notisen är publicerad i framtiden."
    fields = {name: _text(event.get(name)) for name in _FIELDS}
    happened = event_time(fields["name"], published)
    day = happened or published
    # Two ids of one event share its name; the separator of the time changed in November 2023.
    name = _EVENT.sub(r"\1 \2 \3.\4", fields["name"]).casefold()
    return {
        **fields,
        "key": f"{day.astimezone(ZONE).year} {name}",
        "published_utc": int(published.timestamp()),
        "event_utc": int(happened.timestamp()) if happened else None,
        "summary_notice": fields["type"].casefold().startswith("sammanfattning"),
    }


def _published(text: str) -> datetime | None:
    match = _PUBLISHED.match(text)
    if not match or int(match[1]) < FIRST_YEAR:
        return None
    offset = f"{match[7]}{match[8]}:{match[9]}"
    try:
        return datetime.fromisoformat(
            f"{match[1]}-{match[2]}-{match[3]}T{int(match[4]):02d}:{match[5]}:{match[6]}{offset}"
        )
    except ValueError:
        return None


def _frame(rows: list[dict[str, Any]], masker: _free_text.Masker) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {
        name: pd.Series([masker.text(row[name]) for row in rows], dtype="str") for name in _FIELDS
    }
    times = [row["event_utc"] for row in rows]
    columns["event_utc"] = pd.Series(pd.array(times, dtype="Int64"))
    columns["published_utc"] = pd.Series([r["published_utc"] for r in rows], dtype=np.int64)
    columns["summary_notice"] = pd.Series([r["summary_notice"] for r in rows], dtype=bool)
    columns["line"] = pd.Series([row["line"] for row in rows], dtype=np.int64)
    told = [columns[n] for n in ("name", "summary", "type", "event_utc")] if rows else []
    hashes = _identity.content_hashes(told) if rows else []
    keys = [pa.array([row["key"] for row in rows], type=pa.string())]
    row_keys = _identity.content_hashes(keys) if rows else []
    columns["content_hash"] = pd.Series(hashes, dtype="str")
    columns["row_key"] = pd.Series(row_keys, dtype="str")
    frame: pd.DataFrame = Notices.validate(pd.DataFrame(columns))
    return frame
