"""The panel that changes an outline: closed until asked for, and never a crash."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Polygon
from streamlit.testing.v1 import AppTest

from geo import polygon_change, records
from geo.model import PlacePrecision
from geo.polygon_change import Outline
from geo.store.engine import open_store
from tests.dashboard.test_dashboard_pages import opened

RING = [[16.619, 57.7485], [16.615, 57.7525], [16.62, 57.7565], [16.63, 57.756], [16.619, 57.7485]]
NEW = json.dumps({"type": "Polygon", "coordinates": [RING]}).encode()


def panel(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Platser with Karstorp selected and its panel open."""
    app = opened(store, monkeypatch, kommun="0883", plats="6")
    app.switch_page("views/platser.py").run()
    assert not app.file_uploader
    return app.toggle[0].set_value(True).run()


def text_of(app: AppTest) -> str:
    """All own HTML on the page."""
    return "\n".join(each.proto.body for each in app.get("html"))


def given(app: AppTest, content: bytes, name: str = "ny.geojson") -> AppTest:
    return app.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_without_a_place_the_page_says_how_to_begin(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883")
    app.switch_page("views/platser.py").run()
    assert not app.toggle
    assert "Välj en plats för att kunna ändra dess yta" in text_of(app)


def test_drawing_is_said_not_to_be_there_and_where_it_is(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = text_of(panel(demo_store, monkeypatch))
    assert "Det går inte att rita i kartan" in shown
    assert "http" not in shown


def test_an_outline_is_saved_closed_and_taken_back(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = given(panel(demo_copy, monkeypatch), NEW)
    assert "Händelser, senaste 52 veckorna" in text_of(app)
    next(b for b in app.button if b.label == "Spara den nya ytan").click().run()
    assert not app.exception
    assert "Ytan för Karstorp ersatt" in text_of(app)
    assert not app.toggle[0].value
    app.toggle[0].set_value(True).run()
    assert app.file_uploader[0].value is None
    assert "Ytan för Karstorp ersatt" not in text_of(app)


def test_undoing_brings_the_area_back(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = given(panel(demo_copy, monkeypatch), NEW)
    next(b for b in app.button if b.label == "Spara den nya ytan").click().run()
    assert "57,0 hektar" not in text_of(app)
    next(b for b in app.button if b.label == "Ångra ändringen").click().run()
    assert "57,0 hektar" in text_of(app)
    assert "ångrad" in text_of(app)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b'{"type": {}}', b"PK\x03\x04", b"SQLite format 3\x00", b"\xff" * 99,
     b'{"type":"Point","coordinates":[57.7,16.6]}', b'{"type":"Polygon","coordinates":[[]]}'],
)  # fmt: skip
def test_a_bad_file_is_a_sentence_in_the_panel(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    app = given(panel(demo_store, monkeypatch), content, name="<b>fel</b>.json")
    assert not app.exception
    assert "role='alert'" in text_of(app)
    assert "<b>" not in text_of(app)
    assert "Spara den nya ytan" not in labels(app)


def test_a_file_that_does_not_say_its_crs_asks_for_it(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frame = gpd.GeoDataFrame(geometry=[Polygon(RING)], crs=4326).to_crs(3006)
    frame.to_file(tmp_path / "p.shp")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.write(tmp_path / f"p{suffix}", f"p{suffix}")
    app = given(panel(demo_store, monkeypatch), packed.getvalue(), name="p.zip")
    assert "--crs" not in text_of(app)
    which = next(box for box in app.selectbox if box.label == "Filens koordinatsystem")
    which.set_value("EPSG:3006").run()
    assert "Spara den nya ytan" in labels(app)


def test_one_of_several_outlines_is_asked_for(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feature = {"type": "Feature", "geometry": json.loads(NEW), "properties": {"namn": "**x**"}}
    both = {"type": "FeatureCollection", "features": [feature, feature]}
    app = given(panel(demo_store, monkeypatch), json.dumps(both).encode())
    which = next(box for box in app.selectbox if "2 ytor" in box.label)
    assert which.options == ["1. **x**", "2. **x**"]
    which.set_value(1).run()
    assert "Spara den nya ytan" in labels(app)


def test_text_is_the_outline_until_it_is_changed(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = panel(demo_store, monkeypatch)
    app.radio[0].set_value("Ändra som text").run()
    assert json.loads(app.text_area[0].value)["type"] == "Polygon"
    assert "Spara den nya ytan" not in labels(app)
    app.text_area[0].set_value("{").run()
    assert "role='alert'" in text_of(app)
    app.text_area[0].set_value(NEW.decode()).run()
    assert "ändrad för hand" in text_of(app)
    assert "Spara den nya ytan" in labels(app)


def test_somebody_elses_change_meanwhile_is_said(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = given(panel(demo_copy, monkeypatch), NEW)
    with open_store(demo_copy) as store:
        known = records.gather(store, "0883")
        grown = known.places.set_index("place_id").geometry.loc[6].buffer(9)
        told = polygon_change.propose(
            known, 6, Outline(1, "", "", grown, (), "x", ""), precision=PlacePrecision.EXACT
        )
        polygon_change.save(store, told, now=datetime(2026, 3, 23, tzinfo=UTC))
    next(b for b in app.button if b.label == "Spara den nya ytan").click().run()
    assert not app.exception
    assert "under tiden" in text_of(app)
