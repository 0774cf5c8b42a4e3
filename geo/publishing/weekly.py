"""The weekly lägesbild on two pages: where it stands, and what was agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from geo import weeks
from geo.lagesbild import Lagesbild, told
from geo.look import PRESENCES, VERDICTS, number
from geo.model import Audience, Verdict
from geo.publishing import agreed, coming, map_of, ranking, words
from geo.report import charts
from geo.report._text import shortened
from geo.report.document import (
    Block,
    Columns,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Tone,
)
from geo.report.week import Week
from geo.schema import Ground

WIDE, HIGH = 180.0, 98.0
"""Millimetres of the map."""
MOST_PLACES, MOST_NEWS, MOST_REASONS = 22, 6, 3
MOST_CARRIED, MOST_DECIDED, MOST_COMING = 8, 8, 4
LONGEST_REASON = 220


def weekly(week: Week, ground: Ground | None = None, near: Ground | None = None) -> Document:
    """Return the lägesbild of a period with its decisions, on two pages of A4.

    What there is no room for is counted.

    Parameters
    ----------
    week : Week
    ground, near : Ground, optional
        Under the map of the whole, and under that of the town shown larger.
    """
    return Document(
        title=f"Lägesbild {heading(week)}",
        subtitle=subtitle(week),
        blocks=(*_standing(week, ground, near), PageBreak(), *_agreed(week)),
        basis=basis(week),
        audience=Audience.INTERNAL,
        name=f"lagesbild-{week.kommun.code}-{weeks.code(week.picture.basis.selection.period)}",
        fitted=True,
    )


def heading(week: Week) -> str:
    """Return kommun and period: ``Västervik, vecka 12, 2026``."""
    label = weeks.label(week.picture.basis.selection.period)
    return f"{shortened(week.kommun.name, 40)}, {label[0].lower()}{label[1:]}"


def subtitle(week: Week) -> str:
    """Return the days, and whether it is frozen."""
    days = weeks.days_label(week.picture.basis.selection.period)
    if week.seal is None:
        return f"{days} · inte fryst: kan ändras av senare importer"
    return f"{days} · fryst vid mötet {words.day(week.seal.held)}"


def basis(week: Week) -> tuple[str, ...]:
    """Return what it was made from; of a frozen one its seal, too."""
    made = told.basis(week.picture.basis, week.picture.totals)
    if week.seal is None:
        return made
    when = told.moment(datetime.fromtimestamp(week.seal.frozen_utc, UTC))
    seal = (
        f"möte {week.seal.meeting_id}, fryst {when}, lager version {week.seal.store_version}, "
        f"kontrollsumma {week.seal.sha256[:16]}"
    )
    return (*made, seal)


def today_of(week: Week) -> date:
    """Return the local day on which the week's picture was made."""
    return weeks.local_day(int(week.picture.basis.built.timestamp()))


def news(found: Lagesbild, *, most: int) -> list[Block]:
    """Return what is new, most important first."""
    shown, more = words.cut(found.news, most)
    if not shown:
        return [Heading("Nytt"), Paragraph("Inget utöver det vanliga.", Tone.HINT)]
    items = []
    for each in shown:
        look = VERDICTS[each.what] if isinstance(each.what, Verdict) else PRESENCES[each.what]
        lead = f"{look.symbol} {shortened(each.name, 40)} {look.word.lower()}"
        items.append((lead, each.text))
    rest = [Paragraph(words.rest(more, "nyhet", "nyheter"), Tone.HINT)] if more else []
    return [Heading("Nytt"), Items(tuple(items)), *rest]


def year_chart(found: Lagesbild, *, wide: float) -> Picture:
    """Draw the kommun's incidents per period; the last one beside what was normal for it."""
    totals, periods = found.totals, found.periods
    bounds = (
        (totals.normal_low, totals.normal_high)
        if totals.normal_low is not None and totals.normal_high is not None
        else None
    )
    band = [None] * (len(found.series) - 1) + [bounds]
    low, high = min(found.series, default=0), max(found.series, default=0)
    return charts.series(
        found.series,
        band,
        ends=(weeks.label(periods[0]), weeks.label(periods[-1])) if periods else ("", ""),
        wide=wide,
        high=28,
        alt=f"Staplar: händelser i hela kommunen per period, {number(low)}–{number(high)}; senast "
        f"{number(found.series[-1] if found.series else 0)}.",
        caption="Händelser i hela kommunen per period. Mörk stapel: den här; grått fält: normalt.",
    )


def _standing(week: Week, ground: Ground | None, near: Ground | None) -> list[Block]:
    """Return the first page: the answer, the map and the ranked table."""
    found = week.picture
    return [
        Paragraph(found.headline, Tone.ANSWER),
        map_of.picture(week, wide=WIDE, high=HIGH, ground=ground, near=near),
        *ranking.table(found.places, most=MOST_PLACES),
    ]


def _agreed(week: Week) -> list[Block]:
    """Return the second page: what is new and why, what was decided, and what lies ahead."""
    today = today_of(week)
    reasons = [
        (shortened(each.name, 40), shortened(each.reason, LONGEST_REASON))
        for each in week.picture.places[:MOST_REASONS]
    ]
    why: list[Block] = [Heading("Varför", 2), Items(tuple(reasons))] if reasons else []
    ahead = (
        tuple(coming.priorities(week, most=MOST_COMING)),
        tuple(coming.occasions(week, most=MOST_COMING)),
        tuple(coming.arrangements(week, most=MOST_COMING)),
    )
    return [
        Columns(
            (
                (*news(week.picture, most=MOST_NEWS), year_chart(week.picture, wide=84)),
                tuple(why),
            ),
            (1, 1),
        ),
        *agreed.carried(week.carried, today, most=MOST_CARRIED),
        *agreed.decided(week.decided, today, most=MOST_DECIDED),
        Heading("Framåt"),
        Columns(ahead, (1, 1, 1)),
    ]
