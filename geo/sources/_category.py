"""Category of each row, from our code, a Swedish label, a synonym, a brottskod or a brottstyp."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo import shipped
from geo.errors import ColumnError
from geo.folding import fold
from geo.model import CATEGORIES
from geo.sources import _wording as wording
from geo.sources._faults import quoted

OTHER = "ovrigt"
MOST_LISTED = 12

_SYNONYMS = {
    "skadegorelse": "skadegorelse vandalisering vandalism sabotage criminaldamage"
    " criminaldamageandarson skadegorelseovrig"
    " akerverkan averkan skadegorelsebrott",
    "klotter": "klotter graffiti klottring tagg skadegorelseklotter klotterskadegorelse",
    "glaskross": "glaskross krossadruta krossatglas krossadefonster fonsterkross rutkross",
    "anlagd_brand": "anlagdbrand brand mordbrand eldning brandanlagd arson bilbrand containerbrand"
    " anlagdabrander misstanktanlagdbrand skadegorelsegenombrand",
    "nedskrapning": "nedskrapning skrap skrapigt dumpning sopor litter",
    "samling": "samling storningsamling otrygghetsskapandesamling folksamling storandesamling"
    " gruppering"
    " otryggsamling ordningsstorning storning antisocialbehaviour",
    "samling_unga": "samlingunga samlingavunga samlingungdomar ungdomssamling ungdomsgang"
    " ungdomsgrupp ungasomsamlas stokandeungdomar samlingungdom",
    "narkotika": "narkotika narkotikabrott droger drugs drugoffences knark narkotikahandel"
    " narkotikapaverkan"
    " droghandel narkotikaforsaljning",
    "alkohol_langning": "alkohol langning alkohollangning alkoholochlangning berusning fylleri"
    " alkohololangning fyllerilob offentligtdrickande berusadpersonlob",
    "brak_vald": "brak vald brakellervald slagsmal misshandel brakvald vold violence"
    " violenceandsexualoffences assault"
    " slagsmalbrak valdsbrott",
    "hot": "hot olagahot ofredande hothandelse hotelse threat trakasserier hotellerofredande",
    "stold_inbrott": "stold inbrott stoldochinbrott stoldinbrott inbrottsstold burglary theft"
    " othertheft theftfromtheperson bicycletheft shoplifting vehiclecrime"
    " snatteri cykelstold fickstold inbrottibostad stoldellerinbrott tillgrepp biltillgrepp"
    " villainbrott",
    "ran": "ran personran robbery ranforsok butiksran",
    "trafik_buskorning": "trafikbuskorning buskorning mopedkorning epakorning moped mopedbus"
    " trafikstorning vardsloshetitrafik",
    "trafik_fart": "trafikfart fortkorning hastighet hastighetsovertradelse hogfart hogahastigheter"
    " speeding trafikhastighet",
    "belysning": "belysning bristandebelysning trasigbelysning slacktbelysning morkt lighting"
    " gatubelysning daligbelysning",
    "skymd_sikt": "skymdsikt vaxtlighetskymmer vaxtlighet vaxtlighetsomskymmersikten buskar"
    " skymmandevaxtlighet"
    " skymdsiktvaxtlighet vegetation",
    "odslig_plats": "odsligplats odslig odsligt ovigt folktomt ensligplats desolate",
    "olovlig_vistelse": "olovligvistelse olagaintrang intrang obehorigvistelse trespass"
    " olovligtuppehall hemfridsbrott",
    "tillhygge": "tillhygge possessionofweapons vapen kniv tillhyggevapen weapon knivlagen"
    " vapenbrott skjutvapen",
    "incident_anstalld": "incidentanstalld incidentmotanstalld hotmotanstalld hotmotpersonal"
    " personalincident arbetsmiljoincident hotmottjansteman",
    "rykte_oro": "rykteoro rykteelleroro rykte oro ryktespridning oroskansla otrygghet concern",
    "arrangemang": "arrangemang evenemang event demonstration marknad festival konsert",
    "bedrageri": "bedrageri bluff fraud vishing telefonbedrageri bedrageriforsok",
    "ovrigt": "ovrigt ovriga annat other annan ovrig",
}

_BROTTSTYP: tuple[tuple[str, str], ...] = (
    (r"klotter", "klotter"),
    (r"glaskross", "glaskross"),
    (r"mordbrand|skadegorelse.*brand|bilbrand|anlagdbrand", "anlagd_brand"),
    (r"skadegorelse|datasabotage|averkan", "skadegorelse"),
    (r"motanstalld|tjansteman|blaljus|ordningsvakt", "incident_anstalld"),
    (r"personran|butiksran|vardetransport|^ran|^grovtran|forsoktillran", "ran"),
    (r"narkoti|dopning", "narkotika"),
    (r"rattfylleri|vardsloshetitrafik|olovligkorning", "trafik_buskorning"),
    (r"langning|alkohollag|fylleri|olovligdryckeshantering", "alkohol_langning"),
    (r"fortkorning|hastighet", "trafik_fart"),
    (r"misshandel|vald(?!takt)|slagsmal|brak|mord(?!brand)|drap", "brak_vald"),
    (r"olagahot|ofredande(?!sexu)|forfoljelse|fridskrankning", "hot"),
    (r"knivlag|vapen|kniv|farligaforemal", "tillhygge"),
    (r"hemfridsbrott|olagaintrang|olovligvistelse", "olovlig_vistelse"),
    (r"bedrageri|bluff", "bedrageri"),
    (r"stold|inbrott|snatteri|tillgrepp|haleri", "stold_inbrott"),
)  # fmt: skip
"""Words of brottstyp and rubricering, folded; the first that matches decides."""
_SENTENCE: tuple[tuple[str, str], ...] = (
    (r"anlagdbrand|brandanlagd|brand.*(avsiktlig|anlagd|uppsat)|mordbrand", "anlagd_brand"),
    (r"hotmot(vaktare|vakt|personal|anstalld|forare|fastighet|larare)", "incident_anstalld"),
    (r"klotter|graffiti", "klotter"),
    (r"glaskross|krossa[td]?\w{0,10}(ruta|fonster|glas)|rutakrossad", "glaskross"),
    (r"skadegorelse|vandalis|sonderslag|uppbruten", "skadegorelse"),
    (r"narkoti|knark|drog(er|handel)", "narkotika"),
    (r"langning|berusad|fylleri", "alkohol_langning"),
    (r"slagsmal|brak(mellan|och|pa|i|med)|misshandel", "brak_vald"),
    (r"(samling|gang|grupp).*ung(dom|a)|ungdom.*(samla|gang|grupp)|ungdomar", "samling_unga"),
    (r"samling|folksamling|storande", "samling"),
    (r"nedskrap|dumpa|skrap(ar|ig|pa|i|runt)", "nedskrapning"),
    (r"slackt|trasig(lampa|belysning)|(gat|gang)?belysning|helmorkt", "belysning"),
    (r"vaxtlighet|skymmer|skymdsikt|buskage", "skymd_sikt"),
    (r"buskorning|epatraktor|moped", "trafik_buskorning"),
    (r"stold|stulen|inbrott", "stold_inbrott"),
    (r"obehorig|olovlig", "olovlig_vistelse"),
)
"""Words that decide what a sentence is about, folded; the first that is found."""
SENTENCE_WORDS = 3
"""Fewer are a label, and a label that is not known is asked about."""
_EXCEPT = re.compile(r"\(?\b(?:ej|inte|exkl\.?|utom|utan)\b[^),;]*\)?", re.IGNORECASE)
"""What a rubricering says that it is not: ”Skadegörelse (ej klotter)”."""


@cache
def synonyms() -> Mapping[str, str]:
    """Return category by folded word: codes, labels and common variants."""
    words = {word: code for code, text in _SYNONYMS.items() for word in text.split()}
    for code, category in CATEGORIES.items():
        words[fold(code)] = code
        words[fold(category.label)] = code
    return words


@cache
def brottskoder() -> Mapping[str, str]:
    """Return category by brottskod (four digits) from ``data/brottskoder.csv``."""
    path = shipped.folder("brottskoder.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader((line for line in stream if not line.startswith("#")), delimiter=";")
        return {row["brottskod"]: row["kategori"] for row in rows}


def given(category: str) -> str:
    """Return the category a user names for a whole file.

    Raises
    ------
    ColumnError
        No such category.
    """
    code = synonyms().get(fold(category))
    if code is None:
        raise ColumnError(
            f"Kategorin {quoted(category)} finns inte.",
            hint=f"Välj en av: {', '.join(CATEGORIES)}.",
        )
    return code


def from_sentence(text: str) -> str | None:
    """Return the category that some word in a sentence says, the surest first."""
    if len(text.split()) < SENTENCE_WORDS:
        return None
    folded = fold(_EXCEPT.sub(" ", text))
    return next((code for pattern, code in _SENTENCE if re.search(pattern, folded)), None)


def from_text(text: str) -> str | None:
    """Return the category that words of a file say, whatever kind of file."""
    known = synonyms()
    match = re.match(r"\d{3,4}\b", text)
    if match and (found := brottskoder().get(match.group().zfill(4))):
        return found
    return known.get(fold(text)) or from_sentence(text) or _from_brottstyp(text, known)


def from_words(
    cells: pa.Array, counted: NDArray[np.bool_], own: Mapping[str, str]
) -> tuple[pd.Series, tuple[str, ...]]:
    """Return category per row from codes, labels and synonyms, and a note on the unmapped.

    Only rows that are `counted` count in the note. What users have said themselves (`own`:
    category by folded words) goes first.
    """
    known = {**synonyms(), **own}
    return _resolve(cells, counted, lambda text: known.get(fold(text)) or from_sentence(text))


def from_crimes(
    codes: pa.Array, types: pa.Array, counted: NDArray[np.bool_], own: Mapping[str, str]
) -> tuple[pd.Series, tuple[str, ...]]:
    """Return category per row from brottskod, else from brottstyp, and a note on the unmapped.

    Excel eats the code's leading zero; it is put back. The code may be followed by its text.
    What users have said themselves of code and type together (`own`) goes first.
    """
    by_code, words = brottskoder(), synonyms()

    def convert(text: str) -> str | None:
        code, _, label = text.partition("\x1f")
        if said := own.get(fold(text)):
            return said
        match = re.match(r"\d{3,4}\b", code)
        if match and (found := by_code.get(match.group().zfill(4))):
            return found
        return _from_brottstyp(label, words) or _from_brottstyp(code, words)

    joined = pc.binary_join_element_wise(codes, types, pa.scalar("\x1f", type=pa.string()))
    return _resolve(joined, counted, convert)


def _from_brottstyp(text: str, words: Mapping[str, str]) -> str | None:
    if fold(text) in words:
        return words[fold(text)]
    folded = fold(_EXCEPT.sub(" ", text))
    return next((code for pattern, code in _BROTTSTYP if re.search(pattern, folded)), None)


def _resolve(
    cells: pa.Array, counted: NDArray[np.bool_], convert: Callable[[str], str | None]
) -> tuple[pd.Series, tuple[str, ...]]:
    encoded = pc.dictionary_encode(cells)
    texts = encoded.dictionary.to_pylist()
    found = [convert(text) for text in texts]
    rows = np.asarray(encoded.indices, dtype=np.int64)
    counts = np.bincount(rows[counted], minlength=len(texts))
    unmapped: Counter[str] = Counter()
    for text, code, count in zip(texts, found, counts.tolist(), strict=True):
        if code is None and count:
            unmapped[" ".join(text.replace("\x1f", " ").split()) or "(tom)"] += count
    codes = np.array([code or OTHER for code in found] or [OTHER], dtype=object)
    series = pd.Series(codes[rows] if len(rows) else [], dtype="str")
    return series, _note(unmapped)


def _note(unmapped: Counter[str]) -> tuple[str, ...]:
    if not unmapped:
        return ()
    listed = [
        f"{'(tom)' if text == '(tom)' else quoted(text)} ({count})"
        for text, count in unmapped.most_common(MOST_LISTED)
    ]
    more = len(unmapped) - len(listed)
    tail = f" och {more} till" if more > 0 else ""
    return (
        f"{wording.rows(sum(unmapped.values()))} med okänd kategori räknas som övrigt:"
        f" {', '.join(listed)}{tail}.",
    )
