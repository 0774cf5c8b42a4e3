"""The only user of the session and the URL: what the user looks at, as values.

``?kommun=0883&period=2026-W12&plats=17&lager=platser,handelser`` is the whole state of a page, so
that a link shows the same thing to the next person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.jobs import Draft
from dashboard.state import address
from geo import weeks
from geo.errors import GeoError, SelectionError
from geo.explore import filters, query
from geo.explore.filters import Filter
from geo.model import Kommun, Period, PeriodKind

LAYERS = ("platser", "handelser", "besok", "grans")
"""Map layers by their name in the URL; all are shown until the user says otherwise."""

LONGEST_NUMBER = 18
"""Digits of a place's number in the URL; more is no number of a place."""
SPANS = ("52", "12", "1")
"""How many periods a place's hours and map may be of, by their name in the URL; usual first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a change of a place went.

    Attributes
    ----------
    place_id : int
    text : str
        What was done.
    batch_id : int, optional
        The import that can be taken back.
    error : GeoError, optional
        Why nothing was done.
    """

    place_id: int
    text: str = ""
    batch_id: int | None = None
    error: GeoError | None = None


def kommun(known: Sequence[Kommun]) -> Kommun:
    """Return the kommun in the URL, or the first one known."""
    by_code = {each.code: each for each in known}
    chosen = by_code.get(address.get("kommun") or "", known[0])
    address.put("kommun", chosen.code)
    return chosen


def choose_kommun(code: str) -> None:
    """Look at another kommun: its places are others, so none is selected."""
    address.put("kommun", code)
    address.put("plats", None)


def period(*, last_day: date | None, today: date, usual: PeriodKind) -> Period:
    """Return the period in the URL, or the last whole one that has anything on record.

    A period in the URL that means nothing is answered with the default, and said.
    """
    try:
        chosen = weeks.parse(address.get("period") or "")
    except SelectionError as error:
        if address.get("period"):
            st.toast(str(error))
        chosen = _last_whole(last_day or today, today, usual)
    address.put("period", weeks.code(chosen))
    return chosen


def _last_whole(last_day: date, today: date, kind: PeriodKind) -> Period:
    """Return the last period with anything on record that is over."""
    around = weeks.containing(min(last_day, today), kind)
    return around if around.end <= today else weeks.shift(around, -1)


def choose_period(chosen: Period | str) -> None:
    """Look at another period."""
    address.put("period", chosen if isinstance(chosen, str) else weeks.code(chosen))


def place(known: Iterable[int]) -> int | None:
    """Return the selected place, if it is one of `known`."""
    chosen = asked_place()
    return chosen if chosen in set(known) else None


def asked_place() -> int | None:
    """Return the place in the URL, whether there is one of that number or not."""
    text = address.get("plats") or ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def choose_place(place_id: int | None) -> None:
    """Select a place, or none."""
    address.put("plats", None if place_id is None else str(place_id))


def draft(kommun: str) -> Draft:
    """Return the file that the user is about to import."""
    key = f"draft_{kommun}"
    if key not in st.session_state:
        st.session_state[key] = Draft()
    found: Draft = st.session_state[key]
    return found


def layers() -> frozenset[str]:
    """Return the names of the map layers that are shown."""
    text = address.get("lager")
    return frozenset(LAYERS if text is None else text.split(",")) & frozenset(LAYERS)


def choose_layers(chosen: Iterable[str]) -> None:
    """Show these map layers."""
    wanted = set(chosen)
    names = [name for name in LAYERS if name in wanted]
    address.put("lager", None if len(names) == len(LAYERS) else ",".join(names))


def outcome(place_id: int) -> Outcome | None:
    """Return how the last change of a place went, until something else is done with it."""
    told = st.session_state.get("outcome")
    return told if isinstance(told, Outcome) and told.place_id == place_id else None


def tell(told: Outcome | None) -> None:
    """Keep how a change went for the next run, or forget it."""
    st.session_state["outcome"] = told


def span() -> int:
    """Return how many periods a place's hours and map are of."""
    text = address.get("spann")
    return int(text if text in SPANS else SPANS[0])


def choose_span(periods: int) -> None:
    """Look at the hours and the map of so many periods."""
    address.put("spann", None if str(periods) == SPANS[0] else str(periods))


def link(place_id: int) -> dict[str, str]:
    """Return what an address to a place's page holds: the kommun, the place and the period."""
    held = {name: address.get(name) for name in ("kommun", "period")}
    return {name: text for name, text in held.items() if text} | {"plats": str(place_id)}


def film() -> bool:
    """Return whether the map shows all periods, to be moved through in the browser."""
    return address.get("film") == "1"


def choose_film(on: bool) -> None:
    """Show all periods on the map, or only the page's own."""
    address.put("film", "1" if on else None)


SIDES = ("", "b_")
"""What stands before the names of the two selections of Utforska in the URL."""
MAP_LAYERS = ("punkter", "rutor", "tathet", "heta", "forandring", "prognos")
"""What the map of Utforska may show, by its name in the URL; the first is usual."""
EVERYWHERE = 0
"""As the place to go to: all of the kommun."""
_EXPLORE = (
    *(side + name for side in SIDES for name in query.NAMES.values()),
    *("jamfor", "karta", "ruta", "tabell", "vy"),
)


def explored(side: str, otherwise: Filter) -> query.Read:
    """Return the filter in the URL, or `otherwise` where it has none; see ``explore.query``."""
    told = {name: address.get(side + name) for name in query.NAMES.values()}
    if not any(told.values()):
        explore(side, otherwise)
        return query.Read(otherwise)
    return query.from_query({name: text for name, text in told.items() if text})


def explore(side: str, wanted: Filter) -> None:
    """Look at what this filter finds."""
    told = query.to_query(wanted)
    address.put_together({side + name: told.get(name) for name in query.NAMES.values()})


def recall_explored() -> None:
    """Let the address say all of what Utforska shows, so that the back button takes a step back.

    Coming from another page the address says nothing: then what was shown before is shown again.
    """
    if any(name in st.query_params for name in _EXPLORE):
        for name in _EXPLORE:
            if name not in st.query_params:
                st.session_state[f"url_{name}"] = None
    else:
        address.put_together({name: address.get(name) for name in _EXPLORE})


def explored_before(now: Filter, last_day: date) -> query.Read:
    """Return the second selection: as many days just before the first until the user says else."""
    return explored(SIDES[1], filters.before(now) or filters.usual(last_day))


def compared() -> bool:
    """Return whether two selections are looked at."""
    return address.get("jamfor") == "ja"


def compare(two: bool) -> None:
    """Look at two selections, or at one; a second one is forgotten."""
    address.put("jamfor", "ja" if two else None)
    if not two:
        explore(SIDES[1], Filter())


def map_layer() -> str:
    """Return what the map of Utforska shows."""
    return _one_of("karta", MAP_LAYERS)


def choose_map_layer(name: str) -> None:
    """Show this on the map of Utforska."""
    address.put("karta", name)


def map_view(places: Sequence[int]) -> int:
    """Return the place that the map of Utforska is to go to, or :data:`EVERYWHERE`."""
    return int(_one_of("vy", [str(EVERYWHERE), *map(str, places)]))


def map_view_is_chosen() -> bool:
    """Return whether the user has said where the map is to go."""
    return address.get("vy") is not None


def choose_map_view(place: int) -> None:
    """Let the map go to a place, or show everything."""
    address.put("vy", str(place))


def cell_size(sizes: Sequence[int]) -> int:
    """Return the side of a cell in metres."""
    return int(_one_of("ruta", [str(size) for size in sizes]))


def choose_cell_size(size: int) -> None:
    """Show cells of this side."""
    address.put("ruta", str(size))


def table(names: Sequence[str]) -> str:
    """Return which of its tables Utforska shows."""
    return _one_of("tabell", names)


def choose_table(name: str) -> None:
    """Show this table."""
    address.put("tabell", name)


def _one_of(name: str, known: Sequence[str]) -> str:
    chosen = address.get(name)
    return chosen if chosen in known else known[0]


def explored_address() -> str:
    """Return all of what Utforska shows as part of an address."""
    told = {name: address.get(name) for name in _EXPLORE}
    return urlencode({name: text for name, text in told.items() if text})


def open_address(told: str) -> None:
    """Show on Utforska what an address says, and nothing else."""
    said = dict(parse_qsl(told))
    address.put_together({name: said.get(name) for name in _EXPLORE})


def field(name: str, value: Any) -> str:
    """Return the key of a field that shows `value`, whatever it showed before."""
    st.session_state[name] = value
    return name


def on_entering(name: str, do: Callable[[Any], None]) -> Callable[[], None]:
    """Return what a field does when it changes: `do`, with what stands in it.

    Nothing, where the run that showed the field was cut short: what stood in it is lost.
    """

    def changed() -> None:
        if name in st.session_state:
            do(st.session_state[name])

    return changed


def entered(name: str) -> Any:
    """Return what stands in a field."""
    return st.session_state.get(name)
