"""Who decides on reconsideration (复议机关) of an agency's acts: 行政复议法 2023 第二十四条至第二十八条, 2017 第十二条."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.procedure.department import AgencyKind
from nlp.procedure.finding import Severity

# named in 第二十七条 itself; of other agencies with central leadership (烟草、邮政、气象 …) the law does not say
_UPWARDS = re.compile(r"海关(?!总署)|税务|国家安全|外汇管理|中国人民银行|金融监督管理|银行保险监督|证券监督管理")
_BRANCH = re.compile(r"分局|派出所|监督所|管理所|执法所|支队|大队|中队|总队|稽查局|执法队")
_ZONE = re.compile(r"开发区|高新区|新区|园区|示范区|度假区|管委会|管理委员会|保税区|自贸")
_OFFICE = re.compile(r"行政复议(?:局|委员会|办公室|中心|机构|受理|服务)")
_UPPER = re.compile(r"上一?级[^或]{0,10}(?:部门|机关)$|(?:局|厅|委员会|委|部|总队|支队|大队|主管部门)$")
_SELF = re.compile(r"^(?:本|我)(?:机关|局|单位|委|厅|队|办|镇|乡|街道)|作出(?:本|该)?(?:行政)?(?:处罚)?决定的(?:行政)?机关$")
_OWN_LEVEL = re.compile(r"^(?:本级|同级|本|当地|所在地|所属|属地|其)?(?:的)?(?:[省市县区旗]|[省市县区旗]级)?(?:地方)?人民政府")


@dataclass(frozen=True, slots=True)
class WrongBody:
    """Why a body is wrong, how grave it is, and which law says so."""

    why: str
    severity: Severity
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The agency that decided. ``place`` is the area of its own government, None where its name does not say."""

    name: str
    kind: AgencyKind
    place: str | None
    listed_vertical: bool

    @property
    def local(self) -> bool:
        """A department of a local government, or a township or sub-district."""
        return self.kind in ("government_department", "police", "township") and not self.listed_vertical and not _UPWARDS.search(self.name)

    @property
    def decidable(self) -> bool:
        """Whether the law says by its name alone who reconsiders."""
        return self.local or bool(_UPWARDS.search(self.name))

    @property
    def basic_court(self) -> bool:
        """Whether suits against it begin at a basic court (行政诉讼法第十四条、第十五条)."""
        return self.local and not re.search(r"^国家|^中华人民共和国|总署", self.name)

    def wrong_body(self, body: str, *, new: bool) -> WrongBody | None:
        """Why ``body`` cannot reconsider this agency's act; None where it can or where nobody can tell. ``new``: law of 2023."""
        if _OFFICE.search(body) or re.search(r"复议机关$", body):
            return None
        if self._is_self(body) and self.kind != "national":
            law = ("ARL2023",) if new else ("ARL2017",)
            return WrongBody(f"{self.name}是作出决定的机关，不能是自己的复议机关", "major", law)
        if not new:
            return None  # the law of 2017 left the choice between the government and the department above
        if _UPWARDS.search(self.name):
            if "人民政府" in body:
                return WrongBody(f"{self.name}实行垂直领导，应当告知向上一级主管部门申请", "major", ("ARL2023:第二十七条",))
            return None
        if not self.local or _ZONE.search(self.name):
            return None
        if "人民政府" in body:
            return self._wrong_level(body)
        if not _UPPER.search(body) or (re.search("司法[局厅]", body) and re.search("司法[局厅]", self.name)):
            return None
        if re.search("司法[局厅]$", body):
            return WrongBody(f"司法行政部门是复议机构，复议机关是人民政府，应当告知向{self._right}申请", "minor", ("ARL2023:第二十四条",))
        return WrongBody(f"2024年1月1日起应当告知向{self._right}申请", "major", ("ARL2023:第二十四条",))

    @property
    def _right(self) -> str:
        if self.place and not _BRANCH.search(self.name):
            return f"{self.place}人民政府"
        return "县级人民政府" if self.kind == "township" else "本级人民政府"

    def _is_self(self, body: str) -> bool:
        return body == self.name or bool(_SELF.search(body))

    def _wrong_level(self, body: str) -> WrongBody | None:
        """A government of another place than the agency's own."""
        if re.match("上一?级", body):
            if self.kind == "township":
                return None
            return WrongBody(f"应当告知向{self._right}申请，而不是上一级人民政府", "major", ("ARL2023:第二十四条",))
        place = body[: body.find("人民政府")]
        if _OWN_LEVEL.search(body) or not self.place or _BRANCH.search(self.name) or not re.search(r"[省市县区旗州盟]$", place):
            return None
        if place == self.place or self.place.endswith(place) or place.endswith(self.place):
            return None
        return WrongBody(f"{self.name}的本级人民政府是{self.place}人民政府", "major", ("ARL2023:第二十四条",))


def issuer_of(name: str, kind: AgencyKind, place: str | None, vertical: Sequence[str]) -> Issuer:
    """The agency as the choice of the reconsideration body sees it. ``place`` counts only where the name begins with it."""
    own = place if place and name.startswith(place) else None
    return Issuer(name, kind, own, any(one in name for one in vertical))
