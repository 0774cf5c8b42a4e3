"""What a meeting decided, in a report: tables of measures with place, what, who and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.follow_up.measures import Measure
from geo.publishing import words
from geo.report._text import shortened
from geo.report.document import Block, Grid, Heading, Paragraph, Tone

LONGEST_WHAT, LONGEST_WHO, LONGEST_PLACE, LONGEST_STATUS = 64, 30, 30, 56
HEADERS = ("Plats", "Vad", "Vem", "Senast", "Läge")
WIDTHS = (1.5, 2.2, 1.2, 1.7, 1.6)


def carried(measures: Sequence[Measure], today: date, *, most: int) -> list[Block]:
    """Return what earlier meetings decided and how it went: the overdue first."""
    ranked = late_first(measures, today)
    return [
        Heading("Från förra mötet"),
        *table(ranked, today, most, "Tidigare beslut och hur det gick."),
    ] if measures else [
        Heading("Från förra mötet"),
        Paragraph("Inget tidigare beslut är öppet.", Tone.HINT),
    ]  # fmt: skip


def decided(measures: Sequence[Measure], today: date, *, most: int) -> list[Block]:
    """Return what this meeting decided."""
    if not measures:
        return [Heading("Beslut"), Paragraph("Inget beslutat för perioden.", Tone.HINT)]
    caption = "Beslutade åtgärder: plats, vad, vem och senast när."
    return [Heading("Beslut"), *table(measures, today, most, caption)]


def late_first(measures: Sequence[Measure], today: date) -> list[Measure]:
    """Return measures with the most overdue first, then those that are open."""
    return sorted(measures, key=lambda each: (-each.overdue(today), not each.open))


def table(measures: Sequence[Measure], today: date, most: int, caption: str) -> list[Block]:
    """Return a table of measures, and how many did not have room in it."""
    shown, more = words.cut(measures, most)
    rows = tuple(
        (
            shortened(words.where(each), LONGEST_PLACE),
            shortened(words.what(each), LONGEST_WHAT),
            shortened(words.who(each), LONGEST_WHO),
            words.by_when(each, today),
            shortened(words.status(each), LONGEST_STATUS),
        )
        for each in shown
    )
    told = words.rest(more, "åtgärd", "åtgärder")
    grid = Grid(caption, HEADERS, rows, widths=WIDTHS)
    return [grid, *([Paragraph(told, Tone.HINT)] if told else [])]
