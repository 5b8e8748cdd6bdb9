"""Text preparation: title and body as one clean string, page furniture blanked out, sentences, offsets back to what was given.

Steps: ``ingest.normalise`` (pinyin notes, traditional characters, full width), then what editors and converters append (编辑 / 责编 /
下载 APP / 订阅 / 免责声明) is blanked with spaces, so that offsets stay valid, then sentences are cut at 。！？； and line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.normalise import Clean, normalise

# A closing stop keeps patterns from reading across the border of title and body.
_BORDER = "。\n"
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
_BOILERPLATE = re.compile(
    "|".join(
        (
            r"[(（]?(?:责任)?(?:编辑|责编|校对|编审|审核|监制|来源|实习生|通讯员|摄影|文/图)[:：/][^\n。，,)）]{0,20}[)）]?",
            r"[(（](?:原题为|原标题|本文来自|来源)[^\n)）]{0,60}[)）]",
            r"更多[^\n。]{0,12}(?:请|可|尽在)?(?:下载|关注|订阅)[^\n。)）]{0,30}",
            r"(?:请|欢迎)?(?:下载|扫码|点击)[^\n。]{0,12}(?:APP|App|app|客户端|二维码)[^\n。)）]{0,20}",
            r"(?:订阅|开通会员|登录)后(?:可|即可)[^\n。]{0,16}",
            r"[\[【(（]?(?:产权及)?免责声明[^\n]{0,220}",
            r"版权(?:归|所有)[^\n]{0,60}",
            r"(?:上|下)一篇[:：][^\n]{0,60}",
            r"原文链接[:：]\S*",
            r"https?://\S+",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text made ready. ``clean`` holds title, a stop and the body; ``ends`` are the ends of its sentences, ascending."""

    title: str
    text: str
    clean: str
    body_at: int
    ends: tuple[int, ...]
    _title_map: Clean
    _text_map: Clean

    def sentence(self, position: int) -> tuple[int, int]:
        """The range in ``clean`` of the sentence at ``position``."""
        index = bisect_right(self.ends, position)
        start = self.ends[index - 1] if index else 0
        return start, self.ends[index] if index < len(self.ends) else len(self.clean)

    def given(self, start: int, end: int) -> tuple[str, int, int]:
        """Words and offsets of ``clean[start:end]`` in the given text.

        Words of the title are looked up in the text, where headlines are repeated; those found only in the title come with 0, 0.
        """
        if start >= self.body_at:
            a, b = self._text_map.source(start - self.body_at, end - self.body_at)
            return self.text[a:b], a, b
        a, b = self._title_map.source(start, min(end, len(self._title_map.text)))
        quote = self.title[a:b]
        at = self.text.find(quote)
        return (quote, at, at + len(quote)) if quote and at >= 0 else (quote, 0, 0)


def prepare(title: str | None, text: str) -> Prepared:
    """Make ``title`` and ``text`` ready for matching. A title that the text merely repeats is read once."""
    title = title or ""
    body = normalise(text)
    head = normalise("" if title and text.lstrip().startswith(title.strip()) else title)
    lead = head.text + _BORDER if head.text else ""
    clean = lead + body.text
    clean = _BOILERPLATE.sub(lambda match: " " * len(match[0]), clean)
    ends = tuple(match.end() for match in _SENTENCE_END.finditer(clean))
    return Prepared(title, text, clean, len(lead), ends, head, body)
