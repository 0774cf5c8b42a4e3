"""Files of measures: Swedish headers and words, every row accounted for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import sources
from geo.model import CostBand, ImportKind, Kommun, MeasureStatus
from geo.shipped import measure_kinds
from geo.sources import _measure_words as words
from tests.geo.sources.conftest import TODAY, xlsx

HEAD = (
    "Plats;Problem;Orsak;Åtgärd;Beskrivning;Ansvarig;Sista dag;Status;Kostnad;Påbörjad;Avslutad\n"
)
KIND = ImportKind.MEASURES


def test_a_row_in_swedish_becomes_codes_and_iso_days(parse: Any) -> None:
    row = parse(
        KIND,
        "Nr;Plats;Problem;Orsak;Åtgärd;Beskrivning;Ansvarig;Deadline;Status;Kostnad;"
        "Beslutad av möte;Löfte;Påbörjad;Resultat\n"
        "7;Karstorp;Skadegörelse;mörkt;Gatubelysning;Tio lampor;Gatukontoret;1 april 2026;"
        "Pågående;25 000 kr;EST-möte 3;vastervik-2025/tistel;2026-03-02;Halva sträckan\n",
    ).frame.iloc[0]
    assert (row.row_key, row.category, row.kind) == ("7", "skadegorelse", "belysning")
    assert (row.deadline, row.began, row.status) == ("2026-04-01", "2026-03-02", "pagar")
    assert (row.status_day, row.cost, row.meeting) == ("2026-03-02", "10_100", "3")
    assert (row.promise, row.outcome) == ("vastervik-2025/tistel", "Halva sträckan")


def test_a_workbook_is_read_as_a_text_file_is(parse: Any) -> None:
    cells = [["Plats", "Åtgärd", "Sista dag", "Status"], ["Torget", "Röjning", "v. 14 2026", "ny"]]
    row = parse(KIND, xlsx(cells), file="a.xlsx").frame.iloc[0]
    assert (row.kind, row.deadline, row.status) == ("vaxtlighet", "2026-04-05", "foreslagen")


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("A;;;;;;;;;;", "Åtgärd", "Åtgärd saknas"),
        ("A;;;Patrull;;;;kanske;;;", "Status", "okänd"),
        ("A;;;Patrull;;;någon gång;;;;", "Sista dag", "kan inte läsas"),
        ("A;;;Patrull;;;;klar;;2026-03-10;2026-03-01", "Avslutad", "innan den påbörjades"),
        ("A;;;Patrull;;;;klar;;;2027-03-01", "Avslutad", "långt fram"),
        ("A;;;Patrull;;;1920-01-01;;;;", "Sista dag", "före 1990"),
    ],
)
def test_faulty_rows_are_rejected_in_their_column(
    parse: Any, row: str, column: str, said: str
) -> None:
    parsed = parse(KIND, HEAD + row + "\n")
    assert (parsed.rows, len(parsed.frame)) == (1, 0)
    assert [reject.column for reject in parsed.rejects] == [column]
    assert said in parsed.rejects[0].reason


def test_what_is_not_understood_is_kept_or_said(parse: Any) -> None:
    parsed = parse(KIND, HEAD + "A;Trolleri;;Häxkonst;i skogen;;löpande;;tre getter;;\n")
    row, notes = parsed.frame.iloc[0], " ".join(parsed.notes)
    assert (row.category, row.kind, row.what) == ("ovrigt", "ovrigt", "Häxkonst: i skogen")
    assert (row.deadline, row.cost) == ("", "")
    for said in ("”Trolleri”", "”Häxkonst”", "löpande", "”tre getter”"):
        assert said in notes


@pytest.mark.parametrize(
    ("rest", "status"),
    [(";;;;;;2026-03-01", "klar"), (";;;;;2026-03-01;", "pagar"), (";;2026-05-01;;;;", "beslutad")],
)
def test_without_a_status_the_days_say_it(parse: Any, rest: str, status: str) -> None:
    assert parse(KIND, HEAD + f"A;;;Patrull;{rest}\n").frame.status.tolist() == [status]


def test_person_data_is_masked_and_a_person_as_owner_is_warned_about(parse: Any) -> None:
    parsed = parse(KIND, HEAD + "A;;;Patrull;Ring 070-123 45 67;Anna Svensson;;;;;\n")
    notes = " ".join(parsed.notes)
    assert parsed.frame.what[0] == "Ring [telefon]"
    assert "persons namn på rad 2" in notes
    assert "Svensson" not in notes


@pytest.mark.parametrize(
    "owner",
    ["Polisen", "Västerviks kommun", "Bostadsbolaget AB", "Tekniska förvaltningen", "IF Tjust"],
)
def test_organisations_are_not_taken_for_persons(owner: str) -> None:
    assert not words.may_be_a_person(owner)


def test_a_measure_keeps_its_key_when_its_status_owner_and_deadline_change(parse: Any) -> None:
    first = parse(KIND, HEAD + "A;Hot;x;Patrull;y;Polisen;2026-05-01;beslutad;;;\n").frame
    then = parse(KIND, HEAD + "A;Hot;x;Patrull;y;Kommunen;2026-06-01;klar;;;2026-03-20\n").frame
    assert first.row_key[0] == then.row_key[0]
    assert first.content_hash[0] != then.content_hash[0]


def test_alike_rows_are_two_measures(parse: Any) -> None:
    frame = parse(KIND, HEAD + "A;;;Patrull;;;;;;;\n" * 2).frame
    assert frame.row_key.nunique() == 2


def test_another_kommuns_row_is_rejected(parse: Any) -> None:
    parsed = parse(KIND, "Kommun;Plats;Åtgärd\nVetlanda;A;Patrull\nVästervik;B;Patrull\n")
    assert (len(parsed.frame), len(parsed.rejects)) == (1, 1)


def test_the_kind_of_file_is_told_by_its_headers() -> None:
    assert sources.guess((HEAD + "A;;;Patrull;;;;;;;\n").encode(), file="lista.csv") is KIND


def test_every_word_of_a_kind_means_that_kind() -> None:
    for kind in measure_kinds.kinds().values():
        assert measure_kinds.of_text(kind.name) == kind.code
        assert all(measure_kinds.of_text(word) == kind.code for word in kind.words)


def test_every_status_and_band_is_read_from_its_own_code() -> None:
    assert [words.status(each.value) for each in MeasureStatus] == list(MeasureStatus)
    assert [words.cost(each.value) for each in CostBand] == list(CostBand)


_CELL = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='";'), max_size=12
)
_ROW = st.tuples(
    *(_CELL,) * 3,
    st.sampled_from(["Patrull", "Belysning", "", "Häxkonst"]),
    *(_CELL,) * 2,
    st.sampled_from(["", "2026-05-01", "löpande", "v. 14 2026", "nja"]),
    st.sampled_from(["", "klar", "pågår", "kanske"]),
    _CELL,
    st.sampled_from(["", "2026-03-01"]),
    st.sampled_from(["", "2026-02-01", "2026-03-02"]),
)


@given(st.lists(_ROW, min_size=1, max_size=6))
def test_every_row_is_accepted_or_rejected_and_keys_are_distinct(
    rows: list[tuple[str, ...]],
) -> None:
    text = HEAD + "Torget;Hot;;Patrull;;;;;;;\n" + "".join(";".join(row) + "\n" for row in rows)
    parsed = sources.parse(
        KIND,
        text.encode(),
        sources.Context("f.csv", Kommun("0883", "Västervik"), "EPSG:3006", TODAY),
    )
    assert parsed.rows == len(parsed.frame) + len(parsed.rejects)
    without = parsed.frame.row_key
    assert without.nunique() == len(without)
    assert not (
        (parsed.frame.status == "klar")
        & (parsed.frame.ended < parsed.frame.began)
        & (parsed.frame.ended != "")
    ).any()
