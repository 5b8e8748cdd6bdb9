"""A process of its own that reads PDF files named on its input, and says what became of each in a line of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ingest.document import Source
from ingest.errors import InputError
from ingest.readers import read


def outcome(path: Path) -> dict[str, Any]:
    """``end`` is Document or the name of an InputError; ``agree``: every line has its edges; ``silent``: pages unread without a reason."""
    try:
        document = read(path, Source("0" * 64, "application/pdf", 1, str(path)))
    except InputError as error:
        return {"end": type(error).__name__, "code": error.code, "message": str(error)}
    pages = document.pages
    return {
        "end": "Document",
        "pages": len(pages),
        "unread": sum(page.unread for page in pages),
        "blank": sum(page.blank for page in pages),
        "typed": sum(page.origin == "text" for page in pages),
        "silent": sum(page.unread and not page.problem for page in pages),
        "chars": sum(len(page.text) for page in pages),
        "agree": all(len(line.edges) == line.end - line.start + 1 for page in pages for line in page.lines),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        path = Path(line.strip())
        print(json.dumps({"file": str(path), **outcome(path)}), flush=True)
