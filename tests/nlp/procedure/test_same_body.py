from __future__ import annotations

import pytest

from nlp.procedure.same_body import another_body


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("淇州市市场监督管理局", "淇州市卫生健康委员会"),
        ("江州市市场监督管理局", "江州市农业农村局"),
        ("临沚市城市管理局", "临沚市住房和城乡建设局"),
        ("云泽县交通运输综合执法大队", "青屿市城市管理局"),
        ("丽水县林业局", "青芷县林业局"),
        ("临沂市恒越食品有限公司", "临沂市住房和城乡建设局"),
    ],
)
def test_bodies_of_another_field_or_place_are_others(name: str, other: str) -> None:
    assert another_body(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("青屿市城市管理综合行政执法局", "青屿市城市管理局"),
        ("青屿市综合行政执法局", "青屿市城市管理局"),
        ("青止县林业局", "青芷县林业局"),
        ("江川市国土资源局", "江川市自然资源局"),
        ("临沚市交通运输综合行政执法支队", "临沚市交通运输局"),
        ("江川市公安局城北分局", "江川市公安局"),
        ("市中区市场监督管理局", "江州市市中区市场监督管理局"),
        ("市场监督管理局", "江川县市场监督管理局"),
        ("国家税务总局江川县税务局", "江川县税务局"),
        ("江川县人民政府", "江川县林业局"),
        ("云埠县烟早专买局", "云埠县烟草专卖局"),
        ("淇州市巾场监督管理局", "淇州市市场监督管理局"),
        ("肯县林业局", "青县林业局"),
        ("淇州市市场监", "淇州市卫生健康委员会"),
    ],
)
def test_what_may_be_one_body_or_was_half_read_is_no_other(name: str, other: str) -> None:
    assert not another_body(name, other)
