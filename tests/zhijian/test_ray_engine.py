"""``zhijian screen --engine ray`` on a real cluster of two nodes: the same results, also where a node dies on the way."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import SettingsError
from ingest.vault import Vault
from zhijian.ray_engine import RayEngine
from zhijian.settings import Settings
from zhijian.task import Task

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs the extra: pip install 'zhijian[ray]'")
PAGES = (
    (
        "行政处罚告知书",
        "第{n}建设有限公司：",
        "拟作出如下行政处罚：罚款人民币50000元。",
        "你单位可以陈述、申辩。",
        "乙县城市管理局",
        "2024年5月6日",
    ),
    ("行政处罚决定书", "当事人：第{n}建设有限公司", "决定作出如下行政处罚：", "罚款人民币50000元。", "乙县城市管理局", "2024年6月6日"),
)


def pdf(path: Path, n: int, repeated: int = 1) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for lines in PAGES * repeated:
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * row, line.format(n=n))
        canvas.showPage()
    canvas.save()


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty dossiers: files, a folder, an archive, one that comes twice, one that is damaged."""
    folder = tmp_path_factory.mktemp("batch")
    for n in range(26):
        pdf(folder / f"D{n}.pdf", n, 20)
    (folder / "卷").mkdir()
    pdf(folder / "卷" / "1.pdf", 100)
    pdf(folder / "卷" / "2.pdf", 101)
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("1.txt", "立案审批表\n案由：甲公司无证经营案")
        pdf(folder / "member.pdf", 102)
        archive.write(folder / "member.pdf", "2.pdf")
    (folder / "member.pdf").unlink()
    (folder / "again.pdf").write_bytes((folder / "D1.pdf").read_bytes())
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4\nnothing of use")
    return folder


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two nodes of one processor each, every one with processes of its own, as on two machines."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100 << 20, "include_dashboard": False}
    found = Cluster(initialize_head=True, head_node_args=node)
    found.second = found.add_node(**node)
    yield found
    found.shutdown()


def working(node: Any) -> bool:
    """Whether a worker process of ours runs on the node."""
    (raylet,) = node.all_processes["raylet"]
    below = [process for process in psutil.Process(raylet.process.pid).children(recursive=True) if process.status() != psutil.STATUS_ZOMBIE]
    servers = {process.pid for process in below if "multiprocessing.forkserver" in " ".join(process.cmdline())}
    return any(process.ppid() in servers for process in below)


def originals(program: Any) -> set[str]:
    return {path.name for path in (program.home / "vault").glob("??/*")}


@needs_ray
def test_a_node_that_is_killed_loses_nothing(program: Any, tmp_path: Path, cluster: Any, dossiers: Path) -> None:
    alone = type(program)(tmp_path / "alone")
    assert alone.run("screen", dossiers, "--json", alone.home / "out.jsonl").code == 0
    program.home.mkdir()
    out, told = program.home / "out.jsonl", program.home / "run.json"
    process = program.start("screen", dossiers, "--engine", "ray", "--ray-address", cluster.address, "--json", out, "--report", told)
    program.wait_for(process, "ledger", 3)
    deadline = time.monotonic() + 60
    while not working(cluster.second) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert working(cluster.second)
    cluster.remove_node(cluster.second, allow_graceful=False)
    done = program.rows("ledger")
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    files = [path for path in dossiers.rglob("*") if path.is_file()]
    assert done < len(files) - 2  # there was work left for the node that was not killed
    assert program.rows("ledger") == alone.rows("ledger") == len(files)
    assert program.digest() == alone.digest()
    assert out.read_bytes() == (alone.home / "out.jsonl").read_bytes()
    assert originals(program) == originals(alone)  # members of the archive too
    report = json.loads(told.read_text(encoding="utf-8"))
    assert report["engine"] == "ray"
    assert report["files"] == {"done": len(files) - 2, "duplicate": 1, "rejected": 0, "failed": 1}


@needs_ray
def test_what_nodes_have_read_is_kept_here(program: Any, tmp_path: Path, cluster: Any, dossiers: Path) -> None:
    """The page cache travels: neither another node nor this machine reads again."""
    batch, told = [dossiers / "卷", dossiers / "包.zip"], tmp_path / "run.json"
    program.environment["ZHIJIAN_RAY_ADDRESS"] = cluster.address
    assert program.run("screen", *batch, "--engine", "ray", "--report", told).code == 0
    first = json.loads(told.read_text(encoding="utf-8"))
    assert first["pages_from_cache"] == 0
    digest = program.digest()
    for engine in ("ray", "local"):
        assert program.run("screen", *batch, "--engine", engine, "--again", "--report", told).code == 0
        again = json.loads(told.read_text(encoding="utf-8"))
        assert (again["pages_read"], again["pages_from_cache"]) == (1, first["pages"]["total"] - 1)  # the text
        assert program.digest() == digest
    left = [folder.name.split("-")[2] for folder in Path(tempfile.gettempdir()).glob("zhijian-node-*")]
    assert all(psutil.pid_exists(int(owner)) for owner in left)  # also where the node was killed: case files do not stay


@needs_ray
def test_a_cluster_without_processors_is_not_waited_for_forever(program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    program.home.mkdir()
    monkeypatch.setenv("ZHIJIAN_HOME", str(program.home))
    path = tmp_path / "D1.txt"
    path.write_text("行政处罚决定书", encoding="utf-8")
    settings = Settings.load()
    source = Vault(settings.vault).put(path)
    task = Task("k", "D1", ((str(path), source),), settings.vault, settings.local_parameters, date(2026, 2, 1))
    bare = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": 100 << 20, "include_dashboard": False})
    try:
        with (
            program.store() as store,
            RayEngine(settings, store, bare.address, patience=2.0) as engine,
            pytest.raises(SettingsError, match="没有可用的计算节点"),
        ):
            list(engine.run(iter([task]), lambda _: None))
    finally:
        bare.shutdown()


@needs_ray
@pytest.mark.parametrize("address", ["auto", "127.0.0.1:1", "nonsense"])
def test_a_cluster_that_is_not_there_is_told_before_the_work(program: Any, dossiers: Path, address: str) -> None:
    ended = program.run("screen", dossiers, "--engine", "ray", "--ray-address", address)
    assert ended.code == 1
    assert "ray start --head" in ended.err
    assert program.rows("ledger") == 0


def test_without_the_extra_the_remedy_is_told(here: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # as where it is not installed
    (tmp_path / "D1.txt").write_text("行政处罚决定书", encoding="utf-8")
    ended = here("screen", tmp_path / "D1.txt", "--engine", "ray")
    assert ended.code == 1
    assert "pip install 'zhijian[ray]'" in ended.err
