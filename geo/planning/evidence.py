"""What studies say of short visits by police, so that the page can say what a plan can hope for.

Read in the abstracts, November 2026; where a study says more, the full text is the source.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, in a Swedish sentence, and where it was published."""

    text: str
    source: str
    doi: str = ""


STOP_LENGTH = Finding(
    "Stopp behövde vara minst 10 minuter för att verka efteråt; 11–15 minuter var bäst, och längre "
    "gav allt mindre.",
    "Koper 1995, Justice Quarterly 12(4), 649–672",
)
ONE_A_DAY = Finding(
    "En fotpatrull på 15 minuter om dagen gav 44 % mindre skada och 40 % färre brott i offentlig "
    "miljö de dagar den gick, mest efter tre dagar i följd; ingen verkan kvar dagar utan patrull.",
    "Bland m.fl. 2021, Cambridge Journal of Evidence-Based Policing 5, 93–118",
    "10.1007/s41887-021-00066-3",
)
FOUR_DAYS = Finding(
    "I Perth höll verkan i sig fyra dagar efter senaste patrullen; sedan steg brotten.",
    "Barnes m.fl. 2020, Sweet spots of residual deterrence (förhandspublicerad)",
    "10.31235/osf.io/kwf98",
)
TOP_PLACES = Finding(
    "Tolv veckor av fotpatrull i Philadelphia gav 23 % färre våldsbrott än på jämförelseplatserna, "
    "men bara på de 40 % av platserna som hade flest från början.",
    "Ratcliffe m.fl. 2011, Criminology 49(3), 795–831",
    "10.1111/j.1745-9125.2011.00240.x",
)
DECAY = Finding(
    "Verkan avtog där samma platser patrullerades i 22 veckor, men inte i 12; när patrullerna "
    "slutade var den borta.",
    "Sorg m.fl. 2013, Criminology 51(1), 65–102",
)
PREDICTABLE = Finding(
    "Patruller med tider och platser som gick att räkna ut gav fler anmälda brott vid Londons "
    "busshållplatser.",
    "Ariel & Partridge 2017, Journal of Quantitative Criminology 33, 809–833",
    "10.1007/s10940-016-9312-y",
)
REVIEW = Finding(
    "65 studier tillsammans: en liten men säker minskning, och oftare mindre brott även runt "
    "platsen än mer.",
    "Braga m.fl. 2019, Journal of Experimental Criminology 15, 289–311",
    "10.1007/s11292-019-09372-3",
)
FINDINGS = (STOP_LENGTH, ONE_A_DAY, FOUR_DAYS, TOP_PLACES, DECAY, PREDICTABLE, REVIEW)
