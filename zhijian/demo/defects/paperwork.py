"""Defects of the papers: decisions on the spot, catalogue and page numbers, places left blank."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Grid
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after
from zhijian.demo.defects.catalogue import defect, ordinary
from zhijian.demo.edits import altered, counted, reworded, rows, without

_SPOT = "summary.procedure_defect"
_FILED = "summary.not_reported"
_CATALOG = "archive.catalog_mismatch"
_BLANK = "doc.blank_or_undated"
_TOLD = "作出本决定前，执法人员已当场口头告知"


def on_the_spot(case: Case) -> bool:
    """The summary procedure."""
    return case.summary


@defect("officer.fewer_than_two", "signers", fits=on_the_spot)
def one_officer_signs(case: Case, rng: Random) -> Planted:
    """One officer alone decides on the spot."""
    officer = rng.choice(case.officers)
    case.on_site["summary"] = (officer,)
    return Planted(
        "officer.fewer_than_two",
        ("summary",),
        f"当场处罚决定书只有{officer.name}一名执法人员签名",
        (officer.name,),
        (_SPOT,),
    )


@defect(_SPOT, "signers", fits=on_the_spot)
def no_officer_signs(case: Case, rng: Random) -> Planted:
    """The numbers of the certificates are printed, nobody signed."""
    case.edit("summary", altered("执法人员（签名及执法证号）", names=()))
    return Planted(_SPOT, ("summary",), "当场处罚决定书执法人员签名处空白", tolerated=("officer.fewer_than_two",))


@defect(_SPOT, "number", fits=on_the_spot)
def no_number(case: Case, rng: Random) -> Planted:
    """The form bears no number."""
    case.edit("summary", lambda writ: replace(writ, number=None))
    return Planted(_SPOT, ("summary",), "当场处罚决定书没有编号")


@defect(_SPOT, "remedy", fits=on_the_spot)
def no_remedies(case: Case, rng: Random) -> Planted:
    """Not a word on reconsideration and suit."""
    case.edit("summary", without("如不服本决定"))
    return Planted(
        _SPOT,
        ("summary",),
        "当场处罚决定书没有载明申请行政复议、提起行政诉讼的途径和期限",
        tolerated=("summary.reconsideration_first_not_told",),
    )


@defect(_SPOT, "remedy", fits=on_the_spot)
def no_suit(case: Case, rng: Random) -> Planted:
    """Reconsideration only; of a suit the form says nothing."""
    remedy = case.remedy
    text = f"如不服本决定，可以自收到本决定书之日起{remedy.days}内向{remedy.authority}申请行政复议。"
    case.edit("summary", altered("如不服本决定", text=text))
    return Planted(
        _SPOT,
        ("summary",),
        "当场处罚决定书没有载明提起行政诉讼的途径和期限",
        tolerated=("summary.reconsideration_first_not_told",),
    )


@defect(_SPOT, "told", fits=on_the_spot)
def untold(case: Case, rng: Random) -> Planted:
    """Nothing says that the party was told what was intended, and heard."""
    case.edit("summary", without(_TOLD))
    if rng.random() < 0.5:
        case.edit("scene", reworded("你依法享有陈述、申辩的权利；", ""))
    return Planted(_SPOT, ("summary",), "当场处罚决定书没有告知拟处罚内容及陈述、申辩权的记载")


@defect(_SPOT, "delivery", fits=on_the_spot)
def not_handed_over(case: Case, rng: Random) -> Planted:
    """The place for the party's signature is empty, and no refusal is noted."""
    case.edit("summary", altered("本决定书已当场交付", text="当事人签收：", names=(), day=None))
    return Planted(_SPOT, ("summary",), "当场处罚决定书当事人签收处空白，没有注明拒绝签收")


@defect(_SPOT, "delivery", fits=on_the_spot)
def handed_over_later(case: Case, rng: Random) -> Planted:
    """Signed for days later."""
    day = after(case.dates["decision"], rng.choice((1, 2, 4)))
    case.dates["served"] = day
    case.edit("summary", altered("本决定书已当场交付", text="当事人签收：", day=day))
    return Planted(_SPOT, ("summary",), f"{case.on('decision')}作出当场处罚决定，{case.on('served')}才由当事人签收", (case.on("served"),))


@defect(_SPOT, "summary_basis", "violated", fits=on_the_spot)
def no_basis(case: Case, rng: Random) -> Planted:
    """Punished by the law in general."""
    basis = rng.choice(("有关法律法规", "相关法律、法规、规章"))
    case.texts["summary.basis"] = basis
    return Planted(
        _SPOT,
        ("summary",),
        f"当场处罚决定书只写依据{basis}的规定，没有载明处罚依据",
        (basis,),
        ("law.citation_not_specific", "decision.elements_missing"),
    )


@defect(_FILED, "report_back", fits=on_the_spot)
def not_reported(case: Case, rng: Random) -> Planted:
    """Nothing says that the decision was reported."""
    case.edit("summary", without("所属机关备案"))
    return Planted(_FILED, ("summary",), "全卷没有当场处罚决定报所属机关备案的记载")


@defect(_FILED, "report_back", fits=on_the_spot)
def report_left_blank(case: Case, rng: Random) -> Planted:
    """The row for the report is empty."""
    case.edit("summary", altered("所属机关备案", text="所属机关备案：        备案日期：        经办人："))
    return Planted(_FILED, ("summary",), "当场处罚决定书备案日期栏空白")


@defect(_FILED, "report_back", fits=lambda case: case.summary and case.dept == "市场监管")
def reported_late(case: Case, rng: Random) -> Planted:
    """Filed away after more than seven working days."""
    days = rng.randint(9, 20)
    case.dates["report_back"] = after(case.dates["decision"], days)
    return Planted(
        _FILED,
        ("summary",),
        f"{case.on('decision')}作出当场处罚决定，{case.on('report_back')}才备案归档，相距{days}个工作日",
        (case.on("report_back"),),
    )


_TITLES = ("文书名称", "题名", "材料名称", "文件名称")
_PAGES = ("页号", "页次", "起止页")
_NUMBERS = ("序号", "顺序号")


def _at(grid: Grid, heads: tuple[str, ...]) -> int:
    """The column with one of these heads."""
    return next(place for place, head in enumerate(grid.header) if head in heads)


def _written(grid: Grid, row: tuple[str, ...], heads: tuple[str, ...], text: str) -> tuple[str, ...]:
    at = _at(grid, heads)
    return (*row[:at], text, *row[at + 1 :])


def _numbered(grid: Grid, lines: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows with serial numbers that run on."""
    return tuple(_written(grid, line, _NUMBERS, str(serial)) for serial, line in enumerate(lines, 1))


def _moved(grid: Grid, line: tuple[str, ...], by: int) -> tuple[str, ...]:
    """A row some pages further on."""
    pages = line[_at(grid, _PAGES)].split("-")
    return _written(grid, line, _PAGES, "-".join(str(int(page) + by) for page in pages))


@defect(_CATALOG, "catalog", fits=ordinary)
def writ_lost(case: Case, rng: Random) -> Planted:
    """The catalogue lists a paper that is not bound in."""
    lacking = {
        "听证笔录": "hearing" not in case.features,
        "集体讨论记录": "discussion" not in case.dates,
        "抽样取证凭证": "sampling" not in case.features or "outside_lab" in case.features,
        "先行登记保存证据通知书": "preserve" not in case.features,
    }
    title = rng.choice([title for title, absent in lacking.items() if absent])
    pages = rng.choice((1, 2))

    def change(grid: Grid) -> tuple[tuple[str, ...], ...]:
        lines = list(grid.rows)
        place = len(lines) - rng.randint(4, 7)
        line = tuple("" for _ in grid.header)
        first = int(lines[place][_at(grid, _PAGES)].split("-")[0])
        told = str(first) if pages == 1 or "页次" in grid.header else f"{first}-{first + 1}"
        line = _written(grid, _written(grid, line, _TITLES, title), _PAGES, told)
        return _numbered(grid, [*lines[:place], line, *(_moved(grid, one, pages) for one in lines[place:])])

    case.edit("catalog", rows(change))
    return Planted(_CATALOG, ("catalog",), f"卷内目录列有《{title}》，卷内没有该文书", tolerated=("archive.required_docs_missing",))


@defect(_CATALOG, "catalog", "report", fits=ordinary)
def writ_unlisted(case: Case, rng: Random) -> Planted:
    """A paper that is bound in stands in no row."""
    key = rng.choice(("inquiry", "report", "approval"))
    title = case.title(key)

    def change(grid: Grid) -> tuple[tuple[str, ...], ...]:
        return _numbered(grid, [line for line in grid.rows if line[_at(grid, _TITLES)] != title])

    case.edit("catalog", rows(change))
    return Planted(_CATALOG, ("catalog", key), f"卷内有《{title}》，卷内目录没有列入")


@defect(_CATALOG, "catalog", fits=ordinary)
def pages_twice(case: Case, rng: Random) -> Planted:
    """Two rows begin on one page, or a row goes back."""

    def change(grid: Grid) -> tuple[tuple[str, ...], ...]:
        lines = list(grid.rows)
        place = rng.randint(6, len(lines) - 3)
        lines[place:] = [_moved(grid, line, -2) for line in lines[place:]]
        return tuple(lines)

    case.edit("catalog", rows(change))
    return Planted(_CATALOG, ("catalog",), "卷内目录的页码前后重号、倒置，与实际页数不符")


@defect(_CATALOG, "catalog", "total", fits=ordinary)
def totals_differ(case: Case, rng: Random) -> Planted:
    """Cover and closing note tell different numbers of pages."""
    by = rng.choice((-3, -1, 2, 5))
    case.edit(rng.choice(("cover", "memo")), counted(by))
    return Planted(_CATALOG, ("cover", "memo"), "卷宗封面与备考表载明的页数不一致")


@defect(_CATALOG, "memo", "total", fits=ordinary)
def no_note(case: Case, rng: Random) -> Planted:
    """A bound dossier without its closing note."""
    case.absent.add("memo")
    return Planted(_CATALOG, ("cover", "catalog"), "案卷有封面、目录，没有备考表", tolerated=("archive.required_docs_missing",))


@defect(_BLANK, "closing", fits=ordinary)
def closing_unapproved(case: Case, rng: Random) -> Planted:
    """The head's box on the closing is empty, or the officer's."""
    label = rng.choice(("负责人意见", "承办人意见"))
    case.edit("closing", altered(label, text="", signers=(), day=None))
    return Planted(_BLANK, ("closing",), f"结案审批表{label}栏空白")


@defect(_BLANK, "closing", fits=ordinary)
def only_seen(case: Case, rng: Random) -> Planted:
    """The head has seen the closing, and says neither yes nor no."""
    word = rng.choice(("已阅。", "阅。", "圈阅"))
    case.edit("closing", altered("负责人意见", text=word))
    return Planted(_BLANK, ("closing",), f"结案审批表负责人意见只写“{word}”，没有明确意见", (word,))


@defect(_BLANK, "closing", fits=ordinary)
def head_undated(case: Case, rng: Random) -> Planted:
    """The head agreed, nobody knows when."""
    case.edit("closing", altered("负责人意见", day=None))
    return Planted(_BLANK, ("closing",), "结案审批表负责人意见没有署日期")


@defect(_BLANK, "review", "review_date", fits=lambda case: ordinary(case) and "hearing" not in case.features)
def review_without_words(case: Case, rng: Random) -> Planted:
    """The reviewer signed and wrote nothing."""
    case.edit("review", altered("审核意见", text=""))
    return Planted(
        _BLANK, ("review",), "法制审核（案件审核）文书审核意见栏只有签名，没有意见", tolerated=("review.after_decision_or_failed",)
    )


@defect(_BLANK, "report", "report_date", fits=ordinary)
def report_undated(case: Case, rng: Random) -> Planted:
    """The officers signed the report without a day."""
    case.edit("report", altered("办案人员（签名）", text="办案人员（签名）：", day=None))
    return Planted(_BLANK, ("report",), "案件调查终结报告没有署日期")


@defect(_BLANK, "approval", fits=ordinary)
def number_of_another_year(case: Case, rng: Random) -> Planted:
    """The number of the approval is of a year in which nothing happened."""
    year = case.dates["filing"].year - rng.choice((1, 2))
    case.edit("approval", lambda writ: replace(writ, number=case.no("罚审", year=year)))
    return Planted(_BLANK, ("approval",), f"决定审批表文号为{year}年，与成文年份、立案年份都不符", (case.no("罚审", year=year),))


@defect(_BLANK, "approval", fits=ordinary)
def number_without_serial(case: Case, rng: Random) -> Planted:
    """The year stands in the number, the serial number was never filled in."""
    opening, closing = case.manner.brackets
    number = f"{case.agency.prefix}罚审{opening}{case.dates['decision'].year}{closing}   号"
    case.edit("approval", lambda writ: replace(writ, number=number))
    return Planted(_BLANK, ("approval",), "决定审批表文号没有填写序号", ("".join(number.split()),))


@defect(_BLANK, "filing", "approval", fits=ordinary)
def cause_not_filled_in(case: Case, rng: Random) -> Planted:
    """The row of the form still holds what stood in the pattern."""
    mark = rng.choice(("×××", "______", "XXX"))
    key, label = rng.choice((("filing", "案由"), ("approval", "案件名称"), ("r_decision", "案由")))
    case.edit(key, altered(label, value=mark))
    return Planted(_BLANK, (key,), f"《{case.title('receipt' if key.startswith('r_') else key)}》{label}栏为未填写的“{mark}”", (mark,))
