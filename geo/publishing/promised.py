"""How promises stand, in a report: the numbers and words of the page Löften."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.follow_up.promises import Counted
from geo.follow_up.standing import Standing
from geo.look import number
from geo.publishing import words
from geo.report import charts
from geo.report._text import shortened
from geo.report.document import Block, Grid, Heading, Items, Paragraph, Picture, Tone

LONGEST_PROMISE, LONGEST_WORDS = 130, 150
MOST_VISITS = 4
WIDTHS = (3.4, 0.8, 0.8, 2.6)


def of_days(standings: Sequence[Standing], start: date, end: date) -> list[Standing]:
    """Return the promises that held on some of the days, the end exclusive."""
    return [each for each in standings if each.start < end and each.end > start]


def latest(standings: Sequence[Standing]) -> list[Standing]:
    """Return the promises of the document that ended last."""
    last = max((each.document.last for each in standings), default=None)
    return [each for each in standings if each.document.last == last]


def table(standings: Sequence[Standing], *, most: int) -> list[Block]:
    """Return promises as counted, promised and where they stand, and the pace of each."""
    shown, more = words.cut(standings, most)
    rows = tuple(
        (
            shortened(each.promise.text, LONGEST_PROMISE),
            number(each.done),
            "–" if each.target is None else number(each.target),
            told(each),
        )
        for each in shown
    )
    titles = "; ".join(dict.fromkeys(each.document.title for each in shown))
    grid = Grid(
        f"Ur {shortened(titles, 160)}.", ("Löfte", "Gjort", "Lovat", "Var det står"), rows,
        numeric=frozenset({1, 2}), widths=WIDTHS,
    )  # fmt: skip
    rest = [Paragraph(words.rest(more, "löfte", "löften"), Tone.HINT)] if more else []
    bars = [bar(each) for each in shown if each.current and each.pace is not None]
    return [grid, *bars, *rest]


def told(standing: Standing) -> str:
    """Return where a promise stands; of one whose document has ended, that it is carried on."""
    last = words.day(standing.document.last)
    on = f" (löftet gällde till {last}; målet räknas vidare)" if standing.carried else ""
    return f"{shortened(standing.words, LONGEST_WORDS)}{on}"


def visits(standings: Sequence[Standing]) -> list[Block]:
    """Return the promises about visits that hold: a place's visits count in them."""
    mine = [
        each
        for each in standings
        if each.current and each.promise.counts is Counted.VISITS
    ]  # fmt: skip
    if not mine:
        return []
    shown, more = words.cut(mine, MOST_VISITS)
    items = tuple((shortened(each.promise.text, LONGEST_PROMISE), told(each)) for each in shown)
    rest = [Paragraph(words.rest(more, "löfte", "löften"), Tone.HINT)] if more else []
    return [Heading("Löften som besöken räknas i"), Items(items), *rest]


def bar(standing: Standing) -> Picture:
    """Draw the pace of a promise that has a target."""
    pace = standing.pace
    if pace is None:
        raise ValueError("a promise without a target has no pace")
    target = pace.held.target
    return charts.pace(
        pace.done,
        pace.expected,
        target,
        wide=180,
        alt=f"Stapel: {number(pace.done)} av {number(target)} gjorda, {number(pace.expected)} "
        "väntade i dag.",
        caption=shortened(standing.promise.text, 110),
    )
