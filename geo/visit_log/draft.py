"""A visit that somebody is writing down, and the same as text that can be kept."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from geo.sources import logged

USUAL_MINUTES = 15
USUAL_OFFICERS = 2
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit that is not saved yet.

    Attributes
    ----------
    draft_id : str
        16 hexadecimal digits. Saving twice under the same makes one visit.
    place_id : int, optional
    start_utc : int, optional
        Seconds UTC.
    minutes : int, optional
        None while the visit goes on.
    officers : int, optional
    on_foot, dialogue : bool, optional
        None where nothing is said.
    cause, measure, observation : str
        Measures are separated by commas.
    x, y : float, optional
        Where the phone was, metres in the store's CRS; only where the user wants it saved.
    corrects : str
        ``row_key`` of the visit that is being corrected; empty for a new one.
    """

    draft_id: str
    place_id: int | None = None
    start_utc: int | None = None
    minutes: int | None = USUAL_MINUTES
    officers: int | None = USUAL_OFFICERS
    on_foot: bool | None = True
    cause: str = ""
    measure: str = ""
    observation: str = ""
    dialogue: bool | None = None
    x: float | None = None
    y: float | None = None
    corrects: str = ""

    @property
    def running(self) -> bool:
        """Return whether the visit has begun and not ended."""
        return self.start_utc is not None and self.minutes is None

    @property
    def row_key(self) -> str:
        """Return the identity that the visit is saved under."""
        return self.corrects or f"logg {self.draft_id}"


def new_id() -> str:
    """Return the number of a new draft; nobody can guess it."""
    return secrets.token_hex(8)


def is_id(text: object) -> bool:
    """Return whether this can be the number of a draft."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def guarded(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft with its texts masked, and what was masked as Swedish sentences."""
    cause, of_cause = logged.guarded(draft.cause)
    measure, of_measure = logged.guarded(draft.measure)
    observation, of_observation = logged.guarded(draft.observation)
    masked = replace(draft, cause=cause, measure=measure, observation=observation)
    return masked, (*of_cause, *of_measure, *of_observation)


def to_json(draft: Draft) -> str:
    """Return a draft as text; its texts must be masked already."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def from_json(text: str) -> Draft | None:
    """Return a draft from text, or None where it is no draft.

    Examples
    --------
    >>> from_json(to_json(Draft("00ff00ff00ff00ff", place_id=6))).place_id
    6
    >>> from_json('{"draft_id": "x"}') is None
    True
    """
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or set(found) - set(_KINDS) or not is_id(found.get("draft_id")):
        return None
    known = all(_fits(value, _KINDS[name]) for name, value in found.items())
    return Draft(**found) if known else None


def _fits(value: Any, kinds: tuple[type, ...]) -> bool:
    return type(value) in kinds


_NAMED: dict[str, type] = {"str": str, "int": int, "bool": bool, "float": float, "None": type(None)}
_KINDS: dict[str, tuple[type, ...]] = {
    field.name: tuple(_NAMED[name] for name in str(field.type).split(" | "))
    for field in fields(Draft)
}
