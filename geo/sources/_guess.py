"""What a file holds: told by its format, else by which fields its headers and name speak of."""

from __future__ import annotations

from geo.folding import fold
from geo.model import ImportKind
from geo.sources import (
    _mapping,
    _tabular,
    activities,
    est_reports,
    measures,
    police_reports,
    surveys,
    visits,
)

HEAD = 100_000
"""Bytes of a text file that are looked at."""
SYNONYMS = {
    ImportKind.EST: est_reports.SYNONYMS,
    ImportKind.POLICE: police_reports.SYNONYMS,
    ImportKind.VISITS: visits.SYNONYMS,
    ImportKind.SURVEYS: surveys.SYNONYMS,
    ImportKind.MEASURES: measures.SYNONYMS,
    ImportKind.ACTIVITIES: activities.SYNONYMS,
}
_TELLING = {
    ImportKind.POLICE: ("code", "type"),
    ImportKind.VISITS: ("minutes", "officers", "on_foot", "dialogue"),
    ImportKind.SURVEYS: ("all", "women", "men", "question"),
    ImportKind.ACTIVITIES: ("activity", "proof", "promise"),
    ImportKind.MEASURES: ("owner", "deadline", "outcome", "meeting", "began"),
}
"""Fields that one kind has and the others do not."""
_CALENDAR = frozenset({"heldagshandelse", "alldayevent"})
"""Headers of a calendar, which holds visits."""
_NAMES = {
    ImportKind.POLICE: ("polis", "brott", "anmal"),
    ImportKind.VISITS: ("besok", "patrull"),
    ImportKind.SURVEYS: ("matning", "enkat", "trygghetsmat"),
    ImportKind.ACTIVITIES: ("aktivitet", "lofte"),
    ImportKind.MEASURES: ("atgard", "handlingsplan"),
}


def kind(content: bytes, *, file: str) -> ImportKind:
    """Return the likeliest kind; est in doubt.

    Raises
    ------
    FormatError
        No file that can be read.
    """
    start = content[:300].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"["):
        return ImportKind.NOTICES
    is_map = start.startswith((b"{", b"SQLite format 3")) or b".shp" in content[-5_000:]
    if is_map:
        return ImportKind.PLACES
    if not content.startswith(b"PK") and len(content) > HEAD:
        content = content[: content.rfind(b"\n", 0, HEAD)]
    known = frozenset().union(*(_mapping.words(each) for each in SYNONYMS.values()))
    table = _tabular.read(content, file=file, known=known)
    words = {fold(header) for header in table.headers}
    name = fold(file.rpartition(".")[0])

    def score(each: ImportKind) -> float:
        synonyms = SYNONYMS[each]
        strong = {field: set(text.split("|")[0].split()) for field, text in synonyms.items()}
        told = sum(1 for field in _TELLING.get(each, ()) if strong[field] & words)
        told += 2 * (each is ImportKind.VISITS and bool(_CALENDAR & words))
        return told + any(part in name for part in _NAMES.get(each, ())) * 1.5

    best = max(SYNONYMS, key=score)
    return best if score(best) >= 1 else ImportKind.EST
