"""``platsbild report public``: the public account, previewed, signed and written out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo import intake, settings, weeks
from geo.cli._app import AsJson, KommunCode, out
from geo.cli.report import PeriodCode, report_app
from geo.errors import FormatError, SelectionError
from geo.privacy.generalise import SMALLEST
from geo.store.engine import open_store

if TYPE_CHECKING:
    from geo.privacy import Area
    from geo.publishing.account import Preview

Areas = Annotated[
    list[str] | None,
    typer.Option("--area", help="PLATS=INVÅNARE, eller NAMN=INVÅNARE:PLATS+PLATS. Flera gånger."),
]


@report_app.command("public")
def public(
    kommun: KommunCode,
    period: PeriodCode,
    area: Areas = None,
    population: Annotated[int | None, typer.Option(help="Invånare i hela kommunen.")] = None,
    smallest: Annotated[int, typer.Option(help="Invånare i ett område, minst.")] = SMALLEST,
    preview: Annotated[bool, typer.Option("--preview", help="Visa bara; inget signeras.")] = False,
    sign_as: Annotated[str | None, typer.Option(help="Signera i denna funktion.")] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Mapp för filerna.")] = None,
    as_json: AsJson = False,
) -> None:
    """Den offentliga redovisningen: vad som visas, vad som hålls inne, och signering."""
    from geo import records
    from geo.publishing import account

    if preview == (sign_as is not None):
        raise SelectionError("Ange --preview eller --sign-as.", hint="Förhandsgranska först.")
    if to is not None and not to.is_dir():
        raise FormatError("Mappen finns inte.", hint="Skapa den först.", file=to.name)
    chosen, now = settings.load(), datetime.now(UTC)
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as store:
        who = intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
        names = dict(zip(found.places["name"], found.places["place_id"], strict=True))
        wanted = [_area(text, names) for text in area or ()]
        made = account.make(
            store, found, who, weeks.parse(period), wanted, population, smallest=smallest, now=now
        )
        files: dict[str, bytes] = {}
        if sign_as is not None:
            signed = account.sign(store, kommun, made, by=sign_as, note="", now=now)
            files = account.exported(signed, now=now)
    for name, content in files.items():
        if to is not None:
            (to / name).write_bytes(content)
    _tell(made, sorted(files) if to is not None else [], as_json)


def _area(text: str, names: dict[str, int]) -> Area:
    from geo.privacy import Area

    name, _, told = text.partition("=")
    people, _, places = told.partition(":")
    wanted = places.split("+") if places else [name]
    unknown = [each for each in wanted if each not in names]
    if unknown or not people.isdecimal() or len(people) > 8:
        raise SelectionError(
            f"Området ”{text}” går inte att läsa.",
            hint="Skriv till exempel Gamleby=2800, eller Norra=4000:Edsbruk+Överum.",
        )
    return Area(name, tuple(int(names[each]) for each in wanted), int(people))


def _tell(made: Preview, files: list[str], as_json: bool) -> None:
    from geo.publishing.account.telling import answer, heading

    if as_json:
        told = {
            "rubrik": heading(made.account),
            "tabeller": [
                {"period": each.title, "kolumner": each.columns,
                 "rader": dict(zip(each.rows, each.cells, strict=True))}
                for each in made.account.tables
            ],
            "hålls_inne": [
                {"var": each.where, "vad": each.what, "varför": each.why} for each in made.withheld
            ],
            "rutor": made.cells, "dolda": made.hidden, "prövade": made.tried,
            "minst_möjliga_tal": made.narrowest, "filer": files,
        }  # fmt: skip
        out.print_json(json.dumps(told, ensure_ascii=False))
        return
    out.print(heading(made.account), markup=False)
    out.print(answer(made.account), markup=False)
    out.print(f"{made.hidden} av {made.cells} rutor döljs.", markup=False)
    for each in made.withheld:
        out.print(f"  {each.where}: {each.what}: {each.why}", markup=False)
    for name in files:
        out.print(f"Skrev {name}", markup=False)
