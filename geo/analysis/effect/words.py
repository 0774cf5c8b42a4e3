"""What was found, in Swedish; no causal word unless the design carries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.analysis.effect.change import Change
from geo.analysis.effect.design import Trends
from geo.analysis.effect.waiting import CHANGE, LONGEST
from geo.look import brief, count, number, percent

CAUSAL = (
    "ledde till", "lett till", "leder till", "på grund av", "tack vare", "effekt av", "orsaka",
    "bidrog", "bidragit", "bidrar", "till följd av", "resulterade", "beror på", "berodde på",
    "påverka", "gjorde att", "gör att", "medför", "hjälpte", "hjälpt", "fungerade", "fungerat",
    "gav färre", "gav fler", "verkan av", "genom åtgärden", "minskade av", "därför att åtgärden",
)  # fmt: skip
"""Words that say that one thing made another; a test looks for them wherever they may not stand."""

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
          "oktober", "november", "december")  # fmt: skip


def day(day: date) -> str:
    """Return a day: ``12 januari 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def amount(value: float) -> str:
    """Return a number of incidents that may not be whole: ``12``, ``4,5``."""
    return brief(value, 1 if abs(value) < 10 else 0)


def more_or_fewer(value: float, *, harm: bool = False) -> str:
    """Return a difference: ``5 färre``, ``2,5 fler``; of harm ``120 lägre``."""
    if amount(abs(value)) == "0":
        return "ingen skillnad"
    words = ("lägre", "högre") if harm else ("färre", "fler")
    return f"{amount(abs(value))} {words[value > 0]}"


def span(low: float, high: float, *, harm: bool = False) -> str:
    """Return an interval of differences: ``5–29 färre``, ``från 18 färre till 6 fler``."""
    if low < 0 < high or amount(low) == "0" or amount(high) == "0":
        return f"från {more_or_fewer(low, harm=harm)} till {more_or_fewer(high, harm=harm)}"
    near, far = sorted((abs(low), abs(high)))
    return f"{amount(near)}–{more_or_fewer(far if low > 0 else -far, harm=harm)}"


def verdict(
    place: str, found: Change, *, began: date, days: int, compared: int, causal: bool, harm: bool
) -> str:
    """Return the answer in one or two sentences.

    Parameters
    ----------
    place : str
    found : Change
    began : date
    days : int
        After.
    compared : int
        Places in the comparison.
    causal, harm : bool
    """
    what = "Skadevärdet (dagar)" if harm else "Händelserna"
    since = f"under {number(days)} dagar från {day(began)}"
    against = f"mot väntade {amount(found.expected)}"
    how = "om platsen hade följt sin jämförelse" if compared else "om allt varit som före"
    told = f"{amount(found.after)} {since}, {against} {how}"
    reach = f"95 %-intervall: {span(found.low, found.high, harm=harm)}"
    clear = found.low > 0 or found.high < 0
    if not clear and not found.enough:
        return (
            f"För få för att säga om något ändrats på {place}: {what.lower()} var {told}. Så få "
            f"händelser varierar så mycket av slump att inte ens en nedgång till noll säkert "
            f"hade synts ({reach})."
        )
    if not clear:
        return f"Ingen säker skillnad på {place}: {what.lower()} var {told} ({reach})."
    words = ("Mindre", "Mer")[found.low > 0]
    differ = more_or_fewer(found.estimate, harm=harm)
    said = f"{words} än väntat på {place}: {what.lower()} var {told}, {differ} ({reach})."
    if causal:
        return f"{said} Jämförelsen talar för att åtgärden har bidragit."
    return f"{said} Varför kan jämförelsen inte säga."


def design(
    *, compared: int, trend: Trends | None, high_before: bool | None, scale: float,
    rank: tuple[int, int] | None, others: Sequence[str], clear: bool, causal: bool,
) -> tuple[str, ...]:  # fmt: skip
    """Return what was compared with what, and what that cannot tell, a sentence each."""
    if not compared:
        lines = [
            "Enkel före–efter: inget att jämföra med, så årstid, allmän utveckling och ändrad "
            "benägenhet att rapportera kan inte skiljas från platsens egen förändring."
        ]
    else:
        places = count(compared, "plats", "platser")
        lines = [
            f"Före–efter mot {places} som inte gränsar till platsen. Det som ändras lika mycket "
            "överallt (årstid, helger, rapportering) räknas bort; det som bara gäller platsen gör "
            "det inte."
        ]
        lines.append(_trend(trend))
        if not 1 / 3 <= scale <= 3:
            lines.append(
                f"Platsens nivå är {amount(scale)} gånger jämförelsens: den är räknad om, och det "
                "förutsätter att båda ändras i samma takt."
            )
    lines.append(_before(high_before))
    if rank is not None:
        lines.append(
            f"Hade någon av de andra platserna varit den utvalda: platsen avviker som nummer "
            f"{rank[0]} av {rank[1]}."
        )
    if others:
        lines.append(
            f"Fler åtgärder började i tiden ({', '.join(others)}): de kan inte skiljas åt."
        )
    if clear and not causal:
        lines.append("Upplägget räcker inte för att säga varför något ändrats.")
    return tuple(line for line in lines if line)


def _trend(trend: Trends | None) -> str:
    if trend is None:
        return "För kort historik för att se om platsen och jämförelsen följdes åt före."
    if trend.parallel:
        return "Platsen och jämförelsen i stort skilde sig inte säkert åt före."
    if trend.low > 0 or trend.high < 0:
        way = "ökade" if trend.apart > 0 else "minskade"
        return f"Redan före starten {way} platsen mer än jämförelsen: de är inte fullt jämförbara."
    return "Om platsen och jämförelsen följdes åt före går inte att säga säkert: talen är små."


def _before(high: bool | None) -> str:
    if high is None:
        return "Historiken är för kort för att se om platsen var ovanligt hög just före."
    if high:
        return (
            "Platsen hade ovanligt många händelser de tolv veckorna före starten. En nedgång efter "
            "en topp kommer ofta av sig själv (återgång till det vanliga)."
        )
    return ""


def ring(found: Change | None, metres: float) -> str:
    """Return what happened around the place."""
    if found is None:
        return "Ringen runt platsen kan inte räknas: inga händelser med läge där."
    told = (
        f"Runt platsen (inom {number(metres)} m): {amount(found.after)} mot väntade "
        f"{amount(found.expected)} (95 %-intervall: {span(found.low, found.high)})"
    )
    if found.low > 0:
        return f"{told}. Fler än väntat: händelser kan ha flyttat dit."
    if found.high < 0:
        return f"{told}. Färre än väntat: inget tecken på att händelser flyttat dit."
    if not found.enough:
        return f"{told}. För få för att säga om händelser flyttat dit."
    return f"{told}. Ingen säker skillnad; mindre förflyttningar kan inte uteslutas."


def wait(days: int | None, *, so_far: int) -> str:
    """Return how long one would have to wait to see a change."""
    aim = f"en minskning med {percent(CHANGE)}"
    if days is None:
        return (
            f"Med så få händelser, så kort tid före eller så ojämna tal skulle {aim} inte synas "
            f"säkert ens efter {number(LONGEST // 365)} år. Slå ihop flera platser, eller följ upp "
            "på annat sätt."
        )
    if days <= so_far:
        return ""
    return (
        f"För att med 80 % chans se {aim} i nuvarande takt behövs ungefär {number(days)} dagar "
        f"efter starten; hittills finns {number(so_far)}. Vänta ungefär {number(days - so_far)} "
        "dagar till."
    )
