"""Saving files, new versions and taking imports back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import func, select

from geo.errors import SelectionError, StoreError
from geo.model import ImportKind, Kommun, Reject
from geo.store import read, rows, tables, write
from geo.store.engine import Store
from tests import store_frames as frames

HOSTILE = [
    "{{7*191}} {% 50",
    "${alert(1)} `x` C:\\users",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE incident; --",
    "=HYPERLINK(1)",
    "‮å\u00a0\u200b\u0000|\x1f",
    "",
]


def test_every_row_of_a_file_is_accounted_for(take: Any) -> None:
    reject = Reject(4, "datum", "inte ett datum", (("datum", "igår"), ("plats", "Torget")))
    report = take(frames.incidents(["a", "b", "a"]), rejects=(reject,))
    assert (report.rows, report.new, report.changed, report.duplicates) == (4, 2, 0, 1)
    assert report.rejects == (reject,)


def test_rejects_are_kept_with_their_raw_row(store: Store, take: Any) -> None:
    listed = (
        Reject(9, "x", "utanför", (("x", "1"), ("x", "2"))),
        Reject(4, "", "tom rad"),
    )
    report = take(frames.incidents([]), rejects=listed)
    found = read.rejects(store, report.batch_id)
    assert [replace(each, reject_id=None) for each in found] == list(listed)
    assert len({each.reject_id for each in found}) == len(listed)


def test_the_same_file_again_changes_no_row(store: Store, take: Any) -> None:
    frame = frames.incidents(["a", "b"])
    take(frame)
    before = read.incidents(store, "0883")
    report = take(frame)
    assert (report.new, report.changed, report.duplicates) == (0, 0, 2)
    pd.testing.assert_frame_equal(read.incidents(store, "0883"), before)


def test_a_changed_row_is_a_new_version_and_the_old_one_is_kept(store: Store, take: Any) -> None:
    take(frames.incidents(["a"], ["old"], category="klotter"))
    report = take(frames.incidents(["a"], ["new"], category="hot"))
    assert (report.new, report.changed) == (0, 1)
    assert list(read.incidents(store, "0883")["category"]) == ["hot"]
    t = tables.incident.c
    with store.reading() as connection:
        kept = connection.execute(select(t.category, t.replaced_by).order_by(t.incident_id)).all()
    assert kept == [("klotter", report.batch_id), ("hot", None)]


def test_within_a_file_the_last_version_of_a_row_counts(store: Store, take: Any) -> None:
    report = take(frames.incidents(["a", "a", "a"], ["1", "2", "2"], text=["ett", "två", "två"]))
    assert (report.new, report.changed, report.duplicates) == (1, 1, 1)
    found = read.incidents(store, "0883")
    assert list(read.incident_texts(store, found["incident_id"])["text"]) == ["två"]


def test_the_same_key_from_two_sources_is_two_incidents(store: Store, take: Any) -> None:
    report = take(frames.incidents(["a", "a"], source=["est", "polisanmalan"]))
    assert report.new == 2
    assert set(read.incidents(store, "0883")["source"]) == {"est", "polisanmalan"}


def test_the_same_file_in_two_kommuner_is_two_sets_of_rows(store: Store, take: Any) -> None:
    write.add_kommun(store, Kommun("0483", "Katrineholm"))
    take(frames.incidents(["a"]))
    assert take(frames.incidents(["a"]), kommun="0483").new == 1


def test_a_dry_run_tells_the_same_and_saves_nothing(store: Store, take: Any) -> None:
    take(frames.incidents(["a", "b"], ["1", "1"]))
    before = store.version
    frame = frames.incidents(["a", "b", "c"], ["1", "2", "1"])
    told = take(frame, dry_run=True)
    assert store.version == before
    assert told.batch_id is None
    done = take(frame)
    assert (told.new, told.changed, told.duplicates) == (done.new, done.changed, done.duplicates)


def test_an_unknown_kommun_is_refused_and_nothing_is_saved(store: Store, take: Any) -> None:
    before = store.version
    with pytest.raises(SelectionError, match="1234"):
        take(frames.incidents(["a"]), kommun="1234")
    assert store.version == before


def test_an_undone_import_leaves_the_store_as_it_was(store: Store, take: Any) -> None:
    take(frames.incidents(["a", "b"], ["1", "1"]))
    before = read.incidents(store, "0883")
    reject = (Reject(1, "", "fel"),)
    report = take(frames.incidents(["a", "a", "c"], ["2", "3", "1"]), rejects=reject)
    assert len(read.incidents(store, "0883")) == 3
    write.undo(store, report.batch_id, at_utc=1)
    pd.testing.assert_frame_equal(read.incidents(store, "0883"), before)
    assert read.rejects(store, report.batch_id) == []
    assert report.batch_id not in set(read.imports(store)["batch_id"])


def test_an_import_that_later_ones_build_on_is_not_undone(store: Store, take: Any) -> None:
    first = take(frames.incidents(["a"], ["1"]))
    take(frames.incidents(["a"], ["2"]))
    with pytest.raises(StoreError, match="senare importer"):
        write.undo(store, first.batch_id, at_utc=1)
    assert len(read.incidents(store, "0883")) == 1


def test_an_unknown_import_is_not_undone(store: Store) -> None:
    with pytest.raises(StoreError, match="finns inte"):
        write.undo(store, 99, at_utc=1)


def test_the_number_of_an_undone_import_is_not_used_again(store: Store, take: Any) -> None:
    first = take(frames.incidents(["a"]))
    write.undo(store, first.batch_id, at_utc=1)
    assert take(frames.incidents(["a"])).batch_id > first.batch_id


def test_a_place_keeps_its_id_when_its_polygon_changes(store: Store, take: Any) -> None:
    take(frames.places(["torget", "parken"]), ImportKind.PLACES)
    before = read.places(store, "0883")
    moved = frames.places(["parken"], ["b"], name="Nya parken", causes=[(("hot", "nytt"),)])
    report = take(moved, ImportKind.PLACES)
    after = read.places(store, "0883")
    assert report.changed == 1
    assert list(after["place_id"]) == list(before["place_id"])
    assert list(after["name"]) == ["torget", "Nya parken"]
    park = before["place_id"].iloc[1]
    causes = read.causes(store, "0883")
    assert causes[causes["place_id"] == park]["cause"].tolist() == ["hot"]


def test_an_undone_place_takes_its_causes_with_it(store: Store, take: Any) -> None:
    report = take(frames.places(["torget"]), ImportKind.PLACES)
    write.undo(store, report.batch_id, at_utc=1)
    assert len(read.places(store, "0883")) == 0
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.place_cause)) == 0


def test_a_large_first_load_leaves_every_index_in_place(store: Store, take: Any) -> None:
    keys = [str(at) for at in range(rows.BULK_ROWS)]
    take(frames.incidents(keys))
    with store.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'incident'"
        ).scalar()
    assert found == len(tables.incident.indexes)
    assert take(frames.incidents(keys)).duplicates == len(keys)


def test_what_users_type_is_stored_as_it_is(store: Store, take: Any) -> None:
    keys = [str(at) for at in range(len(HOSTILE))]
    take(
        frames.incidents(
            keys, place_text=HOSTILE, text=HOSTILE, organisation=HOSTILE, category_raw=HOSTILE
        )
    )
    found = read.incidents(store, "0883")
    assert list(found["place_text"]) == HOSTILE
    texts = read.incident_texts(store, found["incident_id"])
    assert list(texts["text"]) == list(texts["organisation"]) == HOSTILE


def test_imports_and_undone_imports_are_on_the_audit_list(store: Store, take: Any) -> None:
    report = take(frames.incidents(["a"]))
    write.undo(store, report.batch_id, at_utc=1_800_000_001)
    t = tables.audit.c
    with store.reading() as connection:
        lines = connection.execute(select(t.at_utc, t.what).order_by(t.audit_id)).all()
        assert all(connection.scalars(select(t.who)))
    assert lines == [
        (1_800_000_000, f"import est 0883 {report.batch_id}"),
        (1_800_000_001, f"undo est {report.batch_id}"),
    ]


def test_a_kommun_keeps_its_boundary_when_only_its_name_changes(store: Store) -> None:
    import shapely

    outline = shapely.box(0, 0, 1, 1)
    write.add_kommun(store, Kommun("0883", "Västervik"), boundary=outline)
    write.add_kommun(store, Kommun("0883", "Västerviks kommun"))
    assert read.kommuner(store) == [Kommun("0883", "Västerviks kommun")]
    assert read.boundary(store, "0883") == outline
    assert read.boundary(store, "0483") is None
