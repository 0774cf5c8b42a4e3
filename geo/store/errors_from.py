"""The database's own errors, told as what a user can do about them."""

from __future__ import annotations

import errno
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
    StoreNewer,
    StoreReadOnly,
)

_BY_CODE = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CANTOPEN": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_AUTH": "read_only",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR_WRITE": "full",
    "SQLITE_IOERR_FSYNC": "full",
    "SQLITE_IOERR_DIR_FSYNC": "full",
    "SQLITE_IOERR_TRUNCATE": "full",
    "SQLITE_IOERR_SHMSIZE": "full",
    "SQLITE_IOERR": "damaged",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "foreign",
}
"""SQLite's result codes; an extended code that is not here counts as its first two words."""

_BY_MESSAGE = {
    "locked": "locked",
    "busy": "locked",
    "readonly": "read_only",
    "unable to open": "read_only",
    "is full": "full",
    "malformed": "damaged",
    "disk i/o": "damaged",
    "not a database": "foreign",
}
"""The same for readers that give only SQLite's sentence."""

_BY_ERRNO = {
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EIO: "damaged",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise a :class:`StoreError` for whatever the database or the disk says about `path`."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorname", None) or ""
        cause = _BY_CODE.get(code) or _BY_CODE.get("_".join(code.split("_")[:2]))
        raise _error(cause or _cause_in(str(error.orig)), path, code) from error
    except adbc_driver_manager.Error as error:
        raise _error(_cause_in(str(error)), path, type(error).__name__) from error
    except TimeoutError as error:
        raise _error("locked", path, "") from error
    except OSError as error:
        raise _error(_BY_ERRNO.get(error.errno or 0), path, error.strerror or "") from error


def _cause_in(sentence: str) -> str | None:
    said = sentence.lower()
    return next((cause for words, cause in _BY_MESSAGE.items() if words in said), None)


def _error(cause: str | None, path: Path, detail: str) -> StoreError:
    """Return the error of a cause; `detail` is a code, never a sentence that may hold values."""
    if cause in _ERRORS:
        kind, message, hint = _ERRORS[cause]
        return kind(message, hint=hint, file=path.name)
    return StoreError(
        f"Lagret kan inte användas ({detail or 'okänt fel'}).",
        hint="Kontrollera sökvägen i PLATSBILD_STORE.",
        file=path.name,
    )


_ERRORS: dict[str | None, tuple[type[StoreError], str, str]] = {
    "locked": (
        StoreLocked,
        "Lagret är upptaget av ett annat program.",
        "Vänta tills importen eller säkerhetskopieringen är klar och försök igen.",
    ),
    "read_only": (
        StoreReadOnly,
        "Lagret får inte skrivas här.",
        "Kontrollera rättigheterna till filen och mappen, eller välj ett annat ställe med "
        "PLATSBILD_STORE.",
    ),
    "full": (
        StoreFull,
        "Disken är full; inget av det senaste steget har sparats.",
        "Frigör utrymme och gör om steget.",
    ),
    "damaged": (
        StoreDamaged,
        "Lagret är skadat och kan inte läsas helt.",
        "Återställ den senaste säkerhetskopian, men behåll den skadade filen.",
    ),
    "foreign": (
        StoreForeign,
        "Filen är inte ett lager från Platsbild.",
        "Peka PLATSBILD_STORE på ett lager, eller på en fil som inte finns för att skapa ett.",
    ),
    "newer": (
        StoreNewer,
        "Lagret är gjort av en nyare version av Platsbild.",
        "Uppdatera programmet; lagret har inte ändrats.",
    ),
}


def foreign(path: Path) -> StoreError:
    """Return the error for a file that is something else than a store."""
    return _error("foreign", path, "")


def newer(path: Path) -> StoreError:
    """Return the error for a store with tables this program does not know."""
    return _error("newer", path, "")


def damaged(path: Path) -> StoreError:
    """Return the error for a store that is not whole."""
    return _error("damaged", path, "")
