"""Article pages as the content management systems of Chinese government and news sites make them, built from a story.

Each builder writes the page from scratch in the manner of its system; ``FURNITURE`` is what no reader counts to the article.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FURNITURE = (
    "网站首页",
    "政务公开",
    "互动交流",
    "当前位置",
    "上一篇",
    "下一篇",
    "分享到",
    "打印本页",
    "关闭窗口",
    "版权所有",
    "主办单位",
    "网站标识码",
    "ICP备",
    "公网安备",
    "相关阅读",
    "热点排行",
    "本区召开冬季防火工作会议",
    "我区开展蔬菜农药残留抽检",
    "网友评论",
    "扫一扫",
    "客户端下载",
    "浏览次数",
    "字号",
)


@dataclass(frozen=True)
class Story:
    """What an article says. ``table``: rows of cells after the paragraphs; ``attachments``: names of files after that."""

    title: str
    day: str
    source: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()
    attachments: tuple[str, ...] = ()
    clock: str = "2026年11月27日"
    editor: str = "李编"
    neighbours: tuple[str, str] = field(default=("本区召开冬季防火工作会议", "我区开展蔬菜农药残留抽检"))

    @property
    def spoken(self) -> str:
        """The day as 2025年3月1日."""
        year, month, day = self.day.split("-")
        return f"{year}年{int(month)}月{int(day)}日"

    def paragraphs_as(self, before: str, after: str) -> str:
        return "".join(f"{before}{text}{after}" for text in self.paragraphs)

    @property
    def rest(self) -> str:
        """What follows the paragraphs."""
        return self.table_html() + self.files_html()

    def table_html(self) -> str:
        rows = "".join("<tr>" + "".join(f"<td><p><span>{cell}</span></p></td>" for cell in row) + "</tr>" for row in self.table)
        return f'<table border="1" cellspacing="0"><tbody>{rows}</tbody></table>' if rows else ""

    def files_html(self) -> str:
        links = (f'<p>附件：<a href="./P0{n}.doc">{name}</a></p>' for n, name in enumerate(self.attachments))
        return "".join(links)


NAV = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(("网站首页", "政务公开", "办事服务", "互动交流", "走进本区"))
)
SIDE = "".join(
    f'<li><a href="/n/{n}.html">{name}</a></li>' for n, name in enumerate(("本区召开冬季防火工作会议", "我区开展蔬菜农药残留抽检") * 4)
)
FOOT = (
    "<p>主办单位：某区人民政府办公室　承办单位：某区大数据中心</p><p>版权所有 © 某区人民政府　网站标识码：1101010001</p>"
    "<p>京ICP备05000000号　京公网安备 11010102000000号　联系电话：010-00000000</p>"
)


def trs(story: Story) -> str:
    """TRS WCM, the commonest on government sites: meta tags with the facts, div.TRS_Editor with Word's styles."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}_某区人民政府</title>
<meta name="SiteName" content="某区人民政府"><meta name="ArticleTitle" content="{story.title}">
<meta name="PubDate" content="{story.day} 09:12"><meta name="ContentSource" content="{story.source}">
<meta name="ColumnName" content="工作动态">
</head><body><div class="header"><ul class="nav">{NAV}</ul><div id="date">今天是{story.clock} 星期五</div></div>
<div class="wrap"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="../">政务公开</a> &gt; 工作动态</div>
<div class="xl-nr"><h1 class="xl-title">{story.title}</h1>
<div class="xl-info"><span>日期：{story.day} 09:12</span><span>来源：{story.source}</span>
<span>字号：[<a>大</a> <a>中</a> <a>小</a>]</span>
<span>浏览次数：<script>document.write(1)</script></span></div>
<div class="view TRS_UEDITOR trs_paper_default trs_web"><div class="TRS_Editor"><style>.TRS_Editor P{{margin:0}}</style>
{story.paragraphs_as('<p style="text-indent:2em;line-height:2"><span style="font-family:宋体">　　', "</span></p>")}{story.table_html()}
</div></div>{story.files_html()}
<div class="xl-share">分享到：<a class="bds_weixin">微信</a><a class="bds_tsina">微博</a></div>
<div class="xl-btn"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>
<ul class="sxp"><li>上一篇：<a href="1.html">{story.neighbours[0]}</a></li><li>下一篇：<a href="2.html">{story.neighbours[1]}</a></li>
</ul>
</div></div><div class="footer">{FOOT}</div></body></html>"""


def jcms(story: Story) -> str:
    """大汉 jcms: tables for layout, facts between comments, the text in #zoom."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>某区人民政府 工作动态 {story.title}</title></head>
<body><table width="1000" align="center"><tr><td><ul class="menu">{NAV}</ul></td></tr></table>
<table id="article" width="960" border="0" align="center"><tr><td class="bt_position">您的当前位置：首页 &gt;&gt; 工作动态</td></tr>
<tr><td class="title" align="center"><!--<$[标题]>begin-->{story.title}<!--<$[标题]>end--></td></tr>
<tr><td align="center"><table><tr><td>发布日期：{story.day}　</td>
<td>信息来源：<!--<$[信息来源]>begin-->{story.source}<!--<$[信息来源]>end--></td>
<td>浏览次数：<script>var x;</script>　字号：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>
<tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{story.paragraphs_as('<p style="TEXT-INDENT: 2em">', "</p>")}{story.rest}<meta name="ContentEnd">
<!--ZJEG_RSS.content.end--></div></td></tr>
<tr><td align="right">【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr><tr><td>分享到： QQ空间 新浪微博 微信</td></tr>
</table>
<table width="1000"><tr><td align="center">{FOOT}</td></tr></table></body></html>"""


def phpcms(story: Story) -> str:
    """PHPCMS V9: crumbs, h1 with the facts inside, previous and next in p.f14, hot list aside."""
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{story.title} - 工作动态 - 某某网</title></head><body>
<div class="header"><div class="nav-bar"><ul class="nav-site">{NAV}</ul></div></div><div class="main"><div class="col-left">
<div class="crumbs"><a href="/">首页</a><span> &gt; </span>工作动态 &gt; 当前位置：正文</div>
<div id="Article"><h1>{story.title}<br>
<span>{story.day} 10:21:03&nbsp;&nbsp;&nbsp;来源：{story.source}&nbsp;&nbsp;&nbsp;<a href="#c">网友评论：</a> 0
&nbsp;&nbsp;浏览次数：<span id="hits"></span></span></h1><div class="content">
{story.paragraphs_as("<p>　　", "</p>")}{story.rest}
<div id="pages" class="text-c"></div></div><p style="margin-bottom:10px"><strong>热词搜索：</strong></p>
<p class="f14"><strong>上一篇：</strong><a href="/1.html">{story.neighbours[0]}</a><br><strong>下一篇：</strong>
<a href="/2.html">{story.neighbours[1]}</a></p>
<a class="fx">收藏</a><div class="bdshare">分享到：</div></div>
<div class="related"><h5>相关阅读</h5><ul>{SIDE}</ul></div></div>
<div class="col-auto"><div class="box"><h5 class="title-2">热点排行</h5><ul class="content digg">{SIDE}</ul></div></div></div>
<div class="footer"><p class="info">{FOOT}</p></div></body></html>"""


def dedecms(story: Story) -> str:
    """织梦 DedeCMS: the text in a table cell, small labels, 顶一下, prev and next in div.context."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{story.title}_某某网</title></head>
<body class="articleview"><div class="header"><div class="module blue mT10"><ul id="navMenu">{NAV}</ul></div></div>
<div class="w960 center clear mt1"><div class="pleft"><div class="place">
<strong>当前位置:</strong> <a href="/">主页</a> &gt; <a>动态</a> &gt; </div>
<div class="viewbox"><div class="title"><h2>{story.title}</h2></div>
<div class="info"><small>时间:</small>{story.day} 15:40<small>来源:</small>{story.source} <small>作者:</small>admin <small>点击:</small>
<script src="/count.php"></script>次</div>
<div class="content"><table width="100%"><tr>
<td>{story.paragraphs_as("<div>　　", "</div>")}{story.rest} (责任编辑：admin)</td></tr></table></div>
<div class="dede_pages"><ul class="pagelist"></ul></div>
<div class="newdigg" id="newdigg"><div class="diggbox"><div class="act">顶一下</div><div class="num">(0)</div></div></div>
<div class="boxoff"><strong>------分隔线----------------------------</strong></div>
<div class="handle"><div class="context"><ul><li>上一篇：<a href="1.html">{story.neighbours[0]}</a> </li><li>下一篇：没有了 </li></ul>
</div>
<div class="actbox"><ul><li><a>收藏</a></li><li><a>挑错</a></li><li><a>推荐</a></li><li><a>打印本页</a></li></ul></div></div></div>
<div class="mt1"><dl class="tbox"><dt><strong>网友评论</strong></dt>
<dd>共有 0 人发表评论，请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</dd></dl></div></div>
<div class="pright"><dl class="tbox"><dt>相关阅读</dt><dd><ul class="d1">{SIDE}</ul></dd></dl></div></div>
<div class="footer w960 center">{FOOT}</div></body></html>"""


def wechat(story: Story) -> str:
    """A public account of WeChat: hidden until scripts ran, sections in sections, the day in a script."""
    section = '<section style="margin:0 8px"><section><section powered-by="x"><p style="text-align:justify"><span style="font-size:15px">'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{story.title}">
<meta property="og:description" content=""><title></title></head><body id="activity-detail" class="zh_CN mm_appmsg">
<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary">
<h1 class="rich_media_title" id="activity-name">
{story.title}
</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_nickname" id="profileBt">
<a href="javascript:void(0);" id="js_name">{story.source}</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text">
</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
{story.paragraphs_as(section, "</span></p></section></section></section>")}{story.rest}
<p style="display:none"><mp-style-type data-value="3"></mp-style-type></p></div>
<div id="js_tags">微信扫一扫关注该公众号</div></div></div></div>
<div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div>
<script>var createTime = '{story.day} 18:30'; var ct = "1740787200"; var nickname = "{story.source}";</script></body></html>"""


def nested(story: Story) -> str:
    """No system that anyone knows: hashed class names, a div a paragraph, deep wrappers, nothing closed at the end."""
    return f"""<html><head><title>{story.title}</title></head><body><div class="css-1x"><div class="css-9k">{NAV}</div>
<div class="css-2b"><div><div class="css-77"><div class="css-t1">{story.title}</div><div class="css-t2">
<i>{story.source}</i> <i>{story.day} 07:30</i></div>
<div class="css-bd"><div><div>{story.paragraphs_as("<div><div><span>", "</span></div></div>")}{story.rest}</div></div></div>
<div class="css-pn"><a href="a.html">上一篇：{story.neighbours[0]}</a><a href="b.html">下一篇：{story.neighbours[1]}</a></div>
</div></div><div class="css-rr"><div>热点排行</div><ul>{SIDE}</ul></div></div><div class="css-ft">{FOOT}"""


def old_tables(story: Story) -> str:
    """A page of 2003: upper case, fonts, one cell with line breaks, tags that do not match, a clock at the top."""
    text = "<BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{paragraph}" for paragraph in story.paragraphs)
    return f"""<HTML><HEAD><TITLE>{story.title}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760 align=center><TR><TD bgcolor=#cc0000>
<A href=/>网站首页</A> | <A href=/a>政务公开</A> | <A href=/b>互动交流</A></TD><TD>{story.clock} 星期五</TD></TR></TABLE>
<TABLE width=760 align=center><TR><TD width=180 valign=top><UL>{SIDE}</UL></TD><TD valign=top><TABLE width=100%>
<TR><TD align=center><FONT size=5 color=red><B>{story.title}</FONT></B></TD></TR>
<TR><TD align=center><FONT size=2>{story.spoken}　　{story.source}　　浏览次数：123</FONT></TD></TR>
<TR><TD><FONT size=3>{text}{story.rest}</FONT></TD></TR>
<TR><TD align=right>【打印本页】【关闭窗口】</TD></TR></TABLE></TD></TR></TABLE><CENTER><HR>{FOOT}</CENTER></BODY></HTML>"""


def gov_portal(story: Story) -> str:
    """A portal of a province: UCAP, the facts in .pages-date, a box for the documents that belong to it, a print style."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}_工作动态_某省人民政府门户网站</title>
<meta name="others" content="页面生成时间 {story.clock}"></head><body><div class="mhide"><div class="header_nav"><ul>{NAV}</ul></div>
</div>
<div class="content" id="top"><div class="BreadcrumbNav">当前位置：<a>首页</a> &gt; <a>工作动态</a></div>
<div class="article oneColumn pub_border">
<h1>{story.title}<br></h1><div class="pages-date">{story.day} 20:11 <span class="font">来源： {story.source}</span>
<div class="pages_print mhide"><span class="printIco">打印本页</span><div class="share">分享到：<ul><li>微信</li><li>微博</li></ul>
</div></div></div>
<div class="pages_content" id="UCAP-CONTENT">{story.paragraphs_as('<p style="text-indent: 2em">', "</p>")}{story.rest}</div>
<div class="editor mhide">【我要纠错】<span>责任编辑：{story.editor}</span></div></div>
<div class="related mhide"><div class="subtitle">相关阅读</div><ul class="list">{SIDE}</ul></div></div>
<div class="footer"><div class="foot">{FOOT}</div><p>客户端下载</p></div></body></html>"""


def news_portal(story: Story) -> str:
    """A news site: JSON-LD, article element, editor's line, summary cards of other news with sentences of their own, comments."""
    cards = "".join(
        f'<div class="card"><b>{name}</b><p><a href="/{n}.html">本报讯 {name}，有关负责人出席并讲话。</a></p></div>'
        for n, name in enumerate(story.neighbours)
    )
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{story.title}--地方--某日报网</title>
<meta property="og:title" content="{story.title}"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{story.title}",
"datePublished":"{story.day}T08:00:00+08:00"}}</script></head><body><header><nav><ul>{NAV}</ul></nav>
<time id="now">{story.clock} 08:01</time></header>
<main><article><h1 class="title">{story.title}</h1><div class="sub"><span class="source">来源：{story.source}</span>
<span class="time">{story.spoken} 08:00</span></div>
<div class="article-detail" id="rwb_zw">{story.paragraphs_as("<p>", "</p>")}{story.rest}
<p class="editor">(责编：{story.editor}、王校)</p><div class="share-box">分享到：<a>微信</a></div></div></article>
<aside><h2>热点排行</h2>{cards}</aside><section class="comments"><h2>网友评论</h2><p>请登录后发表评论，文明上网，理性发言。</p>
</section></main>
<footer>{FOOT}<div class="app">扫一扫，客户端下载</div></footer></body></html>"""


def disclosure(story: Story) -> str:
    """政府信息公开: a table of 索引号, 成文日期, 发布日期 before the text."""
    year, month, day = story.day.split("-")
    signed = f"{int(year) - 1}-{month}-{day}"
    return f"""<html><head><meta charset="utf-8"><title>{story.title}</title></head><body><div class="zfxxgk_top"><ul>{NAV}</ul></div>
<div class="xxgk_main"><table class="xxgk_head"><tr><td>索 引 号：</td><td>11110105/2025-00012</td><td>主题分类：</td><td>综合政务</td>
</tr>
<tr><td>发文机构：</td><td>{story.source}</td><td>成文日期：</td><td>{signed}</td></tr>
<tr><td>发文字号：</td><td>某政办〔2024〕12号</td><td>发布日期：</td><td>{story.day}</td></tr></table>
<div class="xxgk_title">{story.title}</div>
<div class="xxgk_text">{story.paragraphs_as("<p>", "</p>")}{story.rest}</div>
<div class="xxgk_tool">【打印本页】 【关闭窗口】</div></div><div class="bottom">{FOOT}</div></body></html>"""


def newspaper(story: Story) -> str:
    """The web edition of a printed paper: the page of the paper, founder-content, a list of the day's other articles."""
    return f"""<html><head><title>某日报数字报-{story.title}</title></head><body><div class="layout"><div class="page-head">{story.spoken}
星期六 某日报 <a href="#">返回首页</a></div><div class="left-pane"><div class="newslist"><ul>{SIDE}</ul></div></div>
<div class="right-pane">
<div class="newsdetatit"><h3></h3><h2>{story.title}</h2><h4></h4></div><div class="newsdetatext"><founder-content>
{story.paragraphs_as("<P>　　", "</P>")}{story.rest}</founder-content></div>
<div class="paper-info">来源：{story.source}　版次：A03</div><div class="turn"><a href="1.html">上一篇</a><a href="2.html">下一篇</a>
</div></div></div>
<div class="powered">{FOOT}</div></body></html>"""


def single_page(story: Story) -> str:
    """What a script left behind in the browser: data-v attributes, no semantic names, the whole in #app."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title}</title></head><body><div id="app">
<div data-v-1 class="top">
<div data-v-1><a data-v-1 href="/">网站首页</a><a data-v-1 href="/a">政务公开</a><a data-v-1 href="/b">互动交流</a></div></div>
<div data-v-2 class="page"><p data-v-2 class="t">{story.title}</p><p data-v-2 class="i">
<span data-v-2>发布时间：{story.day} 10:00:00</span>
<span data-v-2>信息来源：{story.source}</span><span data-v-2>浏览次数：20</span></p><div data-v-2 class="c">
{story.paragraphs_as("<p data-v-2>", "</p>")}{story.rest}</div><div data-v-2 class="op"><span>打印本页</span>
<span>关闭窗口</span></div></div><div data-v-3>{FOOT}</div></div></body></html>"""


def forum(story: Story) -> str:
    """A Discuz forum: the first post in td.t_f, an answer beneath it, ranks and signatures around."""
    text = "<br />\n<br />\n".join(story.paragraphs)
    return f"""<html><head><meta charset="gbk"><title>{story.title} - 百姓呼声 - {story.source} - Powered by Discuz!</title></head>
<body><div id="hd"><ul>{NAV}</ul></div>
<div id="pt" class="bm cl"><a href="./">当前位置</a> › <a>论坛</a> › 百姓呼声</div><div id="postlist" class="pl bm"><h1 class="ts">
<span id="thread_subject">
{story.title}</span></h1><div id="post_1"><table class="plhin"><tr><td class="pls" rowspan="2"><div class="authi"><a>路人甲</a></div>
<p>帖子 12</p>
</td><td class="plc"><div class="pi"><em id="authorposton1">发表于 {story.day} 22:15:01</em></div><div class="pct"><div class="pcb">
<div class="t_fsz">
<table cellspacing="0"><tr><td class="t_f" id="postmessage_1">
{text}{story.rest}</td></tr></table></div></div></div></td></tr></table></div></div>
<div class="ft">{FOOT}</div></body></html>"""


STYLES = (trs, jcms, phpcms, dedecms, wechat, nested, old_tables, gov_portal, news_portal, disclosure, newspaper, single_page, forum)

STORIES = {
    "long": Story(
        "某区开展夜市经营秩序专项整治行动",
        "2025-03-01",
        "某区城市管理局",
        (
            "本报讯（记者 张三）2月27日晚，某区城市管理综合行政执法局联合市场监管、公安等部门，对辖区夜市经营秩序开展专项整治。",
            "当晚8时许，执法人员来到建设路夜市，逐摊检查占道经营、油烟扰民、证照不全等问题。“摊子往里挪一挪，消防通道要留出来。”执法队员提醒商户。",
            "一、整治重点",
            "此次行动重点整治四类问题：",
            "（一）超出划定区域摆摊；",
            "（二）未安装油烟净化设施。",
            "2024年12月15日，该区曾就夜市管理公开征求意见，共收到意见建议136条，采纳92条。",
            "据统计，行动共出动执法人员46人次，责令改正23处，先行登记保存物品5件，均当场出具清单。",
            "下一步，该局将建立“一摊一档”，每月开展不少于两次的检查，检查情况在2025年6月30日前向社会公布。",
        ),
    ),
    "brief": Story(
        "市民反映城管扣车不给单据",
        "2024-11-08",
        "某晚报",
        ("11月6日，市民王先生拨打热线反映，其三轮车在解放路被城管队员扣走，对方未出示证件，也没有给任何单据，要求交200元才能取车。",),
    ),
    "two": Story(
        "关于对某餐饮有限公司处罚情况的说明",
        "2023-07-19",
        "某县市场监督管理局",
        (
            "针对网传“某县市场监管局对同一家餐馆一个月罚款三次”的情况，我局高度重视，现将有关情况说明如下。",
            "经核查，三次处罚事由不同，程序合法。特此说明。",
        ),
    ),
    "table": Story(
        "某区生态环境局2025年第一季度行政处罚情况公示",
        "2025-04-10",
        "某区生态环境局",
        (
            "为推进行政执法公示，现将2025年第一季度行政处罚情况公示如下：",
            "公示期为2025年4月10日至4月16日。",
            "某区生态环境局",
            "2025年4月9日",
        ),
        table=(("序号", "当事人", "处罚决定"), ("1", "某化工有限公司", "罚款12万元"), ("2", "某汽修厂", "责令停产整治")),
        attachments=("行政处罚案件信息表.doc", "听证告知书送达公告.pdf"),
    ),
    "complaint": Story(
        "企业半年被查17次 老板：我还怎么开门",
        "2025-09-03",
        "某经济观察网",
        (
            "“半年来了17拨人，每拨都要我签字。”8月底，在某市开发区经营一家塑料制品厂的赵先生向记者展示了一沓检查记录。",
            "赵先生说，消防、环保、应急、税务、街道都来过，有时一天来两拨。最多的一次，执法人员要求他停产配合检查，却没有出示检查通知书。",
            "记者就此联系当地司法局。该局执法监督科一名工作人员表示，已经注意到相关情况，正在核实。",
            "《国务院办公厅关于严格规范涉企行政检查的意见》2024年12月印发，明确要求公布同一行政机关对同一企业实施行政检查的年度频次上限。",
            "截至发稿，当地尚未公布调查结果。",
        ),
    ),
}
