"""The measures that the demo's kommuner have decided: invented, each with its chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.demo.effect import Effect
from geo.model import CostBand, MeasureStatus

PROPOSED, DECIDED, ONGOING, DONE, ABANDONED = MeasureStatus
LIGHT = Effect(kept=0.55, moved=0.15)
"""What the lighting in Katrineholm does."""
NOTHING = Effect(kept=1.0)
"""What is planted of the measures that do nothing at all."""
WORKING = 181
"""Days before the demo's last that the measures with a planted effect began: a Monday, so that 26
whole weeks lie after it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One measure; days are counted back from the demo's last day, so that below 0 is to come.

    Attributes
    ----------
    place : str
        Name, or empty: the whole kommun.
    problem : str
        Code of a category.
    kind : str
        Code in ``data/measures/kinds.toml``.
    owner : str
        Organisation, or empty where nobody has taken it on.
    deadline, told : int
        The last day, and the day that its status is of.
    began, ended : int or None
    effect : Effect or None
        What is planted; None where nothing is said of it.
    """

    place: str
    problem: str
    cause: str
    kind: str
    what: str
    owner: str
    deadline: int
    status: MeasureStatus
    told: int
    cost: CostBand
    began: int | None = None
    ended: int | None = None
    promise: str = ""
    outcome: str = ""
    effect: Effect | None = None


_VASTERVIK = (
    Decided(
        "Gångtunneln Karstorp", "belysning", "Tunneln och rampen är mörka kvällstid", "belysning",
        "Byt till LED i tunneln och på rampen", "Tekniska förvaltningen",
        21, ONGOING, 40, CostBand.UNDER_100, promise="vastervik-2025/platsbesok",
    ),
    Decided(
        "Karstorp", "skadegorelse", "Viss kriminell aktivitet", "patrull",
        "Kvällspass till fots torsdag till lördag", "Polisen",
        -14, ONGOING, 35, CostBand.NOTHING, began=35, promise="vastervik-2025/fotpatrullering",
    ),
    Decided(
        "Stadsparken", "skymd_sikt", "Buskar skymmer gångvägen", "vaxtlighet",
        "Gallra buskarna längs gångvägen", "Tekniska förvaltningen",
        120, DONE, 125, CostBand.UNDER_100, began=125,
        outcome="Fri sikt från gångvägen till lekplatsen",
    ),
    Decided(
        "Västervik centrum", "stold_inbrott", "Olåsta cyklar och varor vid dörrarna", "information",
        "Affischer och samtal om stöldskydd i butikerna", "Köpmännen",
        175, DONE, WORKING, CostBand.UNDER_10, began=WORKING,
        outcome="Affischer i 42 butiker", effect=NOTHING,
    ),
    Decided(
        "Västerviks resecentrum", "brak_vald", "Sista tåget och bussarna möts", "vuxennarvaro",
        "Vuxna på plats fredag och lördag natt", "",
        -10, DECIDED, 11, CostBand.NOTHING,
    ),
    Decided(
        "Ankarsrum", "anlagd_brand",
        "Misstänkta mordbränder har spritt oro; närvaro kväll och natt", "dialog",
        "Öppet hus om brandskydd och hur man lämnar tips", "Räddningstjänsten",
        60, DONE, 66, CostBand.UNDER_10, began=66, ended=66, outcome="Ett femtiotal kom",
    ),
    Decided(
        "Edsbruk", "rykte_oro", "Långt från Västervik; ska bli naturligt att anmäla brott",
        "dialog", "Medborgardialog i bygdegården", "Polisen",
        -30, PROPOSED, 4, CostBand.NOTHING,
    ),
    Decided(
        "Karstorpsskolan", "samling_unga", "Inget att göra fredagskvällar", "fritid",
        "Öppen idrottshall fredagar", "Fritidsförvaltningen",
        9, DECIDED, 53, CostBand.UNDER_100,
    ),
    Decided(
        "Stora torget", "klotter", "Samma vägg om och om igen", "klottersanering",
        "Sanera inom två dygn", "Bostadsbolaget",
        150, ABANDONED, 140, CostBand.UNDER_10, began=165, ended=140,
        outcome="Väggen revs",
    ),
    Decided(
        "", "alkohol_langning", "Langning till unga inför skolavslutningen", "samverkan",
        "Gemensam plan med butikerna", "Socialförvaltningen",
        -45, ONGOING, 18, CostBand.NOTHING, began=18,
    ),
)  # fmt: skip

_KATRINEHOLM = (
    Decided(
        "Katrineholms resecentrum", "belysning",
        "Otryggt i delar av centrum, mest under dygnets mörka timmar", "belysning",
        "Ny belysning på perronger och cykelparkering", "Tekniska förvaltningen",
        190, DONE, WORKING, CostBand.UNDER_1000, began=WORKING,
        outcome="Alla stolpar tända", effect=LIGHT,
    ),
    Decided(
        "Gångtunneln Nävertorp", "skymd_sikt",
        "Otryggt i delar av området, mest under dygnets mörka timmar", "vaxtlighet",
        "Röj slänterna vid mynningarna", "Bostadsbolaget",
        170, DONE, WORKING, CostBand.UNDER_10, began=WORKING,
        outcome="Röjt på båda sidor", effect=NOTHING,
    ),
    Decided(
        "Norr", "samling", "Otryggt i delar av området, mest under dygnets mörka timmar",
        "patrull", "Fotpatrull kvällstid", "Polisen",
        -21, ONGOING, 28, CostBand.NOTHING, began=28,
    ),
    Decided(
        "Stortorget", "brak_vald", "Ungdomars häng kan skapa otrygghet och oro", "vuxennarvaro",
        "Vuxna på plats fredagskvällar", "",
        12, DECIDED, 26, CostBand.NOTHING,
    ),
    Decided(
        "Nävertorp", "rykte_oro", "Otryggt i delar av området, mest under dygnets mörka timmar",
        "dialog", "Trygghetsvandring med de boende", "Bostadsbolaget",
        33, ONGOING, 40, CostBand.UNDER_10,
    ),
    Decided(
        "Katrineholm centrum", "narkotika", "Överlåtelser vid torget", "kamera",
        "Ansökan om kamerabevakning", "Polisen",
        -90, PROPOSED, 6, CostBand.UNDER_1000,
    ),
)  # fmt: skip

_VETLANDA = (
    Decided(
        "Vetlanda tätort", "trafik_buskorning",
        "Delar av tätorten upplevs som stökiga och otrygga, främst av felaktiga trafikbeteenden",
        "trafikhinder", "Två fartdämpande åtgärder till nämnden", "Tekniska förvaltningen",
        25, ONGOING, 60, CostBand.UNDER_1000,
    ),
    Decided(
        "Vetlanda resecentrum", "samling_unga", "Väntan på sista bussen", "fritid",
        "Fritidsgården öppen till 23", "Fritidsförvaltningen",
        -20, DECIDED, 13, CostBand.UNDER_100,
    ),
    Decided(
        "Stortorget", "brak_vald", "Stängningsdags vid två krogar", "tillsyn",
        "Gemensam tillsyn av serveringstillstånd", "",
        -7, PROPOSED, 5, CostBand.NOTHING,
    ),
    Decided(
        "Gymnasieområdet", "narkotika", "Försäljning på skolvägen", "kontroll",
        "Riktad insats före lov", "Polisen",
        90, DONE, 95, CostBand.NOTHING, began=100, ended=95, outcome="Fyra insatser gjorda",
    ),
)  # fmt: skip

_MONSTERAS = (
    Decided(
        "Mönsterås centrum", "odslig_plats", "Låg upplevd trygghet, framför allt hos kvinnor",
        "belysning", "Ljus på vägen mellan torget och hamnen", "Tekniska förvaltningen",
        -35, ONGOING, 30, CostBand.UNDER_100,
    ),
    Decided(
        "Skolområdet", "skadegorelse", "Krossade rutor efter skoltid", "stadning",
        "Städa och laga inom ett dygn", "Skolan",
        15, DECIDED, 36, CostBand.UNDER_10,
    ),
    Decided(
        "Hamnen", "samling", "Sommarkvällar vid kajen", "vuxennarvaro",
        "Vuxna på plats i juli", "",
        110, ABANDONED, 115, CostBand.NOTHING, outcome="Ingen kunde ta på sig det",
    ),
)  # fmt: skip

_HOGSBY = (
    Decided(
        "Högsby centrum", "odslig_plats", "Låg upplevd trygghet, framför allt hos kvinnor",
        "dialog", "Trygghetsvandring efter mörkrets inbrott", "Polisen",
        70, DONE, 74, CostBand.NOTHING, began=74, ended=74,
        outcome="Sex mörka platser antecknades",
    ),
    Decided(
        "Högsby station", "skadegorelse", "Ingen ser väntkuren", "reparation",
        "Ny väntkur med klara rutor", "Trafikverket",
        19, DECIDED, 50, CostBand.UNDER_100,
    ),
    Decided(
        "Skolområdet", "klotter", "Baksidan syns inte från vägen", "klottersanering",
        "Sanera inom två dygn", "",
        -12, PROPOSED, 8, CostBand.UNDER_10,
    ),
)  # fmt: skip

DECIDED_IN: Mapping[str, tuple[Decided, ...]] = MappingProxyType(
    {
        "0883": _VASTERVIK,
        "0483": _KATRINEHOLM,
        "0685": _VETLANDA,
        "0861": _MONSTERAS,
        "0821": _HOGSBY,
    }
)
"""By kommun, in the order of the file."""
