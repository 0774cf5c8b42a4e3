"""Places by their last visit: told by symbol, word and pattern, with hostile names inert."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely.geometry import box

from geo.follow_up.recency import LOOKS, Recency, recency, words
from geo.layers import visits
from geo.layers.visits import Visited

HOSTILE = "{{7*191}} ${alert(1)} <img src=x>"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Recency.WEEK), (7, Recency.WEEK), (8, Recency.FOUR_WEEKS), (28, Recency.FOUR_WEEKS),
        (29, Recency.QUARTER), (91, Recency.QUARTER), (92, Recency.LONGER), (None, Recency.NEVER),
    ],
)  # fmt: skip
def test_ages_of_visits_fall_into_classes(days: int | None, expected: Recency) -> None:
    assert recency(days) is expected


def test_no_two_classes_share_a_symbol_a_word_or_a_colour() -> None:
    for part in ("symbol", "word", "colour"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(Recency)


def test_how_lately_and_how_often_is_said_in_words() -> None:
    assert words(9, 3, 12) == "Besökt för 9 dagar sedan. 3 besök på 28 dagar, 12 på 365."
    assert words(0, 1, 1).startswith("Besökt i dag.")
    assert words(None, 0, 0) == "Aldrig besökt, enligt loggen."


def test_the_layer_draws_every_place_and_lets_no_name_act() -> None:
    geometry = gpd.GeoSeries([box(0, 0, 9, 9), box(20, 0, 29, 9)], crs="EPSG:3006")
    marks = [Visited(1, HOSTILE, None, HOSTILE), Visited(2, "Torget", 3, "x")]
    drawn = visits.places(geometry, marks, selected=2)
    assert drawn.drawn_by == "Places"
    assert "{{" not in drawn.payload
    assert "<img" not in drawn.payload
    assert "${" not in drawn.payload
    for look in (LOOKS[Recency.NEVER], LOOKS[Recency.WEEK]):
        assert look.colour in drawn.payload
        assert look.pattern in drawn.payload


def test_the_legend_names_every_class() -> None:
    told = visits.legend()
    for look in LOOKS.values():
        assert look.word.lower() in told
        assert look.symbol in told
