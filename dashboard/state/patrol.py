"""Tonight's walk in the address and the session: what is asked, which plan is shown, what changed.

``?pass=2026-03-20.18:00-02:00&patruller=2&fro=12&andring=b3-15-40.b4-15-80_3_`` is a proposal with
changes, ``?visa=17`` a plan that was saved. The address is enough to see the same plan again; only
what "Ångra" goes back to, and work that is going on, belong to the session.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.jobs import Job
from dashboard.state import address
from geo.planning.patrol import Plan, Shift
from geo.plans.asking import Asked
from geo.plans.asking_query import NAMES, from_query, to_query
from geo.plans.editing import Edit
from geo.plans.editing_query import from_text, to_text

SEED, SAVED, EDIT, OTHER = "fro", "visa", "andring", "mot"
LONGEST_NUMBER = 9
MOST_STEPS = 30
"""Changes that can be undone one by one."""


Improved = Callable[[Plan], None]
USUAL_SECONDS = 5.0
"""How long a search takes at most, about: for the bar that shows how far it has come."""


class Search:
    """A plan that is being sought, and the best that has been found so far.

    Parameters
    ----------
    key : object
        What is sought; another key is another search.
    work : callable
        Seeks, tells every better plan that it finds, and returns the last.
    """

    def __init__(self, key: object, work: Callable[[Improved], Plan]) -> None:
        self.key = key
        self.latest: Plan | None = None
        self.first: Plan | None = None
        self.shown = False
        self._began = time.monotonic()
        self.job = Job(lambda progress: work(self._found))

    def _found(self, plan: Plan) -> None:
        self.first = self.first or plan
        self.latest = plan

    @property
    def seconds(self) -> float:
        """Return how long it has gone on."""
        return time.monotonic() - self._began

    @property
    def running(self) -> bool:
        """Whether a better plan may come."""
        return self.job.running


def search(key: object, work: Callable[[Improved], Plan]) -> Search:
    """Return the search of this session for `key`, begun now if there is none."""
    found = st.session_state.get("patrol_search")
    if not isinstance(found, Search) or found.key != key:
        found = Search(key, work)
        st.session_state["patrol_search"] = found
    return found


def asked(usual: Asked) -> Asked:
    """Return what is asked, `usual` where nothing is said; what means nothing is told once."""
    found, faults = from_query({name: address.get(name) for name in NAMES}, usual)
    for fault in faults:
        st.toast(fault)
    if faults:
        address.put_together(to_query(found, usual))
    return found


def propose(wanted: Asked, usual: Asked, seed: int) -> None:
    """Ask for a plan; changes of another one are forgotten."""
    st.session_state["patrol_undo"] = []
    told = to_query(wanted, usual)
    address.put_together({**told, SEED: str(seed), SAVED: None, EDIT: None, OTHER: None})


def show_saved(plan_id: int) -> None:
    """Look at a plan that was saved."""
    st.session_state["patrol_undo"] = []
    address.put_together({SAVED: str(plan_id), SEED: None, EDIT: None, OTHER: None})


def seed() -> int | None:
    """Return the seed of the proposal, if one is asked for."""
    return _number(SEED)


def saved() -> int | None:
    """Return the number of the saved plan that is looked at, if it is one."""
    return _number(SAVED)


def _number(name: str) -> int | None:
    text = address.get(name) or ""
    known = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if known else None


def edit(shift: Shift) -> Edit | None:
    """Return the changes of the plan, if there are any that fit its shift."""
    text = address.get(EDIT)
    return None if not text else from_text(text, shift)


def change(wanted: Edit, shift: Shift) -> None:
    """Change the plan of a shift; the change can be undone."""
    steps = [*st.session_state.get("patrol_undo", []), address.get(EDIT)]
    st.session_state["patrol_undo"] = steps[-MOST_STEPS:]
    address.put(EDIT, to_text(wanted, shift))


def undo() -> None:
    """Take the last change back; where the session knows none, all of them."""
    steps = st.session_state.get("patrol_undo") or [None]
    address.put(EDIT, steps[-1])
    st.session_state["patrol_undo"] = steps[:-1]


def say(text: str) -> None:
    """Keep what the page is to say when it runs next: nothing is shown while it is not running."""
    st.session_state["patrol_said"] = text


def said() -> str:
    """Return what the page is to say, once."""
    return str(st.session_state.pop("patrol_said", ""))


def compared_with(known: tuple[str, ...]) -> str:
    """Return what the plan is compared with; the first of `known` unless something else is said."""
    told = address.get(OTHER)
    return told if told in known else known[0]


def compare(name: str, usual: str) -> None:
    """Compare the plan with this."""
    address.put(OTHER, None if name == usual else name)


def picked(key: str) -> dict[str, Any]:
    """Return what the list of stops has sent."""
    told = getattr(st.session_state.get(key), "picked", None)
    return told if isinstance(told, dict) else {}
