"""The briefings page as the head of a supervision department uses it in the morning: press, read, print, take away."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
from docx import Document
from playwright.sync_api import Page, expect


def test_a_scan_at_the_button_gives_a_briefing_to_read_print_and_take_away(page: Page, site) -> None:
    page.goto(f"{site.address}/briefings")
    page.click("text=立即扫描")
    expect(page.get_by_text("正在扫描")).to_be_visible()
    expect(page.locator("button:has-text('立即扫描')")).to_be_disabled()
    expect(page.get_by_text("已完成")).to_be_visible(timeout=240_000)  # the page asks again by itself
    today = datetime.now()
    page.locator(f".calendar .has a:has-text('{today.day}')").first.click()
    page.wait_for_url(re.compile(r"/briefings/[0-9a-f]+$"))

    expect(page.locator(".red-head h1")).to_have_text("舆情简报")
    expect(page.locator(".lead")).to_contain_text("本期为首期")
    page.locator(".to-do a", has_text="研判").click()
    assert page.url.endswith("#new")
    items = page.locator("#new ~ .items").first.locator(".told")
    assert items.count() > 0
    expect(items.first.locator("mark").first).to_be_visible()
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, "nothing runs over the screen of an office"

    with page.expect_download() as taking:
        page.click("text=下载 DOCX")
    taken = taking.value
    assert taken.suggested_filename == f"舆情简报-{today:%Y-%m-%d}-第1期.docx"
    paper = Document(BytesIO(Path(taken.path()).read_bytes()))
    title = items.first.locator(".head a").inner_text()
    assert any(title in line.text for line in paper.paragraphs)

    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert "本期为首期" in words
    assert "下载" not in words
    assert "立即扫描" not in words
    printed.close()

    items.first.locator(".head a").click()
    page.wait_for_url(re.compile("/clues/"))
    page.goto(site.address)
    page.click(".newest")
    page.wait_for_url(re.compile("/briefings/"))
    expect(page.locator("h1")).to_have_text("舆情简报")
