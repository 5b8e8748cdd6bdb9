"""``zhijian demo``: from nothing to clues in the store, and nothing twice."""

import json
from typing import Any

from zhijian.demo.texts import samples


def test_demo_leaves_clues_and_a_second_run_finds_everything_there(program: Any) -> None:
    ended = program.run("demo", "--no-serve", "--no-open")
    assert ended.code == 0, ended.err
    truth = [json.loads(path.read_text(encoding="utf-8")) for path in program.home.rglob("truth.json")]
    alleging = sum(sample.alleges for channel in ("hotline", "mailbox", "news") for sample in samples(channel))
    with program.store() as store:
        assert len(truth) >= 12
        assert len(store.dossiers()) == len(truth)
        assert store.clue_count() == sum(not record["clean"] for record in truth) + alleging
        assert {entry.status for run in store.runs() for entry in store.entries(run.id)} == {"done"}
        before = store.content_digest()
        runs = {run.id for run in store.runs()}

    again = program.run("demo", "--no-serve", "--no-open")
    assert again.code == 0, again.err
    with program.store() as store:
        assert store.content_digest() == before
        later = [entry for run in store.runs() if run.id not in runs for entry in store.entries(run.id)]
        assert len([entry for entry in later if entry.status == "duplicate"]) >= len(truth)
        assert {entry.status for entry in later} == {"duplicate"}
