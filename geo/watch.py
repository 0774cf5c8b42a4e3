"""A folder where others drop files: what is complete is imported and put away with a report."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from geo import intake
from geo.errors import GeoError, StoreError
from geo.mapping import Uncertain
from geo.model import ImportKind, ImportReport
from geo.store.engine import Store

DONE, REJECTED = "done", "rejected"
LARGEST = 500 * 1024 * 1024
_UNFINISHED = (".part", ".filepart", ".tmp", ".crdownload", ".partial")
_HELD = (".rapport.txt", ".rapport.json")


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes
    ----------
    file : Path
        Where it lay.
    moved_to : Path, optional
        Where it lies now; None if it stays to be tried again.
    report : ImportReport, optional
        None if the file as a whole could not be used.
    trouble : str
        Why not, in Swedish; empty otherwise.
    """

    file: Path
    moved_to: Path | None
    report: ImportReport | None
    trouble: str = ""


@dataclass
class Watcher:
    """Imports what lands in a folder, once it has lain still.

    Files lie in folders named after what they hold (``est/``, ``police/``, ``visits/`` …), or all
    hold the same `kind`. A file is complete when its size and time have not changed for `quiet`
    seconds and its name is not one of a transfer that goes on. After the import it is moved to
    ``done/`` or, if it could not be used at all, to ``rejected/``. Nothing is lost if the program
    is stopped in between: the file is imported again as nothing new, and moved.

    Parameters
    ----------
    store : Store
    folder : Path
    kommun : str
    kind : ImportKind, optional
        Of files that lie in `folder` itself.
    quiet : float
        Seconds.
    now, clock : callable
        The time for messages, and seconds to compare file times with.
    """

    store: Store
    folder: Path
    kommun: str
    kind: ImportKind | None = None
    quiet: float = 10.0
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    clock: Callable[[], float] = time.time

    def look(self) -> Iterator[Outcome]:
        """Import every complete file, the oldest first, and tell what became of each."""
        intake.kommun_of(self.store, self.kommun)
        for path, kind in self._complete():
            outcome = self._take(path, kind)
            if outcome is not None:
                yield outcome

    def _complete(self) -> list[tuple[Path, ImportKind]]:
        folders = [(self.folder / kind.value, kind) for kind in ImportKind]
        if self.kind is not None:
            folders.append((self.folder, self.kind))
        found = [
            (path, kind)
            for folder, kind in folders
            if folder.is_dir() and not folder.is_symlink()
            for path in folder.iterdir()
            if self._is_complete(path)
        ]
        return sorted(found, key=lambda item: (_changed(item[0]), item[0].name))

    def _is_complete(self, path: Path) -> bool:
        name = path.name.casefold()
        if path.is_symlink() or not path.is_file() or name.startswith((".", "~$")):
            return False
        if name.endswith((*_UNFINISHED, *_HELD)):
            return False
        return self.clock() - _changed(path) >= self.quiet

    def _take(self, path: Path, kind: ImportKind) -> Outcome | None:
        """Import one file and put it away; None if another watcher was first."""
        report: ImportReport | None = None
        trouble = ""
        try:
            before = path.stat()
            if before.st_size > LARGEST:
                raise GeoError("Filen är för stor.", hint="Dela den.", file=path.name)
            content = path.read_bytes()
            report = intake.take(
                self.store, kind, content, file=path.name, kommun=self.kommun, now=self.now()
            )
        except FileNotFoundError:
            return None
        except StoreError as error:
            return Outcome(path, None, None, str(error))
        except OSError as error:
            why = f"{path.name}: Filen kan inte läsas ({error.strerror})."
            return Outcome(path, None, None, why)
        except Uncertain as error:
            trouble = "\n".join([str(error), *_answers(error)])
        except GeoError as error:
            trouble = str(error)
        except Exception as error:  # a fault of ours must not stop the files behind this one
            logging.getLogger(__name__).exception("import of %s", path.name)
            trouble = f"{path.name}: Oväntat fel i programmet ({type(error).__name__})."
        try:
            after = path.stat()
            if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
                return Outcome(path, None, report, f"{path.name}: ändrades, läses igen.")
            moved = _put_away(path, self.folder / (REJECTED if report is None else DONE))
        except FileNotFoundError:
            return None
        _write_report(moved, report, trouble)
        return Outcome(path, moved, report, trouble)


def _changed(path: Path) -> float:
    """Return when a file was last written, or for ever if it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")


def _put_away(path: Path, folder: Path) -> Path:
    """Move a file into a folder under a name that nothing there has.

    Raises
    ------
    FileNotFoundError
        Somebody else moved it.
    """
    folder.mkdir(exist_ok=True)
    for number in range(1, 10_000):
        suffix = "" if number == 1 else f" ({number})"
        target = folder / f"{path.stem}{suffix}{path.suffix}"
        try:
            os.link(path, target)
        except FileExistsError:
            continue
        except FileNotFoundError:
            raise
        except OSError:  # a file system without links
            if target.exists():
                continue
            path.rename(target)
            return target
        path.unlink()
        return target
    raise FileExistsError(path)


def _answers(error: Uncertain) -> Iterator[str]:
    for question in error.questions:
        for value, _ in question.options:
            yield f'  --answer "{question.name}={value}"'
    yield "Läs in filen på sidan Importera och spara en kolumnmall: nästa fil går in av sig själv."


def _write_report(moved: Path, report: ImportReport | None, trouble: str) -> None:
    """Write what became of the file beside it, for people and for programs."""
    if report is None:
        text = f"{moved.name}: kunde inte läsas in.\n{trouble}\n"
        told: dict[str, object] = {"file": moved.name, "imported": False, "trouble": trouble}
    else:
        rejected = [f"rad {each.line}, {each.column}: {each.reason}" for each in report.rejects]
        text = "\n".join(
            [
                f"{report.file}: {report.rows} rader = {report.new} nya + {report.changed} ändrade"
                f" + {report.duplicates} dubbletter + {len(rejected)} avvisade",
                *report.notes,
                *(f"avvisad {each}" for each in rejected),
                "",
            ]
        )
        told = {
            "file": report.file,
            "imported": True,
            "batch_id": report.batch_id,
            "rows": report.rows,
            "new": report.new,
            "changed": report.changed,
            "duplicates": report.duplicates,
            "rejected": rejected,
        }
    moved.with_name(moved.name + _HELD[0]).write_text(text, encoding="utf-8")
    moved.with_name(moved.name + _HELD[1]).write_text(
        json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8"
    )
