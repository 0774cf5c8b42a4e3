"""What an exported file is called: kommun, what, period and for whom."""

from __future__ import annotations

from geo import weeks
from geo.folding import tokens
from geo.model import Audience, Period

WORDS = {Audience.INTERNAL: "internt", Audience.PUBLIC: "offentligt"}


def file_name(kommun: str, what: str, period: Period | None, audience: Audience, end: str) -> str:
    """Return a name that says what is in the file, in letters that every system takes.

    Parameters
    ----------
    kommun : str
        Its name.
    what : str
        One word without accents.
    end : str
        Of the name, without its dot.

    Examples
    --------
    >>> file_name("Mönsterås", "platser", weeks.parse("2026-W12"), Audience.INTERNAL, "csv")
    'platsbild-monsteras-platser-2026-w12-internt.csv'
    """
    when = "allt" if period is None else weeks.code(period).lower()
    parts = ("platsbild", *tokens(kommun), what, when, WORDS[audience])
    return f"{'-'.join(parts)}.{end}"
