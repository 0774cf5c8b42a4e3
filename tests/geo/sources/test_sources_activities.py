"""Files of activities: every row is taken or told why not; unknown words get what would fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.folding import fold
from geo.model import ImportKind, Kommun
from geo.schema import Parsed
from geo.sources import Context, Promised, guess, parse

HEAD = "Datum;Aktivitet;Antal;Plats;Löfte;Organisation;Underlag;Status\n"


def promised(key: str, counts: str, activity: str = "", year: int = 2025) -> Promised:
    words = frozenset({fold(key), fold(key.rpartition("/")[2]), fold(f"Lovat {key[-5:]}")})
    return Promised(key, words, counts, activity, date(year, 1, 1), date(year, 12, 31))


PROMISES = (
    promised("d-2025/tistel", "activities", "tistel_mote"),
    promised("d-2025/bob", "status"),
    promised("d-2025/besok", "visits"),
    promised("d-2024/bob", "status", year=2024),
    promised("d-2025/traff", "activities", "skolbesok"),
)


def read(*lines: str) -> Parsed:
    content = (HEAD + "\n".join(lines) + "\n").encode()
    context = Context(
        "a.csv", Kommun("0883", "Västervik"), "EPSG:3006", date(2026, 3, 1), promises=PROMISES
    )
    return parse(ImportKind.ACTIVITIES, content, context)


def test_a_file_of_activities_is_known_by_its_headers() -> None:
    content = (HEAD + "2025-03-01;Tistel-möte;1;;;;Protokoll;\n").encode()
    assert guess(content, file="lista.csv") is ImportKind.ACTIVITIES


def test_what_was_done_is_read_with_its_number_place_organisation_and_proof() -> None:
    found = read(
        "2025-03-01;Tistelmöte;2;Torget;;Polisen;Protokoll, ring 070-123 45 67;",
        "1 mars 2025;trafikkontroller;;;;;Logg;Genomförd",
    )
    first, second = found.frame.to_dict("records")
    assert (first["kind"], first["day"], first["number"]) == ("tistel_mote", "2025-03-01", 2)
    assert (first["place_text"], first["organisation"]) == ("Torget", "Polisen")
    assert first["proof"] == "Protokoll, ring [telefon]"
    assert (second["kind"], second["number"], second["status"]) == ("trafikkontroll", 1, "")
    assert "1 rad utan antal räknas som ett tillfälle." in found.notes


def test_a_row_may_name_the_promise_that_it_counts_for_or_say_how_far_it_is() -> None:
    found = read(
        "2025-03-01;Tistel;1;;d-2025/tistel;;Protokoll;",
        "2025-03-02;;;;bob;;Beslut;Klart",
        "2024-03-02;;;;Bob;;;Pågår",
        "2025-03-03;;1;;tistel;;Protokoll;",
        "2025-04-03;skolbesok;;;;;Lista;",
    ).frame
    assert found["promise"].tolist() == [
        "d-2025/tistel", "d-2025/bob", "d-2024/bob", "d-2025/tistel", "",
    ]  # fmt: skip
    assert found["kind"].tolist() == ["tistel_mote", "", "", "tistel_mote", "skolbesok"]
    assert found["number"].tolist() == [1, 0, 0, 1, 1]
    assert found["status"].tolist() == ["", "klar", "pagar", "", ""]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2025-03-01;Tistlmöte;1;;;;x;", "”Tistlmöte” är okänd. Närmast: Tistel-möte"),
        ("2025-03-01;qqq;1;;;;x;", "Till exempel: Trafikkontroll"),
        ("2025-03-01;;1;;tiste;;x;", "Närmast: d-2025/tistel"),
        ("2026-02-01;;;;bob;;x;Klart", "kan vara flera: d-2025/bob, d-2024/bob"),
        ("2025-03-01;Tistel;1;;;;x;kanske", "Statusen ”kanske” är okänd"),
        ("2025-03-01;Tistel;1;;;;x;Planerad", "planerad eller inställd"),
        ("2025-03-01;;3;;besok;;x;", "räknas ur besöksloggen"),
        ("2025-03-01;;1;;;;x;", "Aktivitet eller löfte saknas"),
        ("2025-03-01;Tistel;0;;;;x;", "Varken antal eller status"),
        ("2025-03-01;Tistel;två;;;;x;", "inget heltal"),
        (";Tistel;1;;;;x;", "saknar datum"),
        ("2026-03-09;Tistel;1;;;;x;", "för långt fram"),
        ("2025-03-0x;Tistel;1;;;;x;", "kan inte läsas"),
    ],
)
def test_a_row_that_cannot_count_is_rejected_with_what_would_fit(line: str, told: str) -> None:
    found = read("2025-01-01;Tistel;1;;;;x;", line)
    (reject,) = found.rejects
    assert told in reject.reason
    assert (found.rows, len(found.frame)) == (2, 1)


def test_a_corrected_proof_is_the_same_row_and_two_alike_on_a_day_are_two() -> None:
    lines = ["2025-03-01;Tistel;1;Torget;;;Protokoll;", "2025-03-01;Tistel;1;Torget;;;;"]
    first = read(*lines).frame
    assert first["row_key"].nunique() == 2
    later = read(lines[0].replace("Protokoll", "Protokoll § 4"), lines[1]).frame
    assert later["row_key"].tolist() == first["row_key"].tolist()
    assert (later["content_hash"] != first["content_hash"]).tolist() == [True, False]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters=';"'))


@given(st.lists(st.tuples(*[CELL] * 8), min_size=1, max_size=6))
def test_every_row_of_any_file_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    lines = ["2025-01-01;Tistel;1;;;;x;", *(";".join(row) for row in rows if "".join(row).strip())]
    found = read(*lines)
    assert found.rows == len(found.frame) + len(found.rejects)
