"""An OpenStreetMap file on this machine, and the child process that reads it within bounds."""

from __future__ import annotations

from pathlib import Path

from geo.errors import FormatError
from geo.sources import _child

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
SECONDS = 600


def read_by(script: str, path: Path, *arguments: str, nothing: FormatError) -> bytes:
    """Return what a script of this folder writes of a file.

    Parameters
    ----------
    script : str
        Its file name; see :func:`geo.sources._child.run`.
    path : Path
        The extract, which is the script's first argument.
    *arguments : str
        What comes after it.
    nothing : FormatError
        What to raise if the script finds nothing.

    Raises
    ------
    FormatError
        No such file, not OpenStreetMap's format, damaged, too large, or with nothing in it.
    """
    check(path)
    code, output = _child.run(f"osm/{script}", str(path.absolute()), *arguments, seconds=SECONDS)
    if code == _child.UNREADABLE:
        raise FormatError(
            "Filen kan inte läsas som OpenStreetMap-utdrag.",
            hint="Den kan vara skadad eller avbruten: hämta den på nytt.",
            file=path.name,
        )
    if code == _child.NOTHING:
        raise nothing
    if code != 0:
        raise FormatError(
            "Utdraget är för stort att läsa.",
            hint="Klipp ut kommunen först, till exempel med ”osmium extract --strategy smart”.",
            file=path.name,
        )
    return output


def check(path: Path) -> None:
    """Raise for what cannot be an extract, before it is read.

    Raises
    ------
    FormatError
        No such file, or its name is not that of an extract.
    """
    if not path.name.casefold().endswith(SUFFIXES):
        raise FormatError(
            "Filen är inget OpenStreetMap-utdrag.",
            hint=f"Namnet ska sluta på {', '.join(SUFFIXES)}.",
            file=path.name,
        )
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise FormatError(
            f"Filen kan inte läsas ({error.strerror}).",
            hint="Kontrollera sökvägen och att filen inte är en mapp.",
            file=path.name,
        ) from error
