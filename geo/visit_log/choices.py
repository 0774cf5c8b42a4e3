"""What is offered by tap: causes and measures, those of the place first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo import shipped
from geo.errors import SettingsError

FILE = "choices.toml"
BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Choices:
    """Words that a visit's cause and measures can be picked from."""

    causes: tuple[str, ...]
    measures: tuple[str, ...]


def load(content: bytes, *, file: str = FILE) -> Choices:
    r"""Read the words of a file.

    Raises
    ------
    SettingsError
        It is not TOML, or has something else than two lists of words.

    Examples
    --------
    >>> load(b'causes = ["otrygghet"]\nmeasures = ["patrull"]').measures
    ('patrull',)
    """
    try:
        told = tomllib.loads(content.decode("utf-8"))
        lists = {name: told.pop(name) for name in ("causes", "measures")}
        if told or not all(type(word) is str and word for each in lists.values() for word in each):
            raise ValueError("bara causes och measures, med ord")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Listan över orsaker och åtgärder kan inte läsas ({error}).",
            hint="Jämför med den som följer med programmet.",
            file=file,
        ) from error
    return Choices(tuple(lists["causes"]), tuple(lists["measures"]))


@lru_cache(maxsize=1)
def usual() -> Choices:
    """Return the words that are shipped."""
    return load((shipped.folder("visits") / FILE).read_bytes())


def causes(of_places: pd.DataFrame, place_id: int | None, chosen: str) -> tuple[str, ...]:
    """Return the causes to offer for a place: its own first, and the one that is chosen.

    Parameters
    ----------
    of_places : DataFrame
        ``place_id, cause`` as ``store.read.causes`` gives them.
    """
    own = of_places.loc[of_places["place_id"] == place_id, "cause"].tolist()
    return _distinct([*own, *usual().causes, chosen])


def measures(chosen: str) -> tuple[str, ...]:
    """Return the measures to offer, and those that are chosen."""
    return _distinct([*usual().measures, *split(chosen)])


def split(measure: str) -> list[str]:
    """Return the measures of a visit one by one.

    >>> split("synlighet, dialog")
    ['synlighet', 'dialog']
    """
    return [word for part in measure.split(",") if (word := part.strip())]


def join(chosen: Iterable[str]) -> str:
    """Return measures as they are stored.

    >>> join(["synlighet", "dialog"])
    'synlighet, dialog'
    """
    return BETWEEN.join(chosen)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
