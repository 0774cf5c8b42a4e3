"""The guard's figures: what share of person numbers it finds, and of other numbers it takes."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pyarrow as pa

from geo.sources._free_text import Masker, mask

FORMS = (
    "{c}{d}-{n}", "{c}{d}{n}", "{d}-{n}", "{d}{n}", "{d}+{n}", "{d} {n}", "{c}{d} {n}", "{d}–{n}",
    "{c}{d}–{n}", "{d} - {n}", "{d}−{n}", "{d}‑{n}", "{d}\u00a0{n}", "{y} {m} {k} {n}",
    "{c}{y}-{m}-{k}-{n}",
)  # fmt: skip
SENTENCES = ("{}", "mannen ({}) gick", "pnr {}.", "född:{},boende", "ID={};", "nr {}")


def luhn(digits: str) -> str:
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def person_number(chance: random.Random) -> str:
    born = date(1925, 1, 1) + timedelta(days=chance.randrange(100 * 365))
    day = born.day + (60 if chance.random() < 0.2 else 0)  # a samordningsnummer
    short = f"{born:%y%m}{day:02d}"
    number = f"{chance.randrange(1000):03d}"
    number += luhn(short + number)
    return chance.choice(FORMS).format(
        c=f"{born:%Y}"[:2], d=short, y=short[:2], m=short[2:4], k=short[4:], n=number
    )


def test_at_least_995_of_1000_person_numbers_are_masked_however_they_are_written() -> None:
    chance = random.Random(7)  # noqa: S311 - made-up numbers, no secret
    missed = []
    for _ in range(7_000):
        number = person_number(chance)
        sentence = chance.choice(SENTENCES).format(number)
        text, found = mask(sentence)
        if not found["personnummer"] or number[-4:] in text:
            missed.append(number)
        assert Masker().column(pa.array([sentence])).to_pylist() == [text]
    assert len(missed) <= 0.005 * 7_000, missed[:10]


def test_at_most_3_of_1000_ordinary_numbers_are_taken_for_a_persons() -> None:
    chance = random.Random(8)  # noqa: S311 - the same
    makers = (
        lambda: str(chance.randrange(1, 10 ** chance.randint(1, 12))),
        lambda: f"{chance.uniform(0, 1e6):.2f}".replace(".", ","),
        lambda: f"{chance.randrange(6_100_000, 7_700_000)} {chance.randrange(250_000, 930_000)}",
        lambda: f"{chance.uniform(55, 69):.6f}, {chance.uniform(11, 24):.6f}",
        lambda: f"{date(2020, 1, 1) + timedelta(chance.randrange(3000))} {chance.randrange(24)}:15",
        lambda: f"{chance.randrange(10**9):,} kr".replace(",", " "),
        lambda: f"dnr {chance.randrange(2015, 2027)}-{chance.randrange(1, 99999):05d}",
        lambda: f"{chance.randrange(10000, 99999):05d} Västervik",
    )  # fmt: skip
    taken = [text for _ in range(20_000) if mask(text := chance.choice(makers)())[1]]
    assert len(taken) <= 0.003 * 20_000, (len(taken), taken[:20])
