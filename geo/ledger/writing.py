"""The ledger as a table and as JSON: the same numbers and words as on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from geo.explore.basis import Basis
from geo.explore.tables import Cell, Table
from geo.follow_up import standing_words
from geo.follow_up.log import STATUS_WORDS
from geo.follow_up.standing import Reason, Standing
from geo.weeks import STOCKHOLM

HEADERS = (
    "Dokument", "Under rubriken", "Löfte", "Nyckel", "Vem lovar", "Hur det räknas", "Från och med",
    "Till och med", "Läge", "Gjort", "Mål", "Väntat i dag", "Status", "Hållet", "Senaste underlag",
)  # fmt: skip
REASONS = ("Löfte", "Dag", "Plats", "Antal", "Vad", "Tabell", "Rad i lagret")
KEPT = {True: "ja", False: "nej", None: "går inte att säga"}
DAY = timedelta(days=1)


def table(standings: Sequence[Standing]) -> Table:
    """Return the promises as a table, in their order."""
    return Table("Löften", HEADERS, tuple(_row(each) for each in standings))


def reasons(standings: Sequence[Standing]) -> Table:
    """Return every row behind every number as a table."""
    rows = [
        (each.key, reason.day.isoformat(), reason.place, reason.number, reason.text, reason.table,
         reason.row_id)
        for each in standings
        for reason in each.reasons
    ]  # fmt: skip
    return Table("Rader bakom talen", REASONS, tuple(rows))


def _row(each: Standing) -> tuple[Cell, ...]:
    return (
        each.document.title,
        each.promise.part,
        each.promise.text,
        each.key,
        standing_words.who(each.promise),
        standing_words.rule(each.promise),
        each.start.isoformat(),
        (each.end - DAY).isoformat(),
        each.words,
        each.done,
        each.target,
        each.pace.expected if each.pace else None,
        STATUS_WORDS[each.status] if each.status else "",
        KEPT[each.kept],
        each.proof,
    )


def basis(kommun: str, *, today: date, store_version: int, now: datetime) -> Basis:
    """Return what a table of promises is made from, to go along with it.

    Parameters
    ----------
    kommun : str
        Its name.
    today : date
        The local day that the promises are told for.
    store_version : int
    now : datetime
        Aware.
    """
    return (
        ("Kommun", kommun),
        ("Läget den", today.isoformat()),
        ("För", "internt bruk: underlagen är fri text"),
        (
            "Metod",
            "Platsbesök räknas ur besöksloggen, aktiviteter när de är loggade; ett löfte sägs vara "
            "hållet bara när talet är nått eller när det är klart med underlag.",
        ),
        ("Lager", f"version {store_version}"),
        ("Skapad", now.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")),
    )


def to_json(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """Return the promises as plain dicts, lists, texts and numbers."""
    return [_json(each) for each in standings]


def _json(each: Standing) -> dict[str, Any]:
    promise, pace = each.promise, each.pace
    return {
        "kommun": each.kommun,
        "key": each.key,
        "document": each.document.title,
        "part": promise.part,
        "text": promise.text,
        "who": list(promise.who),
        "counts": promise.counts.value,
        "activity": promise.activity,
        "start": each.start.isoformat(),
        "end": each.end.isoformat(),
        "due": promise.due.isoformat() if promise.due else None,
        "valid": each.valid,
        "carried_on": each.carried,
        "kept": each.kept,
        "status": each.status.value if each.status else None,
        "done": each.done,
        "target": each.target,
        "expected": pace.expected if pace else None,
        "ahead": pace.ahead if pace else None,
        "words": each.words,
        "proof": each.proof,
        "reasons": [_reason(reason) for reason in each.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "table": reason.table,
        "id": reason.row_id,
        "day": reason.day.isoformat(),
        "place": reason.place,
        "number": reason.number,
        "text": reason.text,
    }
