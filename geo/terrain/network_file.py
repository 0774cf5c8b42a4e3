"""A network as the bytes of a file: arrays, and what they were made from."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import FormatError
from geo.planning.travel import Network
from geo.planning.travel.graph import Graph

VERSION = 1
"""Form of the file, and of the rules by which ways are chosen; a file of another is refused."""
HINT = "Bygg dem på nytt med platsbild basemap build."
_INTEGERS = ("start", "end", "first")


@dataclass(frozen=True, eq=False)
class Kept:
    """A network, and what it was made from.

    Attributes
    ----------
    network : Network
    crs : str
        CRS of its coordinates.
    key : str
        Tells the extract, and what was taken of it.
    """

    network: Network
    crs: str
    key: str


def to_bytes(kept: Kept) -> bytes:
    """Return the bytes of a file."""
    arrays: dict[str, NDArray[Any]] = {
        "version": np.array(VERSION), "crs": np.array(kept.crs), "key": np.array(kept.key),
        "source": np.array(kept.network.source),
    }  # fmt: skip
    for name, graph in (("foot", kept.network.foot), ("car", kept.network.car)):
        if graph is not None:
            arrays |= {f"{name}_{each.name}": getattr(graph, each.name) for each in fields(Graph)}
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def from_bytes(content: bytes, *, file: str) -> Kept:
    """Return what a file holds.

    Raises
    ------
    FormatError
        It is no such file, or made by another version of the program.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        if int(held["version"]) == VERSION:
            foot, car = _graph(held, "foot"), _graph(held, "car")
            if foot is None:
                raise ValueError("there are no ways on foot")
            network = Network(foot, car, str(held["source"]))
            return Kept(network, str(held["crs"]), str(held["key"]))
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise damaged(file) from error
    raise FormatError(
        "Kommunens sparade vägar är gjorda av en annan version av programmet.",
        hint=HINT,
        file=file,
    )


def damaged(file: str) -> FormatError:
    """Return the error for a file that is not what was written."""
    return FormatError(
        "Kommunens sparade vägar är skadade och kan inte läsas.", hint=HINT, file=file
    )


def _graph(held: dict[str, NDArray[Any]], name: str) -> Graph | None:
    if f"{name}_start" not in held:
        return None
    arrays: dict[str, Any] = {
        each.name: held[f"{name}_{each.name}"].astype(
            np.int64 if each.name in _INTEGERS else np.float64
        )
        for each in fields(Graph)
    }
    return Graph(**arrays)
