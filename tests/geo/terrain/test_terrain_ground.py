"""The ground of a kommun: cut out, kept beside the store, small enough, and read as arrays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from geo.errors import FormatError, StoreDamaged, StoreReadOnly
from geo.look import GROUND_AREAS, GROUND_LINES
from geo.model import Kommun
from geo.store import write
from geo.store.engine import Store, open_store
from geo.terrain import ground, kept
from tests.osm_town import CENTRE, Town, town
from tests.osm_town import write as write_town

KOMMUN = "0883"
TO_STORE = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


def around(lat: float, lon: float, metres: float) -> shapely.Polygon:
    x, y = TO_STORE.transform(lon, lat)
    return shapely.box(x - metres, y - metres, x + metres, y + metres)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with Västervik, whose boundary lies 2 km around the middle."""
    with open_store(tmp_path / "platsbild.sqlite") as opened:
        write.add_kommun(opened, Kommun(KOMMUN, "Västervik"), boundary=around(*CENTRE, 2_000))
        yield opened


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write_town(tmp_path / "town.osm")


def test_without_an_extract_there_is_no_ground(store: Store) -> None:
    assert ground.load(store, KOMMUN) is None
    assert kept.find(store, KOMMUN, ground.KIND) is None


def test_a_ground_lies_in_the_stores_metres_within_the_kommun(store: Store, extract: Path) -> None:
    ground.build(store, KOMMUN, extract)
    found = ground.load(store, KOMMUN)
    assert found is not None
    assert found.crs == store.crs
    assert list(found.areas) == list(GROUND_AREAS)
    assert list(found.lines) == list(GROUND_LINES)
    assert all(found.areas[kind] for kind in ("water", "green", "built", "square"))
    assert all(found.lines[kind] for kind in ("major", "main", "street", "path", "rail", "stream"))
    everything = [line for lines in found.lines.values() for line in lines]
    west, south, east, north = around(*CENTRE, 5_300).bounds
    assert (np.min(np.vstack(everything), axis=0) >= (west, south)).all()
    assert (np.max(np.vstack(everything), axis=0) <= (east, north)).all()
    assert [name.kind for name in found.names][:2] == ["town", "suburb"]
    assert "Gamleby" not in {name.text for name in found.names}
    assert found.attribution == "© OpenStreetMap contributors"


def test_the_sea_lies_east_of_the_town_and_its_skerries_are_land(
    store: Store, extract: Path
) -> None:
    ground.build(store, KOMMUN, extract)
    found = ground.load(store, KOMMUN)
    assert found is not None
    sea = max(found.areas["water"], key=lambda rings: shapely.Polygon(rings[0]).area)
    shape = shapely.Polygon(sea[0], sea[1:])
    x, y = TO_STORE.transform(CENTRE[1], CENTRE[0])
    assert shape.contains(shapely.Point(x + 2_500, y))
    assert not shape.contains(shapely.Point(x, y))
    assert len(sea) > 3


def test_a_coarse_level_has_less_and_a_window_leaves_out_the_rest(
    store: Store, extract: Path
) -> None:
    ground.build(store, KOMMUN, extract)
    coarse, fine = (ground.load(store, KOMMUN, level=level) for level in (0, 3))
    assert coarse is not None
    assert fine is not None
    assert not coarse.lines["street"]
    assert coarse.lines["major"]
    x, y = TO_STORE.transform(CENTRE[1], CENTRE[0])
    near = ground.load(store, KOMMUN, within=(x - 200, y - 200, x + 200, y + 200))
    assert near is not None
    assert 0 < len(near.lines["street"]) < len(fine.lines["street"]) / 3
    assert {name.text for name in near.names if name.kind != "street"} == {"Västervik"}


@pytest.mark.parametrize(("metres", "level"), [(200, 0), (30, 1), (8, 2), (1, 3), (0, 3)])
def test_the_level_follows_the_scale(metres: float, level: int) -> None:
    assert ground.level_of(metres) == level


def test_an_extract_from_elsewhere_is_said(store: Store, shared_data: Path) -> None:
    with pytest.raises(FormatError, match="Utdraget ligger inte i kommunen"):
        ground.build(store, KOMMUN, shared_data / "walking" / "graphhopper_monaco.osm.gz")
    assert not kept.listed(store, ground.KIND)


def test_a_real_extract_becomes_a_small_ground(store: Store, shared_data: Path) -> None:
    here = around(43.738, 7.42, 4_000)
    write.add_kommun(store, Kommun("9999", "Monaco"), boundary=here)
    built = ground.build(store, "9999", shared_data / "walking" / "graphhopper_monaco.osm.gz")
    assert built.kept.size < 100_000
    found = ground.load(store, "9999")
    assert found is not None
    sea = max(found.areas["water"], key=lambda rings: shapely.Polygon(rings[0]).area)
    shape = shapely.Polygon(sea[0], sea[1:])
    harbour_mouth, casino = (
        shapely.Point(*TO_STORE.transform(*at)) for at in ((7.437, 43.733), (7.4274, 43.7392))
    )
    assert shape.contains(harbour_mouth)
    assert not shape.contains(casino)


def test_a_kommun_without_a_boundary_takes_what_the_extract_covers(
    store: Store, shared_data: Path
) -> None:
    write.add_kommun(store, Kommun("0180", "Stockholm"))
    built = ground.build(store, "0180", shared_data / "walking" / "stockholm_centre.osm.pbf")
    found = ground.load(store, "0180")
    assert found is not None
    assert built.shapes > 50
    west, south, east, north = shapely.total_bounds(
        [shapely.LineString(line) for lines in found.lines.values() for line in lines]
    )
    assert east - west < 600
    assert north - south < 600


def test_a_town_of_twenty_thousand_roads_has_room(store: Store, tmp_path: Path) -> None:
    drawn = town(roads=20_000)
    assert sum("highway" in tags for _, tags in drawn.ways) >= 19_000
    path = tmp_path / "large.osm"
    path.write_text(drawn.xml(), encoding="utf-8")
    write.add_kommun(store, Kommun(KOMMUN, "Västervik"), boundary=around(*CENTRE, 40_000))
    built = ground.build(store, KOMMUN, path)
    assert built.kept.size < 1_500_000
    assert built.coarser == 1


def test_what_has_no_room_is_drawn_coarser(
    store: Store, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ground.build(store, KOMMUN, extract).kept.size
    monkeypatch.setattr(ground, "MOST_BYTES", whole * 3 // 4)
    built = ground.build(store, KOMMUN, extract)
    assert built.kept.size <= whole * 3 // 4
    assert built.coarser > 1


def test_another_ground_replaces_the_one_before_and_can_be_removed(
    store: Store, extract: Path, tmp_path: Path
) -> None:
    first = ground.build(store, KOMMUN, extract)
    assert ground.build(store, KOMMUN, extract).kept.name == first.kept.name
    other = ground.build(store, KOMMUN, write_town(tmp_path / "other.osm", seed=2))
    assert [each.name for each in kept.listed(store, ground.KIND)] == [other.kept.name]
    assert kept.content(store, first.kept.name, ground.KIND) is None
    assert ground.about(store, other.kept) == "other.osm"
    assert [path.name for path in other.kept.path.parent.iterdir()] == [other.kept.path.name]
    assert kept.remove(store, KOMMUN, ground.KIND)
    assert not kept.remove(store, KOMMUN, ground.KIND)
    assert ground.load(store, KOMMUN) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0883-..", "0883-0123456789ABCDEF", "x"])
def test_only_what_looks_like_a_name_is_looked_for(store: Store, name: str) -> None:
    assert kept.content(store, name, ground.KIND) is None


def test_a_ground_that_is_not_whole_says_what_to_do(store: Store, extract: Path) -> None:
    found = ground.build(store, KOMMUN, extract).kept
    found.path.write_bytes(found.path.read_bytes()[:-20])
    with pytest.raises(StoreDamaged, match="basemap build"):
        ground.load(store, KOMMUN)
    assert "bygg om" in ground.about(store, found)


def test_a_folder_that_cannot_be_written_is_said(store: Store, extract: Path) -> None:
    (store.path.parent / kept.FOLDER).write_text("in the way")
    with pytest.raises(StoreReadOnly, match="kan inte sparas"):
        ground.build(store, KOMMUN, extract)


def test_names_are_kept_as_they_are_and_no_longer_than_fits(store: Store, tmp_path: Path) -> None:
    drawn = Town()
    drawn.line([(0, 0), (500, 0)], highway="residential")
    hostile = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)>"
    drawn.node((0, 0), place="town", name=hostile)
    drawn.node((0, 9), place="village", name=f"A\n\t {'b' * 900}")
    path = tmp_path / "names.osm"
    path.write_text(drawn.xml(), encoding="utf-8")
    ground.build(store, KOMMUN, path)
    found = ground.load(store, KOMMUN)
    assert found is not None
    assert found.names[0].text == hostile
    assert found.names[1].text == f"A {'b' * 58}"
