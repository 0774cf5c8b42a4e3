"""The account as a report: PDF, and HTML without a map to click in."""

from __future__ import annotations

from geo.look import INK
from geo.model import Audience
from geo.privacy import only_listed
from geo.publishing.account.area_map import SMALLEST, AreaMap, area_map
from geo.publishing.account.classes import CLASSES, UNKNOWN, class_of, total
from geo.publishing.account.content import Account, PublicMeasure, PublicTable
from geo.publishing.account.telling import answer, by_area, heading, promise_lines
from geo.report.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Label,
    Paragraph,
    Picture,
    Tone,
)

WIDE, HIGH = 165.0, 105.0
"""Millimetres of the map on paper, at most."""


def document(account: Account) -> Document:
    """Return the account as a report for the public."""
    blocks: list[Block] = [Paragraph(answer(account), Tone.ANSWER)]
    found = area_map(account)
    if found is not None and account.areas:
        blocks.append(_picture(account, found))
    blocks += [_table(table) for table in account.tables]
    blocks += _promises(account)
    if account.felt:
        rows = tuple((each.area, each.unsafe, each.answers, each.when) for each in account.felt)
        headers = ("Område", "Otrygga", "Svar", "Period")
        only_listed(headers)
        blocks += [Heading("Trygghet"), Grid("Senaste mätningen", headers, rows)]
    blocks += _measures("Gjort", [each for each in account.measures if each.done])
    blocks += _measures("Ska göras", [each for each in account.measures if not each.done])
    blocks += [
        Heading("Så är siffrorna gjorda"),
        Items(tuple(("", each) for each in account.notes)),
    ]
    return Document(
        title=heading(account),
        subtitle="Offentlig redovisning",
        blocks=tuple(blocks),
        basis=("Platsbild: offentlig redovisning", f"{account.start}–{account.end} (till)"),
        audience=Audience.PUBLIC,
        name=name(account),
    )


def name(account: Account) -> str:
    """Return the name of its files, without an end."""
    return f"redovisning-{account.kommun}-{account.period}"


def _table(table: PublicTable) -> Grid:
    only_listed(("Område", "Antal"))
    rows = tuple((area, *cells) for area, cells in zip(table.rows, table.cells, strict=True))
    numeric = frozenset(range(1, len(table.columns) + 1))
    return Grid(f"Händelser {table.title}", ("Område", *table.columns), rows, numeric=numeric)


def _promises(account: Account) -> list[Block]:
    if not account.promises:
        return [Heading("Löften"), Paragraph("Inga löften gällde under perioden.")]
    headers = ("Löfte", "Mål", "Gjort", "Läge")
    only_listed(headers)
    sources = "; ".join(dict.fromkeys(each.document for each in account.promises))
    grid = Grid(
        f"Ur {sources}.", headers, tuple(promise_lines(account)), numeric=frozenset({1, 2}),
        widths=(3.4, 0.7, 0.8, 2.6),
    )  # fmt: skip
    return [Heading("Löften"), grid]


def _measures(title: str, listed: list[PublicMeasure]) -> list[Block]:
    if not listed:
        return [Heading(title), Paragraph("Inga åtgärder att redovisa.")]
    return [Heading(title), Items(tuple(by_area(listed)))]


def _picture(account: Account, found: AreaMap) -> Picture:
    shapes = [f'<path d="{found.boundary}" fill="#ffffff" stroke="#9aa4ae"/>']
    labels = []
    per = min(WIDE / found.wide, HIGH / found.high)
    for area in found.areas:
        told = class_of(total(account, area.name))
        dash = ' stroke-dasharray="4 3"' if told is UNKNOWN else ""
        look = f'fill="{told.colour}" stroke="{INK}"{dash}'
        shapes.append(f'<path d="{area.path}" {look}/>')
        if area.small:
            shapes.append(f'<circle cx="{area.x:.1f}" cy="{area.y:.1f}" r="{SMALLEST}" {look}/>')
        above = area.y - max(area.radius, SMALLEST) - 8
        labels.append(Label(f"{told.symbol} {area.name}", area.x * per, above * per))
    size = f"0 0 {found.wide:.0f} {found.high:.0f}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{"".join(shapes)}</svg>'
    legend = " · ".join(f"{each.symbol} {each.words}" for each in (*CLASSES, UNKNOWN))
    return Picture(
        svg.encode(),
        found.wide * per,
        found.high * per,
        "Karta över områdena; talen står i tabellen efter kartan.",
        f"Händelser i varje område: {legend}.",
        tuple(labels),
    )
