"""What lies ahead, in a report: places put first, risk occasions and arrangements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.publishing import words
from geo.report._text import shortened
from geo.report.document import Block, Heading, Items, Paragraph, Tone
from geo.report.week import Week

LONGEST = 80


def priorities(week: Week, *, most: int) -> list[Block]:
    """Return the places that are put first in the coming period."""
    names = names_of(week)
    listed = [
        (
            names.get(each.place_id, "En plats som inte längre finns"),
            _told(words.days(each.first_day, each.until_day), each.note),
        )
        for each in week.priorities
    ]
    return _listed("Först i patrullplanen", listed, most, "Ingen plats är satt först.")


def occasions(week: Week, *, most: int) -> list[Block]:
    """Return the risk occasions to come."""
    listed = [
        (each.name, _told(words.days(each.start, each.end), each.note))
        for each in week.picture.occasions
    ]
    return _listed("Kommande risktillfällen", listed, most, "Inga de närmaste fyra veckorna.")


def arrangements(week: Week, *, most: int) -> list[Block]:
    """Return what is arranged."""
    names = names_of(week)
    listed = [
        (
            each.name,
            _told(
                ", ".join(filter(None, (
                    words.days(each.start, each.end), names.get(each.place_id or 0, ""),
                ))),
                each.note,
            ),
        )
        for each in week.arrangements
    ]  # fmt: skip
    return _listed("Arrangemang", listed, most, "Inga kända.")


def names_of(week: Week) -> Mapping[int, str]:
    """Return the names of a week's places."""
    return {each.place_id: each.name for each in week.picture.places}


def _told(when: str, note: str) -> str:
    return f"{when}: {note}" if note else when


def _listed(
    heading: str, listed: Sequence[tuple[str, str]], most: int, none: str
) -> list[Block]:  # fmt: skip
    if not listed:
        return [Heading(heading, 2), Paragraph(none, Tone.HINT)]
    shown, more = words.cut(listed, most)
    items = Items(tuple((shortened(lead, 40), shortened(told, LONGEST)) for lead, told in shown))
    told = f"… och {more} till." if more else ""
    return [Heading(heading, 2), items, *([Paragraph(told, Tone.HINT)] if told else [])]
