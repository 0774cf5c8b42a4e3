"""How long 100,000 incidents take as files, and in how much memory, beside pandas and geopandas."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from geo.model import ImportKind
from tests import store_frames
from tests.export_store import EAST, NORTH, new_store, places, put

ROWS = 100_000
OURS = """
import resource, sys, json
from pathlib import Path
from time import perf_counter
from geo.publishing.exports import making
from geo.publishing.exports.what import Format, Wanted, What
from geo.settings import KommunSettings
from geo.store.engine import open_store
from tests.export_store import NOW, gathered
store = open_store(sys.argv[1])
records = gathered(store)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = perf_counter()
wanted = Wanted(What.INCIDENTS, Format(sys.argv[2]))
file = making.export(store, records, wanted, own=KommunSettings(), now=NOW)
took = perf_counter() - start
Path(sys.argv[3]).write_bytes(file.content)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([took, (after - before) / 1024, after / 1024, len(file.content)]))
"""
PEER = """
import resource, sys, json
from time import perf_counter
import geopandas, pandas, pyogrio, xlsxwriter
source, form, to = sys.argv[1:]
frame = pyogrio.read_dataframe(source, layer="handelser")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = perf_counter()
if form == "csv":
    frame.drop(columns="geometry").to_csv(to, sep=";", index=False)
elif form == "xlsx":
    pandas.DataFrame(frame.drop(columns="geometry")).to_excel(to, index=False, engine="xlsxwriter")
elif form == "geojson":
    frame.to_crs("EPSG:4326").to_file(to, driver="GeoJSON")
else:
    frame.to_file(to, driver="GPKG")
took = perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([took, (after - before) / 1024, after / 1024, 0]))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hundred")
    made = new_store(folder)
    put(made, ImportKind.PLACES, places())
    draw = np.random.default_rng(1)
    frame = store_frames.incidents(
        [f"i{at}" for at in range(ROWS)],
        start_utc=store_frames.FIRST_UTC - draw.integers(0, 10**8, ROWS),
        end_utc=store_frames.FIRST_UTC,
        x=EAST + draw.uniform(0, 2_000, ROWS),
        y=NORTH + draw.uniform(0, 200, ROWS),
        organisation=draw.choice(["Skolan", "Bostads AB"], ROWS),
    )
    put(made, ImportKind.EST, frame)
    made.close()
    return folder / "exports.sqlite"


def run(script: str, *arguments: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_hundred_thousand_incidents(store: Path, tmp_path: Path) -> None:
    for form in ("gpkg", "csv", "xlsx", "geojson"):
        ours = run(OURS, str(store), form, str(tmp_path / f"ours.{form}"))
        peer = run(PEER, str(tmp_path / "ours.gpkg"), form, str(tmp_path / f"peer.{form}"))
        print(
            f"\n{form}: {ours[0]:.1f} s, {ours[0] / peer[0]:.1f} x the peer ({peer[0]:.1f} s); "
            f"{ours[1]:.0f} MB more at the most, all {ours[2]:.0f} MB (peer {peer[1]:.0f} more); "
            f"{ours[3] / 1e6:.1f} MB file"
        )
        assert ours[3] > 1_000_000
