"""A small writer of OFD files (GB/T 33190) for the tests: templates, several pages, advances with g-runs, images, paths, a seal."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageOps

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class OfdFile:
    """``pages`` holds the objects of each page as XML; ``template`` is drawn under every page."""

    pages: list[str] = field(default_factory=list)
    template: str = ""
    seal: bool = False
    clip: str = ""
    without: tuple[str, ...] = ()
    extra: dict[str, bytes] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Write the package."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in {**self.files(), **self.extra}.items():
                if name not in self.without:
                    archive.writestr(name, data)
        return path

    def files(self) -> dict[str, bytes | str]:
        """All parts by name."""
        signatures = "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>" if self.seal else ""
        files: dict[str, bytes | str] = {
            "OFD.xml": f'<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signatures}</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
            '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>'
            + "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(self.pages)))
            + "</ofd:Pages></ofd:Document>",
            "Doc_0/PublicRes.xml": f'<ofd:Res {_NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="7" FontName="宋体"/></ofd:Fonts></ofd:Res>',
            "Doc_0/DocumentRes.xml": f'<ofd:Res {_NS} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image">'
            "<ofd:MediaFile>photo.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
            "Doc_0/Res/photo.png": _png((30, 60, 200)),
            "Doc_0/Tpls/Tpl_0/Content.xml": page(self.template),
        }
        for i, content in enumerate(self.pages):
            files[f"Doc_0/Pages/Page_{i}/Content.xml"] = page(content, template='<ofd:Template TemplateID="50" ZOrder="Background"/>')
        if self.seal:
            clip = f' Clip="{self.clip}"' if self.clip else ""
            files["Doc_0/Signs/Signatures.xml"] = (
                f'<ofd:Signatures {_NS}><ofd:Signature ID="1" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>'
            )
            files["Doc_0/Signs/Sign_0/Signature.xml"] = (
                f'<ofd:Signature {_NS}><ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="1" Boundary="120 200 40 40"{clip}/></ofd:SignedInfo>'
                "<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>"
            )
            files["Doc_0/Signs/Sign_0/SignedValue.dat"] = b"\x30\x82\x01ASN.1" + _png((210, 20, 30), ring=True) + b"tail"
        return files


def text(content: str, x: float, y: float, *, size: float = 4.2, delta: str = "", boundary: str = "0 0 210 297", ctm: str = "") -> str:
    """A text object; ``x``, ``y`` are the base point in millimetres within ``boundary``."""
    advance = f' DeltaX="{delta}"' if delta else ""
    matrix = f' CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:TextObject ID="11" Boundary="{boundary}" Font="7" Size="{size}"{matrix}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{advance}>{escape(content)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroke."""
    return (
        f'<ofd:PathObject ID="12" Boundary="0 0 210 297" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def image(x: float, y: float, wide: float, high: float) -> str:
    """The picture of the resources."""
    return f'<ofd:ImageObject ID="13" Boundary="{x} {y} {wide} {high}" CTM="{wide} 0 0 {high} 0 0" ResourceID="9"/>'


def jbig2(picture: Image.Image) -> bytes:
    """A picture in black and white as a JBIG2 file: one generic region, coded as in fax (MMR), black as 1."""
    buffer = io.BytesIO()
    ImageOps.invert(picture.convert("L")).convert("1").save(buffer, format="TIFF", compression="group4", tiffinfo={278: picture.height})
    with Image.open(buffer) as tiff:
        start, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
    region = picture.width.to_bytes(4) + picture.height.to_bytes(4) + bytes(8) + b"\0" + b"\1" + buffer.getvalue()[start : start + size]
    information = picture.width.to_bytes(4) + picture.height.to_bytes(4) + bytes(8) + b"\0" + bytes(2)
    segments = [(48, information), (38, region), (49, b"")]
    body = b"".join(number.to_bytes(4) + bytes([kind, 0, 1]) + len(data).to_bytes(4) + data for number, (kind, data) in enumerate(segments))
    return b"\x97JB2\r\n\x1a\n\x01" + (1).to_bytes(4) + body


def page(content: str, template: str = "") -> str:
    """A page or template with one layer."""
    return f'<ofd:Page {_NS}>{template}<ofd:Content><ofd:Layer ID="2">{content}</ofd:Layer></ofd:Content></ofd:Page>'


def _png(colour: tuple[int, int, int], *, ring: bool = False) -> bytes:
    picture = Image.new("RGBA", (120, 120), (0, 0, 0, 0) if ring else (*colour, 255))
    if ring:
        ImageDraw.Draw(picture).ellipse((4, 4, 116, 116), outline=(*colour, 255), width=8)
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG")
    return buffer.getvalue()
