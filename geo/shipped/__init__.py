"""The program's own data: ``data/`` in a checkout, ``geo/_data`` in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """Return the folder `name` of the shipped data (``places``, ``calendar`` …)."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parent / "data") / name
