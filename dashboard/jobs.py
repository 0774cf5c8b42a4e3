"""Work that goes on beside the page: reading and saving a file, while the user looks on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Generic, TypeVar

from geo.intake import Prepared, Progress
from geo.model import ImportKind, ImportReport

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work in a thread of its own.

    Parameters
    ----------
    work : callable
        Does it, and tells the progress that it is given.
    """

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.share = 0.0
        self.doing = "Börjar"
        self._result: T
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still going on."""
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Wait until it is done, but no longer than this."""
        self._thread.join(seconds)

    def result(self) -> T:
        """Return what came of it, or raise what went wrong."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self, work: Callable[[Progress], T]) -> None:
        try:
            self._result = work(self._tell)
        except BaseException as error:
            self._error = error

    def _tell(self, share: float, doing: str) -> None:
        self.share, self.doing = min(1.0, share), doing


@dataclass
class Draft:
    """A file on its way in, in one session.

    Attributes
    ----------
    turn : int
        Grows with every file, so that the page begins anew.
    file_id : str
        Of the upload that `reading` belongs to.
    kind : ImportKind, optional
        What the user says the file holds.
    answers : dict of str to str
        Answers to questions, by their names.
    reading, saving : Job, optional
    receipt : ImportReport, optional
        Of the last file that was saved.
    """

    turn: int = 0
    file_id: str = ""
    kind: ImportKind | None = None
    answers: dict[str, str] = field(default_factory=dict)
    reading: Job[tuple[Prepared, ImportReport]] | None = None
    saving: Job[ImportReport] | None = None
    receipt: ImportReport | None = None

    def begin(self, file_id: str) -> None:
        """Begin with another file, unless it is the same."""
        if file_id != self.file_id:
            self.file_id, self.kind, self.answers = file_id, None, {}
            self.reading = self.saving = self.receipt = None

    def answer(self, answers: dict[str, Any]) -> None:
        """Take answers, and read again."""
        self.answers = {**self.answers, **answers}
        self.reading = None

    def choose_kind(self, kind: ImportKind) -> None:
        """Read the file as another kind; answers about the old one mean nothing."""
        self.kind, self.answers, self.reading = kind, {}, None

    def drop(self, receipt: ImportReport | None = None) -> None:
        """Let go of the file."""
        self.turn += 1
        self.begin(f"none {self.turn}")
        self.receipt = receipt
