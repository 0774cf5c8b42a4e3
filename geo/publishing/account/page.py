"""The account as one page of HTML that any browser opens from a file: no server, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from geo.look import number
from geo.privacy import only_listed
from geo.publishing.account.area_map import SMALLEST, AreaMap, area_map
from geo.publishing.account.classes import CLASSES, UNKNOWN, class_of, total
from geo.publishing.account.content import Account, PublicMeasure, PublicTable
from geo.publishing.account.telling import answer, by_area, heading, promise_lines

WORDS = " class='words'"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(account: Account) -> str:
    """Return the account as a page: Swedish, with its map and style in itself."""
    style = (files("geo.publishing.account") / "page.css").read_text(encoding="utf-8")
    title = escape(heading(account))
    parts = [
        f"<header><h1>{title}</h1><p class='answer'>{escape(answer(account))}</p></header>",
        "<main>",
        _map(account),
        *(_table(table, linked=number == 0) for number, table in enumerate(account.tables)),
        _promises(account),
        _felt(account),
        _measures("Gjort", [each for each in account.measures if each.done]),
        _measures("Ska göras", [each for each in account.measures if not each.done]),
        _notes(account),
        "</main>",
    ]
    return (
        "<!doctype html>\n<html lang='sv'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{title}</title><style>{style}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _map(account: Account) -> str:
    found = area_map(account)
    if found is None or not account.areas:
        return ""
    legend = "".join(
        f"<li><span class='swatch' style='background:{each.colour}' aria-hidden='true'>"
        f"</span>{each.symbol} {escape(each.words)}</li>"
        for each in (*CLASSES, UNKNOWN)
    )
    return (
        "<section aria-labelledby='karta'><h2 id='karta'>Kartan</h2>"
        "<p>Händelser i varje område. Samma tal står i tabellen under; välj ett område för att "
        f"komma dit.</p>{_svg(account, found)}"
        f"<ul class='legend' aria-label='Så läses kartan'>{legend}</ul></section>"
    )


def _svg(account: Account, found: AreaMap) -> str:
    shapes = []
    for number_, area in enumerate(found.areas):
        cell = total(account, area.name)
        told = class_of(cell)
        label = escape(f"{area.name}: {cell} händelser", quote=True)
        dash = " stroke-dasharray='4 3'" if told is UNKNOWN else ""
        dot = (
            f"<circle cx='{area.x:.1f}' cy='{area.y:.1f}' r='{SMALLEST}' fill='{told.colour}'"
            f"{dash}/>"
        )
        shapes.append(
            f"<a href='#omrade-{number_}' aria-label=\"{label}\">"
            f"<path d='{area.path}' fill='{told.colour}'{dash}/>{dot if area.small else ''}"
            f"<text x='{area.spot.x:.1f}' y='{area.spot.y:.1f}' text-anchor='{area.spot.anchor}' "
            f"aria-hidden='true'>{told.symbol} {escape(area.name)}</text></a>"
        )
    return (
        f"<svg viewBox='0 0 {found.wide:.0f} {found.high:.0f}' role='group' "
        "aria-label='Karta över områdena'>"
        f"<path class='kommun' d='{found.boundary}' aria-hidden='true'/>{''.join(shapes)}</svg>"
    )


def _table(table: PublicTable, *, linked: bool) -> str:
    only_listed(("Område", "Antal"))
    ids = (f" id='omrade-{at}' tabindex='-1'" if linked else "" for at in range(len(table.rows)))
    body = "".join(
        f"<tr{name}>{_head(area)}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for name, area, cells in zip(ids, table.rows, table.cells, strict=True)
    )
    caption = f"Händelser {table.title}"
    return _wrapped(caption, ("Område", *table.columns), body)


def _promises(account: Account) -> str:
    if not account.promises:
        return "<section><h2>Löften</h2><p>Inga löften gällde under perioden.</p></section>"
    rows = "".join(
        f"<tr>{_head(text)}<td>{escape(target)}</td><td>{escape(done)}</td>"
        f"<td class='words'>{escape(words)}</td></tr>"
        for text, target, done, words in promise_lines(account)
    )
    table = _wrapped("Vad som lovats och gjorts", ("Löfte", "Mål", "Gjort", "Läge"), rows)
    sources = "; ".join(dict.fromkeys(each.document for each in account.promises))
    return f"<section><h2>Löften</h2>{table}<p class='hint'>Ur {escape(sources)}.</p></section>"


def _felt(account: Account) -> str:
    if not account.felt:
        return ""
    rows = "".join(
        f"<tr>{_head(each.area)}<td>{escape(each.unsafe)}</td><td>{escape(each.answers)}</td>"
        f"<td>{escape(each.when)}</td></tr>"
        for each in account.felt
    )
    headers = ("Område", "Otrygga", "Svar", "Period")
    return f"<section><h2>Trygghet</h2>{_wrapped('Senaste mätningen', headers, rows)}</section>"


def _measures(title: str, listed: Sequence[PublicMeasure]) -> str:
    if not listed:
        return f"<section><h2>{title}</h2><p>Inga åtgärder att redovisa.</p></section>"
    items = "".join(
        f"<li><strong>{escape(area)}</strong>: {escape(kinds)}</li>"
        for area, kinds in by_area(listed)
    )
    return f"<section><h2>{title}</h2><ul>{items}</ul></section>"


def _notes(account: Account) -> str:
    items = "".join(f"<li>{escape(note)}</li>" for note in account.notes)
    people = "".join(
        f"<li>{escape(area.name)}: {number(area.population)} invånare</li>"
        for area in account.areas
        if area.population is not None
    )
    return (
        f"<section><h2>Så är siffrorna gjorda</h2><ul class='hint'>{items}{people}</ul></section>"
    )


def _head(text: str) -> str:
    return f"<th scope='row'>{escape(text)}</th>"


def _wrapped(caption: str, headers: Iterable[str], body: str) -> str:
    head = "".join(
        f"<th scope='col'{WORDS if header == 'Läge' else ''}>{escape(header)}</th>"
        for header in headers
    )
    return (
        f"<div class='scroll' tabindex='0' role='region' aria-label=\"{escape(caption)}\"><table>"
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
