"""The fields of one writ: label and value pairs of its pages under the names of its kind, and what stands without a label.

Names and meanings: docs/fields.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.document import Page, Span
from ingest.dossier import Field
from ingest.writs.catalogue import WritKind, kinds
from ingest.writs.labels import is_opinion, is_signature, without_brackets
from ingest.writs.ledgers import read_ledger
from ingest.writs.letters import addressee, closing
from ingest.writs.numbers import NUMBER, number_of
from ingest.writs.pair import Pair, is_scaffold
from ingest.writs.pairs import pairs_of
from ingest.writs.roles import head_below, last_word, opinion_of, signature_field
from ingest.writs.signatures import last_names, may_ask, names_of, read_signed
from ingest.writs.titles import Title

# where the day on which the head approved goes, by kind; ``date`` elsewhere
_APPROVED = {
    "filing_approval": "approved_date",
    "closing_doc": "approval_date",
    "internal_approval": "approved_at",
    "transfer_doc": "approved_date",
}
_APPROVALS = frozenset({"filing_approval", "decision_approval", "internal_approval", "closing_doc"})
LETTERS = frozenset(
    {
        "prior_notice",
        "penalty_decision",
        "no_penalty_decision",
        "correction_notice",
        "reg_preserve_doc",
        "seizure_doc",
        "hearing_doc",
        "enforcement_doc",
    }
)
_PEOPLE = frozenset({"officers", "handlers", "case_handlers", "servers", "attendees", "nonvoting"})  # names with blanks between them
_SIGNERS = frozenset({"signer", "servers", "party_sign", "interviewee_sign", "witness_sign", "provider_sign"})
_NUMBERS = frozenset({"case_no", "volume_no", "decision_no"})
_USCC = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])")
_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?![\dA-Za-z])")
_ALTERNATIVES = re.compile(r"[/、]|或者?")
_WITH_DAY = re.compile("日期|时间")
_STOPS = " \n，,；;、。"  # what parts a name from the label after it in a sentence
_DETAILS = re.compile(
    r"[，,；;]\s*(?=男|女|性别|[\u4e00-\u9fa5]{1,3}族|身份证|公民|统一社会|住|地址|法定代表人|负责人|经营者|年龄|出生|\d)"
    r"|\s+(?=性别|男|女|年龄|电话|联系)"
    # the next label, from which a scan has lost the gap; the day behind a signature
    r"|(?<=..)(?=(?:统一社会信用代码|社会信用代码|(?:公民)?身份证?(?:件)?号码|身份证号|法定代表人|经营者|住所|住址|地址|性别|联系电话|电话)(?:[（(][^）)]{1,8}[）)])?[：:])"
    r"|\s*(?=20\d\d\s?年\s?\d)"
)


def read_fields(title: Title, pages: Sequence[Page], running: frozenset[str] = frozenset()) -> tuple[tuple[Field, ...], str | None]:
    """The fields of a writ in page order, and its number (文号) where it has one. ``running``: lines that head or foot many pages."""
    kind = kinds()[title.kind]
    fields: list[Field] = []
    pairs = [pair for i, page in enumerate(pages) for pair in pairs_of(page, after=title.end if i == 0 else 0, running=running)]
    heads = last_word((pair.label for pair in pairs), approval=kind.id in _APPROVALS)
    below = head_below([pair.label for pair in pairs]) if kind.id in _APPROVALS else None
    for at, pair in enumerate(pairs):
        fields.extend(_opinion(kind, pair, "leader", _spans(pair)) if at == below else _named(kind, pair, heads))
    if kind.id == "service_doc" and (ledger := read_ledger(pages)):
        fields = ledger.among(fields)
    number = number_of(pages[0], title)
    if number is not None:
        fields.append(number)
    if kind.id in LETTERS and not any(field.name == "party_name" and field.state == "value" for field in fields):
        fields.extend(addressee(pages[0], title))
    if kind.id in LETTERS or kind.id == "summary_decision":
        taken = {field.name for field in fields if field.state == "value"}
        fields.extend(field for field in closing(pages) if field.name not in taken)
    if not any(field.name == "officers" and field.state == "value" for field in fields):
        fields.extend(Field("officers", one.state, one.text, one.spans) for one in fields if one.name == "officers_sign" and one.text)
    return _last_approval_first(kind, fields), number.text if number and number.state == "value" else None


def field_name(kind: WritKind, label: str) -> str | None:
    """The field a label means in a kind of writ; None where it means none."""
    return _field_name(kind.id, label)


@lru_cache(maxsize=16_384)
def _field_name(kind_id: str, label: str) -> str | None:
    kind = kinds()[kind_id]
    if label in kind.by_label:
        return kind.by_label[label]
    if is_signature(label):
        return None  # 当事人（签名） is not the name of the party
    plain = without_brackets(label)
    forms = [plain, *_ALTERNATIVES.split(plain)] if plain else []
    listed = next((kind.by_label[form] for form in forms if form in kind.by_label), None)
    return listed or kind.field_like(label) or kind.field_like(plain)


def _named(kind: WritKind, pair: Pair, heads: frozenset[str]) -> Iterator[Field]:
    """The fields a pair stands for: by its label, and for approvals the opinion, who signed it and when."""
    who = "leader" if pair.label in heads else opinion_of(pair.label)
    name = field_name(kind, pair.label)
    if kind.id == "dossier_binding" and name is None:
        return  # a list of contents names opinions and signatures of other writs
    signs = name in _SIGNERS or is_signature(pair.label)
    if not signs and name is None and who is None:
        return
    spans = _spans(pair)
    if signs:
        yield from _signature(kind, pair, name, spans)
        return
    if name is not None and who is None:
        yield from _value(name, pair, spans)
    elif name is not None and (opinion := read_signed(pair.lines).opinion):
        yield Field(name, "value", opinion, spans)
    if who is not None and is_opinion(pair.label):
        yield from _opinion(kind, pair, who, spans)


def _spans(pair: Pair) -> tuple[Span, ...]:
    return tuple([Span(pair.page.number, a, b) for a, b in pair.ranges])


def _value(name: str, pair: Pair, spans: tuple[Span, ...]) -> Iterator[Field]:
    text = pair.text
    if not text or is_scaffold(text) or (may_ask(text) and _only_places(pair)):
        if not pair.drawn:
            yield Field(name, "empty", "", spans)
        return
    if name in _NUMBERS and (match := NUMBER.search("".join(text.split()))):
        text = match.group()
    elif name in ("party.uscc", "party.id"):
        squeezed = "".join(text.split()).upper()
        if match := _ID.search(squeezed):
            name, text = "party.id", match.group()
        elif match := _USCC.search(squeezed):
            name, text = "party.uscc", match.group()
    elif name in _PEOPLE and "".join(names := names_of(" ".join(pair.lines))) == text:
        text = "、".join(names)
    elif name in ("party_name", "party.legal_rep", "addressee"):
        text = re.sub(r"（个体工商户）$", "", _DETAILS.split(text, maxsplit=1)[0].strip(_STOPS))
    yield Field(name, "value", text, spans)


def _only_places(pair: Pair) -> bool:
    """Whether nothing stands in a value but the printed places for a signature and a day."""
    signed = read_signed(pair.lines)
    return signed.asks and not (signed.opinion or signed.names or signed.day)


def _signature(kind: WritKind, pair: Pair, name: str | None, spans: tuple[Span, ...]) -> Iterator[Field]:
    """A place for a signature: the names, the text as it stands where it holds no names, empty where it holds nothing."""
    text = " ".join(pair.lines)
    names = last_names(text)
    field = name or signature_field(kind.id, pair.label)
    if field == "signer" and _WITH_DAY.search(pair.label) and not pair.drawn:
        day = read_signed(pair.lines).day  # 收件人签名及收到日期: no other day is that of the receiver
        if day or pair.page.origin == "text":
            yield Field("date", "value" if day else "empty", day or "", spans)
    if names:
        yield Field(field, "value", "、".join(names), spans)
    elif pair.text and not is_scaffold(pair.text):
        signed = read_signed(pair.lines)
        unnamed = signed.asks and not signed.names  # □属实 □有异议 签名：
        if unnamed and pair.drawn:
            return
        blank = unnamed or not signed.opinion or (signed.day and is_scaffold(signed.opinion))
        yield Field(field, "empty" if blank else "value", "" if blank else pair.text, spans)
    elif not pair.drawn:
        yield Field(field, "empty", "", spans)


def _opinion(kind: WritKind, pair: Pair, who: str, spans: tuple[Span, ...]) -> Iterator[Field]:
    """Opinion, name and day of one hand. What may stand in a picture is left unread, never called empty."""
    signed = read_signed(pair.lines)
    if signed.opinion:
        yield Field(f"{who}_opinion", "value", signed.opinion, spans)
    elif not pair.drawn:
        yield Field(f"{who}_opinion", "empty", "", spans)
    if signed.names:
        yield Field(f"{who}_sign", "value", "、".join(signed.names), spans)
    elif (signed.asks or not signed.opinion) and not pair.drawn:
        yield Field(f"{who}_sign", "empty", "", spans)
    days = [f"{who}_date", *([_APPROVED.get(kind.id, "date")] if who == "leader" else [])]
    for name in days:
        if signed.day:
            yield Field(name, "value", signed.day, spans)
        elif (signed.asks_day or not (signed.opinion or signed.names)) and not pair.drawn:
            yield Field(name, "empty", "", spans)
    if "法制" in pair.label or "法规" in pair.label:
        yield Field("legal_opinion", "value" if signed.opinion else "empty", signed.opinion, spans)


def _last_approval_first(kind: WritKind, fields: list[Field]) -> tuple[Field, ...]:
    """Where several heads approved, the last hand is the one that approved."""
    names = {_APPROVED.get(kind.id, "date"), "leader_sign", "leader_opinion", "leader_date"}
    if sum(field.name == "leader_opinion" for field in fields) < 2:
        return tuple(fields)
    return (*reversed([field for field in fields if field.name in names]), *(field for field in fields if field.name not in names))
