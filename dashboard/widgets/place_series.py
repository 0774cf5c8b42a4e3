"""The place's counts over time on what was normal then, with visits, measures and occasions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.widgets import _component
from dashboard.widgets.heading import KINDS
from geo import look, weeks
from geo.analysis.signals.calendar import FEWEST
from geo.lagesbild import words
from geo.look import VERDICTS
from geo.model import Occasion, Period, PeriodKind, Verdict
from geo.place_profile import PlaceProfile, SeriesPoint, VisitItem
from geo.shipped import measure_kinds

MARKED = {
    "Valborgsmässoafton": "Valborg",
    "Skolavslutning": "Skolavslutning",
    "Midsommarafton": "Midsommar",
    "Halloween": "Halloween",
    "Lucianatten och Lucia": "Lucia",
    "Nyårsafton": "Nyår",
}
"""Occasions that have a name in the chart; all have a mark, and stand in the table."""
MONTHLY = "Lönehelg"
"""Comes in every longer period, and so says nothing there."""
UNSAID = (Verdict.AS_USUAL, Verdict.TOO_FEW)
"""Verdicts without a mark in the chart."""


def place_series(profile: PlaceProfile) -> None:
    """Show the series as a chart and as a table."""
    kind = profile.basis.selection.period.kind
    pattern = escape(words.presence(profile.status.comparison))
    st.html(
        f"<h2 class='pb-section'>Händelser per {KINDS[kind].lower()} <small>{pattern}</small></h2>"
    )
    if not any(point.count for point in profile.series):
        since = weeks.days_label(profile.series[0].period)
        st.html(
            f"<p class='pb-panel'>Inga händelser på platsen i det som är inläst (från {since} "
            f"{profile.series[0].period.start.year}). Om det borde finnas några: kontrollera "
            "platsens yta under Platser, eller läs in fler rapporter under Importera.</p>"
        )
    if profile.series[-1].low is None:
        st.html(
            "<p class='pb-hint'>Historiken är för kort för att säga vad som är normalt: det krävs "
            f"minst {FEWEST} hela perioder före. Läs in äldre rapporter under Importera.</p>"
        )
    key = f"place_series_{profile.status.place_id}"
    _component.mount(
        "place_series",
        series_data(profile),
        key=key,
        triggers={"picked": state.choose_period},
    )
    with st.expander("Visa som tabell"):
        st.html(series_table(profile))


def series_data(profile: PlaceProfile) -> dict[str, Any]:
    """Return the chart's content, as text and numbers only."""
    return {
        "label": "Händelser per period. Piltangenterna går mellan perioderna, Enter öppnar en.",
        "points": [_point(point) for point in profile.series],
        "keys": {
            "band": "normalt just då",
            "visit": "besök",
            "measure": "besök med åtgärd",
            "began": "åtgärd började",
            "occasion": "risktillfälle",
            "verdicts": [
                {"symbol": look.symbol, "word": look.word.lower(), "colour": look.colour}
                for verdict, look in VERDICTS.items()
                if any(p.verdict is verdict for p in profile.series) and verdict not in UNSAID
            ],
        },
    }


def _point(point: SeriesPoint) -> dict[str, Any]:
    look = VERDICTS[point.verdict]
    occasions = _told(point)
    return {
        "code": weeks.code(point.period),
        "short": _short(point.period),
        "count": point.count,
        "low": point.low,
        "high": point.high,
        "symbol": "" if point.verdict in UNSAID else look.symbol,
        "colour": look.colour,
        "text": point_text(point),
        "visits": [
            {"at": _share_of(point.period, visit.start), "measure": bool(visit.measure.strip())}
            for visit in point.visits
        ],
        "began": [
            _share_of(point.period, datetime.combine(each.began, time(12)))
            for each in point.began
            if each.began
        ],
        "occasion": bool(occasions),
        "mark": next((MARKED[o.name] for o in occasions if o.name in MARKED), ""),
    }


def _told(point: SeriesPoint) -> list[Occasion]:
    """Return the period's occasions, but for those that every such period has."""
    weekly = point.period.kind in (PeriodKind.WEEK, PeriodKind.TWO_WEEKS)
    return [each for each in point.occasions if weekly or each.name != MONTHLY]


def _share_of(period: Period, moment: datetime) -> float:
    """Return where in the period a moment lies, 0–1."""
    begun = moment.replace(tzinfo=None) - datetime.combine(period.start, time.min)
    return round(min(1.0, max(0.0, begun / (period.end - period.start))), 3)


def _short(period: Period) -> str:
    """Return what stands under the axis: ``v. 12 2026``, ``mars 2026``, ``T1 2026``."""
    if period.kind is PeriodKind.TERTIAL:
        return f"T{(period.start.month + 3) // 4} {period.start.year}"
    if period.kind is PeriodKind.MONTH:
        return weeks.label(period).lower()
    year, week, _ = _last_day(period).isocalendar()
    return f"v. {week} {year}"


def _last_day(period: Period) -> date:
    return period.end - timedelta(days=1)


def point_text(point: SeriesPoint) -> str:
    """Return one period in words, as the chart and a screen reader say it."""
    parts = [f"{weeks.label(point.period)}: {look.count(point.count, 'händelse', 'händelser')}"]
    if point.low is not None:
        parts[0] += f", normalt då {_range(point)}"
    parts.append(_verdict(point).lower())
    if point.visits:
        said = "; ".join(visit_text(visit) for visit in point.visits)
        parts.append(f"{look.number(len(point.visits))} besök ({said})")
    if point.began:
        parts.append(began_text(point))
    if told := _told(point):
        parts.append(", ".join(each.name for each in told))
    return " · ".join(parts)


def began_text(point: SeriesPoint) -> str:
    """Return the measures that began in a period: ``Åtgärd började: Belysning, tio lampor``."""
    named = (
        ", ".join(part for part in (measure_kinds.name(each.kind), each.what) if part)
        for each in point.began
    )
    return f"Åtgärd började: {'; '.join(named)}"


def visit_text(visit: VisitItem) -> str:
    """Return a visit in a few words: ``tor 12 mars: belysning kontrollerad``."""
    return weeks.short_day(visit.start.date()) + (f": {visit.measure}" if visit.measure else "")


def series_table(profile: PlaceProfile) -> str:
    """Return the series as an HTML table, the latest period first."""
    rows = "".join(_table_row(point) for point in reversed(profile.series))
    head = "".join(
        f"<th scope='col'>{name}</th>"
        for name in ("Period", "Antal", "Normalt då", "Läge", "Besök", "Risktillfällen", "Åtgärder")
    )
    return (
        "<div class='pb-scroll' role='region' tabindex='0' aria-label='Tabell över perioderna'>"
        "<table class='pb-table pb-mapping'><thead><tr>"
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _table_row(point: SeriesPoint) -> str:
    visits = "; ".join(visit_text(visit) for visit in point.visits)
    occasions = ", ".join(each.name for each in _told(point))
    began = began_text(point) if point.began else ""
    return (
        f"<tr><th scope='row'>{escape(weeks.label(point.period))}</th><td>{point.count}</td>"
        f"<td>{_range(point)}</td><td>{VERDICTS[point.verdict].symbol} {escape(_verdict(point))}"
        f"</td><td>{escape(visits)}</td><td>{escape(occasions)}</td>"
        f"<td>{escape(began)}</td></tr>"
    )


def _verdict(point: SeriesPoint) -> str:
    """Return the verdict in words; where nothing was normal yet, why nothing is said."""
    return "För kort historik" if point.low is None else VERDICTS[point.verdict].word


def _range(point: SeriesPoint) -> str:
    if point.low is None:
        return "–"
    return f"{point.low}" if point.low == point.high else f"{point.low}–{point.high}"
