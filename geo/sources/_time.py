"""Times of a table's rows: from–to, single, date only or month only, in Europe/Stockholm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.look import count
from geo.mapping import MappingProfile, Question
from geo.sources import _clock
from geo.sources._clock import DAY_SECONDS
from geo.sources._faults import Faults, quoted
from geo.sources._local_time import NONE, ZONE, Int, month_end, month_start, to_utc
from geo.sources._mapping import Fields
from geo.sources._wording import rows

LOG_SHARE = 0.3
"""Least share of rows without a date in a log that writes it once a day."""
EARLIEST = date(1990, 1, 1)
_SPLIT = r"^(?P<d>\d{4}-\d{2}-\d{2}|\d{8}|\d{1,2}[./-]\d{1,2}[./-]\d{4})[T ,]+(?P<t>\S.*)$"
_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
_SPAN = rf"^(?P<a>{_DAY}.*?)\s*(?:–|—|--| - |→|\btill\b)\s*(?P<b>{_DAY}.*)$"
"""One cell that says from and to, each with its date."""
T = TypeVar("T")


@dataclass(frozen=True)
class Times:
    """When the rows happened; seconds UTC, -2**63 where unknown.

    Attributes
    ----------
    start, end : ndarray of int64
        Equal for a moment. A whole day or month ends where the next begins.
    has_clock : ndarray of bool
        Rows that state a time of day.
    raw : pyarrow.Array
        What was written.
    notes : tuple of str
    """

    start: Int
    end: Int
    has_clock: NDArray[np.bool_]
    raw: pa.Array
    notes: tuple[str, ...]

    def column(self, values: Int) -> pd.Series:
        """Return one of the arrays as a nullable column."""
        return pd.Series(pd.arrays.IntegerArray(values, values == NONE))


@dataclass
class _Part:
    """One end of the time: days since 1970 and offsets (NONE = unknown), seconds (-1 = unsaid)."""

    day: Int
    seconds: Int
    until: Int
    offset: Int
    month: NDArray[np.bool_]

    @classmethod
    def unknown(cls, size: int) -> _Part:
        day, seconds, until, offset = (np.full(size, n, np.int64) for n in (NONE, -1, -1, NONE))
        return cls(day, seconds, until, offset, np.zeros(size, dtype=bool))


def read(fields: Fields, faults: Faults, *, today: date, profile: MappingProfile) -> Times:
    """Read the time of each row; every faulty row is noted in `faults`.

    A time in the hour that occurs twice in October becomes the interval over both. A time in the
    hour that March leaves out, an end before its start, a day after tomorrow and one before 1990
    are faults. ``22:00–02:00`` with one date ends the next day.

    Parameters
    ----------
    fields : Fields
        With any of ``start start_time end end_time month``.
    faults : Faults
    today : date
        The day after it is the last that is believed.
    profile : MappingProfile
        Its ``dates`` and ``time_zone``.

    Raises
    ------
    Uncertain
        Every date of the file could be day/month as well as month/day.
    """
    notes: list[str] = []
    cells, ends = _spans(fields)
    cells = _carried(fields, cells, notes)
    month_first = months_come_first(fields, [cells, fields.text("end")], profile.dates, notes)
    start = _part(fields, faults, "start", cells, month_first, notes)
    end = _part(fields, faults, "end", ends, month_first, notes)
    _read_months(fields, faults, start)
    _complete(start, end)
    if profile.time_zone == "UTC":
        notes.append("Klockslag utan tidszon lästes som UTC.")
        for part in (start, end):
            part.offset = np.where((part.day != NONE) & (part.offset == NONE), 0, part.offset)
    first, last = _local(start, end)
    where = fields.header("start", "month", "start_time", "end")
    start_utc, gap = to_utc(first, start.offset, earlier=True)
    end_utc, gap_end = to_utc(last, np.where(end.day != NONE, end.offset, start.offset))
    faults.add(gap, where, "Tiden finns inte: klockan ställdes fram den natten.")
    faults.add(
        gap_end & ~gap,
        fields.header("end", "end_time") or where,
        "Tiden finns inte: klockan ställdes fram den natten.",
    )
    twice = (first == last) & (start_utc != end_utc) & (first != NONE)
    if twice.any():
        notes.append(
            f"{count(int(twice.sum()), 'tid', 'tider')} i timmen som finns två gånger i oktober"
            " räknas som intervallet över båda."
        )
    _judge(fields, faults, start, start_utc, end_utc, today)
    unknown = int(((start_utc == NONE) & faults.clean).sum())
    if unknown:
        notes.append(f"{rows(unknown)} med okänd tid.")
    clock = start.seconds >= 0
    return Times(start_utc, end_utc, clock, _raw(fields), tuple(notes))


def _judge(
    fields: Fields, faults: Faults, start: _Part, start_utc: Int, end_utc: Int, today: date
) -> None:
    where = fields.header("start", "month", "start_time", "end")
    known = (start_utc != NONE) & (end_utc != NONE)
    faults.add(
        known & (end_utc < start_utc),
        fields.header("end", "end_time") or where,
        "Sluttiden är före starttiden.",
    )
    earliest = int(pd.Timestamp(EARLIEST, tz=ZONE).timestamp())
    faults.add(known & (start_utc < earliest), where, "Tiden är före 1990.")
    limit = int(pd.Timestamp(today + timedelta(days=2), tz=ZONE).timestamp())
    late = known & (np.where(start.month, start_utc, end_utc) > limit)
    faults.add(late, where, "Tiden ligger i framtiden.")


def _spans(fields: Fields) -> tuple[pa.Array, pa.Array]:
    """Return the cells of start and end; a cell that holds both dates is taken apart."""
    name = "start" if "start" in fields else "start_time"
    cells, ends = fields.text(name), fields.text("end")
    if "end" in fields:
        return cells, ends
    parts = pc.extract_regex(cells, _SPAN)
    both = pc.is_valid(parts)
    if not pc.any(both).as_py():
        return cells, ends
    first = pc.if_else(both, pc.struct_field(parts, "a"), cells)
    return first, pc.fill_null(pc.if_else(both, pc.struct_field(parts, "b"), ""), "")


def _carried(fields: Fields, cells: pa.Array, notes: list[str]) -> pa.Array:
    """Let a date that stands once for a block of rows hold for the rows below it.

    Only where the file has a column of clocks, and the first row a date.
    """
    blank = pc.equal(cells, "")
    if "start" not in fields or "start_time" not in fields or not pc.any(blank).as_py():
        return cells
    share = pc.mean(pc.cast(blank, pa.float64())).as_py()
    clocks = pc.not_equal(fields.text("start_time"), "")
    with_clock = pc.sum(pc.cast(pc.and_(blank, clocks), pa.int64())).as_py()
    if blank[0].as_py() or share < LOG_SHARE or with_clock < 0.8 * share * len(cells):
        return cells
    notes.append(
        f"{rows(round(share * len(cells)))} utan datum fick datumet från raden ovanför: det står"
        " en gång för varje dag."
    )
    return pc.fill_null_forward(pc.if_else(blank, pa.scalar(None, pa.string()), cells))


def months_come_first(
    fields: Fields, columns: list[pa.Array], decided: str, notes: list[str]
) -> bool:
    """Return whether 3/4/2026 is in March: as decided, or as some date of the file proves."""
    if decided:
        return decided == "month_first"
    texts = {text for cells in columns for text in pc.unique(cells).to_pylist()}
    orders = {_clock.is_month_first(text) for text in texts}
    if True in orders and False not in orders:
        notes.append("Datum lästes som månad/dag/år, eftersom dag/månad inte går ihop.")
        return True
    if False not in orders and (open_to_both := sorted(filter(_clock.could_be_both, texts))):
        example = open_to_both[0]
        raise fields.ask(
            Question(
                "dates",
                f"Hur skrivs datum i filen? ”{example}” kan betyda två dagar.",
                (("day_first", "Dag först"), ("month_first", "Månad först")),
            )
        )
    return False


def _part(
    fields: Fields,
    faults: Faults,
    name: str,
    cells: pa.Array,
    month_first: bool,
    notes: list[str],
) -> _Part:
    size, time_name = len(fields.table), f"{name}_time"
    source = name if name in fields else ("start_time" if name == "start" else "start")
    parts = pc.extract_regex(cells, _SPLIT)
    split = pc.is_valid(parts)
    days_text = pc.if_else(split, pc.struct_field(parts, "d"), cells)
    clock_text = pc.fill_null(pc.if_else(split, pc.struct_field(parts, "t"), ""), "")
    if _all_midnight(clock_text):
        clock_text = pa.array([""] * size, type=pa.string())
        notes.append(f"Kolumnen {fields.header(source)} har bara datum (00:00 på alla rader).")
    part = _Part.unknown(size)
    bad = _read_days(days_text, part, month_first)
    bad |= _read_clocks(clock_text, part)
    header = fields.header(source)
    faults.add_each(
        np.flatnonzero(bad),
        header,
        [f"Tiden {quoted(t)} kan inte läsas." for t in cells.filter(pa.array(bad)).to_pylist()],
    )
    if time_name in fields and source != time_name:
        times = fields.text(time_name)
        wrong = _read_clocks(times, part)
        faults.add_each(
            np.flatnonzero(wrong),
            fields.header(time_name),
            [
                f"Klockslaget {quoted(t)} kan inte läsas."
                for t in times.filter(pa.array(wrong)).to_pylist()
            ],
        )
    return part


def _all_midnight(clocks: pa.Array) -> bool:
    kinds = set(pc.unique(clocks).slice(0, 6).to_pylist()) - {""}
    return bool(kinds) and kinds <= {"00:00", "00:00:00", "00:00:00.000", "0:00"}


def _by_unique(cells: pa.Array, convert: Callable[[str], T]) -> tuple[list[T], Int]:
    """Convert each distinct text once; return the results and each row's position among them."""
    encoded = pc.dictionary_encode(cells)
    return [convert(text) for text in encoded.dictionary.to_pylist()], np.asarray(
        encoded.indices, dtype=np.int64
    )


def _read_days(cells: pa.Array, part: _Part, month_first: bool) -> NDArray[np.bool_]:
    """Fill in days (and times of day that stand with them); return which rows failed."""

    def convert(text: str) -> tuple[int, int, int, int, bool, bool]:
        if _clock.is_unknown(text):
            return NONE, -1, -1, NONE, False, False
        found = _clock.read_moment(text, month_first=month_first)
        if found is None:
            return NONE, -1, -1, NONE, False, True
        day, clock = found
        if clock is None:
            return day.number, -1, -1, NONE, day.is_month, False
        offset = NONE if clock.offset is None else clock.offset
        return day.number, clock.seconds, clock.until, offset, day.is_month, False

    values, rows = _by_unique(cells, convert)
    table = np.array([value[:4] for value in values], dtype=np.int64).reshape(-1, 4)
    flags = np.array([value[4:] for value in values], dtype=bool).reshape(-1, 2)
    part.day, part.seconds, part.until, part.offset = (table[rows, n] for n in range(4))
    part.month = flags[rows, 0]
    failed: NDArray[np.bool_] = flags[rows, 1]
    return failed


def _read_clocks(cells: pa.Array, part: _Part) -> NDArray[np.bool_]:
    """Fill in times of day where `cells` state one; return which rows failed."""
    fractions = _clock.are_fractions(pc.unique(cells).to_pylist())
    read_clock = _clock.read_fraction if fractions else _clock.read_clock

    def convert(text: str) -> tuple[int, int, int, bool]:
        if _clock.is_unknown(text):
            return -1, -1, NONE, False
        clock = read_clock(text)
        if clock is None:
            return -1, -1, NONE, True
        return clock.seconds, clock.until, NONE if clock.offset is None else clock.offset, False

    values, rows = _by_unique(cells, convert)
    table = np.array([value[:3] for value in values], dtype=np.int64).reshape(-1, 3)[rows]
    failed = np.array([value[3] for value in values], dtype=bool).reshape(-1)[rows]
    stated = table[:, 0] >= 0
    part.seconds = np.where(stated, table[:, 0], part.seconds)
    part.until = np.where(stated, table[:, 1], part.until)
    part.offset = np.where(stated & (table[:, 2] != NONE), table[:, 2], part.offset)
    return failed


def _read_months(fields: Fields, faults: Faults, start: _Part) -> None:
    """Where only a month column speaks, the row happened some time in that month."""
    if "month" not in fields:
        return
    cells = fields.text("month")

    def convert(text: str) -> tuple[int, bool]:
        if _clock.is_unknown(text):
            return NONE, False
        day = _clock.read_day(text)
        return (NONE, True) if day is None else (day.number, False)

    values, rows = _by_unique(cells, convert)
    days = np.array([value[0] for value in values], dtype=np.int64).reshape(-1)[rows]
    failed = np.array([value[1] for value in values], dtype=bool).reshape(-1)[rows]
    silent = start.day == NONE
    start.month |= silent & (days != NONE)
    start.day = np.where(silent, days, start.day)
    faults.add_each(
        np.flatnonzero(failed & silent),
        fields.header("month"),
        [
            f"Månaden {quoted(t)} kan inte läsas."
            for t in cells.filter(pa.array(failed & silent)).to_pylist()
        ],
    )


def _complete(start: _Part, end: _Part) -> None:
    """Let each end take from the other what it leaves unsaid."""
    span = (start.until >= 0) & (end.day == NONE) & (end.seconds < 0)
    end.seconds = np.where(span, start.until, end.seconds)
    clock_only = (end.day == NONE) & (end.seconds >= 0) & (start.day != NONE)
    overnight = clock_only & (end.seconds < start.seconds)
    end.day = np.where(clock_only, start.day + overnight, end.day)
    end.offset = np.where(clock_only & (end.offset == NONE), start.offset, end.offset)
    only_end = (start.day == NONE) & (end.day != NONE)
    for name in ("day", "seconds", "offset", "month"):
        setattr(start, name, np.where(only_end, getattr(end, name), getattr(start, name)))


def _local(start: _Part, end: _Part) -> tuple[Int, Int]:
    """Return local seconds since 1970 of the first and the last moment."""
    known = start.day != NONE
    first_day = np.where(start.month, month_start(start.day), start.day)
    first = np.where(known, first_day * DAY_SECONDS + np.maximum(start.seconds, 0), NONE)
    alone = end.day == NONE
    month = np.where(alone, start.month, end.month)
    last_day = np.where(alone, start.day, end.day)
    seconds = np.where(alone, start.seconds, end.seconds)
    whole = np.where(month, month_end(last_day), last_day + 1) * DAY_SECONDS
    last = np.where(seconds >= 0, last_day * DAY_SECONDS + seconds, whole)
    return first, np.where(known, last, NONE)


def _raw(fields: Fields) -> pa.Array:
    """Return the time as it was written, the columns joined."""
    names = [n for n in ("month", "start", "start_time", "end", "end_time") if n in fields]
    if not names:
        return fields.text("start")
    joined = pc.binary_join_element_wise(
        *[fields.text(name) for name in names], pa.scalar(" ", type=pa.string())
    )
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, r"\s+", " "))
