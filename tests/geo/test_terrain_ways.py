"""The ways of a kommun: made from an extract, kept beside the store, used when there are any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.errors import FormatError
from geo.model import ImportKind, Kommun
from geo.planning.travel import CrowFly, Mode, Network
from geo.store import write
from geo.store.engine import Store, open_store
from geo.terrain import kept, network_file, ways
from tests.osm_extract import EAST, NORTH, write_extract
from tests.store_frames import parsed, places

KOMMUN = "0883"
STREET = {"highway": "residential"}
SPOTS = {1: (0.0, 0.0), 2: (400.0, 0.0), 3: (400.0, 300.0), 4: (9000.0, 0.0)}
LINES = [([1, 2, 3], STREET), ([2, 4], {"highway": "motorway", "oneway": "no"})]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one place around the drawing's origin, and one 3 km north of it."""
    with open_store(tmp_path / "lager" / "platsbild.sqlite") as opened:
        write.add_kommun(opened, Kommun(KOMMUN, "Västervik"))
        spots = (shapely.Point(EAST, NORTH), shapely.Point(EAST, NORTH + 3000))
        outlines = [spot.buffer(50).wkb for spot in spots]
        frame = places(["torget", "ödet"], geometry=outlines)
        write.save(
            opened, parsed(ImportKind.PLACES, frame), kommun=KOMMUN, file="platser.geojson",
            sha256="0" * 64, imported_utc=1_800_000_000,
        )  # fmt: skip
        yield opened


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return write_extract(tmp_path, SPOTS, LINES)


def across(found: ways.Ways) -> float:
    """Metres from one end of the street to the other, past its corner."""
    x, y = EAST + np.array([0.0, 400.0]), NORTH + np.array([0.0, 300.0])
    return float(found.legs(x, y, mode=Mode.FOOT).metres[0, 1])


def test_without_an_extract_ways_go_by_crows_flight(store: Store) -> None:
    assert isinstance(ways.ways(store, KOMMUN), CrowFly)
    assert ways.stamp(store, KOMMUN) == ""
    assert across(ways.ways(store, KOMMUN)) == pytest.approx(700)


def test_with_an_extract_they_go_along_its_streets(store: Store, extract: Path) -> None:
    built = ways.build(store, KOMMUN, extract)
    found = ways.ways(store, KOMMUN)
    assert across(found) == pytest.approx(700, abs=0.1)
    assert "extract.osm" in found.method
    assert built.foot_km == pytest.approx(0.7, abs=0.001)
    assert built.car_km == pytest.approx(9.3, abs=0.001)
    assert built.far == ("ödet",)


def test_another_kommun_goes_by_crows_flight_still(store: Store, extract: Path) -> None:
    ways.build(store, KOMMUN, extract)
    assert isinstance(ways.ways(store, "0821"), CrowFly)


def test_the_same_extract_is_not_read_again(
    store: Store, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ways.build(store, KOMMUN, extract)
    stamp = ways.stamp(store, KOMMUN)
    monkeypatch.delattr("geo.sources.osm.ways.read")
    assert ways.build(store, KOMMUN, extract) == first
    assert ways.stamp(store, KOMMUN) == stamp


def test_another_extract_takes_the_place_of_the_first(
    store: Store, extract: Path, tmp_path: Path
) -> None:
    ways.build(store, KOMMUN, extract)
    stamp = ways.stamp(store, KOMMUN)
    ways.build(store, KOMMUN, write_extract(tmp_path, SPOTS, [*LINES, ([1, 3], STREET)]))
    assert across(ways.ways(store, KOMMUN)) == pytest.approx(500, abs=0.1)
    assert ways.stamp(store, KOMMUN) != stamp
    assert len(kept.listed(store, ways.KIND)) == 1


def test_an_extract_that_cannot_be_used_leaves_what_there_was(
    store: Store, extract: Path, tmp_path: Path
) -> None:
    ways.build(store, KOMMUN, extract)
    stamp = ways.stamp(store, KOMMUN)
    no_paths = write_extract(tmp_path, SPOTS, [([1, 2], {"highway": "motorway"})])
    with pytest.raises(FormatError, match="inga gångvägar"):
        ways.build(store, KOMMUN, no_paths)
    elsewhere = {1: (90_000.0, 0.0), 2: (91_000.0, 0.0)}
    with pytest.raises(FormatError, match="täcker kommunen"):
        ways.build(store, KOMMUN, write_extract(tmp_path, elsewhere, [([1, 2], STREET)]))
    with pytest.raises(FormatError, match="kan inte läsas"):
        ways.build(store, KOMMUN, tmp_path / "saknas.osm.pbf")
    assert ways.stamp(store, KOMMUN) == stamp


def test_of_a_kommun_with_no_places_and_no_boundary_all_ways_are_kept(
    store: Store, extract: Path
) -> None:
    write.add_kommun(store, Kommun("0821", "Högsby"))
    built = ways.build(store, "0821", extract)
    assert (round(built.foot_km, 2), built.far) == (0.7, ())


def test_any_damage_is_told_and_building_mends_it(store: Store, extract: Path) -> None:
    ways.build(store, KOMMUN, extract)
    found = kept.find(store, KOMMUN, ways.KIND)
    assert found is not None
    whole = found.path.read_bytes()
    for at in range(0, len(whole), 199):
        found.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(FormatError, match="skadade"):
            ways.ways(store, KOMMUN)
    found.path.write_bytes(whole[:-100])
    with pytest.raises(FormatError, match="basemap build"):
        ways.ways(store, KOMMUN)
    ways.build(store, KOMMUN, extract)
    assert across(ways.ways(store, KOMMUN)) == pytest.approx(700, abs=0.1)


def test_a_file_of_another_version_or_store_is_told(
    store: Store, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways.build(store, KOMMUN, extract)
    monkeypatch.setattr(network_file, "VERSION", 2)
    with pytest.raises(FormatError, match="annan version"):
        ways.ways(store, KOMMUN)
    monkeypatch.undo()
    monkeypatch.setattr(store, "crs", "EPSG:3010")
    with pytest.raises(FormatError, match="EPSG:3010"):
        ways.ways(store, KOMMUN)


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\3\4" * 9])
def test_what_is_no_network_is_told(content: bytes) -> None:
    with pytest.raises(FormatError, match="skadade"):
        network_file.from_bytes(content, file="x")


def test_a_kept_network_is_the_one_that_was_made(store: Store, extract: Path) -> None:
    ways.build(store, KOMMUN, extract)
    found = ways.ways(store, KOMMUN)
    assert isinstance(found, Network)
    held = network_file.Kept(found, store.crs, "k")
    again = network_file.from_bytes(network_file.to_bytes(held), file="x").network
    assert again.car is not None
    assert found.car is not None
    for mine, theirs in ((again.foot, found.foot), (again.car, found.car)):
        np.testing.assert_array_equal(mine.metres, theirs.metres)
        np.testing.assert_array_equal(mine.forward, theirs.forward)
