"""A week as text that lasts: what is read again is what was written, number by number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from geo.errors import StoreDamaged
from geo.report.week import Week

FORM = 1
"""Of the text; grows when an older program could not read it."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A week without its geometries, and these as hexadecimal WKB."""

    form: int
    week: Week
    outlines: Mapping[int, str]
    boundary: str | None


@cache
def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def to_text(week: Week) -> str:
    """Return a week as JSON.

    Mappings keep their order, and floats every bit: JSON's decimals are the shortest that mean the
    same number.
    """
    kept = _Kept(
        form=FORM,
        week=replace(week, outlines={}, boundary=None),
        outlines={place_id: wkb.hex() for place_id, wkb in week.outlines.items()},
        boundary=None if week.boundary is None else week.boundary.hex(),
    )
    plain = _adapter().dump_python(kept, mode="json", warnings="error")
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Week:
    """Return the week that was written.

    Raises
    ------
    StoreDamaged
        The text is no week, or one of a later program.
    """
    try:
        kept = _adapter().validate_python(json.loads(text))
        if kept.form > FORM:
            raise ValueError("a later form")
        outlines = {place_id: bytes.fromhex(wkb) for place_id, wkb in kept.outlines.items()}
        boundary = None if kept.boundary is None else bytes.fromhex(kept.boundary)
    except (ValidationError, ValueError) as error:
        raise StoreDamaged(
            "Det frysta mötet kan inte läsas.",
            hint="Uppdatera programmet, eller återställ den senaste säkerhetskopian.",
        ) from error
    return replace(kept.week, outlines=outlines, boundary=boundary)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
