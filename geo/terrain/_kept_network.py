"""A network as a file of arrays: written whole or not at all, for its owner's eyes only."""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
import zlib
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import FormatError, StoreError
from geo.planning.travel import Network
from geo.planning.travel.graph import Graph

VERSION = 1
"""Form of the file, and of the rules by which ways are chosen; a file of another is refused."""
_INTEGERS = ("start", "end", "first")


def write(path: Path, network: Network, *, crs: str) -> None:
    """Keep a network in `crs`; what was there is replaced in one step.

    Raises
    ------
    StoreError
        The folder cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez(file, **_arrays(network, crs))  # type: ignore[arg-type]
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise StoreError(
            f"Vägarna kan inte sparas bredvid lagret ({error.strerror}).",
            hint="Kontrollera utrymmet på disken och rättigheterna till mappen terrain.",
        ) from error


def read(path: Path) -> tuple[str, Network]:
    """Return the CRS and the network of a file.

    Raises
    ------
    FormatError
        It is damaged, or made by another version of the program.
    """
    hint = "Bygg dem på nytt med platsbild basemap build, eller ta bort filen."
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        version = int(held["version"])
        if version == VERSION:
            foot, car = _graph(held, "foot"), _graph(held, "car")
            if foot is None:
                raise ValueError("there are no ways on foot")
            return str(held["crs"]), Network(foot, car, str(held["source"]))
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile,
            zlib.error, NotImplementedError) as error:  # fmt: skip
        raise FormatError(
            "Kommunens sparade vägar är skadade och kan inte läsas.", hint=hint, file=path.name
        ) from error
    raise FormatError(
        "Kommunens sparade vägar är gjorda av en annan version av programmet.",
        hint=hint,
        file=path.name,
    )


def _arrays(network: Network, crs: str) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {
        "version": np.array(VERSION), "crs": np.array(crs), "source": np.array(network.source),
    }  # fmt: skip
    for name, graph in (("foot", network.foot), ("car", network.car)):
        if graph is not None:
            arrays |= {f"{name}_{each.name}": getattr(graph, each.name) for each in fields(Graph)}
    return arrays


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
