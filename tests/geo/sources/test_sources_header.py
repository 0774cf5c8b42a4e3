"""Where a table begins and ends, which sheet it is on, and text that was decoded wrongly."""

from __future__ import annotations

from typing import Any

import pytest

from geo.mapping import MappingProfile, Uncertain
from geo.model import ImportKind
from geo.sources import _tabular, _text

HEAD = "Datum;Plats;Kategori\n"


def test_titles_before_the_headers_are_told_and_lines_stay_true(parse: Any) -> None:
    text = f"Händelselista;;\nUttag 2026-03-20;;\n\n{HEAD}2026-03-12;A;Klotter\nx;B;Klotter\n"
    parsed = parse(ImportKind.EST, text)
    assert parsed.frame.line.tolist() == [5]
    assert parsed.rejects[0].line == 6
    assert any("rad 4" in note and "Händelselista" in note for note in parsed.notes)


def test_a_user_can_point_out_the_row_of_headers() -> None:
    text = "a;b\nc;d\ne;f\n"
    table = _tabular.read(text.encode(), file="a.csv", profile=MappingProfile(header_row=2))
    assert table.headers == ("c", "d")
    assert table.lines.tolist() == [3]


@pytest.mark.parametrize(
    "last", ["Totalt;2;", "Summa: 2;;", ";;2", "Utskriven 2026-03-20;;", "Antal rader: 2;;"]
)
def test_a_sum_after_the_last_row_is_told_and_is_no_row(parse: Any, last: str) -> None:
    text = f"{HEAD}2026-03-12;A;Klotter\n2026-03-13;B;Klotter\n{last}\n"
    parsed = parse(ImportKind.EST, text)
    assert (parsed.rows, len(parsed.frame)) == (2, 2)
    assert any("summering" in note for note in parsed.notes)


def test_a_last_row_that_only_lacks_cells_is_a_row(parse: Any) -> None:
    parsed = parse(ImportKind.EST, f"{HEAD}2026-03-12;A;Klotter\n2026-03-13;;\n")
    assert parsed.rows == 2


def test_a_row_that_says_nothing_is_rejected(parse: Any) -> None:
    parsed = parse(ImportKind.EST, "Datum;Plats;Kategori;Beskrivning\n2026-03-12;A;;\n;;;hej\n")
    assert [reject.line for reject in parsed.rejects] == [3]
    assert "varken" in parsed.rejects[0].reason


def test_columns_without_header_and_cells_are_left_out() -> None:
    table = _tabular.read(b";Datum;;Plats;\n;2026-03-12;;A;\n;2026-03-13;x;B;\n", file="a.csv")
    assert table.headers == ("Datum", "Kolumn 3", "Plats")


def test_of_several_sheets_the_one_with_the_headers_is_read(write_xlsx: Any) -> None:
    rows = [["Datum", "Plats"], ["2026-03-12", "A"]]
    content = write_xlsx(
        [["Rapport"], ["Beställd av kommunen"]], rows, names=["Försättsblad", "Data"]
    )
    table = _tabular.read(content, file="a.xlsx", known={"datum", "plats"})
    assert (table.sheet, len(table)) == ("Data", 1)


def test_of_two_sheets_that_look_alike_the_user_chooses(write_xlsx: Any) -> None:
    months = [[["Datum", "Plats"], [f"2026-0{n}-12", "A"]] for n in (1, 2)]
    content = write_xlsx(*months, names=["Januari", "Februari"])
    with pytest.raises(Uncertain, match="blad") as caught:
        _tabular.read(content, file="a.xlsx", known={"datum", "plats"})
    (question,) = caught.value.questions
    assert [value for value, _ in question.options] == ["Januari", "Februari"]
    answered = MappingProfile().answered({question.name: "Februari"})
    table = _tabular.read(content, file="a.xlsx", known={"datum", "plats"}, profile=answered)
    assert table.columns[0].to_pylist() == ["2026-02-12"]


@pytest.mark.parametrize(
    "good", ["Malmö, Växjö, Överum", "Café crème, naïve", "Łódź Gdańsk", "ÅÄÖ"]
)
def test_words_that_are_right_are_not_taken_for_mojibake(good: str) -> None:
    assert _text.mojibake(good) == []


@pytest.mark.parametrize("word", ["Överum", "Nävertorp", "Västervik", "åäö", "Skadegörelse"])
def test_words_decoded_wrongly_are_told_and_kept(parse: Any, word: str) -> None:
    wrong = word.encode().decode("cp1252", errors="replace")
    assert _text.mojibake(f"rad;{wrong};x") != []
    parsed = parse(ImportKind.EST, f"Datum;Beskrivning\n2026-03-12;{wrong}\n")
    assert parsed.frame.text[0] == wrong
    assert any("felkodad" in note for note in parsed.notes)


def test_the_fast_and_the_careful_way_read_the_same() -> None:
    rows = "".join(f'{n};"Text ""{n}"" med; tecken";{n}\n' for n in range(50))
    plain = f"a;b;c\n{rows}"
    careful = f'a;b;c\n{rows}51;"två\nrader";51\n'
    fast = _tabular.read(plain.encode(), file="a.csv")
    slow = _tabular.read(careful.encode(), file="a.csv")
    assert len(slow) == len(fast) + 1
    for column, other in zip(fast.columns, slow.columns, strict=True):
        assert column.to_pylist() == other.to_pylist()[:50]
    assert fast.lines.tolist() == slow.lines.tolist()[:50]
