from __future__ import annotations

import random

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.sources import _free_text

PERSON = "19811228-9874"
"""A number often used as an example; its date and check digit are right."""


def luhn(nine: str) -> str:
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(nine)]
    return str(-sum(x // 10 + x % 10 for x in doubled) % 10)


@pytest.mark.parametrize(
    "text",
    [
        "19811228-9874", "811228-9874", "8112289874", "198112289874", "811228 9874",
        "811228–9874", "1981-12-28-9874", "19811228 9874", "811228+9874", "(811228-9874)",
    ],
)  # fmt: skip
def test_a_personnummer_is_masked_however_it_is_written(text: str) -> None:
    masked, found = _free_text.mask(f"Anmält av {text} i dag")
    assert not any(part in masked for part in ("1228", "9874"))
    assert found == {"personnummer": 1}


def test_a_samordningsnummer_is_masked() -> None:
    nine = "701063239"
    assert _free_text.mask(f"nr {nine[:6]}-{nine[6:]}{luhn(nine)}")[1] == {"personnummer": 1}


def test_generated_numbers_are_found_and_ordinary_numbers_are_left() -> None:
    chance = random.Random(1)  # noqa: S311 - a seed makes the numbers the same each time
    missed = 0
    for _ in range(2000):
        year, month, day = chance.randint(20, 99), chance.randint(1, 12), chance.randint(1, 28)
        nine = (
            f"{year:02d}{month:02d}{day + chance.choice((0, 60)):02d}{chance.randint(1, 999):03d}"
        )
        separator = chance.choice(("", "-", " ", "–", "+"))
        text = nine[:6] + separator + nine[6:] + luhn(nine)
        missed += "[personnummer]" not in _free_text.mask(text)[0]
    assert missed == 0
    ordinary = [str(chance.randint(1, 10 ** chance.randint(1, 12))) for _ in range(5000)]
    wrong = sum("[personnummer]" in _free_text.mask(text)[0] for text in ordinary)
    assert wrong <= 0.003 * len(ordinary)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ring 070-123 45 67 nu", "ring [telefon] nu"),
        ("0701234567", "[telefon]"),
        ("+46 70 123 45 67", "[telefon]"),
        ("0490-123 45", "[telefon]"),
        ("08-123 456 78", "[telefon]"),
        ("mejla a.b@exempel.se!", "mejla [e-post]!"),
        ("bilen ABC 123 stod", "bilen [regnr] stod"),
        ("bilen ABC12D stod", "bilen [regnr] stod"),
        ("reg.nr abc123", "reg.nr [regnr]"),
        ("se 5000-K123456-25.", "se [ärendenummer]."),
    ],
)
def test_what_points_at_a_person_is_masked(text: str, masked: str) -> None:
    assert _free_text.mask(text)[0] == masked


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12 22:15", "2026-03-12 22:15:00", "12/3 2026", "05-06-2024", "57,7584 16,6373",
        "6402000 597000", "kl 22.15–02.00", "E22", "väg 40", "LV200 söder om", "0883",
        "Storgatan 12", "1205 Klotter", "08-10 2026", "2026-W12", "hus 101",
    ],
)  # fmt: skip
def test_dates_coordinates_roads_and_codes_are_left(text: str) -> None:
    assert _free_text.mask(text) == (text, {})


def test_a_column_is_masked_as_each_of_its_cells_and_counted() -> None:
    texts = ["", "ABC 123", "inget", PERSON, "a@b.se och 070-1234567"]
    masker = _free_text.Masker()
    column = masker.column(pa.array(texts, type=pa.string()))
    assert column.to_pylist() == [_free_text.mask(text)[0] for text in texts]
    assert masker.found == {"regnr": 1, "personnummer": 1, "e-post": 1, "telefon": 1}
    assert "1 personnummer" in masker.notes()[0]


@given(st.text(st.sampled_from("0123456789 -+–@.kKABab/()é"), max_size=40))
def test_the_quick_look_never_misses_what_would_be_masked(text: str) -> None:
    if _free_text.mask(text)[0] != text:
        suspect = pc.match_substring_regex(pa.array([text]), _free_text._SUSPECT)
        assert suspect[0].as_py()


@given(st.text(max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = _free_text.mask(text)[0]
    assert _free_text.mask(once)[0] == once
