"""Presence bias in Swedish."""

from __future__ import annotations

from geo.analysis.presence_bias.bias import PresenceBias
from geo.analysis.presence_bias.finding import Finding
from geo.analysis.presence_bias.share import Share
from geo.analysis.presence_bias.visits import AfterVisits
from geo.look import brief, number, percent

_EVERY = (
    "varannan", "var tredje", "var fjärde", "var femte", "var sjätte", "var sjunde", "var åttonde",
    "var nionde", "var tionde",
)  # fmt: skip
_NEAR = 0.1
"""A share is called every third if it is within a tenth of that."""


def words(bias: PresenceBias) -> str:
    """Return a warning, that there are too few to say, or nothing where nothing stands out.

    Returns
    -------
    str
        ``Var tredje händelse här är sådan som polisen själv upptäcker, mot var tionde i kommunen i
        övrigt; platsen kan se varmare ut för att polis var där.``
    """
    if bias.finding is Finding.TOO_FEW:
        return "För få händelser för att säga om platsen ser varmare ut för att polis var där."
    told = [
        sentence
        for sentence, finding in (
            (_share(bias.share), bias.share.finding),
            (_during(bias.visits), bias.visits.finding_during),
            (_after(bias.visits), bias.visits.finding_after),
        )
        if finding is Finding.STANDS_OUT
    ]
    if not told:
        return ""
    return f"{'. '.join(told)}; platsen kan se varmare ut för att polis var där."


def _share(share: Share) -> str:
    here, elsewhere = _every(share.here), _every(share.elsewhere)
    if here and elsewhere:
        start, end = f"{here.capitalize()} händelse här är sådan", elsewhere
    else:
        start = f"{percent(share.here)} av händelserna här är sådana"
        end = percent(share.elsewhere)
    return f"{start} som polisen själv upptäcker, mot {end} i kommunen i övrigt"


def _during(visits: AfterVisits) -> str:
    return (
        f"{number(visits.began_during)} av {number(visits.incidents)} händelser här började "
        "under ett besök"
    )


def _after(visits: AfterVisits) -> str:
    found = visits.after
    return (
        f"Inom {number(visits.after_hours)} timmar från ett besök börjar "
        f"{number(found.ratio, 1)} gånger så många händelser här som samma tider i veckan "
        f"annars ({number(found.count)} mot väntade {brief(found.expected, 1)})"
    )


def _every(share: float) -> str:
    """Return ``var tredje`` for about a third; nothing for shares that are near no such part."""
    part = round(1 / share) if share else 0
    if 2 <= part < len(_EVERY) + 2 and abs(share * part - 1) <= _NEAR:
        return _EVERY[part - 2]
    return ""
