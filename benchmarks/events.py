"""Milliseconds to place a text among events, the store growing, beside datasketch's MinHashLSH over the same texts in the same run.

usage: python -m benchmarks.events [--texts N] [--step N]

Made texts: complaints about 3,000 places of 40 counties, told from a bank of sentences; one in five tells of an event that was told before,
half of those in nearly the same words. A million texts a year of which one in ten is a clue are 100,000 to place. The peer (pip install
datasketch, MIT, no dependency) finds near copies only and keeps all in memory; ours finds other words, too, and keeps all in the store.
The trace is what a reading process makes, placing what the storing one does. Processor time; the peer's sketches are in its time.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from index import event_placing
from index.schema_events import EVENT
from index.store import Store
from ingest.document import Document, Page, Source
from nlp.events.trace import trace_of
from nlp.opinion.reading import Agency, Reading, Signal

SURNAMES, WORDS = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张", "安平和顺兴旺昌盛福禄寿喜金银玉翠青蓝紫红东西南北春夏秋冬"
THINGS = (
    "三轮车",
    "烤红薯摊",
    "水果筐",
    "电动车",
    "广告牌",
    "冰柜",
    "彩钢棚",
    "渣土车",
    "养殖网箱",
    "过期饼干",
    "白酒",
    "烟花",
    "砂石",
    "钢管",
)
ACTS = ("扣走", "没收", "查封", "拉走", "拆掉", "罚款", "砸坏", "登记保存", "责令停业")
HOWS = (
    "没有出示证件",
    "不开任何单据",
    "不给决定书",
    "没有听我申辩",
    "不让拍照",
    "当场收了现金",
    "说话很难听",
    "一个人就来了",
    "拖了两个月不答复",
)
WANTS = ("要求退还", "请求查处", "请给书面答复", "希望有人管", "要讨个说法", "已经申请复议", "请监督部门介入")
BODIES = (("城管执法队", "城管"), ("市场监管局", "市场监管"), ("交警大队", "公安"), ("生态环境局", "生态环境"), ("住建局", "住建"))


def texts(count: int) -> Iterator[tuple[Document, Reading]]:
    chance = random.Random(20260302)
    places = ["".join(chance.sample(WORDS, 2)) + chance.choice(("路", "小区", "村", "市场", "花园", "巷")) for _ in range(3000)]
    shops = ["".join(chance.sample(WORDS, 3)) + chance.choice(("超市", "餐馆", "公司", "药店", "商行")) for _ in range(6000)]
    told: list[tuple[str, str, int, list[str]]] = []
    for number in range(count):
        day = number * 365 // count
        recent = told[-2000:]
        if recent and chance.random() < 0.2:
            county, body, at, facts = chance.choice(recent)
            again = facts if chance.random() < 0.5 else [facts[0], *chance.sample(HOWS, 2), chance.choice(WANTS)]
        else:
            county, (body, _) = f"第{chance.randrange(40)}县", chance.choice(BODIES)
            thing, act, sum_ = chance.choice(THINGS), chance.choice(ACTS), chance.randrange(1, 900) * 10
            first = f"{chance.choice(places)}{chance.choice(shops)}的{thing}被{act}，说要交{sum_}元"
            at, again = day, [first, *chance.sample(HOWS, 3), chance.choice(WANTS)]
            told.append((county, body, at, again))
        words = (
            f"{chance.randrange(1, 13)}月{chance.randrange(1, 28)}日，{county}{body}来人。"
            + "，".join(again)
            + f"。{chance.choice(SURNAMES)}某"
        )
        kind = dict(BODIES)[body]
        told_of = (Signal("sig.no_receipt", words[:9], 0, 9, 0.8),)
        reading = Reading(
            f"{number:064x}",
            True,
            0.6,
            "negative",
            "complaint",
            told_of,
            (Agency(body, kind, 0, 3),),
        )
        published = date(2026, 1, 1) + timedelta(days=day)
        meta = {"user": f"u{chance.randrange(count)}", "region": county}
        yield Document(Source(reading.id, "text/plain", len(words)), "complaint", None, (Page(1, words),), published, meta), reading


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=256)
    asked = parser.parse_args()
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise SystemExit("pip install datasketch") from error
    lsh = MinHashLSH(threshold=0.6, num_perm=64)
    marks = [mark for mark in (1_000, 10_000, 30_000, asked.texts) if mark <= asked.texts]
    made = placed = peer = found = 0.0
    with tempfile.TemporaryDirectory() as folder, Store(f"sqlite:///{Path(folder) / 'zhijian.db'}") as store:
        source, done = texts(asked.texts), 0
        since = (0, 0.0, 0.0, 0.0)
        while done < asked.texts:
            items = list(islice(source, asked.step))
            began = time.process_time()
            traces = [(trace_of(document, reading), True) for document, reading in items]
            made += time.process_time() - began
            began = time.process_time()
            with store.engine.begin() as connection:
                event_placing.settled(connection, event_placing.place_traces(connection, traces))
            placed += time.process_time() - began
            began = time.process_time()
            for document, reading in items:
                letters = "".join(document.text.split())
                sketch = MinHash(num_perm=64)
                sketch.update_batch([letters[at : at + 4].encode() for at in range(len(letters) - 3)])
                found += bool(lsh.query(sketch))
                lsh.insert(reading.id, sketch)
            peer += time.process_time() - began
            done += len(items)
            if done >= marks[0]:
                marks.pop(0)
                count = done - since[0]
                ours, theirs = (placed - since[2]) / count * 1e3, (peer - since[3]) / count * 1e3
                size = (Path(folder) / "zhijian.db").stat().st_size / 1e6
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
                print(
                    f"{done:>7,} stored: trace {(made - since[1]) / count * 1e3:.2f} ms, placing {ours:.2f} ms, peer {theirs:.2f} ms "
                    f"({ours / theirs:.1f} times as long), store {size:.0f} MB, memory {memory:.0f} MB with the peer's",
                    flush=True,
                )
                since = (done, made, placed, peer)
        with store.engine.connect() as connection:
            events = connection.execute(select(func.count()).select_from(EVENT)).scalar_one()
    print(f"events {events:,}, texts the peer found a near copy of {found:,.0f}")


if __name__ == "__main__":
    main()
