"""A place on two pages: what is unusual, when, what, why, and what has been done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import shapely

from geo import weeks
from geo.evaluation.result import Finding
from geo.follow_up.measures import Measure
from geo.follow_up.standing import Standing
from geo.lagesbild import Lagesbild
from geo.look import VERDICTS, number, percent
from geo.model import CATEGORIES, Audience
from geo.place_profile import PlaceProfile, SeriesPoint, Span, SurveyAnswer
from geo.place_profile import words as place_words
from geo.publishing import agreed, effects, map_of, promised, words
from geo.report import charts
from geo.report._text import shortened
from geo.report.document import (
    Block,
    Columns,
    Document,
    Grid,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Tone,
)
from geo.report.place_drawing import Map, draw
from geo.schema import Ground

MOST_CATEGORIES, MOST_VISITS, MOST_MEASURES, MOST_SURVEYS, MOST_FINDINGS = 8, 6, 8, 4, 3
MOST_CAUSES = 5
LONGEST = 60
MOST_POINTS = 52
"""Periods of the series: more bars could not be told apart."""


def place_sheet(
    profile: PlaceProfile,
    found: Lagesbild,
    outlines: Mapping[int, bytes],
    *,
    kommun: str,
    measures: Sequence[Measure] = (),
    standings: Sequence[Standing] = (),
    findings: Sequence[Finding] = (),
    ground: Ground | None = None,
) -> Document:
    """Return the sheet of a place.

    Parameters
    ----------
    profile : PlaceProfile
    found : Lagesbild
        Of the same period: what lies around the place.
    outlines : mapping of int to bytes
        WKB by ``place_id``, in metres.
    kommun : str
        Its name.
    measures : sequence of Measure
        Those of other places are left out.
    standings : sequence of Standing
        Of the kommun's promises about visits.
    findings : sequence of Finding
        Those of other places are left out.
    ground : Ground, optional
        Under the map.
    """
    status, period = profile.status, profile.basis.selection.period
    place_id = status.place_id
    mine = [each for each in measures if each.place_id == place_id]
    felt = [each for each in findings if each.place_id == place_id]
    today = weeks.local_day(int(profile.basis.built.timestamp()))
    label = weeks.label(period)
    return Document(
        title=shortened(status.name, LONGEST),
        subtitle=f"{shortened(kommun, 40)} · {label[0].lower()}{label[1:]} "
        f"({weeks.days_label(period)}) · läge {status.precision}",
        blocks=(
            *_standing(profile),
            Columns(
                (
                    (_series(profile), *_when(profile), *_causes(profile)),
                    (_map(profile, found, outlines, ground),),
                ),
                (1, 1),
            ),
            Columns(((*_what(profile),), (*_visits(profile),)), (1, 1)),
            PageBreak(),
            *_measures(mine, today),
            *effects.of(felt, most=MOST_FINDINGS),
            *_felt(profile),
            *promised.visits(standings),
        ),
        basis=place_words.basis(profile),
        audience=Audience.INTERNAL,
        name=f"plats-{place_id}-{weeks.code(period)}",
        fitted=True,
    )


def _standing(profile: PlaceProfile) -> list[Block]:
    look = VERDICTS[profile.status.comparison.verdict]
    return [
        Paragraph(f"{look.symbol} {look.word}", Tone.ANSWER),
        Paragraph(profile.status.reason),
    ]


def _series(profile: PlaceProfile) -> Picture:
    points = profile.series[-MOST_POINTS:]
    counts = [each.count for each in points]
    band = [None if each.low is None or each.high is None else (each.low, each.high)
            for each in points]  # fmt: skip
    low, high = min(counts, default=0), max(counts, default=0)
    return charts.series(
        counts,
        band,
        ends=(_label(points[0]), _label(points[-1])) if points else ("", ""),
        marks=[bool(each.visits) for each in points],
        alt=f"Staplar: händelser på platsen per period, {number(low)}–{number(high)}; senast "
        f"{number(profile.status.comparison.count)}.",
        caption="Händelser per period. Mörk stapel: den här; grått fält: normalt; fyrkant under: "
        "besök.",
    )


def _label(point: SeriesPoint) -> str:
    return weeks.label(point.period)


def _when(profile: PlaceProfile) -> list[Block]:
    return [Heading("När", 2), Paragraph(place_words.clock(profile.spans[Span.YEAR]))]


def _map(
    profile: PlaceProfile, found: Lagesbild, outlines: Mapping[int, bytes], ground: Ground | None
) -> Picture:
    own = outlines.get(profile.status.place_id)
    shapes = [replace(each, number=None) for each in map_of.shapes(found, outlines)]
    shown = Map(shapes, None, ground, focus=None if own is None else shapely.from_wkb(own))
    name = shortened(profile.status.name, LONGEST)
    return draw(shown, wide=87, high=80, alt=f"Karta över {name} och platserna omkring.")


def _causes(profile: PlaceProfile) -> list[Block]:
    causes, more = words.cut(profile.status.causes, MOST_CAUSES)
    told: Block = (
        Items(
            tuple(
                (shortened(cause, LONGEST), f"({shortened(document, LONGEST)})")
                for cause, document in causes
            )
        )
        if causes
        else Paragraph("Ingen orsak är angiven.", Tone.HINT)
    )
    rest = words.rest(more, "orsak", "orsaker")
    hints = [rest, profile.hints.near_repeat, profile.hints.presence]
    return [Heading("Orsaker som angetts", 2), told,
            *(Paragraph(each, Tone.HINT) for each in hints if each)]  # fmt: skip


def _what(profile: PlaceProfile) -> list[Block]:
    shown, more = words.cut(profile.categories, MOST_CATEGORIES)
    if not shown:
        return [Heading("Vad", 2), Paragraph("Inga händelser de senaste perioderna.", Tone.HINT)]
    rows = tuple(
        (
            CATEGORIES[each.category].label,
            number(each.now),
            "–" if each.before is None else number(each.before),
            "" if each.verdict is None else VERDICTS[each.verdict].word,
        )
        for each in shown
    )
    grid = Grid("De senaste 12 perioderna mot de 12 före.", ("Slag", "Nu", "Före", "Läge"), rows,
                numeric=frozenset({1, 2}), widths=(3, 0.8, 0.8, 1.8))  # fmt: skip
    rest = [Paragraph(words.rest(more, "slag", "slag"), Tone.HINT)] if more else []
    return [Heading("Vad", 2), grid, *rest]


def _visits(profile: PlaceProfile) -> list[Block]:
    head = Heading("Besök", 2)
    if not profile.visits:
        return [head, Paragraph("Inget besök i loggen.", Tone.HINT)]
    shown, more = words.cut(profile.visits, MOST_VISITS)
    rows = tuple(
        (
            f"{each.start:%Y-%m-%d}",
            "–" if each.minutes is None else number(each.minutes),
            shortened(each.measure, LONGEST) or "–",
        )
        for each in shown
    )
    grid = Grid("De senaste besöken.", ("Dag", "Minuter", "Åtgärd"), rows,
                numeric=frozenset({1}), widths=(1.4, 1, 3))  # fmt: skip
    told = f"… och {number(more)} tidigare." if more else ""
    return [head, Paragraph(place_words.visits(profile.status)), grid,
            *([Paragraph(told, Tone.HINT)] if told else [])]  # fmt: skip


def _measures(mine: Sequence[Measure], today: date) -> list[Block]:
    head = Heading("Åtgärder")
    if not mine:
        return [head, Paragraph("Ingen åtgärd är inskriven för platsen.", Tone.HINT)]
    ranked = agreed.late_first(mine, today)
    caption = "Åtgärder på platsen, de försenade först."
    return [head, *agreed.table(ranked, today, MOST_MEASURES, caption)]


def _felt(profile: PlaceProfile) -> list[Block]:
    head = Heading("Hur platsen upplevs")
    hint = profile.hints.perception
    if not profile.surveys:
        none = Paragraph("Ingen trygghetsmätning nämner platsen.", Tone.HINT)
        return [head, none, *([Paragraph(hint)] if hint else [])]
    shown, more = words.cut(profile.surveys, MOST_SURVEYS)
    grid = Grid(
        "Andel otrygga, med 95 % osäkerhet (Wilson).",
        ("Fråga", "När", "Otrygga", "Osäkerhet", "Svar"),
        tuple(_answer(each) for each in shown),
        numeric=frozenset({2, 4}),
        widths=(4, 1, 0.9, 1.1, 0.7),
    )
    rest = [Paragraph(words.rest(more, "svar", "svar"), Tone.HINT)] if more else []
    return [head, grid, *rest, *([Paragraph(hint)] if hint else [])]


def _answer(each: SurveyAnswer) -> tuple[str, ...]:
    unsure = (
        "okänd"
        if each.low is None or each.high is None
        else f"{number(100 * each.low)}–{percent(each.high)}"
    )
    return (
        shortened(each.question, LONGEST),
        words.survey_month(each.period_start),
        percent(each.share),
        unsure,
        "–" if each.n is None else number(each.n),
    )
