"""List pages as the content management systems of Chinese government sites make them, with the articles that stand on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.crawlers.cms import FOOT, NAV, SIDE, Story, dedecms, jcms, phpcms, trs

PER_PAGE = 8
_SUBJECTS = (
    "某区开展夜市经营秩序专项整治行动",
    "市城管局召开规范涉企行政检查工作推进会",
    "关于公开征求《某市行政裁量权基准》意见的通知",
    "执法监督",
    "某县市场监管局通报5起食品安全典型案例",
    "企业半年被查17次 司法局：已介入核查",
    "我市全面推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度",
    "交通运输综合行政执法支队夜查超限超载车辆",
    "某区行政复议委员会第一次全体会议举行",
)
_BODY = (
    "本报讯（记者 张三）为进一步规范行政执法行为，{title}。活动由区司法局牵头，城市管理、市场监管、交通运输等部门参加。",
    "工作人员介绍，今年以来共受理群众反映的执法问题{number}件，已办结{done}件，其余正在核实，办理结果将向社会公布。",
    "下一步，有关部门将建立长效机制，坚决防止乱收费、乱罚款、乱检查、乱查封，切实维护企业和群众的合法权益。",
)


def stories(count: int, *, newest: date = date(2026, 11, 20)) -> list[Story]:
    """Articles, the newest first, a few days between them; no two have the same title or text."""
    made = []
    for n in range(count):
        title = f"{_SUBJECTS[n % len(_SUBJECTS)]}（第{n + 1}期）"
        paragraphs = tuple(text.format(title=title, number=120 + n, done=90 + n) for text in _BODY)
        made.append(Story(title, (newest - timedelta(days=2 * n)).isoformat(), "某区司法局", paragraphs))
    return made


@dataclass(frozen=True)
class Layout:
    """A site: where its list pages and articles are and what they look like. List pages count from 1.

    ``page(numbered stories of the page, page, pages)`` gives the list; numbers count through the whole list.
    """

    name: str
    list_path: Callable[[int, int], str]  # page, pages
    article_path: Callable[[int, Story], str]
    page: Callable[[Sequence[tuple[int, Story]], int, int], str]
    article: Callable[[Story], str]
    codec: str = "utf-8"

    def build(self, site: Any, told: Sequence[Story]) -> str:
        """Puts the site up; the path of its first list page."""
        numbered = list(enumerate(told))
        pages = -(-len(told) // PER_PAGE)
        for page in range(1, pages + 1):
            here = numbered[(page - 1) * PER_PAGE : page * PER_PAGE]
            site.html(self.list_path(page, pages), self.page(here, page, pages), codec=self.codec)
        for number, story in numbered:
            site.html(self.article_path(number, story), self.article(story), codec=self.codec)
        return self.list_path(1, pages)


def _trs_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """TRS WCM: ul with li, date in a span, pages made by the script createPageHTML from 0 on."""
    rows = "".join(
        f'<li><a href="./{s.day[:4]}{s.day[5:7]}/t{s.day.replace("-", "")}_{3000 + n}.html" target="_blank" title="{s.title}">{s.title}</a>'
        f"<span>{s.day}</span></li>\n"
        for n, s in told
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>工作动态_某区人民政府</title></head><body>
<div class="header"><div id="date">今天是2026年11月27日 星期五</div><ul class="nav">{NAV}</ul></div>
<div class="wrap"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="../">政务公开</a> &gt; 工作动态</div>
<div class="left-menu"><h3>政务公开</h3><ul><li><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/tzgg/">通知公告</a></li>
<li class="on"><a href="/zwgk/gzdt/">工作动态</a></li><li><a href="/zwgk/xxgkzn/">政府信息公开指南</a></li></ul></div>
<div class="gl-main"><ul class="gl-list">{rows}</ul>
<div class="page"><script>createPageHTML({pages}, {page - 1}, "index", "html");</script></div></div></div>
<div class="footer">{FOOT}<ul class="links"><li><a href="http://www.gov.cn/">中国政府网</a></li>
<li><a href="http://www.example.gov.cn/">某市人民政府</a></li><li><a href="http://www.moj.gov.cn/">中华人民共和国司法部</a></li></ul>
</div></body></html>"""


def _boda_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """博达 VSB: each li has an id of its own, the pages are counted backwards, 下页 leads on."""
    up = "../" if page == 1 else "../../"
    rows = "".join(
        f'<li id="line_u8_{i}"><a href="{up}info/1054/{2000 + n}.htm" target="_blank" title="{s.title}">{s.title[:16]}'
        f"{'...' if len(s.title) > 16 else ''}</a><span>{s.day.replace('-', '/')}</span></li>"
        for i, (n, s) in enumerate(told)
    )
    following = f"{'gzdt/' if page == 1 else ''}{pages - page}.htm"
    turn = f'<a href="{following}" class="Next">下页</a> <a href="1.htm" class="Next">尾页</a>' if page < pages else "下页 尾页"
    return f"""<!DOCTYPE HTML><HTML><HEAD><TITLE>工作动态-某市司法局</TITLE>
<META content="text/html; charset=UTF-8" http-equiv="Content-Type"></HEAD>
<BODY><div class="top"><ul class="menu">{NAV}</ul></div><div class="main"><div class="n_left"><h2>信息公开</h2>
<ul class="ejlm"><li><a href="../gk/a.htm">机构职能</a></li><li><a href="../gk/b.htm">法规文件</a></li></ul></div>
<div class="n_right"><div class="dqwz">当前位置: <a href="../index.htm">首页</a> &gt;&gt; 工作动态</div>
<div class="list fr">
<ul>{rows}</ul><div class="pb_sys_common pb_sys_normal"><span class="p_t">共{pages}页</span>{turn}</div></div></div></div>
<div class="foot">{FOOT}</div></BODY></HTML>"""


def _hanweb_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """大汉 jcms with tables for layout: a table a row, the date in brackets, the page in a parameter; GBK."""
    rows = "".join(
        f'<table width="98%" border="0" cellpadding="0" cellspacing="0"><tr><td width="18" align="center"><img src="/dot.gif"></td>'
        f"<td height=28><a href='/art/{s.day[:4]}/{int(s.day[5:7])}/{int(s.day[8:])}/art_1229_{500 + n}.html' class='bt_link' "
        f"title='{s.title}' target=\"_blank\">{s.title}</a></td><td width=90 align=right class='bt_time'>[{s.day}]</td></tr></table>"
        for n, s in told
    )
    numbers = "".join(f"<a href='/col/col1229/index.html?uid=4387&amp;pageNum={n}'>{n}</a> " for n in range(1, pages + 1) if n != page)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>某区司法局 工作动态</title></head>
<body><table width="1000" align="center"><tr><td><ul class="menu">{NAV}</ul></td></tr></table>
<table width=1000 align=center><tr><td width=220 valign=top><table width=100%><tr><td>本局概况</td></tr>
<tr><td><a href='/col/col1/index.html'>机构设置与职责</a></td></tr><tr><td><a href='/col/col2/index.html'>领导信息公开目录</a></td></tr>
<tr><td><a href='/col/col3/index.html'>财政预算决算公开</a></td></tr></table></td><td valign=top>
<table width=100%><tr><td>您的当前位置：首页 &gt;&gt; 工作动态</td></tr><tr><td><div id="4387">{rows}</div></td></tr>
<tr><td align=center>共{pages}页 {numbers}</td></tr></table></td></tr></table><center>{FOOT}</center></body></html>"""


TRS = Layout(
    "trs",
    lambda page, pages: "/zwgk/gzdt/" if page == 1 else f"/zwgk/gzdt/index_{page - 1}.html",
    lambda n, s: f"/zwgk/gzdt/{s.day[:4]}{s.day[5:7]}/t{s.day.replace('-', '')}_{3000 + n}.html",
    _trs_page,
    trs,
)
BODA = Layout(
    "boda",
    lambda page, pages: "/xw/gzdt.htm" if page == 1 else f"/xw/gzdt/{pages - page + 1}.htm",
    lambda n, s: f"/info/1054/{2000 + n}.htm",
    _boda_page,
    phpcms,
)
HANWEB = Layout(
    "hanweb",
    lambda page, pages: "/col/col1229/index.html" if page == 1 else f"/col/col1229/index.html?uid=4387&pageNum={page}",
    lambda n, s: f"/art/{s.day[:4]}/{int(s.day[5:7])}/{int(s.day[8:])}/art_1229_{500 + n}.html",
    _hanweb_page,
    jcms,
    "gb18030",
)


def _plain_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """A ul with the dates in spans, odd and even rows, a link 下一页, tags left open."""
    rows = "".join(
        f'<li class="{"odd" if n % 2 else "even"}"><span class=date>{s.day[5:]}</span><a href=/news/{n}.html>{s.title}</a>' for n, s in told
    )
    after = f"<a href='list{page + 1}.html'>下一页</a>" if page < pages else ""
    return f"""<html><head><title>新闻</title><body><ul class=nav>{NAV}</ul><div class="news"><ul>{rows}</ul>{after}</div>
<div class=hot><h3>热点排行</h3><ul>{SIDE}</ul></div><div>{FOOT}"""


PLAIN = Layout("plain", lambda page, pages: f"/list{page}.html", lambda n, s: f"/news/{n}.html", _plain_page, dedecms)


def _flat_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """No element a row: a column in brackets, a title and a day follow each other in one cell, br between them; pages as 1/3."""
    rows = "".join(
        f'[<a href="/list/?c=7">执法监督</a>] <a href="/view/{n}.shtml">{s.title}</a> {s.day[:4]}.{s.day[5:7]}.{s.day[8:]}<br>\n'
        for n, s in told
    )
    turn = f'<a href="javascript:void(0)" class="np" data-p="{page + 1}">&gt;</a>' if page < pages else ""
    other = "".join(
        f"<li><a href='/list/?c={n}'>{name}</a></li>"
        for n, name in enumerate(("通知公告公示", "政策法规解读", "队伍建设工作", "便民服务指南"))
    )
    return f"""<html><head><title>某县综合行政执法局--执法监督</title></head><body><ul>{NAV}</ul><table><tr><td><ul>{other}</ul></td>
<td id="maincell"><h2>执法监督</h2>{rows}<p>{page}/{pages}页 {turn}</p></td></tr></table>{FOOT}</body></html>"""


def _blocks_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """A ul for every five articles with a line between them, a picture that links as well, dt and dd inside; page in the path."""
    blocks = ""
    for start in range(0, len(told), 5):
        rows = "".join(
            f'<li><a class="pic" href="/2026/{n}/"><img src="/p{n}.jpg"></a><dl><dt><a href="/2026/{n}/">{s.title}</a></dt>'
            f"<dd>{s.paragraphs[1][:60]}</dd><dd class=info>{s.source}　{s.day} 10:00　阅读 {n * 3 + 11}</dd></dl></li>"
            for n, s in told[start : start + 5]
        )
        blocks += f'<ul class="five">{rows}</ul><hr class="line">'
    numbers = "".join(f'<li><a href="/law/{n}/">{n}</a></li>' for n in range(1, pages + 1))
    return f"""<html><head><title>法治频道 - 某新闻网</title></head><body><div class=nav><ul>{NAV}</ul></div><div class="mainbox">{blocks}
<ul class="pager">{numbers}</ul></div><div class="side"><ul class="five">{SIDE}</ul></div><div>{FOOT}</div></body></html>"""


def jpage(told: Sequence[Story]) -> str:
    """大汉 jpage: the list stands in a script as XML, which another script turns into pages."""
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/2026/11/20/art_77_{n}.html' title='{s.title}'>{s.title}</a><b>{s.day}</b></li>]]></record>"
        for n, s in enumerate(told)
    )
    return f"""<html><head><title>某市司法局 工作动态</title></head><body><ul class="menu">{NAV}</ul>
<div class="default_pgContainer" id="5077">
<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup>
<recordset>{records}</recordset></datastore></script></div><script src="/script/jpage.js"></script><div>{FOOT}</div></body></html>"""


FLAT = Layout(
    "flat",
    lambda page, pages: "/list/index.shtml" if page == 1 else f"/list/index_{page}.shtml",
    lambda n, s: f"/view/{n}.shtml",
    _flat_page,
    jcms,
)
BLOCKS = Layout("blocks", lambda page, pages: f"/law/{page}/", lambda n, s: f"/2026/{n}/", _blocks_page, phpcms)
LAYOUTS = (TRS, BODA, HANWEB, PLAIN, FLAT, BLOCKS)
