"""What was found of effects, in a report: in the finding's own words, with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from geo.evaluation.result import Effect, Finding
from geo.look import number
from geo.publishing import words
from geo.report import charts
from geo.report._text import shortened
from geo.report.document import Block, Columns, Heading, Paragraph, Picture, Tone

WIDE = 60.0
"""Millimetres of the bars."""
LONGEST_DESIGN = 700
DAYS = 28
"""Counts are told per so many days: before and after are seldom equally long."""
SYMBOLS = {Effect.LESS: "▼", Effect.MORE: "▲", Effect.UNCLEAR: "●", Effect.TOO_FEW: "○"}


def of(findings: Sequence[Finding], *, most: int) -> list[Block]:
    """Return each finding: its words, what was compared with what, and its bars."""
    if not findings:
        return []
    shown, more = words.cut(findings, most)
    rest = [Paragraph(words.rest(more, "prövning", "prövningar"), Tone.HINT)] if more else []
    told = [block for each in shown for block in _finding(each)]
    return [Heading("Effekt"), *told, *rest]


def _finding(found: Finding) -> list[Block]:
    head = f"{SYMBOLS[found.verdict]} {shortened(found.place, 40)} från {words.day(found.began)}"
    wait = [Paragraph(found.wait, Tone.HINT)] if found.wait else []
    return [
        Heading(head, 2),
        Columns(((Paragraph(found.words), *wait), (bars(found),)), (1.9, 1)),
        Paragraph(shortened(found.design, LONGEST_DESIGN), Tone.HINT),
    ]


def bars(found: Finding) -> Picture:
    """Draw a finding: incidents before and after, at the place and at what it is held against."""
    before, after = DAYS / max(found.before_days, 1), DAYS / max(found.after_days, 1)
    place = (found.treated_before * before, found.treated_after * after)
    other = (found.compared_before * before, found.compared_after * after)
    alt = (
        f"Staplar: {found.place} {number(place[0], 1)} före och {number(place[1], 1)} efter; "
        f"jämförelsen {number(other[0], 1)} före och {number(other[1], 1)} efter."
    )
    return charts.before_after(
        (("Platsen", *place), ("Jämförelsen", *other)),
        wide=WIDE,
        alt=alt,
        caption=f"Händelser per {DAYS} dagar, före (vit) och efter (mörk).",
    )
