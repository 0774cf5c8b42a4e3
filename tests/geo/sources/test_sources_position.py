from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CrsError
from geo.mapping import Uncertain
from geo.model import ImportKind
from geo.sources import _numbers

VASTERVIK = (597424.78, 6402990.10)
"""57.7584 N, 16.6373 E in SWEREF 99 TM, by pyproj."""


def at(parse: Any, head: str, *rows: str, **options: Any) -> list[tuple[float, float]]:
    text = f"Datum;{head}\n" + "".join(f"2026-03-12;{row}\n" for row in rows)
    parsed = parse(ImportKind.EST, text, **options)
    assert not parsed.rejects, parsed.rejects
    return list(zip(parsed.frame.x, parsed.frame.y, strict=True))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Latitud;Longitud", "57,7584;16,6373"),
        ("lat;lon", "57.7584;16.6373"),
        ("Longitud;Latitud", "57.7584;16.6373"),
        ("x;y", "16.6373;57.7584"),
        ("E;N", "597424,78;6402990,1"),
        ("N;E", "6 402 990,1;597 424,78"),
        ("X;Y", "6402990.10;597424.78"),
        ("X-koordinat;Y-koordinat", "597424.78;6402990.10"),
    ],
)
def test_positions_are_found_and_swapped_axes_mended(parse: Any, head: str, row: str) -> None:
    assert at(parse, head, row)[0] == pytest.approx(VASTERVIK, abs=0.5)


def test_a_stated_crs_is_believed(parse: Any) -> None:
    from pyproj import Transformer

    to_zone = Transformer.from_crs("EPSG:3006", "EPSG:3010", always_xy=True)
    x, y = to_zone.transform(*VASTERVIK)
    assert at(parse, "E;N", f"{x};{y}", crs="3010")[0] == pytest.approx(VASTERVIK, abs=0.1)


def test_a_crs_that_cannot_be_told_is_asked_for(parse: Any) -> None:
    with pytest.raises(Uncertain, match="koordinatsystem") as caught:
        at(parse, "E;N", "150000;6402990")
    assert len(caught.value.questions[0].options) == 12


def test_numbers_of_no_swedish_system_are_refused(parse: Any) -> None:
    with pytest.raises(CrsError, match="--crs"):
        at(parse, "E;N", "1500;900")


def test_an_unknown_crs_is_refused(parse: Any) -> None:
    with pytest.raises(CrsError, match="okänt"):
        at(parse, "E;N", "150000;6402990", crs="EPSG:99999999")


def test_a_crs_that_lands_elsewhere_is_refused(parse: Any) -> None:
    with pytest.raises(CrsError, match="utanför"):
        at(parse, "E;N", "597424;6402990", crs="EPSG:27700")


def test_rows_without_a_position_are_kept_without_one(parse: Any) -> None:
    first, second, third = at(parse, "lat;lon", "57.7;16.6", ";", "0;0")
    assert not np.isnan(first).any()
    assert np.isnan(second).all()
    assert np.isnan(third).all()


@pytest.mark.parametrize(
    ("row", "words"),
    [("abc;16", "inget tal"), ("57.7;", "saknas"), ("57.7;-120", "utanför"), ("1e400;16", "tal")],
)
def test_a_faulty_position_is_rejected_with_its_reason(parse: Any, row: str, words: str) -> None:
    good = "2026-03-12;57.7;16.6\n" * 3
    parsed = parse(ImportKind.EST, f"Datum;lat;lon\n{good}2026-03-12;{row}\n")
    assert [r.line for r in parsed.rejects] == [5]
    assert words in parsed.rejects[0].reason


def test_precision_is_as_stated_and_else_as_modest_as_the_row_allows(parse: Any) -> None:
    text = (
        "Datum;lat;lon;Plats;Noggrannhet\n"
        "2026-03-12;57.7;16.6;A;Adress\n2026-03-12;57.7;16.6;A;\n"
        "2026-03-12;;;A;\n2026-03-12;;;;\n2026-03-12;57.7;16.6;A;Län\n2026-03-12;57.7;16.6;;hejsan\n"
    )
    parsed = parse(ImportKind.EST, text)
    assert parsed.frame.precision.tolist() == [
        "adress",
        "kvarter",
        "ort",
        "kommun",
        "lan",
        "kvarter",
    ]
    assert any("hejsan" in note for note in parsed.notes)


@given(
    st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda f: round(f, 4)), min_size=1),
    st.booleans(),
)
def test_numbers_survive_a_decimal_comma(values: list[float], comma: bool) -> None:
    texts = [f"{value:.4f}".replace(".", "," if comma else ".") for value in values]
    found, bad = _numbers.numbers(pa.array(texts, type=pa.string()))
    assert not bad.any()
    assert found.tolist() == pytest.approx(values)


def test_a_crs_for_heights_is_refused(parse: Any) -> None:
    with pytest.raises(CrsError):
        at(parse, "E;N", "597424;6402990", crs="EPSG:5613")
