"""The film's payload says what the film says, in few bytes, and is inert."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jinja2 import Template
from pyproj import Transformer

from geo import records, weeks
from geo.lagesbild.film import Film
from geo.layers import film as film_layer
from geo.layers import group
from geo.layers.film import Reel
from geo.look import VERDICTS
from geo.model import Kommun, Selection, Verdict
from geo.records import Records
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK

HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(2)> C:\\users `x` {% 50 </script>"
WEEK = weeks.parse(DEMO_WEEK)


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Records:
    with open_store(demo_store) as store:
        return records.gather(store, "0883")


@pytest.fixture(scope="module")
def made(demo: Records) -> Film:
    return records.film(demo, Selection("0883", WEEK), now=datetime(2026, 3, 23, tzinfo=UTC))


def packed(demo: Records, made: Film, **options: int) -> Reel:
    placed = demo.assignment.positioned
    return film_layer.reel(made, demo.places, demo.incidents, placed, crs=demo.crs, **options)


def parts(reel: Reel, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the script is given: the film, and how it is shown."""
    layer = film_layer.layer(reel, now=WEEK, selected=None, **options)
    film, shown = json.loads(f"[{layer.payload}]")
    return film, shown


def content(text: str) -> np.ndarray:
    return np.frombuffer(zlib.decompress(b64decode(text, altchars=b"+-")), np.uint8)


def sums(planes: np.ndarray) -> np.ndarray:
    """Read numbers as the browser does."""
    steps = planes.reshape(4, -1).T.copy().view("<i4").ravel()
    return np.cumsum(steps, dtype=np.int32)


def test_the_table_comes_out_as_it_went_in(demo: Records, made: Film) -> None:
    data, _ = parts(packed(demo, made))
    order = [made.place_id.tolist().index(place["id"]) for place in data["places"]]
    cells = len(order) * len(made.periods)
    table = content(data["table"])
    codes = table[:cells].view(np.int8).reshape(len(order), -1).T
    assert np.array_equal(codes, made.verdict[:, order])
    for at, values in enumerate((made.count, made.low, made.high)):
        numbers = sums(table[cells * (1 + 4 * at) :][: 4 * cells])
        assert np.array_equal(numbers.reshape(len(order), -1).T, values[:, order])
    assert [data["looks"][code]["word"] for code in range(len(Verdict))] == [
        VERDICTS[verdict].word for verdict in Verdict
    ]
    assert [place["name"] for place in data["places"]] == [made.names[at] for at in order]


def test_the_points_of_each_period_come_out_within_a_step_with_their_category(
    demo: Records, made: Film
) -> None:
    data, _ = parts(packed(demo, made))
    assert len(data["points"]) == len(made.periods)
    to = Transformer.from_crs(demo.crs, "EPSG:3857", always_xy=True)
    total = 0
    for at in (0, 20, len(made.periods) - 1):
        rows = np.arange(made.cuts[at], made.cuts[at + 1])
        rows = rows[demo.assignment.positioned[rows]]
        frame = demo.incidents.iloc[rows]
        raw = content(data["points"][at])
        n = len(raw) // 9
        east, north = (sums(raw[4 * n * k : 4 * n * (k + 1)]) * data["step"] for k in (0, 1))
        step = data["step"]
        want = [
            np.rint(v / step).astype(int) * step
            for v in to.transform(frame["x"].to_numpy(), frame["y"].to_numpy())
        ]
        found = sorted(zip(east, north, raw[8 * n :], strict=True))
        assert found == sorted(zip(*want, frame["category"].cat.codes, strict=True))
        total += n
    assert total > 0


def test_each_period_says_its_name_its_count_and_its_headline(demo: Records, made: Film) -> None:
    data, shown = parts(packed(demo, made))
    last = data["periods"][-1]
    assert last["code"] == DEMO_WEEK == shown["now"]
    assert f"{last['label']}: {last['count']}" == f"Vecka 12, 2026: {made.total[-1]} händelser"
    assert last["headline"] == made.headlines[-1]
    assert (data["one"], data["many"]) == ("veckan", "Veckorna")


def test_the_film_is_the_same_text_whatever_period_the_page_shows(
    demo: Records, made: Film
) -> None:
    reel = packed(demo, made)
    assert packed(demo, made) == reel
    first, second = (
        film_layer.layer(reel, now=period, selected=None).payload for period in made.periods[:2]
    )
    assert first != second
    assert first.startswith(reel.text)
    assert second.startswith(reel.text)
    other = packed(demo, replace(made, count=made.count + 1))
    assert json.loads(other.text)["key"] != json.loads(reel.text)["key"]


def test_the_points_of_the_oldest_periods_are_left_out_first_and_it_is_counted(
    demo: Records, made: Film
) -> None:
    whole = packed(demo, made)
    cut = packed(demo, made, most_bytes=len(whole.text) - 4_000)
    assert whole.without_points == 0
    assert 0 < cut.without_points < len(made.periods)
    assert len(cut.text) <= len(whole.text) - 3_000
    everything, rest = json.loads(whole.text)["points"], json.loads(cut.text)["points"]
    assert rest == everything[cut.without_points :]
    assert packed(demo, made, most_bytes=0).without_points == len(made.periods)


def test_a_period_without_points_is_no_text(demo: Records, made: Film) -> None:
    nowhere = np.zeros_like(demo.assignment.positioned)
    reel = film_layer.reel(made, demo.places, demo.incidents, nowhere, crs=demo.crs)
    assert set(json.loads(reel.text)["points"]) == {""}


def test_a_kommun_with_nothing_on_record_has_a_film_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        found = records.gather(store, "0883")
    made = records.film(found, Selection("0883", WEEK), now=datetime(2026, 3, 23, tzinfo=UTC))
    reel = packed(found, made)
    data, _ = parts(reel)
    assert data["places"] == []
    assert content(data["table"]).size == 0
    assert set(data["points"]) == {""}
    assert reel.groups == ()


def test_hostile_names_are_inert_in_the_payload(demo: Records, made: Film) -> None:
    names = (HOSTILE, *made.names[1:])
    reel = packed(demo, replace(made, names=names))
    data, _ = parts(reel)
    assert HOSTILE in [place["name"] for place in data["places"]]
    written = film_layer.layer(reel, now=WEEK, selected=None).payload
    assert written.isascii()
    assert Template(written).render() == written
    for inner in re.findall(r'"((?:[^"\\]|\\.)*)"', written):
        assert not set(inner) & set("{}<>&'`$/")


def test_the_legend_shows_the_groups_of_the_points_and_no_visits(demo: Records, made: Film) -> None:
    reel = packed(demo, made)
    shown = film_layer.legend(reel, points=True)
    assert "besök" not in shown
    assert "som då var normalt" in shown
    assert all(look.symbol in shown for look in VERDICTS.values())
    assert "Händelser" not in film_layer.legend(reel, points=False)
    assert len(reel.groups) > 1


def test_a_film_is_a_layer_among_others(demo: Records, made: Film) -> None:
    layer = film_layer.layer(packed(demo, made), now=WEEK, selected=3, points=False)
    assert len(group([layer])._children) == 1
    _, shown = json.loads(f"[{layer.payload}]")
    assert shown == {"now": DEMO_WEEK, "selected": 3, "places": True, "points": False}
