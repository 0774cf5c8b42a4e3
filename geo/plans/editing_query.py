"""The changes of a plan as one word of an address, and back: ``b3-15-40.p-30-200~b4-20-_3_``.

Patrols are parted by ``~`` and their stops by ``.``; a stop is its kind and place, its minutes, and
how many minutes into the shift one would like to be there. After ``_`` come the places that are
locked, and those that were dropped.
"""

from __future__ import annotations

import re

from geo.planning.patrol import Shift, Step, StopKind
from geo.plans.editing import LONGEST, MOST_STOPS, SHORTEST, Edit

LONGEST_TEXT = 6000
_KINDS = {"b": StopKind.VISIT, "m": StopKind.MEETING, "p": StopKind.BREAK}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_STEP = re.compile(r"([bmp])(\d{0,18})-(\d{0,3})-(\d{0,4})", re.ASCII)
_LONGEST_PAUSE = 240


def to_text(edit: Edit, shift: Shift) -> str:
    """Return an edit of a plan of a shift as one word."""
    order = "~".join(".".join(_step(step, shift) for step in steps) for steps in edit.order)
    locked, dropped = (".".join(map(str, sorted(ids))) for ids in (edit.locked, edit.dropped))
    return f"{order}_{locked}_{dropped}"


def _step(step: Step, shift: Shift) -> str:
    which = "" if step.place_id is None else str(step.place_id)
    if step.kind is StopKind.MEETING:
        names = [meeting.name for meeting in shift.meetings]
        which = str(names.index(step.name)) if step.name in names else "0"
    wish = "" if step.not_before_utc is None else (step.not_before_utc - shift.start_utc) // 60
    minutes = "" if step.minutes is None else step.minutes
    return f"{_LETTERS[step.kind]}{which}-{minutes}-{wish}"


def from_text(text: str, shift: Shift) -> Edit | None:
    """Return the edit that :func:`to_text` has written; None if it is none of such a shift."""
    parts = text.split("_")
    if len(parts) != 3 or len(text) > LONGEST_TEXT:
        return None
    try:
        order = tuple(
            tuple(_read(step, shift) for step in steps.split(".") if step)
            for steps in parts[0].split("~")
        )
        locked, dropped = (_ids(part) for part in parts[1:])
    except (ValueError, IndexError):
        return None
    fits = len(order) == shift.patrols and all(len(steps) <= MOST_STOPS for steps in order)
    return Edit(order, locked, dropped) if fits and not locked & dropped else None


def _read(text: str, shift: Shift) -> Step:
    match = _STEP.fullmatch(text)
    if match is None:
        raise ValueError(text)
    letter, which, length, wish = match.groups()
    kind = _KINDS[letter]
    minutes = int(length) if length else None
    most = LONGEST if kind is StopKind.VISIT else _LONGEST_PAUSE
    least = SHORTEST if kind is StopKind.VISIT else 0
    if minutes is not None and not least <= minutes <= most:
        raise ValueError(text)
    return Step(
        kind,
        int(which) if kind is StopKind.VISIT else None,
        shift.meetings[int(which)].name if kind is StopKind.MEETING else "",
        minutes,
        shift.start_utc + 60 * int(wish) if wish else None,
    )


def _ids(text: str) -> frozenset[int]:
    if not set(text) <= set("0123456789."):
        raise ValueError(text)
    return frozenset(int(part[:18]) for part in text.split(".") if part)
