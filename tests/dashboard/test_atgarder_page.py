"""Åtgärder on the demo, on nothing, and with addresses that mean nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import intake, records
from geo.ledger import measures as ledger
from geo.model import ImportKind, Kommun, MeasureStatus
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.dashboard.test_dashboard_pages import opened, text_of
from tests.dashboard.test_explore_page import address

VIEW = "views/atgarder.py"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOSTILE = "{{7*191}} <img src=x onerror=alert(1)>"


@pytest.fixture
def store(demo_copy: Path) -> Path:
    """The demo with a late measure, one that nobody owns, and one that is done."""
    text = (
        "Id;Plats;Problem;Orsak;Åtgärd;Beskrivning;Ansvarig;Sista dag;Status;Påbörjad;Avslutad\n"
        "L1;Karstorp;Skadegörelse;mörkt;Belysning;Tio lampor;Gatukontoret;2026-03-01;pågår;"
        "2025-12-01;\n"
        f"L2;Gunnebo;;;Patrull;{HOSTILE};;2026-12-01;beslutad;;\n"
        "L3;Karstorp;;;Städning;;Bostadsbolaget;;klar;2025-11-03;2026-02-02\n"
    )
    with open_store(demo_copy) as opened_store:
        intake.take(opened_store, ImportKind.MEASURES, text.encode(), file="a.csv",
                    kommun="0883", now=NOW)  # fmt: skip
    return demo_copy


def shown(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, monkeypatch, **{"kommun": "0883"} | query)
    app.switch_page(VIEW).run()
    assert not app.exception
    return app


def components(app: AppTest) -> str:
    """What own components were given, as JSON text."""
    given = (each.proto.json for each in app.get("bidi_component"))
    told = (json.loads(each) for each in given if each)
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in told)


def said(app: AppTest) -> str:
    """What is told of the last change, as it is read."""
    return app.toast[0].value.replace("\\", "").strip()


def test_the_page_answers_and_lists_what_surfaces_first(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(store, monkeypatch)
    text, listed = text_of(app), components(app)
    assert "är försenad" in text
    assert "saknar ansvarig" in text
    assert "platsens 3 vanligaste kategorier med minst 5 händelser" in text
    assert "Tio lampor" in listed
    assert listed.index("Karstorp") < listed.index("Gunnebo")


def test_a_measure_links_to_its_place_and_effect_and_is_changed_in_two_clicks(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(store, monkeypatch, atgard="L1")
    text = text_of(app)
    assert "Belysning: Tio lampor, Karstorp" in text
    assert "fran=2025-12-01" in text
    assert "href='plats?kommun=0883&amp;plats=" in text
    status = next(each for each in app.pills if each.key and each.key.endswith("_status"))
    status.set_value(MeasureStatus.DONE).run()
    save = next(each for each in app.button if each.key and each.key.endswith("_save"))
    save.click().run()
    assert not app.exception
    assert "Status: Pågår → Klar" in text_of(app)
    assert said(app) == "Sparat: klar."
    with open_store(store) as opened_store:
        found = {m.row_key: m for m in ledger.measures(records.gather(opened_store, "0883"))}
    assert found["L1"].status is MeasureStatus.DONE
    assert found["L1"].deadline == date(2026, 3, 1)


def test_a_change_that_cannot_be_is_told_and_nothing_saved(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(store, monkeypatch, atgard="L1")
    next(e for e in app.pills if e.key and e.key.endswith("_status")).set_value(
        MeasureStatus.PROPOSED
    ).run()
    next(e for e in app.date_input if e.key).set_value(date(2027, 1, 1)).run()
    next(e for e in app.button if e.key and e.key.endswith("_save")).click().run()
    assert "ingen sista dag" in said(app)


def test_a_new_measure_gets_suggestions_with_their_evidence_and_is_saved_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(store, monkeypatch)
    app.button(key="measure_new").click().run()
    select = {each.label: each for each in app.selectbox if each.key and "new_" in each.key}
    select["Problem"].set_value("belysning").run()
    assert "Welsh & Farrington 2008" in components(app)
    select = {each.label: each for each in app.selectbox if each.key and "new_" in each.key}
    assert select["Slag av åtgärd"].value == "belysning"
    owner = next(e for e in app.text_input if e.label == "Ansvarig organisation")
    owner.set_value("Anna Svensson").run()
    app.button(key="measure_save_new").click().run()
    assert not app.exception
    assert "organisationen" in said(app)
    with open_store(store) as opened_store:
        found = ledger.measures(records.gather(opened_store, "0883"))
    mine = [each for each in found if each.owner == "Anna Svensson"]
    assert [(m.kind, m.status.value, m.deadline is not None) for m in mine] == [
        ("belysning", "beslutad", True)
    ]
    assert address(app, "atgard") == mine[0].row_key


def test_a_measure_of_hostile_text_is_escaped_and_taken_back_with_a_reason(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(store, monkeypatch, atgard="L2")
    html = "\n".join(each.proto.body for each in app.get("html"))
    assert "{{7*191}} &lt;img src=x" in html
    assert "<img src=x" not in html
    why = next(e for e in app.text_input if e.label == "Varför?")
    why.set_value("dubbel").run()
    next(e for e in app.button if e.key and e.key.endswith("_why_go")).click().run()
    assert not app.exception
    assert "atgard" not in app.query_params
    with open_store(store) as opened_store:
        found = ledger.measures(records.gather(opened_store, "0883"))
    assert "L2" not in {each.row_key for each in found}


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"agare": "Gatukontoret"}, "Tio lampor", "Bostadsbolaget"),
        ({"status": "klar", "agare": "Bostadsbolaget"}, "Bostadsbolaget", "Tio lampor"),
        ({"agare": "trolleri", "status": "kanske", "atgard": "finns inte"}, "Tio lampor", "\0"),
    ],
)
def test_the_filters_are_in_the_address(
    store: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], there: str, gone: str
) -> None:
    app = shown(store, monkeypatch, **query)
    chain = next(
        each.proto.json for each in app.get("bidi_component") if '"places"' in each.proto.json
    )
    assert there in chain
    assert gone not in chain
    assert json.loads(chain)


def test_on_a_kommun_with_nothing_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tom.sqlite"
    with open_store(path) as opened_store:
        write.add_kommun(opened_store, Kommun("0883", "Västervik"))
    app = shown(path, monkeypatch)
    assert "Ingen åtgärd är inskriven än" in text_of(app)
    assert "Ingen åtgärd pågår" in text_of(app)


def test_plats_lists_its_measures_and_marks_where_they_began(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(store) as opened_store:
        places = records.gather(opened_store, "0883").places
    karstorp = int(places.loc[places["name"] == "Karstorp", "place_id"].iloc[0])
    app = opened(store, monkeypatch, kommun="0883", period=DEMO_WEEK, plats=str(karstorp))
    app.switch_page("views/plats.py").run()
    assert not app.exception
    text = text_of(app)
    assert "Platsens åtgärder" in text
    assert "Åtgärd började: Belysning, Tio lampor" in text
    assert "Åtgärd började: Belysning, Tio lampor" in components(app)
