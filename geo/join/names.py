"""From the name in a row to the place it means: exactly, then as people write names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.folding import fold, tokens
from geo.join.polygons import Ints

NOWHERE = -1
MOST_CANDIDATES = 5
LIKENESS = 0.8
"""Ratio of Ratcliff and Obershelp (difflib) from which a misspelt name is suggested."""
_CENTRE = re.compile(r"\bc[:.]a\b|\bc-a\b|\bcentr\.|\bcentralt\b|(?<=\w )c$", re.IGNORECASE)
SHORTEST_GENITIVE = 4


@dataclass(frozen=True)
class PlaceNames:
    """The names of a kommun's places, and what users have said that other names mean.

    Parameters
    ----------
    names : sequence of str
        One per place, in the order of the places.
    aliases : mapping of str to int
        Folded name in a file to the position of a place, or :data:`NOWHERE` for none of them.
    """

    names: Sequence[str]
    aliases: Mapping[str, int] = field(default_factory=dict)

    def match(self, place_text: pd.Series[str] | pd.Categorical) -> Ints:
        """Return the position of the place each text names, -1 for none or several.

        An alias goes first, then the exact name, then the name in other case or spacing, then as
        people write it (``Nävertorps c:a``), then a single name within the text. Each different
        text is looked at once, so a million categorical rows cost what their codes do.

        Examples
        --------
        >>> places = PlaceNames(["Edsbruk", "Karstorp", "Västerviks centrum"])
        >>> places.match(pd.Series(["karstorp", "Karstorps skola", "VÄSTERVIK C:A", "okänd", ""]))
        array([ 1,  1,  2, -1, -1])
        """
        codes, texts = pd.factorize(place_text)
        found = [self._one(text) for text in map(str, texts)]
        return np.array([*found, NOWHERE], dtype=np.int64)[codes]

    def candidates(self, text: str) -> list[int]:
        """Return the places that `text` may mean, likeliest first; none if it names nothing."""
        words = _words(text)
        within = list(self._runs(words))
        listed = difflib.get_close_matches(
            " ".join(words), [" ".join(w) for w in self._words], MOST_CANDIDATES, LIKENESS
        )
        alike = [at for at, name in enumerate(self._words) if " ".join(name) in listed]
        return list(dict.fromkeys([*within, *alike]))[:MOST_CANDIDATES]

    def __post_init__(self) -> None:
        names = ["" if pd.isna(name) else str(name) for name in self.names]
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_exact", _unique(names))
        object.__setattr__(self, "_loose", _unique([_normal(name) for name in names]))
        object.__setattr__(self, "_words", [_words(name) for name in names])
        starting: dict[str, list[int]] = {}
        for at, words in enumerate(self._words):
            if words:
                starting.setdefault(words[0], []).append(at)
        object.__setattr__(self, "_starting", starting)
        object.__setattr__(self, "_folded", _unique([" ".join(w) for w in self._words]))

    _exact: dict[str, int] = field(init=False, repr=False, compare=False)
    _loose: dict[str, int] = field(init=False, repr=False, compare=False)
    _folded: dict[str, int] = field(init=False, repr=False, compare=False)
    _starting: dict[str, list[int]] = field(init=False, repr=False, compare=False)
    _words: list[tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def _one(self, text: str) -> int:
        if (alias := self.aliases.get(fold(text))) is not None:
            return alias
        for known, form in ((self._exact, text), (self._loose, _normal(text))):
            if form in known:
                return known[form]
        words = _words(text)
        at = self._folded.get(" ".join(words))
        return self._within(words) if at is None else at

    def _within(self, words: tuple[str, ...]) -> int:
        """Return the one place whose name stands in the text; a name within a longer one aside."""
        runs = self._runs(words)
        longest = [
            at
            for at, spots in runs.items()
            if not any(
                other != at and len(taken) > len(spots) and spots <= taken
                for other, taken in runs.items()
            )
        ]
        return longest[0] if len(longest) == 1 else NOWHERE

    def _runs(self, words: tuple[str, ...]) -> dict[int, frozenset[int]]:
        """Return the places whose names stand in the text, and where."""
        found: dict[int, frozenset[int]] = {}
        for start, word in enumerate(words):
            for at in self._starting.get(word, ()):
                size = len(self._words[at])
                if words[start : start + size] == self._words[at]:
                    found[at] = found.get(at, frozenset()) | set(range(start, start + size))
        return found


def _words(name: str) -> tuple[str, ...]:
    """Return a name's words as they compare: folded, no genitive, ``c:a`` written out."""
    written = _CENTRE.sub("centrum", name.strip())
    return tuple(
        word[:-1] if word.endswith("s") and len(word) > SHORTEST_GENITIVE else word
        for word in tokens(written)
    )


def _unique(names: Sequence[str]) -> dict[str, int]:
    """Return the position of each name that stands only once; no name is nobody's."""
    often = Counter(names)
    return {name: i for i, name in enumerate(names) if often[name] == 1 and name.strip()}


def _normal(name: str) -> str:
    folded = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", folded)).strip()
