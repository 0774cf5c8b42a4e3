"""One table of the account: counted, corrected, suppressed, tried against all that is signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.errors import SelectionError
from geo.privacy import Account as Linkable
from geo.privacy import Audit, Division, State, audit, link, suppress, with_total
from geo.privacy.corrections import settle, spans
from geo.privacy.generalise import GROUPS
from geo.privacy.state import Counts, Floats, States
from geo.publishing.account.counting import counts
from geo.publishing.account.earlier import Earlier, touching
from geo.records import Records


@dataclass(frozen=True, eq=False)
class Safe:
    """A table as it may be shown.

    Attributes
    ----------
    counts : ndarray of int, shape (areas, groups)
    value, state : ndarray, shape (rows, columns)
        With totals.
    silent : bool
        Whether no cell may be called "färre än 5".
    held_back, corrected : ndarray of bool, shape (areas, groups)
        Late reports that are too few to be told, and those that are told.
    tried : Audit
        Of all accounts of the same days, this one among them.
    """

    start: date
    end: date
    counts: Counts
    value: Counts
    state: States
    silent: bool
    held_back: NDArray[np.bool_]
    corrected: NDArray[np.bool_]
    tried: Audit


def lines(division: Division) -> tuple[Floats, Floats]:
    """Return the rows and the columns of a table, totals last."""
    areas = len(division.areas)
    return (with_total(areas + 1) if areas else np.ones((1, 1))), with_total(len(GROUPS))


def safe(
    records: Records, division: Division, span: tuple[date, date], earlier: Sequence[Earlier],
    areas: tuple[str, ...],
) -> Safe:  # fmt: skip
    """Return the table of some days as it may be shown beside everything that is signed.

    Raises
    ------
    SelectionError
        Signed accounts of the same days have other areas, or the same with other numbers.
    """
    near = touching(earlier, span)
    if any(each.areas != areas for each in near):
        raise SelectionError(
            "Samma tid är redan redovisad för andra områden; skillnaden mellan dem skulle bli ett "
            "eget, för litet område.",
            hint="Välj samma områden som i den signerade redovisningen, med samma ytor.",
        )
    signed = [each.counted for each in near]
    times = spans(signed, span)
    settled = settle(signed, span, times, counts(records, division, times))
    rows, columns = lines(division)
    shape = (len(rows), len(columns))
    accounts = [
        Linkable(each.counted.start, each.counted.end, each.state, told)
        for each, told in zip(near, settled.signed, strict=True)
    ]
    open_ = np.full(shape, State.SHOWN, dtype=np.int8)
    linked = link([*accounts, Linkable(*span, open_, settled.now)], rows, columns)
    found = suppress(linked.system, linked.new)
    inside = [span[0] <= start and end <= span[1] for start, end in times]
    return Safe(
        *span,
        counts=settled.now[inside].sum(axis=0),
        value=linked.system.value[linked.new].reshape(shape),
        state=found.state[linked.new].reshape(shape),
        silent=found.silent,
        held_back=settled.held_back,
        corrected=settled.corrected,
        tried=audit(linked.system.stated(found.state)),
    )
