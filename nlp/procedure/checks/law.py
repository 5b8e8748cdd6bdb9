"""Whether the laws that writs cite are there, in force, and cited to the point (处罚法第三十八条、第五十九条、第八十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.dossier import Writ
from nlp.citations import Citation, find_citations
from nlp.fact import Found
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Severity
from nlp.procedure.law_quotes import ALIKE, agreement, law_quotes
from nlp.procedure.logic import Ternary, known, undecided
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import BENCHMARK_TITLE, clauses
from nlp.procedure.quoting import quoted, sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.statutes.library import Article, Version, library

NEW_PENALTY_LAW = date(2021, 7, 15)
PENALTY_LAW = "中华人民共和国行政处罚法"
OUTWARD = (
    "prior_notice",
    "penalty_decision",
    "summary_decision",
    "no_penalty_decision",
    "correction_notice",
    "seizure_doc",
    "reg_preserve_doc",
    "hearing_doc",
    "enforcement_doc",
)
_ENOUGH_WORDS = 20  # characters of a quotation that say which article it is from
_DECISIONS = ("penalty_decision", "summary_decision")
_OLD_VERSION_NAMED = re.compile(r"2017年|2009年|1996年|修正前|修订前|旧法|原《")
_SUBSTANTIVE = range(20, 30)  # old articles on what is punished and how: the law of the day of the act governs (第三十七条)
_SETTLED = date(2022, 7, 15)  # cases filed from here on are about acts under the new text, unless the facts name an earlier day
_EARLIER = re.compile(r"(?:201\d|202[01])年")
# another law for the same act
_JOINED = re.compile(r"(?:[的之]?规定)?(?:[、，]?(?:以及|并|及|和|与)|、|，)(?:依据|根据|依照|按照)?《")
_LESS = re.compile(r"从轻|减轻|不予(?:行政)?处罚|轻微|首次|初次")


def cited(case: CaseFile, types: tuple[str, ...]) -> Iterator[tuple[Writ, Found[Citation]]]:
    """Every citation in the writs of some types."""
    for writ in case.dossier.writs:
        if writ.type in types:
            for found in find_citations(case.squeezed(writ).text):
                yield writ, found


def named(citation: Citation) -> str:
    """《食品安全法》第三十四条 as a message says it."""
    article = f"第{citation.article}条" if citation.article is not None else ""
    if citation.sub:
        article += f"之{'一二三四五六七八九'[citation.sub - 1]}"
    paragraph = f"第{citation.paragraph}款" if citation.paragraph else ""
    return f"《{citation.law}》{article}{paragraph}" + (f"第{citation.item}项" if citation.item else "")


@check("law.old_penalty_law_article")
def old_penalty_law_article(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """An article number of the 2017 text cited for what the 2021 text regulates elsewhere."""
    purposes: dict[int, dict[str, str]] = rule.params["map"]
    outcomes: list[Outcome] = []
    seen = False
    for writ, found in cited(case, (*OUTWARD, "service_doc", "inquiry_record", "scene_record", "decision_approval", "statement_doc")):
        if not _is_penalty_law(found.value.law) or found.value.article is None:
            continue
        day = case.date(writ)
        seen = True
        purpose = purposes.get(found.value.article)
        if purpose is None or not _serves(case, writ, found, purpose["words"]):
            continue
        if found.value.article in _SUBSTANTIVE and not _act_after(case, writ):
            continue
        if not isinstance(day, Dated):
            outcomes.append(unknown(f"《{writ.title}》（第{writ.first_page}页）引用{named(found.value)}，但文书日期未能识别"))
        elif day.value >= NEW_PENALTY_LAW:
            outcomes.append(
                breach(
                    f"疑似沿用旧法条号：{day.text}的《{writ.title}》就{purpose['topic']}引用{named(found.value)}，"
                    f"2021年7月15日起施行的行政处罚法应为{purpose['now']}",
                    on=day.value,
                    evidence=(quoted(case, writ, f"引用 {named(found.value)}", found.start, found.end), day.evidence),
                    law=("APL2021",),
                )
            )
    return outcomes or (met("引用的行政处罚法条号与用途相符") if seen else not_applicable("文书未引用行政处罚法"))


def _is_penalty_law(name: str) -> bool:
    statute = library().resolve(name)
    return statute is not None and statute.title == PENALTY_LAW


def _serves(case: CaseFile, writ: Writ, found: Found[Citation], words: str) -> bool:
    """Whether the old article's purpose is what the sentence is about, and the new article of that number is not."""
    text = case.squeezed(writ).text
    begin, end = sentence(text, found.start, found.end, "。；")
    around = text[begin:end]
    if _OLD_VERSION_NAMED.search(around):
        return False
    # the clause that the citation governs: from it to the next citation of the law, with the words just before it
    nearest = text[found.end : end]
    following = re.search(r"《", nearest)
    governed = nearest[: following.start()] if following else nearest
    substantive = found.value.article in _SUBSTANTIVE
    if _JOINED.match(nearest):
        governed = nearest
    if writ.type != "summary_decision" and words.startswith("当场"):
        return False
    match = re.search(words, governed) or re.search(words, text[begin : found.start][-20:])
    article = library().article(PENALTY_LAW, found.value.article or 0, on=NEW_PENALTY_LAW)
    if match is None or article is None:
        return False
    # the words on which the old article was recognised must not be what the new one says
    said_now = re.search(re.escape(match.group()), "".join(article.text.split()))
    return not said_now and (substantive or not _LESS.search(governed))


def _act_after(case: CaseFile, writ: Writ) -> bool:
    """Whether the case is about an act under the new text: filed long after it came into force, and no earlier year is named."""
    day = case.date(writ)
    begun = case.filing_date or (day.value if isinstance(day, Dated) else None)
    told = [one for one in (case.decision, writ) if one is not None]
    return begun is not None and begun >= _SETTLED and not any(case.mentions(one, _EARLIER) for one in told)


@check("law.citation_nonexistent")
def citation_nonexistent(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A law, article, paragraph or item that no version in force between the act and the writ contains."""
    outcomes: list[Outcome] = []
    seen: set[tuple[int, str, int | None, int | None, int | None]] = set()
    for writ, found in cited(case, OUTWARD):
        citation = found.value
        key = (writ.first_page, citation.law, citation.article, citation.paragraph, citation.item)
        if key in seen:
            continue
        seen.add(key)
        lacking = _lacking(case, writ, citation)
        if lacking.yes:
            day = case.date(writ)
            outcomes.append(
                breach(
                    f"疑似引用不存在的条文：《{writ.title}》（第{writ.first_page}页）引用{named(citation)}，{_what(citation, case, writ)}",
                    on=day.value if isinstance(day, Dated) else case.decision_date,
                    severity=_gravity(case, writ, found),
                    evidence=(quoted(case, writ, f"引用 {named(citation)}", found.start, found.end),),
                    law=("APL2021",),
                    defect=f"citation@{writ.first_page}:{found.start}",
                )
            )
        elif lacking.unknown:
            outcomes.append(unknown(lacking.reason))
    if not seen:
        return not_applicable("对外文书没有引用法律条文")
    return outcomes or met("引用的法律条文均存在")


def _lacking(case: CaseFile, writ: Writ, citation: Citation) -> Ternary:
    """Whether the cited place exists in none of the versions that may govern."""
    statute = library().resolve(citation.law)
    if statute is None:
        exists = library().exists(citation.law)
        return known(False) if exists else undecided(f"法规库没有《{citation.law}》，不能核对所引条文是否存在")
    if citation.article is None:
        return known(False)
    articles = [
        library().article(citation.law, citation.article, on=day, sub=citation.sub)
        for day in _governing_days(case, writ)
        if library().in_force(citation.law, day).version is not None
    ]
    if not articles:
        return undecided(f"法规库没有《{citation.law}》在文书当日有效的文本，不能核对{named(citation)}")
    held = [article for article in articles if article is not None]
    if not held:
        return known(True)
    if citation.paragraph and all(len(article.paragraphs) < citation.paragraph for article in held):
        return known(True)
    if citation.item is None:
        return known(False)
    other = [version.articles.get((citation.article, citation.sub or 0)) for version in statute.versions]  # an old place: another rule's
    return known(all(_lacks_item(article, citation) for article in [*held, *other] if article is not None))


def _lacks_item(article: Article, citation: Citation) -> bool:
    """Whether the article, or its paragraph that is cited, has fewer items than the one cited."""
    paragraphs = [citation.paragraph] if citation.paragraph else range(1, len(article.paragraphs) + 1)
    return max((len(article.items(paragraph)) for paragraph in paragraphs), default=0) < (citation.item or 0)


def _governing_days(case: CaseFile, writ: Writ) -> tuple[date, ...]:
    """The day of the writ and, where it is read, of the violation: a version in force on either may be cited (第三十七条)."""
    day = case.date(writ)
    days = [day.value] if isinstance(day, Dated) else []
    days += [one for one in (case.filing_date, case.decision_date) if one]
    return tuple(dict.fromkeys(days))


def _what(citation: Citation, case: CaseFile, writ: Writ) -> str:
    day = next(iter(_governing_days(case, writ)), None)
    version = library().in_force(citation.law, day).version if day else None
    note = "（法规库中的该文本未经核对，请对照公布的文本）" if version is not None and not version.verified else ""
    if day and (version is None or (citation.article or 0, citation.sub or 0) not in version.articles):
        return f"该法{f'共{version.last_article}条，' if version else ''}没有这一条{note}"
    return f"该条没有这一{'款、项' if citation.item else '款'}{note}"


def _gravity(case: CaseFile, writ: Writ, found: Found[Citation]) -> Severity:
    """致命 for the clauses a decision rests on, 严重 for other articles, 一般 for paragraphs and items."""
    article = library().article(found.value.law, found.value.article or 0, sub=found.value.sub)
    if article is not None:
        return "minor"
    violated, punished = clauses(case.squeezed(writ))
    resting = {one.start for one in (*violated, *punished)}
    return "fatal" if writ.type in _DECISIONS and found.start in resting else "major"


@check("law.citation_not_in_force")
def citation_not_in_force(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A law cited that was repealed before the act, or not yet in force on the day of the writ."""
    outcomes: list[Outcome] = []
    seen: set[tuple[int, str]] = set()
    for writ, found in cited(case, OUTWARD):
        law = found.value.law
        if (writ.first_page, law) in seen:
            continue
        seen.add((writ.first_page, law))
        day = case.date(writ)
        if not isinstance(day, Dated):
            outcomes.append(unknown(f"《{writ.title}》（第{writ.first_page}页）日期未能识别，不能核对《{law}》是否有效"))
            continue
        states = {library().in_force(law, one).status for one in _governing_days(case, writ)}
        if "in_force" in states or states <= {"unknown"}:
            continue
        state = library().in_force(law, day.value).status
        text = case.squeezed(writ).text
        if _OLD_VERSION_NAMED.search(text[max(0, found.start - 12) : found.end + 12]):
            continue
        what = "尚未施行" if state == "not_yet" else "已经废止或者失效"
        outcomes.append(
            breach(
                f"疑似适用失效的法律：{day.text}的《{writ.title}》引用《{law}》，该法当日{what}",
                on=day.value,
                severity="major",
                evidence=(quoted(case, writ, f"引用 《{law}》", found.start, found.end), day.evidence),
                law=("APL2021",),
            )
        )
    if not seen:
        return not_applicable("对外文书没有引用法律条文")
    outcomes.extend(_misquoted(case))
    return outcomes or met("引用的法律在文书当日有效")


def _misquoted(case: CaseFile) -> Iterator[Outcome]:
    """Words quoted as law that are not those of the article in force: of another article, of another version, or changed."""
    for writ in case.dossier.writs:
        if writ.type not in OUTWARD:
            continue
        enough = ALIKE if case.recognised(writ) else 1.0
        for quote in law_quotes(case.squeezed(writ).text):
            citation = quote.citation.value
            held = [
                version
                for day in _governing_days(case, writ)
                if (version := library().in_force(citation.law, day).version) is not None and version.verified
            ]
            key = (citation.article or 0, citation.sub or 0)
            articles = [version.articles[key] for version in held if key in version.articles]
            if not articles or max(agreement(quote.words, article.text) for article in articles) >= enough:
                continue
            said = f"《{writ.title}》（第{writ.first_page}页）在{named(citation)}之后引用的原文"
            evidence = (quoted(case, writ, f"引用 {named(citation)} 的原文", quote.start, quote.end),)
            if other := _quoted_from(quote.words, held[0], enough):
                yield breach(
                    f"疑似条号与引文不符：{said}是该法第{other}条的内容",
                    on=act_day(case, writ),
                    severity="minor",
                    evidence=evidence,
                    law=("APL2021",),
                )
            else:
                yield unknown(f"{said}与当日有效的条文不一致，可能是其他版本的文本或者抄录有误", evidence=evidence)


def _quoted_from(words: str, version: Version, enough: float) -> int | None:
    """The article of a version that the words are from."""
    if len(words) < _ENOUGH_WORDS:
        return None
    return next(
        (number for (number, sub), article in version.articles.items() if not sub and agreement(words, article.text) >= enough), None
    )


@check("law.citation_not_specific")
def citation_not_specific(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The clause violated or the clause of penalty is a law's name only, or 等有关规定."""
    outcomes: list[Outcome] = []
    looked = False
    for writ in case.dossier.writs:
        if writ.type not in ("prior_notice", "penalty_decision", "summary_decision"):
            continue
        looked = True
        outcomes.extend(_vague(case, writ))
        outcomes.extend(_nameless(case, writ))
        outcomes.extend(_without_place(case, writ))
    if not looked:
        return not_applicable("没有告知书或者处罚决定书")
    return outcomes or met("违反条款和处罚依据均引到具体条文")


def _vague(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    text = case.squeezed(writ).text
    on = act_day(case, writ)
    for match in re.finditer(_VAGUE_CLAUSE, text):
        _, end = sentence(text, match.start(), match.end())
        if re.search(r"申请行政复议|提起行政诉讼|涉嫌违反.{0,40}一案|陈述|听证|加处罚款|缴纳", text[match.start() : end]):
            continue
        role = "违反的条款" if match["verb"].endswith("违反") else "处罚依据"
        if role == "处罚依据" and not re.search(r"处罚|罚款|没收|处以|给予|责令", text[match.end() : end]):
            continue
        if role == "处罚依据" and _NO_LAW.search(match["law"]):  # reported by 以规范性文件作为处罚依据
            continue
        what = "只写“等有关规定”" if match["vague"] else "只引法名，没有条款项"
        yield breach(
            f"疑似引用不具体：《{writ.title}》（第{writ.first_page}页）{role}《{match['law']}》{what}",
            on=on,
            evidence=(quoted(case, writ, role, match.start(), match.end()),),
            law=("APL2021",),
        )


def _nameless(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """违反了有关规定, 依据有关法律法规的规定 and no law named in the sentence."""
    text = case.squeezed(writ).text
    for match in _NAMELESS.finditer(text):
        begin, end = sentence(text, match.start(), match.end())
        punishes = re.search(r"(?:决定|拟)[^，。；]{0,24}(?:处罚|罚款|没收|处以|给予)", text[match.end() : end])
        role = "违反的条款" if match["verb"].endswith("违反") else "处罚依据" if punishes else None
        if role and not re.search(r"》第[一二三四五六七八九十百零〇\d]+条", text[begin:end]):
            yield breach(
                f"疑似引用不具体：《{writ.title}》（第{case.squeezed(writ).pages[match.start()]}页）{role}只写“{match.group()}”，没有法名和条款项",
                on=act_day(case, writ),
                evidence=(quoted(case, writ, role, match.start(), match.end()),),
                law=("APL2021",),
            )


_NAMELESS = re.compile(r"(?P<verb>违反|依据|根据|依照|按照)了?(?:国家|本市|我市)?(?:有关|相关)的?(?:法律|法规|规章|规定)[^。；，《]{0,10}")


def _without_place(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """An article of several paragraphs, or of items one of which applies (下列…), cited as a whole for the violation or the penalty."""
    text = case.squeezed(writ).text
    day = act_day(case, writ)
    for role, found in zip(("违反的条款", "处罚依据"), clauses(case.squeezed(writ)), strict=True):
        for one in found:
            lacking = _place_lacking(one.value, day)
            if lacking is None or not _WHOLE_CITED.match(text, one.end):
                continue
            yield breach(
                f"疑似引用不具体：《{writ.title}》（第{case.squeezed(writ).pages[one.start]}页）{role}{named(one.value)}，{lacking}",
                on=day,
                evidence=(quoted(case, writ, role, one.start, one.end),),
                law=("APL2021",),
                confidence=0.8,
            )


_WHOLE_CITED = re.compile(r"(?:的|之)?规定|[，,；;。、和及]|以及|之")  # what follows a citation that was read to its end


def _place_lacking(citation: Citation, day: date | None) -> str | None:
    """What a citation should name besides the article: 款 where there are several, 项 where the paragraph lists cases."""
    version = library().in_force(citation.law, day).version if day and citation.article is not None else None
    article = version.articles.get((citation.article or 0, citation.sub or 0)) if version and version.verified else None
    if article is None:
        return None
    listing = [number for number in range(1, len(article.paragraphs) + 1) if len(article.items(number)) > 1]
    paragraph = citation.paragraph or (listing[0] if citation.item and len(listing) == 1 else 1 if len(article.paragraphs) == 1 else None)
    if paragraph is None:
        return f"该条有{len(article.paragraphs)}款，未写明第几款"
    stem = (article.paragraph(paragraph) or "").split("\n")[0]
    if citation.item is None and paragraph in listing and _ONE_OF.search(stem):
        return f"该款列有{len(article.items(paragraph))}项，未写明第几项"
    return None


_ONE_OF = re.compile(r"下列(?:行为|情形|情况)(?:之一)?|之一的")

_NO_LAW = re.compile(rf"(?:纪要|通知|通告|公告|意见|批复|方案|指引|复函|决议|基准)$|{BENCHMARK_TITLE.pattern}")
_VAGUE_CLAUSE = re.compile(
    r"(?P<verb>涉嫌违反|违反|依据|根据|依照|按照)(?:了)?《(?P<law>[^》]{2,60})》"
    r"(?:(?P<vague>(?:第[一二三四五六七八九十百零〇\d]+条)?(?:[^，。；《]{0,6})等(?:有关|相关)?(?:法律、?法规)?(?:的)?规定)|(?:的|中的)?(?:有关|相关)?(?:的)?规定|[，,])"
)
