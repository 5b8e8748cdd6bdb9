"""Invented people, places, companies and numbers. Nobody and nothing here exists.

Identity numbers carry area codes that begin with 99, which no place in China has; check digits are right (GB 11643, GB 32100,
GB 11714), so that a checker finds nothing to say about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = (
    "赵钱孙周吴郑冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭鲁韦马苗方俞任袁柳鲍"
    "史唐费岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅卞齐康伍余顾孟平黄和穆萧尹"
)
GIVEN_MEN = [
    "立诚",
    "志远",
    "建川",
    "海峰",
    "永康",
    "国梁",
    "明哲",
    "振东",
    "向阳",
    "启明",
    "文博",
    "家骏",
    "庆丰",
    "广平",
    "新民",
    "长春",
    "少华",
    "学军",
    "光辉",
    "伟民",
    "泽林",
    "宏业",
    "景行",
    "守正",
    "树森",
    "汉江",
    "承志",
    "卫国",
    "培元",
    "松年",
]
GIVEN_WOMEN = [
    "秀芬",
    "丽娟",
    "晓燕",
    "玉梅",
    "雅琴",
    "静怡",
    "春兰",
    "慧敏",
    "若兰",
    "佩芳",
    "雪莹",
    "丹青",
    "婉清",
    "素云",
    "思敏",
    "桂枝",
    "淑贞",
    "红霞",
    "书瑶",
    "月华",
    "凤英",
    "美玲",
    "依然",
    "巧云",
    "文静",
]

CITIES = ("霁宁市", "棠州市", "砚川市", "汀远市", "苇杭市")
COUNTIES = ("松岚县", "竹汀县", "麦川县", "晚枫区", "云杉区", "石桥铺区", "霜林县", "白荷区", "听涛区", "禾丰县")
STREETS = ("望舒街", "清和路", "梧桐里", "东篱路", "采薇街", "长亭路", "月湖大道", "北辰街", "柳浪路", "凤鸣街", "兴隆巷", "稻香路")
VILLAGES = ("石磨村", "上杨村", "三里塘村", "杏花岭村", "下河沿村", "瓦窑村")
BRANDS = ("恒润", "金穗", "永昌", "瑞禾", "盛达", "和信", "佳源", "嘉树", "鸿图", "蓝田", "聚福", "德馨", "新桥", "百川", "万和", "晨曦")

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person."""

    name: str
    sex: str
    born: date
    id_number: str
    phone: str


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer with the number of the enforcement certificate (执法证号)."""

    name: str
    cert_no: str


class Register:
    """Hands out names and numbers, each once in a dossier."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.area = f"99{rng.randint(10, 79)}{rng.randint(10, 39)}"
        self._names: set[str] = set()
        self._surnames: set[str] = set()

    def name(self, sex: str | None = None) -> tuple[str, str]:
        """A name nobody in this dossier has, and the sex. Surnames do not repeat either: readers would mix people up."""
        while True:
            sex_here = sex or self.rng.choice("男女")
            surname = self.rng.choice(SURNAMES)
            name = surname + self.rng.choice(GIVEN_MEN if sex_here == "男" else GIVEN_WOMEN)
            if name not in self._names and (surname not in self._surnames or len(self._surnames) > 40):
                self._names.add(name)
                self._surnames.add(surname)
                return name, sex_here

    def person(self) -> Person:
        """A grown-up of working age."""
        name, sex = self.name()
        born = date(1966, 1, 1) + timedelta(days=self.rng.randrange(365 * 30))
        phone = f"1990000{self.rng.randrange(10**4):04d}"
        return Person(name, sex, born, id_number(self.area, born, sex, self.rng), phone)

    def officer(self, district: str) -> Officer:
        """An officer; ``district`` is the six-digit prefix of the office's certificates."""
        return Officer(self.name()[0], f"{district}{self.rng.randrange(10**5):05d}")


def other_name(name: str, rng: Random) -> str:
    """A name that a careless clerk may take for ``name``: another trade name, or another given name."""
    brand = next((brand for brand in BRANDS if brand in name), None)
    if brand is not None:
        return name.replace(brand, rng.choice([other for other in BRANDS if other != brand]))
    return name[0] + rng.choice([given for given in (*GIVEN_MEN, *GIVEN_WOMEN) if given != name[1:]])


def id_number(area: str, born: date, sex: str, rng: Random) -> str:
    """An 18-digit identity number with its check digit (GB 11643)."""
    order = rng.randrange(10, 90) * 10 + rng.choice((1, 3, 5, 7, 9) if sex == "男" else (0, 2, 4, 6, 8))
    body = f"{area}{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def uscc(area: str, kind: str, rng: Random) -> str:
    """A unified social credit code (GB 32100) around an organisation code (GB 11714). ``kind``: '1' company, '2' sole trader."""
    body = "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    values = [int(char) if char.isdigit() else ord(char) - 55 for char in body]
    check = 11 - sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    code = f"9{kind}{area}{body}{'0X'[check == 10] if check >= 10 else check}"
    total = sum(USCC_ALPHABET.index(char) * (3**place % 31) for place, char in enumerate(code))
    return code + USCC_ALPHABET[-total % 31]
