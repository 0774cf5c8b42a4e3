"""Frozen value types and enumerations of the domain. No pandas here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Precision(StrEnum):
    """How exactly an incident's position is known; decides what it may count in."""

    ADDRESS = "adress"
    BLOCK = "kvarter"
    LOCALITY = "ort"
    KOMMUN = "kommun"
    LAN = "lan"


POINT_PRECISIONS: frozenset[Precision] = frozenset({Precision.ADDRESS, Precision.BLOCK})
"""Precision classes whose x, y may be joined to places and drawn as points."""


class PlacePrecision(StrEnum):
    """How exactly a place's polygon is drawn."""

    EXACT = "exakt"
    APPROXIMATE = "ungefärlig"


class Group(StrEnum):
    """The five category groups."""

    CRIME = "brott"
    DISORDER = "ordningsstorning"
    ENVIRONMENT = "fysisk_miljo"
    PERCEPTION = "upplevelse"
    EVENT = "arrangemang"


class IncidentSource(StrEnum):
    """Where an incident was reported."""

    EST = "est"
    POLICE = "polisanmalan"
    FAULT_REPORT = "felanmalan"
    DIALOGUE = "medborgardialog"
    SAFETY_WALK = "trygghetsvandring"
    RESCUE_SERVICE = "raddningstjanst"


class ImportKind(StrEnum):
    """What a file holds; the KIND of ``platsbild import``."""

    EST = "est"
    POLICE = "police"
    VISITS = "visits"
    SURVEYS = "surveys"
    PLACES = "places"
    NOTICES = "notices"
    ACTIVITIES = "activities"
    MEASURES = "measures"


class Verdict(StrEnum):
    """What a comparison with normal says: of this period, or (growing, waning) of several."""

    INCREASING = "okar"
    DECREASING = "minskar"
    GROWING = "vaxer"
    WANING = "avtar"
    AS_USUAL = "som_vanligt"
    TOO_FEW = "for_fa"


class Presence(StrEnum):
    """How incidents keep coming back to a place."""

    NEW = "ny"
    PERSISTENT = "ihallande"
    INTERMITTENT = "aterkommande"
    FADING = "avklingande"
    QUIET = "tyst"


class PeriodKind(StrEnum):
    """Length of a period; weeks are ISO weeks."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    TERTIAL = "tertial"


class MeasureStatus(StrEnum):
    """How far a measure has come."""

    PROPOSED = "foreslagen"
    DECIDED = "beslutad"
    ONGOING = "pagar"
    DONE = "klar"
    ABANDONED = "avbruten"


ENDED = frozenset({MeasureStatus.DONE, MeasureStatus.ABANDONED})
"""Nothing more will be done; a deadline does not matter any longer."""


class CostBand(StrEnum):
    """What a measure costs, in thousands of kronor."""

    NOTHING = "ingen"
    UNDER_10 = "under_10"
    UNDER_100 = "10_100"
    UNDER_1000 = "100_1000"
    MORE = "over_1000"


class PromiseStatus(StrEnum):
    """How far a promise has come that no number is promised for, as those who follow it up say."""

    NOT_BEGUN = "ej_paborjad"
    ONGOING = "pagar"
    DONE = "klar"
    ABANDONED = "avbruten"


class Audience(StrEnum):
    """For whom a file or a report is made."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Kommun:
    """A kommun; the code is a string and keeps its leading zero."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole local days, ``start`` to ``end`` (exclusive), in Europe/Stockholm."""

    start: date
    end: date
    kind: PeriodKind = field(compare=False)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a period ends after it starts")


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of incident: code, Swedish label and group."""

    code: str
    label: str
    group: Group


def _categories() -> dict[str, Category]:
    listed = {
        Group.CRIME: {
            "skadegorelse": "Skadegörelse",
            "klotter": "Klotter",
            "glaskross": "Glaskross",
            "anlagd_brand": "Anlagd brand",
            "narkotika": "Narkotika",
            "alkohol_langning": "Alkohol och langning",
            "brak_vald": "Bråk eller våld",
            "hot": "Hot",
            "stold_inbrott": "Stöld och inbrott",
            "ran": "Rån",
            "trafik_fart": "Fortkörning",
            "olovlig_vistelse": "Olovlig vistelse",
            "tillhygge": "Tillhygge",
            "bedrageri": "Bedrägeri",
        },
        Group.DISORDER: {
            "samling": "Otrygghetsskapande samling",
            "samling_unga": "Samling av unga",
            "trafik_buskorning": "Buskörning",
            "incident_anstalld": "Incident mot anställd",
            "ovrigt": "Övrigt",
        },
        Group.ENVIRONMENT: {
            "nedskrapning": "Nedskräpning",
            "belysning": "Bristande belysning",
            "skymd_sikt": "Växtlighet som skymmer sikten",
        },
        Group.PERCEPTION: {
            "odslig_plats": "Ödslig plats",
            "rykte_oro": "Rykte eller oro",
        },
        Group.EVENT: {"arrangemang": "Arrangemang"},
    }
    return {
        code: Category(code, label, group)
        for group, labels in listed.items()
        for code, label in labels.items()
    }


CATEGORIES = MappingProxyType(_categories())
"""Every category by code."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that could not be taken.

    ``line`` counts as the file's reader does (header = 1); ``raw`` holds the row's cells by header;
    ``reject_id`` is its number on record.
    """

    line: int
    column: str
    reason: str
    raw: tuple[tuple[str, str], ...] = ()
    reject_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row of one file.

    The sums are checked: ``rows = new + changed + duplicates + len(rejects)``.

    Attributes
    ----------
    missing : tuple of int
        Ids of rows on record from earlier files of the same layout and of the same days that are
        not in this one. They stay.
    span_utc : tuple of int, optional
        First and last time of the rows that were new or changed, seconds UTC.
    """

    kind: ImportKind
    kommun: str
    file: str
    rows: int
    new: int
    changed: int
    duplicates: int
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...] = ()
    batch_id: int | None = None
    missing: tuple[int, ...] = ()
    span_utc: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.rows != self.new + self.changed + self.duplicates + len(self.rejects):
            raise ValueError("an import must account for every row")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a lägesbild is asked for.

    Parameters
    ----------
    kommun : str
        Kommun code.
    period : Period
        The period looked at.
    groups : frozenset of Group
        Category groups that count; all by default.
    minimum_count : int
        Below this, both now and normally, nothing is said of change.
    nearest_m : float, optional
        Points outside every place count to the nearest place within this distance in metres.
    """

    kommun: str
    period: Period
    groups: frozenset[Group] = frozenset(Group)
    minimum_count: int = 5
    nearest_m: float | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A risk occasion, such as valborg, skolavslutning or a lönehelg."""

    name: str
    start: date
    end: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A place that a meeting has put first, on the local days from one until another (exclusive).

    ``priority_id`` is its number on record.
    """

    place_id: int
    first_day: date
    until_day: date
    note: str = ""
    priority_id: int | None = None

    def __post_init__(self) -> None:
        if self.until_day <= self.first_day:
            raise ValueError("a priority ends after it begins")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Something that is to happen, such as a market or a match; local days, the end exclusive.

    ``place_id`` is None where it is of the whole kommun; ``arrangement_id`` its number on record.
    """

    name: str
    start: date
    end: date
    place_id: int | None = None
    note: str = ""
    arrangement_id: int | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("an arrangement ends after it begins")
