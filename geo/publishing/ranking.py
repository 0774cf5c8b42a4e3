"""The places of a lägesbild as a report's table: the numbers of the page, in words and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo.lagesbild import Comparison, PlaceStatus
from geo.look import VERDICTS, number
from geo.model import Verdict
from geo.publishing import words
from geo.report._text import shortened
from geo.report.document import Block, Grid, Paragraph, Tone

LONGEST_NAME = 34
SHORT = {Verdict.TOO_FEW: "För få"}
HEADERS = ("Plats", "Läge", "Nu", "Normalt", "Förra", "I fjol", "Senaste besök")
WIDTHS = (3.2, 2.0, 0.8, 1.2, 0.9, 0.9, 1.8)


def table(places: Sequence[PlaceStatus], *, most: int) -> list[Block]:
    """Return the ranked table, and what did not have room in it.

    Parameters
    ----------
    places : sequence of PlaceStatus
        In rank order.
    most : int
        Rows at most.
    """
    if not places:
        told = "Kommunen har inga platser ännu: lägg in dem på sidan Platser."
        return [Paragraph(told, Tone.HINT)]
    shown, more = words.cut(places, most)
    grid = Grid(
        "Platser i ordning. Normalt är spannet som nio perioder av tio brukar hålla sig i.",
        HEADERS,
        tuple(row(at, each) for at, each in enumerate(shown, start=1)),
        numeric=frozenset({2, 3, 4, 5}),
        widths=WIDTHS,
    )
    left = places[len(shown) :]
    told = f"{words.rest(more, 'plats', 'platser')} {_mix(left)}" if left else ""
    return [grid, *([Paragraph(told, Tone.HINT)] if told else [])]


def row(at: int, place: PlaceStatus) -> tuple[str, ...]:
    """Return a place's row; `at` is its number, which its badge on the map has too."""
    now = place.comparison
    return (
        f"{at}. {shortened(place.name, LONGEST_NAME)}",
        verdict(now.verdict),
        number(now.count),
        band(now),
        number(now.previous),
        "–" if now.last_year is None else number(now.last_year),
        visit(place.days_since_visit),
    )


def verdict(found: Verdict) -> str:
    """Return symbol and word: ``▲ Ökar``."""
    look = VERDICTS[found]
    return f"{look.symbol} {SHORT.get(found, look.word)}"


def band(now: Comparison) -> str:
    """Return the normal band: ``4–7``, or ``okänt`` where the record is too short."""
    if now.normal_low is None or now.normal_high is None:
        return "okänt"
    if now.normal_low == now.normal_high:
        return number(now.normal_low)
    return f"{number(now.normal_low)}–{number(now.normal_high)}"


def visit(days: int | None) -> str:
    """Return how long ago the last visit was."""
    if days is None:
        return "aldrig"
    return "samma dag" if days == 0 else f"{number(days)} d sedan"


def _mix(left: Sequence[PlaceStatus]) -> str:
    """Tell the verdicts of the places that there is no room for."""
    seen = Counter(place.comparison.verdict for place in left)
    told = [f"{n} {VERDICTS[each].word.lower()}" for each, n in seen.most_common()]
    return f"Av dem: {', '.join(told)}."
