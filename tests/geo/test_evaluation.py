"""Records in, finding out: comparison, ring, what is not counted, and words that claim no cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import numpy as np
import pandas as pd
import pytest
import shapely

from geo import evaluation
from geo.analysis.effect import matching_words, model_words, words
from geo.analysis.effect.change import Change
from geo.analysis.effect.design import Trends
from geo.analysis.effect.dose import Association, Dose, NoDose
from geo.analysis.effect.interrupted_series import TooShort
from geo.analysis.effect.matching import Barred, Match, WhyNot
from geo.errors import SelectionError
from geo.evaluation import Effect
from geo.planning.need import HarmWeight, shipped_harm_weights
from tests.effect_records import (
    APART,
    BEGAN,
    DAYS,
    FIRST,
    NOW,
    frame,
    incidents,
    measure,
    place,
    records,
)

RATES = (4.0, 4.0, 3.0, 5.0, 4.0)
MANY = (12.0, 12.0, 9.0, 14.0, 12.0)


def test_a_planted_fall_is_found_and_what_stood_still_is_not() -> None:
    fell = evaluation.evaluate(records(incidents(RATES, after=(0.4,)), 5), 1, BEGAN, now=NOW)
    still = evaluation.evaluate(records(incidents(RATES, after=(0.4,)), 5), 3, BEGAN,
                                compared=[2, 4, 5], now=NOW)  # fmt: skip
    assert fell.verdict is Effect.LESS
    assert fell.high < 0
    assert fell.percent == pytest.approx(-60, abs=20)
    assert fell.percent_low is not None
    assert fell.percent_low < fell.percent < 0
    assert "Mindre än väntat på Plats 1" in fell.words
    assert still.verdict is Effect.UNCLEAR


def test_what_falls_everywhere_is_no_change_of_the_place() -> None:
    found = evaluation.evaluate(records(incidents(RATES, after=(0.5,) * 5), 5), 1, BEGAN, now=NOW)
    assert found.verdict is Effect.UNCLEAR
    assert found.treated_after < found.treated_before / 4
    assert found.estimate == pytest.approx(0, abs=20)


def test_a_planted_displacement_is_seen_in_the_ring() -> None:
    logged = incidents(RATES, after=(0.4,), around=(1.0, 4.0))
    told = evaluation.study(records(logged, 5), 1, BEGAN, now=NOW)
    assert told.finding.verdict is Effect.LESS
    assert told.finding.ring_before is not None
    assert told.finding.ring_after is not None
    assert told.finding.ring_after > told.finding.ring_before
    assert "händelser kan ha flyttat dit" in told.ring
    assert told.ring in told.finding.design


def test_the_numbers_are_those_counted_by_hand() -> None:
    logged = incidents(RATES, seed=5)
    found = evaluation.evaluate(
        records(logged, 5), 1, BEGAN, before_days=100, after_days=60, now=NOW
    )
    day = (logged["mid_utc"] // 86_400).to_numpy() - (FIRST - date(1970, 1, 1)).days
    here = ((logged["x"] - APART).between(0, 200)).to_numpy()
    start = (BEGAN - FIRST).days
    assert (found.before_days, found.after_days) == (100, 60)
    assert found.treated_before == (here & (day >= start - 100) & (day < start)).sum()
    assert found.treated_after == (here & (day >= start) & (day < start + 60)).sum()
    expected = found.treated_before * 0.6 + found.compared_after - 0.6 * found.compared_before
    assert found.estimate == pytest.approx(found.treated_after - expected)
    assert sum(each.weight for each in found.compared) == pytest.approx(1)


def test_too_few_says_so_and_how_long_to_wait() -> None:
    found = evaluation.evaluate(records(incidents((0.06,) * 5), 5), 1, BEGAN, now=NOW)
    assert found.verdict is Effect.TOO_FEW
    assert found.words.startswith("För få för att säga")
    assert "inte synas" in found.wait
    some = evaluation.evaluate(
        records(incidents((4.0,) * 5, seed=3), 5), 1, BEGAN, after_days=28, now=NOW
    )
    assert some.verdict in (Effect.UNCLEAR, Effect.TOO_FEW)
    assert "Vänta ungefär" in some.wait


def test_places_that_touch_the_ring_or_had_a_measure_are_no_comparison() -> None:
    shapes = [place(1), place(2), place(3), place(4), place(1, x=APART + 350), place(6)]
    made = records(incidents(RATES), 6, shapes=shapes, measures=[measure(2, "2025-12-01")])
    told = {each.place_id: each for each in evaluation.propose_comparison(made, 1, BEGAN, now=NOW)}
    assert not told[5].fit
    assert told[5].why == matching_words.BARRED[Barred.NEAR]
    assert told[2].why == matching_words.BARRED[Barred.OWN_MEASURE]
    assert told[6].why == matching_words.BARRED[Barred.TOO_FEW]
    assert told[3].chosen
    assert told[3].why.startswith("samma typ (torg), ")


def test_a_place_that_holds_the_treated_one_is_refused_as_comparison() -> None:
    around = shapely.box(APART - 50, -50, APART + 250, 250)
    made = records(incidents(RATES), 5, shapes=[*(place(n) for n in range(1, 5)), around])
    with pytest.raises(SelectionError, match="delar mark"):
        evaluation.evaluate(made, 1, BEGAN, compared=[5], now=NOW)


def test_without_anything_to_compare_with_it_says_so_and_claims_nothing() -> None:
    found = evaluation.evaluate(
        records(incidents(MANY, after=(0.3,)), 5), 1, BEGAN, compared=[], now=NOW
    )
    assert found.compared == ()
    assert not found.causal
    assert found.verdict is Effect.LESS
    assert "Enkel före–efter" in found.design
    assert "Varför kan jämförelsen inte säga" in found.words


def test_the_only_place_of_a_kommun_is_held_against_itself() -> None:
    found = evaluation.evaluate(records(incidents(MANY[:1]), 1), 1, BEGAN, now=NOW)
    assert found.compared == ()
    assert found.verdict is Effect.UNCLEAR


def test_only_a_design_that_carries_it_has_a_causal_word() -> None:
    seeds = [
        evaluation.evaluate(records(incidents(MANY, after=(0.4,), seed=seed), 5), 1, BEGAN, now=NOW)
        for seed in range(8)
    ]
    assert any(each.causal for each in seeds)
    for each in seeds:
        assert ("bidragit" in each.words) == each.causal
    one = evaluation.evaluate(
        records(incidents(MANY, after=(0.4,)), 5), 1, BEGAN, compared=[2], now=NOW
    )
    assert not one.causal


def test_vague_rows_and_days_before_the_log_began_are_not_counted_and_said() -> None:
    logged = incidents(RATES)
    late = incidents(RATES, seed=9).assign(source="polisanmalan")
    late = late[late["mid_utc"] > late["mid_utc"].quantile(0.4)]
    vague = frame([(n, APART + 100, 100.0) for n in range(30)], precision="ort")
    both = pd.concat([logged, late, vague]).sort_values("mid_utc", ignore_index=True)
    both["category"] = logged["category"].iloc[0]
    both["category"] = both["category"].astype(logged["category"].dtype)
    found = evaluation.evaluate(records(both, 5), 1, BEGAN, now=NOW)
    began = date(1970, 1, 1) + timedelta(days=int(late["mid_utc"].min() // 86_400))
    assert found.before_days <= (BEGAN - began).days
    assert "30 rader har bara ort, kommun eller län" in " ".join(found.basis)


def test_a_source_that_began_after_the_start_is_left_out_not_taken_for_a_rise() -> None:
    logged = incidents(RATES)
    new = frame(
        [(day, APART + 100, 100.0) for day in range((BEGAN - FIRST).days + 5, DAYS)],
        source="polisanmalan",
    )
    both = pd.concat([logged, new]).sort_values("mid_utc", ignore_index=True)
    both["category"] = both["category"].astype(logged["category"].dtype)
    found = evaluation.evaluate(records(both, 5), 1, BEGAN, now=NOW)
    plain = evaluation.evaluate(records(logged, 5), 1, BEGAN, now=NOW)
    assert found.treated_after == plain.treated_after
    assert f"{len(new)} rader från polisanmalan" in " ".join(found.basis)


def test_harm_weighs_every_number() -> None:
    made = records(incidents(RATES), 5)
    plain = evaluation.evaluate(made, 1, BEGAN, now=NOW)
    harm = {code: HarmWeight(14.0) for code in shipped_harm_weights()}
    found = evaluation.evaluate(made, 1, BEGAN, harm=harm, now=NOW)
    for name in ("treated_before", "treated_after", "estimate", "low", "high"):
        assert getattr(found, name) == pytest.approx(14 * getattr(plain, name))
    assert found.verdict is plain.verdict
    assert "skadevärdet" in found.words.lower()


@pytest.mark.parametrize("began", [date(2024, 1, 3), date(2026, 7, 10), date(2030, 1, 1)])
def test_a_start_without_days_on_both_sides_is_refused(began: date) -> None:
    with pytest.raises(SelectionError, match="För få dagar"):
        evaluation.evaluate(records(incidents(RATES), 5), 1, began, now=NOW)


def test_a_start_soon_after_the_log_began_is_judged_with_nothing_to_compare_with() -> None:
    told = evaluation.study(records(incidents(RATES), 5), 1, FIRST + timedelta(days=18), now=NOW)
    assert told.finding.before_days < 28
    assert told.finding.compared == ()


def test_an_empty_log_is_refused_and_no_crash() -> None:
    empty = incidents(RATES).iloc[:0]
    with pytest.raises(SelectionError):
        evaluation.evaluate(records(empty, 3), 1, BEGAN, now=NOW)
    with pytest.raises(SelectionError, match="finns inte"):
        evaluation.evaluate(records(incidents(RATES), 3), 99, BEGAN, now=NOW)


def test_of_a_measure_it_takes_place_and_day() -> None:
    made = records(incidents(RATES), 5, measures=[measure(1, BEGAN.isoformat())])
    (begun,) = evaluation.begun(made)
    assert evaluation.of_measure(made, begun, now=NOW) == evaluation.evaluate(
        made, 1, BEGAN, now=NOW
    )
    with pytest.raises(SelectionError, match="ingen startdag"):
        evaluation.of_measure(made, replace(begun, began=None), now=NOW)
    with pytest.raises(SelectionError, match="inte till någon plats"):
        evaluation.of_measure(made, replace(begun, place_id=None), now=NOW)


def test_another_measure_in_the_time_is_said() -> None:
    both = [measure(1, BEGAN.isoformat()), measure(1, "2026-03-01", row_key="b", measure_id=2)]
    found = evaluation.evaluate(records(incidents(RATES), 5, measures=both), 1, BEGAN, now=NOW)
    assert "Ny belysning 2026-03-01" in found.design
    assert not found.causal


def test_visits_are_told_as_an_association_only() -> None:
    logged = incidents(RATES)
    assert "det krävs" in evaluation.dose(records(logged, 5), now=NOW).words
    rng = np.random.default_rng(2)
    when = np.sort(rng.integers(logged["mid_utc"].min(), logged["mid_utc"].max(), 150))
    visits = pd.DataFrame(
        {
            "x": APART * rng.integers(1, 6, 150) + 100.0,
            "y": 100.0,
            "place_text": "",
            "start_utc": when,
        }
    )
    told = evaluation.dose(records(logged, 5, visits=visits), now=NOW)
    assert isinstance(told.found, Dose)
    assert "Det är ett samband och inget mer" in told.words
    assert sum(each.place_weeks for each in told.rows) > 0


def every_sentence() -> list[str]:
    """All that words can say where no cause is carried."""
    changes = [
        Change(20, after, 18, 17, 19, after - 19, low, high, enough)
        for after, low, high, enough in (
            (9, -18.0, -2.0, True), (30, 1.0, 22.0, True), (18, -9.0, 8.0, True), (2, -9, 8, False),
        )
    ]  # fmt: skip
    said = [
        words.verdict("Torget", each, began=BEGAN, days=90, compared=n, causal=False, harm=harm)
        for each, n, harm in product(changes, (0, 3), (False, True))
    ]
    for n, trend, high, scale, rank, others, clear in product(
        (0, 3), (None, Trends(0, -0.1, 0.1), Trends(1, 0.5, 1.5), Trends(0, -1, 1)),
        (None, True, False), (1.0, 5.0), (None, (1, 12)), ((), ("Kamera",)), (True, False),
    ):  # fmt: skip
        said += words.design(compared=n, trend=trend, high_before=high, scale=scale, rank=rank,
                             others=others, clear=clear, causal=False)  # fmt: skip
    said += [words.ring(each, 200) for each in (*changes, None)]
    said += [words.wait(days, so_far=30) for days in (None, 20, 400)]
    match = Match(1, 0.4, 0.2, 0.1, 0.1, same_kind=True)
    said += [
        matching_words.match(each, kind="torg", blocks=20, here=20, there=18, why_not=why)
        for each in (
            match,
            replace(match, barred=Barred.NEAR),
            replace(match, trend=0.0, same_kind=False),
        )
        for why in (None, *WhyNot)
    ]
    said += list(matching_words.BARRED.values())
    said += [
        model_words.dose(Dose(one, two, 5, 50, 90, 400))
        for one, two in product((Association(0.8, 0.7, 0.9), Association(1, 0.9, 1.1)), repeat=2)
    ]
    return [*said, model_words.dose(NoDose("x")), model_words.series(TooShort("x"))]


def test_no_sentence_claims_a_cause_where_none_is_carried() -> None:
    made = [
        evaluation.study(
            records(incidents(MANY, after=(factor,)), 5), 1, BEGAN, compared=[2], now=NOW
        )
        for factor in (0.3, 1.0, 2.0)
    ]
    told = [
        line
        for each in made
        for line in (
            each.finding.words,
            each.finding.wait,
            each.finding.design,
            each.said,
            *each.finding.basis,
            *(one.why for one in each.proposed),
        )
    ]
    for line in (*every_sentence(), *told):
        found = [word for word in words.CAUSAL if word in line.lower()]
        assert not found, (found, line)


def test_a_causal_sentence_is_careful() -> None:
    fell = Change(40, 10, 40, 39, 39, -29, -45, -14, True)
    said = words.verdict("Torget", fell, began=BEGAN, days=90, compared=3, causal=True, harm=False)
    assert said.endswith("Jämförelsen talar för att åtgärden har bidragit.")


def test_the_clock_is_an_argument() -> None:
    early = datetime(2026, 3, 1, 6, tzinfo=NOW.tzinfo)
    found = evaluation.evaluate(records(incidents(RATES), 5), 1, BEGAN, now=early)
    assert found.after_days == (early.date() - BEGAN).days
