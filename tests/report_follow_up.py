"""A promise and a finding to report, made by hand."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.evaluation.result import Compared, Effect, Finding
from geo.follow_up.current import Held
from geo.follow_up.pace import number, pace
from geo.follow_up.promises import Counted, Document, Promise
from geo.follow_up.standing import Reason, Standing

TODAY = date(2026, 3, 23)


def standing(text: str = "Hundra platsbesök", *, last: date = date(2026, 12, 31)) -> Standing:
    promise = Promise("besok", text, ("polisen",), Counted.VISITS, 100)
    document = Document("Medborgarlöfte 2026", ("0883",), date(last.year, 1, 1), last, (promise,))
    held = Held(100, date(last.year, 1, 1), last, promise, document)
    days = np.array([number(date(last.year, 1, 5))] * 3, dtype=np.int64)
    reasons = tuple(Reason("visit", at, date(last.year, 1, 5), "Plats 1", 1, "") for at in range(3))
    return Standing(
        kommun="0883", key="v-2026/besok", document=document, promise=promise, start=held.start,
        end=last, valid=last > TODAY, carried=False, kept=None, target=100, done=3,
        pace=pace(held, np.arange(3), days, today=min(TODAY, last)), status=None, proof="",
        reasons=reasons, words="3 av 100, ligger 18 efter; 2,4 i veckan behövs",
    )  # fmt: skip


def finding(name: str = "Plats 1") -> Finding:
    return Finding(
        1, name, date(2025, 9, 1), 56, 28, 40, 11, (Compared(2, "Plats 2", 1.0, "liknar"),), 30, 16,
        3.0, 2.0, -9.0, -17.5, -0.5, -45.0, -80.0, -2.0, Effect.LESS,
        "Färre än väntat: 9 färre (95 %-intervall: 0,5–17,5 färre).", "", "Före–efter mot 1 plats.",
        False, ("WDD",),
    )  # fmt: skip
