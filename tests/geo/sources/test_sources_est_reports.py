from __future__ import annotations

from typing import Any

import pytest

from geo.errors import ColumnError
from geo.model import CATEGORIES, ImportKind

HEAD = (
    "Rapport-id;Datum;Tid;Till datum;Till tid;Kategori;Plats;Latitud;Longitud;Noggrannhet;"
    "Allvarlighet;Polisanmäld;Organisation;Beskrivning\r\n"
)
ROW = "E1;2026-03-12;22:15;;;Skadegörelse;Torget;57,7584;16,6373;adress;2;ja;Kommunen;Ruta\r\n"
HOSTILE = (
    "{{7*191}}", "${alert(1)}", "<img src=x onerror=alert(1)>", "C:\\users `x`", "{% 50",
    "=1+1", "'; DROP TABLE incident;--", "![x](http://a/b.png)", "‮abc", "Z̸al̷go",
)  # fmt: skip


def test_a_demo_row_fills_every_column(parse: Any) -> None:
    parsed = parse(ImportKind.EST, (HEAD + ROW).encode("cp1252"))
    row = parsed.frame.iloc[0]
    assert row.row_key == "E1"
    assert (row.source, row.category, row.category_raw) == ("est", "skadegorelse", "Skadegörelse")
    assert (row.precision, row.place_text, row.severity) == ("adress", "Torget", 2)
    assert (row.reported, row.organisation, row.text, row.line) == (True, "Kommunen", "Ruta", 2)


@pytest.mark.parametrize("label", [c.label for c in CATEGORIES.values()])
def test_every_label_of_ours_is_understood(parse: Any, label: str) -> None:
    parsed = parse(ImportKind.EST, f"Datum;Kategori\n2026-03-12;{label.upper()}\n")
    assert CATEGORIES[parsed.frame.category[0]].label == label


def test_unmapped_categories_are_kept_as_ovrigt_and_counted(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;Kategori\n2026-03-12;Bus\n2026-03-12;Bus\n2026-03-12;\n")
    assert parsed.frame.category.tolist() == ["ovrigt"] * 3
    assert parsed.frame.category_raw.tolist() == ["Bus", "Bus", ""]
    assert any("”Bus” (2), (tom) (1)" in note for note in parsed.notes)


def test_one_category_can_be_given_for_the_whole_file(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;b\n2026-03-12;1\n", category="Klotter")
    assert parsed.frame.category.tolist() == ["klotter"]
    with pytest.raises(ColumnError, match="finns inte"):
        parse(ImportKind.EST, "Datum;b\n2026-03-12;1\n", category="hittepå")


def test_rows_of_other_kommuner_are_rejected(parse: Any) -> None:
    text = "Datum;Kommun\n2026-03-12;Västervik\n2026-03-12;883\n2026-03-12;Västerviks kommun\n"
    parsed = parse(ImportKind.EST, text + "2026-03-12;\n2026-03-12;Vetlanda\n")
    assert len(parsed.frame) == 4
    assert parsed.rejects[0].reason == "Raden gäller ”Vetlanda”, inte Västervik."


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_kept_as_typed_in_every_field(parse: Any, hostile: str) -> None:
    cell = '"' + hostile.replace('"', '""') + '"'
    text = (
        f"Datum;Kategori;Plats;Organisation;Beskrivning;Id\n2026-03-12;{(cell + ';') * 4}{cell}\n"
    )
    row = parse(ImportKind.EST, text.replace("Id\n", "Rapport-id\n")).frame.iloc[0]
    for name in ("category_raw", "place_text", "organisation", "text", "row_key"):
        assert row[name] == hostile


def test_person_data_is_masked_in_every_text_and_in_rejects(parse: Any) -> None:
    number = "811228-9874"
    text = (
        f"Datum;Kategori;Plats;Organisation;Beskrivning;Rapport-id\n2026-03-12;{number};{number};"
    )
    text += f"{number};{number};{number}\ni går {number};Hot;A;B;C 5000-K123456-25;D\n"
    parsed = parse(ImportKind.EST, text)
    told = repr((parsed.frame.to_dict(), parsed.rejects, parsed.notes))
    assert "9874" not in told
    assert "K123456" not in told
    assert any("5 personnummer" in note for note in parsed.notes)


def test_rows_without_an_id_are_known_by_content_and_occurrence(parse: Any) -> None:
    text = "Datum;Plats\n2026-03-12;A\n2026-03-12;A\n2026-03-12;B\n"
    keys = parse(ImportKind.EST, text).frame.row_key.tolist()
    assert len(set(keys)) == 3
    assert [key.split("#")[1] for key in keys] == ["1", "2", "1"]
    assert parse(ImportKind.EST, text).frame.row_key.tolist() == keys


def test_a_changed_field_changes_the_content_hash_and_not_the_key(parse: Any) -> None:
    first = parse(ImportKind.EST, HEAD + ROW).frame
    second = parse(ImportKind.EST, HEAD + ROW.replace("Ruta", "Rutan")).frame
    assert first.row_key[0] == second.row_key[0]
    assert first.content_hash[0] != second.content_hash[0]


def test_the_source_column_says_who_told(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;Källa\n2026-03-12;Felanmälan\n2026-03-12;Hörsägen\n")
    assert parsed.frame.source.tolist() == ["felanmalan", "est"]
    assert any("Hörsägen" in note for note in parsed.notes)


def test_all_faults_of_a_row_are_told_at_once(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;lat;lon;Kommun\ni går;x;16;Vetlanda\n")
    assert parsed.rejects[0].reason.count(";") == 2


def test_a_file_without_any_time_is_refused(parse: Any) -> None:
    with pytest.raises(ColumnError, match="när det hände"):
        parse(ImportKind.EST, "Plats;Kategori\nA;B\n")


def test_an_id_that_is_a_persons_is_not_used_as_a_key(parse: Any) -> None:
    text = "Rapport-id;Datum\n811228-9874;2026-03-12\n811228-9874;2026-03-13\n"
    frame = parse(ImportKind.EST, text).frame
    assert frame.row_key.is_unique
    assert not frame.row_key.str.contains("9874|personnummer").any()
