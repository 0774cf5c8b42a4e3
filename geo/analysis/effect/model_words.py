"""What the long series and the visits say, in Swedish."""

from __future__ import annotations

from geo.analysis.effect.dose import LAGS, Association, Dose, NoDose
from geo.analysis.effect.interrupted_series import Interrupted, TooShort
from geo.look import count, number


def series(found: Interrupted | TooShort) -> str:
    """Return what the long series says."""
    if isinstance(found, TooShort):
        return f"Serien är för kort för en egen modell: det krävs {found.need}."
    low, high = (_ratio(each) for each in (found.low, found.high))
    told = (
        f"Serien med trend och årstid{', mot jämförelsen,' if found.controlled else ''} ger nivån "
        f"{_ratio(found.ratio)} efter starten (95 %-intervall {low} till {high}; "
        f"{number(found.weeks[0])} veckor före, {number(found.weeks[1])} efter)"
    )
    if found.low <= 1 <= found.high:
        told += ": ingen säker förändring"
    if abs(found.autocorrelation) > 0.2:
        told += ". Veckorna följer varandra, så intervallet är osäkert"
    return f"{told}. Intervallet tar inte med svängningar över flera månader."


def _ratio(ratio: float) -> str:
    """Return a ratio as a change: ``−25 %``."""
    shown = round(min(100 * (ratio - 1), 999))
    sign = {-1: "−", 0: "", 1: "+"}[(shown > 0) - (shown < 0)]
    return f"{sign}{number(abs(shown))} %"


def dose(found: Dose | NoDose) -> str:
    """Return what goes with visits: an association, with what speaks against more."""
    if isinstance(found, NoDose):
        return f"För få besök eller händelser för att se något samband: det krävs {found.need}."
    after = "ett samband" if found.after.clear else "inget säkert samband"
    told = (
        f"Veckor med ett besök mer på platsen de {LAGS} veckorna före har "
        f"{_association(found.after)}: {after} ({number(found.visits)} besök, "
        f"{count(found.places, 'plats', 'platser')}, "
        f"{number(found.weeks)} veckor)."
    )
    ahead = (
        "besöken läggs där det händer, och det stör talet ovan"
        if found.ahead.clear
        else "det syns inte att besöken läggs efter annat än det som redan hänt"
    )
    return (
        f"{told} Med ett besök mer de {LAGS} veckorna efteråt: {_association(found.ahead)}; "
        f"{ahead}. Det är ett samband och inget mer: ingen har lottat vart besöken gick."
    )


def _association(found: Association) -> str:
    low, high = _ratio(found.low), _ratio(found.high)
    return f"{_ratio(found.ratio)} händelser (95 %-intervall {low} till {high})"
