"""Small charts as pictures of a report, to be read without colour: bars, a normal band, a pace."""

from __future__ import annotations

from collections.abc import Sequence

from geo.look import INK, LINE, SECONDARY, number
from geo.report.document import Label, Picture

LOW, LEFT, TOP = 5.5, 9.0, 3.0
"""Millimetres under a chart for its words, left of it for its scale, and over it."""
BAND, PAPER = "#c9d0d8", "#ffffff"
LETTER = 0.72
"""Half a letter's width in millimetres, of 7 points."""


def series(
    counts: Sequence[int],
    band: Sequence[tuple[int, int] | None],
    *,
    ends: tuple[str, str],
    marks: Sequence[bool] = (),
    wide: float = 85.0,
    high: float = 30.0,
    alt: str,
    caption: str = "",
) -> Picture:
    """Draw counts as bars before the band that was normal; the last bar stands out.

    Parameters
    ----------
    counts : sequence of int
        Oldest first.
    band : sequence of tuple or None
        Lowest and highest normal count of each; None where nothing was known to be normal.
    ends : tuple of str
        Under the first and the last bar.
    marks : sequence of bool
        Whether there is a small square under each bar.
    wide, high : float
        Millimetres.
    alt, caption : str
    """
    top = max([1, *counts, *(each[1] for each in band if each)])
    room = high - LOW - TOP
    step = (wide - LEFT) / max(len(counts), 1)

    def y(value: float) -> float:
        return TOP + room * (1 - value / top)

    drawn = [_rect(0, 0, wide, high, PAPER), _line(LEFT, y(0), wide, y(0), INK, 0.3)]
    drawn.append(_line(LEFT, y(top), wide, y(top), LINE, 0.2))
    for at, bounds in enumerate(band):
        if bounds:
            under, over = y(bounds[0]), y(bounds[1])
            x = LEFT + at * step
            drawn.append(_rect(x, over, step, max(under - over, 0.5), BAND))
    for at, count in enumerate(counts):
        last = at == len(counts) - 1
        x, width = LEFT + (at + 0.24) * step, step * 0.52
        drawn.append(_rect(x, y(count), width, y(0) - y(count), INK if last else SECONDARY))
        if at < len(marks) and marks[at]:
            drawn.append(_rect(x + width / 2 - 0.6, y(0) + 0.6, 1.2, 1.2, INK))
    labels = (
        Label(number(top), LEFT / 2, y(top), size=7, halo=False),
        Label("0", LEFT / 2, y(0), size=7, halo=False),
        Label(ends[0], LEFT + len(ends[0]) * LETTER, high - 1.6, size=7, halo=False),
        Label(ends[1], wide - len(ends[1]) * LETTER - 1, high - 1.6, size=7, halo=False),
    )
    return _picture(drawn, wide, high, alt, caption, labels)


def pace(
    done: int, expected: int, target: int, *, wide: float = 85.0, alt: str, caption: str = ""
) -> Picture:
    """Draw how far a promise has come: done filled, what should be done by now as a line.

    Parameters
    ----------
    done, expected, target : int
    wide : float
        Millimetres.
    alt, caption : str
    """
    high, top, bar = 12.0, 4.6, 4.4
    most = max(target, done, 1)

    def x(value: float) -> float:
        return 1 + (wide - 2) * value / most

    drawn = [
        _rect(0, 0, wide, high, PAPER),
        _rect(1, top, x(target) - 1, bar, PAPER, edge=SECONDARY),
        _rect(1, top, x(done) - 1, bar, SECONDARY),
        _line(x(expected), top - 1.4, x(expected), top + bar + 1.4, INK, 0.8),
    ]
    told = f"i dag: {number(expected)}"
    middle = min(max(x(expected), len(told) * LETTER + 1), wide - len(told) * LETTER - 1)
    done_told, target_told = f"gjort: {number(done)}", f"löfte: {number(target)}"
    labels = (
        Label(told, middle, 1.7, size=7, halo=False),
        Label(done_told, len(done_told) * LETTER + 1, high - 1.5, size=7, bold=True, halo=False),
        Label(target_told, wide - len(target_told) * LETTER - 1, high - 1.5, size=7, halo=False),
    )
    return _picture(drawn, wide, high, alt, caption, labels)


def before_after(
    pairs: Sequence[tuple[str, float, float]], *, wide: float = 85.0, alt: str, caption: str = ""
) -> Picture:
    """Draw what was before (outlined) and after (filled), a pair of bars for each name.

    Parameters
    ----------
    pairs : sequence of tuple
        Name, before and after: of one unit.
    wide : float
        Millimetres.
    alt, caption : str
    """
    row, name_wide = 10.0, 21.0
    most = max([1e-9, *(value for _, *both in pairs for value in both)])
    room = wide - name_wide - 12
    drawn = [_rect(0, 0, wide, row * len(pairs), PAPER)]
    labels = []
    for at, (name, before, after) in enumerate(pairs):
        top = at * row
        labels.append(
            Label(name, min(len(name) * LETTER, name_wide / 2), top + 4.5, size=7, halo=False)
        )
        for down, value, fill in ((1.0, before, PAPER), (4.8, after, SECONDARY)):
            long = room * value / most
            drawn.append(_rect(name_wide, top + down, max(long, 0.3), 3.4, fill, edge=INK))
            told = number(value, 1)
            labels.append(
                Label(told, name_wide + long + 2 + len(told) * LETTER, top + down + 1.7, size=7,
                      halo=False)
            )  # fmt: skip
    return _picture(drawn, wide, row * max(len(pairs), 1), alt, caption, tuple(labels))


def _picture(
    drawn: Sequence[str], wide: float, high: float, alt: str, caption: str,
    labels: tuple[Label, ...],
) -> Picture:  # fmt: skip
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" '
        f'viewBox="0 0 {wide} {high}">{"".join(drawn)}</svg>'
    )
    return Picture(svg.encode(), wide, high, alt, caption, labels)


def _rect(x: float, y: float, wide: float, high: float, fill: str, *, edge: str = "") -> str:
    line = f' stroke="{edge}" stroke-width="0.25"' if edge else ""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(wide, 0):.2f}" '
        f'height="{max(high, 0):.2f}" fill="{fill}"{line}/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    return (
        f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )
