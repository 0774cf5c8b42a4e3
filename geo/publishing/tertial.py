"""The report to rådet, three times a year: did we keep our word, and did it help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from geo import weeks
from geo.evaluation.result import Finding
from geo.follow_up.measures import Measure
from geo.follow_up.standing import Standing
from geo.lagesbild import PlaceStatus
from geo.look import GROUPS, count, number, percent
from geo.model import Audience, Group, MeasureStatus
from geo.publishing import agreed, effects, map_of, promised, ranking, words
from geo.publishing.weekly import basis, heading, subtitle, today_of, year_chart
from geo.report._text import shortened
from geo.report.document import Block, Document, Grid, Heading, Paragraph, Tone
from geo.report.week import Week
from geo.schema import Ground

MOST_PLACES, MOST_PROMISES, MOST_MEASURES, MOST_FINDINGS, MOST_SURVEYS = 20, 30, 25, 6, 12


@dataclass(frozen=True)
class FollowUp:
    """What is followed up beside the lägesbild.

    Attributes
    ----------
    measures : tuple of Measure
        All of the kommun.
    standings : tuple of Standing
    findings : tuple of Finding
    visits, visits_last_year : int
        Platsbesök in the period, and in the same one a year before.
    groups_last_year : mapping of Group to int
        Incidents of that period; empty where the record does not reach so far.
    """

    measures: tuple[Measure, ...] = ()
    standings: tuple[Standing, ...] = ()
    findings: tuple[Finding, ...] = ()
    visits: int = 0
    visits_last_year: int = 0
    groups_last_year: Mapping[Group, int] = field(default_factory=dict)


def tertial(
    week: Week, follow_up: FollowUp, ground: Ground | None = None, near: Ground | None = None
) -> Document:
    """Return the report of a tertial, or of any longer period.

    Parameters
    ----------
    week : Week
        Of the period.
    follow_up : FollowUp
    ground, near : Ground, optional
        Under the map of the whole, and under that of the town shown larger.
    """
    found = week.picture
    return Document(
        title=f"Rapport till rådet: {heading(week)}",
        subtitle=subtitle(week),
        blocks=(
            Paragraph(found.headline, Tone.ANSWER),
            Paragraph(_in_short(week, follow_up)),
            Heading("Läget"),
            _numbers(week, follow_up.groups_last_year),
            map_of.picture(week, wide=180, high=90, ground=ground, near=near),
            *ranking.table(found.places, most=MOST_PLACES),
            year_chart(found, wide=180),
            *_promises(week, follow_up.standings),
            *_measures(week, follow_up.measures),
            *(effects.of(follow_up.findings, most=MOST_FINDINGS) or _no_effects()),
            *_visits(week, follow_up),
            *_felt(found.places),
        ),
        basis=basis(week),
        audience=Audience.INTERNAL,
        name=f"radet-{week.kommun.code}-{weeks.code(found.basis.selection.period)}",
    )


def _in_short(week: Week, follow_up: FollowUp) -> str:
    """Tell promises and measures in a sentence."""
    today = today_of(week)
    holding = _holding(week, follow_up.standings)
    behind = sum(each.pace is not None and each.pace.ahead < 0 for each in holding)
    late = sum(each.overdue(today) > 0 for each in follow_up.measures)
    done = len(_done(week, follow_up.measures))
    return (
        f"{count(len(holding), 'löfte', 'löften')} gällde, {number(behind)} ligger efter. "
        f"{count(done, 'åtgärd blev klar', 'åtgärder blev klara')} i perioden, "
        f"{count(late, 'är försenad', 'är försenade')}. "
        f"{count(follow_up.visits, 'platsbesök', 'platsbesök')}, "
        f"{number(follow_up.visits_last_year)} samma tid i fjol."
    )


def _holding(week: Week, standings: Sequence[Standing]) -> list[Standing]:
    period = week.picture.basis.selection.period
    return promised.of_days(standings, period.start, period.end)


def _promises(week: Week, standings: Sequence[Standing]) -> list[Block]:
    """Return the promises of the period; where none held, those that held last."""
    head = Heading("Löften")
    if holding := _holding(week, standings):
        return [head, *promised.table(holding, most=MOST_PROMISES)]
    none = "Inget medborgarlöfte gällde i perioden."
    if not standings:
        return [head, Paragraph(none, Tone.HINT)]
    last = promised.latest(standings)
    told = f"{none} Det senaste gällde till {words.day(last[0].document.last)}; så gick det:"
    return [head, Paragraph(told), *promised.table(last, most=MOST_PROMISES)]


def _numbers(week: Week, before: Mapping[Group, int]) -> Grid:
    """Return the kommun's numbers beside normal, the period before and last year."""
    totals = week.picture.totals
    low, high = totals.normal_low, totals.normal_high
    normal = "okänt" if low is None or high is None else f"{number(low)}–{number(high)}"
    last = "–" if totals.last_year is None else number(totals.last_year)
    whole = ("Alla", number(totals.rows), normal, number(totals.previous), last)
    groups = [
        (GROUPS[group].word, number(n), "", "", number(before[group]) if group in before else "–")
        for group, n in totals.by_group.items()
        if n or before.get(group)
    ]
    return Grid(
        "Händelser i hela kommunen i perioden; det normala räknas för alla tillsammans.",
        ("Slag", "Nu", "Normalt", "Förra perioden", "I fjol"),
        (whole, *groups),
        numeric=frozenset({1, 2, 3, 4}),
        widths=(2.4, 1, 1.2, 1.2, 1),
    )


def _measures(week: Week, measures: Sequence[Measure]) -> list[Block]:
    """Return the measures: how many are done, late and owned by nobody, and the table."""
    head = Heading("Åtgärder")
    if not measures:
        return [head, Paragraph("Ingen åtgärd är inskriven.", Tone.HINT)]
    today = today_of(week)
    done = _done(week, measures)
    left = [each for each in measures if each.open]
    late = [each for each in left if each.overdue(today)]
    nobody = [each for each in left if not each.owner]
    told = (
        f"{count(len(done), 'klar', 'klara')} i perioden, {count(len(left), 'öppen', 'öppna')}: "
        f"{count(len(late), 'försenad', 'försenade')}, {number(len(nobody))} utan ägare."
    )
    listed = [*agreed.late_first(left, today), *done]
    if not listed:
        return [head, Paragraph(told)]
    caption = "Öppna åtgärder, de försenade först, och sedan de som blev klara."
    return [head, Paragraph(told), *agreed.table(listed, today, MOST_MEASURES, caption)]


def _done(week: Week, measures: Sequence[Measure]) -> list[Measure]:
    """Return the measures that were done in the period."""
    period = week.picture.basis.selection.period
    return [
        each
        for each in measures
        if each.status is MeasureStatus.DONE and _within(each.status_day, period.start, period.end)
    ]


def _within(day: date | None, start: date, end: date) -> bool:
    return day is not None and start <= day < end


def _no_effects() -> list[Block]:
    return [
        Heading("Effekt"),
        Paragraph("Ingen åtgärd har hållit på så länge att en effekt kan prövas.", Tone.HINT),
    ]


def _visits(week: Week, follow_up: FollowUp) -> list[Block]:
    never = [each for each in week.picture.places if each.days_since_visit is None]
    told = (
        f"{count(follow_up.visits, 'platsbesök', 'platsbesök')} i perioden mot "
        f"{number(follow_up.visits_last_year)} samma tid i fjol."
    )
    if never:
        told += f" {count(len(never), 'plats', 'platser')} har inget besök i loggen."
    return [Heading("Besök"), Paragraph(told)]


def _felt(places: Sequence[PlaceStatus]) -> list[Block]:
    head = Heading("Upplevd otrygghet")
    asked = [(each.name, each.survey) for each in places if each.survey is not None]
    if not asked:
        return [head, Paragraph("Ingen trygghetsmätning nämner kommunens platser.", Tone.HINT)]
    asked = sorted(asked, key=lambda each: -each[1].share_unsafe)
    shown, more = words.cut(asked, MOST_SURVEYS)
    rows = tuple(
        (
            shortened(name, 34),
            percent(survey.share_unsafe),
            "–" if survey.n is None else number(survey.n),
            words.survey_month(survey.period_start),
            shortened(survey.question, 60),
        )
        for name, survey in shown
    )
    grid = Grid(
        "Senaste mätningen per plats, mest otrygg först.",
        ("Plats", "Otrygga", "Svar", "När", "Fråga"), rows,
        numeric=frozenset({1, 2}), widths=(1.8, 0.9, 0.7, 1.1, 3),
    )  # fmt: skip
    rest = [Paragraph(words.rest(more, "plats", "platser"), Tone.HINT)] if more else []
    return [head, grid, *rest]
