"""What to do at a stop: a small list, by the causes of the place and the reasons of the visit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo import shipped
from geo.errors import SettingsError
from geo.planning.patrol import Plan, telling

MOST = 2
"""Lines for one stop: more is not read on a walk."""


@dataclass(frozen=True, slots=True)
class Doing:
    """The list: beginnings of words and what they call for, and what is done anywhere.

    Attributes
    ----------
    lines : tuple of (tuple of str, str)
        In order of weight.
    usual : str
    """

    lines: tuple[tuple[tuple[str, ...], str], ...]
    usual: str

    def at(self, told: str) -> tuple[str, ...]:
        """Return what to do where `told` is what is known of a place.

        Examples
        --------
        >>> Doing(((("klott",), "Anmäl klotter"),), "Gå runt").at("Nytt klotter i tunneln")
        ('Anmäl klotter',)
        """
        found = [line for words, line in self.lines if _begins(told, words)]
        return tuple(found[:MOST]) or (self.usual,)


def _begins(told: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", told, re.IGNORECASE) for word in words)


@lru_cache(maxsize=4)
def load(path: Path | None = None) -> Doing:
    """Read the list that is shipped, or another one.

    Raises
    ------
    SettingsError
        The file is not what it should be.
    """
    file = path or shipped.folder("visits") / "doing.toml"
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        lines = tuple(
            (tuple(str(word) for word in each["words"]), str(each["do"]))
            for each in content["doing"]
        )
        return Doing(lines, str(content["usual"]["do"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"Listan över vad man gör på plats kan inte läsas: {error}.",
            hint="Varje [[doing]] har words (ord) och do (text), och [usual] har do.",
            file=file.name,
        ) from error


def doing(plan: Plan, causes: pd.DataFrame, known: Doing) -> Mapping[int, tuple[str, ...]]:
    """Return what to do at each place of a plan.

    Parameters
    ----------
    plan : Plan
    causes : DataFrame
        ``place_id, cause``, as ``store.read.causes`` gives them.
    known : Doing
    """
    told: dict[int, list[str]] = {}
    for place, cause in zip(causes["place_id"], causes["cause"], strict=True):
        told.setdefault(int(place), []).append(str(cause))
    for stop in telling.visits(plan):
        if stop.place_id is not None:
            told.setdefault(stop.place_id, []).extend([stop.name, stop.because])
    places = {stop.place_id for stop in telling.visits(plan) if stop.place_id is not None}
    return {place: known.at("; ".join(told[place])) for place in places}
