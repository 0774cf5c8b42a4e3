"""The kinds of measure in ``data/measures/kinds.toml``: name, group, usual days and words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from geo import shipped
from geo.errors import SettingsError
from geo.folding import fold, tokens

FILE = "kinds.toml"
OTHER = "ovrigt"
"""The kind of what is no other."""
GROUPS = MappingProxyType(
    {
        "polis": "Polis",
        "fysisk": "Fysisk miljö",
        "social": "Socialt",
        "dialog": "Dialog",
        "samverkan": "Samverkan",
    }
)
"""Swedish name by code of the groups."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure.

    Attributes
    ----------
    code, name : str
    group : str
        A key of :data:`GROUPS`.
    days : int
        How many days it usually takes.
    words : tuple of str
        Folded beginnings of words that speak of it.
    """

    code: str
    name: str
    group: str
    days: int
    words: tuple[str, ...] = ()


def load(content: bytes, *, file: str = FILE) -> Mapping[str, Kind]:
    r"""Read the kinds of a file, by code and in its order.

    Raises
    ------
    SettingsError
        It is not TOML, or a kind is not as it should be.

    Examples
    --------
    >>> text = '[ovrigt]\nname = "Annat"\ngroup = "social"\ndays = 7\nwords = "övrig annan"'
    >>> load(text.encode())["ovrigt"].words
    ('ovrig', 'annan')
    """
    try:
        told = tomllib.loads(content.decode("utf-8"))
        kinds = {code: _kind(code, entry) for code, entry in told.items()}
        if OTHER not in kinds:
            raise ValueError(f"slaget {OTHER} saknas")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Listan över slag av åtgärder kan inte läsas ({error}).",
            hint="Jämför med den som följer med programmet.",
            file=file,
        ) from error
    return MappingProxyType(kinds)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the shipped kinds by code."""
    return load((shipped.folder("measures") / FILE).read_bytes())


def of_text(text: str, known: Mapping[str, Kind] | None = None) -> str | None:
    """Return the code of the kind that a text speaks of: its name, or the longest word found.

    Examples
    --------
    >>> of_text("Trasig gatubelysning lagad"), of_text("Något helt nytt")
    ('belysning', None)
    """
    listed = kinds() if known is None else known
    folded = fold(text)
    for kind in listed.values():
        if folded and folded in (fold(kind.code), fold(kind.name)):
            return kind.code
    said = tokens(text)
    found = [
        (len(word), kind.code)
        for kind in listed.values()
        for word in kind.words
        if any(each.startswith(word) for each in said)
    ]
    # The first of the longest: files' order decides between words of one length.
    return max(found, key=lambda each: each[0])[1] if found else None


def name(code: str) -> str:
    """Return what a kind is called; a code that is no longer in the file speaks for itself."""
    known = kinds().get(code)
    return known.name if known else code


def _kind(code: str, entry: dict[str, Any]) -> Kind:
    held = {"name", "group", "days", "words"}
    if unknown := set(entry) - held:
        raise ValueError(f"{code} har något okänt: {', '.join(sorted(unknown))}")
    kind = Kind(
        code, entry["name"], entry["group"], entry["days"],
        tuple(fold(word) for word in entry.get("words", "").split()),
    )  # fmt: skip
    if kind.group not in GROUPS or type(kind.days) is not int or kind.days < 1:
        raise ValueError(f"{code} behöver group ({', '.join(GROUPS)}) och days (minst 1)")
    if not isinstance(kind.name, str) or not kind.name:
        raise ValueError(f"{code} saknar name")
    return kind
