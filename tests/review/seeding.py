"""An office to test with: a real store, vault and search engine, one drawn dossier read by the real reader, and more clues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from index.build_case import clue_of_report
from index.filed import filed
from index.query import SearchEngine
from index.search import open_engine
from index.store import Store
from ingest.document import Document, Page, Source, Span
from ingest.ledger import Entry
from ingest.readers import read
from ingest.vault import Vault
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.finding import Evidence, Finding, LegalBasis
from nlp.procedure.report import Clock, FilePart, PageRow, Report, Score, ScoreItem, Step, WritRow

KEY = "a" * 64
HOSTILE = "<script>alert(1)</script>"
PENALTY_LAW = "中华人民共和国行政处罚法"
NINETY_DAYS = LegalBasis(
    law=PENALTY_LAW,
    article="第六十条",
    quote="行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。",
    effective_from="2021-07-15",
    verified=True,
    law_key="APL2021",
    paragraph=1,
)
LEGAL_REVIEW = LegalBasis(
    law=PENALTY_LAW,
    article="第五十八条",
    quote="有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核；未经法制审核或者审核未通过的，不得作出决定：",
    effective_from="2021-07-15",
    verified=True,
    law_key="APL2021",
    paragraph=1,
)
PAGES: tuple[tuple[str, ...], ...] = (
    ("立案审批表", "案由：未经许可占用城市道路经营", "当事人：江临市城东区好味餐饮店", "立案日期：2024年3月1日", "负责人意见：同意立案。"),
    ("现场检查（勘验）笔录", "检查时间：2024年3月4日9时10分至9时40分", "检查情况：当事人在门前人行道摆放桌椅十二套。"),
    ("调查询问笔录", "询问时间：2024年3月6日14时00分至14时50分", "答：桌椅是我店摆放的，没有办理占道许可。"),
    ("行政处罚告知书", "江临城管罚告〔2024〕12号", "拟对你单位处以罚款人民币30000元的行政处罚。", "2024年5月20日"),
    ("行政处罚决定审批表", "承办人意见：建议处以罚款30000元。", "负责人意见：同意。2024年6月17日"),
    ("行政处罚决定书", "江临城管罚决〔2024〕12号", "当事人：江临市城东区好味餐饮店", "决定：处以罚款人民币30000元（大写：叁仟元整）。"),
    ("（续页）", "如不服本决定，可以在收到本决定书之日起六十日内申请行政复议。", "江临市城市管理行政执法局", "2024年6月18日"),
    ("送达回证", "送达文书：行政处罚决定书", "受送达人签收：王某", "2024年6月21日"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """Everything ``create_app`` needs, and the ids of what to look at."""

    home: Path
    store: Store
    engine: SearchEngine
    vault: Vault
    report: Report
    case_clue: str
    event_clue: str


def draw_dossier(path: Path) -> None:
    """A dossier of eight A4 pages with a text layer."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    width, height = A4
    for number, (title, *lines) in enumerate(PAGES, 1):
        canvas.setFont("STSong-Light", 22)
        canvas.drawCentredString(width / 2, height - 110, title)
        canvas.setFont("STSong-Light", 14)
        for i, line in enumerate(lines):
            canvas.drawString(80, height - 180 - 36 * i, line)
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(width / 2, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()


def evidence(document: Document, number: int, words: str, label: str) -> Evidence:
    """The evidence whose quote is ``words`` on that page, with the boxes of exactly these words."""
    page = document.pages[number - 1]
    start = page.text.index(words)
    end = start + len(words)
    return Evidence(label=label, quote=words, page=number, span=Span(number, start, end), boxes=page.boxes(start, end))


def report_of(document: Document, sha256: str) -> Report:
    """What a screening of the drawn dossier would say."""
    findings = (
        Finding(
            rule="decision.over_90_days",
            verdict="breach",
            severity="major",
            message="疑似超过办案期限：2024-03-01 立案，2024-06-18 作出处罚决定，历时 109 日，未见延长、中止或扣除的材料。",
            evidence=(
                evidence(document, 1, "2024年3月1日", "立案 2024-03-01"),
                evidence(document, 7, "2024年6月18日", "决定 2024-06-18"),
            ),
            law=(NINETY_DAYS,),
            confidence=0.97,
        ),
        Finding(
            rule="review.legal_review_missing",
            verdict="breach",
            severity="fatal",
            message="疑似应当法制审核而未审核：卷内未见法制审核意见。",
            evidence=(evidence(document, 6, "处以罚款人民币30000元", "处罚内容"),),
            law=(LEGAL_REVIEW,),
            confidence=0.9,
            absent=("legal_review",),
        ),
        Finding(
            rule="decision.amount_inconsistent",
            verdict="breach",
            severity="minor",
            message="疑似金额大小写不一致：小写 30,000 元，大写 3,000 元。",
            evidence=(evidence(document, 6, "30000元", "小写 30,000 元"), evidence(document, 6, "叁仟元整", "大写 3,000 元")),
            confidence=0.85,
        ),
        Finding("hearing.notice_missing", "unknown", "major", "", reason="听证标准未在本地参数中填写，请核对本地较大数额标准。"),
        Finding("filing.approval_missing", "met", "major", "有立案审批表", evidence=(evidence(document, 1, "立案审批表", "立案审批表"),)),
        Finding("preserve.overdue_7_working_days", "not_applicable", "major", "没有先行登记保存"),
    )
    dates = ("2024-03-01", "2024-03-04", None, "2024-05-20", "2024-06-18", "2024-06-21", None, None)
    pages = (1, 2, None, 4, 6, 8, None, None)
    names = ("立案", "取证", "审核", "告知", "决定", "送达", "执行", "结案")
    writs = (
        ("filing_approval", "立案审批表", 1, 1, "2024-03-01"),
        ("scene_record", "现场检查（勘验）笔录", 2, 2, "2024-03-04"),
        ("inquiry_record", "调查询问笔录", 3, 3, "2024-03-06"),
        ("prior_notice", "行政处罚告知书", 4, 4, "2024-05-20"),
        ("decision_approval", "行政处罚决定审批表", 5, 5, "2024-06-17"),
        ("penalty_decision", "行政处罚决定书", 6, 7, "2024-06-18"),
        ("service_doc", "送达回证", 8, 8, "2024-06-21"),
    )
    return Report(
        key=KEY,
        name="好味餐饮店占道经营案",
        status="done",
        error=None,
        files=(FilePart("卷宗/好味餐饮店.pdf", sha256, 1, len(document.pages)),),
        pages=tuple(PageRow(page.number, page.width, page.height, page.origin) for page in document.pages),
        procedure="ordinary",
        department="城管",
        region="江临市",
        writs=tuple(WritRow(kind, title, a, b, dated=date.fromisoformat(dated), confidence=0.95) for kind, title, a, b, dated in writs),
        fields={
            "party": "江临市城东区好味餐饮店",
            "agency": "江临市城市管理行政执法局",
            "cause": "未经许可占用城市道路经营",
            "case_no": "江临城管罚决〔2024〕12号",
            "filing_date": "2024-03-01",
            "decision_date": "2024-06-18",
            "service_date": "2024-06-21",
            "fine_amount": 30000.0,
            "officers": [{"name": "赵一鸣", "cert_no": "12030045"}, {"name": "钱学森林", "cert_no": None}],
        },
        findings=findings,
        steps=tuple(
            Step(name, date.fromisoformat(dated) if dated else None, page, missing=name == "审核")
            for name, dated, page in zip(names, dates, pages, strict=True)
        ),
        clocks=(
            Clock("办案期限", date(2024, 3, 1), date(2024, 6, 18), 109, 90, working=False),
            Clock("送达期限", date(2024, 6, 18), date(2024, 6, 21), 3, 7, working=False),
            Clock("陈述申辩", date(2024, 5, 20), date(2024, 6, 18), 20, 5, working=True, deducted=2),
            Clock("告知期限", date(2024, 6, 17), date(2024, 6, 18), 1, 5, working=True, least=True),
        ),
        score=Score(52.0, True, (ScoreItem("review.legal_review_missing", "fatal", 30), ScoreItem("decision.over_90_days", "major", 18))),
    )


def complaint(store: Store, run: str, engine: SearchEngine, number: int, title: str, text: str, sentence: str) -> str:
    """A complaint with one signal on ``sentence``; returns its clue's id."""
    source = Source(sha256=f"{number:064x}", media_type="text/plain", size=len(text), path="工单.xlsx")
    document = Document(
        source, "complaint", title, (Page(1, text),), published_at=date(2025, 3, number % 28 + 1), metadata={"工单号": str(number)}
    )
    at = text.index(sentence)
    reading = Reading(
        id=f"c{number}",
        is_clue=True,
        score=0.8,
        polarity="negative",
        genre="complaint",
        signals=(Signal("sig.no_receipt", sentence, at, at + len(sentence), 0.9),),
        agencies=(Agency("城东街道执法队", "乡镇街道", 0, 7),),
        region="江临市",
        amounts=(200.0,),
        why="执法人员为行为人，有具体时间和金额",
    )
    store.save_documents(run, [(document, reading)])
    clue = store.clue(store.event_of_document(reading.id) or "")
    assert clue is not None
    engine.add([clue])
    return clue.id


def open_office(home: Path, *, more: int = 25) -> Office:
    """Fill a folder. ``more`` dossiers besides the drawn one share its pages; one of them has a hostile name."""
    home.mkdir(parents=True, exist_ok=True)
    store = Store(f"sqlite:///{(home / 'zhijian.db').as_posix()}")
    engine = open_engine(home, None)
    vault = Vault(home / "vault")
    drawn = home / "好味餐饮店.pdf"
    draw_dossier(drawn)
    source = vault.put(drawn)
    report = report_of(read(drawn, source), source.sha256)
    run = store.begin_or_resume_run("screen", "f" * 64)
    moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def keep(kept: Report) -> str:
        clue = clue_of_report(kept)
        assert clue is not None
        entry = Entry(run.id, f"卷宗/{kept.name}.pdf", source.sha256, "done", None, None, kept.key, 8, moment)
        store.save_dossiers(run, [([entry], filed(kept, clue))])
        engine.add([clue])
        return clue.id

    case_clue = keep(report)
    agencies = ("江临市市场监督管理局", "江临市生态环境局", "江临市应急管理局")
    for i in range(more):
        party = HOSTILE if i == 0 else f"第{i}号商行"
        fields = {
            **report.fields,
            "party": party,
            "agency": agencies[i % 3],
            "case_no": f"江临监罚〔2024〕{i + 100}号",
            "fine_amount": 1000.0 * i,
        }
        department = ("市场监管", "生态环境", "应急")[i % 3]
        keep(
            replace(
                report,
                key=f"{i:064x}",
                name=f"{party}案",
                fields=fields,
                department=department,
                findings=report.findings[i % 2 :: 2] if i % 3 else report.findings[:1],
            )
        )
    refused = [
        Entry(
            run.id, "卷宗/加密.pdf", "e" * 64, "rejected", "encrypted", "加密.pdf：文件有打开密码，请去除密码后重新提交", None, 0, moment
        ),
        Entry(run.id, "卷宗/损坏.pdf", "d" * 64, "failed", "damaged", "损坏.pdf：文件已损坏，请重新扫描后提交", None, 0, moment),
    ]
    store.save_dossiers(run, [(refused, None)])
    store.finish_run(run)
    reading_run = store.begin_or_resume_run("read", "9" * 64)
    text = (
        "3月5日上午，城东街道执法队的人到我摊上，说我占道经营，当场收了我200元罚款，不给票据，也没有决定书。\n"
        "我打电话问，他们说下次再给。请有关部门核实处理。"
    )
    event_clue = complaint(store, reading_run.id, engine, 1, "执法队罚款不给票据", text, "当场收了我200元罚款，不给票据")
    complaint(store, reading_run.id, engine, 2, HOSTILE, f"{HOSTILE}城管罚款不给票据", "城管罚款不给票据")
    store.finish_run(reading_run)
    return Office(home, store, engine, vault, report, case_clue, event_clue)
