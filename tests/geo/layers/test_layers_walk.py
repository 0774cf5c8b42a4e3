"""The walk on the map: in degrees, told apart without colour, and user text is only data."""

from __future__ import annotations

import json

from geo.layers import walk
from tests import walk_plans


def data(made=None, **names) -> dict:
    made = made or walk_plans.plan()
    layer = walk.layer(
        made, walk_plans.paths(made), walk_plans.places(**names), crs="EPSG:3006", selected=3
    )
    return json.loads(layer.payload)


def test_stops_at_one_spot_share_a_mark_with_both_numbers() -> None:
    stops = {stop["name"]: stop for stop in data()["stops"]}
    assert stops["Karstorp"]["marks"] == ["3", "6"]
    assert stops["Resecentrum"]["marks"] == ["1"]
    assert stops["Karstorp"]["told"][0].startswith("3: 19:25–19:40, därför: skadegörelse ökar")


def test_each_patrol_has_a_colour_and_a_dash_of_its_own() -> None:
    walks = data(walk_plans.plan(patrols=4))["walks"]
    assert len({each["colour"] for each in walks}) == 4
    assert len({each["dash"] for each in walks}) == 4
    assert [each["name"] for each in walks] == ["Patrull A", "Patrull B", "Patrull C", "Patrull D"]


def test_positions_are_in_degrees() -> None:
    shown = data()
    line = [point for leg in shown["walks"][0]["legs"] for point in leg["line"]]
    assert all(57.7 < lat < 57.8 and 16.6 < lon < 16.7 for lat, lon in line)
    assert len(shown["walks"][0]["legs"]) == 7


def test_places_of_the_walk_come_first_and_the_others_say_why_not() -> None:
    places = data()["places"]
    assert [place["seen"] for place in places] == [True] * 4 + [False]
    assert places[-1]["summary"] == "30 km bort, bil krävs"
    assert [place["name"] for place in places if place["selected"]] == ["Karstorp"]


def test_user_text_is_inert_in_the_payload() -> None:
    made = walk_plans.plan(name=walk_plans.HOSTILE, because="${alert(1)} `x` </script>")
    layer = walk.layer(made, walk_plans.paths(made), walk_plans.places(), crs="EPSG:3006")
    assert not set(layer.payload.replace('": ', "").replace("{}", "")) & set("<>`$&'")
    assert "{{" not in layer.payload
    stops = json.loads(layer.payload)["stops"]
    assert stops[0]["name"] == walk_plans.HOSTILE


def test_the_legend_tells_lines_apart_in_words() -> None:
    several = walk.legend(walk_plans.plan(patrols=2))
    assert "patrull A (heldragen)" in several
    assert "patrull B (streckad)" in several
    assert "vägen" in walk.legend(walk_plans.plan())


def test_the_bounds_hold_the_walk_and_not_places_far_away() -> None:
    made = walk_plans.plan()
    west, south, east, north = walk.bounds(made, walk_plans.paths(made), crs="EPSG:3006")
    assert 16.6 < west < east < 16.7
    assert 57.7 < south < north < 57.8
