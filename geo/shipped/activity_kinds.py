"""Kinds of activities that promises count: their codes, names and the words files use for them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from geo import shipped as data
from geo.folding import fold

OTHER = "aktivitet"
"""What an activity of a kind that no file explains is called."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity.

    Attributes
    ----------
    code : str
    name, many : str
        One of them and several, in Swedish; the first with a capital.
    words : tuple of str
        What else files call it.
    """

    code: str
    name: str
    many: str
    words: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, ActivityKind]:
    """Return the kinds of ``data/activities/kinds.toml`` by code, in the file's order."""
    told = tomllib.loads((data.folder("activities") / "kinds.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            code: ActivityKind(code, each["name"], each["many"], tuple(each["words"]))
            for code, each in told.items()
        }
    )


def named(text: str) -> str | None:
    """Return the code of the kind that a text names in any of its words, or None.

    Examples
    --------
    >>> named("Trafikkontroller"), named("tistel-möte"), named("Fika")
    ('trafikkontroll', 'tistel_mote', None)
    """
    return _by_word().get(fold(text))


def name(code: str) -> str:
    """Return what a kind is called; one that no file explains goes by its code.

    Examples
    --------
    >>> name("tistel_mote"), name("vattning_av_blommor")
    ('Tistel-möte', 'Vattning av blommor')
    """
    known = kinds().get(code)
    return known.name if known else (code or OTHER).replace("_", " ").capitalize()


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, str]:
    return {
        fold(word): code
        for code, each in kinds().items()
        for word in (*each.words, code, each.name, each.many)
    }
