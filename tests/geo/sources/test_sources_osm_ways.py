"""Which ways of an OpenStreetMap extract can be walked and driven, and files that are none."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from geo.errors import FormatError
from geo.sources.osm import extract, rules, ways
from tests.osm_extract import CRS, EAST, NORTH, Tags, osm_xml, write_extract

STREET = {"highway": "residential"}
SPOTS = {1: (0.0, 0.0), 2: (100.0, 0.0), 3: (200.0, 0.0), 4: (200.0, 50.0)}
HERE = (EAST - 1000, NORTH - 1000, EAST + 1000, NORTH + 1000)


def lengths(found: ways.Segments) -> list[float]:
    ends = np.column_stack([found.x, found.y])[found.pairs]
    return sorted(np.hypot(*(ends[:, 0] - ends[:, 1]).T).round(1).tolist())


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "steps"},
        {"highway": "cycleway"},
        {"highway": "track"},
        {"highway": "pedestrian", "area": "yes"},
        {"highway": "primary"},
        {"highway": "service", "access": "private", "foot": "yes"},
        {"highway": "track", "access": "agricultural"},
        {"highway": "residential", "motor_vehicle": "no"},
        {"highway": "motorway", "foot": "designated"},
        {"highway": "trunk", "motorroad": "yes", "sidewalk": "right"},
        {"man_made": "pier"},
        {"railway": "platform"},
    ],
)
def test_one_walks_here(tags: Tags) -> None:
    assert rules.walked(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": "trunk", "motorroad": "yes"},
        {"highway": "service", "access": "private"},
        {"highway": "footway", "foot": "no"},
        {"highway": "path", "access": "no"},
        {"highway": "secondary", "foot": "use_sidepath"},
        {"highway": "construction", "foot": "yes"},
        {"highway": "corridor"},
        {"highway": "trunk", "foot": "private", "sidewalk": "both"},
        {"man_made": "pier", "access": "private"},
        {"railway": "rail"},
        {"route": "ferry", "foot": "yes"},
        {},
    ],
)
def test_one_does_not_walk_here(tags: Tags) -> None:
    assert not rules.walked(tags)


@pytest.mark.parametrize(
    ("tags", "speeds"),
    [
        ({"highway": "residential"}, (25, 25)),
        ({"highway": "secondary", "maxspeed": "70"}, (56, 56)),
        ({"highway": "secondary", "maxspeed": "50 mph"}, (64.37376, 64.37376)),
        ({"highway": "secondary", "maxspeed": "SE:urban"}, (55, 55)),
        ({"highway": "secondary", "maxspeed": "0"}, (55, 55)),
        ({"highway": "motorway"}, (90, 0)),
        ({"highway": "motorway", "oneway": "no"}, (90, 90)),
        ({"highway": "tertiary", "oneway": "-1"}, (0, 40)),
        ({"highway": "tertiary", "junction": "roundabout"}, (40, 0)),
        ({"highway": "footway"}, (0, 0)),
        ({"highway": "residential", "motor_vehicle": "no"}, (0, 0)),
        ({"highway": "service", "access": "no", "motorcar": "yes"}, (15, 15)),
        ({"highway": "service", "motor_vehicle": "forestry"}, (0, 0)),
    ],
)
def test_one_drives_at_four_fifths_of_the_limit_or_as_the_class_says(
    tags: Tags, speeds: tuple[float, float]
) -> None:
    assert rules.speeds(tags) == pytest.approx(speeds)


def test_a_way_is_cut_into_segments_of_its_length(tmp_path: Path) -> None:
    path = write_extract(tmp_path, SPOTS, [([1, 2, 3, 4], STREET)])
    found = ways.read(path, crs=CRS)
    assert lengths(found.foot) == lengths(found.car) == [50, 100, 100]
    assert found.foot.x.min() == pytest.approx(EAST, abs=0.02)
    assert found.foot.y.max() == pytest.approx(NORTH + 50, abs=0.02)


def test_a_wall_across_a_way_parts_it_and_a_gate_does_not(tmp_path: Path) -> None:
    for barrier, nodes in (("wall", 5), ("gate", 4)):
        path = write_extract(
            tmp_path, SPOTS, [([1, 2, 3, 4], STREET)], nodes={2: {"barrier": barrier}}
        )
        found = ways.read(path, crs=CRS).foot
        assert lengths(found) == [50, 100, 100]
        assert len(found.x) == nodes


def test_a_bollard_stops_cars_and_lets_walkers_by(tmp_path: Path) -> None:
    path = write_extract(tmp_path, SPOTS, [([1, 2, 3], STREET)], nodes={2: {"barrier": "bollard"}})
    found = ways.read(path, crs=CRS)
    assert (len(found.foot.x), len(found.car.x)) == (3, 4)


def test_a_square_drawn_as_a_relation_is_walked_along_its_outline(tmp_path: Path) -> None:
    ring = ([1, 2, 3, 4, 1], {})
    path = write_extract(tmp_path, SPOTS, [ring], squares=[([1], {"highway": "pedestrian"})])
    assert len(lengths(ways.read(path, crs=CRS).foot)) == 4
    path = write_extract(
        tmp_path, SPOTS, [ring, ([1, 2], STREET)], squares=[([1], {"landuse": "grass"})]
    )
    assert lengths(ways.read(path, crs=CRS).foot) == [100]


def test_a_node_that_is_not_in_the_extract_leaves_a_gap(tmp_path: Path) -> None:
    path = write_extract(tmp_path, SPOTS, [([1, 2, 99, 3, 4], STREET)])
    assert lengths(ways.read(path, crs=CRS).foot) == [50, 100]


def test_only_ways_that_reach_into_the_bounds_are_read_and_they_are_whole(tmp_path: Path) -> None:
    spots = {1: (0.0, 0.0), 2: (5000.0, 0.0), 3: (6000.0, 0.0), 4: (7000.0, 0.0)}
    path = write_extract(tmp_path, spots, [([1, 2], STREET), ([3, 4], STREET)])
    assert lengths(ways.read(path, crs=CRS, bounds=HERE).foot) == [5000]


def test_no_way_within_the_bounds_is_told(tmp_path: Path) -> None:
    path = write_extract(tmp_path, SPOTS, [([1, 2], STREET)])
    with pytest.raises(FormatError, match="inga vägar i kommunen"):
        ways.read(path, crs=CRS, bounds=(0, 6_000_000, 1000, 6_001_000))


def test_a_packed_file_reads_as_the_plain_one(tmp_path: Path) -> None:
    packed = tmp_path / "extract.osm.gz"
    packed.write_bytes(gzip.compress(osm_xml(SPOTS, [([1, 2, 3], STREET)]).encode()))
    assert lengths(ways.read(packed, crs=CRS).foot) == [100, 100]


@pytest.mark.parametrize("name", ["x.osm", "x.osm.pbf", "x.osm.gz"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"\0" * 1000,
        b"<html></html>",
        b"PK\3\4" * 20,
        b'<!DOCTYPE osm [<!ENTITY a "b">]><osm version="0.6">&a;</osm>',
        b'<osm version="0.6"><node id="1" lat="999" lon="x"/></osm>',
    ],
)
def test_what_is_no_extract_is_told_in_swedish(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError, match=r"OpenStreetMap|Utdraget") as caught:
        ways.read(tmp_path / name, crs=CRS)
    assert caught.value.hint
    assert caught.value.file == name


def test_a_file_with_another_name_or_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="inget OpenStreetMap-utdrag"):
        ways.read(tmp_path / "karta.zip", crs=CRS)
    with pytest.raises(FormatError, match="kan inte läsas"):
        ways.read(tmp_path / "saknas.osm.pbf", crs=CRS)
    (tmp_path / "mapp.osm").mkdir()
    with pytest.raises(FormatError, match="kan inte läsas"):
        ways.read(tmp_path / "mapp.osm", crs=CRS)


def test_a_file_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_extract(tmp_path, SPOTS, [([1, 2], STREET)])
    monkeypatch.setattr(extract, "SECONDS", 0.001)
    with pytest.raises(FormatError, match="för stort"):
        ways.read(path, crs=CRS)


def test_a_real_extract_reads_and_a_cut_off_one_is_told(shared_data: Path, tmp_path: Path) -> None:
    whole = shared_data / "walking" / "stockholm_centre.osm.pbf"
    found = ways.read(whole, crs=CRS)
    assert 10_000 < sum(lengths(found.foot)) < 20_000
    assert 1000 < sum(lengths(found.car)) < sum(lengths(found.foot))
    part = tmp_path / "part.osm.pbf"
    part.write_bytes(whole.read_bytes()[:40_000])
    with pytest.raises(FormatError, match="skadad eller avbruten"):
        ways.read(part, crs=CRS)
