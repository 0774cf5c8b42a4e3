"""A document of promises from its TOML file; all its faults are told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from geo import shipped as data
from geo.errors import SettingsError
from geo.follow_up.promises.model import Counted, Document, Each, Only, Per, Promise

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Years that a promise may be about: a year has a next one."""
EXAMPLE = "vastervik-2020.toml"
"""The shipped file that explains every field."""

_DOCUMENT = ("title", "kommuner", "from", "to", "note")
_PROMISE = (
    "text", "who", "part", "counts", "activity", "only", "places", "target", "per", "due", "each",
    "kommuner",
)  # fmt: skip
_MAY_BE_EMPTY = ("note", "activity", "part")
_KEY = re.compile("[a-z0-9_]{1,60}")
_Word = TypeVar("_Word", bound=StrEnum)


def load(content: bytes, *, file: str = "") -> Document:
    r"""Read one document.

    Raises
    ------
    SettingsError
        The content is not TOML, or something in it means nothing.

    Examples
    --------
    >>> text = '[document]\ntitle = "A"\nkommuner = ["0883"]\nfrom = 2025-01-01\nto = 2025-12-31'
    >>> load(text.encode()).last.year
    2025
    """
    try:
        told = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unreadable(str(error), file) from error
    read = _Reading(file.removesuffix(".toml"))
    found = read.document(told)
    if read.faults or found is None:
        raise _unreadable("; ".join(read.faults), file)
    return found


def _unreadable(what: str, file: str) -> SettingsError:
    return SettingsError(
        f"Löftet kan inte läsas ({what}).",
        hint=f"Jämför med {EXAMPLE}, där varje fält förklaras.",
        file=file or None,
    )


@lru_cache(maxsize=1)
def shipped() -> tuple[Document, ...]:
    """Return the documents of ``data/promises``, by first day, then title."""
    paths = sorted(data.folder("promises").glob("*.toml"))
    found = (load(path.read_bytes(), file=path.name) for path in paths)
    return tuple(sorted(found, key=lambda each: (each.first, each.title)))


class _Reading:
    """One file being read, and what is wrong with it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []

    def fault(self, where: str, what: str) -> None:
        self.faults.append(f"{where}: {what}")

    def document(self, told: Mapping[str, Any]) -> Document | None:
        """Return the document, or None where it has faults."""
        self.known("filen", told, ("document", "promises"))
        head = self.table("document", told.get("document", {}))
        self.known("document", head, _DOCUMENT)
        title = self.text("document", head, "title")
        kommuner = self.codes("document", head)
        first, last = self.day(head, "from"), self.day(head, "to")
        if not kommuner:
            self.fault("document", "kommuner saknas")
        if first and last and last < first:
            self.fault("document", "to är före from")
        promises = [
            self.promise(key, self.table(key, entry), kommuner)
            for key, entry in self.table("promises", told.get("promises", {})).items()
        ]
        if self.faults or first is None or last is None:
            return None
        note = self.text("document", {"note": "", **head}, "note")
        made = tuple(each for each in promises if each is not None)
        return Document(title, kommuner, first, last, made, note, self.name)

    def promise(
        self, key: str, entry: Mapping[str, Any], everyone: tuple[str, ...]
    ) -> Promise | None:
        before = len(self.faults)
        self.known(key, entry, _PROMISE)
        if not _KEY.fullmatch(key):
            self.fault(key, "namnet på ett löfte är små bokstäver a–z, siffror och _")
        counts = self.word(key, entry.get("counts"), Counted)
        activity = self.text(key, {"activity": "", **entry}, "activity")
        target = self.target(key, entry, counts)
        if counts is not None and (counts is Counted.ACTIVITIES) != bool(activity):
            self.fault(key, "activity hör till counts = ”activities”, och behövs där")
        kommuner = self.codes(key, entry) or everyone
        if not set(kommuner) <= set(everyone):
            self.fault(key, "kommuner finns inte bland dokumentets")
        text = self.text(key, entry, "text")
        part = self.text(key, {"part": "", **entry}, "part")
        who = self.words(key, entry, "who")
        places = self.words(key, entry, "places")
        due = self.day(entry, "due", key) if "due" in entry else None
        per = self.word(key, entry.get("per", Per.YEAR.value), Per)
        each = self.word(key, entry.get("each", Each.TOGETHER.value), Each)
        only = self.limits(key, entry, counts)
        if len(self.faults) > before or counts is None or per is None or each is None:
            return None
        return Promise(
            key, text, who, counts, target, per, each, only, activity, kommuner, places, due, part
        )

    def target(self, key: str, entry: Mapping[str, Any], counts: Counted | None) -> int | None:
        value = entry.get("target")
        if value is None:
            return None
        if type(value) is not int or value < 1:
            self.fault(key, "target är ett heltal, minst 1")
            return None
        if counts is Counted.STATUS:
            self.fault(key, "target hör till det som räknas, inte till counts = ”status”")
        return value

    def limits(
        self, key: str, entry: Mapping[str, Any], counts: Counted | None
    ) -> tuple[Only, ...]:
        told = self.words(key, entry, "only")
        if told and counts in (Counted.ACTIVITIES, Counted.STATUS):
            self.fault(key, "only hör till counts = ”visits”")
        found = (self.word(key, word, Only) for word in told)
        return tuple(limit for limit in found if limit is not None)

    def known(self, where: str, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                self.fault(where, f"fältet {name} är okänt")

    def table(self, where: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(where, "är ingen tabell")
        return {}

    def text(self, where: str, table: Mapping[str, Any], name: str) -> str:
        value = table.get(name)
        if isinstance(value, str) and (value.strip() or name in _MAY_BE_EMPTY):
            return value
        self.fault(where, f"{name} saknas" if value is None else f"{name} är ingen text")
        return ""

    def words(self, where: str, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        value = table.get(name, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.fault(where, f"{name} är en lista av texter")
        return ()

    def codes(self, where: str, table: Mapping[str, Any]) -> tuple[str, ...]:
        found = self.words(where, table, "kommuner")
        for code in found:
            if not (len(code) == 4 and code.isascii() and code.isdecimal()):
                self.fault(where, f"{code!r} är ingen kommunkod")
        return found

    def day(self, table: Mapping[str, Any], name: str, where: str = "document") -> date | None:
        value = table.get(name)
        if type(value) is date and FIRST_YEAR <= value.year <= LAST_YEAR:
            return value
        self.fault(where, f"{name} är en dag, till exempel 2025-01-01")
        return None

    def word(self, where: str, value: Any, words: type[_Word]) -> _Word | None:
        try:
            return words(value)
        except ValueError:
            listed = ", ".join(each.value for each in words)
            self.fault(where, f"{value!r} är inget av {listed}")
            return None
