"""Lines of text to records of cells, with the line each record begins on."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from geo.errors import FormatError
from geo.sources._context import Progress
from geo.sources._text import Lines

DELIMITERS = (";", "\t", ",", "|")
TELL_EVERY = 20_000

Record = tuple[int, list[str]]
"""The line a record begins on, and its cells."""


def delimiter(text: str) -> str:
    """Return the delimiter that divides most of the first lines into equally many cells."""
    head = re.split(r"\r\n|\r|\n", text)[:50]

    def score(sign: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(head, delimiter=sign) if row)
        except csv.Error:
            return (0.0, 0)
        divided = {width: count for width, count in widths.items() if width > 1}
        if not divided:
            return (0.0, 0)
        width, count = max(divided.items(), key=lambda item: (item[1], item[0]))
        alike = count / widths.total()
        return (alike * width if alike >= 0.5 else alike, width)

    best = max(DELIMITERS, key=score)
    return best if score(best) > (0.0, 0) else ";"


def records(
    lines: Lines, sign: str, *, file: str, sheet: bool, progress: Progress
) -> Iterator[Record]:
    """Yield each record that is not blank.

    Raises
    ------
    FormatError
        A cell is longer than any text: a quotation mark is never closed.
    """
    raw, stream = lines.opened()
    reader = csv.reader(stream, delimiter=sign)
    end, number, size = 0, 0, max(len(lines.content), 1)
    try:
        for row in reader:
            start, end, number = end + 1, reader.line_num, number + 1
            if number % TELL_EVERY == 0:
                progress(raw.tell() / size, "Läser raderna")
            if "".join(row).strip():
                yield (number if sheet else start), row
    except csv.Error as error:
        raise FormatError(
            "En cell är för lång eller ett citattecken stängs aldrig.",
            hint="Leta efter ett ensamt citattecken på raden.",
            file=file,
            line=end + 1,
        ) from error


def refuse_unclosed_quote(lines: Lines, sign: str, line: int, file: str) -> None:
    """Raise if the last record, begun on `line`, is only the rest of the file behind one quote.

    Raises
    ------
    FormatError
        It is.
    """
    rest = itertools.islice(lines, line - 1, None)
    try:
        list(csv.reader(rest, delimiter=sign, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FormatError(
                "Ett citattecken stängs aldrig, så resten av filen skulle bli en enda cell.",
                hint="Ta bort eller dubbla citattecknet på raden.",
                file=file,
                line=line,
            ) from error
