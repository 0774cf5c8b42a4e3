"""``platsbild meeting``: list meetings, show what a frozen one looked at, freeze the open one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from geo import intake, meeting, records, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out, store
from geo.errors import InputError, SelectionError
from geo.meeting.week_json import to_json
from geo.report.week import Week
from geo.store import meetings
from geo.store.engine import Store, open_store
from geo.store.meetings import Meeting

meeting_app = typer.Typer(help="Möten: lista, visa frysta, frys.", no_args_is_help=True)
app.add_typer(meeting_app, name="meeting")

Pdf = Annotated[Path | None, typer.Option("--pdf", help="Skriv veckan som PDF i filen.")]
Number = Annotated[int, typer.Argument(min=1, max=2**63 - 1, help="Mötets nummer.")]


@meeting_app.command("list")
def list_meetings(kommun: KommunCode, as_json: AsJson = False) -> None:
    """Lista möten, det senaste först."""
    with store() as opened:
        intake.kommun_of(opened, kommun)
        listed = meetings.meetings(opened, kommun)
    if as_json:
        out.print_json(json.dumps([_meeting(each) for each in listed], ensure_ascii=False))
        return
    if not listed:
        out.print("Inga möten än. Öppna det första på sidan Möte.")
    for each in listed:
        state = f"fryst {_local(each.frozen_utc)}" if each.frozen_utc else "öppet"
        out.print(
            f"{each.meeting_id:5}  {each.held}  {weeks.label(each.period)}  {state}", markup=False
        )


@meeting_app.command("show")
def show(number: Number, as_json: AsJson = False, pdf: Pdf = None) -> None:
    """Visa ett fryst möte precis som det var."""
    with store() as opened:
        week = meeting.reopen(opened, number)
        _tell(opened, week, as_json=as_json, pdf=pdf)


@meeting_app.command("freeze")
def freeze(kommun: KommunCode, as_json: AsJson = False, pdf: Pdf = None) -> None:
    """Frys kommunens öppna möte, för gott."""
    chosen = settings.load()
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as opened:
        intake.kommun_of(opened, kommun)
        held = meeting.open_now(opened, kommun)
        if held is None:
            raise SelectionError("Inget möte är öppet.", hint="Öppna ett på sidan Möte.")
        found = records.gather(opened, kommun, nearest_m=own.nearest_m)
        week = meeting.freeze(
            opened, held.meeting_id, records=found, own=own, now=datetime.now(UTC)
        )
        _tell(opened, week, as_json=as_json, pdf=pdf)


def _tell(opened: Store, week: Week, *, as_json: bool, pdf: Path | None) -> None:
    if pdf is not None:
        _write(pdf, _paper(opened, week))
    if as_json:
        out.print_json(json.dumps(to_json(week), ensure_ascii=False))
    elif pdf is not None:
        out.print(f"Skrev {pdf.name}.", markup=False)
    else:
        _print(week)


def _paper(opened: Store, week: Week) -> bytes:
    from geo.publishing import weekly
    from geo.publishing.reports import grounds
    from geo.report.pdf import to_pdf

    frozen_utc = 0 if week.seal is None else week.seal.frozen_utc
    made = weekly(week, *grounds(opened, week))
    return to_pdf(made, now=datetime.fromtimestamp(frozen_utc, UTC))


def _print(week: Week) -> None:
    seal, picture = week.seal, week.picture
    out.print(f"{week.kommun.name}, {weeks.label(picture.basis.selection.period)}", markup=False)
    out.print(picture.headline, markup=False)
    for title, listed in (("Beslut", week.decided), ("Tidigare beslut", week.carried)):
        out.print(f"{title}: {len(listed)}")
        for each in listed:
            when = f", senast {each.deadline}" if each.deadline else ""
            out.print(
                f"  {each.place or 'Hela kommunen'}: {each.what} "
                f"({each.owner or 'ingen ansvarig'}{when}), {each.status}",
                markup=False,
            )
    for place in picture.places:
        out.print(f"{place.rank:4}  {place.name}: {place.reason}", markup=False)
    if seal is not None:
        out.print(
            f"Möte {seal.meeting_id}, fryst {_local(seal.frozen_utc)}, lager version "
            f"{seal.store_version}, sigill {seal.sha256}",
            markup=False,
        )


def _meeting(each: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": each.meeting_id,
        "period": weeks.code(each.period),
        "held": each.held.isoformat(),
        "frozen": _local(each.frozen_utc) if each.frozen_utc else None,
        "store_version": each.store_version,
        "sha256": each.sha256 or None,
    }


def _local(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"Filen kan inte skrivas ({error.strerror}).",
            hint="Kontrollera sökvägen.",
            file=path.name,
        ) from error
