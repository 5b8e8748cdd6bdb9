"""Who is questioned in a record (被询问人), and whether that person speaks for the party of the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.dossier import Field, Writ
from nlp.facts.parties import is_person_name
from nlp.facts.people import split_names
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile

Side = Literal["party", "other", "unknown"]

_WHOLE = re.compile(r"[\u4e00-\u9fa5]{2,4}|[\u4e00-\u9fa5]{1,8}(?:·[\u4e00-\u9fa5]{1,8})+")
_PARTY = re.compile(r"当事人|法定代表|法人代表|负责人|经营者|代理|受托|受委托|业主|店主|老板|违法行为人|违法嫌疑人|行为人|本人")
_OTHER = re.compile(
    r"证人|证明人|知情|举报|投诉|被侵害|受害|消费者|顾客|邻居|居民|相关人|第三人|供货|销售方|出租|员工|职工|店员|营业员|收银|服务员|工人|护士|保安|司机|驾驶员"
)
_NAMED = re.compile(r"答[：:](?:我叫|我的名字叫|我是|我姓名叫?)(?P<name>[\u4e00-\u9fa5·]{2,4}?)(?=[，,。、；]|是|今年|男|女)")


@dataclass(frozen=True, slots=True)
class Questioned:
    """The person or persons of one record; ``field`` is where the names stand, ``number`` an identity number where one is printed."""

    names: tuple[str, ...]
    side: Side
    role: str
    field: Field
    number: str | None = None

    @property
    def name(self) -> str | None:
        """The first name."""
        return self.names[0] if self.names else None


def inquiry_records(case: CaseFile) -> tuple[Writ, ...]:
    """The records of questioning; letters that summon to it (询问通知书) are of the same kind of writ and are no records."""
    return tuple(writ for writ in case.writs("inquiry_record") if "通知" not in writ.title)


@asked_once
def questioned(case: CaseFile, writ: Writ) -> Questioned:
    """Who was questioned, by the fields of the record, else by how the person introduces himself."""
    field = next((one for name in ("interviewees", "person") for one in writ.all(name) if one.state == "value"), Field("person", "unread"))
    names = tuple(dict.fromkeys(split_names(field.text)))
    if not names and _WHOLE.fullmatch("".join(field.text.split())):
        names = ("".join(field.text.split()),)  # a rare surname
    if not names and is_person_name(first := _first_printed(case, field)):
        names = (first,)
    if len(names) < 2 and (listed := _listed("".join(field.text.split()))):
        names = listed
    if not names and (match := _NAMED.search(case.squeezed(writ).text)):
        names = tuple(split_names(match["name"]))
    role = "；".join("".join(one.text.split()) for one in writ.all("interviewee_role") if one.state == "value")
    numbers = [one.text.strip() for one in writ.all("party.id") if one.state == "value"]
    return Questioned(names, _side(case, names, role), role, field, numbers[0] if numbers else None)


def _first_printed(case: CaseFile, field: Field) -> str:
    """What is printed before the first blank of a field (岑小龙　保安员　身份证号)."""
    words = [case.dossier.page(span.page).text[span.start : span.end].split() for span in field.spans[:1]]
    return words[0][0] if words and words[0] else ""


def _listed(text: str) -> tuple[str, ...]:
    """The names of a list with marks between them, rare surnames included."""
    parts = re.split("[、，,]", text)
    plain = len(parts) > 1 and all(_WHOLE.fullmatch(part) and not _PARTY.search(part) and not _OTHER.search(part) for part in parts)
    return tuple(dict.fromkeys(parts)) if plain else ()


@asked_once
def speaks_for_party(case: CaseFile) -> frozenset[str]:
    """Names of the party, of its head, and of whom it authorised."""
    found = {case.party or ""}
    for writ in case.dossier.writs:
        found.update("".join(field.text.split()) for field in writ.all("party.legal_rep") if field.state == "value")
    return frozenset(name for name in found if len(name) > 1)


def _side(case: CaseFile, names: tuple[str, ...], role: str) -> Side:
    if re.search(r"证人|举报|投诉|被侵害", role):
        return "other"
    known = speaks_for_party(case)
    authorised = [case.squeezed(writ).text for writ in case.writs("party_identity", "authorization")]
    if any(name in known or any(name in text for text in authorised) for name in names) or _PARTY.search(role):
        return "party"
    return "other" if _OTHER.search(role) else "unknown"
