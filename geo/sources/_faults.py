"""Which rows of a table are rejected, in which column and why."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.model import Reject
from geo.sources._free_text import mask
from geo.sources._tabular import Table


class Faults:
    """Collects the faults of a table's rows; a row may have several.

    Parameters
    ----------
    table : Table
        The rows that are judged.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: dict[int, list[tuple[str, str]]] = {}

    def add(self, rows: NDArray[np.bool_], column: str, reason: str) -> None:
        """Note one `reason` for every row where `rows` is true."""
        for row in np.flatnonzero(rows).tolist():
            self._found.setdefault(row, []).append((column, reason))

    def add_each(self, positions: NDArray[np.int64], column: str, reasons: Sequence[str]) -> None:
        """Note a reason of its own for each of `positions`."""
        for number, row in enumerate(positions.tolist()):
            self._found.setdefault(row, []).append((column, reasons[number]))

    @property
    def clean(self) -> NDArray[np.bool_]:
        """True for the rows with no fault, shape (rows,)."""
        mask = np.ones(len(self._table), dtype=bool)
        mask[list(self._found)] = False
        return mask

    def rejects(self) -> tuple[Reject, ...]:
        """Return one reject per faulty row, in the file's order, with masked raw cells."""
        rejects = []
        for row in sorted(self._found):
            reasons = self._found[row]
            rejects.append(
                Reject(
                    line=int(self._table.lines[row]),
                    column=reasons[0][0],
                    reason="; ".join(dict.fromkeys(reason for _, reason in reasons)),
                    raw=self._table.raw(row),
                )
            )
        return tuple(rejects)


def quoted(text: str, length: int = 60) -> str:
    """Return `text` masked, shortened and in Swedish quotation marks, for a reason."""
    masked = " ".join(mask(text)[0].split())
    return f"”{masked[:length]}…”" if len(masked) > length else f"”{masked}”"
