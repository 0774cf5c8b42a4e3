"""The account in plain Swedish, for page and paper alike."""

from __future__ import annotations

from collections.abc import Iterable

from geo.look import number
from geo.publishing.account.content import Account, PublicMeasure


def heading(account: Account) -> str:
    """Return the title: ``Trygghet i Västervik, tertial 1, 2026``."""
    return f"Trygghet i {account.name}, {account.label[0].lower()}{account.label[1:]}"


def answer(account: Account) -> str:
    """Return how many incidents there were, with the year before where it is told."""
    now = account.tables[0].cells[-1][-1]
    told = f"Händelser i kommunen: {now}"
    if len(account.tables) > 1:
        told += f"; samma period året före: {account.tables[1].cells[-1][-1]}"
    return f"{told}."


def promise_lines(account: Account) -> list[tuple[str, str, str, str]]:
    """Return text, target, done and words of each promise."""
    return [
        (
            each.text,
            "–" if each.target is None else number(each.target),
            number(each.done),
            each.words,
        )
        for each in account.promises
    ]


def by_area(measures: Iterable[PublicMeasure]) -> list[tuple[str, str]]:
    """Return each area with its kinds of measures in a line."""
    found: dict[str, list[str]] = {}
    for each in measures:
        found.setdefault(each.area, []).append(each.kind)
    return [(area, ", ".join(kinds)) for area, kinds in found.items()]
