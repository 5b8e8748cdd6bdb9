"""Articles, paragraphs and items of a text; what its closing articles say."""

from nlp.statutes.articles import articles_of, own_date, repealed_titles

TEXT = """第一章　总则
第一条　为了规范管理，制定本办法。
第二条　有下列情形之一的，责令改正：
（一）未按规定登记的；
（二）其他情形。
逾期不改正的，处二百元罚款。
第二条之一　前条所称登记，依照《登记办法》
第九条的规定办理。
附 则
第三条　本办法自2021年3月1日起施行。《旧办法》同时废止。""".splitlines()


def test_articles_hold_paragraphs_and_paragraphs_hold_items() -> None:
    articles = articles_of(TEXT)
    assert [(number, sub) for number, sub, _ in articles] == [(1, None), (2, None), (2, 1), (3, None)]
    assert articles[1][2] == ["有下列情形之一的，责令改正：\n（一）未按规定登记的；\n（二）其他情形。", "逾期不改正的，处二百元罚款。"]


def test_headings_belong_to_no_article() -> None:
    assert not any("附" in paragraph and "则" in paragraph for _, _, paragraphs in articles_of(TEXT) for paragraph in paragraphs)


def test_the_closing_article_says_from_when_and_what_ends() -> None:
    articles = articles_of(["第一条　制定本办法。", "第二条　本办法自2021年3月1日起施行。《旧办法》同时废止。"])
    assert own_date(articles, None) == "2021-03-01"
    assert repealed_titles(articles) == ["旧办法"]
    assert own_date(articles_of(["第一条　本办法自公布之日起施行。"]), "2020-05-06") == "2020-05-06"
