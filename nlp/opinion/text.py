"""Text preparation: title and body as one clean string, what nobody said blanked out, sentences, offsets back to what was given.

Steps: remnants of markup (``cleaning.markup``), ``ingest.normalise`` (pinyin notes, traditional characters, full width), page furniture
and templates of hotlines (``cleaning.furniture``), sentences said twice (``cleaning.repeats``). Only normalising changes the length,
and keeps a map; the others blank. Sentences are cut at 。！？； and line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.normalise import Clean, normalise
from nlp.opinion.cleaning.furniture import furniture
from nlp.opinion.cleaning.markup import plain
from nlp.opinion.cleaning.repeats import blank_repeats

# A closing stop keeps patterns from reading across the border of title and body.
_BORDER = "。\n"
_EMOTE = re.compile(r"\[(?:[一-龥]{1,4}|[a-z]{1,8})\]")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text made ready. ``clean`` holds title, a stop and the body; ``ends`` are the ends of its sentences, ascending.

    ``emotes`` are the emotes of the text ([怒] [泪]): they tell its tone and no fact, and are blanked in ``clean``.
    """

    title: str
    text: str
    clean: str
    body_at: int
    ends: tuple[int, ...]
    emotes: str
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
    body = normalise(plain(text))
    head = normalise(plain("" if title and text.lstrip().startswith(title.strip()) else title))
    lead = head.text + _BORDER if head.text else ""
    said = lead + body.text
    clean = blank_repeats(furniture().blank(said))
    ends = tuple(match.end() for match in _SENTENCE_END.finditer(clean))
    emotes = " ".join(_EMOTE.findall(said)) if "[" in said else ""
    return Prepared(title, text, clean, len(lead), ends, emotes, head, body)
