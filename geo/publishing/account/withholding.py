"""What the public does not see, and the rule of each, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from geo import weeks
from geo.look import count
from geo.model import Period, PeriodKind
from geo.privacy import Division, K, State
from geo.privacy.generalise import ALL, GROUPS, WHOLE
from geo.publishing.account.suppressing import Safe

STATES = {
    State.FEW: f"färre än {K}: så få händelser att någon kan kännas igen (också 0 skrivs så)",
    State.HIDDEN: f"visas inte: annars kunde en ruta med färre än {K} räknas ut",
    State.SILENT: f"visas inte: orden ”färre än {K}” skulle här säga för mycket",
}


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that the public does not see, and the rule.

    Attributes
    ----------
    where : str
        Table or part of the account.
    what : str
        Cell, row or column.
    why : str
    """

    where: str
    what: str
    why: str


ALWAYS = (
    Withheld("Alltid", "punkter, adresser, enskilda platser och veckor", "lämnar aldrig huset"),
    Withheld("Alltid", "fritext: observationer, bevis, utfall, vad åtgärder består i",
             "kan peka ut någon; bara slag ur fasta listor visas"),
    Withheld("Alltid", "hur många åtgärder av ett slag som gjorts i ett område",
             "bara att de gjorts"),
)  # fmt: skip


def names(division: Division) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the rows and the columns of a table are called."""
    rows = (*division.names, WHOLE) if division.areas else (WHOLE,)
    return rows, (*GROUPS, ALL)


def title(found: Safe) -> str:
    """Return the days of a table: ``1 maj–31 augusti 2026``."""
    last = found.end - timedelta(days=1)
    days = weeks.days_label(Period(found.start, found.end, PeriodKind.TERTIAL))
    return f"{days} {last.year}"


def cells(found: Safe, division: Division) -> Iterator[Withheld]:
    """Yield every cell that is not shown, and late reports that are not told."""
    rows, columns = names(division)
    where = f"Händelser {title(found)}"
    for at, row in enumerate(rows):
        for to, column in enumerate(columns):
            state = State(int(found.state[at, to]))
            if state in STATES:
                yield Withheld(where, f"{row}, {column.lower()}", STATES[state])
    late = int(found.held_back.sum())
    if late:
        what = count(late, "ruta", "rutor")
        yield Withheld(where, f"sena rapporter i {what}",
                       f"ändringar på färre än {K} skulle visa hur få som kommit sent; signerade "
                       "tal står kvar")  # fmt: skip
