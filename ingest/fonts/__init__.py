"""The font of what we draw ourselves: one TrueType file with free licences (see NOTICE.txt beside it)."""

from pathlib import Path

FONT_PATH = Path(__file__).parent / "zhijian.ttf"
