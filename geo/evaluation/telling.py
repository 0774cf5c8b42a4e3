"""What was looked at, as a finding with its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from geo.analysis.effect import model_words, words
from geo.analysis.effect.change import Change
from geo.analysis.effect.interrupted_series import Interrupted, TooShort
from geo.evaluation.comparison import Proposed
from geo.evaluation.evidence import Evidence
from geo.evaluation.log import Daily, Log
from geo.evaluation.result import Compared, Effect, Finding
from geo.evaluation.ring import RING
from geo.evaluation.studied import Line, Series, Study
from geo.evaluation.window import Window
from geo.look import brief, count, number, percent
from geo.records import Records

METHOD = (
    "Metod: viktad förflyttningsskillnad (Wheeler & Ratcliffe 2018, Crime Science 7:11) med "
    "intervall för små tal (Zou & Donner 2008, Statistics in Medicine 27)"
)


def told(
    records: Records, read: Log, daily: Daily, window: Window, treated: int, seen: Evidence, *,
    proposed: tuple[Proposed, ...], series: Series | None, model: Interrupted | TooShort,
    by_hand: bool,
) -> Study:  # fmt: skip
    """Return the study."""
    changed, used = seen.change, seen.donors
    began = read.first + timedelta(days=window.began)
    level = float(used.weight @ used.scale) if len(used.at) else 1.0
    design = words.design(
        compared=int((used.weight > 0).sum()),
        trend=seen.trend,
        high_before=seen.high_before,
        scale=level,
        rank=seen.rank,
        others=seen.others,
        clear=effect_of(changed) in (Effect.LESS, Effect.MORE),
        causal=seen.causal,
    )
    around = words.ring(seen.around, RING)
    effect = effect_of(changed)
    clear = effect in (Effect.LESS, Effect.MORE)
    wait = "" if clear else words.wait(seen.wait, so_far=window.after)
    finding = Finding(
        place_id=int(records.places["place_id"].iloc[treated]),
        place=seen.place,
        began=began,
        before_days=window.before,
        after_days=window.after,
        treated_before=changed.before,
        treated_after=changed.after,
        compared=_compared(records, seen, proposed, by_hand=by_hand),
        compared_before=changed.compared_before,
        compared_after=changed.compared_after,
        ring_before=None if seen.around is None else seen.around.before,
        ring_after=None if seen.around is None else seen.around.after,
        estimate=changed.estimate,
        low=changed.low,
        high=changed.high,
        percent=_share(changed.estimate, changed),
        percent_low=_share(changed.low, changed),
        percent_high=_share(changed.high, changed),
        verdict=effect,
        words=words.verdict(
            seen.place, changed, began=began, days=window.after, compared=len(used.at),
            causal=seen.causal, harm=read.harm,
        ),
        wait=wait,
        design=" ".join((*design, around)),
        causal=seen.causal,
        basis=_basis(read, daily, window, seen),
    )  # fmt: skip
    return Study(
        finding=finding,
        lines=_lines(daily, window, seen),
        series=series,
        model=model,
        said=model_words.series(model),
        ring=around,
        design=design,
        proposed=proposed,
    )


def effect_of(changed: Change) -> Effect:
    """Return the verdict of a change."""
    if changed.high < 0:
        return Effect.LESS
    if changed.low > 0:
        return Effect.MORE
    return Effect.UNCLEAR if changed.enough else Effect.TOO_FEW


def _share(value: float, changed: Change) -> float | None:
    return 100 * value / changed.expected if changed.expected > 0 else None


def _compared(
    records: Records, seen: Evidence, proposed: Sequence[Proposed], *, by_hand: bool
) -> tuple[Compared, ...]:
    ids = records.places["place_id"].to_numpy()
    why = {each.place_id: each.why for each in proposed}
    return tuple(
        Compared(
            place_id=int(ids[at]),
            name=name,
            weight=float(weight),
            why=f"Vald av användaren: {why[int(ids[at])]}" if by_hand else why[int(ids[at])],
        )
        for at, name, weight in zip(seen.donors.at, seen.names, seen.donors.weight, strict=True)
    )


def _lines(daily: Daily, window: Window, seen: Evidence) -> tuple[Line, ...]:
    changed, around = seen.change, seen.around
    before, after = (
        daily.value[seen.donors.at, low:high].sum(axis=1)
        for low, high in ((window.first, window.began), (window.began, window.end))
    )
    lines = [Line(seen.place, "platsen", None, changed.before, changed.after, changed.expected)]
    lines += [
        Line(name, "jämförelse", float(weight), float(one), float(two), None)
        for name, weight, one, two in zip(
            seen.names, seen.donors.weight, before, after, strict=True
        )
    ]
    if len(seen.names):
        lines.append(
            Line(
                "Jämförelsen vägd, på platsens nivå",
                "jämförelse",
                1.0,
                changed.compared_before,
                changed.compared_after,
                None,
            )
        )
    if around is not None:
        lines.append(
            Line(
                f"Inom {number(RING)} m",
                "runt platsen",
                None,
                around.before,
                around.after,
                around.expected,
            )
        )
        if len(seen.names):
            lines.append(
                Line(
                    "Runt jämförelsen, på ringens nivå",
                    "runt jämförelsen",
                    None,
                    around.compared_before,
                    around.compared_after,
                    None,
                )
            )
    return tuple(lines)


def _basis(read: Log, daily: Daily, window: Window, seen: Evidence) -> tuple[str, ...]:
    first, began, end = (
        read.first + timedelta(days=day) for day in (window.first, window.began, window.end)
    )
    units = seen.donors.at
    rows = count(len(np.unique(read.row)), "rad", "rader")
    lines = [
        f"{rows} från {words.day(read.first)} till {words.day(read.end - timedelta(days=1))}, "
        "dagar som alla räknade källor täcker",
        f"före {words.day(first)} till {words.day(began - timedelta(days=1))} "
        f"({number(window.before)} dagar), efter till {words.day(end - timedelta(days=1))} "
        f"({number(window.after)} dagar); olika långa tider räknas om",
    ]
    if read.left_out:
        lines.append(f"räknas inte: {', '.join(read.left_out)}")
    if seen.donors.fit is not None and len(units) > 1:
        lines.append(
            "jämförelsens vikter följer platsen före (Abadie, Diamond & Hainmueller 2010), "
            f"passning {percent(max(seen.donors.fit, 0.0))} av variationen per fyra veckor"
        )
    if seen.spread.dispersion:
        lines.append(
            "intervallet är vidgat för att platserna varierat mer än slumpen före "
            f"(spridning {brief(seen.spread.dispersion, 3)})"
        )
    if read.harm:
        lines.append("händelser vägda med skadevikter (data/need/skada.toml)")
    return (*lines, METHOD)
