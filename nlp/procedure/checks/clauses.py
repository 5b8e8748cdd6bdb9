"""Whether the clause of penalty is one: of a law, regulation or rule (处罚法第十六条), and for the act it punishes (第七十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from ingest.dossier import Writ
from nlp.citations import Citation
from nlp.fact import Found
from nlp.procedure.case import CaseFile
from nlp.procedure.clause_pairs import Pair, clause_pair, items_of, law_of, of_another_edition, same_place
from nlp.procedure.clause_text import amended_since, clause_text
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import BENCHMARK_TITLE, Imposed, clauses, imposed
from nlp.procedure.quoting import quoted, sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.violation_time import acted_by
from nlp.statutes.library import Article, library

Rank = Literal["law", "normative", "unknown"]
_TITLE = re.compile(r"《(?P<title>[^《》]{2,80})》")
_VERB = re.compile(r"涉嫌违反|违反|违背|依据|根据|依照|按照|参照|适用|符合|属于|送达|收到|告知|出具")
_BASIS = frozenset({"依据", "根据", "依照", "按照", "参照", "适用"})
_IMPOSES = re.compile(r"处罚|处以|给予|罚款|没收|责令|警告|吊销|拟|决定")
_PROCEDURE = re.compile(r"行政处罚法|行政强制法|行政复议法|行政诉讼法|民事诉讼法|程序规定|收缴分离|立法法|听证|监督法")
_PAPER = re.compile(r"(?:书|报告|笔录|单|表|证|执照|合同|协议|凭证|照片|清单表|函)$")
_LAW = re.compile(r"(?:(?<!办)法|法典|条例|法实施细则|条例实施细则)(?:[（(][^）)]*[）)])?$")
_LEVELS = frozenset({"法律", "行政法规", "地方性法规", "部门规章", "地方政府规章"})
_NORMATIVE = re.compile(r"(?:基准|清单|标准|通知|通告|公告|意见|纪要|批复|方案|指引|指南|规范|决议|要求|要点|复函)(?:[（(][^）)]*[）)])*$")
_UNPUBLISHED = re.compile(r"纪要|批复|复函|答复|决议")  # papers within the administration, which nobody publishes
_OTHER = re.compile(r"^[（(][一二三四五六七八九十]+[）)](?:有|法律、?(?:行政)?法规、?(?:规章)?规定的)?其[他它]")
_PUNISHES = re.compile(r"罚款|没收|吊销|警告|责令停产")
_UNCERTAIN = re.compile(r"^涉嫌|(?:一)?案$|违法行为$|的行为$")


@check("law.normative_document_as_basis")
def normative_document_as_basis(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """All that the decision punishes by, together: not one law, regulation or rule among it, but papers of lower rank."""
    decision = case.decision
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or not isinstance(decided, Dated):
        return not_applicable("没有处罚决定，或者其内容、日期未能识别")
    bases = list(_bases(done))
    if not bases:
        return not_applicable("未识别到处罚依据")
    ranks = {title: _rank(title) for title, _, _ in bases}
    if "law" in ranks.values():
        return met("处罚依据有法律、法规或者规章")
    lower = [(title, start, end) for title, start, end in bases if ranks[title] == "normative"]
    if not lower:
        return not_applicable("所引依据的位阶不能核对，没有发现规范性文件")
    evidence = [quoted(case, decision, f"处罚依据 《{title}》", start, end) for title, start, end in lower]
    names = "、".join(dict.fromkeys(f"《{title}》" for title, _, _ in lower))
    if "unknown" in ranks.values():
        others = "、".join(dict.fromkeys(f"《{title}》" for title, _, _ in bases if ranks[title] == "unknown"))
        return unknown(f"处罚依据有规范性文件{names}，其余{others}是否规章未能核对", evidence=evidence)
    violated, _ = clauses(done.passage)
    own = next((one for one in violated if _punishes(one.value, decided.value)), None)
    message = (
        f"疑似以规范性文件作为处罚依据：{decided.text}的《{decision.title}》所引处罚依据只有{names}（第{evidence[0].page}页），"
        "没有法律、法规、规章"
    )
    if own:
        evidence.append(quoted(case, decision, "违反的条款", own.start, own.end))
        message += f"；所违反的《{own.value.law}》自身规定了处罚而决定未引"
    law = ("APL2021:第十六条", *(("APL2021:第五条",) if _UNPUBLISHED.search(names) else ()))
    return breach(message, on=decided.value, severity="major" if own else "fatal", evidence=evidence, law=law)


def _bases(done: Imposed) -> Iterator[tuple[str, int, int]]:
    """Every title that a sentence up to the operative part punishes by, with its place; laws of procedure and papers of the case apart."""
    text = done.passage.text
    for match in _TITLE.finditer(text, 0, done.end):
        begin, end = sentence(text, match.start(), match.end())
        verbs = _VERB.findall(text, begin, match.start())
        title = match["title"]
        if not verbs or verbs[-1] not in _BASIS or _PROCEDURE.search(title) or _PAPER.search(title):
            continue
        if _IMPOSES.search(text, match.end(), min(end, done.end)):
            yield title, match.start(), match.end()


def _rank(title: str) -> Rank:
    """The rank of a text by the library, else by what its name ends with; 办法, 规定 and the like may be rules or not."""
    if BENCHMARK_TITLE.search(title):
        return "normative"
    statute = library().resolve(title)
    if (statute is not None and statute.level in _LEVELS) or _LAW.search(title):
        return "law"
    return "normative" if _NORMATIVE.search(title) else "unknown"


def _punishes(citation: Citation, on: date) -> bool:
    """Whether a law that was violated has a clause of fines itself."""
    version = library().in_force(citation.law, on).version
    return version is not None and any("罚款" in article.text for article in version.articles.values())


@check("law.violation_penalty_clause_mismatch")
def violation_penalty_clause_mismatch(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The clause of penalty names the articles it punishes (违反本法第N条): the violated one must be among them.

    Items that describe another act better than the one cited, and items for whatever else there is (其他), are asked about.
    """
    decision = case.decision
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or not isinstance(decided, Dated):
        return not_applicable("没有处罚决定，或者其内容、日期未能识别")
    violated, punished = clauses(done.passage)
    pairs = [pair for one in punished if (pair := clause_pair(one, decided.value))]
    if not pairs or not violated:
        return not_applicable("违反的条款或者处罚依据未能识别，或者法规库没有其文本")
    wrong = [*_mismatched(case, decision, decided, violated, pairs)] or [*_elsewhere(case, decision, decided, violated, pairs, rule)]
    acted = acted_by(case, decided.value)
    if wrong and acted and any(amended_since(pair.found.value, acted, decided.value) for pair in pairs):
        reason = f"{wrong[0].message}；所引条文在违法行为以后修改过，适用修改前还是修改后的规定请核对（行政处罚法第三十七条）"
        return unknown(reason, evidence=wrong[0].evidence)
    if wrong and (renumbered := of_another_edition(violated, punished, decided.value)):
        return unknown(f"{wrong[0].message}；{renumbered}", evidence=wrong[0].evidence)
    return [*wrong, *_items(case, decision, decided, pairs, rule)] or met("违反的条款与处罚依据相对应")


def _mismatched(
    case: CaseFile, decision: Writ, decided: Dated, violated: Sequence[Found[Citation]], pairs: Sequence[Pair]
) -> Iterator[Outcome]:
    """Every clause of penalty of a law names its articles, and none of those violated of that law is one of them."""
    for law in dict.fromkeys(law_of(pair.found.value) for pair in pairs):
        own = [pair for pair in pairs if law_of(pair.found.value) == law]
        broken = [one for one in violated if law_of(one.value) == law and one.value.article is not None]
        named = frozenset[tuple[int, int | None]]().union(*(pair.articles for pair in own))
        if not broken or any(pair.general for pair in own) or any(same_place(one.value, *other) for one in broken for other in named):
            continue
        ordered = sorted(named, key=lambda one: (one[0], one[1] or 0))
        listed = "、".join(f"第{number}条" + (f"第{paragraph}款" if paragraph else "") for number, paragraph in ordered)
        yield breach(
            f"疑似违则与罚则不对应：{decided.text}的《{decision.title}》认定违反{broken[0].text}"
            f"（第{_page(case, decision, broken[0])}页），所引{own[0].found.text}处罚的是违反该法{listed}的行为",
            on=decided.value,
            severity="major",
            evidence=(_cited(case, decision, "违反的条款", broken[0]), _cited(case, decision, "处罚依据", own[0].found)),
            law=("APL2021:第七十六条",),
        )


def _elsewhere(
    case: CaseFile, decision: Writ, decided: Dated, violated: Sequence[Found[Citation]], pairs: Sequence[Pair], rule: Rule
) -> Iterator[Outcome]:
    """The clauses cited say hardly a word of the act, while another clause of penalty of the same law describes it."""
    cause = _cause(case)
    for law in dict.fromkeys(law_of(pair.found.value) for pair in pairs) if cause else ():
        own = [pair for pair in pairs if law_of(pair.found.value) == law]
        broken = {one.value.article for one in violated if law_of(one.value) == law}
        version = library().in_force(law, decided.value).version
        if cause is None or version is None or not broken or any(pair.articles & broken for pair in own):
            continue
        if max(_share(cause, _words(pair.found.value, decided.value)) for pair in own) >= rule.params["low"]:
            continue
        cited = {pair.found.value.article for pair in own}
        others = [
            (_share(cause, text), article.number, text)
            for article in version.articles.values()
            if article.number not in cited | broken and _PUNISHES.search(article.text)
            for text in _acts(article)
        ]
        share, number, text = max(others, default=(0.0, 0, ""))
        if share < rule.params["high"]:
            continue
        found = own[0].found
        yield breach(
            f"疑似违则与罚则不对应：{decided.text}的《{decision.title}》案由为“{cause}”，"
            f"所引{found.text}（第{_page(case, decision, found)}页）没有规定这一行为，该法第{number}条（“{text[:40]}”）与案由相符",
            on=decided.value,
            severity="major",
            evidence=(
                _cited(case, decision, "处罚依据", found),
                *(_cited(case, decision, "违反的条款", one) for one in violated if law_of(one.value) == law),
            ),
            law=("APL2021:第七十六条",),
            confidence=0.7,
        )


def _words(cited: Citation, on: date) -> str:
    """The words of a clause that may describe the act: of a list of acts the item that is cited, after its lead."""
    items = items_of(cited, on)
    text = "".join((clause_text(cited, on) or "").split())
    if cited.item is not None and 1 <= cited.item <= len(items):
        return (clause_text(cited, on) or "").split("\n")[0] + items[cited.item - 1]
    return text


def _acts(article: Article) -> Iterator[str]:
    """The acts an article punishes: each item of a list, else each paragraph."""
    for number, paragraph in enumerate(article.paragraphs, start=1):
        yield from article.items(number) or ("".join(paragraph.split()),)


def _items(case: CaseFile, decision: Writ, decided: Dated, pairs: Sequence[Pair], rule: Rule) -> Iterator[Outcome]:
    """The item cited against the other items of its clause, by the words of the cause."""
    cause = _cause(case)
    if cause is None:
        return
    for pair in pairs:
        cited = pair.found.value
        items = items_of(cited, decided.value)
        if cited.item is None or not 1 <= cited.item <= len(items):
            continue
        shares = [_share(cause, item) for item in items]
        own, best = shares[cited.item - 1], max(shares)
        evidence = (_cited(case, decision, "处罚依据", pair.found),)
        if _OTHER.match(items[cited.item - 1]) and own < rule.params["other"]:
            yield unknown(f"所引{pair.found.text}是兜底项（“{items[cited.item - 1][:24]}”），案由为“{cause}”", evidence=evidence)
        elif best >= rule.params["high"] and own <= best - rule.params["apart"]:
            better = items[shares.index(best)]
            yield unknown(
                f"案由为“{cause}”，所引{pair.found.text}写的是“{items[cited.item - 1][:40]}”，与“{better[:40]}”更相近", evidence=evidence
            )


def _cause(case: CaseFile) -> str | None:
    """The cause as the filing, else the report or the decision names it, without the party."""
    for type in ("filing_approval", "investigation_report", "penalty_decision", "summary_decision"):
        for writ in case.writs(type):
            field = writ.get("cause")
            text = "".join(field.text.split()).replace(case.party or "\0", "") if field.state == "value" else ""
            text = _UNCERTAIN.sub("", _UNCERTAIN.sub("", text))
            if len(text) >= 6:
                return text
    return None


def _share(cause: str, item: str) -> float:
    """The share of the pairs of characters of the cause that the item has."""
    pairs = {cause[i : i + 2] for i in range(len(cause) - 1)}
    return len({pair for pair in pairs if pair in item}) / len(pairs)


def _page(case: CaseFile, decision: Writ, found: Found[Citation]) -> int:
    return case.squeezed(decision).pages[found.start]


def _cited(case: CaseFile, decision: Writ, label: str, found: Found[Citation]) -> Evidence:
    return quoted(case, decision, label, found.start, found.end)
