"""The account before it is signed: what it would say, what is withheld, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from geo import weeks
from geo.errors import SelectionError
from geo.follow_up.measures import Measure
from geo.follow_up.standing import Standing
from geo.model import Kommun, Period
from geo.privacy import Division, K, State, check_period, words
from geo.privacy.generalise import REST
from geo.publishing.account import content, covering, earlier, felt, outlines, own_work
from geo.publishing.account.suppressing import Safe, safe
from geo.publishing.account.withholding import ALWAYS, Withheld, cells, names, title
from geo.records import Records
from geo.store.publications import Publication


@dataclass(frozen=True)
class Preview:
    """An account that may be signed.

    Attributes
    ----------
    withheld : tuple of Withheld
    last_known : int
        Number of the last signed account that it was held against; 0 for none.
    held_against : int
        How many signed accounts it was held against.
    cells, hidden : int
        Of its tables.
    tried : int
        How many cells the attacker tried to work out.
    narrowest : float or None
        The fewest values that any hidden cell could have, given all that was published.
    """

    account: content.Account
    kept: content.Kept
    withheld: tuple[Withheld, ...]
    last_known: int
    held_against: int
    cells: int
    hidden: int
    tried: int
    narrowest: float | None

    @property
    def content(self) -> str:
        """Return the text that is signed."""
        return content.to_json(content.Signed(self.account, self.kept))


def preview(
    records: Records,
    kommun: Kommun,
    period: Period,
    division: Division,
    *,
    standings: Sequence[Standing],
    measures: Iterable[Measure],
    signed: Sequence[Publication],
    now: datetime,
) -> Preview:
    """Return the public account of a kommun and period, held against everything signed before.

    Parameters
    ----------
    records : Records
    division : Division
        See ``privacy.divide``.
    standings : sequence of Standing
        As of the period's last day.
    measures : iterable of Measure
    signed : sequence of Publication
        All of the kommun, oldest first.
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        The period is too short, not over, not in the log, too close to a signed one, or has other
        areas than it.
    """
    if period.end > now.astimezone(weeks.STOCKHOLM).date():
        raise SelectionError("Perioden är inte slut än.", hint="Välj en period som är över.")
    known = covering.known(records)
    if known is None or known[0] >= period.end or known[1] < period.start:
        raise SelectionError(
            "Loggen täcker inte perioden, så antalen skulle bli för små.",
            hint="Välj en period som loggen täcker, eller läs in det som saknas.",
        )
    before = earlier.tables(signed)
    check_period(period, [(each.counted.start, each.counted.end) for each in before])
    areas = earlier.hashes(records, division)
    found = safe(records, division, (period.start, period.end), before, areas)
    compared, why_not = _compared(records, division, period, before, areas)
    tables = [each for each in (compared, found) if each is not None]
    if not all(each.tried.holds for each in tables):
        raise SelectionError(
            "Redovisningen kan inte göras säker.", hint="Välj färre områden eller längre period."
        )
    opinions, untold = felt.felt(records, division, period.end)
    account = content.Account(
        kommun=kommun.code,
        name=kommun.name,
        period=weeks.code(period),
        label=weeks.label(period),
        start=period.start,
        end=period.end,
        smallest=division.smallest,
        population=division.population,
        areas=outlines.areas(records, division),
        boundary=outlines.boundary(records),
        tables=tuple(_public(each, division) for each in reversed(tables)),
        promises=own_work.promises(standings, period),
        felt=opinions,
        measures=own_work.measures(measures, division, period),
        notes=_notes(division, late=covering.late(known, period)),
    )
    withheld = (
        *(Withheld("Områden", each.name, f"räknas ihop med resten: {each.reason}")
          for each in division.merged),
        *(Withheld("Jämförelse", "samma period året före", why) for why in why_not),
        *(line for each in reversed(tables) for line in cells(each, division)),
        *(Withheld("Trygghet", area, why) for area, why in untold),
        *ALWAYS,
    )  # fmt: skip
    wide = np.concatenate([each.tried.high - each.tried.low + 1 for each in tables])
    return Preview(
        account=account,
        kept=content.Kept(areas, tuple(_kept(each) for each in tables), records.store_version),
        withheld=withheld,
        last_known=max((each.publication_id for each in signed), default=0),
        held_against=len(signed),
        cells=sum(each.state.size for each in tables),
        hidden=sum(int((each.state != State.SHOWN).sum()) for each in tables),
        tried=len(wide),
        narrowest=float(np.floor(wide.min() + 1e-6)) if len(wide) else None,
    )


def _compared(
    records: Records, division: Division, period: Period, before: Sequence[earlier.Earlier],
    areas: tuple[str, ...],
) -> tuple[Safe | None, tuple[str, ...]]:  # fmt: skip
    """Return the table of the same period a year before, or why there is none."""
    last = weeks.last_year(period)
    known = covering.known(records)
    if known is None or covering.late(known, last):
        return None, ("loggen börjar senare",)
    try:
        check_period(last, [(each.counted.start, each.counted.end) for each in before])
        return safe(records, division, (last.start, last.end), before, areas), ()
    except SelectionError as error:
        return None, (error.message,)


def _public(found: Safe, division: Division) -> content.PublicTable:
    rows, columns = names(division)
    cells = tuple(
        tuple(words(int(value), int(state)) for value, state in zip(*line, strict=True))
        for line in zip(found.value, found.state, strict=True)
    )
    return content.PublicTable(
        title(found), found.start, found.end, rows, columns,
        cells,
    )  # fmt: skip


def _kept(found: Safe) -> content.KeptTable:
    return content.KeptTable(
        found.start,
        found.end,
        tuple(tuple(int(each) for each in row) for row in found.counts),
        tuple(tuple(int(each) for each in row) for row in found.state),
    )


def _notes(division: Division, *, late: bool) -> tuple[str, ...]:
    where = (
        f"Varje område har minst {division.smallest} invånare enligt den som gjort "
        f"redovisningen; allt annat räknas till ”{REST}”."
        if division.areas
        else "Siffrorna gäller hela kommunen."
    )
    return (
        "Händelser ur EST-rapporter, polisanmälningar och andra loggar. En händelse räknas den "
        "period som mitten av dess från–till ligger i, och i ett enda område.",
        where,
        f"Tal under {K} visas som ”färre än {K}”, också 0. ”Visas inte” döljer ett tal som annars "
        "skulle röja ett mindre, i den här redovisningen eller tillsammans med tidigare.",
        "Rapporterade händelser är inte detsamma som brott som begåtts: fler rapporter kan också "
        "betyda att fler anmäler.",
        "Löften räknas till och med periodens sista dag.",
        *((covering.LATE,) if late else ()),
    )
