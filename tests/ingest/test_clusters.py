"""Clusters are those of pdfplumber."""

from random import Random

from pdfplumber.utils import cluster_objects

from ingest.clusters import clustered


def test_the_same_groups_in_the_same_order() -> None:
    draw = Random(11)
    for _ in range(200):
        things = [(draw.choice((draw.uniform(0, 40), float(draw.randint(0, 40)))), number) for number in range(draw.randint(0, 30))]
        tolerance = draw.choice((0.5, 1.0, 3.0))
        plain = cluster_objects(things, lambda thing: thing[0], tolerance)
        assert clustered(things, lambda thing: thing[0], tolerance) == plain
