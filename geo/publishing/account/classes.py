"""Classes of the map: from what is shown in the table and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from geo.privacy import FEW, NOT_SHOWN
from geo.publishing.account.content import Account, PublicTable


@dataclass(frozen=True, slots=True)
class Class:
    """How a number of incidents is told: symbol, words and colour; `least` is its least number."""

    least: int
    symbol: str
    words: str
    colour: str


CLASSES = (
    Class(500, "●", "500 eller fler", "#1f3a5f"),
    Class(100, "◕", "100–499", "#4a7292"),
    Class(25, "◑", "25–99", "#8fb0c4"),
    Class(5, "◔", "5–24", "#cfdfe8"),
)
UNKNOWN = Class(0, "○", f"{FEW} eller {NOT_SHOWN}", "#ffffff")


def class_of(cell: str) -> Class:
    """Return the class of what stands in a cell.

    Examples
    --------
    >>> class_of("120").words, class_of("färre än 5").symbol
    ('100–499', '○')
    """
    digits = cell.replace("\u00a0", "")
    if not digits.isdecimal():
        return UNKNOWN
    return next((each for each in CLASSES if int(digits) >= each.least), UNKNOWN)


def total(account: Account, area: str) -> str:
    """Return what the account's own table says of all incidents in an area."""
    table: PublicTable = account.tables[0]
    return table.cells[table.rows.index(area)][-1]
