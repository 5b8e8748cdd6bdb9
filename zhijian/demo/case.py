"""The case model: every person, date and fact of one dossier. Writs print it, defects change it, truth is read off it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zhijian.demo.blocks import Writ
from zhijian.demo.days import after, between, chinese
from zhijian.demo.manner import PLAIN, Manner
from zhijian.demo.money import both
from zhijian.demo.people import Officer, Person
from zhijian.demo.titles import title


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision: the law's name without book marks, and the place in it (第一百零八条第（一）项)."""

    law: str
    at: str
    words: str = ""  # what it says, for the report's reasoning
    beside: str = ""  # a further provision cited with it (和《…》第…条)

    def __str__(self) -> str:
        return f"《{self.law}》{self.at}{self.beside}"


@dataclass(frozen=True, slots=True)
class FineRange:
    """What the clause allows, in yuan; or ``times`` the number named ``base``. ``low`` 0: no lower limit."""

    low: int
    high: int
    pick: tuple[int, int]
    step: int = 500
    base: str | None = None
    times: float = 0.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of case, as cases/*.yml tells it. Texts carry {placeholders} filled from the case."""

    id: str
    dept: str
    procedure: str
    party: str  # 企业 | 个体工商户 | 公民
    trade: tuple[str, ...]
    address: str
    cause: str
    channel: str
    lead: str
    scene: tuple[str, ...]
    inquiry: tuple[tuple[str, str], ...]
    second_role: str
    second: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    photos: tuple[str, ...]
    facts: tuple[str, ...]
    proofs: tuple[str, ...]
    violated: Clause
    penalty: Clause
    fine: FineRange
    rulings: tuple[str, ...]
    order: str
    discretion: str
    exemption: str
    numbers: dict[str, tuple[int, int, int]]
    products: dict[str, tuple[str, str]]
    features: frozenset[str]
    goods: tuple[tuple[str, str, str], ...] = ()
    coercion: Clause | None = None
    appraisal: dict[str, str] = field(default_factory=dict)
    plea: str = ""
    answer: str = ""
    revoked: Clause | None = None  # provision of a repealed law on the same matter, for a planted defect
    revoked_penalty: Clause | None = None
    revoked_note: str = ""
    bundled: bool = True  # with the demo; the others come with ``samples`` only


@dataclass(frozen=True, slots=True)
class Agency:
    """The office that decides, and the people and places around it."""

    name: str
    dept: str
    city: str
    county: str
    prefix: str
    upper: str
    government: str
    court: str
    address: str
    phone: str
    unit: str
    bank: str
    payee: str
    account: str


@dataclass(frozen=True, slots=True)
class Party:
    """The party (当事人)."""

    name: str
    kind: str
    uscc: str | None
    address: str
    founded: date

    @property
    def citizen(self) -> bool:
        """A natural person without a business name."""
        return self.kind == "公民"


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody on the office's side, by role."""

    registrar: str
    unit_head: str
    leader: str
    deputies: tuple[str, str]
    reviewer: str
    review_head: str
    host: str
    clerk: str
    archivist: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One service (送达): which writ (title and number), how, to whom, when."""

    of: str
    mode: str = "直接送达"
    signer: str = ""
    relation: str = ""
    day: date | None = None
    number: str | None = None  # printed instead of the writ's own
    undated: bool = False
    remark: str = "无"
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureLaw:
    """The articles of 行政处罚法 that outward writs cite, old and new."""

    name: str
    notice: str
    statement: str
    hearing: str
    order: str
    preserve: str
    payment: str
    late_fee: str
    summary: str
    window: str  # how long the party may speak up

    def cite(self, at: str) -> str:
        """《…》第…条."""
        return f"《{self.name}》{at}"


NEW_LAW = ProcedureLaw(
    "中华人民共和国行政处罚法",
    "第四十四条",
    "第四十五条",
    "第六十三条、第六十四条",
    "第二十八条第一款",
    "第五十六条",
    "第六十七条第三款",
    "第七十二条第一款第（一）项",
    "第五十一条、第五十二条",
    "五个工作日",
)
OLD_LAW = ProcedureLaw(
    "中华人民共和国行政处罚法",
    "第三十一条",
    "第三十二条",
    "第四十二条",
    "第二十三条",
    "第三十七条第二款",
    "第四十六条第三款",
    "第五十一条第（一）项",
    "第三十三条",
    "三日",
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedies a decision tells: where and how long."""

    authority: str
    days: str
    court: str
    months: str
    first: bool = False  # reconsideration first (行政复议法 2023 art. 23)
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted defect: the rule, the writs that show it, why, words on those pages, and rules that may follow from it."""

    rule: str
    documents: tuple[str, ...]
    why: str
    quotes: tuple[str, ...] = ()
    tolerated: tuple[str, ...] = ()


@dataclass(slots=True)
class Case:
    """One case. ``dates`` are in the order of the procedure; ``absent`` names writs taken out; ``texts`` replaces set phrases.

    ``extra`` holds writs that only this case has, by the key of the writ that each is bound behind. ``edits`` change a writ, by its key,
    once it is built.
    """

    id: str
    scenario: Scenario
    agency: Agency
    staff: Staff
    officers: tuple[Officer, Officer]
    party: Party
    rep: Person  # the party itself, its legal representative or its owner
    agent: Person | None
    second: Person | None
    numbers: dict[str, int]
    dates: dict[str, date]
    fine: int
    serial: int
    law: ProcedureLaw
    remedy: Remedy
    violated: Clause
    penalty: Clause
    features: set[str]
    notice_fine: int = 0
    absent: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    on_site: dict[str, tuple[Officer, ...]] = field(default_factory=dict)
    hours: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    unsigned: set[str] = field(default_factory=set)
    manner: Manner = PLAIN
    planted: list[Planted] = field(default_factory=list)
    near_miss: list[str] = field(default_factory=list)
    extra: dict[str, list[Callable[[Case], Writ]]] = field(default_factory=dict)
    edits: dict[str, list[Callable[[Writ], Writ]]] = field(default_factory=dict)
    fines: tuple[tuple[str, int], ...] = ()  # the fine in parts that make up ``fine``, each with the words before it

    @property
    def dept(self) -> str:
        """The department (市场监管, 城管, …)."""
        return self.scenario.dept

    @property
    def summary(self) -> bool:
        """Whether the summary procedure (简易程序) was used."""
        return self.scenario.procedure == "summary"

    @property
    def signer(self) -> Person:
        """Who signs for the party: the agent where there is one."""
        return self.agent or self.rep

    @property
    def role(self) -> str:
        """What ``rep`` is to the party."""
        return {"公民": "本人", "个体工商户": "经营者"}.get(self.party.kind, "法定代表人")

    @property
    def signer_relation(self) -> str:
        """How the signer stands to the party, as a receipt puts it."""
        return "委托代理人" if self.agent else {"本人": "本人"}.get(self.role, f"{self.role}本人")

    @property
    def addressed(self) -> str:
        """How writs address the party: 你 or 你单位."""
        return "你" if self.party.citizen else "你单位"

    def on(self, key: str) -> str:
        """The date ``key`` in Chinese."""
        return chinese(self.dates[key])

    def no(self, kind: str, *, year: int | None = None, step: int = 0) -> str:
        """A document number: 松市监罚〔2024〕118号."""
        opened = self.dates["filing" if "filing" in self.dates else "scene"]
        opening, closing = self.manner.brackets
        return f"{self.agency.prefix}{kind}{opening}{year or opened.year}{closing}{self.manner.ordinal}{self.serial + step}号"

    def title(self, key: str) -> str:
        """What this office prints above writ ``key``."""
        return self.manner.titles.get(key) or title(self.dept, key)

    def words(self) -> dict[str, Any]:
        """What the scenario's {placeholders} stand for."""
        values: dict[str, Any] = {
            "party": self.party.name,
            "rep": self.rep.name,
            "role": self.role,
            "place": self.scenario_place,
            "address": self.party.address,
            "agent": self.signer.name,
            "second": self.second.name if self.second else "",
            "cause": self.scenario.cause,
            "agency": self.agency.name,
            "one": self.officers[0].name,
            "two": self.officers[1].name,
            "fine": self.fine,
            "county": self.agency.county,
            "street": self.places["street"],
            "you": self.addressed,
            "scene": self.on("scene"),
            "start": self.on("start"),
            **self.numbers,
        }
        values.update({f"on_{key}": chinese(day) for key, day in self.dates.items()})
        return values

    @property
    def scenario_place(self) -> str:
        """Where the scene is."""
        return self.places["scene"]

    def fill(self, text: str) -> str:
        """``text`` with its placeholders filled."""
        return text.format_map(self.words())

    def at(self, key: str, absent: str = "") -> str:
        """A set phrase, replaced where a defect replaced it."""
        return self.texts.get(key, absent)

    def team(self, key: str) -> tuple[Officer, ...]:
        """The officers named in writ ``key``."""
        return self.on_site.get(key, self.officers)

    def penalties(self, fine: int | None = None) -> list[str]:
        """The penalties in the order decisions list them, each one clause without a full stop."""
        amount = self.fine if fine is None else fine
        fines = [f"{words}罚款人民币{both(part)}" for words, part in self.fines] or [f"罚款人民币{both(amount)}"]
        return [*(self.fill(ruling) for ruling in self.scenario.rulings), *fines]

    def edited(self, writ: Writ) -> Writ:
        """``writ`` as its edits leave it."""
        for edit in self.edits.get(writ.key, ()):
            writ = edit(writ)
        return writ

    def edit(self, key: str, change: Callable[[Writ], Writ]) -> None:
        """Have writ ``key`` changed by ``change`` once it is built."""
        self.edits.setdefault(key, []).append(change)

    def shift(self, key: str, to: date) -> None:
        """Move date ``key`` to ``to`` and every later date of the procedure by as many working days."""
        order = list(self.dates)
        start = self.dates[key]
        distance = between(start, to)
        for later in order[order.index(key) + 1 :]:
            self.dates[later] = after(self.dates[later], distance)
        self.dates[key] = to

    def copy_receipt(self, key: str, **changes: Any) -> None:
        """Change how writ ``key`` was served."""
        self.receipts[key] = replace(self.receipts[key], **changes)
