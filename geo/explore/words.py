"""A filter and what it found, in Swedish words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from geo.explore.filters import Filter, Light
from geo.explore.select import Selected, Unknown
from geo.lagesbild.words import DAYS, number_of
from geo.look import GROUPS, number
from geo.model import CATEGORIES, Group, IncidentSource, Precision

SOURCES = {
    IncidentSource.EST: "EST-rapport",
    IncidentSource.POLICE: "polisanmälan",
    IncidentSource.FAULT_REPORT: "felanmälan",
    IncidentSource.DIALOGUE: "medborgardialog",
    IncidentSource.SAFETY_WALK: "trygghetsvandring",
    IncidentSource.RESCUE_SERVICE: "räddningstjänst",
}
PRECISIONS = {
    Precision.ADDRESS: "adress",
    Precision.BLOCK: "kvarter",
    Precision.LOCALITY: "ort",
    Precision.KOMMUN: "kommun",
    Precision.LAN: "län",
}
LIGHTS = {Light.ALL: "dygnet runt", Light.DARK: "i mörker", Light.LIGHT: "i dagsljus"}
_WHY = {
    Unknown.TIME: "utan tid",
    Unknown.WEEKDAY: "med okänd veckodag",
    Unknown.HOUR: "med okänd timme",
    Unknown.POSITION: "utan läge",
}


def days(wanted: Filter) -> str:
    """Return the filter's days: ``29 dec 2025–22 mars 2026``."""
    first, last = wanted.first, wanted.last
    if first is None and last is None:
        return "all tid"
    if first is None or last is None:
        return f"från {_day(first)}" if first else f"till {_day(last)}"
    return _day(first) if first == last else f"{_day(first)}–{_day(last)}"


def _day(day: date | None) -> str:
    return str(format_date(day, "d MMM y", locale="sv")) if day else ""


def clock(wanted: Filter) -> str:
    """Return weekdays, hours and light: ``fre, lör 21–03, i mörker``."""
    named = ", ".join(DAYS[day] for day in sorted(wanted.weekdays))
    hours = "{:02d}–{:02d}".format(*wanted.hours) if wanted.hours else ""
    light = "" if wanted.light is Light.ALL else LIGHTS[wanted.light]
    return ", ".join(part for part in (f"{named} {hours}".strip(), light) if part)


def categories(codes: frozenset[str]) -> str:
    """Return the wanted categories, whole groups by their name."""
    left = set(codes)
    named = []
    for group in Group:
        own = {each.code for each in CATEGORIES.values() if each.group is group}
        if own <= left:
            named.append(GROUPS[group].word.lower())
            left -= own
    return _listed([*named, *sorted(CATEGORIES[code].label.lower() for code in left)])


def where(wanted: Filter, names: Mapping[int, str]) -> str:
    """Return the wanted places and area."""
    chosen = [names.get(place, f"plats {place}") for place in sorted(wanted.places)]
    parts = [_listed(chosen)] if chosen else []
    return " och ".join([*parts, *(["en egen yta"] if wanted.area else [])])


def other(wanted: Filter) -> str:
    """Return the wanted sources and precision classes."""
    sources = _listed([SOURCES[each] for each in SOURCES if each in wanted.sources])
    precisions = _listed([PRECISIONS[each] for each in PRECISIONS if each in wanted.precisions])
    exact = f"läge: {precisions}" if precisions else ""
    return ", ".join(part for part in (sources, exact) if part)


def sentence(wanted: Filter, names: Mapping[int, str]) -> str:
    """Return the whole filter as one line of words.

    Examples
    --------
    >>> sentence(Filter(hours=(21, 3), light=Light.DARK), {})
    'all tid · 21–03, i mörker · alla kategorier · hela kommunen'
    """
    parts = (
        days(wanted),
        clock(wanted),
        categories(wanted.categories) or "alla kategorier",
        where(wanted, names) or "hela kommunen",
        other(wanted),
    )
    return " · ".join(part for part in parts if part)


def found(selected: Selected) -> str:
    """Return how many incidents there are, and what was left out and why."""
    count = len(selected.rows)
    parts = [number_of(count)]
    hidden = count - len(selected.points)
    if hidden:
        parts.append(f"{number(hidden)} av dem utan punkt på kartan")
    if selected.left_out:
        parts.append(f"{left_out(selected)} är inte med")
    return ", ".join(parts)


def left_out(selected: Selected) -> str:
    """Return how many rows could not be asked, by what is not known: ``12 med okänd timme``."""
    return _listed([f"{number(n)} {_WHY[why]}" for why, n in selected.left_out.items()])


def _listed(parts: list[str]) -> str:
    if len(parts) > 4:
        return f"{', '.join(parts[:3])} och {len(parts) - 3} till"
    return " och ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
