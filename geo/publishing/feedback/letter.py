"""The letter as a document: for paper, a page, or the text of a mail."""

from __future__ import annotations

from geo import weeks
from geo.folding import tokens
from geo.look import count
from geo.model import Audience, Kommun, Period
from geo.publishing.feedback import words
from geo.publishing.feedback.organisations import RULE
from geo.publishing.feedback.result import AtPlace, Feedback
from geo.report.document import Block, Document, Grid, Heading, Items, Paragraph, Tone


def letter(found: Feedback) -> Document:
    """Return what is sent to an organisation.

    It is for the receiver alone, so it is marked as internal.
    """
    when = weeks.label(found.period)
    return Document(
        title=f"Återkoppling till {found.organisation.name}",
        subtitle=f"{found.kommun.name} · {when}, {weeks.days_label(found.period)}",
        blocks=(
            Paragraph(words.answer(found), Tone.ANSWER),
            Paragraph(words.THANKS),
            *_places(found),
            *_done(found),
            Heading("Det ber vi er om"),
            Items(tuple(("", text) for text in words.asks(found))),
        ),
        basis=_basis(found),
        audience=Audience.INTERNAL,
        name=letter_name(found.kommun, found.period, found.organisation.name),
    )


def letter_name(kommun: Kommun, period: Period, organisation: str) -> str:
    """Return what the file of a letter is called, without its end.

    Examples
    --------
    >>> letter_name(Kommun("0861", "Mönsterås"), weeks.parse("2026-T1"), "Bostads AB")
    'aterkoppling-monsteras-bostads-ab-2026-t1'
    """
    named = (*tokens(kommun.name), *tokens(organisation), weeks.code(period).lower())
    return "-".join(("aterkoppling", *named))


def _places(found: Feedback) -> tuple[Block, ...]:
    if not found.places:
        return ()
    return (
        Heading("Det ni rapporterat, och läget nu"),
        Grid(
            "Era rapporter plats för plats",
            ("Plats", "Era rapporter", "Besök", "Läget"),
            tuple(_row(place) for place in found.places),
            widths=(2, 3, 2, 4),
        ),
        *(
            (Paragraph(f"Utanför platserna: {_elsewhere(found)}.", Tone.HINT),)
            if found.elsewhere
            else ()
        ),
        Paragraph(words.BESIDE, Tone.HINT),
    )


def _elsewhere(found: Feedback) -> str:
    return count(found.elsewhere, "rapport", "rapporter")


def _row(place: AtPlace) -> tuple[str, ...]:
    return place.name, words.reported(place), words.visited(place), words.changed(place)


def _done(found: Feedback) -> tuple[Block, ...]:
    listed = tuple(
        (place.name, words.measure(each)) for place in found.places for each in place.measures
    )
    if not listed:
        return ()
    return (Heading("Åtgärder på platserna"), Items(listed))


def _basis(found: Feedback) -> tuple[str, ...]:
    spelled = ", ".join(found.organisation.spellings)
    made = found.made.astimezone(weeks.STOCKHOLM).strftime("%Y-%m-%d %H:%M")
    return (
        f"{count(found.reports, 'rapport', 'rapporter')} av {spelled}; {RULE}",
        "Av andras rapporter visas bara ungefär hur många de är, och bara där de är minst fem. "
        "En rapport räknas i den minsta plats den ligger i.",
        f"Lager version {found.store_version}, {made}.",
    )
