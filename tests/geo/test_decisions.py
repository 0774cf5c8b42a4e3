"""What users decide is kept: profiles, categories of words, places of names; and mended rejects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import history, intake, join, records, rejects, to_decide, weeks
from geo.errors import FormatError, SelectionError
from geo.lagesbild import to_json
from geo.mapping import MappingProfile
from geo.model import ImportKind, ImportReport, Kommun, Selection
from geo.store import decisions, read, write
from geo.store.engine import Store, open_store

NOW = datetime(2026, 3, 23, tzinfo=UTC)
PLACES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"namn": name},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[x, 57.7], [x + 0.01, 57.7], [x + 0.01, 57.71], [x, 57.7]]],
                },
            }
            for name, x in (("Karstorp", 16.60), ("Nävertorp", 16.62), ("Centrum", 16.64))
        ],
    }
).encode()
HEAD = "Rapport-id;Datum;Kategori;Plats\n"
REPORTS = HEAD + "1;2026-03-17;Klotter;Karstorp\n2;2026-03-18;Bildskräp;Nävertorps\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.sqlite") as opened:
        write.add_kommun(opened, Kommun("0883", "Västervik"))
        take(opened, PLACES, ImportKind.PLACES)
        yield opened


def take(store: Store, content: str | bytes, kind: ImportKind = ImportKind.EST) -> ImportReport:
    data = content.encode() if isinstance(content, str) else content
    return intake.take(store, kind, data, file="fil.csv", kommun="0883", now=NOW)


def picture(store: Store) -> str:
    """All that a lägesbild shows, but for when and of which store version."""
    found = records.gather(store, "0883")
    told = to_json(records.lagesbild(found, Selection("0883", weeks.parse("2026-W12")), now=NOW))
    told["basis"].pop("store_version")
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def test_a_word_that_gets_a_category_counts_so_in_what_is_stored_and_what_comes(
    store: Store,
) -> None:
    take(store, REPORTS)
    assert [(word.text, word.rows) for word in to_decide.words(store, "0883")] == [("Bildskräp", 1)]
    chosen = {"Bildskräp": "nedskrapning"}
    assert to_decide.decide_words(store, "0883", chosen, now=NOW) == 1
    assert read.incidents(store, "0883")["category"].tolist() == ["klotter", "nedskrapning"]
    assert to_decide.words(store, "0883") == ()
    again = take(store, REPORTS)
    assert (again.duplicates, again.changed) == (2, 0)
    take(store, HEAD + "3;2026-03-19;BILDSKRÄP;Karstorp\n")
    assert read.incidents(store, "0883")["category"].tolist()[-1] == "nedskrapning"


def test_a_misspelt_word_is_shown_with_the_category_it_is_like(store: Store) -> None:
    take(store, HEAD + "1;2026-03-17;Sakdegörelse;Karstorp\n2;2026-03-18;Övrigt;Karstorp\n")
    (word,) = to_decide.words(store, "0883")
    assert (word.text, word.like) == ("Sakdegörelse", "Skadegörelse")


def test_a_name_that_may_be_two_places_is_asked_for_and_remembered(store: Store) -> None:
    take(store, HEAD + "1;2026-03-17;Klotter;mellan Karstorp och Centrum\n")
    found = records.gather(store, "0883")
    (name,) = to_decide.names(found)
    ids = dict(zip(found.places["name"], found.places["place_id"], strict=True))
    assert set(name.candidates) == {ids["Karstorp"], ids["Centrum"]}
    assert not found.assignment.placed.any()
    to_decide.decide_names(store, "0883", {name.text: ids["Centrum"]}, now=NOW)
    found = records.gather(store, "0883")
    assert found.places["name"][found.assignment.place[0]] == "Centrum"
    to_decide.decide_names(store, "0883", {name.text: to_decide.NOWHERE}, now=NOW)
    found = records.gather(store, "0883")
    assert not found.assignment.placed.any()
    assert to_decide.names(found) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nävertorps", "Nävertorp"), ("navertorp", "Nävertorp"), ("NÄVERTORP ", "Nävertorp"),
        ("c:a", "Centrum"), ("C.A", "Centrum"), ("Karstorps skola", "Karstorp"),
        ("Hamngatan 3, Karstorp", "Karstorp"), ("Platsbesök Karstorp", "Karstorp"),
        ("Karstorpsvägen 3", None), ("Karstorp/Nävertorp", None), ("torget", None),
    ],
)  # fmt: skip
def test_names_match_as_people_write_them(text: str, name: str | None) -> None:
    names = ["Karstorp", "Nävertorp", "Centrum"]
    found = join.PlaceNames(names)._one(text)
    assert (None if found < 0 else names[found]) == name


def test_rejects_go_out_are_mended_and_come_in_read_as_their_file(store: Store) -> None:
    text = "Nr;När;Noterad;Händelse\n1;i går;2026-03-17;Klotter\n2;2026-03-18;2026-03-19;Klotter\n"
    prepared = intake.prepare(
        store, ImportKind.EST, text.encode(), file="vakt.csv", kommun="0883", now=NOW,
        profile=MappingProfile().answered({"columns.start": "När"}),
    )  # fmt: skip
    report = intake.save(store, prepared, now=NOW)
    batch_id = report.batch_id or 0
    out = rejects.to_csv(history.rejects(store, batch_id)).decode("utf-8-sig")
    rows = rejects.from_csv(out.replace("i går", "2026-03-16").encode(), file="r.csv")
    mended = rejects.mend(store, batch_id, rows, now=NOW)
    assert (mended.new, mended.rejects) == (1, ())
    assert history.rejects(store, batch_id) == []
    assert read.incidents(store, "0883")["start_utc"].is_monotonic_increasing
    with pytest.raises(SelectionError, match="rättade"):
        rejects.mend(store, batch_id, rows, now=NOW)
    history.undo(store, mended.batch_id or 0, now=NOW)
    assert len(history.rejects(store, batch_id)) == 1


def test_a_row_that_is_still_wrong_stays_to_be_mended(store: Store) -> None:
    report = take(store, HEAD + "1;i går;Klotter;A\n2;i morse;Klotter;A\n")
    left = history.rejects(store, report.batch_id or 0)
    rows = {each.reject_id or 0: {"Datum": "2026-03-17"} for each in left[:1]}
    rows |= {each.reject_id or 0: {"Datum": "strax"} for each in left[1:]}
    mended = rejects.mend(store, report.batch_id or 0, rows, now=NOW)
    assert (mended.new, len(mended.rejects)) == (1, 1)
    assert [each.line for each in history.rejects(store, report.batch_id or 0)] == [3]


def test_formulas_in_rejected_cells_are_harmless_in_a_spreadsheet_and_come_back_whole(
    store: Store,
) -> None:
    report = take(store, HEAD + "1;=HYPERLINK(1);Klotter;@A\n")
    content = rejects.to_csv(history.rejects(store, report.batch_id or 0))
    assert b";'=HYPERLINK(1);" in content
    (row,) = rejects.from_csv(content, file="r.csv").values()
    assert (row["Datum"], row["Plats"]) == ("=HYPERLINK(1)", "@A")


def test_another_file_is_no_mended_rejects(store: Store) -> None:
    with pytest.raises(FormatError, match="Avvisad nr"):
        rejects.from_csv(REPORTS.encode(), file="r.csv")


def test_undo_gives_the_lagesbild_back_as_it_was(store: Store) -> None:
    take(store, REPORTS)
    before = picture(store)
    changed = take(store, REPORTS.replace("Karstorp", "Centrum") + "3;2026-03-19;Rån;Karstorp\n")
    assert (changed.new, changed.changed) == (1, 1)
    assert picture(store) != before
    history.undo(store, changed.batch_id or 0, now=NOW)
    assert picture(store) == before


def test_rows_that_a_new_extract_lacks_are_told_and_stay(store: Store) -> None:
    take(store, REPORTS + "3;2026-03-19;Rån;Karstorp\n")
    report = take(store, HEAD + "1;2026-03-17;Klotter;Karstorp\n3;2026-03-19;Rån;Karstorp\n")
    assert len(report.missing) == 1
    assert len(read.incidents(store, "0883")) == 3
    assert take(store, HEAD + "9;2026-03-20;Rån;Karstorp\n").missing == ()


def test_a_profile_is_kept_exported_and_forgotten(store: Store) -> None:
    text = "Nr;När;Noterad\n1;2026-03-17;2026-03-18\n"
    prepared = intake.prepare(
        store, ImportKind.EST, text.encode(), file="v.csv", kommun="0883", now=NOW,
        profile=MappingProfile().answered({"columns.start": "Noterad"}),
    )  # fmt: skip
    intake.remember(store, prepared, "Vakten", now=NOW)
    saved = decisions.profile(store, "0883", "Vakten")
    assert MappingProfile.from_toml(saved.to_toml()) == saved
    again = intake.prepare(
        store, ImportKind.EST, text.encode(), file="v.csv", kommun="0883", now=NOW
    )
    assert again.parsed.frame.time_raw[0] == "2026-03-18"
    decisions.forget_profile(store, "0883", "Vakten", at_utc=0)
    with pytest.raises(SelectionError, match="inga ännu"):
        decisions.profile(store, "0883", "Vakten")
