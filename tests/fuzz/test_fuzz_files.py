"""Real layouts with bytes changed at random: a declared error, or every row accounted for.

A few hundred files in the ordinary run; for minutes with ``make fuzz``.
"""

from __future__ import annotations

import io
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo import intake
from geo.errors import InputError
from geo.mapping import MappingProfile, Uncertain
from geo.model import ImportKind, Kommun
from geo.store import write
from geo.store.engine import Store, open_store
from tests.layouts import LAYOUTS

NOW = datetime(2026, 3, 23, tzinfo=UTC)
MINUTES = float(os.environ.get("PLATSBILD_FUZZ_MINUTES", "0"))
TEXTS, CHILDREN = 25, 8
"""Files of each text layout, and of each that a child process reads."""
PIECES = [
    b"\x00", b"\xff", b'"', b";", b"\r\n", b"\xc3\xa4", b"\\ud800", b"9" * 40, b"NaN", b"-1e999",
    b"\xef\xbb\xbf", b"{{7*7}}", b"=1+1", b"\t", b"'", b"}", b"[", b"\xe2\x80\xae", b"1/2/2026",
]  # fmt: skip


def map_files() -> dict[str, bytes]:
    """A GeoJSON, a GeoPackage and a zipped shapefile of three places."""
    squares = [shapely.box(16.6 + n / 50, 57.7, 16.61 + n / 50, 57.71) for n in range(3)]
    frame = gpd.GeoDataFrame({"namn": ["A", "Ö", "C"]}, geometry=squares, crs="EPSG:4326")
    with tempfile.TemporaryDirectory() as folder:
        package, shapes = Path(folder) / "p.gpkg", Path(folder) / "p.shz"
        frame.to_file(package, driver="GPKG")
        frame.to_file(shapes, driver="ESRI Shapefile")
        return {
            "places.geojson": frame.to_json().encode(),
            "places.gpkg": package.read_bytes(),
            "places.zip": shapes.read_bytes(),
        }


def notices() -> bytes:
    """A feed of three notices."""
    told = {"name": "20 mars 22.00, Brand, Västervik", "summary": "Bråk.", "type": "Brand"}
    place = {"name": "Kalmar län", "gps": "57,16"}
    return json.dumps(
        [
            {"id": n, "datetime": "2026-03-20 22:15:00 +01:00", **told, "url": f"/{n}",
             "location": place}
            for n in range(3)
        ]
    ).encode()  # fmt: skip


def seeds() -> dict[str, tuple[ImportKind, bytes, int]]:
    """Kind, content and how many files to make of each seed."""
    found = {
        layout.name: (
            layout.kind, layout.content, CHILDREN if layout.file.endswith("xlsx") else TEXTS
        )
        for layout in LAYOUTS
    }  # fmt: skip
    for name, content in map_files().items():
        number = TEXTS if name.endswith("json") else CHILDREN
        found[name] = (ImportKind.PLACES, content, number)
    found["notices"] = (ImportKind.NOTICES, notices(), TEXTS)
    return found


SEEDS = seeds()


def cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[at : at + chance.randint(1, 40)]


def insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(PIECES)


def flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def end(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def splice(data: bytearray, chance: random.Random) -> None:
    if data:
        start = chance.randrange(len(data))
        at = chance.randrange(len(data) + 1)
        data[at:at] = data[start : start + chance.randint(1, 200)]


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    cut, insert, insert, insert, flip, flip, end, splice,
)  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a few random changes."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        chance.choice(CHANGES)(data, chance)
    return bytes(data)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("fuzz") / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        yield opened


def account(store: Store, kind: ImportKind, content: bytes) -> None:
    """Import as a user would, answering at random; anything undeclared is a failure."""
    profile = MappingProfile()
    for turn in range(4):
        try:
            prepared = intake.prepare(
                store, kind, content, file="fil.csv", kommun="0883", now=NOW, profile=profile
            )
        except Uncertain as asked:
            answers = {
                each.name: each.options[turn % len(each.options)][0] for each in asked.questions
            }
            profile = profile.answered(answers)
        except InputError:
            return
        else:
            parsed = prepared.parsed
            assert parsed.rows == len(parsed.frame) + len(parsed.rejects)
            lines = [*parsed.frame["line"], *(reject.line for reject in parsed.rejects)]
            assert len(set(lines)) == parsed.rows
            report = intake.save(store, prepared, now=NOW)
            again = intake.save(store, prepared, now=NOW)
            assert report.rows == again.rows
            assert (again.new, again.changed) == (0, 0)
            return


@pytest.mark.parametrize("name", SEEDS)
def test_a_changed_file_is_a_declared_error_or_every_row_is_accounted_for(
    store: Store, name: str
) -> None:
    kind, content, number = SEEDS[name]
    chance = random.Random(f"{name} {MINUTES}")  # noqa: S311 - what to break, not a secret
    until = time.monotonic() + 60 * MINUTES / len(SEEDS)
    made = 0
    while made < number or time.monotonic() < until:
        data = mutated(content, chance)
        made += 1
        try:
            account(store, kind, data)
        except BaseException:
            kept = Path(tempfile.gettempdir()) / f"platsbild-fuzz-{name}"
            io.FileIO(kept, "w").write(data)
            raise


def test_lone_surrogates_in_json_are_text_like_any_other(store: Store) -> None:
    feed = notices().decode().replace("Br\\u00e5k.", "\\ud800 Br\\u00e5k.")
    account(store, ImportKind.NOTICES, feed.encode())
    place = map_files()["places.geojson"].decode().replace('"A"', '"\\udfff A"')
    account(store, ImportKind.PLACES, place.encode())
