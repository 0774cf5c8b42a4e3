"""What is asked of tonight's walk as the words of an address, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote, unquote

from geo.planning.travel import Mode
from geo.plans.asking import LONGEST_START, Appointment, Asked
from geo.sources._free_text import Masker

SHIFT = "pass"
NAMES = (
    *(SHIFT, "patruller", "poliser", "satt", "fran_plats", "paus", "reserv", "moten"),
    *("maste", "aldrig"),
)
"""What each part is called in an address."""
LONGEST = 4000
"""Longer words are not looked at."""
MOST_PATROLS, MOST_OFFICERS, LONGEST_REST, LONGEST_MEETING = 4, 20, 120, 240
MOST_RESERVE = 90
LONGEST_NAME, LONGEST_NUMBER = 80, 18
_MODES = {"fot": Mode.FOOT, "bil": Mode.CAR}
_WORDS = {mode: word for word, mode in _MODES.items()}
_HOURS = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{2}:\d{2})-(\d{2}:\d{2})", re.ASCII)


def to_query(asked: Asked, usual: Asked) -> dict[str, str | None]:
    """Return what is asked as words; None for what is as usual.

    Parameters
    ----------
    asked : Asked
    usual : Asked
        What is asked where the address says nothing; the hours are always said.

    Examples
    --------
    >>> evening = Asked(date(2026, 3, 20))
    >>> said = to_query(Asked(date(2026, 3, 20), patrols=2, start="57.7, 16.6"), evening)
    >>> {name: text for name, text in said.items() if text}
    {'pass': '2026-03-20.18:00-02:00', 'patruller': '2', 'fran_plats': '57.7, 16.6'}
    """
    same = _words(usual)
    return {
        name: text if name == SHIFT or text != same[name] else None
        for name, text in _words(asked).items()
    }


def _words(asked: Asked) -> dict[str, str]:
    return {
        SHIFT: f"{asked.day}.{asked.begins:%H:%M}-{asked.ends:%H:%M}",
        "patruller": str(asked.patrols),
        "poliser": str(asked.officers),
        "satt": _WORDS[asked.mode],
        "fran_plats": asked.start,
        "paus": str(asked.rest),
        "reserv": str(round(100 * asked.reserve)),
        "moten": "|".join(
            f"{each.begins:%H:%M}.{each.minutes}.{each.place_id}."
            f"{quote(Masker().text(each.name), safe='')}"
            for each in asked.meetings
        ),
        "maste": numbers(asked.must),
        "aldrig": numbers(asked.never),
    }


def from_query(said: Mapping[str, str | None], usual: Asked) -> tuple[Asked, tuple[str, ...]]:
    """Return what an address asks for, and Swedish sentences on what could not be understood.

    Parameters
    ----------
    said : mapping of str to str
    usual : Asked
        For what is not said.
    """
    faults: list[str] = []
    found: dict[str, Any] = {}
    for name, read in _READ.items():
        text = said.get(name)
        if not text:
            continue
        try:
            if len(text) > LONGEST:
                raise ValueError
            found |= read(text)
        except (ValueError, KeyError):
            faults.append(f"Adressens ”{name}” betyder ingenting och räknas inte.")
    asked = Asked(**{**_parts(usual), **found})
    return asked, tuple(faults)


def _parts(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in Asked.__dataclass_fields__}


def numbers(ids: Iterable[int]) -> str:
    """Return numbers of places as one word: ``3.12``."""
    return ".".join(str(each) for each in sorted(ids))


def read_numbers(text: str) -> frozenset[int]:
    """Return what :func:`numbers` has written.

    Raises
    ------
    ValueError
        Something in it is no number of a place.
    """
    return frozenset(_whole(part, 0, 10**LONGEST_NUMBER) for part in text.split("."))


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise ValueError(text)
    if not least <= int(text) <= most:
        raise ValueError(text)
    return int(text)


def _clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()


def _hours(text: str) -> dict[str, Any]:
    match = _HOURS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, begins, ends = match.groups()
    if not 1970 < int(day[:4]) < 2200:
        raise ValueError(text)
    return {"day": date.fromisoformat(day), "begins": _clock(begins), "ends": _clock(ends)}


def _start(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_START:
        raise ValueError(text)
    return {"start": text}


def _meetings(text: str) -> dict[str, Any]:
    found = []
    for part in text.split("|"):
        begins, minutes, place, name = part.split(".", 3)
        found.append(
            Appointment(
                _clock(begins),
                _whole(minutes, 5, LONGEST_MEETING),
                _whole(place, 0, 10**LONGEST_NUMBER),
                unquote(name)[:LONGEST_NAME],
            )
        )
    return {"meetings": tuple(found)}


_READ: Mapping[str, Callable[[str], dict[str, Any]]] = {
    SHIFT: _hours,
    "patruller": lambda text: {"patrols": _whole(text, 1, MOST_PATROLS)},
    "poliser": lambda text: {"officers": _whole(text, 1, MOST_OFFICERS)},
    "satt": lambda text: {"mode": _MODES[text]},
    "fran_plats": _start,
    "paus": lambda text: {"rest": _whole(text, 0, LONGEST_REST)},
    "reserv": lambda text: {"reserve": _whole(text, 0, MOST_RESERVE) / 100},
    "moten": _meetings,
    "maste": lambda text: {"must": read_numbers(text)},
    "aldrig": lambda text: {"never": read_numbers(text)},
}
