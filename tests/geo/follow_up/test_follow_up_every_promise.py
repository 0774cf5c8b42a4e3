"""Every promise of the five documents is shipped: held against lists made by hand from them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from geo import follow_up
from geo.follow_up import Counted, Each, Per
from geo.follow_up.promises import kinds

# Read by hand, sentence by sentence: (what is promised, how many of them).
BY_HAND = {
    "vastervik-2020": {
        "lägesbild: Edsbruk, Ankarsrum, Karstorp": 3,
        "gemensamt: orsaker, samverkan, uppföljning, samtal med unga, medborgardialoger": 5,
        "polisen: trafik, narkotika, fotpatrullering, 100 platsbesök": 4,
    },
    "vastervik-2025": {
        "organiserad brottslighet: Tistel, SIG, Bob-råd, avhoppare": 4,
        "unga: föräldrastöd, ABC, fältare, ideella, SSPF, riskperioder, orossamtal": 7,
        "nära relation: utbildning, stöd, brottsoffer, hög risk": 4,
        "heder: kartläggning": 1,
        "välfärdsbrott: förstudie, Tistel": 2,
        "tider och platser: EST, lägesbild, polisanmälningar, platsbesök, fotpatrullering": 5,
        "narkotika och alkohol: ANDTS, stöd, upptäcka och lagföra": 3,
        "trafik: medborgardialoger": 1,
    },
    "hogsby-monsteras-2024": {
        "trygghet: grannsamverkan, utbildning, medborgardialog, åtgärdsplan": 4,
        "narkotika: upptäcka, försäljning, ANDTS-coacher, ANDTS-arbete": 4,
        "skadegörelse: kartlägga, analysera, åtgärder": 3,
        "bedrägerier: information; redovisning": 2,
    },
    "vetlanda-2020": {
        "gemensamt: trafiksäkerhet, narkotikabruk": 2,
        "aktiviteter: de sju punkterna": 7,
        "uppföljning: presentation, årlig översyn": 2,
    },
    "katrineholm-2022": {
        "löftet: åtgärder, och patrullering som exempel": 2,
        "effekter: trygghetsmätning och dialoger": 1,
        "uppföljning: rådet, medborgarna": 2,
    },
}

# (document, key): what is counted, how many, per what, for whom: every number of the documents.
NUMBERS = {
    ("vastervik-2020", "platsbesok"): ("", 100, Per.YEAR, Each.TOGETHER),
    ("vastervik-2025", "tistel"): ("tistel_mote", 4, Per.YEAR, Each.TOGETHER),
    ("vastervik-2025", "tistel_ekonomi"): ("tistel_mote", 4, Per.YEAR, Each.TOGETHER),
    ("vastervik-2025", "lagesbild"): ("lagesbild", 52, Per.YEAR, Each.TOGETHER),
    ("vastervik-2025", "platsbesok"): ("", 100, Per.YEAR, Each.TOGETHER),
    ("hogsby-monsteras-2024", "medborgardialog"): ("medborgardialog", 1, Per.PERIOD, Each.KOMMUN),
    ("hogsby-monsteras-2024", "redovisning"): ("redovisning", 2, Per.PERIOD, Each.KOMMUN),
    ("vetlanda-2020", "trafikkontroller"): ("trafikkontroll", 15, Per.PERIOD, Each.TOGETHER),
    ("vetlanda-2020", "flygande_inspektioner"): (
        "flygande_inspektion", 15, Per.PERIOD, Each.TOGETHER,
    ),
    ("vetlanda-2020", "hastighet"): ("hastighetsdampande_atgard", 2, Per.PERIOD, Each.TOGETHER),
    ("vetlanda-2020", "riktade_insatser"): ("riktad_insats", 15, Per.PERIOD, Each.TOGETHER),
    ("vetlanda-2020", "samverkansmoten"): ("samverkansmote", 2, Per.PERIOD, Each.TOGETHER),
    ("vetlanda-2020", "oversyn"): ("oversyn", 1, Per.YEAR, Each.TOGETHER),
    ("katrineholm-2022", "radet"): ("redovisning_radet", 3, Per.YEAR, Each.TOGETHER),
}  # fmt: skip


@pytest.mark.parametrize("document", follow_up.shipped(), ids=lambda each: each.name)
def test_a_document_has_as_many_promises_as_are_read_in_it_by_hand(
    document: follow_up.Document,
) -> None:
    assert len(document.promises) == sum(BY_HAND[document.name].values())
    parts = Counter(promise.part for promise in document.promises)
    assert all(parts), "every promise tells its heading"
    if document.name == "vastervik-2025":
        assert list(parts.values()) == list(BY_HAND[document.name].values())


def test_every_number_of_the_documents_is_a_target_and_no_other_is_made_up() -> None:
    found = {
        (document.name, promise.key): (
            promise.activity, promise.target, promise.per, promise.each,
        )
        for document in follow_up.shipped()
        for promise in document.promises
        if promise.target is not None
    }  # fmt: skip
    assert found == NUMBERS


def test_what_is_promised_for_a_time_has_its_last_day() -> None:
    due = {
        promise.key: promise.due
        for document in follow_up.shipped()
        for promise in document.promises
        if promise.due is not None
    }
    spring = date(2025, 5, 31)
    assert due == {
        "sig": spring,
        "valfardsbrott": spring,
        "polisanmalningar": spring,
        "heder": date(2025, 12, 31),
    }


def test_what_is_promised_for_certain_places_counts_there_only() -> None:
    where = {
        (document.name, promise.key): promise.places
        for document in follow_up.shipped()
        for promise in document.promises
        if promise.places
    }
    three = ("Katrineholm centrum", "Norr", "Nävertorp")
    assert where == {
        ("vastervik-2020", "edsbruk"): ("Edsbruk",),
        ("vastervik-2020", "ankarsrum"): ("Ankarsrum",),
        ("vastervik-2020", "karstorp"): ("Karstorp",),
        ("katrineholm-2022", "atgarder"): three,
        ("katrineholm-2022", "patrullering"): three,
        ("hogsby-monsteras-2024", "medborgardialog"): ("Högsby centrum", "Mönsterås centrum"),
    }


def test_every_kind_of_activity_that_is_promised_has_a_swedish_name_and_nothing_is_left_over() -> (
    None
):
    promised = {
        promise.activity
        for document in follow_up.shipped()
        for promise in document.promises
        if promise.counts is Counted.ACTIVITIES
    }
    assert promised == set(kinds())
    assert all(code.isascii() and each.name[0].isupper() for code, each in kinds().items())
