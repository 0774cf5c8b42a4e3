"""Risk occasions: public holidays and their eves, and the rules of ``data/calendar``.

``sverige.toml`` holds for all; ``0883.toml`` and so on replace, add or skip entries for a kommun.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from geo import shipped
from geo.errors import SettingsError
from geo.model import Occasion

COMMON = "sverige.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """When an occasion comes back.

    Exactly one of `day`, `monthly`, `week` and `easter` anchors it; then it moves to the first
    `weekday` (1 = Monday) on or after the anchor, and by `shift` days.
    """

    name: str = ""
    note: str = ""
    days: int = 1
    day: str | None = None
    monthly: int | None = None
    week: int | None = None
    easter: int | None = None
    weekday: int | None = None
    shift: int = 0
    starts: tuple[date, ...] = ()
    skip: bool = False

    def __post_init__(self) -> None:
        anchors = (self.day, self.monthly, self.week, self.easter)
        if not self.skip and (not self.name or sum(a is not None for a in anchors) != 1):
            raise ValueError("en post behöver name och en av day, monthly, week, easter")
        if self.days < 1:
            raise ValueError("days är minst 1")
        if not all(type(start) is date for start in self.starts):
            raise ValueError("starts är en lista av datum")
        if not self.skip:
            _anchors(self, 2023)  # 29 February, week 53: not every year has them


Rules = Mapping[str, Rule]


def load_occasions(content: bytes, *, file: str = "") -> Rules:
    r"""Read the rules of one calendar file, by key.

    Raises
    ------
    SettingsError
        The content is not TOML, or an entry means nothing.

    Examples
    --------
    >>> load_occasions(b'[valborg]\nname = "Valborg"\nday = "04-30"')["valborg"].name
    'Valborg'
    """
    try:
        entries = tomllib.loads(content.decode("utf-8"))
        return {key: _rule(entry) for key, entry in entries.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Kalendern kan inte läsas ({error}).",
            hint=f"Jämför med {COMMON}, där varje fält förklaras.",
            file=file or None,
        ) from error


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(**{**entry, "starts": tuple(entry.get("starts", ()))})


def occasions(
    kommun: str, from_day: date, to_day: date, *, rules: Rules | None = None
) -> list[Occasion]:
    """Return the occasions that touch the days from `from_day` to `to_day` (exclusive).

    Parameters
    ----------
    kommun : str
        Kommun code, for its own calendar.
    from_day, to_day : date
        Local days.
    rules : mapping of str to Rule, optional
        In place of the shipped calendar.

    Returns
    -------
    list of Occasion
        Sorted by start, then name; ``end`` is exclusive.
    """
    rules = _shipped(kommun) if rules is None else rules
    found = {
        Occasion(name, start, start + timedelta(days=days), note)
        for year in range(from_day.year - 1, to_day.year + 2)
        for name, start, days, note in (*_holidays(year), *_of_year(rules, year))
    }
    touching = [each for each in found if each.start < to_day and each.end > from_day]
    return sorted(touching, key=lambda each: (each.start, each.name))


@lru_cache(maxsize=512)
def _shipped(kommun: str) -> Rules:
    folder = shipped.folder("calendar")
    rules: dict[str, Rule] = {}
    for name in (COMMON, f"{kommun}.toml" if kommun.isalnum() else COMMON):
        path = folder / name
        if path.is_file():
            rules |= load_occasions(path.read_bytes(), file=name)
    return MappingProxyType(rules)


def _of_year(rules: Rules, year: int) -> Iterator[tuple[str, date, int, str]]:
    for rule in rules.values():
        if not rule.skip:
            for start in _starts(rule, year):
                yield rule.name, start, rule.days, rule.note


def _starts(rule: Rule, year: int) -> list[date]:
    """Return the first days of a rule's occasions in one year."""
    stated = [day for day in rule.starts if day.year == year]
    return stated or [_moved(rule, anchor) for anchor in _anchors(rule, year)]


def _anchors(rule: Rule, year: int) -> list[date]:
    if rule.day is not None:
        return [date.fromisoformat(f"{year}-{rule.day}")]
    if rule.monthly is not None:
        return [date(year, month, rule.monthly) for month in range(1, 13)]
    if rule.week is not None:
        return [date.fromisocalendar(year, rule.week, 1)]
    return [_easter(year) + timedelta(days=rule.easter or 0)]


def _moved(rule: Rule, anchor: date) -> date:
    ahead = 0 if rule.weekday is None else (rule.weekday - anchor.isoweekday()) % 7
    return anchor + timedelta(days=ahead + rule.shift)


@lru_cache(maxsize=256)
def _holidays(year: int) -> tuple[tuple[str, date, int, str], ...]:
    """Return Sweden's public holidays and their eves, Sundays aside."""
    from holidays.countries.sweden import Sweden  # loads every country: half a second

    found = Sweden(
        years=[year], include_sundays=False, categories=("public", "de_facto"), language="sv"
    )
    return tuple((name, day, 1, "") for day, name in sorted(found.items()))


def _easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (Meeus 1991, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)
