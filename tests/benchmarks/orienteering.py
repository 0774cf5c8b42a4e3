"""Reads the published instances of orienteering beside the checkout."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.planning.patrol.engine import Job, Problem, Tour


def tsiligirides(folder: Path) -> Iterator[tuple[str, Problem, int]]:
    """Yield name, problem and proven optimum; lengths × 1 000 000, so that rounding them up, never
    down, loses no optimum."""
    with (folder / "optimum_op.csv").open(newline="") as file:
        optima = {row["instance"]: int(row["optimum"]) for row in csv.DictReader(file)}
    for path in sorted((folder / "tsiligirides").glob("*/*.txt")):
        (budget, _), *rows = _numbers(path)
        points = np.array([row for row in rows if len(row) == 3])
        tour = Tour(0, int(budget * 1_000_000))
        jobs = tuple(Job(int(prize), 0, 0, tour.closes) for prize in points[2:, 2])
        duration = np.ceil(_apart(points[:, :2]) * 1_000_000).astype(np.int64)
        problem = Problem(duration, tuple(range(2, len(points))), 0, 1, jobs, (tour,))
        yield path.stem, problem, optima[path.name]


def toptw(folder: Path) -> Iterator[tuple[str, Problem, int]]:
    """Yield name, problem and best known prize; distances cut to one decimal, all times × 10."""
    with (folder / "best_known_toptw.csv").open(newline="") as file:
        known = [
            (row["instance"], int(row["m"]), int(row["best_known"])) for row in csv.DictReader(file)
        ]
    for name, tours, best in known:
        _, _, depot, *rows = _numbers(folder / "toptw" / f"{name}.txt")
        points = np.array([depot[1:3], *(row[1:3] for row in rows)])
        jobs = tuple(
            Job(int(row[4]), round(row[3] * 10), round(row[-2] * 10), round(row[-1] * 10))
            for row in rows
        )
        duration = np.floor(_apart(points) * 10 + 1e-9).astype(np.int64)
        tour = Tour(round(depot[-2] * 10), round(depot[-1] * 10))
        problem = Problem(duration, tuple(range(1, len(points))), 0, 0, jobs, (tour,) * tours)
        yield f"{name} × {tours}", problem, best


def _numbers(path: Path) -> list[list[float]]:
    return [
        [float(part) for part in line.split()]
        for line in path.read_text().splitlines()
        if line.strip()
    ]


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
