from __future__ import annotations

from typing import Any

import pytest

from geo.errors import ColumnError
from geo.model import ImportKind

HEAD = (
    "Plats;Period från;Period till;Fråga;Antal svar;Andel otrygga;Andel otrygga kvinnor;"
    "Andel otrygga män\n"
)


def test_percent_with_decimal_comma_becomes_shares_and_the_last_day_is_included(parse: Any) -> None:
    row = parse(
        ImportKind.SURVEYS, HEAD + "Torget;2025-10-01;2025-10-31;Kväll?;120;34,5;41 %;\n"
    ).frame.iloc[0]
    assert (row.period_start, row.period_end) == ("2025-10-01", "2025-11-01")
    assert (row.n, row.share_unsafe, row.share_unsafe_women) == (120, 0.345, 0.41)
    assert row.isna().share_unsafe_men


def test_shares_from_0_to_1_are_read_as_such(parse: Any) -> None:
    parsed = parse(ImportKind.SURVEYS, HEAD + "A;2025;;F;1;0,5;;\nB;2025;;F;1;0,25;;\n")
    assert parsed.frame.share_unsafe.tolist() == [0.5, 0.25]
    assert parsed.frame.period_end.tolist() == ["2026-01-01"] * 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A;2025-10-01;2025-09-01;F;1;50;;", "Period från"),
        ("A;snart;;F;1;50;;", "Period från"),
        (";2025;;F;1;50;;", "Plats"),
        ("A;2025;;F;1;150;;", "Andel otrygga"),
        ("A;2025;;F;1;;;", "Andel otrygga"),
        ("A;2025;;F;många;50;;", "Antal svar"),
    ],
)
def test_faulty_rows_are_rejected_in_their_column(parse: Any, row: str, column: str) -> None:
    parsed = parse(ImportKind.SURVEYS, HEAD + row + "\n")
    assert [reject.column for reject in parsed.rejects] == [column]


def test_a_corrected_answer_keeps_its_key(parse: Any) -> None:
    first = parse(ImportKind.SURVEYS, HEAD + "A;2025;;F;1;50;;\n").frame
    second = parse(ImportKind.SURVEYS, HEAD + "A;2025;;F;1;51;;\n").frame
    assert first.row_key[0] == second.row_key[0]
    assert first.content_hash[0] != second.content_hash[0]


def test_a_file_without_shares_is_refused(parse: Any) -> None:
    with pytest.raises(ColumnError, match="andel"):
        parse(ImportKind.SURVEYS, "Plats;Period\nA;2025\n")
