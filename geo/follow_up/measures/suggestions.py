"""Which kinds of measure fit a problem and a cause, and what is known of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from geo import shipped
from geo.errors import SettingsError
from geo.folding import fold, tokens
from geo.model import CATEGORIES
from geo.shipped import measure_kinds

FILE = "suggestions.toml"
STRENGTHS = ("stark", "måttlig", "svag", "ingen")
"""How sure the knowledge is, surest first; not how large an effect is."""
UNTESTED = "ingen prövad effekt hittad"
"""What stands in place of evidence where none was found."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of measure that fits some problems and causes.

    Attributes
    ----------
    kind : str
        A code of ``data/measures/kinds.toml``.
    categories : tuple of str
        Problems.
    causes : tuple of str
        Folded beginnings of words.
    evidence : str
        Swedish, one line.
    strength : str
        One of :data:`STRENGTHS`.
    source, doi : str
    """

    kind: str
    categories: tuple[str, ...]
    causes: tuple[str, ...]
    evidence: str
    strength: str
    source: str = ""
    doi: str = ""

    @property
    def name(self) -> str:
        """Return what the kind of measure is called."""
        return measure_kinds.name(self.kind)

    def fits(self, category: str, cause: str) -> int:
        """Return how many of a problem and a cause it fits: 0, 1 or 2."""
        said = tokens(cause)
        by_cause = any(word.startswith(begin) for begin in self.causes for word in said)
        return (category in self.categories) + by_cause


def load(content: bytes, *, file: str = FILE) -> tuple[Suggestion, ...]:
    r"""Read the suggestions of a file.

    Raises
    ------
    SettingsError
        It is not TOML, or a suggestion is not as it should be; all faults are told.

    Examples
    --------
    >>> load(b'[[suggestion]]\nkind = "dialog"\ncategories = ["hot"]\ncauses = []\n'
    ...      b'evidence = "ingen pr\xc3\xb6vad effekt hittad"\nstrength = "ingen"')[0].name
    'Medborgardialog eller trygghetsvandring'
    """
    try:
        told = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unreadable(str(error), file) from error
    found: list[Suggestion] = []
    faults: list[str] = []
    for number, entry in enumerate(told.get("suggestion", []), start=1):
        try:
            found.append(_suggestion(entry))
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"förslag {number}: {error}")
    if faults or set(told) != {"suggestion"}:
        raise _unreadable("; ".join(faults) or "bara [[suggestion]] får finnas", file)
    return tuple(found)


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """Return the shipped suggestions."""
    return load((shipped.folder("measures") / FILE).read_bytes())


def suggest(
    category: str, cause: str, known: tuple[Suggestion, ...] | None = None
) -> tuple[Suggestion, ...]:
    """Return the suggestions that fit a problem or a cause, a kind once, best first.

    What fits both goes before what fits one, then what is known surest, then the file's order.

    Examples
    --------
    >>> suggest("belysning", "")[0].kind
    'belysning'
    """
    order = {strength: at for at, strength in enumerate(STRENGTHS)}
    fitting = sorted(
        (-points, order[each.strength], at)
        for at, each in enumerate(suggestions() if known is None else known)
        if (points := each.fits(category, cause))
    )
    listed = suggestions() if known is None else known
    once: dict[str, Suggestion] = {}
    for _, _, at in fitting:
        once.setdefault(listed[at].kind, listed[at])
    return tuple(once.values())


def _suggestion(entry: dict[str, Any]) -> Suggestion:
    held = {"kind", "categories", "causes", "evidence", "strength", "source", "doi"}
    if unknown := set(entry) - held:
        raise ValueError(f"okänt fält {', '.join(sorted(unknown))}")
    found = Suggestion(
        entry["kind"],
        tuple(entry["categories"]),
        tuple(fold(word) for word in entry["causes"]),
        entry["evidence"],
        entry["strength"],
        entry.get("source", ""),
        entry.get("doi", ""),
    )
    if found.kind not in measure_kinds.kinds():
        raise ValueError(f"slaget {found.kind} finns inte")
    if lost := [code for code in found.categories if code not in CATEGORIES]:
        raise ValueError(f"kategorin {lost[0]} finns inte")
    if found.strength not in STRENGTHS:
        raise ValueError(f"strength är en av {', '.join(STRENGTHS)}")
    if not found.source and not found.evidence.startswith(UNTESTED):
        raise ValueError("evidence utan källa")
    return found


def _unreadable(what: str, file: str) -> SettingsError:
    return SettingsError(
        f"Förslagen på åtgärder kan inte läsas ({what}).",
        hint="Jämför med filen som följer med programmet.",
        file=file,
    )
