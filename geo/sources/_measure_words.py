"""How files say the status, the cost and the owner of a measure."""

from __future__ import annotations

import re

from geo.folding import fold, tokens
from geo.model import CostBand, MeasureStatus
from geo.sources._clock import is_unknown

_STATUS = {
    MeasureStatus.PROPOSED: "foreslagen forslag foreslas foreslaget ny nytt ide utreds onskas"
    " inkommen bereds underberedning proposed",
    MeasureStatus.DECIDED: "beslutad beslutat beslut planerad planerat ejpaborjad ejpaborjat"
    " ejstartad intepaborjad bestalld bestallt vantar decided",
    MeasureStatus.ONGOING: "pagar pagaende paborjad paborjat startad startat igang underarbete"
    " delvis delvisklar lopande forsenad forsenat ongoing",
    MeasureStatus.DONE: "klar klart klara avslutad avslutat genomford genomfort utford utfort"
    " atgardad atgardat fardig fardigt slutford slutfort stangd ja done",
    MeasureStatus.ABANDONED: "avbruten avbrutet avbruts installd installt avslagen avslaget nedlagd"
    " nedlagt avskriven ejaktuell ejaktuellt struken uteblev genomfordesej ejgenomford"
    " ejgenomfort abandoned",
}
_BY_WORD = {
    word: status for status, text in _STATUS.items() for word in (*text.split(), fold(status.value))
}
_ENDLESS = frozenset(
    {"lopande", "tillsvidare", "snarast", "omgaende", "kontinuerligt", "omgaaende", "asap",
     "direkt", "ingen", "inget", "kvarstar", "ejsatt", "ejbestamt"}
)  # fmt: skip
_BANDS = {
    CostBand.NOTHING: "ingen inga ingenkostnad gratis 0 0kr inomram inombudget",
    CostBand.UNDER_10: "under10 under10tkr under10000 under10000kr under10tusen liten lag",
    CostBand.UNDER_100: "10100 10100tkr 10100tusen 1000010000kr medel",
    CostBand.UNDER_1000: "1001000 1001000tkr 1001000tusen hog stor",
    CostBand.MORE: "over1000 over1000tkr over1mkr overenmiljon mycketstor",
}
_BAND_BY_WORD = {
    word: band for band, text in _BANDS.items() for word in (*text.split(), fold(band.value))
}
_AMOUNT = re.compile(
    r"^(?:ca|cirka|c:a)?\s*(\d[\d \u00a0\u202f]*(?:[.,]\d+)?)\s*"
    r"(kr|kronor|sek|:-|tkr|ksek|tusen|mkr|msek|mnkr|miljon(?:er)?)?(?:\s*kr(?:onor)?)?\.?$",
    re.IGNORECASE,
)
_THOUSANDS = {"tkr": 1, "ksek": 1, "tusen": 1, "mkr": 1000, "msek": 1000, "mnkr": 1000}
_ORGANISATION = re.compile(
    r"\b(?:ab|hb|kb|brf|hsb|if|ik|bk|fält|gata|park|kultur|fritid|miljö|svenska|sverige|norra"
    r"|södra|östra|västra|nya|gamla)\b"
    r"|\b(?:region|kommun|polis|lokalpolis|skol|gymnasi|bosta|bostä|fastighet|förvaltning|enhet"
    r"|nämnd|avdelning|kontor|förening|tjänst|verk|bolag|energi|kraft|vatten|trafik|gatu|social"
    r"|räddning|väktar|securitas|avarn|kyrk|samverkan|grupp|hyresgäst|företag|centrum|köpm)"
    r"|(?:kommun|polis|polisen|skola|skolan|bostäder|hus|hem|förvaltning|förvaltningen|enhet"
    r"|enheten|avdelningen|kontoret|föreningen|tjänsten|verket|bolaget|nämnden|gruppen|rådet"
    r"|bygg|parken|gatan|kyrkan)\b",
    re.IGNORECASE,
)
"""Words, beginnings and ends of words that organisations are called."""
_PERSON = re.compile(r"^[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
                     r"(?: [A-ZÅÄÖÉ][a-zåäöéü]*(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?){1,2}$")  # fmt: skip


def status(text: str) -> MeasureStatus | None:
    """Return the status that a cell says, or None where it says none that is known.

    >>> status("Ej påbörjad").value, status("2 – Pågående").value
    ('beslutad', 'pagar')
    """
    word = fold(text)
    return _BY_WORD.get(word) or _BY_WORD.get(word.lstrip("0123456789"))


def is_endless(text: str) -> bool:
    """Return whether a cell says that there is no last day.

    >>> is_endless("Tills vidare")
    True
    """
    return fold(text) in _ENDLESS


def cost(text: str) -> CostBand | None:
    """Return the band of a cost in words or kronor, or None where it cannot be read.

    >>> cost("25 000 kr").value, cost("1,5 mkr").value, cost("10–100 tkr").value
    ('10_100', 'over_1000', '10_100')
    """
    if band := _BAND_BY_WORD.get(fold(text)):
        return band
    match = _AMOUNT.match(text.strip())
    if not match:
        return None
    amount = float(re.sub(r"\s", "", match[1]).replace(",", "."))
    unit = (match[2] or "kr").lower()
    thousands = amount * (1000 if unit.startswith("milj") else _THOUSANDS.get(unit, 0.001))
    return band_of(thousands)


def band_of(thousands: float) -> CostBand:
    """Return the band of a cost in thousands of kronor.

    >>> band_of(10).value
    '10_100'
    """
    if thousands <= 0:
        return CostBand.NOTHING
    limits = ((10, CostBand.UNDER_10), (100, CostBand.UNDER_100), (1000, CostBand.UNDER_1000))
    return next((band for limit, band in limits if thousands < limit), CostBand.MORE)


def meeting(text: str) -> str | None:
    """Return the number of a meeting, "" where none is said, None where it cannot be read.

    >>> meeting("EST-möte nr 12"), meeting(""), meeting("2026-03-12")
    ('12', '', None)
    """
    if is_unknown(text):
        return ""
    match = re.fullmatch(r"(?:[^\W\d]|[\s.:#-])*(\d{1,9})\.?", text.strip())
    return match[1].lstrip("0") or "0" if match else None


def promise(text: str) -> str | None:
    """Return ``DOCUMENT/KEY`` of a promise, "" where none is said, None where it is something else.

    >>> promise("vastervik-2025/tistel"), promise("Tistel")
    ('vastervik-2025/tistel', None)
    """
    if is_unknown(text):
        return ""
    return text if re.fullmatch(r"[\w.-]{1,80}/[\w.-]{1,80}", text) else None


def may_be_a_person(owner: str) -> bool:
    """Return whether an owner looks like the name of a person: two or three capitalised words.

    Only a warning follows from it: some organisations are called so.

    >>> may_be_a_person("Anna Svensson"), may_be_a_person("Västerviks Bostads AB")
    (True, False)
    >>> may_be_a_person("Gatukontoret"), may_be_a_person("Polisområde Västervik")
    (False, False)
    """
    words = tokens(owner)
    return bool(2 <= len(words) <= 4 and _PERSON.match(owner) and not _ORGANISATION.search(owner))
