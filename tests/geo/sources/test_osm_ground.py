"""What is drawn of an OpenStreetMap file: classes by tags, areas with holes, names as they are."""

from __future__ import annotations

import bz2
import gzip
from pathlib import Path

import pytest
import shapely

from geo.errors import FormatError
from geo.sources import _child
from geo.sources.osm import ground
from tests.osm_town import Town

HOSTILE = "{{7*191}} ${alert(1)} <img src=x> `x` {% 50"


def box(side: float) -> list[tuple[float, float]]:
    """An anticlockwise square around the middle, in metres."""
    return [(-side, -side), (side, -side), (side, side), (-side, side)]


def small() -> Town:
    """A lake with an island, a park, a road, a rail tunnel and two names."""
    town = Town()
    shore, island = town.ring(box(500)), town.ring(box(100))
    town.area(shore, [island], natural="water", name="Hjorten")
    town.ring(box(50), leisure="park", name="Parken")
    town.line([(0, 0), (900, 0)], highway="residential", name=HOSTILE)
    town.line([(0, 0), (0, 900)], railway="rail", tunnel="yes")
    town.line([(0, 0), (0, 900)], power="line")
    town.node((10, 10), place="town", name=HOSTILE)
    town.node((20, 20), place="hamlet")
    return town


def written(tmp_path: Path, town: Town, name: str = "utdrag.osm") -> Path:
    path = tmp_path / name
    path.write_text(town.xml(), encoding="utf-8")
    return path


def test_things_are_told_by_their_tags_and_others_are_left_out(tmp_path: Path) -> None:
    found = ground.read(written(tmp_path, small()))
    assert sorted(found.kind) == ["green", "street", "town", "water"]
    named = dict(zip(found.kind, found.name, strict=True))
    assert named["town"] == HOSTILE
    assert named["water"] == "Hjorten"


def test_a_lake_has_its_island_as_a_hole(tmp_path: Path) -> None:
    found = ground.read(written(tmp_path, small()))
    (lake,) = shapely.get_parts(found.shape[found.kind == "water"])
    assert len(lake.interiors) == 1
    west, south, east, north = found.extent
    assert west < 16.64 < east
    assert south < 57.76 < north


def test_a_ring_of_street_is_no_square_but_a_pedestrian_area_is(tmp_path: Path) -> None:
    town = Town()
    town.ring(box(100), highway="pedestrian")
    town.ring(box(80), highway="pedestrian", area="yes")
    found = ground.read(written(tmp_path, town))
    assert sorted(found.kind) == ["square", "street"]


def test_a_way_whose_corners_are_not_in_the_file_is_left_out(tmp_path: Path) -> None:
    town = small()
    town.way([901, 902], highway="primary")
    assert "major" not in ground.read(written(tmp_path, town)).kind


def test_packed_xml_is_read_too(tmp_path: Path) -> None:
    plain = small().xml().encode()
    for name, content in (("a.osm.gz", gzip.compress(plain)), ("a.osm.bz2", bz2.compress(plain))):
        path = tmp_path / name
        path.write_bytes(content)
        assert len(ground.read(path).kind) == 4


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("utdrag.osm.pbf", b"not a map", "kan inte läsas som OpenStreetMap"),
        ("utdrag.osm", b"<osm version='0.6'><node id='1'", "kan inte läsas som OpenStreetMap"),
        ("utdrag.osm", b"<osm version='0.6'></osm>", "inget som kan ritas"),
        ("utdrag.osm.gz", b"\x1f\x8b\x08\x00rubbish", "kan inte läsas som OpenStreetMap"),
        ("utdrag.geojson", b"{}", "inget OpenStreetMap-utdrag"),
    ],
)
def test_a_bad_file_is_a_swedish_sentence(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError, match=says) as caught:
        ground.read(path)
    assert caught.value.hint
    assert caught.value.file == name


def test_a_file_that_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "mapp.osm").mkdir()
    for name in ("borta.osm.pbf", "mapp.osm"):
        with pytest.raises(FormatError, match="kan inte läsas"):
            ground.read(tmp_path / name)


def test_an_address_is_no_file_and_nobody_is_asked() -> None:
    with pytest.raises(FormatError, match="kan inte läsas"):
        ground.read(Path("http://127.0.0.1:9/utdrag.osm.pbf"))


def test_a_file_that_its_reader_has_no_room_for_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_child, "MEMORY", 1)
    with pytest.raises(FormatError, match="för stort") as caught:
        ground.read(written(tmp_path, small()))
    assert "osmium extract" in caught.value.hint


def test_real_extracts_are_read(shared_data: Path) -> None:
    monaco = ground.read(shared_data / "walking" / "graphhopper_monaco.osm.gz")
    kinds = set(monaco.kind)
    assert {"major", "main", "street", "path", "green", "water", "coast", "town"} <= kinds
    assert "Monte-Carlo" in monaco.name
    stockholm = ground.read(shared_data / "walking" / "stockholm_centre.osm.pbf")
    assert stockholm.day == "2020-07-20"
    assert stockholm.extent == pytest.approx((18.060154, 59.3138788, 18.0687857, 59.3180198))
