from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from geo.errors import ColumnError
from geo.mapping import NOTHING, MappingProfile, Question, Uncertain
from geo.model import ImportKind, Kommun
from geo.sources import Context, _recognise, _tabular
from geo.sources._mapping import Fields

SYNONYMS = {
    "place_text": "plats | omrade", "x": "x", "y": "y", "start": "datum", "category": "typ",
    "start_time": "tid", "code": "kod", "point": "koordinat", "lat": "lat", "lon": "lon",
}  # fmt: skip


def find(text: str, profile: MappingProfile | None = None, *needs: tuple[str, ...]) -> Fields:
    context = Context(
        "a.csv", Kommun("0883", "Västervik"), "EPSG:3006", date(2026, 3, 22),
        profile=profile or MappingProfile(),
    )  # fmt: skip
    return _recognise.fields(_tabular.read(text.encode(), file="a.csv"), SYNONYMS, context, *needs)


def asked(text: str, *needs: tuple[str, ...]) -> tuple[Question, ...]:
    with pytest.raises(Uncertain) as caught:
        find(text, None, *needs)
    return caught.value.questions


def test_case_space_accents_and_units_do_not_matter() -> None:
    fields = find("OMRÅDE ;X (SWEREF 99 TM);da_tum\nA;1;2026-03-12\n")
    assert fields.columns == {"place_text": 0, "x": 1, "start": 2}
    assert set(fields.how.values()) == {"rubriken"}


def test_the_stronger_synonym_wins_and_the_other_is_told_as_unused() -> None:
    fields = find("Område;Plats\nA;B\n")
    assert fields.text("place_text").to_pylist() == ["B"]
    assert "Kolumner som inte användes: Område." in fields.notes()


def test_two_columns_with_one_header_are_asked_about_and_the_answer_decides() -> None:
    text = "Plats;Plats\nA;B\n"
    (question,) = asked(text)
    assert [value for value, _ in question.options] == ["Plats", "Plats (2)", NOTHING]
    for value, expected in (("Plats", ["A"]), ("Plats (2)", ["B"]), (NOTHING, [""])):
        fields = find(text, MappingProfile().answered({question.name: value}))
        assert fields.text("place_text").to_pylist() == expected


def test_two_columns_that_say_the_same_are_not_asked_about() -> None:
    assert find("Plats;Plats\nA;A\n").columns["place_text"] == 0


def test_of_two_columns_the_one_whose_cells_are_dates_is_the_date() -> None:
    fields = find("Datum;Datum\ntorsdag;2026-03-12\nfredag;2026-03-13\n")
    assert fields.text("start").to_pylist() == ["2026-03-12", "2026-03-13"]


def test_an_empty_column_claims_nothing_from_a_filled_one() -> None:
    assert find("Plats;Plats\n;B\n").text("place_text").to_pylist() == ["B"]


def test_a_field_without_a_column_is_empty_text() -> None:
    assert find("Plats;b\nA;B\n").text("start").to_pylist() == [""]


def test_a_column_of_dates_is_the_date_whatever_it_is_called() -> None:
    fields = find("Plats;När då\nA;2026-03-12 22:15\nB;13/3/2026\n", None, ("start",))
    assert fields.how["start"] == "innehållet"


def test_of_two_columns_of_dates_the_user_says_which() -> None:
    (question,) = asked("Upptäckt;Noterat\n2026-03-12;2026-03-14\n", ("start",))
    assert [label for _, label in question.options] == ["Upptäckt", "Noterat"]


def test_ids_are_no_dates() -> None:
    with pytest.raises(ColumnError, match="”Plats”, ”Nr”"):
        find("Plats;Nr\nA;x46093\nB;x46094\n", None, ("start",))


def test_degrees_and_codes_are_found_by_what_they_are() -> None:
    rows = "".join(f"57,75{n};16,63{n};0{n}05;a{n}\n" for n in range(4, 9))
    fields = find("Bredd;Längd;Rubrik A;d\n" + rows)
    assert (fields.columns["lat"], fields.columns["lon"]) == (0, 1)


def test_a_profile_decides_and_says_what_has_changed_since() -> None:
    profile = MappingProfile(
        "Vaktbolaget", ImportKind.EST, ("Plats", "Gammal"), {"place_text": "Objekt"}
    )
    fields = find("Plats;Objekt\nA;B\n", profile)
    assert fields.text("place_text").to_pylist() == ["B"]
    assert fields.how["place_text"] == "mallen"
    assert fields.told == (
        "Läst med kolumnmallen ”Vaktbolaget”.",
        "Kolumner som fanns förra gången men inte nu: Gammal.",
        "Nya kolumner sedan förra gången: Objekt.",
    )


def test_a_column_of_the_profile_that_is_gone_is_asked_for() -> None:
    profile = MappingProfile("Bolaget", ImportKind.EST, (), {"place_text": "Hus", "start": "Datum"})
    with pytest.raises(Uncertain, match="borta") as caught:
        find("Datum;Var;Vad\n2026-03-12;A;B\n", profile)
    (question,) = caught.value.questions
    assert [value for value, _ in question.options] == ["Var", "Vad", NOTHING]


def test_a_saved_profile_is_used_for_files_with_its_headers(parse: Any) -> None:
    saved = MappingProfile("Bolaget", ImportKind.EST, ("När", "Åtgärdat"), {"start": "Åtgärdat"})
    parsed = parse(ImportKind.EST, "När;Åtgärdat\n2026-03-12;2026-03-14\n", saved=[saved])
    assert parsed.frame.time_raw[0] == "2026-03-14"
    assert "Läst med kolumnmallen ”Bolaget”." in parsed.notes


def test_a_saved_profile_is_used_for_a_file_that_has_changed_a_little(parse: Any) -> None:
    headers = ("När", "Åtgärdat", "Plats", "Kategori", "Nr")
    saved = MappingProfile("Bolaget", ImportKind.EST, headers, {"start": "Åtgärdat", "id": "Nr"})
    text = "När;Åtgärdat;Plats;Kategori;Handläggare\n2026-03-12;2026-03-14;A;Klotter;drift\n"
    with pytest.raises(Uncertain, match="borta") as caught:
        parse(ImportKind.EST, text, saved=[saved])
    answers = {each.name: NOTHING for each in caught.value.questions}
    assert list(answers) == ["columns.id"]
    parsed = parse(ImportKind.EST, text, saved=[saved], profile=MappingProfile().answered(answers))
    assert parsed.frame.time_raw[0] == "2026-03-14"
    assert "Kolumner som fanns förra gången men inte nu: Nr." in parsed.notes
    without = text.replace(";Handläggare", "").replace(";drift", "")
    assert parse(ImportKind.EST, without, saved=[saved]).frame.time_raw[0] == "2026-03-14"
    other = parse(ImportKind.EST, "När;Plats\n2026-03-12;A\n", saved=[saved])
    assert not any("Bolaget" in note for note in other.notes)


def test_a_profile_is_the_same_after_a_round_through_toml() -> None:
    profile = MappingProfile(
        'Väktare "natt"\n', ImportKind.VISITS, ("Datum", "Å\t;"), {"start": "Datum", "x": NOTHING},
        sheet="Blad 1", header_row=4, crs="EPSG:3010", dates="month_first", time_zone="UTC",
    )  # fmt: skip
    assert MappingProfile.from_toml(profile.to_toml()) == profile
