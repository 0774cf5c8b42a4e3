"""A filter as the words of an address, and back: ``fran=2026-01-01&timmar=21-03&kat=brott``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from geo.errors import InputError
from geo.explore import area
from geo.explore.filters import Filter, Light
from geo.model import CATEGORIES, Group, IncidentSource, Precision
from geo.weeks.periods import YEARS

DAYS = ("man", "tis", "ons", "tor", "fre", "lor", "son")
NAMES = {
    "first": "fran",
    "last": "till",
    "hours": "timmar",
    "weekdays": "dagar",
    "light": "ljus",
    "categories": "kat",
    "sources": "kalla",
    "precisions": "noggrannhet",
    "places": "platser",
    "area": "yta",
}
"""What each part of a filter is called in an address."""
LONGEST = 8000
"""Longer values are not looked at."""
MOST_PLACES = 500

_IN_GROUP = {g: frozenset(c.code for c in CATEGORIES.values() if c.group is g) for g in Group}
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Read:
    """A filter, and Swedish sentences on what of its address could not be understood."""

    filter: Filter
    faults: tuple[str, ...] = ()


def to_query(wanted: Filter) -> dict[str, str]:
    """Return a filter as words for an address; what asks nothing is left out.

    Examples
    --------
    >>> to_query(Filter(hours=(21, 3), weekdays=frozenset({4, 5})))
    {'timmar': '21-03', 'dagar': 'fre,lor'}
    """
    parts = {
        "first": wanted.first.isoformat() if wanted.first else "",
        "last": wanted.last.isoformat() if wanted.last else "",
        "hours": f"{wanted.hours[0]:02d}-{wanted.hours[1]:02d}" if wanted.hours else "",
        "weekdays": ",".join(DAYS[day] for day in sorted(wanted.weekdays)),
        "light": "" if wanted.light is Light.ALL else wanted.light.value,
        "categories": ",".join(short(wanted.categories)),
        "sources": ",".join(sorted(wanted.sources)),
        "precisions": ",".join(sorted(wanted.precisions)),
        "places": ",".join(map(str, sorted(wanted.places))),
        "area": ";".join(f"{lon} {lat}" for lon, lat in wanted.area or ()),
    }
    return {NAMES[part]: text for part, text in parts.items() if text}


def from_query(query: Mapping[str, str]) -> Read:
    """Return the filter that an address asks for; what means nothing is left out, and said."""
    readers: dict[str, Callable[[str], Any]] = {
        "first": _day,
        "last": _day,
        "hours": _hours,
        "weekdays": lambda text: frozenset(DAYS.index(word) for word in text.split(",")),
        "light": Light,
        "categories": lambda text: categories(text.split(",")),
        "sources": lambda text: _words(text, IncidentSource),
        "precisions": lambda text: _words(text, Precision),
        "places": _places,
        "area": _ring,
    }
    found: dict[str, Any] = {}
    faults = []
    for part, reader in readers.items():
        text = query.get(NAMES[part], "")
        try:
            if len(text) > LONGEST:
                raise ValueError("too long")
            if text:
                found[part] = reader(text)
        except (ValueError, KeyError, InputError):
            faults.append(f"”{NAMES[part]}” i länken gick inte att läsa och används inte.")
    try:
        return Read(Filter(**found), tuple(faults))
    except ValueError:  # each day can be read, but not both together
        del found["last"]
        return Read(Filter(**found), (*faults, "Sista dagen är före den första och används inte."))


def short(categories: Iterable[str]) -> list[str]:
    """Return group names for whole groups, and codes for the rest."""
    chosen = frozenset(categories)
    whole = [group for group, codes in _IN_GROUP.items() if codes <= chosen]
    rest = chosen.difference(*(_IN_GROUP[group] for group in whole))
    return [*(group.value for group in whole), *sorted(rest)]


def categories(words: Iterable[str]) -> frozenset[str]:
    """Return the codes that group names and codes stand for; the opposite of :func:`short`."""
    groups = {group.value: codes for group, codes in _IN_GROUP.items()}
    single = {code: frozenset({code}) for code in CATEGORIES}
    return frozenset().union(*({**single, **groups}[word] for word in words))


def _words(text: str, kind: type[_Word]) -> frozenset[_Word]:
    return frozenset(kind(word) for word in text.split(","))


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    if int(text[:4]) not in YEARS:
        raise ValueError(text)
    return date.fromisoformat(text)


def _hours(text: str) -> tuple[int, int]:
    if not re.fullmatch(r"\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    hours = int(text[:2]), int(text[3:])
    Filter(hours=hours)  # checks that there are such hours
    return hours


def _places(text: str) -> frozenset[int]:
    words = text.split(",")
    if len(words) > MOST_PLACES or not all(re.fullmatch(r"\d{1,9}", w, re.ASCII) for w in words):
        raise ValueError(text)
    return frozenset(map(int, words))


def _ring(text: str) -> area.Ring:
    corners = [tuple(map(float, corner.split(" "))) for corner in text.split(";")]
    return area.checked([(lon, lat) for lon, lat in corners])
