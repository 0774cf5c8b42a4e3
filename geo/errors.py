"""Errors a caller can act on; every message is a Swedish sentence that a page can show as it is.

::

    GeoError
    ├── InputError            a file or a value from outside cannot be used
    │   ├── FormatError       not the kind of file it says, unreadable, too large
    │   ├── ColumnError       a column that is needed was not found, or two claim one field
    │   ├── CrsError          the coordinate system is missing, unknown or lands elsewhere
    │   ├── FetchError        a server cannot be reached, or its answer cannot be used
    │   └── Uncertain         questions must be answered first (in ``mapping``)
    ├── SelectionError        no such kommun, period or place
    ├── SettingsError         platsbild.toml or an environment variable is wrong
    └── StoreError            the store cannot be opened, read or written
        ├── StoreForeign      the file is not a Platsbild store
        ├── StoreNewer        made by a later version of the program
        ├── StoreReadOnly     the file or its folder may not be written
        ├── StoreFull         the disk is full
        ├── StoreLocked       another program has held the store for too long
        └── StoreDamaged      the file is not whole
"""

from __future__ import annotations


class GeoError(Exception):
    """Base of all errors with a message meant for the user.

    Parameters
    ----------
    message : str
        What was wrong, in Swedish.
    hint : str
        What to do about it, in Swedish.
    file : str, optional
        Name of the file concerned, without folders.
    line : int, optional
        Line in the file as its reader counts: the header is line 1.
    column : str, optional
        Header of the column concerned.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line
        self.column = column
        super().__init__(str(self))

    def __str__(self) -> str:
        where = [
            part
            for part in (
                self.file,
                f"rad {self.line}" if self.line is not None else None,
                f"kolumn {self.column}" if self.column is not None else None,
            )
            if part
        ]
        prefix = ", ".join(where)
        text = f"{prefix}: {self.message}" if prefix else self.message
        return f"{text} {self.hint}".rstrip()


class InputError(GeoError):
    """A file or a value from outside cannot be used."""


class FormatError(InputError):
    """The content is not the kind of file it says, or is too large."""


class ColumnError(InputError):
    """A column that is needed was not found, or two columns claim one field."""


class CrsError(InputError):
    """The coordinate system is missing, unknown or lands elsewhere."""


class FetchError(InputError):
    """A server cannot be reached, refuses, or its answer cannot be used."""


class SelectionError(GeoError):
    """No such kommun, period or place."""


class SettingsError(GeoError):
    """platsbild.toml or an environment variable is wrong."""


class StoreError(GeoError):
    """The store cannot be opened, read or written."""


class StoreForeign(StoreError):
    """The file is not a Platsbild store."""


class StoreNewer(StoreError):
    """The store was made by a later version of the program."""


class StoreReadOnly(StoreError):
    """The file or its folder may not be written."""


class StoreFull(StoreError):
    """The disk is full."""


class StoreLocked(StoreError):
    """Another program has held the store for too long."""


class StoreDamaged(StoreError):
    """The file is not whole."""
