"""All features of a WFS layer that match a filter, page by page, as one GeoJSON file."""

from __future__ import annotations

import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

from geo.errors import FetchError
from geo.schema import METRIC_CRS
from geo.sources import network

PAGE = 500
"""Features asked for at a time; the largest kommun has some 550 DeSO."""
MOST_PAGES = 100
PAUSE = 0.5
"""Seconds between pages."""
_EXCEPTION = re.compile(rb"<(?:\w+:)?(?:ExceptionText|ServiceException)[^>]*>(.*?)</", re.DOTALL)


@dataclass
class _Found:
    """What has come so far. A feature that comes twice is kept once, whatever id it has."""

    name: str
    features: dict[bytes, Any] = field(default_factory=dict)
    crs: Any = None
    matched: int | None = None

    def add(self, page: dict[str, Any]) -> bool:
        """Take in a page and return whether there may be more.

        The server may give fewer at a time than asked, and count wrongly or not at all: only its
        exact count spares the question that nothing new answers.
        """
        before = len(self.features)
        if before and page["features"] and page.get("crs") != self.crs:
            raise FetchError(
                f"Sidorna av {self.name} har olika koordinatsystem.", hint=network.CLOSED_NETWORK
            )
        self.crs = self.crs if before else page.get("crs")
        for identity, feature in zip(page["identities"], page["features"], strict=True):
            self.features.setdefault(identity, feature)
        if isinstance(page.get("numberMatched"), int):
            self.matched = page["numberMatched"]
        exact = len(self.features) == self.matched and len(page["features"]) < PAGE
        return len(self.features) > before and not exact


def fetch(url: str, layer: str, *, where: str, order: str, name: str, web: network.Web) -> bytes:
    """Return every feature of `layer` that matches, as a GeoJSON FeatureCollection.

    Asks for EPSG:3006 with x before y, and keeps what the answer says instead.

    Parameters
    ----------
    url : str
        The service, without a question.
    layer : str
        With its workspace, as ``stat:RegSO_2025``.
    where : str
        CQL.
    order : str
        Property to sort by; without one the pages of GeoServer may overlap.
    name : str
        What the features are, for messages.
    web : Web

    Raises
    ------
    FetchError
        No answer, an answer that is no map, or features that never came.
    """
    found = _Found(name)
    size = 0
    for _ in range(MOST_PAGES):
        params = _question(layer, where, order, len(found.features))
        page = network.get(web, url, params=params, read=_read_page)
        size += page["size"]
        if size > web.largest:
            raise network.too_large(network.host_of(url), web.largest)
        if not found.add(page):
            break
        web.sleep(PAUSE)
    else:
        raise FetchError(
            f"Det tog aldrig slut på {name}.", hint="Kontrollera adressen i platsbild.toml."
        )
    _check_all_came(found)
    return json.dumps(
        {
            "type": "FeatureCollection",
            "name": layer,
            "crs": found.crs or _asked_crs(found),
            "features": list(found.features.values()),
        }
    ).encode()


def _question(layer: str, where: str, order: str, start: int) -> dict[str, str]:
    return {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "srsName": METRIC_CRS,
        "CQL_FILTER": where,
        "sortBy": order,
        "count": str(PAGE),
        "startIndex": str(start),
    }


def _read_page(answer: network.Answer) -> dict[str, Any]:
    told = _EXCEPTION.search(answer.body[:100_000])
    if answer.body.lstrip()[:1] == b"<" and told:
        text = " ".join(html.unescape(told[1].decode("utf-8", "replace")).split())
        raise FetchError(
            f"{answer.host} kunde inte svara: {text[:200]}",
            hint="Kontrollera adressen till tjänsten i platsbild.toml.",
        )
    page = network.parse_json(answer)
    if not isinstance(page, dict) or not isinstance(page.get("features"), list):
        raise network.Broken(f"Svaret från {answer.host} är inte GeoJSON med objekt.")
    try:
        identities = [_identity(feature) for feature in page["features"]]
    except RecursionError as error:
        raise network.Broken(f"Svaret från {answer.host} kan inte läsas.") from error
    return {**page, "identities": identities, "size": len(answer.body)}


def _identity(feature: object) -> bytes:
    """Return a hash of what a feature is; GeoServer makes up new ids for layers without a key."""
    told = feature
    if isinstance(feature, dict):
        told = [feature.get("properties"), feature.get("geometry")]
    return hashlib.blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).digest()


def _check_all_came(found: _Found) -> None:
    came, matched = len(found.features), found.matched or 0
    if came < matched:
        raise FetchError(
            f"Bara {came} av {matched} {found.name} kom; {matched - came} saknas.",
            hint="Försök igen, eller hämta filen på annat sätt och läs in den.",
        )
    if not came:
        raise FetchError(f"Det finns inga {found.name}.", hint="Kontrollera kommunkoden.")


def _asked_crs(found: _Found) -> dict[str, Any] | None:
    """Return the CRS asked for where the answer names none and is not in degrees."""
    for feature in found.features.values():
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        first = geometry.get("coordinates") if isinstance(geometry, dict) else None
        while isinstance(first, list) and first:
            first = first[0]
        if isinstance(first, int | float):
            metres = abs(first) > 180
            return {"type": "name", "properties": {"name": METRIC_CRS}} if metres else None
    return None
