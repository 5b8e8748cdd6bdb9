"""Build ``zhijian.ttf``: run once by hand, the result is committed.

    python -m ingest.fonts.build DROID_SANS_FALLBACK_FULL.ttf DEJAVU_SANS.ttf

Needs fontTools. Chinese glyphs come from Droid Sans Fallback (Apache-2.0; Debian package fonts-droid-fallback), which has no
Latin letters: those and a few signs come from DejaVu Sans (Bitstream Vera licence). The result holds GB 2312, Chinese
punctuation, ASCII and whatever else the sample generator's own texts use, without hinting, composite glyphs taken apart so that
``zhijian.demo.outlines`` need only read simple ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FOLDER = Path(__file__).parent
SAMPLES = FOLDER.parents[1] / "zhijian" / "demo"
UNITS = 1024
LATIN_SCALE = 0.93  # DejaVu is wide beside Chinese glyphs of the same size
SIGNS = "×·—…―¥□☑√★①②③④⑤⑥⑦⑧⑨⑩℃±≥≤²³‘’“”"


def gb2312() -> set[int]:
    """Every character of GB 2312 (symbols and the 6,763 Chinese characters)."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def used() -> set[int]:
    """The characters in the sample generator's own sources and data, so that no text of it lacks a glyph."""
    sources = [path for pattern in ("**/*.py", "**/*.yml") for path in SAMPLES.glob(pattern)]
    return {ord(char) for path in sources for char in path.read_text(encoding="utf-8") if ord(char) > 126}


def subset(path: Path, wanted: set[int]) -> TTFont:
    """The font of ``path`` cut down to ``wanted`` and scaled to our units."""
    font = TTFont(path)
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6], notdef_outline=True, glyph_names=True)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "vhea", "vmtx", "kern", "FFTM", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    scale_upem(font, UNITS)
    return font


def drawn(font: TTFont, name: str, scale: float) -> tuple[object, int]:
    """Glyph ``name`` without components, and its advance width."""
    glyphs = font.getGlyphSet()
    recording = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    return pen.glyph(), round(font["hmtx"][name][0] * scale)


def main(droid: Path, dejavu: Path) -> None:
    """Write the font beside this file."""
    latin = set(range(0x20, 0x7F)) | {ord(sign) for sign in SIGNS}
    chinese = subset(droid, (gb2312() | used()) - latin)
    western = subset(dejavu, latin)
    table, metrics, cmap = chinese["glyf"], chinese["hmtx"], chinese.getBestCmap()
    for name in chinese.getGlyphOrder():
        if table[name].isComposite():
            table[name] = drawn(chinese, name, 1.0)[0]
    order = list(chinese.getGlyphOrder())
    for code, name in western.getBestCmap().items():
        new = f"latin.{code:04X}"
        glyph, width = drawn(western, name, LATIN_SCALE)
        table.glyphs[new] = glyph
        metrics.metrics[new] = (width, getattr(glyph, "xMin", 0))
        cmap[code] = new
        order.append(new)
    chinese.setGlyphOrder(order)
    table.glyphOrder = order
    for part in chinese["cmap"].tables:
        if part.isUnicode():
            part.cmap = dict(cmap)
    for record in chinese["name"].names:
        label = {1: "Zhijian Demo", 2: "Regular", 4: "Zhijian Demo", 6: "ZhijianDemo"}.get(record.nameID)
        if label:
            record.string = label
    chinese["maxp"].numGlyphs = len(order)
    chinese.recalcBBoxes = True
    chinese["head"].created = chinese["head"].modified = 3_800_000_000  # a fixed time: the same input gives the same bytes
    chinese.recalcTimestamp = False
    chinese.save(FOLDER / "zhijian.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
