"""Which column holds which field: decided by the user, told by the headers, proven by the cells.

Nothing is guessed: where two columns could hold a field that matters, the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.errors import ColumnError
from geo.folding import fold
from geo.mapping import COLUMN, NOTHING, MappingProfile, Question, choose
from geo.sources import _evidence
from geo.sources._context import Context
from geo.sources._mapping import LABELS, Fields, Synonyms
from geo.sources._tabular import Table

FITS = 0.5
"""A header is believed if at least this share of the cells are what it says."""
PROVEN = 0.9
"""Without a header, at least this share of the cells must be."""
PAIRS = (("lat", "lon"), ("x", "y"))
_FROM = re.compile(r"\b(?:fr\.?\s?o\.?\s?m|från\s?och\s?med|f\.?o\.?m)\b\.?", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:t\.?\s?o\.?\s?m|till\s?och\s?med)\b\.?", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_AFTERWARDS = re.compile(r"updat|andrad|atgard|avslut|stang|clos|modif|lasta|klar|betald|lamnad")
"""Folded headers of days that are never when something happened."""
WEAK = 2
"""Rank from which a header is the field only if nothing else can be."""
NO_COLUMN = (NOTHING, "Ingen av kolumnerna")

Need = Sequence[str]
"""Fields of which a file must have one; the first is the one that is asked for."""


def fields(table: Table, synonyms: Synonyms, context: Context, *needs: Need) -> Fields:
    """Find the column of each field.

    Parameters
    ----------
    table : Table
    synonyms : mapping
        Headers that each field goes by.
    context : Context
        Its profile decides first; without one, a saved profile with the same headers does.
    *needs : sequence of str
        Fields that the file must have one of.

    Raises
    ------
    Uncertain
        Two columns could hold a field, or one that is needed was not found.
    ColumnError
        No column can hold a field that is needed.
    """
    profile, told = _profile(table, context)
    found = Fields(table, told=told)
    for name, header in profile.columns.items():
        if header in table.headers and name in synonyms:
            found.columns[name] = table.headers.index(header)
            found.how[name] = "mallen" if profile.name else "svaret"
    open_fields = [
        name
        for name in synonyms
        if name not in found.columns and profile.columns.get(name) != NOTHING
    ]
    questions = _by_headers(found, synonyms, open_fields)
    _by_cells(found, [name for name in open_fields if name not in found.columns])
    questions += [
        _lost(found, name, profile) for name in profile.columns if _is_lost(found, name, profile)
    ]
    questions += [
        question
        for need in needs
        if not any(name in found for name in need if name != "end")
        and not any(each.name == COLUMN + name for each in questions for name in need)
        and (question := _missing(found, need)) is not None
    ]
    if questions:
        raise found.ask(*questions)
    return found


def profile_of(table: Table, context: Context) -> MappingProfile:
    """Return the decisions that hold for a table: those given, or saved for such headers."""
    return choose(context.profile, context.saved, table.headers)


def _profile(table: Table, context: Context) -> tuple[MappingProfile, tuple[str, ...]]:
    profile = profile_of(table, context)
    if not profile.name:
        return profile, ()
    changes = profile.changes(table.headers)
    return profile, (f"Läst med kolumnmallen ”{profile.name}”.", *changes)


def _by_headers(found: Fields, synonyms: Synonyms, names: Sequence[str]) -> list[Question]:
    """Let each column go to the field whose name it has; return what cannot be told."""
    taken = set(found.columns.values())
    questions = []
    for name in names:
        claims = {
            at: rank
            for at, header in enumerate(found.table.headers)
            if at not in taken and (rank := _rank(header, synonyms[name])) is not None
        }
        winners = _strongest(found.table, claims, name)
        if winners and claims[winners[0]] >= WEAK:
            winners += _rivals(found, winners, name)
        if len(winners) == 1:
            found.columns[name] = winners[0]
            found.how[name] = "rubriken"
        elif winners:
            options = tuple((found.table.headers[at],) * 2 for at in winners)
            questions.append(
                Question(
                    COLUMN + name, _text(name, "Flera kolumner passar."), (*options, NO_COLUMN)
                )
            )
    return questions


def _rivals(found: Fields, winners: list[int], name: str) -> list[int]:
    """Return columns that hold such cells too, and no known header, beside a weak claim."""
    table, used = found.table, {*found.columns.values(), *winners}
    free = [at for at in range(len(table.headers)) if at not in used]
    return [at for at in free if name == "start" and _could_be_start(table, at)]


def _could_be_start(table: Table, at: int) -> bool:
    """Return whether a column may say when something happened: dates, not of what came after."""
    if _AFTERWARDS.search(fold(table.headers[at])):
        return False
    return _evidence.looks_dated(table.columns[at])


def _rank(header: str, text: str) -> int | None:
    """Return how strongly a header claims a field; a unit in brackets may be left out."""
    header = re.sub(r" \(\d+\)$", "", header)  # a repeated header, numbered by the table
    written = _UNTIL.sub(" till ", _FROM.sub(" fran ", header))
    texts = (header, written, _member(header))
    forms = {fold(form) for text in texts for form in (text, _BRACKETS.sub("", text))} - {""}
    parts = text.split("|")
    return next((rank for rank, part in enumerate(parts) if forms & set(part.split())), None)


def _member(header: str) -> str:
    """Return what a nested header such as ``location.lat`` is about."""
    outer, _, inner = header.partition(".")
    if not re.fullmatch(r"[a-z_]+\.[a-z_]+", header) or inner in ("id", "type"):
        return ""
    return outer if inner == "name" else inner


def _strongest(table: Table, claims: dict[int, int], name: str) -> list[int]:
    """Return the columns that claim a field equally strongly, the empty and unfit aside."""
    if not claims:
        return []
    filled = {at: rank for at, rank in claims.items() if not table.is_empty(at)}
    claims = filled or dict([min(claims.items(), key=lambda item: item[1])])
    if _evidence.has_test(name) and len(claims) > 1:
        fit = {at: _evidence.fit(name, table.columns[at]) for at in claims}
        claims = {at: rank for at, rank in claims.items() if fit[at] >= FITS} or claims
    best = min(claims.values())
    winners = [at for at, rank in claims.items() if rank == best]
    first = table.columns[winners[0]]
    return winners[:1] if all(table.columns[at].equals(first) for at in winners) else winners


def _by_cells(found: Fields, names: Sequence[str]) -> None:
    """Find what is still missing by what the cells hold, where only one column can be it."""
    table = found.table
    free = [
        at
        for at in range(len(table.headers))
        if at not in found.columns.values() and not table.is_empty(at)
    ]

    def proven(name: str) -> list[int]:
        return [at for at in free if _evidence.fit(name, table.columns[at]) >= PROVEN]

    def settle(name: str, at: int) -> None:
        found.columns[name] = at
        found.how[name] = "innehållet"
        free.remove(at)

    has_place = any(x in found and y in found for x, y in PAIRS) or "point" in found
    if not has_place and "point" in names and len(points := proven("point")) == 1:
        settle("point", points[0])
    elif not has_place and {"lat", "lon"} <= set(names):
        degrees = [at for at in proven("lat") if "." in _sample(table, at)]
        if len(degrees) == 2:
            settle("lat", degrees[0])
            settle("lon", degrees[1])
    if not {"start", "start_time", "month"} & set(found.columns) and "start" in names:
        dated = [at for at in free if _could_be_start(table, at)]
        if len(dated) == 1:
            settle("start", dated[0])
    for name in ("code", "category"):
        if name in names and len(alike := proven(name)) == 1 and len(table) > 2:
            settle(name, alike[0])


def _sample(table: Table, at: int) -> str:
    return " ".join(str(cell) for cell in table.columns[at].slice(0, 5)).replace(",", ".")


def _is_lost(found: Fields, name: str, profile: MappingProfile) -> bool:
    """Return whether the profile's column for a field is gone, and a new one may hold it."""
    header = profile.columns[name]
    gone = header != NOTHING and header not in found.table.headers and name not in found
    return gone and bool(_new_columns(found, profile))


def _new_columns(found: Fields, profile: MappingProfile) -> list[int]:
    used, table = found.columns.values(), found.table
    return [
        at
        for at, header in enumerate(table.headers)
        if header not in profile.headers and at not in used and not table.is_empty(at)
    ]


def _lost(found: Fields, name: str, profile: MappingProfile) -> Question:
    table, free = found.table, _new_columns(found, profile)
    options = tuple((table.headers[at],) * 2 for at in free)
    return Question(COLUMN + name, _text(name, "Mallens kolumn är borta."), (*options, NO_COLUMN))


def _missing(found: Fields, need: Need) -> Question | None:
    """Return the question about a field that is needed, with the columns that can hold it.

    Raises
    ------
    ColumnError
        No column can hold it.
    """
    table, name = found.table, need[0]
    used = found.columns.values()
    free = [at for at in range(len(table.headers)) if at not in used and not table.is_empty(at)]
    if _evidence.has_test(name):
        fit = {at: _evidence.fit(name, table.columns[at]) for at in free}
        free = [at for at in free if fit[at] >= FITS]
        if name == "start" and len(likely := [at for at in free if _could_be_start(table, at)]):
            free = likely
    if not free and "end" in need and "end" in found:
        return None
    if not free:
        listed = ", ".join(f"”{header}”" for header in table.headers[:20])
        raise ColumnError(
            f"Ingen kolumn med {LABELS[name].lower()} hittades.",
            hint=f"Kontrollera att rätt fil valdes. Filens kolumner: {listed}.",
            file=table.file,
            line=table.header_row,
        )
    options = tuple((table.headers[at],) * 2 for at in free)
    return Question(COLUMN + name, _text(name, "Ingen rubrik säger det."), options)


def _text(name: str, why: str) -> str:
    return f"Vilken kolumn är ”{LABELS[name]}”? {why}"
