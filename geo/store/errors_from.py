"""The database's own errors, told as what a user can do about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import adbc_driver_manager
from sqlalchemy.exc import DBAPIError

from geo.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)

_READ_ONLY = ("readonly", "unable to open", "access permission denied", "authorization denied")
_FULL = ("full", "disk i/o error")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise a :class:`StoreError` for whatever the database says about `path`."""
    try:
        yield
    except DBAPIError as error:
        raise translated(str(error.orig), path) from error
    except adbc_driver_manager.Error as error:
        raise translated(str(error), path) from error
    except PermissionError as error:
        raise translated("readonly", path) from error


def translated(message: str, path: Path) -> StoreError:
    """Return the error that fits SQLite's `message`."""
    said = message.lower()
    file = path.name
    if "locked" in said or "busy" in said:
        return StoreLocked(
            "Lagret är upptaget av ett annat program.",
            hint="Vänta tills importen eller säkerhetskopieringen är klar och försök igen.",
            file=file,
        )
    if any(word in said for word in _READ_ONLY):
        return StoreReadOnly(
            "Lagret kan inte skrivas.",
            hint="Kontrollera rättigheterna till filen och mappen, eller välj ett annat ställe "
            "med PLATSBILD_STORE.",
            file=file,
        )
    if any(word in said for word in _FULL):
        return StoreFull(
            "Skivan är full eller kan inte skrivas; inget har sparats.",
            hint="Frigör utrymme och gör om det senaste steget.",
            file=file,
        )
    if "not a database" in said:
        return foreign(path)
    if "malformed" in said or "corrupt" in said:
        return StoreDamaged(
            "Lagret är skadat.",
            hint="Återställ den senaste säkerhetskopian; spara den skadade filen för felsökning.",
            file=file,
        )
    return StoreError(f"Lagret svarade med ett fel: {message}", file=file)


def foreign(path: Path) -> StoreForeign:
    """Return the error for a file that is something else than a store."""
    return StoreForeign(
        "Filen är inte ett lager från Platsbild.",
        hint="Peka PLATSBILD_STORE på ett lager, eller på en fil som inte finns för att skapa ett.",
        file=path.name,
    )
