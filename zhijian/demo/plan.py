"""From a scenario and a seed to a lawful case: people, numbers, and dates on working days in the order the law wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from zhijian.demo.agencies import VERTICAL, agency_of
from zhijian.demo.case import NEW_LAW, OLD_LAW, Agency, Case, Party, Receipt, Remedy, Scenario, Staff
from zhijian.demo.days import after, before, is_workday, roll
from zhijian.demo.people import BRANDS, STREETS, VILLAGES, Register, uscc

REFORM = date(2021, 7, 15)  # 行政处罚法 (2021) in force
RECONSIDERATION = date(2024, 1, 1)  # 行政复议法 (2023) in force


def build(identity: str, scenario: Scenario, rng: Random, *, old_law: bool = False) -> Case:
    """A case without a defect. ``old_law``: the whole procedure lies before 2021-07-15."""
    register = Register(rng)
    agency = agency_of(scenario.dept, rng)
    district = f"99{rng.randint(10, 69)}{rng.randint(10, 99)}"
    officers = (register.officer(district), register.officer(district))
    names = [register.name()[0] for _ in range(10)]
    staff = Staff(names[0], names[1], names[2], (names[3], names[4]), names[5], names[6], names[7], names[8], names[9])
    rep = register.person()
    agent = register.person() if "agent" in scenario.features else None
    second = register.person() if scenario.second else None
    numbers = _numbers(scenario, rng)
    fine = _fine(scenario, numbers, rng)
    street = rng.choice(STREETS)
    place = scenario.address.format(county=agency.county, street=street, village=rng.choice(VILLAGES), number=rng.randint(3, 188))
    party = _party(scenario, rep.name, agency, place, register)
    if party.citizen or (scenario.dept == "交通运输" and "monitored" not in scenario.features):
        scene_place = f"{agency.county}{street}与{rng.choice(('建设路', '迎宾路', '学府路', '滨江路'))}交叉口西侧"
    else:
        scene_place = place
    features = set(scenario.features) | ({"old"} if old_law else set())
    dates = _dates(scenario, features, rng, old_law=old_law)
    law = OLD_LAW if old_law else NEW_LAW
    case = Case(
        id=identity,
        scenario=scenario,
        agency=agency,
        staff=staff,
        officers=officers,
        party=party,
        rep=rep,
        agent=agent,
        second=second,
        numbers=numbers,
        dates=dates,
        fine=fine,
        serial=rng.randint(21, 468),
        law=law,
        remedy=_remedy(agency, dates, scenario),
        violated=scenario.violated,
        penalty=scenario.penalty,
        features=features,
        notice_fine=fine,
        places={"scene": scene_place, "street": street},
    )
    case.hours = _hours(rng, evening=scenario.id == "barbecue")
    case.places["office"] = f"{agency.name}询问室"
    case.receipts = {
        key: Receipt(of, signer=case.signer.name, relation=case.signer_relation)
        for key, of in (
            ("r_correction", "correction"),
            ("r_notice", "notice"),
            ("r_decision", "decision"),
            ("r_hearing", "hearing_notice"),
            ("r_seizure", "seizure"),
            ("r_extension", "extension"),
            ("r_release", "release"),
            ("r_result", "result"),
            ("r_period", "period"),
            ("r_preserve", "preserve"),
            ("r_disposal", "disposal"),
        )
    }
    return case


def _numbers(scenario: Scenario, rng: Random) -> dict[str, int]:
    return with_products(scenario, {name: rng.randrange(low, high + 1, step) for name, (low, high, step) in scenario.numbers.items()})


def with_products(scenario: Scenario, numbers: dict[str, int]) -> dict[str, int]:
    """``numbers`` with the sums and products that follow from them."""
    values = dict(numbers)
    for name, (one, other) in scenario.products.items():
        if one.endswith("+"):
            values[name] = values[one[:-1]] + values[other]
        else:
            values[name] = values[one] * values[other]
    return values


def _fine(scenario: Scenario, numbers: dict[str, int], rng: Random) -> int:
    allowed = scenario.fine
    if allowed.base:
        return int(numbers[allowed.base] * allowed.times)
    low, high = allowed.pick
    return rng.randrange(low, high + 1, allowed.step)


def _party(scenario: Scenario, rep: str, agency: Agency, place: str, register: Register) -> Party:
    rng = register.rng
    founded = date(2012, 1, 1) + timedelta(days=rng.randrange(365 * 7))
    if scenario.party == "公民":
        return Party(rep, "公民", None, place, founded)
    brand, trade = rng.choice(BRANDS), rng.choice(scenario.trade)
    if scenario.party == "企业":
        return Party(f"{agency.county.rstrip('区县')}{brand}{trade}", "企业", uscc(register.area, "1", rng), place, founded)
    return Party(f"{agency.county}{brand}{trade}", "个体工商户", uscc(register.area, "2", rng), place, founded)


def _remedy(agency: Agency, dates: dict[str, date], scenario: Scenario) -> Remedy:
    day = dates["decision"]
    if agency.dept in VERTICAL:
        authority = agency.upper
    else:
        authority = agency.government if day >= RECONSIDERATION else f"{agency.government}或者{agency.upper}"
    return Remedy(authority, "六十日", agency.court, "六个月", first=scenario.procedure == "summary" and day >= RECONSIDERATION)


def _hours(rng: Random, *, evening: bool) -> dict[str, tuple[str, str]]:
    start = rng.choice((9, 10, 14, 15)) if not evening else 20
    minute = rng.choice((5, 10, 20, 30))
    return {
        "scene": (f"{start}时{minute}分", f"{start + 1}时{minute + rng.choice((5, 15, 25))}分"),
        "inquiry": (f"9时{rng.choice((0, 10, 20)):02d}分", f"10时{rng.choice((15, 25, 40))}分"),
        "second": (f"14时{rng.choice((10, 20, 30))}分", f"15时{rng.choice((5, 15, 25)):02d}分"),
        "hearing": ("9时30分", "11时20分"),
    }


def _dates(scenario: Scenario, features: set[str], rng: Random, *, old_law: bool) -> dict[str, date]:
    """Every date, on working days, in order. Bounds that the law sets are noted where they are kept."""
    year = 2021 if old_law else rng.choice((2024, 2024, 2024, 2025))
    scene = roll(date(year, 1, 25) if old_law else date(year, rng.randint(2, 5), rng.randint(6, 24)))
    if scenario.procedure == "summary":
        return {
            "start": scene,
            "scene": scene,
            "decision": scene,
            "served": scene,
            "report_back": after(scene, 1),
            "payment": after(scene, rng.randint(2, 7)),
            "archive": after(scene, 12),
        }
    dates = {"start": scene - timedelta(days=rng.randint(8, 26)), "source": before(scene, rng.randint(1, 2)), "scene": scene}
    if "monitored" in features:
        dates["start"] = scene - timedelta(days=rng.randint(18, 26))
        dates["published"] = before(dates["start"], rng.randint(40, 60))
        dates["checked"] = after(dates["start"], rng.randint(1, 2))
        dates["informed"] = after(dates["checked"], 1)
    if "warned" in features:
        dates["warning"] = before(scene, rng.randint(14, 18))
        dates["start"] = dates["warning"]
    dates["filing"] = after(scene, rng.randint(2, 4))  # within 15 working days of the clue
    dates["inquiry"] = after(dates["filing"], rng.randint(2, 3))
    dates["second"] = after(dates["inquiry"], 1)
    last = dates["second"]
    if "sampling" in features:
        dates["sampling"] = scene
        dates["entrust"] = after(scene, 1)
        dates["appraisal"] = after(scene, rng.randint(7, 9))
        dates["result"] = after(dates["appraisal"], 1)
        dates["inquiry"] = after(dates["result"], 1)  # the party is asked about the result
        dates["second"] = after(dates["inquiry"], 1)
        last = dates["second"]
    if "correction" in features:
        dates["deadline"] = roll(scene + timedelta(days=rng.randint(9, 12)))
        dates["recheck"] = after(dates["deadline"], 1)
        last = max(last, dates["recheck"])
    if "preserve" in features:
        dates["disposal"] = after(scene, rng.randint(3, 5))  # 行政处罚法 art. 56: seven working days
        last = max(last, dates["disposal"])
    if "vehicle" in features:
        dates["release"] = after(scene, rng.randint(9, 13))  # 行政强制法 art. 25: thirty days
        last = max(last, dates["release"])
    if "extension" in features:  # before the thirty days are over, and before the case is decided
        extension = scene + timedelta(days=28)
        while not is_workday(extension):
            extension -= timedelta(days=1)
        dates["extension"] = extension
        last = max(last, extension)
    dates["report"] = after(last, rng.randint(2, 4))
    return decide(dates, features, rng)


def decide(dates: dict[str, date], features: set[str], rng: Random) -> dict[str, date]:
    """``dates`` up to the report with those from review to archive, in order."""
    if "hearing" not in features:
        dates["review"] = after(dates["report"], rng.randint(1, 2))
        dates["notice"] = after(dates["review"], 1)
    else:
        dates["notice"] = after(dates["report"], 2)
    served = dates["notice_served"] = after(dates["notice"], rng.randint(0, 1))
    ready = after(served, 6)  # five working days must have passed (行政处罚法 arts. 64, 85)
    if "statement" in features:
        dates["statement"] = after(served, rng.randint(2, 3))
        dates["reconsidered"] = after(dates["statement"], 2)
    if "hearing" in features:
        dates["hearing_request"] = after(served, rng.randint(2, 4))
        dates["hearing_notice"] = after(dates["hearing_request"], 1)
        dates["hearing_notice_served"] = after(dates["hearing_notice"], 1)
        dates["hearing"] = after(dates["hearing_notice_served"], rng.randint(8, 9))  # seven working days' notice
        dates["hearing_report"] = after(dates["hearing"], 2)
        dates["review"] = after(dates["hearing_report"], 1)
        ready = after(dates["review"], 1)
    if "discussion" in features or "heavy" in features or "hearing" in features:
        dates["discussion"] = ready
        ready = after(ready, 1)
    dates["approval"] = dates["decision"] = after(ready, rng.randint(0, 1))
    dates["publicity"] = after(dates["decision"], 4)  # seven working days
    dates["served"] = after(dates["decision"], rng.randint(1, 3))
    dates["payment"] = after(dates["served"], rng.randint(3, 6))  # fifteen days
    dates["closing"] = after(max(dates["payment"], dates["publicity"]), rng.randint(3, 5))
    dates["archive"] = after(dates["closing"], rng.randint(4, 7))
    return _ordered(dates)


def move(case: Case, city: str, county: str) -> str:
    """The party, its shop and the scene lie in ``county``, printed behind ``city``; gives the place of the scene."""
    here, party = case.agency.county, case.party
    name = party.name if party.citizen else party.name.replace(here, county).replace(here.rstrip("区县"), county.rstrip("区县"))
    case.party = replace(party, name=name, address=f"{city}{party.address.replace(here, county)}")
    case.places["scene"] = f"{city}{case.places['scene'].replace(here, county)}"
    case.places["home"] = county
    return case.places["scene"]


def _ordered(dates: dict[str, date]) -> dict[str, date]:
    return dict(sorted(dates.items(), key=lambda item: item[1]))
