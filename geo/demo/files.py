"""Writes the demo as files that users have, and ``truth.json`` that says what is in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from geo.demo import activities, effect, extras, measures, planted, planted_effects, reports
from geo.demo.decided import DECIDED_IN
from geo.demo.events import draw
from geo.demo.world import KOMMUNER, KommunWorld, places, places_file
from geo.model import ImportKind, Kommun

NOTICES_FILE = "polisen-handelser.json"
NAMES = {
    ImportKind.PLACES: "platser.geojson",
    ImportKind.EST: "est-rapporter.csv",
    ImportKind.POLICE: "polisanmalningar.xlsx",
    ImportKind.VISITS: "platsbesok.csv",
    ImportKind.SURVEYS: "trygghetsmatning.csv",
    ImportKind.MEASURES: "atgarder.xlsx",
    ImportKind.ACTIVITIES: "aktiviteter.csv",
}
"""Endings of each kommun's files, in the order they should be read: places first."""
EFFECT, ACTIVITIES = 1, 2
"""Streams of their own: what is drawn of these changes nothing else."""
ALL = frozenset(world.kommun.code for world in KOMMUNER)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the demo and what it holds."""

    kommun: Kommun
    kind: ImportKind
    path: Path


def write(
    folder: Path,
    *,
    until: date,
    seed: int = 1,
    years: int = 3,
    scale: float = 1.0,
    kommuner: Collection[str] = ALL,
) -> dict[str, Any]:
    """Write the demo's files and ``truth.json``.

    Parameters
    ----------
    folder : Path
        Created if it is not there; files of an earlier demo are written over.
    until : date
        The last day; the demo ends with the last whole week up to it.
    seed : int
        The same arguments give the same bytes.
    years : int
        Years of 52 weeks.
    scale : float
        1 gives some dozen incidents a week in the larger kommuner; 47 and three years give a
        million in all.
    kommuner : collection of str
        Codes of the kommuner to write; what is written of one does not depend on the others.

    Returns
    -------
    dict
        The content of ``truth.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    end = until - timedelta(days=until.isoweekday() % 7)
    weeks = 52 * years
    first = end - timedelta(days=7 * weeks - 1)
    truth: dict[str, Any] = {
        "seed": seed,
        "scale": scale,
        "from": str(first),
        "until": str(end),
        "kommuner": {},
    }
    for number, world in enumerate(KOMMUNER):
        if world.kommun.code in kommuner:
            truth["kommuner"][world.kommun.code] = _write_kommun(
                folder, world, first=first, weeks=weeks, scale=scale, seeds=(seed, number)
            )
    truth["notiser"] = extras.write_notices(folder / NOTICES_FILE, until=end, seed=seed)
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text, encoding="utf-8")
    return truth


def files(folder: Path, *, kommuner: Collection[str] = ALL) -> Iterator[File]:
    """Give the demo's files in the order they should be read: places first."""
    for world in KOMMUNER:
        if world.kommun.code in kommuner:
            for kind in NAMES:
                yield File(world.kommun, kind, _path(folder, world, kind))
            yield File(world.kommun, ImportKind.NOTICES, folder / NOTICES_FILE)


def _path(folder: Path, world: KommunWorld, kind: ImportKind) -> Path:
    return folder / f"{world.kommun.code}-{NAMES[kind]}"


def _write_kommun(
    folder: Path,
    world: KommunWorld,
    *,
    first: date,
    weeks: int,
    scale: float,
    seeds: tuple[int, int],
) -> dict[str, Any]:
    """Write one kommun's files and return what is true of them."""
    code, known = world.kommun.code, places(world)
    until, decided = first + timedelta(days=7 * weeks - 1), DECIDED_IN[world.kommun.code]
    rng = np.random.default_rng(seeds)
    drawn = draw(world, known, first_monday=first, weeks=weeks, scale=scale, rng=rng)
    effects = planted_effects.planted(decided, known, first=first, until=until)
    worked = effect.work(drawn, known, effects, np.random.default_rng([*seeds, EFFECT]))
    path = {kind: _path(folder, world, kind) for kind in NAMES}
    shutil.copyfile(places_file(code), path[ImportKind.PLACES])
    est = reports.write_est(path[ImportKind.EST], world, known, worked.events, first, rng)
    police = reports.write_police(path[ImportKind.POLICE], world, worked.events, first, rng)
    visits = extras.write_visits(path[ImportKind.VISITS], world, known, first, weeks, rng)
    told = {
        ImportKind.EST: est.told,
        ImportKind.POLICE: police.told,
        ImportKind.VISITS: visits,
        ImportKind.SURVEYS: extras.write_surveys(
            path[ImportKind.SURVEYS], known, first, until, rng
        ),
        ImportKind.MEASURES: measures.write(path[ImportKind.MEASURES], code, decided, until),
        ImportKind.ACTIVITIES: activities.write(
            path[ImportKind.ACTIVITIES],
            code,
            known,
            until,
            np.random.default_rng([*seeds, ACTIVITIES]),
        ),
    }
    return {
        "namn": world.kommun.name,
        "filer": {kind.value: each.to_json() for kind, each in told.items()},
        "platser": planted.describe(known, worked.events, est, police, first=first, weeks=weeks),
        "åtgärder": measures.truth(decided),
        "verkan": planted_effects.describe(
            code, known, effects, worked, est, police, first=first, weeks=weeks
        ),
    }
