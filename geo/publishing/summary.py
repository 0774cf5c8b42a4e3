"""The week on one page, for a mail: what matters, and nothing else."""

from __future__ import annotations

from geo import weeks
from geo.look import count
from geo.model import Audience
from geo.publishing import agreed, coming, map_of, ranking
from geo.publishing.weekly import basis, heading, news, subtitle, today_of
from geo.report.document import Columns, Document, Heading, Paragraph, Tone
from geo.report.week import Week
from geo.schema import Ground

WIDE, HIGH = 180.0, 76.0
"""Millimetres of the map."""
MOST_NEWS, MOST_PLACES, MOST_DECISIONS, MOST_COMING = 4, 6, 5, 3


def summary(week: Week, ground: Ground | None = None, near: Ground | None = None) -> Document:
    """Return the week on one page of A4; see ``to_text`` for the body of a mail.

    Parameters
    ----------
    week : Week
    ground, near : Ground, optional
        Under the map of the whole, and under that of the town shown larger.
    """
    today = today_of(week)
    found = week.picture
    return Document(
        title=f"I korthet: {heading(week)}",
        subtitle=subtitle(week),
        blocks=(
            Paragraph(found.headline, Tone.ANSWER),
            map_of.picture(week, wide=WIDE, high=HIGH, ground=ground, near=near),
            Columns(
                (
                    tuple(news(found, most=MOST_NEWS)),
                    (
                        *coming.priorities(week, most=MOST_COMING),
                        *coming.occasions(week, most=MOST_COMING),
                    ),
                ),
                (1, 1),
            ),
            Heading("Platser"),
            *ranking.table(found.places, most=MOST_PLACES),
            *agreed.decided(week.decided, today, most=MOST_DECISIONS),
            Paragraph(_open(week), Tone.BODY),
        ),
        basis=basis(week),
        audience=Audience.INTERNAL,
        name=f"i-korthet-{week.kommun.code}-{weeks.code(found.basis.selection.period)}",
        fitted=True,
    )


def _open(week: Week) -> str:
    """Tell how many earlier decisions are open and late."""
    left = [each for each in week.carried if each.open]
    late = sum(each.overdue(today_of(week)) > 0 for each in left)
    if not left:
        return "Inget tidigare beslut är öppet."
    told = count(len(left), "tidigare beslut är öppet", "tidigare beslut är öppna")
    return (
        f"{told}, {count(late, 'försenat', 'försenade')}." if late else f"{told}, inget försenat."
    )
