"""Whatever comes in: a declared error, or every row accepted or rejected."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo import schema
from geo.errors import InputError
from geo.model import ImportKind
from geo.sources import _free_text

KINDS = list(ImportKind)
HEADERS = {
    ImportKind.EST: "Rapport-id Datum Tid Till_datum Till_tid Kategori Plats Latitud Longitud"
    " Noggrannhet Allvarlighet Polisanmäld Organisation Beskrivning Kommun Källa Månad",
    ImportKind.POLICE: "Ärende Brottskod Brottstyp Från Till N E Noggrannhet Kommun Fritext",
    ImportKind.VISITS: "Datum Tid Plats Minuter Antal_poliser Till_fots Orsak Åtgärd Iakttagelse",
    ImportKind.SURVEYS: "Plats Period_från Period_till Fråga Antal_svar Andel_otrygga",
}
PIECES = [
    "", "okänd", "2026-03-12", "2026-03", "22:15", "22:00-02:00", "46093.5", "57,7584", "16.6373",
    "6402000", "597000", "0", "-1", "1e999", "nan", "inf", "ja", "34,5 %", "Klotter", "0883",
    "Vetlanda", "{{7*191}}", "${x}", "C:\\x", "\"", "=1+1", "811228-9874", "NA", "007", "\u202e",
    "2025-03-30 02:30", "2025-10-26 02:30", "9999999999999999999999", "١٢", "²", "\x1f",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
MEMBERS = [
    "type", "features", "properties", "geometry", "coordinates", "name", "namn", "id", "crs",
    "causes", "datetime", "summary", "location", "url",
]  # fmt: skip
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def table(headers: list[str], rows: list[list[str]], delimiter: str = ";") -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def account(parse: Any, kind: ImportKind, content: bytes) -> None:
    try:
        parsed = parse(kind, content)
    except InputError:
        return
    assert parsed.rows == len(parsed.frame) + len(parsed.rejects)
    assert set(parsed.frame.columns) == set(schema.TABLES[kind].to_schema().columns)
    assert all(reject.reason for reject in parsed.rejects)
    lines = [*parsed.frame.line, *(reject.line for reject in parsed.rejects)]
    assert len(set(lines)) == parsed.rows


@pytest.mark.parametrize("kind", HEADERS)
@given(data=st.data())
@QUIET
def test_every_row_of_a_garbage_table_is_accounted_for(
    parse: Any, kind: ImportKind, data: st.DataObject
) -> None:
    headers = [name.replace("_", " ") for name in HEADERS[kind].split()]
    headers = data.draw(st.lists(st.sampled_from(headers), min_size=1, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(headers) + 1), max_size=6))
    account(parse, kind, table(headers, rows))


@pytest.mark.parametrize("kind", KINDS)
@given(content=st.binary(max_size=300))
@example(b"\x00\x01\x02;;\n")
@example(b"datum\n2026-03-12")
@example(b"PK\x05\x06" + b"\x00" * 18)
@QUIET
def test_random_bytes_give_a_table_or_a_declared_error(
    parse: Any, kind: ImportKind, content: bytes
) -> None:
    account(parse, kind, content)


@pytest.mark.parametrize("kind", [ImportKind.PLACES, ImportKind.NOTICES])
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(MEMBERS) | st.text(max_size=4),
                inner | st.sampled_from(["Polygon", "FeatureCollection", "Feature", "Västervik"]),
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
@QUIET
def test_any_json_gives_a_table_or_a_declared_error(
    parse: Any, kind: ImportKind, value: Any
) -> None:
    account(parse, kind, json.dumps(value).encode())
    account(parse, kind, json.dumps([value]).encode())
    features = value if isinstance(value, list) else [value]
    account(parse, kind, json.dumps({"features": features}).encode())


@given(
    rows=st.lists(
        st.tuples(st.text(max_size=15), st.text(max_size=15), st.text(max_size=15)), max_size=8
    ),
    delimiter=st.sampled_from(";,\t"),
)
@QUIET
def test_text_comes_out_as_it_was_written(
    parse: Any, rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    def kept(text: str) -> str:
        text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
        return _free_text.mask(_trim(text))[0]

    rows = [tuple(cell.replace("\x00", "") for cell in row) for row in rows]  # type: ignore[misc]
    content = table(
        ["Datum", "Plats", "Organisation", "Beskrivning"],
        [["2026-03-12", *row] for row in rows],
        delimiter,
    )
    parsed = parse(ImportKind.EST, content)
    assert parsed.rows == len(rows)
    for name, column in (("place_text", 0), ("organisation", 1), ("text", 2)):
        assert parsed.frame[name].tolist() == [kept(row[column]) for row in rows]


def _trim(text: str) -> str:
    return str(pc.utf8_trim_whitespace(pa.array([text]))[0].as_py())


@pytest.mark.parametrize("kind", HEADERS)
def test_the_same_file_twice_gives_the_same_rows(parse: Any, kind: ImportKind) -> None:
    headers = [name.replace("_", " ") for name in HEADERS[kind].split()]
    row = [
        "2026-03-12" if "atum" in h or "Period" in h or h in ("Från", "Till") else ""
        for h in headers
    ]
    content = table(headers, [row, row])
    assert parse(kind, content).frame.equals(parse(kind, content).frame)


@pytest.mark.parametrize("kind", HEADERS)
def test_a_file_with_headers_only_has_no_rows(parse: Any, kind: ImportKind) -> None:
    headers = [name.replace("_", " ") for name in HEADERS[kind].split()]
    parsed = parse(kind, table(headers, []))
    assert parsed.rows == 0
    assert "Filen har rubriker men inga rader." in parsed.notes
