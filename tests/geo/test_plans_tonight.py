"""Tonight's walk of the demo's kommun: from the store to a plan, and on the command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geo import plans, records
from geo.errors import SelectionError
from geo.planning import patrol
from geo.planning.patrol import Done, Plan, Point, Shift
from geo.store.engine import Store, open_store
from tests.command import platsbild

START = 1_774_026_000
NOW = datetime.fromtimestamp(START - 900, UTC)
KOMMUN = "0883"
FEW = 20


@pytest.fixture
def store(demo_store: Path) -> Iterator[Store]:
    with open_store(demo_store) as opened:
        yield opened


def shift(store: Store) -> Shift:
    centre = next(
        site
        for site in patrol.sites(records.gather(store, KOMMUN).places)
        if site.name == "Västervik centrum"
    )
    return Shift(START, START + 8 * 3600, Point(centre.x, centre.y, centre.name))


def tonight(store: Store, **more: int) -> Plan:
    chosen = {"seed": 1, "iterations": FEW, **more}
    return plans.tonight(store, KOMMUN, shift(store), now=NOW, **chosen)


def test_the_demo_has_a_walk_with_reasons_and_without_faults(store: Store) -> None:
    plan = tonight(store)
    assert plan.faults == ()
    assert plan.store_version == store.version
    assert plan.made_utc == START - 900
    assert len(plan.walks[0].stops) > 8
    assert all(stop.because for stop in plan.walks[0].stops)
    far = {each.name: each.why for each in plan.left_out}
    assert far["Edsbruk"].startswith("för långt till fots")


def test_a_plan_in_its_own_order_is_the_same_plan(store: Store) -> None:
    plan = tonight(store)
    assert plans.rework(store, KOMMUN, plan, patrol.order_of(plan)) == plan
    shorter = plans.rework(store, KOMMUN, plan, (patrol.order_of(plan)[0][:-1],))
    assert patrol.difference(plan, shorter).covered < 0


def test_the_rest_of_the_night_is_planned_from_where_one_is(store: Store) -> None:
    plan = tonight(store)
    first = plan.walks[0].stops[0]
    done = (Done(first.place_id or 0, first.start_utc, first.minutes),)
    now = datetime.fromtimestamp(first.leave_utc, UTC) + timedelta(hours=1)
    rest = plans.again(
        store, KOMMUN, plan, done=done, at=Point(first.x, first.y), now=now, iterations=FEW
    )
    assert rest.faults == ()
    assert rest.shift.done == done
    assert all(stop.start_utc >= now.timestamp() for stop in rest.walks[0].stops)
    same = [stop for stop in rest.walks[0].stops if stop.place_id == first.place_id]
    assert all(stop.visit > 1 for stop in same)


def test_weights_by_a_name_that_nobody_has_are_refused(store: Store) -> None:
    with pytest.raises(SelectionError, match="Behovsprofilen ”Okänd” finns inte"):
        plans.tonight(store, KOMMUN, shift(store), now=NOW, seed=1, profile="Okänd")
    asked = replace(shift(store), must=frozenset({9999}))
    with pytest.raises(SelectionError, match="Plats 9999 finns inte"):
        plans.tonight(store, KOMMUN, asked, now=NOW, seed=1)


def planned(store: Path, *more: str) -> subprocess.CompletedProcess[str]:
    times = ["--start", "2026-03-20T18:00", "--end", "2026-03-20T22:00"]
    return platsbild(store, "plan", "--kommun", KOMMUN, *times, "--from", "57.7584,16.6373", *more)


def test_the_command_writes_the_plan_as_json_and_saves_it(demo_copy: Path) -> None:
    done = planned(demo_copy, "--json", "--save", "--seed", "7", "--never", "stadsparken")
    assert done.returncode == 0, done.stderr
    plan = patrol.from_json(done.stdout)
    assert plan.seed == 7
    assert {each.name: each.why for each in plan.left_out}["Stadsparken"] == "valt bort"
    assert "Sparad som plan 1." in done.stderr
    from geo.store import patrol_plans

    with open_store(demo_copy) as store:
        kept = patrol_plans.by_id(store, KOMMUN, 1)
    assert patrol.from_json(kept.plan) == plan
    again = planned(demo_copy, "--json", "--seed", "7", "--never", "stadsparken")
    assert json.loads(again.stdout)["walks"] == patrol.to_json(plan)["walks"]


def test_the_command_tells_the_plan_as_a_table_and_writes_files(
    demo_store: Path, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("plan.pdf", "plan.gpx", "plan.ics")]
    asked = [part for path in files for part in (f"--{path.suffix[1:]}", str(path))]
    done = planned(demo_store, "--mode", "bil", "--must", "Gunnebo", *asked)
    assert done.returncode == 0, done.stderr
    assert "Kvällens patrull, fre 20 mars 18–22" in done.stdout
    assert "Gunnebo" in done.stdout
    assert "kvar för larm" in done.stdout
    starts = [path.read_bytes()[:5] for path in files]
    assert starts == [b"%PDF-", b"<?xml", b"BEGIN"]


def test_what_cannot_be_asked_for_is_one_sentence(demo_store: Path) -> None:
    for asked, told in (
        (["--must", "Finns inte"], "Platsen finns inte i kommunen: ”Finns inte”."),
        (["--end", "2026-03-20T17:00"], "Slutet ska ligga en halv till 14 timmar"),
        (["--start", "i kväll"], "”i kväll” är ingen tidpunkt."),
        (["--from", "hemma"], "Startpunkten är inte en punkt i Sverige."),
    ):
        done = planned(demo_store, *asked)
        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr
        assert "Traceback" not in done.stderr
