"""Who has reported: spellings of one organisation together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.errors import SelectionError
from geo.folding import fold

RULE = (
    "Skrivsätt som bara skiljer sig i stora och små bokstäver, accenter, mellanslag och "
    "skiljetecken räknas som en och samma organisation."
)
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as it is known from its reports.

    Attributes
    ----------
    key : str
        Folded name.
    name : str
        The commonest spelling; of equally common ones the first in the alphabet.
    spellings : tuple of str
        All, the commonest first.
    reports : int
    """

    key: str
    name: str
    spellings: tuple[str, ...]
    reports: int


def organisations(names: Iterable[str]) -> tuple[Organisation, ...]:
    """Group the names that stand on reports, those with most reports first; see :data:`RULE`.

    Reports without a name, or with one of signs only, are nobody's.

    Examples
    --------
    >>> [(o.name, o.reports) for o in organisations(["Bostads AB", "BOSTADS-AB", "Bostads AB", ""])]
    [('Bostads AB', 3)]
    """
    by_key: dict[str, Counter[str]] = {}
    for name, number in Counter(names).items():
        if key := fold(name):
            by_key.setdefault(key, Counter())[" ".join(name.split())] += number
    found = [_organisation(key, spelled) for key, spelled in by_key.items()]
    return tuple(sorted(found, key=lambda each: (-each.reports, each.key)))


def _organisation(key: str, spelled: Counter[str]) -> Organisation:
    ordered = sorted(spelled, key=lambda name: (-spelled[name], name))
    return Organisation(key, ordered[0], tuple(ordered), spelled.total())


def find(known: Sequence[Organisation], name: str) -> Organisation:
    """Return the organisation that a name means.

    Raises
    ------
    SelectionError
        None has reported under it.
    """
    found = [each for each in known if each.key == fold(name)]
    if not found:
        listed = ", ".join(each.name for each in known[:MOST_LISTED]) or "ingen"
        raise SelectionError(
            f"Ingen organisation som heter ”{name}” har rapporterat.", hint=f"Det har: {listed}."
        )
    return found[0]
