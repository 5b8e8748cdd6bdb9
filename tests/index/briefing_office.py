"""An office whose days are told in briefings: what comes in, and what the briefing of the day makes of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from index.across import compare
from index.briefing import Briefing
from index.briefing_news import compose
from index.store import Store
from index.store_briefings import Briefings
from index.store_scan import SourceRun
from ingest.document import Document, Page, Source
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.local import AnswerLimit, LocalParameters

DAY = date(2025, 3, 3)
AGENCY = "江临市城东区城管局"
LIMITS = {"其他": AnswerLimit(days=5)}
CART = "今天上午十点，江临市城东区城管局在临川路丽景新城门口扣走我的三轮车，没有出示证件，也没有开具任何单据，要我交三百元才肯归还三轮车。"
CART_AGAIN = "网传江临市城东区城管在丽景新城扣走摊贩三轮车，执法队员未出示证件、未开单据，索要三百元后才归还。城东区城管局称正在核实。"
MATTERS = {
    "甲": "水果摊的电子秤被没收，不给清单",
    "乙": "餐馆一周被查四次消防，没有一次出示证件",
    "丙": "货车过收费站被罚五百元，只收现金",
    "丁": "理发店被要求到指定公司买灭火器",
    "戊": "修车铺的招牌夜里被拆走，第二天才说是统一整治",
    "己": "幼儿园食堂被通报批评，至今没有见到任何文书",
    "庚": "鱼塘被挖机填平，补偿一分没有",
    "辛": "网吧门上贴了封条，没有决定书",
    "壬": "药店被罚两万元，不让说话",
    "癸": "养鸡场被断电三天，说是上面的意思",
}


@dataclass
class BriefingOffice:
    """``store`` with its briefings; ``channels`` they go to."""

    store: Store
    channels: tuple[str, ...] = ("督办群",)
    shelf: Briefings = field(init=False)

    def __post_init__(self) -> None:
        self.shelf = Briefings(self.store.engine)

    def say(
        self,
        id: str,
        text: str,
        *,
        title: str | None = None,
        day: date = DAY,
        agency: str = AGENCY,
        field: str = "城管",
        quote: str = "",
        **metadata: str,
    ) -> str:
        """A message comes in (again, with another reply), a clue for its ``quote`` (its beginning); the id of its event's clue."""
        quote = quote or text[:12]
        at = text.index(quote)
        reading = Reading(
            id=id,
            is_clue=True,
            score=0.7,
            polarity="negative",
            genre="complaint",
            signals=(Signal("sig.no_receipt", quote, at, at + len(quote), 0.8),),
            agencies=(Agency(agency, field, 0, 3),),
            region="江临市城东区",
        )
        meta = {"id": id, "agency": agency, **metadata}
        document = Document(Source(id.ljust(8, "0") * 8, "text/plain", 9), "complaint", title, (Page(1, text),), day, meta)
        run = self.store.begin_or_resume_run("read", uuid.uuid4().hex)
        self.store.save_documents(run, [(document, reading)])
        self.store.finish_run(run)
        event = self.store.event_of_document(id)
        assert event is not None
        return event

    def many(self, places: str, **metadata: str) -> list[str]:
        """A message from each place (甲县 to 癸县) that has nothing to do with the others."""
        return [
            self.say(
                f"m{at}",
                f"{at}县{MATTERS[at]}，{at}街{at}号。",
                agency=f"{at}县{at}镇政府",
                field=f"领域{n % 3}",
                **metadata,
            )
            for n, at in enumerate(places)
        ]

    def compare(self, today: date, *, limit: int | None = None) -> None:
        """Compare across complaints; ``limit``: calendar days for an answer."""
        limits = {} if limit is None else {"complaint_sla": {"其他": {"days": limit, "working": False}}}
        compare(self.store, local=LocalParameters.model_validate(limits), today=today)

    def read(self, source: str, *, warning: str | None = None) -> None:
        """A source was read, with that warning or well."""
        now = datetime.now(UTC).isoformat()
        self.store.save_source_run(SourceRun(source, f"来源{source}", "site", now, 1, 0, 1, 0, warning is None, warning))

    def tell(self, *, days_ago: int = 0, top: int = 20, sources: frozenset[str] | None = None) -> Briefing:
        """The next briefing, kept."""
        now = datetime.now().astimezone() - timedelta(days=days_ago)
        briefing, told = compose(self.store, self.shelf, id=uuid.uuid4().hex, now=now, sources=sources, limits=LIMITS, top=top)
        return self.shelf.add(briefing, told, self.channels)
