"""What a supervisor does all day, in a real browser: search, open, look at the evidence, decide, hand in a dossier."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from zhijian.demo.dossiers import generate

INSIDE = """() => {
    const image = document.querySelector('#viewer .sheet img'), sheet = image.getBoundingClientRect();
    return [...document.querySelectorAll('#viewer rect')].map((rect) => {
        const box = rect.getBoundingClientRect();
        return {
            left: (box.left - sheet.left) / sheet.width, right: (box.right - sheet.left) / sheet.width,
            top: (box.top - sheet.top) / sheet.height, bottom: (box.bottom - sheet.top) / sheet.height,
            active: rect.classList.contains('active'), loaded: image.complete && image.naturalWidth > 0,
        };
    });
}"""


@pytest.fixture
def found(page: Page, site) -> Page:
    """The desk after a search for 法制审核."""
    page.goto(site.address)
    page.fill("input[name=q]", "法制审核")
    page.press("input[name=q]", "Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.locator(".hit").first).to_be_visible()
    return page


def open_dossier_clue(page: Page) -> None:
    page.locator(".hit:has-text('案卷') .open").first.click()
    page.wait_for_url(re.compile("/clues/"))
    expect(page.locator("#viewer .sheet img")).to_be_visible()


def test_a_search_marks_what_was_searched_for_and_counts(found: Page) -> None:
    total = int(found.locator("[data-total]").get_attribute("data-total") or 0)
    assert total > 0
    assert found.locator(".hit").count() == min(total, 20)
    assert "法制审核" in found.locator(".hit mark").first.inner_text()


def test_a_facet_narrows_to_the_count_it_showed(found: Page) -> None:
    value = found.locator(".facet a:has-text('致命')").first
    count = re.search(r"(\d+)\s*$", value.inner_text())
    assert count
    value.click()
    found.wait_for_url(re.compile("severity=fatal"))
    expect(found.locator(f"[data-total='{count[1]}']")).to_be_visible()
    found.reload()
    expect(found.locator(f"[data-total='{count[1]}']")).to_be_visible()


def test_a_clue_shows_the_page_image_with_boxes_on_the_very_words(found: Page, site) -> None:
    open_dossier_clue(found)
    expect(found.locator("#viewer rect.active").first).to_be_attached()
    found.wait_for_function("() => document.querySelector('#viewer .sheet img').naturalWidth > 0")
    boxes = found.evaluate(INSIDE)
    assert boxes
    for box in boxes:
        assert box["loaded"]
        assert 0 <= box["left"] < box["right"] <= 1, box
        assert 0 <= box["top"] < box["bottom"] <= 1, box
    quote = found.locator(".evidence a[aria-current] q").first.inner_text().strip("“”")
    assert squeezed(quote)[:6] in squeezed(words_under(found, site.home, next(box for box in boxes if box["active"])))
    assert found.locator("blockquote").first.inner_text().strip(), "the article of law is quoted"


def words_under(page: Page, home: Path, box: dict) -> str:
    """What the original PDF has at the place the box covers on the screen."""
    number = int(page.locator("#viewer").get_attribute("data-page") or 0)
    dossier = page.locator(".case-facts a[href^='/dossiers/']").inner_text()
    with pypdfium2.PdfDocument(next(home.rglob(f"{dossier}.pdf"))) as document:
        sheet = document[number - 1]
        width, height = sheet.get_size()
        return sheet.get_textpage().get_text_bounded(
            left=box["left"] * width - 1,
            right=box["right"] * width + 1,
            top=(1 - box["top"]) * height + 1,
            bottom=(1 - box["bottom"]) * height - 1,
        )


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_n_and_p_turn_from_evidence_to_evidence(found: Page) -> None:
    open_dossier_clue(found)
    viewer = found.locator("#viewer")
    first = viewer.get_attribute("data-at")
    found.keyboard.press("n")
    expect(viewer).not_to_have_attribute("data-at", first or "")
    found.keyboard.press("p")
    expect(viewer).to_have_attribute("data-at", first or "")


def test_zoom_keeps_the_box_in_view(found: Page) -> None:
    open_dossier_clue(found)
    for _ in range(3):
        found.keyboard.press("+")
    found.wait_for_timeout(400)
    seen = found.evaluate(
        """() => { const a = document.querySelector('#viewer rect.active').getBoundingClientRect();
        const b = document.querySelector('#viewer .scroll').getBoundingClientRect();
        return a.top >= b.top - 1 && a.bottom <= b.bottom + 1; }"""
    )
    assert seen


def test_facts_lie_close_together(found: Page) -> None:
    open_dossier_clue(found)
    heights = [box["height"] for link in found.locator(".evidence a").all() if (box := link.bounding_box())]
    assert heights
    assert max(heights) < 80


def test_a_decision_is_kept_and_shown_in_the_list(found: Page, site) -> None:
    open_dossier_clue(found)
    address = found.url.split("?")[0]
    found.locator("#whole button.confirm").click()
    expect(found.locator("#whole .person.confirm")).to_contain_text("张三")
    expect(found.locator("#clue-status")).not_to_contain_text("待研判")
    found.goto(f"{site.address}/?q=法制审核")
    row = found.locator(f".hit[data-href='{address.removeprefix(site.address)}']")
    expect(row.locator(".status")).not_to_contain_text("待研判")


def test_a_dismissal_needs_its_reason(found: Page) -> None:
    open_dossier_clue(found)
    card = found.locator("article.card").first
    card.locator("button.dismiss").click()
    expect(card.locator(".person.dismiss")).to_have_count(0)
    card.locator("input[name=reason]").fill("卷内另有法制审核意见，系漏扫")
    card.locator("button.dismiss").click()
    expect(found.locator("article.card").first.locator(".person.dismiss")).to_contain_text("漏扫")


def test_the_keyboard_alone_reaches_a_clue(page: Page, site) -> None:
    page.goto(f"{site.address}/?q=罚款")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/clues/"))
    page.keyboard.press("u")
    page.wait_for_url(re.compile(r"/\?q="))
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.id") == "q"


def test_a_handed_in_dossier_is_watched_to_its_clues(page: Page, site, tmp_path: Path) -> None:
    generate(tmp_path, seed=31, count=6)
    handed = tmp_path / "S01" / "S01.pdf"
    page.goto(f"{site.address}/upload")
    page.set_input_files("input[type=file]", handed)
    page.click("form[data-upload] button[type=submit]")
    page.wait_for_url(re.compile("/jobs/"))
    expect(page.locator("#jobs a.button.primary")).to_be_visible(timeout=60_000)
    page.locator("#jobs a.button.primary").click()
    page.wait_for_url(re.compile("/dossiers/"))
    expect(page.locator("main")).to_contain_text("检查结果")
    expect(page.locator("main")).to_contain_text("命中")


def test_a_file_that_is_no_dossier_is_refused_by_name(page: Page, site, tmp_path: Path) -> None:
    wrong = tmp_path / "会议视频.pdf"
    wrong.write_bytes(b"\x00\x00\x00\x18ftypmp42" + b"\0" * 200)
    page.goto(f"{site.address}/upload")
    page.set_input_files("input[type=file]", wrong)
    with page.expect_response(re.compile("/upload")) as answer:
        page.click("form[data-upload] button[type=submit]")
    assert answer.value.status == 422
    expect(page.locator("main")).to_contain_text("会议视频.pdf")


def test_everything_works_without_scripts(browser: Browser, site, signed_in: dict) -> None:
    context = browser.new_context(storage_state=signed_in, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site.address}/?q=法制审核")
    page.locator(".hit .open").first.click()
    assert "/clues/" in page.url
    assert page.locator("#viewer .sheet img").is_visible()
    page.locator(".evidence a").last.click()
    assert "page=" in page.url
    page.locator("#whole button.doubt").click()
    assert page.locator("#whole .person.doubt").count() == 1
    context.close()


PAGES = ("/", "/?q=法制审核", "/?q=没有这样的词", "/dossiers", "/upload", "/runs", "/rules", "/help", "/account", "/audit")


@pytest.mark.parametrize("address", PAGES)
def test_controls_are_labelled_and_words_can_be_read(page: Page, site, address: str) -> None:
    page.goto(site.address + address)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("main").count() == page.locator("header").first.count() == 1
    problems = page.evaluate(CHECK)
    assert problems == []


CHECK = r"""() => {
    const found = [];
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        const named = field.labels?.length || field.getAttribute('aria-label') || field.getAttribute('aria-labelledby');
        if (!named) found.push('no label: ' + field.outerHTML.slice(0, 90));
    }
    for (const control of document.querySelectorAll('a[href], button')) {
        if (!control.textContent.trim() && !control.getAttribute('aria-label')) found.push('no name: ' + control.outerHTML.slice(0, 90));
    }
    for (const image of document.querySelectorAll('img:not([alt])')) found.push('no alt: ' + image.outerHTML.slice(0, 90));
    const channel = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const numbers = (text) => text.match(/[\d.]+/g).map(Number);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = numbers(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] > 0.95) return colour;
        }
        return [255, 255, 255];
    };
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility?.() || element.closest('.unseen, [disabled], .off')) continue;
        const [a, b] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) found.push(`contrast ${ratio.toFixed(2)}: ${element.className} ${element.textContent.trim().slice(0, 30)}`);
    }
    return [...new Set(found)];
}"""


@pytest.mark.parametrize("width", [1366, 1093])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_sticks_out_on_the_office_monitor(page: Page, site, address: str, width: int) -> None:
    """1366 pixels, and as many as are left of them at 125 %."""
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(site.address + address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
