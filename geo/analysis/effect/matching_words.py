"""Why a place is, or is not, compared with, in Swedish."""

from __future__ import annotations

from geo.analysis.effect.matching import YEAR, Barred, Match, WhyNot
from geo.look import brief, number, percent


def match(
    found: Match, *, kind: str, blocks: int, here: float, there: float, why_not: WhyNot | None
) -> str:
    """Return why a place is, or is not, compared with."""
    if found.barred is not None:
        return BARRED[found.barred]
    years = blocks / YEAR
    span_of = f"{brief(years, 1)} år" if years >= 1 else f"{number(blocks * 4)} veckor"
    parts = [
        f"samma typ ({kind})" if found.same_kind and kind else f"annan typ ({kind or 'okänd'})",
        f"{number(there)} händelser mot platsens {number(here)} på {span_of} före",
        "utvecklingen före skilde sig"
        if found.trend > 0
        else "utvecklingen före skilde sig inte säkert",
        f"årstiderna skiljer {percent(found.season)}",
    ]
    return f"{'' if why_not is None else NOT[why_not]}{', '.join(parts)}"


NOT = {
    WhyNot.SHARED: "Inte föreslagen, delar mark med en som är det: ",
    WhyNot.LEVEL: "Inte föreslagen, för olika nivå: ",
    WhyNot.LESS_ALIKE: "Inte föreslagen, andra är mer lika: ",
}


BARRED = {
    Barred.NEAR: "Ligger i, intill eller inom ringen runt platsen: det som flyttar dit skulle "
    "räknas som jämförelse",
    Barred.OWN_MEASURE: "Hade en egen åtgärd som började i tiden",
    Barred.TOO_FEW: "För få händelser före",
}
