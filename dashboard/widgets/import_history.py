"""The imports that were made: how each was read, its rejected rows to mend, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard import cached, state
from dashboard.widgets import frame, import_preview
from dashboard.widgets.upload import upload
from geo import history, look, rejects
from geo.errors import GeoError
from geo.history import Batch
from geo.model import Reject
from geo.weeks import STOCKHOLM

LINE = "Rad"
COUNTS = ("Nya", "Ändrade", "Avvisade")


def import_history(kommun: str) -> None:
    """Show the kommun's imports; a chosen one explains itself."""
    all_batches = cached.batches(kommun)
    batches = tuple(each for each in all_batches if not each.logged)
    st.html("<h2 class='pb-section'>Importer</h2>")
    _logged(len(all_batches) - len(batches))
    if not batches:
        st.html("<p class='pb-panel'>Inget är importerat än.</p>")
        return
    st.dataframe(
        _table(batches),
        hide_index=True,
        height=min(320, 38 + 35 * len(batches)),
        column_config={
            "När": st.column_config.TextColumn(width=118),
            "Fil": st.column_config.TextColumn(width=190),
            **{name: st.column_config.NumberColumn(width=62) for name in COUNTS},
        },
    )
    by_number = {each.batch_id: each for each in batches}
    chosen = st.selectbox(
        "Se, rätta eller ångra en import",
        list(by_number),
        index=None,
        placeholder="Välj en import",
        format_func=lambda number: _name(by_number[number]),
        key=f"history_{kommun}_{batches[0].batch_id}",
    )
    if chosen is not None:
        _details(by_number[chosen])


def _logged(number: int) -> None:
    """Say how many visits were logged here: one by one they would hide the files."""
    if number:
        said = look.count(number, "loggning av besök", "loggningar av besök")
        st.html(f"<p class='pb-hint'>Dessutom {said}; de rättas och tas tillbaka under Logga.</p>")


def _name(batch: Batch) -> str:
    return f"{batch.file}, {_moment(batch.imported_utc)}"


def _table(batches: tuple[Batch, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "När": [_moment(each.imported_utc) for each in batches],
            "Fil": [each.file for each in batches],
            "Nya": [each.new for each in batches],
            "Ändrade": [each.changed for each in batches],
            "Avvisade": [each.rejected for each in batches],
        }
    )


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def _details(batch: Batch) -> None:
    with st.container(key="pb_card"):
        frame.subtitle(batch.file)
        st.html(
            f"<p>{look.count(batch.rows, 'rad', 'rader')} = {batch.new} nya + {batch.changed} "
            f"ändrade + {batch.duplicates} dubbletter + {batch.rejected} avvisade</p>"
        )
        import_preview.notes(batch.notes)
        left = history.rejects(cached.store(), batch.batch_id)
        if left:
            _mend(batch, left)
        elif batch.rejected:
            st.html("<p class='pb-hint'>Alla avvisade rader är rättade.</p>")
        with st.popover("Ångra importen"):
            st.html("<p>Lagret blir som det var före importen.</p>")
            st.button(
                "Ångra den",
                key=f"undo_{batch.batch_id}",
                on_click=lambda: _try(
                    lambda: history.undo(cached.store(), batch.batch_id, now=datetime.now(UTC)),
                    f"Importen av {batch.file} är ångrad.",
                ),
            )


def _mend(batch: Batch, left: list[Reject]) -> None:
    """Let the user mend rejected rows here, or in a file of their own."""
    st.html(f"<p><strong>{look.count(len(left), 'avvisad rad', 'avvisade rader')}</strong> "
            "att rätta</p>")  # fmt: skip
    names = rejects.headers(left)
    shown = left[: import_preview.MOST_SHOWN]
    table = pd.DataFrame(
        {
            LINE: [each.line for each in shown],
            rejects.REASON: [each.reason for each in shown],
            **{name: [dict(each.raw).get(name, "") for each in shown] for name in names},
        }
    )
    key = f"mend_{batch.batch_id}_{len(left)}"
    st.data_editor(
        table, hide_index=True, disabled=[LINE, rejects.REASON], key=key, num_rows="fixed"
    )
    with st.container(horizontal=True):
        st.button(
            "Läs in de rättade raderna",
            type="primary",
            key=f"take_{key}",
            on_click=state.on_entering(
                key, lambda entered: _take(batch, _edited(shown, entered["edited_rows"]))
            ),
        )
        st.download_button(
            "Ladda ner raderna",
            rejects.to_csv(left),
            file_name=f"avvisade-{batch.batch_id}.csv",
            mime="text/csv",
            key=f"download_{key}",
        )
    mended = upload("Rättad fil, högst 20 MB", ("csv", "xlsx"), key=f"mended_{key}")
    if mended is not None:
        st.button(
            "Läs in den rättade filen",
            key=f"send_{key}",
            on_click=lambda: _try(
                lambda: _take(batch, rejects.from_csv(mended.getvalue(), file=mended.name))
            ),
        )


def _edited(shown: list[Reject], edits: dict[int, dict[str, object]]) -> dict[int, dict[str, str]]:
    """Return the rows that were edited in the grid, whole, by their numbers on record."""
    return {
        shown[at].reject_id or 0: {
            **dict(shown[at].raw),
            **{name: "" if cell is None else str(cell) for name, cell in cells.items()},
        }
        for at, cells in edits.items()
    }


def _take(batch: Batch, rows: dict[int, dict[str, str]]) -> None:
    if not rows:
        st.toast("Rätta minst en cell först.")
        return

    def mend() -> None:
        report = rejects.mend(cached.store(), batch.batch_id, rows, now=datetime.now(UTC))
        st.toast(f"{report.rows - len(report.rejects)} av {report.rows} rader lästes in.")

    _try(mend)


def _try(do: Callable[[], None], done: str = "") -> None:
    """Do it, and say how it went: a callback has no place on the page of its own."""
    try:
        do()
    except GeoError as error:
        st.toast(frame.plain(str(error)))
    else:
        if done:
            st.toast(frame.plain(done))
