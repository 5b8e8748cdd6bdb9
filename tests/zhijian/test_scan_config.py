"""``scan.yml``: what is wrong in it is told with file, line and remedy, and without its secrets."""

from pathlib import Path

import pytest

from ingest.errors import KnowledgeError
from zhijian.scan_config import ScanConfig

ROBOT = "channels:\n  - kind: dingtalk\n    name: 群\n    url: {env: ROBOT}\n    secret: {env: SECRET}\n"


def test_nothing_written_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "scan.yml"
    assert ScanConfig.load(path) == ScanConfig()
    path.write_text("# time: 07:00\n", encoding="utf-8")
    assert ScanConfig.load(path) == ScanConfig()
    path.write_text(f"time: 18:30\n{ROBOT}", encoding="utf-8")
    found = ScanConfig.load(path)
    assert (found.clock.hour, found.clock.minute, [channel.name for channel in found.channels]) == (18, 30, ["群"])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- a\n", "应为“键: 值”形式，请参照 docs/scan.md"),
        ("top: 5\ntime: [\n", "第 3 行：不是有效的 YAML"),
        ("top: 5\nparallel: 0\n", "第 2 行：“parallel”"),
        (f"top: 5\n{ROBOT}{ROBOT.partition(chr(10))[2]}", "第 3 行：有两个渠道都叫“群”"),
        (ROBOT.replace("{env: SECRET}", "SEChunter2"), "第 5 行：“secret”：不直接写在这里"),
        (ROBOT.replace("{env: SECRET}", "*hunter2"), "第 5 行：不是有效的 YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_without_secrets(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "scan.yml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        ScanConfig.load(path)
    assert str(error.value).startswith(str(path))
    assert told in str(error.value)
    assert "hunter2" not in str(error.value)
