from __future__ import annotations

import pytest

from geo.errors import ColumnError
from geo.sources import _mapping, _tabular

SYNONYMS = {"place": "plats | omrade", "x": "x", "start": "datum"}


def find(text: str) -> _mapping.Fields:
    return _mapping.find(_tabular.read(text.encode(), file="a.csv"), SYNONYMS)


def test_case_space_accents_and_units_do_not_matter() -> None:
    fields = find("OMRÅDE ;X (SWEREF 99 TM);da_tum\nA;1;2\n")
    assert fields.columns == {"place": 0, "x": 1, "start": 2}


def test_the_stronger_synonym_wins_and_the_other_is_told_as_unused() -> None:
    fields = find("Område;Plats\nA;B\n")
    assert fields.text("place").to_pylist() == ["B"]
    assert "Kolumner som inte användes: Område." in fields.notes()


def test_two_columns_with_one_header_are_ambiguous() -> None:
    with pytest.raises(ColumnError, match="båda") as caught:
        find("Plats;Plats\nA;B\n")
    assert caught.value.column == "Plats (2)"


def test_an_empty_column_claims_nothing_from_a_filled_one() -> None:
    assert find("Plats;Plats\n;B\n").text("place").to_pylist() == ["B"]


def test_a_field_without_a_column_is_empty_text() -> None:
    assert find("Plats;b\nA;B\n").text("start").to_pylist() == [""]


def test_a_missing_column_is_told_with_the_files_own_headers() -> None:
    with pytest.raises(ColumnError, match="”Plats”, ”b”"):
        _mapping.require(find("Plats;b\nA;B\n"), "start", what="datum", hint="Döp om.")
