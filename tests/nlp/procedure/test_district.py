import pytest

from nlp.procedure.district import district_of


@pytest.mark.parametrize(
    ("name", "city", "county"),
    [
        ("云泽市青屿区城市管理综合行政执法局", "云泽市", "青屿区"),
        ("栖云县市场监督管理局", None, "栖云县"),
        ("岚州市生态环境局", "岚州市", None),
        ("甲乙市市场监督管理局", "甲乙市", None),
        ("麦川县工业集中区东篱路108号", None, "麦川县"),
        ("云杉区经济开发区清和路", None, "云杉区"),
        ("江川省云泽市青屿区临港工业园7号", "云泽市", "青屿区"),
        ("国家税务总局苇杭市石桥铺区税务局", "苇杭市", "石桥铺区"),
        ("金华市义乌市北苑街道", "金华市", "义乌市"),
        ("工业集中区东篱路", None, None),
        ("城东高新区科技路", None, None),
        ("市区人民路", None, None),
        ("县城关镇解放路", None, None),
    ],
)
def test_city_and_county(name: str, city: str | None, county: str | None) -> None:
    found = district_of(name)
    assert (found.city, found.county) == (city, county)


@pytest.mark.parametrize(
    ("agency", "place", "outside"),
    [
        ("乙县市场监督管理局", "丙县人民路1号", True),
        ("甲丁市乙丁区城市管理局", "甲丁市丙丁区人民路1号", True),
        ("甲丁市乙丁区城市管理局", "丙丁区人民路1号", True),
        ("甲丁市生态环境局", "戊丁市丙丁区人民路1号", True),
        ("甲丁市生态环境局", "丙丁区人民路1号", False),
        ("甲丁市生态环境局", "甲丁市丙丁县人民路1号", False),
        ("甲丁市生态环境局", "戊丁市人民路1号", False),
        ("义乌市应急管理局", "金华市义乌市北苑街道", False),
        ("乙县市场监督管理局", "乙县城关镇人民路1号", False),
        ("乙县市场监督管理局", "人民路1号", False),
        ("乙县市场监督管理局", "滨江区人民路1号", False),
    ],
)
def test_outside(agency: str, place: str, outside: bool) -> None:
    assert district_of(place).outside(district_of(agency)) is outside
