"""Where a promise stands, and all of them together, in plain Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf

from babel.dates import format_date

from geo import look
from geo.follow_up import words as pace_words
from geo.follow_up.log import STATUS_WORDS
from geo.follow_up.pace import Pace
from geo.follow_up.promises import Counted, Each, Only, Promise
from geo.follow_up.spans import Span
from geo.follow_up.standing import Standing
from geo.model import PromiseStatus
from geo.shipped import activity_kinds

_ONLY = {
    Only.ON_FOOT: "till fots",
    Only.WITH_MEASURE: "med en åtgärd noterad",
    Only.EVENING_OR_NIGHT: "som började kl. 18–06",
}
_WHO = {"polis": "Polisen", "kommun": "Kommunen"}


def words(
    span: Span,
    done: int,
    per_year: Sequence[int],
    pace: Pace | None,
    status: PromiseStatus | None,
    said: date | None,
    kept: bool | None,
    today: date,
) -> str:
    """Return where a promise stands in one line: ``61 av 100, ligger 4 efter; …``.

    Parameters
    ----------
    span : Span
    done : int
    per_year : sequence of int
        Of each of the span's years.
    pace : Pace, optional
        Of a target that is counted now.
    status : PromiseStatus, optional
    said : date, optional
        When somebody last said how far it has come.
    kept : bool, optional
    today : date
    """
    if pace is not None:
        return headline(pace) if done or span.promise.counts is Counted.VISITS else _none(pace)
    if span.target is not None:
        return _over(span, per_year, kept)
    if span.promise.counts.counted:
        return _uncounted(span, done, status, kept, said)
    return _status(status, said, kept) + _due(span.promise.due, status, today)


def headline(pace: Pace) -> str:
    """Return the pace in one line; where less than one a week is needed it says how seldom.

    ``2 av 4, ligger 1 efter; 1 på 6 veckor behövs``
    """
    line = pace_words.headline(pace)
    if not pace.left or pace.per_week in (0.0, inf) or pace.per_week >= 1 or pace.weeks_left < 1:
        return line
    start = line.partition(";")[0]
    if pace.left == 1:
        return f"{start}; 1 till behövs på {look.count(int(pace.weeks_left), 'vecka', 'veckor')}"
    every = int(1 / pace.per_week)
    if every == 1:
        return f"{start}; 1 i veckan behövs"
    return f"{start}; 1 på {look.count(every, 'vecka', 'veckor')} behövs"


def _none(pace: Pace) -> str:
    """Say that nothing is logged: what was done may be known elsewhere."""
    told = f"Inget loggat av {look.number(pace.held.target)}"
    return f"{told}; {look.number(pace.expected)} väntas vara gjorda" if pace.expected else told


def _over(span: Span, per_year: Sequence[int], kept: bool | None) -> str:
    target = span.promise.target or 0
    if len(per_year) == 1:
        counted = f"{look.number(per_year[0])} av {look.number(target)}"
    else:
        counted = ", ".join(
            f"{start.year}: {look.number(number)} av {look.number(target)}"
            for (start, _), number in zip(span.years, per_year, strict=True)
        )
    if kept:
        return f"Hållet: {counted}"
    if kept is False:
        return f"Inte hållet, enligt det som är loggat: {counted}"
    if not any(per_year):
        return f"Går inte att säga: inget är loggat av {look.number(span.target or 0)}"
    return f"Går inte att säga: {counted} är loggade, och loggen täcker inte hela tiden"


def _uncounted(
    span: Span, done: int, status: PromiseStatus | None, kept: bool | None, said: date | None
) -> str:
    many = look.count(done, "gång", "gånger") if done else "Inget loggat"
    told = f"{many}; inget tal är lovat"
    if said is None or status is None:
        return told
    return f"{told}. {_status(status, said, kept)}"


def _status(status: PromiseStatus | None, said: date | None, kept: bool | None) -> str:
    if status is None or said is None:
        return "Ingen har sagt hur det går"
    proven = ", utan bevis" if status is PromiseStatus.DONE and not kept else ""
    return f"{STATUS_WORDS[status]}{proven} (sagt {_day(said)})"


def _due(due: date | None, status: PromiseStatus | None, today: date) -> str:
    if due is None or status in (PromiseStatus.DONE, PromiseStatus.ABANDONED):
        return ""
    return f"; {'skulle' if due < today else 'ska'} vara klart {_day(due)}"


def _day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="sv")


def days(first: date, last: date) -> str:
    """Return the days from one to another: the years, where they are whole ones.

    Examples
    --------
    >>> days(date(2024, 1, 1), date(2025, 12, 31)), days(date(2025, 1, 1), date(2025, 12, 31))
    ('2024–2025', '2025')
    >>> days(date(2025, 3, 1), date(2025, 12, 31))
    '1 mars 2025–31 december 2025'
    """
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return f"{_day(first)}–{_day(last)}"
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


def rule(promise: Promise) -> str:
    """Say what is counted for a promise, and where.

    Examples
    --------
    >>> rule(Promise("a", "x", (), Counted.VISITS, only=(Only.ON_FOOT,), places=("Edsbruk",)))
    'Räknar platsbesök ur besöksloggen, till fots, på Edsbruk.'
    """
    if promise.counts is Counted.STATUS:
        return "Räknas inte: de som följer upp säger hur långt det kommit, med bevis."
    if promise.counts is Counted.VISITS:
        parts = ["platsbesök ur besöksloggen", *(_ONLY[each] for each in promise.only)]
    else:
        known = activity_kinds.kinds().get(promise.activity)
        parts = [known.many if known else activity_kinds.name(promise.activity).lower()]
    where = f"på {_listed(promise.places)}" if promise.places else _anywhere(promise)
    return f"Räknar {', '.join(part for part in (*parts, where) if part)}."


def _anywhere(promise: Promise) -> str:
    return "på någon av kommunens platser" if promise.counts is Counted.VISITS else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} eller {names[-1]}"


def who(promise: Promise) -> str:
    """Say who promises.

    Examples
    --------
    >>> who(Promise("a", "x", ("polis", "kommun"), Counted.STATUS))
    'Polisen och kommunen'
    """
    names = [_WHO.get(each, each) for each in promise.who]
    return " och ".join([names[0], *(each.lower() for each in names[1:])]) if names else ""


def for_all(promise: Promise) -> str:
    """Say for whom the target is, where it is for several kommuner together."""
    if promise.target is None or len(promise.kommuner) < 2:
        return ""
    if promise.each is Each.KOMMUN:
        return "Talet gäller var kommun för sig."
    return "Talet gäller kommunerna tillsammans; här räknas bara kommunens egna."


def answer(standings: Sequence[Standing]) -> str:
    """Answer whether the promises are kept, in a few sentences."""
    if not standings:
        return "Inget medborgarlöfte är inläst för kommunen."
    now = [each for each in standings if each.current]
    over = [each for each in standings if not each.current]
    return " ".join(part for part in (_now(now), _uncountable(now), _past(over)) if part)


def _now(now: Sequence[Standing]) -> str:
    if not now:
        return "Inget löfte gäller i dag."
    numbered = [each for each in now if each.pace is not None]
    if not numbered:
        return "Inget tal är lovat som gäller i dag."
    silent = sum(is_silent(each) for each in numbered)
    behind = sum(is_behind(each) for each in numbered)
    told = len(numbered) - silent
    unlogged = f" {_numbers(silent)} har inget loggat." if silent else ""
    if not told:
        return f"Går inte att säga.{unlogged}"
    if not behind:
        return f"Ja, hittills: {_numbers(told)} ligger i takt.{unlogged}"
    if behind == told:
        return f"Inte i takt: {_numbers(behind)} ligger efter.{unlogged}"
    return f"Delvis: {behind} av {_numbers(told)} ligger efter.{unlogged}"


def is_silent(each: Standing) -> bool:
    """Return whether nothing is logged of what is to be logged: then nobody knows."""
    return each.promise.counts is Counted.ACTIVITIES and not each.done


def is_behind(each: Standing) -> bool:
    """Return whether fewer are counted than should be by now."""
    return each.pace is not None and not is_silent(each) and each.pace.ahead < 0


def _numbers(count: int) -> str:
    return look.count(count, "löfte med ett tal", "löften med tal")


def _uncountable(now: Sequence[Standing]) -> str:
    others = [each for each in now if each.target is None]
    if not others:
        return ""
    proven = sum(each.kept is True for each in others)
    silent = sum(each.status is None for each in others)
    return (
        f"Av {look.count(len(others), 'löfte', 'löften')} utan tal är {proven} klara med bevis och "
        f"{silent} utan uppgift."
    )


def _past(over: Sequence[Standing]) -> str:
    if not over:
        return ""
    kept = sum(each.kept is True for each in over)
    broken = sum(each.kept is False for each in over)
    parts = (
        look.count(kept, "hållet", "hållna"),
        look.count(broken, "inte hållet", "inte hållna"),
        f"{len(over) - kept - broken} går inte att säga något säkert om",
    )
    return f"{look.count(len(over), 'löfte', 'löften')} har gått ut: {', '.join(parts)}."
