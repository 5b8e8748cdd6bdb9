"""``zhijian laws``: look up the statute library, and add the regulations of one's own place to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from ingest.discover import each_file
from ingest.errors import InputError, KnowledgeError, RejectedInput
from nlp.facts.numerals import parse_numeral
from nlp.procedure.dating import zh
from nlp.statutes.library import InForce, Statute, Version, library, old_penalty_article_map, use_local_texts
from nlp.statutes.local_store import store
from nlp.statutes.local_texts import Given, read_text
from zhijian.commands.arguments import existing
from zhijian.commands.wording import Command, Group
from zhijian.settings import Settings

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
)
_ARTICLE = re.compile(r"第?(?P<number>[〇零一二三四五六七八九十百千\d]+)条?(?:之(?P<sub>[一二三四五六七八九十\d]+))?")
_PENALTY_LAW = "中华人民共和国行政处罚法"
_REFORM = date(2021, 7, 15)  # the first day of the 2021 text of 行政处罚法
_STATUS = {"in_force": "有效", "not_yet": "尚未施行", "expired": "已失效", "unknown": "效力未知"}
_NEAR = 5  # titles suggested for one that is not known


@app.command("show", cls=Command, help="显示一条法律条文，或者一部法律的各个版本。", options_metavar="[选项]")
def show(
    law: Annotated[str, typer.Argument(metavar="法律", help="名称或简称，如 行政处罚法。")],
    article: Annotated[str | None, typer.Argument(metavar="条", help="60、六十、第六十条、十七之一；不写则列出各版本。")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天有效的文本，如 2020-05-01；默认今天。")] = None,
) -> None:
    """Print an article as in force on a day, with its version and source."""
    _use_own_texts()
    day, place = _date(on, "--on") or date.today(), _article(article)
    statute = library().resolve(law)
    if statute is None:
        raise KnowledgeError(f"法规库没有《{law.strip('《》')}》。{_suggested(law)}")
    if place is None:
        _say(f"《{statute.title}》{_state(statute, day)}")
        for version in statute.versions:
            _say(f"  {_version(version)}")
        return
    found = library().in_force(law, day)
    if found.version is None:
        raise KnowledgeError(f"《{statute.title}》{_why_not(statute, found, day)}")
    number, sub = place
    _article_of(statute, found.version, number, sub, day)


def _article_of(statute: Statute, version: Version, number: int, sub: int, day: date) -> None:
    """Print one article."""
    held = version.articles.get((number, sub))
    if held is None:
        where = f"{zh(day)}有效的《{statute.title}》"
        raise KnowledgeError(f"{where}没有第{_written(number, sub)}条，该文本共 {version.last_article} 条。请核对条号，或用 --on 指定日期")
    _say(f"《{statute.title}》第{_written(number, sub)}条")
    _say(f"{_version(version)}\n")
    _say(held.text)
    for line in _renumbered(number, day) if statute.title == _PENALTY_LAW else ():
        _say(f"\n{line}")


@app.command("list", cls=Command, help="按名称查法律法规：有几个版本，是否有效。", options_metavar="[选项]")
def list_titles(
    words: Annotated[list[str] | None, typer.Argument(metavar="词", help="名称中都要有的词；不写则列出全部。")] = None,
) -> None:
    """List titles with the number of texts held and whether they are in force today."""
    _use_own_texts()
    today = date.today()
    found = [title for title in library().titles if all(word in title for word in words or ())]
    for title in found:
        statute = library().resolve(title)
        if statute is not None:
            _say(f"《{title}》{_state(statute, today)}")
    _say(
        f"共 {len(found):,} 部"
        if found
        else f"法规库没有名称含“{' '.join(words or ())}”的法律法规。请减少字词，或用 zhijian laws import 导入"
    )


@app.command("import", cls=Command, help="导入本地法规规章（Markdown、文本、DOCX，或装有它们的文件夹）。", options_metavar="[选项]")
def import_texts(
    paths: Annotated[list[Path], typer.Argument(metavar="文件或文件夹", help="一部法规一个文件。")],
    title: Annotated[str | None, typer.Option("--title", metavar="名称", help="法规名称；默认从文首读取。")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="机关", help="制定机关；默认从文首读取。")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="日期", help="公布日期，如 2023-11-30。")] = None,
    in_force: Annotated[str | None, typer.Option("--in-force", metavar="日期", help="施行日期，如 2024-01-01。")] = None,
) -> None:
    """Read texts and keep them; exit status 1 where one could not be read."""
    files = list(each_file(existing(paths)))
    given = Given(title, issuer, _date(published, "--published"), _date(in_force, "--in-force"))
    if given != Given() and len(files) > 1:
        raise typer.BadParameter("--title、--issuer、--published、--in-force 只能用于一个文件，请逐个导入。")
    settings, read, failed = Settings.load(), [], 0
    for name, file in files:
        try:
            if isinstance(file, InputError):
                raise file
            read.append(_new(read_text(file, name, given)))
        except (InputError, OSError) as error:
            failed += 1
            reason = f"{name}：不能读取（{error.strerror}），请检查权限" if isinstance(error, OSError) else str(error)
            Console(stderr=True, soft_wrap=True).print(reason, style="red", markup=False, highlight=False)
    if read:
        store(settings.local_laws, read)
    for entry in read:
        _say(f"已导入《{entry['title']}》：{entry['issuer'] or '制定机关未读到'}，{_dates_of(entry)}")
    _say(f"导入 {len(read)} 部，未能导入 {failed} 个文件。导入的文本未经核对，请对照公布的文本。")
    if failed:
        raise typer.Exit(1)


def _use_own_texts() -> None:
    use_local_texts(Settings.load().local_laws)


def _new(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry, unless the bundled library holds as new a text. RejectedInput: ``held``."""
    use_local_texts(None)
    statute = library().resolve(entry["title"])
    newest = max((version.start for version in statute.versions if version.start), default=None) if statute else None
    if newest and newest.isoformat() >= entry["from"]:
        held = f"法规库自带《{entry['title']}》{zh(newest)}起施行的文本，不必导入"
        raise RejectedInput(f"{entry['source']}：{held}；更新的文本请用 --in-force 写明施行日期", code="held")
    return entry


def _dates_of(entry: dict[str, Any]) -> str:
    published = f"{entry['published']} 公布，" if entry["published"] else ""
    return f"{published}{entry['from']} 施行（{entry['basis']}）"


def _article(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = _ARTICLE.fullmatch("".join(text.split()))
    number = parse_numeral(match["number"]) if match else None
    if match is None or not number:
        raise typer.BadParameter(f"条号“{text}”无效：应为 60、六十、第六十条 或 十七之一。")
    return number, (parse_numeral(match["sub"]) or 0) if match["sub"] else 0


def _date(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} “{text}”无效：应为 2024-05-01 的形式，并且历法上有这一天。") from None


def _suggested(name: str) -> str:
    titles = library().titles
    bare = name.strip("《》")
    near = [title for title in titles if bare in title][:_NEAR] or get_close_matches(bare, titles, _NEAR, 0.5)
    like = f"相近的有：{'、'.join(f'《{title}》' for title in near)}。" if near else ""
    return f"{like}请核对名称（zhijian laws list 词），本地法规规章可用 zhijian laws import 导入"


def _state(statute: Statute, day: date) -> str:
    status = _STATUS[library().in_force(statute.title, day).status]
    ended = f"（{statute.repealed.isoformat()} 起失效）" if statute.repealed and statute.repealed <= day else ""
    return f"　{status}{ended}，{f'{len(statute.versions)} 个文本' if statute.versions else '只有名称，没有条文'}"


def _why_not(statute: Statute, found: InForce, day: date) -> str:
    """Why there is no text of that day, and what to do."""
    if found.status == "expired":
        by = f"，已由《{statute.repealed_by}》取代" if statute.repealed_by else ""
        return f"在{zh(day)}已经失效{by}。查失效以前的文本请用 --on 指定日期"
    starts = [version.start for version in statute.versions if version.start]
    if not starts:
        return "只有名称，法规库没有条文。请用 zhijian laws import 导入全文"
    if statute.amended and statute.amended <= day:
        return f"自{zh(statute.amended)}起修改过，法规库没有修改后的文本。请用 zhijian laws import 导入；查修改以前的文本请用 --on 指定日期"
    if found.status == "not_yet":
        return f"在{zh(day)}尚未施行，最早的文本自{zh(min(starts))}起施行。请用 --on 指定这以后的日期"
    return f"没有{zh(day)}有效的文本，最早的文本自{zh(min(starts))}起施行。请用 --on 指定这以后的日期"


def _version(version: Version) -> str:
    start = version.start.isoformat() if version.start else "施行日期未知"
    ends = f"至 {version.end.isoformat()}" if version.end else "至今"
    issuer = f"{version.issuer}，" if version.issuer else ""
    uncertain = "" if version.certain else f"，{version.basis}"
    checked = "已核对全文" if version.verified else "文本未经核对"
    return f"{issuer}{version.label}文本：{start} {ends}{uncertain}；{checked}；来源 {version.source}"


def _renumbered(number: int, day: date) -> Iterator[str]:
    """What became of an article of 行政处罚法 in 2021, and where an article of today stood before."""
    old = old_penalty_article_map()
    if number in old and (old[number].new or day < _REFORM):
        entry = old[number]
        now = f"现为第{_listed(entry.new)}条" if entry.new else "现行法没有对应条文"
        topic = f"（{entry.topic}）" if entry.topic else ""
        doubt = "，机器比对，请核对" if entry.doubtful else ""
        yield f"旧法（2021年7月15日以前）第{number}条的内容{topic}，{now}{doubt}。"
    before = [entry.old for entry in old.values() if number in entry.new]
    if before and day >= _REFORM:
        yield f"本条的内容在旧法为第{_listed(before)}条。"


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, sorted(numbers)))


def _written(number: int, sub: int) -> str:
    return f"{number}条之{sub}".removesuffix("条") if sub else str(number)


def _say(text: str) -> None:
    Console(soft_wrap=True).print(text, markup=False, highlight=False)
