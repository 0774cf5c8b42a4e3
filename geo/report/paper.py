"""The walk on one page of A4, for any printer: map, list with reasons, and room for notes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from geo import look, weeks
from geo.planning.patrol import Stop, StopKind, Walk, telling
from geo.report import typeface
from geo.report._text import printable, shortened
from geo.report.drawing import DASHES, Drawing, draw
from geo.report.outing import Outing

WIDE = 182.0
"""Millimetres between the margins of A4."""
HEIGHTS = ((6, 96.0), (9, 80.0), (12, 68.0), (10_000, 60.0))
"""How many rows the list has at most, and how high the map then is, in millimetres."""
LONGEST_NAME, LONGEST_WHY, LONGEST_DOING, LONGEST_LEFT_OUT = 80, 150, 120, 420
MOST_STOPS = 60
"""Stops on paper; a longer list could not be read."""


def patrol_pdf(outing: Outing, *, now: datetime) -> bytes:
    """Return the walk as a PDF of exactly one page.

    Parameters
    ----------
    outing : Outing
    now : datetime
        When it is made; printed at its foot.
    """
    import typst

    rows = max(sum(_rows(walk) for walk in walks) for walks in _beside(outing.plan.walks))
    high = next(high for most, high in HEIGHTS if rows <= most)
    drawings = draw(outing, wide=WIDE, high=high)
    template = files("geo.report") / "patrol.typ"
    return bytes(
        typst.compile(
            template.read_bytes(),
            font_paths=typeface.fonts(),
            format="pdf",
            timestamp=now.astimezone(UTC).replace(microsecond=0),
            sys_inputs={"sheet": json.dumps(_sheet(outing, drawings, now))},
        )
    )


def _beside(walks: tuple[Walk, ...]) -> list[tuple[Walk, ...]]:
    """Return the walks that stand under each other: several patrols share two or three columns."""
    columns = len(walks) if len(walks) < 4 else 2
    return [walks[at::columns] for at in range(columns)] or [()]


def _rows(walk: Walk) -> int:
    return len(walk.stops) + 1


def _sheet(outing: Outing, drawings: tuple[Drawing, ...], now: datetime) -> dict[str, Any]:
    """Return all that the template shows; text and numbers only."""
    plan = outing.plan
    return {
        "ink": look.INK,
        "secondary": look.SECONDARY,
        "title": telling.title(plan),
        "kommun": printable(outing.kommun),
        "when": telling.when(plan),
        "answer": telling.answer(plan),
        "maps": [_map(drawing) for drawing in drawings],
        "credit": "" if outing.ground is None else printable(outing.ground.attribution),
        "walks": _walks(outing),
        "left_out": _left_out(outing),
        "basis": _basis(outing, now),
    }  # fmt: skip


def _map(drawing: Drawing) -> dict[str, Any]:
    bar, told = drawing.scale
    return {
        "wide": drawing.wide,
        "high": drawing.high,
        "title": drawing.title,
        "svg": drawing.svg,
        "names": [{"text": n.text, "x": n.x, "y": n.y, "bold": n.bold} for n in drawing.names],
        "badges": [
            {"text": b.text, "x": b.x, "y": b.y, "filled": b.filled} for b in drawing.badges
        ],
        "scale": {"wide": bar, "text": told},
    }


def _walks(outing: Outing) -> list[dict[str, Any]]:
    plan = outing.plan
    most = MOST_STOPS // max(1, len(plan.walks))
    return [
        {
            "name": f"Patrull {telling.patrol(walk.patrol)}",
            "dash": [float(part) for part in DASHES[walk.patrol % len(DASHES)].split()],
            "summary": _summary(walk, len(walk.stops) - most),
            "stops": [
                _stop(outing, walk, stop, mark)
                for stop, mark in list(zip(walk.stops, marks, strict=True))[:most]
            ],
        }
        for walk, marks in zip(plan.walks, telling.marks(plan), strict=True)
    ]


def _summary(walk: Walk, more: int) -> str:
    """Say when the patrol is back, and how far it walks."""
    if not walk.stops:
        return "Inga stopp"
    metres = sum(stop.metres for stop in walk.stops) + walk.back_metres
    driven = f", {telling.minutes(walk.driven)} körning" if walk.driven >= 1 else ""
    cut = f"{look.count(more, 'stopp', 'stopp')} till får inte plats här · " if more > 0 else ""
    return (
        f"{cut}Åter {telling.clock(walk.back_utc)} · {telling.minutes(walk.walked)} gång"
        f"{f' ({look.brief(metres / 1000, 1)} km)' if metres else ''}{driven}"
    )


def _stop(outing: Outing, walk: Walk, stop: Stop, mark: str) -> dict[str, str]:
    first = stop.place_id is not None and stop.visit == 1
    doing = outing.doing.get(stop.place_id or 0, ()) if first else ()
    waits = stop.kind is StopKind.BREAK
    return {
        "mark": mark,
        "time": telling.clock(stop.start_utc),
        "minutes": f"{stop.minutes} min",
        "name": shortened(stop.name or ("Paus" if waits else "Möte"), LONGEST_NAME),
        "why": shortened(_why(outing, walk, stop), LONGEST_WHY),
        "doing": shortened("; ".join(doing), LONGEST_DOING),
    }


def _why(outing: Outing, walk: Walk, stop: Stop) -> str:
    """Return the reason; of a return only that it is one: the rest stands at the first visit."""
    told = telling.why(outing.plan, walk, stop)
    return told.split(" · ")[0] if stop.visit > 1 else told


def _left_out(outing: Outing) -> str:
    """Return the places left out, those with the greatest need first."""
    ranked = sorted(outing.plan.left_out, key=lambda each: -each.need)
    told = "; ".join(f"{shortened(each.name, 40)} ({each.why})" for each in ranked)
    return shortened(told, LONGEST_LEFT_OUT)


def _basis(outing: Outing, now: datetime) -> str:
    made = now.astimezone(weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return printable(f"Platsbild, {made} · {telling.basis(outing.plan)}")
