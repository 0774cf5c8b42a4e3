"""SCB's open polygons (CC0) by kommun: RegSO, DeSO and tätorter, from its WFS, page by page."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from geo.errors import FetchError
from geo.sources.web import Fetched, Web

PAGE = 1_000
MOST_PAGES = 100
FRESH = 24 * 3600
"""Seconds that a whole answer is used again without asking."""
TRIES = 3
"""Times that a page is asked for again when it is no JSON."""
_HINT = "Försök senare, eller hämta filen från SCB på en annan dator och läs in den."


class Level(StrEnum):
    """Which polygons."""

    REGSO = "regso"
    DESO = "deso"
    TATORT = "tatort"


LAYERS = {
    Level.REGSO: ("stat:RegSO_2025", "regsokod"),
    Level.DESO: ("stat:DeSO_2025", "desokod"),
    Level.TATORT: ("stat:Tatorter_2023", "tatortskod"),
}
"""Layer, and the property that its areas are told apart and sorted by: pages need an order."""
KOMMUN = ("kommunkod", "kommun")
"""Properties that the kommun's code stands in; the first that a layer has."""


def fetch(web: Web, url: str, kommun: str, level: Level, *, refresh: bool = False) -> Fetched:
    """Fetch a kommun's polygons as GeoJSON.

    Parameters
    ----------
    web : Web
    url : str
        Address of the WFS.
    kommun : str
        Four digits.
    level : Level
    refresh : bool
        Ask again though the kept answer is less than a day old.

    Raises
    ------
    FetchError
        The server could not be reached, or did not give every polygon, and nothing is kept.
    """
    if not re.fullmatch(r"\d{4}", kommun):
        raise FetchError(
            f"SCB känner ingen kommun med koden {kommun}.",
            hint="Svenska kommunkoder har fyra siffror, t.ex. 0883.",
        )
    key = {"kommun": kommun, "level": level.value}
    kept = web.kept(url, key)
    if kept is not None and not refresh and web.age(kept[1]) < FRESH:
        return Fetched(kept[0], "Hämtat tidigare i dag.")
    try:
        content = _by_either_property(web, url, kommun, level)
    except FetchError as error:
        if kept is None:
            raise
        days = round(web.age(kept[1]) / 86_400)
        return Fetched(kept[0], f"{error.message} Använder svaret från {days} dagar sedan.")
    web.keep(url, key, content)
    return Fetched(content)


def _by_either_property(web: Web, url: str, kommun: str, level: Level) -> bytes:
    """Ask by the first property, and by the second if the server does not know the first."""
    first, second = KOMMUN
    try:
        return _all_pages(web, url, f"{first}='{kommun}'", level)
    except FetchError as error:
        if level is not Level.TATORT:
            raise
        try:
            return _all_pages(web, url, f"{second}='{kommun}'", level)
        except FetchError:
            raise error from None


def _all_pages(web: Web, url: str, where: str, level: Level) -> bytes:
    features: dict[str, Any] = {}
    crs: Any = None
    for page in range(MOST_PAGES):
        answer = _page(web, url, _query(where, level, page * PAGE))
        new = {_identity(each): each for each in answer["features"]}
        crs = answer.get("crs", crs)
        added = len(new.keys() - features.keys())
        features.update(new)
        matched = _number(answer)
        if matched is not None and len(features) >= matched:
            break
        if len(answer["features"]) < PAGE or not added:
            if matched is not None and len(features) < matched:
                raise FetchError(f"SCB:s server gav {len(features)} av {matched} ytor.", hint=_HINT)
            break
    whole = {"type": "FeatureCollection", "features": list(features.values())}
    if crs is not None:
        whole["crs"] = crs
    return json.dumps(whole, ensure_ascii=False).encode()


def _query(where: str, level: Level, start: int) -> dict[str, str]:
    layer, key = LAYERS[level]
    return {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "srsName": "EPSG:3006",
        "CQL_FILTER": where,
        "sortBy": key,
        "count": str(PAGE),
        "startIndex": str(start),
    }


def _page(web: Web, url: str, query: dict[str, str]) -> dict[str, Any]:
    """Return one page; one that is no JSON is asked for again."""
    for _ in range(TRIES):
        content = web.call(url, query)
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            continue
        if isinstance(answer, dict) and isinstance(answer.get("features"), list):
            return answer
    told = content[:300].decode("utf-8", "replace").split()
    raise FetchError(
        f"SCB:s server svarade med något annat än ytor: ”{' '.join(told)[:120]}”.", hint=_HINT
    )


def _number(answer: dict[str, Any]) -> int | None:
    for name in ("numberMatched", "totalFeatures"):
        if isinstance(answer.get(name), int):
            return int(answer[name])
    return None


def _identity(feature: Any) -> str:
    """Return what tells a feature from others: its id, else all of it."""
    if isinstance(feature, dict) and feature.get("id"):
        return str(feature["id"])
    return json.dumps(feature, sort_keys=True)
