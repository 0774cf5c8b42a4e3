from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from geo.model import CATEGORIES, ImportKind
from geo.sources import _category

HEAD = ["Ärende", "Brottskod", "Brottstyp", "Från", "Till", "N", "E", "Noggrannhet", "Kommun"]
FROM, TO = datetime(2026, 3, 12, 22, 15), datetime(2026, 3, 13, 7, 0)


def row(case: str, code: object, typ: str = "", kommun: str = "Västervik") -> list[object]:
    return [case, code, typ, FROM, TO, 6402000, 597000, "adress", kommun]


def test_a_demo_workbook_is_read(parse: Any, write_xlsx: Callable[..., bytes]) -> None:
    content = write_xlsx([HEAD, row("5000-K1-25", 401), row("5000-K2-25", 1208, kommun="Vetlanda")])
    parsed = parse(ImportKind.POLICE, content)
    assert len(parsed.rejects) == 1
    first = parsed.frame.iloc[0]
    assert (first.category, first.source, first.reported) == (
        "olovlig_vistelse", "polisanmalan", True,
    )  # fmt: skip
    assert (first.x, first.y, first.end_utc - first.start_utc) == (597000, 6402000, 8.75 * 3600)


def test_the_case_number_is_never_in_the_clear(
    parse: Any, write_xlsx: Callable[..., bytes]
) -> None:
    content = write_xlsx([HEAD, row("5000-K123456-25", 401), row("5000-K123457-25", 1, "", "X")])
    parsed = parse(ImportKind.POLICE, content, key=b"hemlig")
    told = repr((parsed.frame.to_dict(), parsed.rejects, parsed.notes))
    assert "K12345" not in told
    other = parse(ImportKind.POLICE, content, key=b"annan")
    assert parsed.frame.row_key[0] != other.frame.row_key[0]


def test_crimes_of_one_case_are_kept_apart_and_a_resent_row_is_known(parse: Any) -> None:
    head = "Ärende;Brottskod;Från\n"
    rows = "K1;1208;2026-03-12\nK1;0401;2026-03-12\nK1;1208;2026-03-12\n"
    keys = parse(ImportKind.POLICE, head + rows).frame.row_key.tolist()
    assert keys[0] == keys[2]
    assert keys[1] == keys[0] + "#2"
    moved = parse(ImportKind.POLICE, head + "K1;1209;2026-03-12\n").frame.row_key.tolist()
    assert moved == keys[:1]


@pytest.mark.parametrize(
    ("code", "typ", "category"),
    [
        ("0401", "", "olovlig_vistelse"),
        ("401", "", "olovlig_vistelse"),
        ("1208 Klotter", "", "klotter"),
        ("", "Skadegörelse på motorfordon", "skadegorelse"),
        ("9999", "Misshandel utomhus", "brak_vald"),
        ("", "Rattfylleri", "trafik_buskorning"),
        ("", "Cykelstöld", "stold_inbrott"),
        ("", "Ringa narkotikabrott", "narkotika"),
        ("", "Personrån", "ran"),
        ("", "Hot mot tjänsteman", "incident_anstalld"),
        ("", "Skadegörelse genom klotter", "klotter"),
        ("", "Våldtäkt", "ovrigt"),
        ("", "Brännvinsbränning", "ovrigt"),
    ],
)
def test_code_or_type_gives_the_category(parse: Any, code: str, typ: str, category: str) -> None:
    parsed = parse(ImportKind.POLICE, f"Brottskod;Brottstyp;Från\n{code};{typ};2026-03-12\n")
    assert parsed.frame.category.tolist() == [category]


def test_the_shipped_codes_have_four_digits_and_known_categories() -> None:
    codes = _category.brottskoder()
    assert len(codes) > 100
    assert all(len(code) == 4 and code.isdigit() for code in codes)
    assert set(codes.values()) <= set(CATEGORIES)


def test_free_text_of_the_police_is_not_stored(parse: Any) -> None:
    parsed = parse(
        ImportKind.POLICE, "Från;Brottskod;Fritext\n2026-03-12;1208;En man i blå jacka\n"
    )
    assert parsed.frame.text.tolist() == [""]
    assert any("lagras inte" in note for note in parsed.notes)
