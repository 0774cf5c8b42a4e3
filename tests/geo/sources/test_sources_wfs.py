"""Areas from a WFS: all of them, each once, or a sentence that says what went wrong."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import httpx
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely.geometry import mapping, shape

from geo.errors import FetchError
from geo.model import ImportKind
from geo.sources import _wfs, scb
from geo.sources.scb import Level
from tests.fetch_server import (
    Asked,
    Clock,
    Reply,
    Server,
    area,
    as_json,
    one_by_one,
    serving,
    web,
    wfs,
)

AREAS = [area(number) for number in range(7)]
EXCEPTION = b"""<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1">
<ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>Feature type
stat:RegSO_2025 unknown &amp; gone</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as opened:
        yield opened


def fetch(server: Server, level: Level = Level.REGSO, **options: Any) -> dict[str, Any]:
    content = scb.fetch(server.url, kommun="0883", level=level, web=web(**options))
    document: dict[str, Any] = json.loads(content)
    return document


def codes(document: dict[str, Any]) -> list[str]:
    return [feature["properties"]["regsokod"] for feature in document["features"]]


ALL = [feature["properties"]["regsokod"] for feature in AREAS]


def test_all_pages_come_and_each_area_once(server: Server) -> None:
    clock = Clock()
    server.answering = wfs([*AREAS, area(9, kommunkod="0884")], page=3)
    assert codes(fetch(server, clock=clock)) == ALL
    assert [asked.query["startIndex"] for asked in server.asked] == ["0", "3", "6"]
    assert clock.slept == [_wfs.PAUSE, _wfs.PAUSE]


@pytest.mark.parametrize(
    ("level", "layer", "filtered", "order"),
    [
        (Level.REGSO, "stat:RegSO_2025", "kommunkod='0883'", "regsokod"),
        (Level.DESO, "stat:DeSO_2025", "kommunkod='0883'", "desokod"),
        (Level.TATORT, "stat:Tatorter_2023", "kommun='0883'", "tatortskod"),
    ],
)
def test_the_question_names_layer_filter_order_and_who_asks(
    server: Server, level: Level, layer: str, filtered: str, order: str
) -> None:
    server.answering = wfs([area(1, kommun="0883")])
    fetch(server, level)
    (asked,) = server.asked
    assert asked.query["typeNames"] == layer
    assert asked.query["CQL_FILTER"] == filtered
    assert asked.query["sortBy"] == order
    assert asked.query["srsName"] == "EPSG:3006"
    assert asked.query["outputFormat"] == "application/json"
    assert asked.headers["User-Agent"].startswith("Platsbild/")


@pytest.mark.parametrize(
    "fault",
    [Reply(status=500), Reply(status=429), Reply(b'{"type": "FeatureCollection", "featu'),
     Reply(b'{"type": "FeatureCollection"}'), Reply(b"[" * 200_000)],
)  # fmt: skip
def test_a_fault_that_passes_is_not_noticed(server: Server, fault: Reply) -> None:
    server.answering = one_by_one(fault, wfs(AREAS))
    assert codes(fetch(server)) == ALL


@pytest.mark.parametrize(
    ("fault", "said"),
    [(Reply(status=503), "fel 503"), (Reply(b'{"features": ['), "trasigt"),
     (Reply(b"{}"), "inte GeoJSON")],
)  # fmt: skip
def test_a_fault_that_stays_is_told_after_a_few_tries_ever_further_apart(
    server: Server, fault: Reply, said: str
) -> None:
    clock = Clock()
    server.answering = one_by_one(fault)
    with pytest.raises(FetchError, match=said) as caught:
        fetch(server, clock=clock)
    assert "stängt nät" in caught.value.hint
    assert len(server.asked) == 4
    assert clock.slept == [1, 2, 4]


def test_the_pause_a_server_asks_for_is_kept(server: Server) -> None:
    clock = Clock()
    server.answering = one_by_one(
        Reply(status=429, headers={"Retry-After": "17"}),
        Reply(status=503, headers={"Retry-After": formatdate(clock.time + 47)}),
        Reply(status=503, headers={"Retry-After": "soon"}),
        wfs(AREAS),
    )
    assert codes(fetch(server, clock=clock)) == ALL
    assert clock.slept == [17, 30, 4]


def test_a_server_that_wants_an_hour_of_peace_gets_it(server: Server) -> None:
    server.answering = one_by_one(Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(FetchError, match="60 minuter"):
        fetch(server)
    assert len(server.asked) == 1


def test_a_server_that_does_not_answer_in_time_is_told(server: Server) -> None:
    def slow(_: Asked) -> Reply:
        server.closing.wait()
        return Reply()

    server.answering = slow
    with pytest.raises(FetchError, match=r"svarade inte inom 0\.05 sekunder"):
        fetch(server, timeout=0.05, attempts=2)


def test_an_answer_that_never_ends_is_left(server: Server) -> None:
    server.answering = one_by_one(Reply(itertools.repeat(b" " * 100)))
    with pytest.raises(FetchError, match="inte klar"):
        fetch(server, patience=0.0)
    assert len(server.asked) == 1


def test_a_gigantic_answer_is_refused_before_it_fills_the_memory(server: Server) -> None:
    server.answering = one_by_one(Reply(itertools.repeat(b" " * 100_000)))
    with pytest.raises(FetchError, match="större än 1 MB"):
        fetch(server, largest=1_000_000)


def test_a_small_answer_that_unpacks_to_a_gigantic_one_is_refused(server: Server) -> None:
    body = gzip.compress(b" " * 5_000_000)
    server.answering = one_by_one(Reply(body, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="större än 1 MB"):
        fetch(server, largest=1_000_000)


def test_pages_are_counted_together_against_the_limit(server: Server) -> None:
    server.answering = wfs(AREAS, page=1)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 är större"):
        fetch(server, largest=1_200)


def test_a_server_that_ignores_the_start_is_asked_no_third_time(server: Server) -> None:
    server.answering = wfs(AREAS, page=3, heeds_start=False)
    with pytest.raises(FetchError, match="Bara 3 av 7 RegSO-områden i kommunen 0883 kom; 4 saknas"):
        fetch(server)
    assert len(server.asked) == 2


def test_a_server_that_ignores_the_start_and_gives_all_doubles_nothing(server: Server) -> None:
    server.answering = wfs(AREAS, matched="unknown", heeds_start=False)
    assert codes(fetch(server)) == ALL


def test_areas_that_were_promised_and_never_came_are_counted(server: Server) -> None:
    server.answering = wfs(AREAS, page=5, matched=12)
    with pytest.raises(FetchError, match=r"Bara 7 av 12 .* 5 saknas"):
        fetch(server)


@pytest.mark.parametrize("matched", [1, 0, -3, "unknown", "7"])
@pytest.mark.parametrize("page", [3, 1000])
def test_a_count_that_is_too_low_or_no_number_loses_nothing(
    server: Server, matched: Any, page: int
) -> None:
    server.answering = wfs(AREAS, matched=matched, page=page)
    assert codes(fetch(server)) == ALL


def test_an_area_that_comes_again_under_another_id_is_kept_once(server: Server) -> None:
    again = [{**feature, "id": f"fid--{number}"} for number, feature in enumerate(AREAS)]
    server.answering = one_by_one(
        as_json({"features": AREAS[:4], "numberMatched": 7}),
        as_json({"features": again[2:], "numberMatched": 7}),
    )
    assert codes(fetch(server)) == ALL


def test_endless_new_areas_come_to_an_end(server: Server) -> None:
    numbers = itertools.count()
    server.answering = lambda _: as_json(
        {"features": [area(next(numbers))], "numberMatched": 10**9}
    )
    with pytest.raises(FetchError, match="aldrig slut"):
        fetch(server)
    assert len(server.asked) == _wfs.MOST_PAGES


def test_an_exception_report_with_status_200_is_told_in_its_own_words(server: Server) -> None:
    server.answering = one_by_one(Reply(EXCEPTION))
    with pytest.raises(FetchError, match="Feature type stat:RegSO_2025 unknown & gone"):
        fetch(server)
    assert len(server.asked) == 1


def test_a_login_page_is_not_taken_for_a_map(server: Server) -> None:
    server.answering = one_by_one(Reply(b"<!doctype html><title>Logga in</title>"))
    with pytest.raises(FetchError, match="webbsida"):
        fetch(server)


def test_a_kommun_without_areas_is_told(server: Server) -> None:
    server.answering = wfs([])
    with pytest.raises(FetchError, match="inga tätorter i kommunen 0883"):
        fetch(server, Level.TATORT)


def test_a_redirect_is_told_and_not_followed(server: Server) -> None:
    server.answering = one_by_one(Reply(status=301, headers={"Location": "https://ny.example/"}))
    with pytest.raises(FetchError, match=r"https://ny\.example/"):
        fetch(server)
    assert len(server.asked) == 1


def test_a_wrong_address_is_asked_once(server: Server) -> None:
    with pytest.raises(FetchError, match="fel 404"):
        fetch(server)
    assert len(server.asked) == 1


def test_a_closed_network_is_one_sentence_with_a_way_out() -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(FetchError, match="kan inte nås") as caught:
        scb.fetch(url, kommun="0883", level=Level.REGSO, web=web())
    assert "platsbild import" in caught.value.hint


@pytest.mark.parametrize("url", ["", "geodata", "ftp://a/b", "http://", "x\n"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="kan inte användas"):
        scb.fetch(url, kommun="0883", level=Level.REGSO, web=web())


@pytest.mark.parametrize("code", ["E23", "883", "' OR 1=1 --", "08830", "٠٨٨٣"])
def test_what_is_no_swedish_kommun_is_never_asked_for(server: Server, code: str) -> None:
    with pytest.raises(FetchError, match="fyra siffror"):
        scb.fetch(server.url, kommun=code, level=Level.REGSO, web=web())
    assert not server.asked


def test_the_coordinate_system_is_what_the_answer_says_and_not_what_was_asked(
    server: Server, parse: Any
) -> None:
    to_degrees = Transformer.from_crs(3006, 4326, always_xy=True)
    moved = shapely.transform(shape(AREAS[0]["geometry"]), to_degrees.transform, interleaved=False)
    degrees = {**AREAS[0], "geometry": mapping(moved)}
    said = {"type": "name", "properties": {"name": "EPSG:4326"}}
    places = []
    for answering in (
        wfs(AREAS[:1]), wfs(AREAS[:1], crs=None), wfs([degrees], crs=said), wfs([degrees], crs=None)
    ):  # fmt: skip
        server.answering = answering
        parsed = parse(ImportKind.PLACES, json.dumps(fetch(server)))
        places.append(shapely.from_wkb(parsed.frame.geometry[0]))
    assert all(place.hausdorff_distance(places[0]) < 0.01 for place in places)


def test_pages_in_different_coordinate_systems_are_not_mixed(server: Server) -> None:
    server.answering = one_by_one(wfs(AREAS, page=4), wfs(AREAS, page=4, crs=None))
    with pytest.raises(FetchError, match="olika koordinatsystem"):
        fetch(server)


@given(
    count=st.integers(1, 30), page=st.integers(1, 12), overlap=st.integers(0, 5),
    says=st.sampled_from(["truth", "unknown", 0]),
)  # fmt: skip
def test_whatever_the_size_of_pages_every_area_comes_once(
    count: int, page: int, overlap: int, says: str | int
) -> None:
    features = [area(number) for number in range(count)]
    answering = wfs(
        features, page=page, overlap=min(overlap, page - 1),
        matched=None if says == "truth" else says,
    )  # fmt: skip

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=answering(Asked(dict(request.url.params), {})).body)

    content = scb.fetch(
        "https://karta.example/wfs", kommun="0883", level=Level.REGSO,
        web=web(transport=httpx.MockTransport(respond)),
    )  # fmt: skip
    assert len(codes(json.loads(content))) == len(set(codes(json.loads(content)))) == count


def test_a_deso_is_known_by_its_own_code_and_not_by_that_of_its_regso(
    server: Server, parse: Any
) -> None:
    both = [area(n, desokod=f"0883A00{n}", regsokod="0883R001", regsonamn="X") for n in (1, 2)]
    for feature in both:
        del feature["properties"]["regsonamn"]
        feature["properties"]["objekttyp"] = "deso"
    server.answering = wfs(both)
    frame = parse(ImportKind.PLACES, json.dumps(fetch(server, Level.DESO))).frame
    assert frame.row_key.tolist() == frame.name.tolist() == ["0883A001", "0883A002"]
    assert set(frame.typ) == {"deso"}


def test_real_settlements_become_places_of_their_own_kommun(
    server: Server, parse: Any, shared_data: Path
) -> None:
    file = shared_data / "sweden" / "bebyggelse_five_kommuner_4326.geojson"
    to_metres = Transformer.from_crs(4326, 3006, always_xy=True)
    features = []
    for number, feature in enumerate(json.loads(file.read_bytes())["features"]):
        old = feature["properties"]
        moved = shapely.transform(
            shape(feature["geometry"]), to_metres.transform, interleaved=False
        )
        told = {
            "tatortskod": f"{old['KOM_KOD']}TB{number:03}", "tatort": old["NAMN1"],
            "kommun": old["KOM_KOD"], "kommunnamn": old["KOMMUNNAMN"], "bef": old["BEF"],
        }  # fmt: skip
        features.append({"type": "Feature", "geometry": mapping(moved), "properties": told})
    server.answering = wfs(features, page=10)
    parsed = parse(ImportKind.PLACES, json.dumps(fetch(server, Level.TATORT)))
    assert (parsed.rows, len(parsed.frame)) == (23, 23)
    assert {"Ankarsrum", "Gamleby"} <= set(parsed.frame.name)
    assert set(parsed.frame.typ) == {"tätort"}
    assert parsed.frame.row_key.str.fullmatch(r"0883TB\d{3}").all()
