"""Run by path in a child process: XLSX on stdin; on stdout a line of JSON and CSV a sheet.

Exit codes: 3 too large, 4 cannot be read, 5 no sheet with content. It imports nothing of ``geo``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable

MOST_CELLS = 30_000_000


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _text(value: object) -> str:
    """Return a cell as Swedish users would have typed it into an ISO-dated CSV file."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        if value.microsecond:  # Excel's fractions of a day are a hair off whole seconds
            value = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.isoformat(sep=" ")
    if isinstance(value, dt.time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value)


def main(memory: int) -> int:
    """Read, write and say how it went."""
    _limit(memory)
    from python_calamine import CalamineError, CalamineWorkbook

    out = sys.stdout.buffer
    cells = 0
    found = False
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for number, name in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_index(number)
            cells += sheet.total_height * max(sheet.total_width, 1)
            if cells > MOST_CELLS:
                return 3
            if sheet.height:
                text = _csv(sheet.to_python(skip_empty_area=False))
                out.write(json.dumps({"sheet": name, "size": len(text)}).encode() + b"\n" + text)
                found = True
    except CalamineError:
        return 4
    out.flush()
    return 0 if found else 5


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([map(_text, row) for row in rows])
    return stream.getvalue().encode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
