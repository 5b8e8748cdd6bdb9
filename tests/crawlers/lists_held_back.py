"""Three more layouts of list pages, written before ``crawlers/propose*.py`` and not looked at while those were written."""

from __future__ import annotations

from collections.abc import Sequence

from tests.crawlers.cms import FOOT, NAV, Story, gov_portal, news_portal, old_tables
from tests.crawlers.lists import Layout


def _portal_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """A portal with cards: day and month apart, a summary that is a link as well, 详情, numbered pages index_2.html."""
    cards = "".join(
        f'<div class="news-item clearfix"><div class="time-box"><strong>{s.day[8:]}</strong><em>{s.day[:7]}</em></div><div class="txt-box">'
        f'<h4 class="tit"><a href="content/post_{7000 + n}.html">{s.title}</a></h4>'
        f'<p class="sum"><a href="content/post_{7000 + n}.html">{s.paragraphs[0][:50]}……</a></p>'
        f'<a class="more" href="content/post_{7000 + n}.html">详情</a></div></div>'
        for n, s in told
    )
    numbers = "".join(
        f'<a href="index{"" if n == 1 else f"_{n}"}.html">{n}</a>' if n != page else f'<span class="cur">{n}</span>'
        for n in range(1, pages + 1)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>政务动态_某省人民政府门户网站</title></head><body>
<div class="header_nav"><ul>{NAV}</ul></div><div class="BreadcrumbNav">当前位置：<a href="/">首页</a> &gt; 政务动态</div>
<div class="banner"><a href="/zt/1/"><img src="/1.jpg" alt="优化营商环境专题"></a><a href="/zt/2/"><img src="/2.jpg"></a></div>
<div class="container"><div class="col-l"><div class="news-list-box">{cards}</div><div class="pagination-box">{numbers}</div></div>
<div class="col-r"><div class="rank"><h3>一周热门</h3><ol><li><a href="/p/1.html">全省优化法治化营商环境大会召开</a></li>
<li><a href="/p/2.html">省政府常务会议研究部署安全生产工作</a></li><li><a href="/p/3.html">关于元旦放假安排的通知全文</a></li>
<li><a href="/p/4.html">十项便民利企措施今日起施行</a></li></ol></div></div></div><div class="footer">{FOOT}</div></body></html>"""


def _old_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """A page of 2003: fonts, upper case, rows without any class, day behind the title, a list of other news at the side; GBK."""
    rows = "".join(
        f"<TR><TD height=22><FONT color=#666666>·</FONT><A href=shownews.asp?id={n}&Class=12 target=_blank><FONT color=#000000>{s.title}"
        f"</FONT></A> <FONT color=#999999>({s.day[:4]}年{int(s.day[5:7])}月{int(s.day[8:])}日)</FONT></TD></TR>"
        for n, s in told
    )
    turn = f"<A href=newslist.asp?Class=12&Page={page + 1}>下一页</A> <A href=newslist.asp?Class=12&Page={pages}>尾页</A>"
    side = "".join(
        f"<TR><TD><A href=shownews.asp?id={900 + n}&Class=3>{name}</A></TD></TR>"
        for n, name in enumerate(("公务员年度考核工作动员会召开", "机关党支部开展主题党日活动", "送法下乡活动走进李家村"))
    )
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>执法动态</TITLE></HEAD><BODY>
<TABLE width=760 align=center><TR><TD bgcolor=#003399><A href=/>首页</A> | <A href=/a.asp>单位概况</A> | <A href=/b.asp>执法动态</A></TD>
</TR></TABLE><TABLE width=760 align=center><TR><TD width=180 valign=top><TABLE><TR><TD bgcolor=#cccccc>图片新闻</TD></TR>{side}</TABLE>
</TD><TD valign=top><TABLE width=560><TR><TD>您现在的位置：首页 -&gt; 执法动态</TD></TR></TABLE>
<TABLE width=560 cellspacing=0>{rows}</TABLE><TABLE width=560><TR><TD align=center>第{page}页/共{pages}页
{turn if page < pages else "下一页 尾页"}</TD></TR></TABLE></TD></TR></TABLE><CENTER><HR>{FOOT}</CENTER></BODY></HTML>"""


def _cards_page(told: Sequence[tuple[int, Story]], page: int, pages: int) -> str:
    """A new site: the whole card is a link, a pinned article has another class, an arrow leads on, other columns beneath."""
    cards = "".join(
        f'<a class="card{" card--top" if n == 0 else ""}" href="/a/{s.day}/{n}"><figure><i></i></figure><div class="card__b">'
        f'<h3>{s.title}</h3><p>{s.paragraphs[1][:40]}</p><div class="meta"><span>{s.source}</span><time datetime="{s.day}T08:00:00+08:00">'
        f"{int(s.day[5:7])}月{int(s.day[8:])}日</time></div></div></a>"
        for n, s in told
    )
    turn = f'<a class="pg-next" rel="next" href="/channel/law?p={page + 1}" aria-label="下一页"><svg></svg></a>' if page < pages else ""
    other = "".join(f'<a class="chip" href="/channel/{name}">{name}</a>' for name in ("时政要闻", "民生服务", "营商环境", "基层治理"))
    return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>法治--某日报网</title></head><body>
<header><nav><ul>{NAV}</ul></nav></header><main><section class="feed" data-v-8a1>{cards}</section><nav class="pg">{turn}</nav>
<section class="chips">{other}</section></main><footer>{FOOT}</footer></body></html>"""


HELD_BACK = (
    Layout(
        "portal",
        lambda page, pages: "/zwdt/index.html" if page == 1 else f"/zwdt/index_{page}.html",
        lambda n, s: f"/zwdt/content/post_{7000 + n}.html",
        _portal_page,
        gov_portal,
    ),
    Layout(
        "old",
        lambda page, pages: "/newslist.asp?Class=12" + (f"&Page={page}" if page > 1 else ""),
        lambda n, s: f"/shownews.asp?id={n}&Class=12",
        _old_page,
        old_tables,
        "gb18030",
    ),
    Layout(
        "cards",
        lambda page, pages: "/channel/law" + (f"?p={page}" if page > 1 else ""),
        lambda n, s: f"/a/{s.day}/{n}",
        _cards_page,
        news_portal,
    ),
)
