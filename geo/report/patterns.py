"""How the verdicts on places look without colour: hatching, dots and dashes."""

from __future__ import annotations

from collections.abc import Iterable

from geo.look import INK, SECONDARY, VERDICTS
from geo.model import Verdict

_EDGE = f'stroke="{INK}" stroke-width="0.4"'
_LOOKS = {
    Verdict.INCREASING: f'fill="url(#snett)" stroke="{INK}" stroke-width="0.7"',
    Verdict.GROWING: f'fill="url(#glest)" {_EDGE}',
    Verdict.DECREASING: f'fill="url(#prickar)" {_EDGE}',
    Verdict.WANING: f'fill="url(#glesprick)" {_EDGE}',
    Verdict.AS_USUAL: f'fill="{SECONDARY}" fill-opacity="0.16" stroke="{SECONDARY}" '
    'stroke-width="0.4"',
    Verdict.TOO_FEW: f'fill="none" stroke="{SECONDARY}" stroke-width="0.4" '
    'stroke-dasharray="1.1 0.8"',
}
_WORDS = {
    Verdict.INCREASING: "tätt snedstreckad",
    Verdict.GROWING: "glest snedstreckad",
    Verdict.DECREASING: "tätt prickad",
    Verdict.WANING: "glest prickad",
    Verdict.AS_USUAL: "grå yta",
    Verdict.TOO_FEW: "streckad kant",
}
_PLAIN = f'fill="{SECONDARY}" fill-opacity="0.1" {_EDGE}'


def definitions() -> str:
    """Return the patterns as SVG definitions."""
    return f"<defs>{_lines('snett', 1.1)}{_lines('glest', 2.4)}{_dots('prickar', 1.2)}" + (
        f"{_dots('glesprick', 2.4)}</defs>"
    )


def of(verdict: Verdict | None) -> str:
    """Return the attributes of a place's outline."""
    return _PLAIN if verdict is None else _LOOKS[verdict]


def legend(verdicts: Iterable[Verdict | None]) -> str:
    """Return what the patterns that are there mean.

    Examples
    --------
    >>> legend([Verdict.TOO_FEW, None, Verdict.INCREASING])
    '▲ ökar (tätt snedstreckad) · ○ för få för att säga (streckad kant).'
    """
    there = set(verdicts)
    told = [
        f"{look.symbol} {look.word.lower()} ({_WORDS[verdict]})"
        for verdict, look in VERDICTS.items()
        if verdict in there
    ]
    return f"{' · '.join(told)}." if told else ""


def _lines(name: str, apart: float) -> str:
    return (
        f'<pattern id="{name}" width="{apart}" height="{apart}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V{apart}" fill="none" stroke="{INK}" '
        'stroke-width="0.5"/></pattern>'
    )


def _dots(name: str, apart: float) -> str:
    return (
        f'<pattern id="{name}" width="{apart}" height="{apart}" patternUnits="userSpaceOnUse">'
        f'<circle cx="{apart / 2}" cy="{apart / 2}" r="0.25" fill="{INK}"/></pattern>'
    )
