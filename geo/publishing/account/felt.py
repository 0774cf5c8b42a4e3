"""The share who feel unsafe, where enough have answered on both sides."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from geo.folding import fold
from geo.look import number, percent
from geo.privacy import Division, K
from geo.publishing import words
from geo.publishing.account.content import PublicFelt
from geo.records import Records

FEWEST = 50
"""Answers, at least; and at least K of them on either side."""
LATEST = timedelta(days=366)
"""How old the latest survey may be."""


def felt(
    records: Records, division: Division, end: date
) -> tuple[tuple[PublicFelt, ...], tuple[tuple[str, str], ...]]:
    """Return the latest survey of each area by `end`, and what is withheld with the reason.

    Only areas that are one place: shares of several cannot be added up. The question's words are
    not told: they are what stands in a file.
    """
    names = dict(zip(records.places["place_id"], records.places["name"], strict=True))
    shown: list[PublicFelt] = []
    withheld: list[tuple[str, str]] = []
    frame = records.surveys
    recent = (frame["period_end"] <= end.isoformat()) & (
        frame["period_end"] > (end - LATEST).isoformat()
    )
    frame = frame[recent]
    for area in division.areas:
        if len(area.place_ids) != 1:
            withheld.append((area.name, "flera platsers mätningar kan inte läggas ihop"))
            continue
        name = fold(str(names[area.place_ids[0]]))
        mine = frame[[fold(text) == name for text in frame["place_text"]]]
        if not len(mine):
            continue
        last = mine.iloc[-1]
        n, share = last["n"], float(last["share_unsafe"])
        reason = _reason(n, share)
        if reason:
            withheld.append((area.name, reason))
            continue
        least = int(n) // 10 * 10
        when = words.survey_month(str(last["period_start"]))
        shown.append(PublicFelt(area.name, when, f"minst {number(least)}", percent(share)))
    return tuple(shown), tuple(withheld)


def _reason(n: object, share: float) -> str:
    answers = float(np.nan if n is None else n)  # type: ignore[arg-type]
    if not answers >= FEWEST:
        return f"färre än {FEWEST} svar, eller okänt hur många"
    if min(share, 1 - share) * answers < K:
        return f"färre än {K} har svarat på ena sättet"
    return ""
