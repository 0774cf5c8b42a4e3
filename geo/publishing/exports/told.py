"""The basis of an export: it goes along with every file."""

from __future__ import annotations

from geo import weeks
from geo.explore.basis import Basis
from geo.publishing.exports.audience import FOR
from geo.publishing.exports.part import Part
from geo.publishing.exports.source import Source
from geo.publishing.exports.what import KINDS, Wanted


def basis(source: Source, wanted: Wanted, parts: tuple[Part, ...]) -> Basis:
    """Return what a file is made from: selection, rows, method, store, readers and time."""
    period = source.period_of(wanted.what)
    when = "allt i lagret" if period is None else weeks.label(period)
    several = len(parts) > 1
    details = tuple(
        (f"{label}, {part.table.name.lower()}" if several else label, text)
        for part in parts
        for label, text in part.told
    )
    moment = source.now.astimezone(weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return (
        ("Kommun", f"{source.kommun.name} ({source.kommun.code})"),
        ("Innehåll", KINDS[wanted.what].name),
        ("Period", when),
        *details,
        ("Läge", f"koordinater i {source.records.crs}"),
        ("Lager", f"version {source.records.store_version}"),
        ("För", FOR[wanted.audience]),
        ("Skapad", moment),
    )
