"""The tables as files: one row for every number, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from geo.explore import spreadsheet
from geo.privacy import only_listed
from geo.privacy.generalise import WHOLE
from geo.publishing.account.content import Account

INCIDENTS, PROMISES, FELT, MEASURES = "Händelser", "Löften", "Trygghet", "Åtgärder"
HEADERS = (
    "Tabell", "Period", "Från", "Till", "Område", "Grupp", "Antal", "Löfte", "Dokument", "Mål",
    "Gjort", "Läge", "Svar", "Otrygga", "Åtgärd", "Tillstånd",
)  # fmt: skip
Row = dict[str, str]


def table(account: Account) -> bytes:
    """Return all numbers of an account as CSV: UTF-8 with a mark, semicolons, guarded cells.

    Raises
    ------
    NotPublic
        A column is not listed as public.
    """
    only_listed(HEADERS)
    rows = [[row.get(header, "") for header in HEADERS] for row in _rows(account)]
    if any(set(row) - set(HEADERS) for row in _rows(account)):
        raise ValueError("a row has cells under listed headers only")
    return spreadsheet.csv_bytes([HEADERS, *rows])


def dictionary() -> bytes:
    """Return what each column means and what a cell of it may hold, as CSV."""
    rows = [(column.header, column.means, column.holds) for column in only_listed(HEADERS)]
    return spreadsheet.csv_bytes([("Kolumn", "Betyder", "Kan innehålla"), *rows])


def _rows(account: Account) -> Iterator[Row]:
    for told in account.tables:
        last = told.end - timedelta(days=1)
        days = {"Period": told.title, "Från": f"{told.start}", "Till": f"{last}"}
        for area, cells in zip(told.rows, told.cells, strict=True):
            for group, cell in zip(told.columns, cells, strict=True):
                number = cell.replace("\u00a0", "")
                yield {"Tabell": INCIDENTS, **days, "Område": area, "Grupp": group, "Antal": number}
    last = account.end - timedelta(days=1)
    days = {"Period": account.label, "Från": f"{account.start}", "Till": f"{last}"}
    for promise in account.promises:
        target = "" if promise.target is None else f"{promise.target}"
        yield {
            "Tabell": PROMISES, **days, "Område": WHOLE, "Löfte": promise.text,
            "Dokument": promise.document, "Mål": target, "Gjort": f"{promise.done}",
            "Läge": promise.words,
        }  # fmt: skip
    for felt in account.felt:
        yield {
            "Tabell": FELT, "Period": felt.when, "Område": felt.area, "Svar": felt.answers,
            "Otrygga": felt.unsafe,
        }  # fmt: skip
    for measure in account.measures:
        state = "gjord" if measure.done else "ska göras"
        yield {
            "Tabell": MEASURES, **days, "Område": measure.area, "Åtgärd": measure.kind,
            "Tillstånd": state,
        }  # fmt: skip
