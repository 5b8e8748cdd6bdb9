"""Documents that come again in another state: what they were is kept, what they are is found."""

from dataclasses import replace
from datetime import UTC, date, datetime

from index.store import Store
from ingest.document import Document, Page, Source
from nlp.opinion.reading import Reading

ID = "c" * 64
READING = Reading(ID, False, 0.2, "negative", "complaint", why="没有")
RECORD = Document(
    Source(ID, "text/plain", 9, path="工单.csv"), "complaint", "题", (Page(1, "城管不给票据"),), date(2025, 3, 1), {"id": "7", "reply": ""}
)


def keep(store: Store, document: Document) -> None:
    run = store.begin_or_resume_run("read", "f").id
    store.save_documents(run, [(document, READING)])
    store.finish_run(run)


def told(document: Document, **metadata: str) -> Document:
    return replace(document, metadata={**document.metadata, **metadata})


def test_a_document_that_stays_as_it_is_has_no_versions(store: Store) -> None:
    keep(store, RECORD)
    keep(store, RECORD)
    keep(store, told(RECORD, likes="3"))
    assert store.document_versions(ID) == []
    assert store.document_changes("") == []


def test_each_state_that_was_replaced_is_kept_with_what_was_new_after_it(store: Store) -> None:
    keep(store, RECORD)
    keep(store, told(RECORD, reply="已转办", reply_date="2025-03-04"))
    between = datetime.now(UTC).isoformat()
    keep(store, told(RECORD, reply="已责令退还", reply_date="2025-03-20", status="已办结"))
    first, second = store.document_versions(ID)
    assert (first.number, first.what, first.metadata["reply"]) == (1, {"reply"}, "")
    assert (second.number, second.what, second.metadata["reply"]) == (2, {"reply", "status"}, "已转办")
    assert (second.text, second.title, second.published_at) == ("城管不给票据", "题", date(2025, 3, 1))
    found = store.document(ID)
    assert found is not None
    assert found.metadata["reply"] == "已责令退还"
    assert [(change.document, change.what) for change in store.document_changes(between)] == [(ID, {"reply", "status"})]
    assert len(store.document_changes("")) == 2


def test_a_page_with_other_words_is_another_version_and_one_with_other_white_space_is_not(store: Store) -> None:
    keep(store, RECORD)
    keep(store, replace(RECORD, pages=(Page(1, "城管 不给\n票据"),)))
    assert store.document_versions(ID) == []
    keep(store, replace(RECORD, pages=(Page(1, "城管已给票据"),)))
    assert [(version.what, "".join(version.text.split())) for version in store.document_versions(ID)] == [({"text"}, "城管不给票据")]
