"""How files of one layout are read: what a user has decided, kept under a name for next time."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import tomli_w

from geo.errors import FormatError, InputError
from geo.model import ImportKind

NOTHING = ""
"""As the header of a field: no column of the file holds it."""
COLUMN = "columns."
"""What the name of a question about a column begins with."""
ALIKE = 0.6
"""Least share of headers in common (Jaccard) with a profile that is used for a changed file."""


@dataclass(frozen=True, slots=True)
class MappingProfile:
    """Decisions about one layout of files; what is empty is told from the file itself.

    Attributes
    ----------
    name : str
        What the user calls it; empty for decisions that are not saved.
    kind : ImportKind, optional
        What such files hold.
    headers : tuple of str
        The headers of the file it was made for, in order.
    columns : mapping of str to str
        Field to header; :data:`NOTHING` where no column holds the field.
    sheet : str
        Sheet of the workbook.
    header_row : int, optional
        Line of the headers; the first is 1.
    crs : str
        Coordinate system of the positions, such as ``EPSG:3010``.
    category : str
        Category of every row, for files with no such column.
    dates : str
        ``day_first`` or ``month_first``, for 3/4/2026.
    time_zone : str
        ``UTC`` where clocks without an offset are UTC; else they are Swedish time.
    """

    name: str = ""
    kind: ImportKind | None = None
    headers: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sheet: str = ""
    header_row: int | None = None
    crs: str = ""
    category: str = ""
    dates: str = ""
    time_zone: str = ""

    def answered(self, answers: Mapping[str, str]) -> MappingProfile:
        """Return the profile with the answers to questions, by the questions' names.

        >>> MappingProfile().answered({"columns.start": "Datum", "crs": "EPSG:3010"}).crs
        'EPSG:3010'
        """
        columns = {
            name.removeprefix(COLUMN): value
            for name, value in answers.items()
            if name.startswith(COLUMN)
        }
        others: dict[str, Any] = {n: v for n, v in answers.items() if not n.startswith(COLUMN)}
        if "header_row" in others:
            others["header_row"] = int(others["header_row"])
        return replace(self, columns=MappingProxyType({**self.columns, **columns}), **others)

    def changes(self, headers: Sequence[str]) -> tuple[str, ...]:
        """Return what is different in a file with `headers`, as Swedish sentences."""
        gone = [header for header in self.headers if header not in headers]
        new = [header for header in headers if header not in self.headers]
        told = []
        if gone:
            told.append(f"Kolumner som fanns förra gången men inte nu: {', '.join(gone)}.")
        if new:
            told.append(f"Nya kolumner sedan förra gången: {', '.join(new)}.")
        return tuple(told) if self.headers else ()

    def to_toml(self) -> str:
        """Return the profile as TOML."""
        values = {
            "name": self.name,
            "kind": self.kind.value if self.kind else "",
            "headers": list(self.headers),
            "sheet": self.sheet,
            "header_row": self.header_row,
            "crs": self.crs,
            "category": self.category,
            "dates": self.dates,
            "time_zone": self.time_zone,
            "columns": dict(self.columns),
        }
        return tomli_w.dumps({key: value for key, value in values.items() if value})

    @classmethod
    def from_toml(cls, text: str, *, file: str = "") -> MappingProfile:
        """Return the profile that :meth:`to_toml` wrote.

        Raises
        ------
        FormatError
            Not TOML, or a key or value that means nothing.
        """
        try:
            values = tomllib.loads(text)
            kind = ImportKind(values.pop("kind")) if values.get("kind") else None
            headers = tuple(str(header) for header in values.pop("headers", ()))
            columns = {str(k): str(v) for k, v in values.pop("columns", {}).items()}
            profile = cls(kind=kind, headers=headers, columns=MappingProxyType(columns), **values)
            profile._check()
        except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError) as error:
            raise FormatError(
                f"Kolumnmallen kan inte läsas ({error}).",
                hint="Exportera en mall och jämför.",
                file=file or None,
            ) from error
        return profile

    def _check(self) -> None:
        if self.dates not in ("", "day_first", "month_first"):
            raise ValueError(f"dates = {self.dates}")
        if self.time_zone not in ("", "UTC"):
            raise ValueError(f"time_zone = {self.time_zone}")
        for value in (self.name, self.sheet, self.crs, self.category):
            if not isinstance(value, str):
                raise TypeError(f"{value} är ingen text")
        if self.header_row is not None and not isinstance(self.header_row, int):
            raise TypeError(f"header_row = {self.header_row}")


def choose(
    given: MappingProfile, saved: Sequence[MappingProfile], headers: Sequence[str]
) -> MappingProfile:
    """Return the decisions that hold for a file with `headers`.

    Those that were `given`, if they are a named profile; else the saved profile for the same
    headers, or for nearly the same (:data:`ALIKE`), with what was given over it.
    """
    if given.name:
        return given
    mine = set(headers)
    shares = [
        (len(mine & set(each.headers)) / max(1, len(mine | set(each.headers))), -at, each)
        for at, each in enumerate(saved)
    ]
    share, _, nearest = max(shares, default=(0.0, 0, given), key=lambda item: item[:2])
    if share < ALIKE:
        return given
    names = ("sheet", "crs", "category", "dates", "time_zone")
    told = {name: value for name in names if (value := getattr(given, name))}
    return nearest.answered({**told, **{COLUMN + name: h for name, h in given.columns.items()}})


@dataclass(frozen=True, slots=True)
class Question:
    """Something about a file that cannot be told from it.

    Attributes
    ----------
    name : str
        What is asked for: ``columns.start``, ``crs``, ``sheet`` or ``dates``.
    text : str
        The question, in Swedish.
    options : tuple of (value, label)
        What may be answered.
    """

    name: str
    text: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column was understood as.

    Attributes
    ----------
    field, label : str
        The field's name, and what users call it.
    header : str
    how : str
        What it was told from, in Swedish: ``rubriken``, ``innehållet``, ``svaret`` or ``mallen``.
    """

    field: str
    label: str
    header: str
    how: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a table, for the user to see before anything is saved.

    Attributes
    ----------
    headers : tuple of str
    uses : tuple of ColumnUse
    unused : tuple of str
        Headers of columns that nothing was read from.
    rows : tuple of tuple of str
        The first rows, masked.
    sheet : str
    header_row : int
    crs : str
        Empty where the file has no positions.
    notes : tuple of str
    """

    headers: tuple[str, ...]
    uses: tuple[ColumnUse, ...]
    unused: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    header_row: int = 1
    crs: str = ""
    notes: tuple[str, ...] = ()

    def profile(self, kind: ImportKind, decided: MappingProfile) -> MappingProfile:
        """Return every decision, made or told, so that the next file is read in the same way."""
        return replace(
            decided,
            kind=kind,
            headers=self.headers,
            columns=MappingProxyType(
                {**decided.columns, **{use.field: use.header for use in self.uses}}
            ),
            sheet=self.sheet,
            crs=decided.crs or self.crs,
        )


class Uncertain(InputError):
    """The file can be read once the questions are answered; nothing was guessed.

    Attributes
    ----------
    questions : tuple of Question
    reading : Reading, optional
        What was understood so far.
    """

    def __init__(
        self, questions: tuple[Question, ...], reading: Reading | None, *, file: str
    ) -> None:
        self.questions = questions
        self.reading = reading
        number = "En fråga" if len(questions) == 1 else f"{len(questions)} frågor"
        super().__init__(
            f"{number} behöver svar: {' '.join(question.text for question in questions)}",
            hint="Svara på importsidan, eller med --answer NAMN=VÄRDE.",
            file=file,
        )
