"""The kind, the problem and the days of a measure as they are typed after an option."""

from __future__ import annotations

from datetime import date

from geo.errors import InputError
from geo.folding import fold
from geo.follow_up.measures.changing import Clear
from geo.model import CATEGORIES
from geo.shipped import measure_kinds


def kind_of(text: str) -> str:
    """Return the code of the kind that a text says.

    Raises
    ------
    InputError
        It says none.
    """
    found = measure_kinds.of_text(text)
    if found is None:
        listed = ", ".join(measure_kinds.kinds())
        raise InputError(f"Slaget ”{text}” finns inte.", hint=f"Välj ett av: {listed}.")
    return found


def category_of(text: str) -> str:
    """Return the category with a code or a name; "" of nothing.

    Raises
    ------
    InputError
        There is none.
    """
    for code, category in CATEGORIES.items():
        if fold(text) in (fold(code), fold(category.label)):
            return code
    if text:
        raise InputError(
            f"Problemet ”{text}” finns inte.", hint=f"Välj ett av: {', '.join(CATEGORIES)}."
        )
    return ""


def first_day(text: str) -> date | None:
    """Return the day that a text says, None where there is to be none.

    Raises
    ------
    InputError
        It is no day.
    """
    day = day_of(text)
    return None if isinstance(day, Clear) else day


def day_of(text: str) -> date | Clear | None:
    """Return the day that a text says, None of nothing, and that it is to be cleared of ``-``.

    Raises
    ------
    InputError
        It is no day.
    """
    if not text:
        return None
    if text == "-":
        return Clear.DAY
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"”{text}” är ingen dag.", hint="Skriv till exempel 2026-05-01."
        ) from error
