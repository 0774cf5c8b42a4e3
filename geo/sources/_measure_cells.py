"""The cells of measures that hold days, a status, a cost or a reference."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geo.model import MeasureStatus
from geo.sources import _days, _measure_words, _time
from geo.sources._clock import is_unknown
from geo.sources._context import Context
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields
from geo.sources._wording import rows

FARTHEST = timedelta(days=366 * 20)
"""How far ahead a deadline may lie."""
MOST_LISTED = 8


def dates(
    fields: Fields, faults: Faults, context: Context, notes: list[str]
) -> dict[str, pd.Series]:
    """Return the four days as ISO dates; a measure that ended before it began is a fault."""
    names = ("deadline", "status_day", "began", "ended")
    cells = [fields.text(name) for name in names]
    turned = _time.months_come_first(fields, cells, context.profile.dates, notes)
    tomorrow = context.today + timedelta(days=1)
    found = {
        name: _days.days(
            fields, faults, name,
            latest=context.today + FARTHEST if name == "deadline" else tomorrow,
            at_end=name in ("deadline", "ended"),
            month_first=turned,
            blank=_measure_words.is_endless if name == "deadline" else _days.no_exception,
        )
        for name in names
    }  # fmt: skip
    endless = sum(_measure_words.is_endless(text) for text in fields.text("deadline").to_pylist())
    if endless:
        notes.append(f"{rows(endless)} där sista dag är löpande eller snarast har ingen sista dag.")
    began, ended = found["began"], found["ended"]
    faults.add(
        np.asarray((began != "") & (ended != "") & (ended < began), dtype=bool),
        fields.header("ended"),
        "Åtgärden avslutades innan den påbörjades.",
    )
    return found


def since(status: pd.Series, dated: dict[str, pd.Series]) -> pd.Series:
    """Return since when the status holds: as the file says, else the day it began or ended."""
    by_status = status.map(
        {MeasureStatus.ONGOING.value: 1, MeasureStatus.DONE.value: 2}
    ).fillna(0)  # fmt: skip
    told = np.select([by_status == 1, by_status == 2], [dated["began"], dated["ended"]], "")
    return dated["status_day"].where(dated["status_day"] != "", pd.Series(told, dtype="str"))


def statuses(
    fields: Fields, faults: Faults, dated: dict[str, pd.Series], notes: list[str]
) -> pd.Series:
    """Return the status; where the file says none, what its days and its meeting say."""
    codes: list[str] = []
    bad: list[int] = []
    silent = 0
    told = fields.text("status").to_pylist()
    meetings = fields.text("meeting").to_pylist()
    for row, text in enumerate(told):
        status = _measure_words.status(text)
        if status is None and is_unknown(text):
            began, ended, deadline = (
                str(dated[name].iloc[row]) for name in ("began", "ended", "deadline")
            )
            status = _by_days(began, ended, planned=deadline or meetings[row])
            silent += 1
        elif status is None:
            bad.append(row)
        codes.append((status or MeasureStatus.PROPOSED).value)
    reasons = [f"Statusen {quoted(told[row])} är okänd." for row in bad]
    faults.add_each(np.array(bad, dtype=np.int64), fields.header("status"), reasons)
    if silent:
        notes.append(f"{rows(silent)} utan status fick den som dagarna säger.")
    return pd.Series(codes, dtype="str")


def _by_days(began: str, ended: str, *, planned: str) -> MeasureStatus:
    if ended:
        return MeasureStatus.DONE
    if began:
        return MeasureStatus.ONGOING
    return MeasureStatus.DECIDED if planned else MeasureStatus.PROPOSED


def costs(fields: Fields, faults: Faults, notes: list[str]) -> pd.Series:
    """Return the band of each cost; what cannot be read is left out, and said."""
    told = fields.text("cost").to_pylist()
    bands = [None if is_unknown(text) else _measure_words.cost(text) for text in told]
    lost = [
        text
        for text, band, clean in zip(told, bands, faults.clean.tolist(), strict=True)
        if clean and band is None and not is_unknown(text)
    ]
    _say_lost("kostnaden", lost, notes)
    return pd.Series([band.value if band else "" for band in bands], dtype="str")


def references(fields: Fields, faults: Faults, name: str, notes: list[str]) -> pd.Series:
    """Return a meeting's number or a promise's key; what is none is left out, and said."""
    read = {"meeting": _measure_words.meeting, "promise": _measure_words.promise}[name]
    told = fields.text(name).to_pylist()
    found = [read(text) for text in told]
    clean = faults.clean.tolist()
    lost = [text for text, got, ok in zip(told, found, clean, strict=True) if ok and got is None]
    _say_lost({"meeting": "mötets nummer", "promise": "löftet"}[name], lost, notes)
    return pd.Series([got or "" for got in found], dtype="str")


def _say_lost(what: str, lost: list[str], notes: list[str]) -> None:
    if lost:
        listed = ", ".join(quoted(text, 30) for text in list(dict.fromkeys(lost))[:MOST_LISTED])
        notes.append(f"På {rows(len(lost))} kunde {what} inte läsas och lämnas tomt: {listed}.")


def warn_of_persons(
    owners: pa.Array, lines: NDArray[np.int64], faults: Faults, notes: list[str]
) -> None:
    """Say on which lines an owner looks like a person; the name itself is not repeated."""
    clean = faults.clean.tolist()
    found = [
        int(line)
        for owner, line, ok in zip(owners.to_pylist(), lines, clean, strict=True)
        if ok and _measure_words.may_be_a_person(owner)
    ]
    if found:
        listed = ", ".join(str(line) for line in found[:MOST_LISTED])
        tail = " med flera" if len(found) > MOST_LISTED else ""
        notes.append(
            f"Ansvarig ser ut som en persons namn på rad {listed}{tail}. Skriv organisationen i "
            "stället."
        )
