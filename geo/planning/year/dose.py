"""What dose the plan gives, beside what has been tested: said plainly, with the sources.

Findings are those of the papers' own abstracts.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo import look
from geo.planning.year.bursts import VISITS
from geo.planning.year.result import YearPlan


@dataclass(frozen=True, slots=True)
class Finding:
    """What a study found, in a Swedish sentence, and which one it is."""

    text: str
    source: str


FINDINGS = (
    Finding(
        "Stopp på omkring 11–15 minuter gav längst lugn efteråt; längre stopp gav inte mer.",
        "Koper 1995, Justice Quarterly 12, 649–672",
    ),
    Finding(
        "En fotpatrull på 15 minuter om dagen gav 44 % mindre skada av grovt våld och 40 % färre "
        "brott mot enskilda den dagen, mest efter tre dagar i rad; dagen efter syntes ingen "
        "kvardröjande effekt.",
        "Bland, Leggetter, Cestaro & Sebire 2021, Cambridge Journal of Evidence-Based Policing 5, "
        "93–118",
    ),
    Finding(
        "Effekten satt i fyra dagar utan patrull och tog sedan slut.",
        "Barnes, Williams, Sherman m.fl. 2020, SocArXiv, doi 10.31235/osf.io/kwf98",
    ),
    Finding(
        "Fotpatrull minskade våldet bara på de 40 % av platserna som hade mest från början.",
        "Ratcliffe, Taniguchi, Groff & Wood 2011, Criminology 49, 795–831",
    ),
    Finding(
        "Patruller i 22 veckor förlorade sin verkan, de i 12 veckor gjorde det inte; efteråt fanns "
        "ingen kvardröjande effekt.",
        "Sorg, Haberman, Ratcliffe & Groff 2013, Criminology 51, 65–102",
    ),
    Finding(
        "Stopp på fasta ställen, som gick att förutse, följdes av fler anmälda brott runt omkring, "
        "inte färre.",
        "Ariel & Partridge 2017, Journal of Quantitative Criminology 33, 809–833",
    ),
    Finding(
        "65 studier tillsammans: en liten men säker minskning, och mer spridning av lugnet än "
        "flytt av brotten.",
        "Braga, Turchan, Papachristos & Hureau 2019, Journal of Experimental Criminology 15, "
        "289–311",
    ),
)
"""What is known of doses; the weakest dose of them with an effect is a visit every fourth day."""


def given(plan: YearPlan) -> str:
    """Say what the plan gives each place: visits and time of a year."""
    if not plan.places:
        return "Det finns inga platser att planera för."
    target, places = plan.pace.held.target, len(plan.places)
    each = target / places
    quotas = [place.quota for place in plan.places]
    hours = each * plan.minutes / 60
    return (
        f"{look.number(target)} besök på {look.count(places, 'plats', 'platser')} är i snitt "
        f"{look.brief(each, 1)} besök per plats och år: {look.brief(hours, 1)} timmar om besöken "
        f"är {look.number(plan.minutes)} minuter. Kvoterna går från {look.number(min(quotas))} "
        f"till {look.number(max(quotas))} besök efter behov; varje plats får minst "
        f"{look.number(plan.floor)}, hur långt bort den än ligger, och högst "
        f"{look.number(plan.cap)}."
    )


def needed(plan: YearPlan) -> str:
    """Say what has been tested, and what the plan does about being far from it."""
    often = max((place.quota for place in plan.places), default=0)
    days = plan.pace.held.days / often if often else 0
    beside = (
        f"Den mest besökta platsen får här ett besök var {look.number(days)}:e dag. "
        if often
        else ""
    )
    return (
        f"Forskningen har prövat mycket tätare besök: från flera om dagen till ungefär "
        f"ett var fjärde dag. "
        f"{beside}Så spridda besök visar att polisen finns och ger samtal, men väntas inte minska "
        f"brotten. Därför samlas en del av besöken: 3–5 platser i kvartalet får en vecka med minst "
        f"{look.number(VISITS)} besök, helst tre dagar i rad och aldrig mer än fyra dagar isär, "
        f"vid olika klockslag."
    )
