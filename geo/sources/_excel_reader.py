"""Run by path in a child process: XLSX on stdin, one line of JSON and then CSV on stdout.

Exit codes: 3 too large, 4 cannot be read, 5 no sheet with content. It imports nothing of ``geo``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys

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

    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")  # type: ignore[union-attr]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for number, name in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_index(number)
            if sheet.height == 0:
                continue
            if sheet.total_height * max(sheet.total_width, 1) > MOST_CELLS:
                return 3
            others = [other for other in book.sheet_names if other != name]
            sys.stdout.write(json.dumps({"sheet": name, "others": others}) + "\n")
            writer = csv.writer(sys.stdout, lineterminator="\n")
            for row in sheet.to_python(skip_empty_area=False):
                writer.writerow([_text(cell) for cell in row])
            return 0
    except CalamineError:
        return 4
    return 5


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
