"""The note in Chromium: made, printed on one page, copied, shared, read by a camera; and a line that never leaves."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import zxingcpp
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject, PdfReader

from api.app import create_app
from api.notes import code, paper
from api.notes.write import Writer
from api.settings import Settings
from bot.assistant import Assistant
from tests.browser.conftest import IN_CHROMIUM, browser  # noqa: F401
from tests.dialogue.generated import PATHWAY
from tests.notes.conftest import EVERY_SLOT, UNSAFE_AT_HOME, USUAL, form_of, most_services, state_of
from tests.server import serving

pytestmark = IN_CHROMIUM
CANARY = "zebracanary: I cannot sleep"


@pytest.fixture(scope="module")
def site(built: Assistant) -> Iterator[tuple[str, FastAPI]]:
    app = create_app(Settings(), built)
    with serving(app) as address:
        yield address, app


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(
        viewport={"width": 1100, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    assert broken == []
    assert context.cookies() == []
    context.close()


def open_note(page: Page, site: tuple[str, FastAPI], answers, locale: str = "en", path: str = "/note/page") -> None:
    """The page as a form with every line ticked leads to it."""
    address, app = site
    note = Writer(app.state.context.assistant, locale).note(state_of(answers))
    fields = [*form_of(app, answers, locale).items(), ("chosen", "yes"), *(("keep", one.id) for one in note.lines)]
    headers = {"content-type": "application/x-www-form-urlencoded"}
    page.unroute_all()
    page.route(
        f"{address}{path}",
        lambda route: route.continue_(
            method="POST", post_data=urlencode(fields), headers={**route.request.headers, **headers}
        ),
        times=1,
    )
    page.goto(f"{address}{path}")


def printed(page: Page) -> list[PageObject]:
    """The pages of the print."""
    return list(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def walk(page: Page) -> None:
    """From the first question to the choice of lines, by taps."""
    want = [
        "How I feel",
        "Feeling low",
        "Struggling",
        "My baby is under 1",
        "Norwich",
        "The person who is",
        "20 or over",
    ]
    for label in want:
        page.get_by_label(label).first.check()
        page.get_by_role("button", name="Next").click()
        page.get_by_label(label).first.wait_for(state="detached")
    page.get_by_role("button", name="Make my note").click()


def test_from_the_conversation_to_the_note_and_back(page: Page, site) -> None:
    page.goto(site[0])
    walk(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose what goes in your note")
    page.get_by_label("Norwich").uncheck()
    page.get_by_role("button", name="Make my note").click()
    expect(page.locator("#note")).to_contain_text("Feeling low, tearful or flat")
    expect(page.locator("#note")).not_to_contain_text("Norwich")
    page.get_by_role("button", name="Change what is in this note").click()
    expect(page.get_by_label("Norwich")).not_to_be_checked()
    expect(page.get_by_label("20 or over")).to_be_checked()
    page.get_by_role("button", name="Back to the help we found").click()
    expect(page.locator(".outcome")).to_contain_text("Talking Therapies")


def test_without_a_script_it_is_made_saved_and_printed(browser: Browser, site) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site[0])
    walk(page)
    page.get_by_role("button", name="Make my note").click()
    expect(page.locator("#note")).to_contain_text("Feeling low, tearful or flat")
    for id in ("print", "copy", "share", "own"):
        expect(page.locator(f"#{id}")).to_be_hidden()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "note.json"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    by_hand = page.locator("#own-shown").bounding_box()
    assert by_hand["height"] > 40
    context.close()


def test_a_line_of_ones_own_is_on_paper_and_in_no_request(page: Page, site) -> None:
    open_note(page, site, USUAL, "pl")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data} {request.headers}"))
    field = page.locator("#own-words")
    field.fill(CANARY)
    assert field.evaluate("field => [field.name, field.form, field.getAttribute('spellcheck')]") == ["", None, "false"]
    assert CANARY in printed(page)[0].extract_text()
    with page.expect_download() as saved:
        page.locator("form[action='/note.json'] button").click()
    assert "zebracanary" not in saved.value.path().read_text("utf-8")
    page.locator("#to-size-2").click()
    expect(page.locator("html")).to_have_class("size-2")
    assert page.locator("#own-words").input_value() == ""
    page.locator("#own-words").fill(CANARY)
    page.locator(".to-answers button").click()
    page.locator(".outcome").wait_for()
    assert len(sent) >= 3
    assert not [one for one in sent if "zebracanary" in one]
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_copied_with_the_line(page: Page, site) -> None:
    open_note(page, site, USUAL)
    page.locator("#own-words").fill(CANARY)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("My note\nMade on 23 November 2026\n")
    assert "Feeling low, tearful or flat" in copied
    assert copied.endswith(f"Please ask me about: {CANARY}\n")


def test_copied_where_there_is_no_clipboard(page: Page, site) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    open_note(page, site, USUAL)
    page.locator("#copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    expect(page.locator("#copy")).to_be_focused()
    page.locator("#own-words").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#own-words").input_value().startswith("My note\nMade on")


def test_shared_where_a_browser_can(page: Page, site) -> None:
    page.add_init_script("navigator.share = async (what) => { globalThis.shared = what; }")
    open_note(page, site, USUAL)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared.text").startswith("My note\n")
    assert page.evaluate("Object.keys(shared)") == ["text"]


def test_no_share_button_where_a_browser_cannot(page: Page, site) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'share', {value: undefined})")
    open_note(page, site, USUAL)
    expect(page.locator("#copy")).to_be_visible()
    expect(page.locator("#share")).to_be_hidden()


@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
def test_a_camera_reads_the_code_from_the_screen(page: Page, site, built: Assistant, locale: str, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    open_note(page, site, EVERY_SLOT, locale)
    seen = Image.open(io.BytesIO(page.locator(".code svg").screenshot(scale="css"))).convert("L")
    sheet = paper.on_one_page(Writer(built, locale).note(state_of(EVERY_SLOT)))
    assert zxingcpp.read_barcodes(seen)[0].text == code.draw(sheet.note).text


def test_in_arabic_the_columns_stand_side_by_side_and_on_a_phone_under_each_other(page: Page, site) -> None:
    open_note(page, site, USUAL, "ar")
    pair = page.locator(".told-so .both").first
    own, english = (pair.locator("> span").nth(at).bounding_box() for at in (0, 1))
    assert own["x"] > english["x"] + english["width"] - 1
    assert abs(own["y"] - english["y"]) < 2
    page.set_viewport_size({"width": 320, "height": 640})
    own, english = (pair.locator("> span").nth(at).bounding_box() for at in (0, 1))
    assert english["y"] >= own["y"] + own["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_at_four_times_the_size_nothing_goes_off_the_side(page: Page, site) -> None:
    page.set_viewport_size({"width": 275, "height": 225})
    for path in ("/note", "/note/page"):
        open_note(page, site, most_services(3), "pl", path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("answers", "locales"),
    [
        (EVERY_SLOT, ()),
        (most_services(3), ("en", "ru", "en@easyread")),
        (most_services(21), ("en", "ru", "ar@easyread")),
    ],
    ids=["every slot", "3 needs", "every need"],
)
def test_the_print_is_one_page_in_every_language(page: Page, site, built: Assistant, answers, locales) -> None:
    page.set_viewport_size({"width": 703, "height": 900})
    for locale in locales or built.catalogues.locales:
        open_note(page, site, answers, locale)
        page.locator("#own-words").fill("Bitte word " * 14)
        assert len(printed(page)) == 1, locale
        page.emulate_media(media="print")
        # Chromium makes a print smaller that is too wide for its paper; 1046 px are A4 without the margins.
        wide, high = page.evaluate("[document.documentElement.scrollWidth, foot.getBoundingClientRect().bottom]")
        assert wide <= 703, locale
        assert high + page.evaluate("scrollY") < 1046, locale
        page.emulate_media(media="null")


def test_a_print_would_be_found_too_long(page: Page, site, monkeypatch) -> None:
    monkeypatch.setattr(paper, "lines", lambda note, size: 0)
    open_note(page, site, most_services(21), "ru")
    assert len(printed(page)) > 1


def test_the_print_tells_only_the_note_and_where_urgent_help_is(page: Page, site, built: Assistant) -> None:
    open_note(page, site, USUAL)
    said = re.sub(r"\s+", " ", printed(page)[0].extract_text())
    for words in ("Struggling. Some days are hard", "Need help now?", "116 123", PATHWAY.phrases["note_own"].english):
        assert words in said
    for words in ("Leave this page", "Choose a language", "Copy", "Back to the help", "Only keep this note"):
        assert words not in said
    assert page.title() == "Pathway Navigator"


def test_by_keyboard_alone(page: Page, site) -> None:
    open_note(page, site, UNSAFE_AT_HOME, "en", "/note")
    box = page.locator("[id='need:low_mood']")
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    page.locator(".choose > button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note")).not_to_contain_text("Feeling low")
    expect(page.locator("#note")).to_contain_text("Struggling")
