"""What a plan says: reasons, what was left out, its share of the possible; as JSON; drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FormatError, GeoError
from geo.planning import patrol
from geo.planning.patrol import Plan, StopKind
from tests.patrol_entropy import entropy
from tests.patrol_world import START, Islands, World, need_of, slots, town


def propose(world: World, **more: Any) -> Plan:
    chosen = {"seed": 1, "iterations": 30, **more}
    return patrol.propose(world.shift, world.need, world.sites, world.ways, **chosen)


def test_every_stop_says_why_in_the_slot_in_which_it_starts() -> None:
    world = town(10)
    for stop in propose(world).walks[0].stops:
        at = [s.start_utc <= stop.start_utc < s.end_utc for s in world.need.slots].index(True)
        assert stop.because == f"skäl {stop.place_id}/{at}"


def test_every_place_that_is_left_out_says_why() -> None:
    over = slots(START, START + 8 * 3600)
    values = np.full((5, len(over)), 30.0)
    values[3] = 0
    world = town(5, never=frozenset({1}), spread=200.0)
    where = {2: (30_000.0, 0.0), 3: (-9000.0, 0.0), 5: (4600.0, 0.0)}
    sites = tuple(
        replace(site, x=where[site.place_id][0], y=0.0) if site.place_id in where else site
        for site in world.sites
    )
    islands = World(world.shift, need_of(values, over), sites, Islands())
    told = {each.place_id: each.why for each in propose(islands).left_out}
    assert told[1] == "valt bort"
    assert told[2] == "inga vägar dit"
    assert told[4] == "inget talar för ett besök"
    far = World(world.shift, need_of(values, over), sites)
    told = {each.place_id: each.why for each in propose(far).left_out}
    assert told[2].startswith("för långt till fots (8 h 20 min enkel väg)")


def test_a_place_that_there_is_no_time_for_says_what_it_would_take() -> None:
    plan = propose(town(40, hours=3))
    crowded = [each for each in plan.left_out if each.why.startswith("ryms inte: ")]
    assert crowded
    assert all("min för" in each.why and each.why.endswith("av behov") for each in crowded)


def test_no_plan_covers_more_than_is_possible_and_more_patrols_cover_more() -> None:
    plans = [propose(town(15, patrols=patrols)) for patrols in (1, 2, 4)]
    assert all(plan.covered <= plan.best <= plan.possible for plan in plans)
    assert plans[0].covered < plans[1].covered < plans[2].covered
    assert 0 < plans[0].share < 1


def test_a_first_plan_comes_at_once_and_better_ones_after_it() -> None:
    told: list[Plan] = []
    world = town(20)
    plan = propose(world, improved=told.append)
    first = patrol.nearest(world.shift, world.need, world.sites, world.ways)
    assert told[0].walks == first.walks
    covered = [each.covered for each in told]
    assert covered == sorted(covered)
    assert len(covered) > 1
    assert plan.best >= covered[-1]


def test_nights_differ_but_cover_nearly_as_much() -> None:
    world = town(12, steadiness=0.9)
    nights = [propose(world, seed=seed, iterations=90) for seed in range(8)]
    assert all(plan.covered >= 0.98 * plan.best - 1e-9 for plan in nights)
    firsts = {tuple(stop.place_id for stop in plan.walks[0].stops) for plan in nights}
    assert len(firsts) == len(nights)
    assert entropy(nights, world).pooled > 0.9


def test_a_plan_that_is_no_plan_is_refused_in_swedish() -> None:
    good = patrol.to_json(propose(town(3)))
    assert next(iter(good)) == "version"
    for bad in ("", "[]", "{", "null", '{"version": 2}', json.dumps({**good, "walks": 3})):
        with pytest.raises(FormatError, match="Planen"):
            patrol.from_json(bad)
    stop = {**good["walks"][0]["stops"][0], "kind": "fika"}
    good["walks"][0]["stops"][0] = stop
    with pytest.raises(FormatError, match="Planen går inte att läsa"):
        patrol.from_json(good)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), st.lists))
def test_broken_json_is_never_anything_but_a_geo_error(rubbish: Any) -> None:
    for name in _SMALL:
        try:
            patrol.from_json({**_SMALL, name: rubbish})
        except GeoError:
            continue


_SMALL = patrol.to_json(propose(town(2), iterations=1))


def test_a_stop_in_a_centrum_is_beside_the_torg_in_it() -> None:
    town_shape, centre, square = (shapely.box(-r, -r, r, r) for r in (2000, 400, 50))
    places = gpd.GeoDataFrame(
        {"place_id": [7, 8, 9], "name": ["Tätorten", "Centrum", "Torget"]},
        geometry=[town_shape, centre, square],
    )
    whole, middle, inner = (shapely.Point(each.x, each.y) for each in patrol.sites(places))
    assert not centre.covers(whole)
    assert centre.covers(middle)
    assert not square.covers(middle)
    assert square.covers(inner)


def test_a_place_that_is_all_other_places_has_a_point_all_the_same() -> None:
    half = [shapely.box(0, 0, 50, 100), shapely.box(50, 0, 100, 100)]
    places = gpd.GeoDataFrame(
        {"place_id": [1, 2, 3], "name": ["Hela", "Väst", "Öst"]},
        geometry=[shapely.box(0, 0, 100, 100), *half],
    )
    assert [each.place_id for each in patrol.sites(places)] == [1, 2, 3]


def test_stops_have_their_names_and_kinds() -> None:
    plan = propose(town(4))
    assert {stop.kind for stop in plan.walks[0].stops} == {StopKind.VISIT}
    assert {stop.name for stop in plan.walks[0].stops} <= {f"Plats {at}" for at in range(1, 5)}
