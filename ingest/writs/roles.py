"""Whose hand a place on a form asks for: opinions of the handler, the unit and the head; signatures of each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ingest.writs.labels import heads_agency, without_brackets

_HEAD = r"(?:主要|分管|主管)?(?:负责人|领导|局长|首长)"
_LEADER = re.compile(
    rf"[\u4e00-\u9fa5]{{0,8}}(?:主管|管理)部门(?:{_HEAD})?(?:审批|审查)?意见|"
    rf"(?:行政执法|执法|行政|处罚|本)?(?:机关|单位|局|政府|街道|委|厅)?{_HEAD}(?:审批|批示|审核|审查|签批|审定|审签|签发|批准)*(?:意见)?|"
    r"(?:局|机关|单位|部门)?(?:领导)?(?:审批|批准|签批|审定|签发|审签)(?:意见)?|审批决定|(?:行政)?(?:执法|处罚)机关(?:审批|审核)?意见"
)
_UNIT = re.compile(
    r"办案(?!人)|(?:承办|经办)(?:机构|部门|单位|科室)|执法机构|审核|审查|法制|法规|部门负责人|科室|处室|大队|中队|支队|执法队|所长|科长|队长|监督机构|业务"
)
_HANDLER = re.compile(r"(?:承办人|办案人|经办人|调查人|执法人员|主办人|拟办|承办|处理)")
_SIGNERS = (
    ("interviewee_sign", re.compile(r"被询问人|被调查人|被谈话人")),
    ("witness_sign", re.compile(r"见证人|证明人")),
    ("provider_sign", re.compile(r"提供人|持有人")),
    ("attendees_sign", re.compile(r"参加|出席|讨论人员|参会")),
    ("host_sign", re.compile(r"主持人")),
    ("unit_sign", re.compile(r"机构负责人|部门负责人|审核人")),
    ("leader_sign", re.compile(r"审批人|批准人|签发人|机关负责人")),
    (
        "party_sign",
        re.compile(
            r"当事人|被检查|陪同(?!执法)|在场人|现场负责人|被处罚|被告知|被通知|受检|陈述|申请|申辩|受送达|收件|签收|代收|被复查|代理人|相对人|被抽样|被取证|违法行为人|单位负责人|委托人|驾驶人|承运人|经营者|[车船店摊货]主(?!任)"
        ),
    ),
    (
        "officers_sign",
        re.compile(
            r"执法|检查人|办案|承办|询问人|记录人|勘验|调查|抽样|采样|送达人|核对人|提取人|取证人|拍摄人|制作人|实施|复查人|经办|书记员|听证员|监[督察]员|稽查员"
        ),
    ),
)


_HANDLING_UNIT = re.compile(r"(?:办案|承办|经办)(?:机构|单位)(?:负责人)?(?:审核|审查)?意见")
_REVIEWING = re.compile(r"(?:法制|案件)?审核(?:机构|部门|人员?)?(?:负责人)?意见")
_DEPARTMENT_HEAD = re.compile(r"部门负责人(?:审批|批准|审查|签批)?意见")


def last_word(labels: Iterable[str], *, approval: bool) -> frozenset[str]:
    """The labels of 部门负责人 that ask the head of the agency (办案机构负责人意见, 部门负责人意见).

    Such are the forms where the handling unit, or on an ``approval`` the reviewers, have a place of their own and no other place asks the
    agency.
    """
    asked = [without_brackets(label) for label in labels]
    before = any(_HANDLING_UNIT.fullmatch(label) or (approval and _REVIEWING.fullmatch(label)) for label in asked)
    if not before or any(opinion_of(label) == "leader" for label in asked):
        return frozenset()
    return frozenset(label for label in asked if _DEPARTMENT_HEAD.fullmatch(label))


_HANDS = re.compile(r"(?:承办|经办|办案|主办|执法)(?:人员?)?(?:意见)?|承办(?:机构|部门|单位)(?:意见)?")


def head_below(labels: Sequence[str]) -> int | None:
    """Where 负责人 alone asks the head of the agency: below the hands that handled the case, on a form that asks no other head."""
    plain = [without_brackets(label) for label in labels]
    first = next((at for at, label in enumerate(plain) if _HANDS.fullmatch(label)), len(plain))
    found = [at for at, label in enumerate(plain) if label == "负责人" and at > first]
    return found[-1] if found and not any(opinion_of(label) == "leader" for label in plain) else None


@lru_cache(maxsize=4096)
def opinion_of(label: str) -> str | None:
    """``handler``, ``unit`` or ``leader`` where a label asks for an opinion; None elsewhere."""
    bare = re.sub(r"（[^（）]*）|及签名|栏$", "", label)
    if heads_agency(bare):
        return "leader"
    if not re.search(r"意见|审批|批准|批示|签批|签发|审定|建议$", bare):
        return None
    if re.search(r"陈述|申辩|当事人|听证|复核|讨论|结论|复查|鉴定|检验|认定", bare):
        return None
    if _LEADER.fullmatch(bare):
        return "leader"
    if _UNIT.search(bare):
        return "unit"
    if _HANDLER.search(bare):
        return "handler"
    return "leader" if re.search(_HEAD, bare) else None


def signature_field(kind: str, label: str) -> str:
    """The field a signature goes to. On receipts the addressee's is the ``signer``, the officers' the ``servers``."""
    if kind == "service_doc":
        if re.search(r"见证|证明人", label):
            return "witness_sign"
        if re.search(r"受送达|收件|签收|代收|当事人|被送达|收到", label):
            return "signer"
        if re.search(r"送达人|送达人员|执法人员|经办", label):
            return "servers"
    return next((name for name, pattern in _SIGNERS if pattern.search(label)), "other_sign")
