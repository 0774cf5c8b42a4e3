"""What is new in a lägesbild: places that change, and where incidents are new or fade."""

from __future__ import annotations

from collections.abc import Sequence

from geo.lagesbild import words
from geo.lagesbild.result import NewsItem, PlaceStatus
from geo.model import Presence, Verdict

ORDER: tuple[Verdict | Presence, ...] = (
    Verdict.INCREASING,
    Presence.NEW,
    Verdict.GROWING,
    Verdict.DECREASING,
    Verdict.WANING,
    Presence.FADING,
)


def items(places: Sequence[PlaceStatus]) -> tuple[NewsItem, ...]:
    """Return one item for each place with news: increases first, in rank order."""
    found = [item for place in places if (item := _item(place))]
    return tuple(sorted(found, key=lambda item: ORDER.index(item.what)))


def _item(place: PlaceStatus) -> NewsItem | None:
    now = place.comparison
    if now.presence is Presence.NEW:
        return NewsItem(place.place_id, place.name, now.presence, words.presence(now))
    if now.verdict in ORDER:
        return NewsItem(place.place_id, place.name, now.verdict, words.change(now))
    if now.presence is Presence.FADING:
        return NewsItem(place.place_id, place.name, now.presence, words.presence(now))
    return None
