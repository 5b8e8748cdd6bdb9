"""The (invented) office that decides: its name, the short form in its numbers, its superior, its government, court and bank."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from zhijian.demo.case import Agency
from zhijian.demo.people import CITIES, COUNTIES, STREETS

VERTICAL = ("税务", "烟草专卖")  # led from above: reconsideration is the superior's (行政复议法 2023 第二十七条)


@dataclass(frozen=True, slots=True)
class Department:
    """Names of one kind of office; ``{county}`` is the county with its city where it is a district, ``{town}`` a subdistrict."""

    name: str
    short: str
    unit: str
    upper: str = ""


DEPARTMENTS = {
    "市场监管": Department("{county}市场监督管理局", "市监", "综合行政执法大队"),
    "城管": Department("{county}综合行政执法局", "综执", "执法一中队"),
    "应急管理": Department("{county}应急管理局", "应急", "执法监察大队"),
    "交通运输": Department("{county}交通运输局", "交", "交通运输综合执法大队"),
    "卫生健康": Department("{county}卫生健康局", "卫", "卫生监督科"),
    "农业农村": Department("{county}农业农村局", "农", "农业综合行政执法大队"),
    # county offices are branches of the city's and act in its name
    "生态环境": Department("{city}生态环境局", "环", "生态环境保护综合行政执法大队", "省生态环境厅"),
    "文化旅游": Department("{county}文化和旅游局", "文旅", "文化市场综合执法大队"),
    "自然资源": Department("{county}自然资源局", "自然资", "自然资源执法大队"),
    "住房城乡建设": Department("{county}住房和城乡建设局", "建", "建设工程执法科"),
    "水行政": Department("{county}水利局", "水", "水政监察大队"),
    "消防救援": Department("{county}消防救援大队", "消", "监督执法科", "{city}消防救援支队"),
    "人力资源社会保障": Department("{county}人力资源和社会保障局", "人社监", "劳动保障监察大队"),
    "烟草专卖": Department("{county}烟草专卖局", "烟", "专卖管理所"),
    "税务": Department("国家税务总局{county}税务局", "税", "税源管理一股", "国家税务总局{city}税务局"),
    "乡镇街道": Department("{county}{town}街道办事处", "街综执", "综合行政执法队", "{county}人民政府"),
}
_TOWNS = ("望岳", "临河", "新安", "北关", "石门", "桃源")


def agency_of(dept: str, rng: Random) -> Agency:
    """An office of ``dept``. Raises KeyError for a department that is not in DEPARTMENTS."""
    about = DEPARTMENTS[dept]
    city, county = rng.choice(CITIES), rng.choice(COUNTIES)
    full = county if county.endswith("县") else f"{city}{county}"
    words = {"city": city, "county": full, "town": Random(f"{city}{county}").choice(_TOWNS)}
    name = about.name.format_map(words)
    upper = about.upper.format_map(words) or name.replace(full, city, 1)
    branch = dept == "生态环境"
    initial = city[0] if branch else county[0]
    street = f"{county}{rng.choice(STREETS)}{rng.randint(1, 99)}号"
    account = "6299 " + " ".join(f"{rng.randrange(10**4):04d}" for _ in range(3))
    return Agency(
        name=name,
        dept=dept,
        city=city,
        county=county,
        prefix=f"（{initial}）{about.short}" if dept == "应急管理" else f"{initial}{about.short}",
        upper=upper,
        government=f"{city}人民政府" if branch else f"{full}人民政府",
        court=f"{full}人民法院",
        address=street,
        phone=f"0999-{rng.randint(2000000, 8999999)}",
        unit=about.unit,
        bank=f"{county}农村商业银行营业部",
        payee=f"{full}财政局非税收入财政专户",
        account=account,
    )
