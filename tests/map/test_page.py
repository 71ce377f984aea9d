"""The map as a page and as a file: in every language, the picture and the table say the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from bot.assistant import Assistant
from bot.pathway.draw import COLUMN, LABEL
from tests.language.seen import CATALOGUES, PATHWAY

LOCALES = (*CATALOGUES.languages, "en@easyread")
WIRES = {CATALOGUES[locale].wire: CATALOGUES[locale] for locale in LOCALES}
VIEWS = ["strand=all", "need=low_mood", "need=pregnancy_or_baby_loss", "need=adjustments"]
SVG = "{http://www.w3.org/2000/svg}"
STAGES = [stage.label for stage in PATHWAY.timeline.stages]


@pytest.fixture(scope="module")
def client(built: Assistant) -> TestClient:
    return TestClient(create_app(Settings(), built))


def element(html: str) -> ElementTree.Element:
    """The main part of a page as a tree: the map's own mark-up is well-formed."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert main is not None
    closed = re.sub(r"<(input|br|img)\b([^>]*?)/?>", r"<\1\2/>", main[0])
    return ElementTree.fromstring(re.sub(r" (selected|hidden)(?=[ />])", r' \1=""', closed))


def flat(element: ElementTree.Element) -> str:
    return " ".join(re.sub("[\u2066-\u2069]", "", "".join(element.itertext())).split())


def area(rect: ElementTree.Element) -> tuple[int, int, int, int]:
    x, y, wide, high = (int(rect.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def pictured(picture: ElementTree.Element, wire: str) -> set[tuple[str, ...]]:
    """Each box of a picture with the stages over which it, or its frame, stands."""
    words = WIRES[wire]
    wide = int(picture.get("viewBox", "").split()[2])
    rects = [rect for rect in picture.iter(f"{SVG}rect") if "frame" in rect.get("class", "").split()]
    frames = list(map(area, rects))
    found = set()
    for box in [*picture.iter(f"{SVG}a"), *picture.iter(f"{SVG}g")]:
        rect = box.find(f"{SVG}rect")
        if rect is None or "box" not in rect.get("class", "").split():
            continue
        at = area(rect)
        for frame in frames:
            if frame[0] <= at[0] and frame[1] <= at[1] and at[2] <= frame[2] and at[3] <= frame[3]:
                at = frame
        left, right = (wide - at[2], wide - at[0]) if words.dir == "rtl" else (at[0], at[2])
        stages = STAGES[(left - LABEL) // COLUMN : (right - LABEL) // COLUMN + 1]
        found.add((flat(box), *(words.text(stage) for stage in stages)))
    return found


def tabled(table: ElementTree.Element) -> set[tuple[str, ...]]:
    """Each line of a table with its stages."""
    found = set()
    for line in table.iter("tr"):
        stages = [flat(one) for one in line.findall("th[@scope='row']/ul/li")]
        found |= {(flat(one), *stages) for one in line.findall("td/ul/li")}
    return found


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_table_says_what_the_picture_shows(client: TestClient, wire: str, view: str) -> None:
    words = WIRES[wire]
    names = {
        flatly(words.text(tool.name)): flatly(f"{words.text(tool.name)}: {words.text(tool.what)}")
        for tool in PATHWAY.timeline.tools
    }
    names |= {
        flatly(f"{words.text(check.name)} {words.text(check.when)}"): flatly(
            f"{words.text(check.name)}: {words.text(check.when)}"
        )
        for check in PATHWAY.timeline.checks
    }
    sheets = element(client.get(f"/map?{view}&lang={wire}").text).findall("div[@class='sheet']")
    assert len(sheets) == (4 if view == "strand=all" else 1)
    for sheet in sheets:
        picture, table = sheet.find(f"div/{SVG}svg"), sheet.find("details/table")
        assert picture is not None
        assert table is not None
        drawn = {(names.get(told, told), *stages) for told, *stages in pictured(picture, wire)}
        assert drawn == tabled(table)
        assert len(drawn) > 2
        links = [{link.get("href") for link in part.iter(tag)} for part, tag in ((picture, f"{SVG}a"), (table, "a"))]
        assert links[0] == links[1]
        assert all(f"lang={wire}" in str(link) for link in links[0])


def flatly(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("wire", WIRES)
def test_every_move_is_drawn_once_with_its_number_and_told_once(client: TestClient, wire: str) -> None:
    words = WIRES[wire]
    told = {flatly(words.text(move.says)) for move in PATHWAY.moves}
    heard = set()
    for sheet in element(client.get(f"/map?strand=all&lang={wire}").text).findall("div[@class='sheet']"):
        picture = sheet.find(f"div/{SVG}svg")
        assert picture is not None
        arrows = picture.find(f"{SVG}g[@aria-hidden='true']")
        assert arrows is not None
        numbers = [flat(one) for one in arrows.iter(f"{SVG}text")]
        sentences = [flat(one) for one in sheet.findall("ol/li")]
        assert numbers == [str(number) for number in range(1, len(sentences) + 1)]
        assert len(list(arrows.iter(f"{SVG}polyline"))) == len(list(arrows.iter(f"{SVG}polygon"))) == len(numbers)
        heard |= {says for says in told for sentence in sentences if sentence.endswith(says)}
    assert heard == told


def test_the_picture_and_the_table_have_names_for_those_who_cannot_see_them(client: TestClient) -> None:
    for sheet in element(client.get("/map?strand=all").text).findall("div[@class='sheet']"):
        heading, picture = sheet.find("h2"), sheet.find(f"div/{SVG}svg")
        assert heading is not None
        assert picture is not None
        region = sheet.find("div[@role='region']")
        assert region is not None
        assert region.get("aria-labelledby") == heading.get("id")
        for name, part in (("labelledby", "title"), ("describedby", "desc")):
            named = picture.find(f"{SVG}{part}")
            assert named is not None
            assert picture.get(f"aria-{name}") == named.get("id")
            assert flat(named)
        table = sheet.find("details/table")
        assert table is not None
        assert flat(table.find("caption") or heading) == flat(heading)
        assert [one.get("scope") for one in table.findall("thead/tr/th")] == ["col", "col"]
        assert all(body.find("tr/th[@scope='rowgroup']") is not None for body in table.findall("tbody"))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["mental_health"]),
        ("strand=relationship", ["relationship"]),
        ("strand=all", list(PATHWAY.strands)),
        ("strand=all&need=", list(PATHWAY.strands)),
        ("strand=all&need=bonding", ["bonding"]),
        ("strand=nonsense", ["mental_health"]),
        ("need=%3Cscript%3E&strand=%00", ["mental_health"]),
    ],
)
def test_it_shows_what_is_asked_for_and_passes_over_what_it_does_not_know(
    client: TestClient, asked: str, shown: list[str]
) -> None:
    answer = client.get(f"/map?{asked}")
    assert answer.status_code == 200
    assert "%3C" not in answer.text
    main = element(answer.text)
    assert [sheet.findtext("h2") for sheet in main.findall("div[@class='sheet']")] == [
        (PATHWAY.strands.get(id) or PATHWAY.needs[id].label).english for id in shown
    ]
    current = [flat(link) for link in main.iter("a") if link.get("aria-current")]
    assert len(current) == (shown[0] in PATHWAY.strands)
    chosen = [option.get("value") for option in main.iter("option") if option.get("selected") is not None]
    assert chosen == [id for id in shown if id in PATHWAY.needs]
    saved = [str(link.get("href")) for link in main.iter("a") if str(link.get("href")).startswith("/map.svg")]
    titles = [client.get(one).text.count("</title>") for one in saved]
    assert titles == [1]


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("view", ["strand=all", "need=pregnancy_or_baby_loss"])
def test_the_file_stands_alone(client: TestClient, wire: str, view: str) -> None:
    answer = client.get(f"/map.svg?{view}&lang={wire}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-language"] == wire
    root = ElementTree.fromstring(answer.text)
    assert (root.get("role"), root.get("lang"), root.get("direction")) == ("img", wire, WIRES[wire].dir)
    assert list(root.iter(f"{SVG}a")) == list(root.iter(f"{SVG}script")) == list(root.iter(f"{SVG}style")) == []
    said = flat(root)
    for id in PATHWAY.safety.standing.services:
        contact = PATHWAY.services[id].phone()
        assert contact is not None
        assert said.count(str(contact.value)) >= (4 if view == "strand=all" else 1)


@pytest.mark.parametrize("path", ["/", "/safety", "/professionals", "/map"])
def test_it_can_be_found(client: TestClient, path: str) -> None:
    assert '<a href="/map?lang=pl">' in client.get(f"{path}?lang=pl").text


@pytest.mark.parametrize("path", ["/map", "/map?need=bonding", "/map?strand=all&lang=ar"])
def test_urgent_help_is_on_the_page_and_on_every_sheet_of_paper(client: TestClient, path: str) -> None:
    html = client.get(path).text
    assert 'href="tel:999"' in html
    for sheet in element(html).findall("div[@class='sheet']"):
        paper = sheet.find("p[@class='on-paper']")
        assert paper is not None
        assert "999" in flat(paper)
        assert "116 123" in flat(paper)


@pytest.mark.parametrize(("wire", "grows"), [("en", True), ("ar", False)])
def test_time_runs_as_the_language_is_read(client: TestClient, wire: str, grows: bool) -> None:
    picture = element(client.get(f"/map?lang={wire}").text).find(f"div[@class='sheet']/div/{SVG}svg")
    assert picture is not None
    axis = picture.find(f"{SVG}polyline[@class='axis']")
    assert axis is not None
    start, end = (int(point.split(",")[0]) for point in axis.get("points", "").split())
    assert (start < end) == grows
