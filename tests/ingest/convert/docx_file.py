"""A small writer of DOCX packages for what python-docx cannot write: the body as XML, with any further parts and relationships."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass
class DocxFile:
    """``relations``: id → (kind, target)."""

    body: str
    parts: dict[str, str | bytes] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    namespace: str = _TRANSITIONAL

    def write(self, path: Path) -> Path:
        """Write the package."""
        package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
        relation = '<Relationship Id="{}" Type="' + _RELATIONS + '/{}" Target="{}"/>'
        files: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": package.format(relation.format("rId1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": package.format("".join(relation.format(key, *value) for key, value in self.relations.items())),
            "word/document.xml": self._wrapped(f"<w:body>{self.body}</w:body>", "document"),
            **{name: self._wrapped(part, "part") if isinstance(part, str) else part for name, part in self.parts.items()},
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return path

    def _wrapped(self, content: str, root: str) -> str:
        return (
            f'<w:{root} xmlns:w="{self.namespace}" xmlns:r="{_RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{content}</w:{root}>'
        )


def p(text: str = "", *, properties: str = "", inner: str = "") -> str:
    """A paragraph: a run with the text, and further XML."""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"
