"""A search page: the word in its address that was searched for. Where there is only the form, what to do with that. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes, urlencode, urlsplit, urlunsplit

from parsel import Selector

from crawlers.canonical import absolute, base_of
from crawlers.charset import decoded
from crawlers.listing import Answer
from crawlers.propose_draft import Draft
from crawlers.propose_paging import PAGE_NAMES

KEYWORD = "{keyword}"
_EXAMPLE = "行政执法"
# of parameters that hold what was searched for, as search pages of government sites, forums and newspapers call them
_NAMES = re.compile(r"q|s|k|kw|wd|key|qt|query|s?words?|keywords?|search(?:words?|key|text|value)?", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TYPED = "input[name]:not([type]), input[name][type=text i], input[name][type=search i]"


@dataclass(frozen=True, slots=True)
class Searched:
    """What an address asks a search page: ``name`` is the parameter that holds the word, in ``encoding``.

    ``sure``: the name is one for that, or the page shows the word in a field of that name.
    """

    name: str
    word: str
    encoding: str
    sure: bool


def searched(answer: Answer, page: Selector | None) -> Searched | None:
    """The word that the address of an answer searches for, None where it holds none. ``page``: the answer where it is a web page."""
    shown = set[tuple[str, str]]()
    if page is not None:
        shown = {(node.root.get("name"), (node.root.get("value") or "").strip()) for node in page.css(_TYPED)}
    found = []
    for piece in urlsplit(answer.url).query.split("&"):
        name, _, value = piece.partition("=")
        word, encoding = _word(value)
        if not word or word.isdigit() or name.lower() in PAGE_NAMES:
            continue
        sure = (name, word) in shown or (_NAMES.fullmatch(name) is not None and _CHINESE.search(word) is not None)
        if sure or _CHINESE.search(word):
            found.append(Searched(name, word, encoding or _charset(answer), sure))
    return max(found, key=lambda one: one.sure, default=None)


def as_search(draft: Draft, answer: Answer, page: Selector | None) -> Draft:
    """A drafted list of what a search found as a source that searches; of other kinds, and where it is not sure, only a note says so."""
    asked = searched(answer, page)
    if asked is None or draft.url != answer.url:
        return draft
    if draft.sections["type"] != "list":
        note = f"地址里有词“{asked.word}”（参数 {asked.name}）：若是搜索词，这个来源只搜这一个词，别的词请各用一个地址再运行"
        return replace(draft, notes=(*draft.notes, note))
    if not asked.sure:
        note = (
            f"地址里有词“{asked.word}”（参数 {asked.name}），但没有认出这是站内搜索，按网页列表起草；"
            "若是搜索词，请参照 docs/sources.md 改写为 type: search，可搜多个词"
        )
        return replace(draft, notes=(*draft.notes, note))
    section: dict[str, object] = {"keywords": [asked.word]} | ({} if asked.encoding == "utf-8" else {"encoding": asked.encoding})
    sections = draft.sections | {"type": "search", "search": section}
    notes = draft.notes
    if template := sections.get("pagination", {}).get("template"):
        sections["pagination"] = sections["pagination"] | {"template": _for_any_word(template, asked.name)}
        if KEYWORD not in sections["pagination"]["template"]:
            del sections["pagination"]
            notes = (*notes, "翻页的地址里没有搜索词，换一个词就不对，所以没有写 pagination，每个词只看第一页")
    return replace(
        draft,
        url=_for_any_word(draft.url, asked.name),
        sections=sections,
        seen=f"站内搜索：搜的是“{asked.word}”。{draft.seen}",
        notes=notes,
        comments=draft.comments | {"search.keywords": "关键词，每个词搜一次，可再添：[行政执法, 城管]"},
    )


def form_note(page: Selector, answer: Answer) -> str | None:
    """What to do with a page that only has a form to search with, None where it has none."""
    for form in page.css("form"):
        fields = [node.root.get("name") for node in form.css(_TYPED)]
        named = [name for name in fields if _NAMES.fullmatch(name)] or (fields if len(fields) == 1 else [])
        if not named or form.css("input[type=password i]"):
            continue
        action = absolute(base_of(page, answer.url), form.root.get("action") or answer.url)
        if action is None:
            continue
        kept = {node.root.get("name"): node.root.get("value") or "" for node in form.css("input[name][type=hidden i]")}
        if (form.root.get("method") or "get").lower() == "post":
            written = "，".join(f'{name}: "{value}"' for name, value in {named[0]: KEYWORD, **kept}.items())
            return (
                f"网页上有用 POST 提交的搜索框（提交到 {action}，参数 {named[0]}），程序不代为搜索；要用它的，"
                f"请参照 docs/sources.md 的 search 手工写，search.form 为 {{{written}}}"
            )
        parts = urlsplit(action)
        query = urlencode({**kept, named[0]: _EXAMPLE}, encoding=_charset(answer))
        return f"网页上有搜索框：要采集搜索结果的，请用 zhijian sources new '{urlunsplit(parts._replace(query=query, fragment=''))}' 再运行"
    return None


def _for_any_word(address: str, name: str) -> str:
    """An address with the place of the keyword where the parameter ``name`` has its value."""
    parts = urlsplit(address)
    pieces = [f"{name}={KEYWORD}" if piece.partition("=")[0] == name else piece for piece in parts.query.split("&")]
    return urlunsplit(parts._replace(query="&".join(pieces), fragment=""))


def _word(value: str) -> tuple[str, str | None]:
    """A value as written in an address, and its charset as far as that tells."""
    said = unquote_to_bytes(value.replace("+", " "))
    for encoding in ("utf-8", "gb18030"):
        try:
            return said.decode(encoding).strip(), None if said.isascii() else encoding
        except UnicodeDecodeError:
            continue
    return "", None


def _charset(answer: Answer) -> str:
    """That in which browsers send a form of the page."""
    return "gb18030" if decoded(answer.body, content_type=answer.content_type)[1] == "gb18030" else "utf-8"
