"""The sentences of a letter; none says that something was because of something else."""

from __future__ import annotations

from types import MappingProxyType

from geo.follow_up.measures import Measure
from geo.look import count, number
from geo.model import MeasureStatus, Verdict
from geo.publishing.feedback.result import AtPlace, Feedback
from geo.publishing.words import day
from geo.shipped import measure_kinds

CHANGES = MappingProxyType(
    {
        Verdict.INCREASING: "Fler händelser än vad som är normalt på platsen.",
        Verdict.DECREASING: "Färre händelser än vad som är normalt på platsen.",
        Verdict.GROWING: "Fler händelser än normalt sedan flera perioder.",
        Verdict.WANING: "Färre händelser än normalt sedan flera perioder.",
        Verdict.AS_USUAL: "Ungefär så många händelser som det brukar vara på platsen.",
        Verdict.TOO_FEW: "För få händelser för att säga om något har ändrats.",
    }
)
"""Of all incidents of the place, whoever reported them."""
STATUSES = MappingProxyType(
    {
        MeasureStatus.DECIDED: "beslutad",
        MeasureStatus.ONGOING: "pågår",
        MeasureStatus.DONE: "klar",
        MeasureStatus.ABANDONED: "avbruten",
    }
)
BESIDE = (
    "Vad som gjorts och hur antalet händelser har ändrats står bredvid varandra här. Det går inte "
    "att säga härifrån om det ena beror på det andra."
)
THANKS = (
    "Tack för att ni rapporterar. Varje rapport är med när platserna bedöms och besök planeras."
)
AS_BEFORE = "Fortsätt rapportera som ni gör."
SEVERAL = 0.2
"""The share of reports from which it is worth asking for better ones."""


def answer(found: Feedback) -> str:
    """Return what a letter says first: ``14 rapporter från 3 platser. Där: 6 platsbesök …``."""
    if not found.reports:
        return "Inga rapporter från er under perioden."
    reports = count(found.reports, "rapport", "rapporter")
    if not found.places:
        return f"{reports}, ingen i någon av platserna."
    measures = len({each.row_key for place in found.places for each in place.measures})
    done = (
        count(found.visits, "platsbesök", "platsbesök") if found.visits else "inga platsbesök",
        count(measures, "åtgärd", "åtgärder") if measures else "inga åtgärder",
    )
    where = count(len(found.places), "plats", "platser")
    return f"{reports} från {where}. Där: {' och '.join(done)}."


def reported(place: AtPlace) -> str:
    """Return what was reported: ``5: 3 klotter, 2 skadegörelse``."""
    return f"{number(place.reports)}: {mix(place.categories)}"


def mix(categories: tuple[tuple[str, int], ...]) -> str:
    """Return categories with their numbers: ``3 klotter, 2 skadegörelse``."""
    return ", ".join(f"{number(n)} {label.lower()}" for label, n in categories)


def visited(place: AtPlace) -> str:
    """Return the visits of the period."""
    if place.last_visit is None:
        return "inget besök"
    return f"{count(place.visits, 'besök', 'besök')}, senast {day(place.last_visit)}"


def changed(place: AtPlace) -> str:
    """Return what the lägesbild says of the place, and about how many others have reported."""
    others = f" Andra har rapporterat {place.others} händelser." if place.others else ""
    return f"{CHANGES[place.verdict]}{others}"


def measure(each: Measure) -> str:
    """Return a measure by kind, status and owner; what somebody wrote of it is not quoted."""
    status = STATUSES[each.status]
    since = f" {day(each.status_day)}" if each.status_day else ""
    last = f", sista dag {day(each.deadline)}" if each.open and each.deadline else ""
    return f"{measure_kinds.name(each.kind)}: {status}{since}{last}"


def asks(found: Feedback) -> tuple[str, ...]:
    """Return what is asked of the organisation next."""
    told = []
    quiet = [place.name for place in found.places if place.few_report]
    if quiet:
        told.append(
            f"Anmäl brott till polisen också, på 114 14 eller polisen.se. Kanske anmäls färre än "
            f"vad som händer här: {', '.join(quiet)}."
        )
    if _many(found.without_time, found.reports):
        told.append(
            f"Skriv gärna när på dygnet det hände: {_of(found.without_time, found.reports)} saknar "
            "klockslag."
        )
    if _many(found.without_point, found.reports):
        told.append(
            "Peka gärna ut platsen på kartan eller skriv adressen: "
            f"{_of(found.without_point, found.reports)} har bara ort, eller inget läge."
        )
    return (*told, AS_BEFORE) if not told else tuple(told)


def _many(part: int, whole: int) -> bool:
    return part > 0 and part >= SEVERAL * whole


def _of(part: int, whole: int) -> str:
    return f"{number(part)} av {count(whole, 'rapport', 'rapporter')}"
